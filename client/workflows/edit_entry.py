"""Writing one's own entries: new, changed, explained, deleted, withdrawn. A draft is always savable."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from client.catalog import changes, kinds
from client.catalog import profile as profiles
from client.catalog.entry import Entry, Explanation, Item, Value, as_text
from client.catalog.profile import Field
from client.catalog.states import Local, Report
from client.checks.rule import Finding
from client.clock import new_id
from client.errors import InputProblem
from client.store import entries, findings, journal, outbox
from client.store.outbox import Op
from client.store.remote import Remote
from client.workflows import check_entries
from client.workflows.outcome import Changes
from client.workflows.workspace import Workspace

_ITEM_PLACE = re.compile(r"items?\.(\d+)\.(\w+)")


@dataclass(frozen=True, slots=True)
class Edited:
    """The entry as it is stored now, the act it was written under, and what is wrong with it."""

    entry: Entry
    act: str
    findings: tuple[Finding, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Removed:
    """Which entries went, which were kept because they have been submitted, and the act (for undo)."""

    entries: tuple[str, ...]
    kept: tuple[str, ...]
    act: str
    changes: Changes


def new_entry(ws: Workspace, values: Mapping[str, Value] | None = None) -> Edited:
    """A new draft of this office, with its provider and code filled in where the standard has those fields."""
    office = ws.office
    own = {"provider": office.name, "provider_code": office.code} if office else {}
    given = {name: value for name, value in {**own, **(values or {})}.items() if value and ws.profile.field(name)}
    entry = Entry(id=new_id(), profile=ws.profile.key, space=ws.space, values=given)
    with journal.act(ws.db, "new", ws.who) as pen:
        saved = pen.save(entry, local=Local.DRAFT, origin="typed")
    return _edited(ws, saved, pen.act_id)


def copy_entry(ws: Workspace, entry_id: str) -> Edited:
    """A new draft with the content of another entry, but its own identity and no code."""
    source = stored(ws, entry_id).entry
    items = tuple(replace(item, id=new_id()) for item in source.items)
    values = {name: value for name, value in source.values.items() if name != "code"}
    entry = Entry(id=new_id(), profile=source.profile, space=ws.space or source.space, values=values, items=items)
    with journal.act(ws.db, "copy", ws.who) as pen:
        saved = pen.save(entry, local=Local.DRAFT, origin="typed")
    return _edited(ws, saved, pen.act_id)


_NOT_OF_A_MODEL = frozenset({"code", "provider", "provider_code"})


def new_from(ws: Workspace, model: Entry) -> Edited:
    """A new draft of this office after an entry that stands above: its content, but our provider, and no code."""
    office = ws.office
    own = {"provider": office.name, "provider_code": office.code} if office else {}
    taken = {name: value for name, value in model.values.items() if name not in _NOT_OF_A_MODEL}
    items = tuple(replace(item, id=new_id()) for item in model.items)
    entry = Entry(
        id=new_id(),
        profile=profiles.of(model).key,
        space=ws.space,
        values={name: value for name, value in {**taken, **own}.items() if value},
        items=items,
    )
    with journal.act(ws.db, "copy", ws.who, about={"model": model.id}) as pen:
        saved = pen.save(entry, local=Local.DRAFT, origin="typed")
    return _edited(ws, saved, pen.act_id)


def save(ws: Workspace, edited: Entry, base: Entry, *, continuing: str = "") -> Edited:
    """Stores what differs between `base` (what the form was opened with) and `edited`, and nothing else.

    So a sync or an import that changed other fields meanwhile is not overwritten. `continuing` is the act of the
    same typing session.
    """
    differences = changes.between(base, edited)
    with journal.act(ws.db, "edit", ws.who, continuing=continuing) as pen:
        current = pen.load(edited.id)
        if current is None or current.deleted:
            raise InputProblem("entry.gone", name=edited.text("name"))
        merged = changes.applied(current.entry, differences)
        saved = pen.save(merged) if differences else current.entry
    return _edited(ws, saved, pen.act_id if differences else continuing)


def set_values(ws: Workspace, entry_id: str, texts: Mapping[str, str]) -> Edited:
    """Values as a person types them, by `field` or `items.<number from 1>.<field>`. One act.

    Raises `InputProblem` for a field the entry's standard does not have or an item that is not there.
    """
    base = stored(ws, entry_id).entry
    edited = base
    for name, text in texts.items():
        edited = _with_typed(edited, name, text)
    return save(ws, edited, base)


def explain(ws: Workspace, entry_id: str, finding: Finding, text: str) -> Edited:
    """A written 说明 that lets a warning pass until the value there changes. Blank takes it back."""
    base = stored(ws, entry_id).entry
    place = (finding.rule, finding.item, finding.field)
    kept = tuple(one for one in base.explanations if (one.rule, one.item, one.field) != place)
    held = as_text(changes.value_at(base, finding.item, finding.field))
    given = (Explanation(finding.rule, finding.item, finding.field, text.strip(), held),) if text.strip() else ()
    return save(ws, replace(base, explanations=(*kept, *given)), base)


def place_of(entry: Entry, name: str) -> tuple[str, str]:
    """(item id, field id) for a place as a person writes it. Raises `InputProblem` for an item that is not there."""
    place = _ITEM_PLACE.fullmatch(name)
    if not place:
        return "", name
    return _item(entry, int(place[1])).id, place[2]


def delete(ws: Workspace, ids: Sequence[str]) -> Removed:
    """Deletes drafts that were never submitted; the others are kept (they can be withdrawn). One undoable act."""
    gone, kept = [], []
    with journal.act(ws.db, "delete", ws.who) as pen:
        for entry_id in ids:
            if _submitted(ws, entry_id):
                kept.append(entry_id)
            else:
                pen.delete(entry_id)
                gone.append(entry_id)
    return Removed(tuple(gone), tuple(kept), pen.act_id, Changes(frozenset(gone)))


def withdraw(ws: Workspace, ids: Sequence[str], reason: str) -> Removed:
    """Withdraws submitted entries: the withdrawal waits in the outbox like every other report.

    `kept` are those with a report under way (its end comes first). Raises `InputProblem` without a reason.
    """
    if not reason.strip():
        raise InputProblem("entry.no-reason")
    line = ws.chosen_platform()
    gone, kept = [], []
    with journal.act(ws.db, "withdraw", ws.who, about={"reason": reason}) as pen:
        for entry_id in ids:
            known = ws.query.remote(line.name, entry_id)
            if known is None or outbox.of_entry(pen.conn, line.name, entry_id):
                kept.append(entry_id)
                continue
            outbox.queue(pen.conn, withdrawal(known, reason, pen.act_id))
            pen.set_local(entry_id, Local.WITHDRAWN)
            gone.append(entry_id)
    return Removed(tuple(gone), tuple(kept), pen.act_id, Changes(frozenset(gone), outbox=True))


def withdrawal(known: Remote, reason: str, act: str) -> Op:
    """The report that asks the platform to withdraw an entry as it stands there."""
    return Op(
        op_id=new_id(),
        platform=known.platform,
        space=known.space,
        entry=known.entry,
        kind="withdraw",
        body=None,
        base_token=known.base_token,
        about={"reason": reason},
        act=act,
    )


def stored(ws: Workspace, entry_id: str) -> entries.Stored:
    """The entry with this id. Raises `InputProblem` when there is none (or no longer)."""
    found = ws.query.entry(entry_id)
    if found is None or found.deleted:
        raise InputProblem("entry.gone", name=entry_id)
    return found


def _edited(ws: Workspace, entry: Entry, act: str) -> Edited:
    found = check_entries.live(ws, entry)
    with ws.db.write(derived=True) as conn:
        findings.put(conn, entry.id, entry.revision, check_entries.ruleset(), found)
    return Edited(entry, act, tuple(found), Changes(frozenset({entry.id})))


def _submitted(ws: Workspace, entry_id: str) -> bool:
    if any(op.entry == entry_id for op in ws.query.outbox()):
        return True
    known = [ws.query.remote(one.name, entry_id) for one in ws.query.platforms()]
    return any(one and one.report is not Report.NONE for one in known)


def _with_typed(entry: Entry, name: str, text: str) -> Entry:
    profile = profiles.of(entry)
    place = _ITEM_PLACE.fullmatch(name)
    if not place:
        field = _known(profile.field(name), name)
        return entry.with_value(name, kinds.read(field, text, entry.text(field.linked_to)))
    number, field_id = int(place[1]), place[2]
    field = _known(profile.item_field(field_id), name)
    if number == len(entry.items) + 1:
        entry = replace(entry, items=(*entry.items, Item(new_id(), {})))
    item = _item(entry, number)
    return entry.with_value(field_id, kinds.read(field, text, item.text(field.linked_to)), item.id)


def _item(entry: Entry, number: int) -> Item:
    if not 1 <= number <= len(entry.items):
        raise InputProblem("entry.no-item", number=number, count=len(entry.items))
    return entry.items[number - 1]


def _known(field: Field | None, name: str) -> Field:
    if field is None:
        raise InputProblem("entry.no-field", name=name)
    return field
