"""The entry of the same provider that comes closest to one: two rules ask, one after the other."""

from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import Neighbours
from client.checks.similar import Judged, Named, closest, named

_Answer = tuple[Named, Judged] | None
_last: tuple[Entry | None, Neighbours | None, _Answer] = (None, None, None)


def closest_to(entry: Entry, neighbours: Neighbours) -> _Answer:
    """The closest other entry with what the two are to each other; None when nothing comes close."""
    global _last  # noqa: PLW0603  (one slot, written whole: two threads at most ask twice)
    known, asked, answer = _last
    if known is not entry or asked is not neighbours:
        key = scan.key(entry.text("name")[:512])
        others = list(neighbours.alike(entry, key)) if key else []
        answer = closest(named(entry), others) if others else None
        _last = (entry, neighbours, answer)
    return answer
