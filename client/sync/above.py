"""Takes what stands above into the store: content, state, code, the reviewer's findings. Inside the caller's transaction.

Nothing is deleted here: a tombstone makes an entry withdrawn, and what both sides wrote becomes a conflict.
"""

import logging
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from client.catalog import profile, wire
from client.catalog.changes import value_at
from client.catalog.entry import Entry, as_text
from client.catalog.states import WIRE_REPORT, Local, Report
from client.checks import returned
from client.clock import new_id
from client.errors import SettingsProblem
from client.platforms.platform import Change, Fault
from client.store import conflicts, entries, outbox, remote
from client.store.conflicts import Conflict
from client.store.database import Connection
from client.store.entries import Stored
from client.store.journal import Pen
from client.store.outbox import Op
from client.store.remote import Remote, Return
from client.sync.desk import Desk
from client.sync.merge import Merged, merge

log = logging.getLogger(__name__)
Body = Mapping[str, Any]
UNDER_WAY = frozenset({Report.QUEUED, Report.SENT, Report.WITHDRAWAL_REQUESTED})
GONE = frozenset({Report.NONE, Report.WITHDRAWN})


def take(pen: Pen, desk: Desk, change: Change, *, again: bool = False, trust_base: bool = True) -> None:
    """One record as it stands above. Safe to repeat: a token already known is passed over, unless `again`.

    `trust_base` false (another generation of the platform): our snapshot is no common ancestor any more, so that
    every differing value is a question for the clerk.
    """
    known = remote.get(pen.conn, desk.name, change.id)
    if known and known.base_token == change.token and not again:
        return
    known = known or Remote(desk.name, desk.space, change.id)
    if change.deleted or change.body is None:
        _take_tombstone(pen, desk, change, known)
    else:
        _take_record(pen, desk, change, known, change.body, trust_base=trust_base)
    desk.report.entries.add(change.id)


def withdraws(conn: Connection, desk: Desk, change: Change) -> bool:
    """Whether taking this change would withdraw a live entry that nobody here has asked to withdraw."""
    if not (change.deleted or change.state == "withdrawn"):
        return False
    known = remote.get(conn, desk.name, change.id)
    if known is None or known.base_token == change.token or known.report in GONE | {Report.WITHDRAWAL_REQUESTED}:
        return False
    stored = entries.load(conn, change.id)
    return stored is not None and not stored.deleted and stored.local is not Local.WITHDRAWN


def put_faults(pen: Pen, desk: Desk, reviewed: Entry, faults: tuple[Fault, ...], by: str, at: str) -> None:
    """Keeps what was found above, held by item id and field of the version it was found in."""
    held = []
    for fault in faults:
        place = wire.place(reviewed, fault.pointer)
        # A reviewer who wrote only words is led back to the fields they name, where they name any.
        for item, field in [place] if any(place) else returned.places(fault.detail, reviewed) or [place]:
            value = as_text(value_at(reviewed, item, field)) if field else ""
            held.append(Return(reviewed.id, desk.name, item, field, fault.code, fault.detail, by, at, value))
    remote.put_returns(pen.conn, desk.name, reviewed.id, held)


def end(pen: Pen, desk: Desk, op: Op, outcome: str, answer: Body) -> None:
    """The op leaves the queue for the history."""
    outbox.finish(pen.conn, op.op_id, outcome, answer)
    desk.report.entries.add(op.entry)


def rebase(pen: Pen, desk: Desk, op: Op, token: str, answer: Body) -> None:
    """The same frozen content on a new base: a new op, because the old op_id names the old base."""
    end(pen, desk, op, "rebased", answer)
    fresh = replace(op, op_id=new_id(), base_token=token, tries=0, next_try="", last_error="", queued_at=op.queued_at)
    outbox.queue(pen.conn, fresh)
    desk.rebases[op.entry] += 1


def snapshot_of(body: Body, code: str) -> Body:
    """A body with the code that was given above, which travels beside it: what an entry in agreement looks like."""
    given = str(code or "")
    if not given or not _takes_code(body):
        return body
    return {**body, "fields": {**body.get("fields", {}), "code": given}}


def bring_withdrawn(pen: Pen, desk: Desk, stored: Stored | None, base: Entry | None) -> None:
    """The entry becomes withdrawn; one that holds unsent work stays a draft, so that the work is seen."""
    if stored is None or stored.deleted or stored.local is Local.WITHDRAWN:
        return
    if base is None or merge(base, base, stored.entry).taken:
        return
    pen.set_local(stored.entry.id, Local.WITHDRAWN)


def entry_of(body: Body | None, entry_id: str, space: str) -> Entry | None:
    """The entry of a kept body, None when there is none or it cannot be read any more."""
    try:
        return wire.entry_of(body, entry_id, space) if body is not None else None
    except ValueError:
        return None


def _take_record(pen: Pen, desk: Desk, change: Change, known: Remote, raw: Body, *, trust_base: bool) -> None:
    body = snapshot_of(raw, change.code or known.code)
    above = entry_of(body, change.id, desk.space)
    if above is None:
        # Somebody's else client wrote what we cannot read: one such record must not stop the feed for all others.
        log.warning("the record %s at %s cannot be read", change.id, desk.name)
        return
    stored = entries.load(pen.conn, change.id)
    base = entry_of(known.base_snapshot, change.id, desk.space) if trust_base else None
    op = outbox.of_entry(pen.conn, desk.name, change.id)
    still_open = op is not None and _carry_on(pen, desk, op, change, base, above)
    own = bool(stored and base and _content(base, stored.entry))
    if stored is None:
        pen.save(above, local=_local_of(change.state), origin="platform")
    elif not stored.deleted:
        _merge_in(pen, desk, stored, base, above)
    report = WIRE_REPORT.get(change.state, known.report)
    fresh = replace(
        known,
        space=desk.space,
        base_token=change.token,
        base_snapshot=body,
        report=known.report if still_open and known.report in UNDER_WAY else report,
        code=change.code or known.code,
        review=_review_of(change),
        reviewed_version=change.reviewed_token,
        changed="",
    )
    remote.put(pen.conn, fresh)
    _tell(pen, desk, change, known, report, own=own)


def _merge_in(pen: Pen, desk: Desk, stored: Stored, base: Entry | None, above: Entry) -> None:
    mine = stored.entry
    merged = merge(base, mine, above)
    for clash in merged.conflicts:
        conflict = Conflict(mine.id, desk.name, clash.item, clash.field, clash.base, clash.mine, clash.above)
        conflicts.put(pen.conn, conflict)
    desk.report.conflicts += len(merged.conflicts)
    for old in conflicts.of(pen.conn, mine.id):
        if old.platform == desk.name and value_at(merged.entry, old.item, old.field) == value_at(
            above, old.item, old.field
        ):
            conflicts.settle(pen.conn, mine.id, old.item, old.field)
    if not merged.taken:
        return
    # In agreement with above, or only the code is new: what the office decided about its entry stands.
    agrees = not _content(above, merged.entry) or all(change.field == "code" for change in merged.taken)
    pen.save(merged.entry, local=stored.local if agrees else None)
    desk.report.merged += 1


def _carry_on(pen: Pen, desk: Desk, op: Op, change: Change, base: Entry | None, above: Entry) -> bool:
    """What becomes of a queued op when the record above moved on; whether something is still queued afterwards."""
    answer = {"current": change.token, "state": change.state}
    if op.body is None:
        if op.kind == "withdraw" and change.state == "withdrawn":
            end(pen, desk, op, "already", answer)
            return False
        rebase(pen, desk, op, change.token, answer)
        return True
    frozen = entry_of(op.body, op.entry, op.space)
    if frozen is None:
        end(pen, desk, op, "unreadable", answer)
        return False
    compared = merge(_bare(base) if base else None, _bare(frozen), _bare(above))
    if compared.taken or compared.conflicts:
        # Sending what nobody has seen together is not ours to decide: the merge goes back to the clerk.
        end(pen, desk, op, "conflict", answer)
        return False
    rebase(pen, desk, op, change.token, answer)
    return True


def _take_tombstone(pen: Pen, desk: Desk, change: Change, known: Remote) -> None:
    stored = entries.load(pen.conn, change.id)
    op = outbox.of_entry(pen.conn, desk.name, change.id)
    if op is not None:
        end(pen, desk, op, "conflict" if op.body is not None else "already", {"deleted": change.token})
    if stored is None and not known.base_token:
        return
    bring_withdrawn(pen, desk, stored, entry_of(known.base_snapshot, change.id, desk.space))
    fresh = replace(known, base_token=change.token, report=Report.WITHDRAWN, changed="")
    remote.put(pen.conn, fresh)
    desk.report.withdrawn += 1


def _tell(pen: Pen, desk: Desk, change: Change, known: Remote, report: Report, *, own: bool) -> None:
    """The state above as the clerk meets it: returns at their fields, withdrawn entries withdrawn, the rest counted."""
    stored = entries.load(pen.conn, change.id)
    if report is Report.RETURNED:
        _put_returns(pen, desk, change, known)
        if stored and not stored.deleted and stored.local in (Local.READY, Local.SIGNED_OFF):
            pen.set_local(change.id, Local.DRAFT)
    else:
        remote.clear_returns(pen.conn, desk.name, change.id)
    if report is Report.WITHDRAWN and not own:
        if stored and not stored.deleted and stored.local is not Local.WITHDRAWN:
            pen.set_local(change.id, Local.WITHDRAWN)
    if report is not known.report:
        desk.report.returned += report is Report.RETURNED
        desk.report.accepted += report in (Report.ACCEPTED, Report.PUBLISHED) and known.report is not Report.ACCEPTED
        desk.report.withdrawn += report is Report.WITHDRAWN


def _put_returns(pen: Pen, desk: Desk, change: Change, known: Remote) -> None:
    review = change.review
    if review is None:
        return
    body = known.base_snapshot if change.reviewed_token and change.reviewed_token == known.base_token else change.body
    reviewed = entry_of(body, change.id, desk.space)
    if reviewed is None:
        return
    faults = review.findings
    if review.comment and all(fault.detail != review.comment for fault in faults):
        faults = (Fault(code="", detail=review.comment), *faults)
    put_faults(pen, desk, reviewed, faults, review.by, review.at)


def _review_of(change: Change) -> Mapping[str, Any] | None:
    said = asdict(change.review) if change.review else None
    if change.stage:
        return {**(said or {}), "stage": change.stage}
    return said


def _local_of(state: str) -> Local:
    if state == "withdrawn":
        return Local.WITHDRAWN
    return Local.DRAFT if state == "returned" else Local.READY


def _takes_code(body: Body) -> bool:
    """Whether the code belongs into the entry: its profile lets above assign it, or it has none of its own."""
    if not isinstance(body.get("fields", {}), Mapping) or not body.get("fields", {}).get("code"):
        return True
    try:
        return profile.get(str(body.get("profile", ""))).code_assigned_by == "above"
    except SettingsProblem:
        return False


def _bare(entry: Entry) -> Entry:
    """Without the code, which the platform gives beside the body and nobody edits."""
    return entry.with_value("code", "")


def _content(base: Entry, entry: Entry) -> Merged | None:
    """The difference of two entries, None when there is none."""
    found = merge(base, base, entry)
    return found if found.taken else None
