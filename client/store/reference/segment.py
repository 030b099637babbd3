"""One segment of 65,536 entries while it is filled: collects what its entries are found by and packs it for the file."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from client.store.reference import tokens
from client.store.reference.places import pack
from client.store.reference.record import Rows

Lists = defaultdict[str, list[int]]


class Segment:
    """The places of every token. `item_key` gives the compared form of the word with this number."""

    def __init__(self, number: int, item_key: Callable[[int], str]) -> None:
        self.number = number
        self._item_key = item_key
        self._all: list[int] = []
        self._names: Lists = defaultdict(list)
        self._items: defaultdict[int, list[int]] = defaultdict(list)
        self._facets: list[Lists] = [defaultdict(list) for _ in tokens.FACETS]
        self._others: Lists = defaultdict(list)

    def add(self, place: int, rows: Rows) -> None:
        """Takes in one entry; places come in growing order."""
        if rows.body is None:
            return
        self._all.append(place)
        self._names[rows.name].append(place)
        for number in rows.items:
            self._items[number].append(place)
        for lists, value in zip(self._facets, rows.facets, strict=True):
            lists[value].append(place)
        code, region = rows.entry[2], rows.entry[5]
        if code:
            self._others[tokens.CODE + tokens.code_key(code)[: tokens.CODE_HEAD]].append(place)
        for token in tokens.regions(region):
            self._others[token].append(place)

    def postings(self) -> Iterator[tuple[int, str, bytes]]:
        """The rows of `posting`, in the order of their key."""
        whole: dict[str, Sequence[int]] = {tokens.ALL: self._all} if self._all else {}
        whole |= self._others
        for name, lists in zip(tokens.FACETS, self._facets, strict=True):
            whole |= {tokens.facet(name, value): places for value, places in lists.items()}
        whole |= _joined(tokens.NAME, self._names.items())
        whole |= _joined(tokens.ITEM, ((self._item_key(number), places) for number, places in self._items.items()))
        for token in sorted(whole):
            yield self.number, token, pack(whole[token])


def _joined(kind: str, texts: Iterable[tuple[str, list[int]]]) -> dict[str, list[int]]:
    """The places of every pair of characters out of the places of whole texts."""
    found: Lists = defaultdict(list)
    for text, places in texts:
        for pair in set(tokens.pairs(text)):
            found[pair] += places
    return {kind + pair: sorted(set(places)) for pair, places in found.items()}
