"""The platform was restored from a backup or installed anew: everything is compared anew, nothing local is deleted.

Safe to repeat: the new epoch and its cursor are stored only when all is done, so that a cut begins it again.
"""

from client.catalog import wire
from client.catalog.states import WIRE_REPORT, Report
from client.clock import new_id
from client.platforms.platform import Change, ChangePage
from client.store import outbox, remote
from client.store.journal import Pen
from client.store.outbox import Op
from client.store.remote import Remote
from client.sync import above
from client.sync.desk import Desk


def apply(desk: Desk, pages: list[ChangePage]) -> None:
    """`pages` is the whole feed from its beginning."""
    seen: set[str] = set()
    for page in pages:
        with desk.writing() as pen:
            for change in page.changes:
                seen.add(change.id)
                _compare(pen, desk, change)
        desk.report.pulled += len(page.changes)
        desk.progress.step(desk.report.pulled)
    with desk.writing() as pen:
        for entry_id in sorted(remote.tokens(pen.conn, desk.name, desk.space).keys() - seen):
            _send_again(pen, desk, entry_id)
        remote.set_cursor(pen.conn, desk.name, desk.space, pages[-1].cursor, pages[-1].epoch)


def _compare(pen: Pen, desk: Desk, change: Change) -> None:
    known = remote.get(pen.conn, desk.name, change.id)
    if known is None or known.base_snapshot is None or change.body is None or change.deleted:
        above.take(pen, desk, change, again=True, trust_base=known is None or change.deleted)
        return
    body = above.snapshot_of(change.body, change.code or known.code)
    if wire.digest(body) == wire.digest(known.base_snapshot):
        above.take(pen, desk, change, again=True)
    elif wire.digest(change.body) in _sent_before(pen, desk, change.id):
        # An older content of ours: what came after it was confirmed to us and then lost with the old data.
        report = WIRE_REPORT.get(change.state, Report.RECEIVED)
        _requeue(pen, desk, known, change.token, report)
    else:
        above.take(pen, desk, change, again=True, trust_base=False)


def _sent_before(pen: Pen, desk: Desk, entry_id: str) -> set[str]:
    ended = outbox.finished(pen.conn, desk.name, entry_id)
    return {wire.digest(one.op.body) for one in ended if one.op.body is not None}


def _send_again(pen: Pen, desk: Desk, entry_id: str) -> None:
    known = remote.get(pen.conn, desk.name, entry_id)
    if known is not None:
        _requeue(pen, desk, known, "", Report.QUEUED)


def _requeue(pen: Pen, desk: Desk, known: Remote, token: str, report: Report) -> None:
    """Sends again what the platform has lost: the op that waits already, or the content it had confirmed."""
    remote.put(pen.conn, Remote(
        known.platform, known.space or desk.space, known.entry, token, known.base_snapshot, report, known.code,
    ))  # fmt: skip
    desk.report.entries.add(known.entry)
    waiting = outbox.of_entry(pen.conn, desk.name, known.entry)
    if waiting is not None and waiting.body is not None:
        above.rebase(pen, desk, waiting, token, {"epoch": "changed"})
        return
    if waiting is not None:
        if not token:
            above.end(pen, desk, waiting, "already", {"epoch": "changed"})
            return
        above.end(pen, desk, waiting, "superseded", {"epoch": "changed"})
    if known.base_snapshot is None:
        return
    again = Op(
        op_id=new_id(),
        platform=desk.name,
        space=known.space or desk.space,
        entry=known.entry,
        kind="put",
        body=known.base_snapshot,
        base_token=token,
        about={"reason": "epoch"},
        act=pen.act_id,
        queued_at=desk.now(),
    )
    outbox.queue(pen.conn, again)
