"""What an office explains once and need not explain again: columns, answers, and the lists that came with a catalog."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from client.catalog import vocabulary
from client.errors import InputProblem
from client.spreadsheets import words
from client.spreadsheets.drafts import KeptList, Learned
from client.store import learned_headers, people
from client.store.database import Connection
from client.workflows.importing import remembered
from client.workflows.outcome import Changes
from client.workflows.workspace import Workspace

if TYPE_CHECKING:
    from client.workflows.importing.prepared import Prepared

_ITEMS = ("items.", "item.")
_LETTERS = re.compile(r"[A-Z]{1,3}")


def lessons(mapping: Sequence[tuple[str, str]]) -> tuple[Learned, ...]:
    """A request's mapping as what the reading of columns is taught. Raises `InputProblem` for an unknown field."""
    return tuple(_lesson(column, name) for column, name in mapping)


def _lesson(column: str, name: str) -> Learned:
    field, of_item = _field(name)
    if _LETTERS.fullmatch(column):
        return Learned("", "", field, of_item, column)
    group, _, label = column.rpartition("/") if column.count("/") == 1 else ("", "", column)
    return Learned(words.header_key(label or column), words.header_key(group), field, of_item)


def _field(name: str) -> tuple[str, bool]:
    """The field and whether it is an item's. Item fields have names of their own (item_name), so no prefix is needed."""
    known = vocabulary.load()
    for prefix in _ITEMS:
        if name.startswith(prefix):
            name = name.removeprefix(prefix)
    if name and name not in known.fields and name not in known.item_fields:
        raise InputProblem("import.no-field", field=name, known="、".join([*known.fields, *known.item_fields]))
    return name, name in known.item_fields


def learn_column(ws: Workspace, header: str, field: str, group: str = "") -> Changes:
    """From now on a column of this label means `field` in this office; `field` "" forgets it."""
    name, of_item = _field(field)
    with ws.db.write() as conn:
        learned_headers.learn(conn, ws.space, words.header_key(header), words.header_key(group), name, of_item)
    return Changes(imports=True)


def remember(conn: Connection, office: str, prepared: "Prepared") -> None:
    """Keeps what a person said about a file that is taken over: columns, answers, and its lists."""
    summary = prepared.summary
    columns = [column for sheet in summary.understanding.sheets for column in sheet.columns]
    for lesson in lessons(prepared.request.mapping):
        held = next((one for one in columns if one.column == lesson.column), None)
        key = words.header_key(held.header) if held else lesson.header_key
        group = words.header_key(held.group) if held else lesson.group
        if key and lesson.field:
            learned_headers.learn(conn, office, key, group, lesson.field, lesson.of_item)
    if prepared.request.answers:
        remembered.remember(conn, office, summary.shape, summary.answers)
    for kept in summary.understanding.lists:
        about = {"file": prepared.file.name, "kind": kept.kind, "rows": [list(row) for row in kept.rows]}
        people.set_meta(conn, f"list:{kept.sheet}", _json(about))


def kept_lists(ws: Workspace) -> Iterator[KeptList]:
    """The lists that came in beside catalogs (duties, systems, wanted data), the newest of each sheet."""
    with ws.db.read() as conn:
        rows = conn.execute("SELECT key, value FROM meta WHERE key LIKE 'list:%' ORDER BY key").fetchall()
    for key, value in rows:
        raw = json.loads(value)
        yield KeptList(key.removeprefix("list:"), raw["kind"], tuple(tuple(row) for row in raw["rows"]))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
