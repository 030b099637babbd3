"""What the platform answered to an op, settled in one transaction: receipt, state, end of the op belong together."""

from dataclasses import replace

from client.catalog.states import WIRE_REPORT, Local, Report
from client.platforms.platform import Fault, Outcome, PushResult
from client.store import entries, outbox, receipts, remote
from client.store.journal import Pen
from client.store.outbox import Op
from client.store.receipts import Receipt
from client.store.remote import Remote
from client.sync import above
from client.sync.desk import Desk


def settle(pen: Pen, desk: Desk, op: Op, result: PushResult) -> None:
    """Ends the op as the platform said, or keeps it for another try."""
    match result.outcome:
        case Outcome.APPLIED | Outcome.REPLAYED:
            _receipted(pen, desk, op, result)
        case Outcome.CONFLICT:
            _stale(pen, desk, op, result)
        case Outcome.REFUSED:
            refused(pen, desk, op, result.errors, result)
        case Outcome.RETRY:
            outbox.failed(pen.conn, [op.op_id], "platform.busy", "")


def refused(pen: Pen, desk: Desk, op: Op, faults: tuple[Fault, ...], result: PushResult | None = None) -> None:
    """The rules above said no to this op alone: the entry comes back with the reasons at their fields."""
    above.end(pen, desk, op, "refused", dict(result.raw) if result else {})
    known = _known(pen, desk, op)
    remote.put(pen.conn, replace(known, report=Report.RETURNED, changed=""))
    stored = entries.load(pen.conn, op.entry)
    found_in = above.entry_of(op.body, op.entry, op.space) or (stored.entry if stored else None)
    if found_in is not None:
        above.put_faults(pen, desk, found_in, faults, "", desk.now())
    if stored and not stored.deleted and stored.local in (Local.READY, Local.SIGNED_OFF):
        pen.set_local(op.entry, Local.DRAFT)
    desk.report.returned += 1


def _receipted(pen: Pen, desk: Desk, op: Op, result: PushResult) -> None:
    receipt = Receipt(op.op_id, desk.name, op.entry, op.kind, result.token, desk.now(), dict(result.raw))
    receipts.put(pen.conn, receipt)
    desk.report.receipts.append(receipt)
    desk.report.pushed += 1
    known = _known(pen, desk, op)
    above.end(pen, desk, op, str(result.outcome), dict(result.raw))
    if result.outcome is Outcome.REPLAYED and known.base_token != op.base_token:
        # We have read something newer than what this op made; its answer says nothing about the present state.
        return
    fresh = replace(known, base_token=result.token, changed="")
    if op.body is not None:
        report = WIRE_REPORT.get(result.state, Report.RECEIVED)
        body = above.snapshot_of(op.body, known.code)
        fresh = replace(fresh, base_snapshot=body, report=report, review=None, reviewed_version="")
        remote.put(pen.conn, fresh)
    elif op.kind == "move":
        space = op.about.get("to_space", known.space)
        remote.put(pen.conn, replace(fresh, space=space, report=WIRE_REPORT.get(result.state, known.report)))
        stored = entries.load(pen.conn, op.entry)
        if stored and not stored.deleted and stored.entry.space != space:
            pen.save(replace(stored.entry, space=space), local=stored.local)
    else:
        remote.put(pen.conn, replace(fresh, report=WIRE_REPORT.get(result.state, Report.WITHDRAWAL_REQUESTED)))
        stored = entries.load(pen.conn, op.entry)
        above.bring_withdrawn(pen, desk, stored, above.entry_of(known.base_snapshot, op.entry, op.space))


def _stale(pen: Pen, desk: Desk, op: Op, result: PushResult) -> None:
    current = result.current
    if current is not None:
        above.take(pen, desk, current, again=True)
        return
    known = _known(pen, desk, op)
    if op.body is None:
        # Nothing of it stands above, so there is nothing to withdraw.
        above.end(pen, desk, op, "already", dict(result.raw))
        remote.put(pen.conn, replace(known, base_token="", report=Report.WITHDRAWN, changed=""))
        return
    remote.put(pen.conn, replace(known, base_token="", changed=""))
    above.rebase(pen, desk, op, "", dict(result.raw))


def _known(pen: Pen, desk: Desk, op: Op) -> Remote:
    found = remote.get(pen.conn, desk.name, op.entry)
    return found or Remote(desk.name, op.space or desk.space, op.entry)
