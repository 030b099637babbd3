"""What pages and commands may ask of `reference.db`; each question opens it when needed, and anew when it was replaced."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from client.catalog.entry import Entry
from client.errors import SettingsProblem, StoreProblem
from client.store.failures import translated
from client.store.reference import similar as likeness
from client.store.reference import tokens
from client.store.reference.filling import adopt
from client.store.reference.layout import meta, refuse_foreign
from client.store.reference.opened import OpenFile, ReferenceFilter
from client.store.reference.orders import SORTS, key_of
from client.store.reference.record import id_text

__all__ = [
    "MANY", "REFERENCE_FACETS", "REFERENCE_SORTS", "ReferenceEntry", "ReferenceFilter", "ReferenceQuery",
    "ReferenceRow", "ReferenceStatus",
]  # fmt: skip

REFERENCE_SORTS = SORTS
REFERENCE_FACETS = (*tokens.FACETS, "region")
MANY = 10_000
_COUNTED = 40
_ROW = "n, id, code, name, provider, region, sharing, update_cycle, modified, items, state, space, profile"


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One line of a list of what stands above. `region`: six digits or ""; `state`: the platform's word or ""."""

    id: str
    code: str
    name: str
    provider: str
    region: str
    sharing: str
    update_cycle: str
    modified: str
    items: int
    state: str
    space: str
    profile: str


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """One entry as it stands above, with its state there. Its items have no identity of their own."""

    entry: Entry
    state: str


@dataclass(frozen=True, slots=True)
class ReferenceStatus:
    """What the file holds: entries, when it was filled (ISO) and from what, and its bytes on the disk."""

    entries: int
    filled_at: str
    source: str
    size: int


class ReferenceQuery:
    """Every question about what stands above. May be asked from several threads; they take turns.

    Every question raises `StoreProblem` reference.absent, reference.newer, reference.not-ours or store.damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._file: OpenFile | None = None
        self._seen: tuple[int, int, int] = (0, 0, 0)

    def close(self) -> None:
        """Lets go of the file; the next question opens it again."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def present(self) -> bool:
        """Whether there is a file to ask; nothing is said about its soundness."""
        adopt(self.path)
        return self.path.exists()

    def status(self) -> ReferenceStatus:
        """What the file holds."""
        with self._open() as file:
            remarks = [meta(file.conn, key) for key in ("filled_at", "origin")]
            return ReferenceStatus(file.entries, remarks[0], remarks[1], self.path.stat().st_size)

    def rows(
        self,
        filter: ReferenceFilter = ReferenceFilter(),  # noqa: A002, B008  (the word of the work; immutable)
        sort: str = "updated",
        descending: bool = True,
        offset: int = 0,
        limit: int = 100,
    ) -> list[ReferenceRow]:
        """One page of a list. `sort` is one of `REFERENCE_SORTS` (else `SettingsProblem("store.unknown-sort")`)."""
        with self._open() as file:
            return _rows(file, file.page(filter, sort, offset, limit, descending=descending))

    def count(self, filter: ReferenceFilter = ReferenceFilter(), cap: int = 0) -> int:  # noqa: A002, B008
        """How many lines a list has; with `cap` (say `MANY`), `cap + 1` as soon as there are more."""
        with self._open() as file:
            return file.entries if filter == ReferenceFilter() else file.hits(filter).count(cap)

    def position(
        self,
        filter: ReferenceFilter,  # noqa: A002
        sort: str,
        entry_id: str,
        descending: bool = True,
    ) -> int:
        """The line of an entry in a list, from 0; -1 when it is not in it."""
        with self._open() as file:
            n = file.number(entry_id)
            return file.position(filter, sort, n, descending=descending) if n >= 0 else -1

    def jump(self, sort: str, text: str) -> int:
        """The first line of the whole list, in growing order, that does not stand before `text`."""
        with self._open() as file:
            if sort == "items":
                return file.order(sort).first(int(text) if text.isdecimal() else 0)
            return file.order(sort).first(key_of(sort)(text))

    def facets(self, filter: ReferenceFilter, facet: str) -> list[tuple[str, int]]:  # noqa: A002
        """(value, entries) of a facet of `REFERENCE_FACETS` in a list, most first.

        `region`: the provinces, or what lies directly in the chosen region. `provider` and `space`: only the largest.
        """
        if facet not in REFERENCE_FACETS:
            raise SettingsProblem("store.unknown-sort", name=facet)
        with self._open() as file:
            known = _values(file, filter, facet)
            if filter == ReferenceFilter():
                return known
            values = [value for value, _ in (known if facet == "region" else known[:_COUNTED])]
            wanted = [tokens.REGION + one if facet == "region" else tokens.facet(facet, one) for one in values]
            counted = zip(values, file.hits(filter).shared(wanted, file.packed), strict=True)
            return sorted(((value, held) for value, held in counted if held), key=lambda one: (-one[1], one[0]))

    def entry(self, entry_id: str) -> ReferenceEntry | None:
        """One entry with its items."""
        with self._open() as file:
            found = file.reader.entry(n) if (n := file.number(entry_id)) >= 0 else None
            return ReferenceEntry(*found) if found else None

    def entries(
        self,
        filter: ReferenceFilter,  # noqa: A002
        sort: str,
        descending: bool,
        offset: int,
        limit: int,
    ) -> list[Entry]:
        """One page of a list as whole entries. Raises `SettingsProblem` as `rows`."""
        with self._open() as file:
            found = (file.reader.entry(n) for n in file.page(filter, sort, offset, limit, descending=descending))
            return [one[0] for one in found if one]

    def similar(self, name: str, limit: int = 10, at_least: float = 0.6) -> list[tuple[ReferenceRow, float]]:
        """Entries with a similar name and how similar (0..1), the most similar first."""
        with self._open() as file:
            found = likeness.similar(file, name, limit, at_least)
            return list(zip(_rows(file, [n for n, _ in found]), (how for _, how in found), strict=True))

    @contextmanager
    def _open(self) -> Iterator[OpenFile]:
        with self._lock, translated(self.path):
            found = self._look()
            if self._file is None or found != self._seen:
                self.close()
                if not refuse_foreign(self.path):
                    raise StoreProblem("reference.absent", path=str(self.path))
                self._file, self._seen = OpenFile(self.path), found
            yield self._file

    def _look(self) -> tuple[int, int, int]:
        """What tells one file from another under the same name."""
        adopt(self.path)
        try:
            about = self.path.stat()
        except FileNotFoundError as problem:
            self.close()
            raise StoreProblem("reference.absent", path=str(self.path)) from problem
        return about.st_ino, about.st_mtime_ns, about.st_size


def _values(file: OpenFile, chosen: ReferenceFilter, facet: str) -> list[tuple[str, int]]:
    """The values of a facet in the whole file; of regions those directly below the chosen one."""
    sql = "SELECT value, held FROM facet WHERE facet = ? ORDER BY held DESC, value"
    rows: Sequence[tuple[str, int]] = file.conn.execute(sql, (facet,)).fetchall()
    if facet == "region":
        size = min(6, len(chosen.region) + 2)
        rows = [one for one in rows if len(one[0]) == size and one[0].startswith(chosen.region)]
    return [*rows]


def _rows(file: OpenFile, numbers: Sequence[int]) -> list[ReferenceRow]:
    sql = f"SELECT {_ROW} FROM entry WHERE n IN (SELECT value FROM json_each(?))"
    found = {row[0]: row for row in file.conn.execute(sql, (json.dumps([*numbers]),))}
    word = file.reader.word
    rows = []
    for n in numbers:
        _, ident, code, name, provider, region, sharing, cycle, modified, items, state, space, profile = found[n]
        head = (id_text(ident), code, name, word(provider), region, word(sharing), word(cycle))
        rows.append(ReferenceRow(*head, modified, items, word(state), word(space), word(profile)))
    return rows
