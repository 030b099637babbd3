"""Mending what reviewers gave back: every return at its place, and the other entries that have the same fault."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from client.catalog import changes
from client.catalog.changes import Change
from client.catalog.entry import Entry, Value, as_text
from client.checks.rule import Finding
from client.errors import InputProblem
from client.progress import SILENT, Progress
from client.store import entries, findings, journal, remote
from client.store.database import Connection
from client.store.query import EntryFilter
from client.workflows import check_entries, edit_entry
from client.workflows.check_entries import RETURNED, Fixed
from client.workflows.outcome import Changes
from client.workflows.workspace import Workspace

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Back:
    """One thing a reviewer gave back. `mended`: the value there is no longer what was returned."""

    entry: str
    name: str
    item: str
    field: str
    text: str
    by: str
    at: str
    value: str
    mended: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """Other entries with the same fault. `by`: rule (the checks find it there), value (the returned value stands
    there too) or text (the reviewer wrote the same). `value` is what stands there, "" for a rule."""

    entries: tuple[str, ...]
    by: str
    value: str


def returns(ws: Workspace, ids: Sequence[str] | None = None) -> list[Back]:
    """Everything that was given back and not yet answered, entry by entry in the reviewer's order."""
    wanted = list(ids) if ids is not None else ws.query.ids(EntryFilter(returned=True))
    with ws.db.read() as conn:
        held = entries.load_many(conn, wanted)
        return [_back(one.entry, what) for one in held for what in remote.returns(conn, one.entry.id)]


def same_fault(ws: Workspace, entry_id: str, finding: Finding) -> Alike:
    """The other live entries that have this fault too; for a reviewer's finding those with the value he returned."""
    if finding.rule != RETURNED:
        with ws.db.read() as conn:
            found = findings.with_rule(conn, finding.rule, finding.field)
        return Alike(tuple(one for one in found if one != entry_id), "rule", "")
    returned = _returned(ws, entry_id, finding)
    with ws.db.read() as conn:
        by_text = remote.returned_with(conn, returned.text, returned.field)
        by_value = list(_with_value(ws, conn, entry_id, returned)) if returned.field and returned.value else []
    found = [one for one in dict.fromkeys([*by_value, *by_text]) if one != entry_id]
    return Alike(tuple(found), "value" if by_value else "text", returned.value)


def mend_alike(
    ws: Workspace, entry_id: str, finding: Finding, ids: Sequence[str], progress: Progress = SILENT
) -> Fixed:
    """Mends the same fault in other entries, in one undoable act.

    A rule's fault is mended by its fix; a returned value becomes what stands in `entry_id` now, wherever it still is
    the returned one. Raises `InputProblem("entry.not-mended-yet")` when it has not been mended there.
    """
    if finding.rule != RETURNED:
        return check_entries.fix_rule(ws, finding.rule, ids, progress)
    returned = _returned(ws, entry_id, finding)
    model = edit_entry.stored(ws, entry_id).entry
    mended = changes.value_at(model, returned.item, returned.field)
    if not returned.field or as_text(mended) == returned.value:
        raise InputProblem("entry.not-mended-yet", name=model.text("name"))
    item_name = _item_name(ws, returned)
    touched: list[str] = []
    act = ""
    progress.stage("mending", len(ids))
    for start in range(0, len(ids), _BATCH):
        with journal.act(ws.db, "fix", ws.who, about={"rule": RETURNED}, continuing=act) as pen:
            for stored in entries.load_many(pen.conn, ids[start : start + _BATCH]):
                steps = () if stored.deleted else _steps(stored.entry, returned, item_name, mended)
                if steps:
                    pen.save(changes.applied(stored.entry, steps))
                    touched.append(stored.entry.id)
        act = pen.act_id if touched else act
        progress.step(min(start + _BATCH, len(ids)))
    check_entries.check(ws, touched)
    return Fixed(tuple(touched), len(touched), act, Changes(frozenset(touched)))


def _back(entry: Entry, what: remote.Return) -> Back:
    held = as_text(changes.value_at(entry, what.item, what.field)) if what.field else what.value
    gone = bool(what.item) and entry.item(what.item) is None
    return Back(
        entry=entry.id,
        name=entry.text("name"),
        item=what.item,
        field=what.field,
        text=what.text,
        by=what.by,
        at=what.at,
        value=what.value,
        mended=gone or held != what.value,
    )


def _returned(ws: Workspace, entry_id: str, finding: Finding) -> remote.Return:
    for one in ws.query.returns(entry_id):
        if (one.item, one.field) == (finding.item, finding.field) and finding.params.get("text", one.text) == one.text:
            return one
    raise InputProblem("entry.gone", name=entry_id)


def _with_value(ws: Workspace, conn: Connection, entry_id: str, returned: remote.Return) -> Iterator[str]:
    """Entries in which the returned value stands at the same field (of an item of the same name)."""
    if not returned.item:
        yield from ws.query.ids(EntryFilter(where=((returned.field, returned.value),)))
        return
    stored = entries.load(conn, entry_id)
    item = stored.entry.item(returned.item) if stored else None
    name = item.text("item_name") if item else ""
    if name:
        for one in entries.load_many(conn, ws.query.ids(EntryFilter(text=name))):
            if _places(one.entry, returned, name):
                yield one.entry.id


def _item_name(ws: Workspace, returned: remote.Return) -> str:
    if not returned.item or returned.field == "item_name":
        return returned.value if returned.item else ""
    item = edit_entry.stored(ws, returned.entry).entry.item(returned.item)
    return item.text("item_name") if item else ""


def _places(entry: Entry, returned: remote.Return, item_name: str) -> list[str]:
    """The items ("" for the entry itself) at which the returned value still stands."""
    if not returned.item:
        return [""] if entry.text(returned.field) == returned.value else []
    return [
        item.id
        for item in entry.items
        if item.text(returned.field) == returned.value and item.text("item_name") == item_name
    ]


def _steps(entry: Entry, returned: remote.Return, item_name: str, mended: Value) -> tuple[Change, ...]:
    return tuple(
        Change(item, returned.field, changes.value_at(entry, item, returned.field), mended)
        for item in _places(entry, returned, item_name)
    )
