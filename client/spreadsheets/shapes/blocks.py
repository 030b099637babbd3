"""Two tables beside one another: the labels of the header repeat."""

from client.spreadsheets import words
from client.spreadsheets.headers import Header

_FEWEST = 2
_MOST = 6


def side_by_side(header: Header) -> list[Header]:
    """The header of each table when its labels repeat as a whole; otherwise the header itself."""
    keys = [(words.header_key(label.text), words.header_key(label.group)) for label in header.labels]
    for times in range(2, _MOST + 1):
        size, rest = divmod(len(keys), times)
        if rest or size < _FEWEST:
            continue
        if len(set(keys[:size])) == size and all(keys[place] == keys[place % size] for place in range(len(keys))):
            return [
                Header(header.top, header.bottom, header.labels[place * size : (place + 1) * size])
                for place in range(times)
            ]
    return [header]
