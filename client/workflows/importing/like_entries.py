"""Entries elsewhere whose items may be offered to those of a file that have none: in our store, and above."""

from collections.abc import Sequence
from pathlib import Path

from client.catalog import tables
from client.catalog.profile import Profile
from client.errors import StoreProblem
from client.spreadsheets.filling.answers import Offers
from client.spreadsheets.filling.items import ABOVE, ALIKE, ItemOffers, Known, about
from client.spreadsheets.plan import Line
from client.store import entries
from client.store.database import Connection
from client.store.reference.query import ReferenceQuery

_MOST_STORED = 50_000
"""Entries with items in the store that are looked through, the newest first."""

_MOST_ASKED = 200
"""Names that are looked for above: each takes up to a tenth of a second among three million."""

_LIKE = 0.3
_CANDIDATES = 20


def offers(conn: Connection, store: Path, lines: Sequence[Line], profile: Profile) -> Offers:
    """What `Filling` and `gaps` ask for a line without items."""
    if all(line.entry is None or line.entry.items for line in lines):
        return lambda line: ()
    present = tables.present()
    found = ItemOffers(lines, profile, present.elements, present.models)
    _stored(conn, found)
    _above(store, found)
    return found.of


def _stored(conn: Connection, found: ItemOffers) -> None:
    wanted = found.wanted
    sql = "SELECT id, name FROM entry WHERE deleted = 0 AND items > 0 ORDER BY n DESC LIMIT ?"
    seen: set[str] = set()
    for entry_id, name in conn.execute(sql, (_MOST_STORED,)) if wanted else ():
        stem = about(name)
        if stem in wanted and stem not in seen:
            seen.add(stem)
            stored = entries.load(conn, entry_id)
            if stored:
                found.learn(stem, Known(ALIKE, name, tuple(item.values for item in stored.entry.items)))


def _above(store: Path, found: ItemOffers) -> None:
    """What stands above is there to be asked, or it is not; an import does not fail for it."""
    reference = ReferenceQuery(store.with_name("reference.db"))
    try:
        if not reference.present():
            return
        for stem in sorted(found.wanted)[:_MOST_ASKED]:
            for row, _ in reference.similar(stem, _CANDIDATES, _LIKE):
                if row.items and about(row.name) == stem and (held := reference.entry(row.id)):
                    items = tuple(item.values for item in held.entry.items)
                    found.learn(stem, Known(ABOVE, f"{row.provider} {row.name}".strip(), items))
                    break
    except StoreProblem:
        return
    finally:
        reference.close()
