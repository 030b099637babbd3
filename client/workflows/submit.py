"""加入待报送: freezes entries as they are now and puts them in the queue for the platform."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from client.catalog import profile as profiles
from client.catalog import wire
from client.catalog.states import Local, Report
from client.checks.rule import Finding, Severity
from client.clock import new_id, stamp
from client.progress import SILENT, Progress
from client.store import conflicts, entries, journal, outbox, signoffs
from client.store.entries import Stored
from client.store.outbox import Op
from client.store.pen import Pen
from client.store.people import Platform
from client.workflows import check_entries
from client.workflows.outcome import Changes
from client.workflows.standards import codes
from client.workflows.workspace import Workspace

SECRET = "secrecy.mark"
"""The rule that keeps an entry from leaving this computer at all (model.md 9)."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was queued; what was refused with what blocks it; what needed nothing (already there unchanged); which codes
    were given on the way, by entry."""

    queued: tuple[str, ...]
    refused: tuple[tuple[str, tuple[Finding, ...]], ...]
    unchanged: tuple[str, ...]
    act: str
    changes: Changes
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Which entries left the queue, and those kept because a try may have reached the platform."""

    entries: tuple[str, ...]
    kept: tuple[str, ...]
    changes: Changes


@dataclass
class _Tray:
    """What has been decided about each entry so far."""

    ops: list[Op] = field(default_factory=list)
    refused: list[tuple[str, tuple[Finding, ...]]] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


def submit(
    ws: Workspace,
    ids: Sequence[str] | None = None,
    *,
    about: Mapping[str, str] | None = None,
    progress: Progress = SILENT,
) -> Submitted:
    """Queues the given entries, or every one that has no blocking fault and is not there yet in this state.

    An error, an unexplained warning, a missing or outdated sign-off, or a report under way refuses that entry alone.
    `about` says what the report is about: reason, basis document, date it happened. Where the office numbers its
    entries itself, those without a number get theirs in the same act; a number once given is not given again.
    """
    line = ws.chosen_platform()
    with ws.db.read() as conn:
        wanted = list(ids) if ids is not None else entries.all_ids(conn)
        loaded = [
            one for one in entries.load_many(conn, wanted) if not one.deleted and one.local is not Local.WITHDRAWN
        ]
    progress.stage("checking", len(loaded))
    tray = _Tray()
    for done, one in enumerate(loaded):
        _decide(ws, line, one, dict(about or {}), tray, explicit=ids is not None)
        progress.step(done + 1)
    queued: list[str] = []
    act, given = "", {}
    if tray.ops:
        with journal.act(ws.db, "submit", ws.who, about={"platform": line.name}) as pen:
            for op in _unchanged_since(pen, tray.ops):
                current = pen.load(op.entry)
                if current and codes.is_unnumbered(current.entry):
                    numbered = codes.number(pen, ws, [current.entry], fewer=True).get(op.entry)
                    if numbered is None:
                        tray.refused.append((op.entry, (codes.NO_NUMBER,)))
                        continue
                    given[op.entry] = numbered.text("code")
                    op = replace(op, body=wire.body_of(numbered))
                outbox.queue(pen.conn, replace(op, act=pen.act_id))
                queued.append(op.entry)
        act = pen.act_id if queued else ""
        check_entries.check(ws, list(given))
    changes = Changes(frozenset(queued), outbox=bool(queued))
    return Submitted(tuple(queued), tuple(tray.refused), tuple(tray.unchanged), act, changes, given)


def _unchanged_since(pen: Pen, ops: Sequence[Op]) -> Iterator[Op]:
    """The reports whose entry is still what was looked at: the window and the command line may be at work at once."""
    for op in ops:
        current = pen.load(op.entry)
        if current and op.body is not None and wire.digest(wire.body_of(current.entry)) == wire.digest(op.body):
            yield op


def take_back(ws: Workspace, platform: str, ids: Sequence[str]) -> TakenBack:
    """Takes reports out of the queue that were never tried; a withdrawal taken back makes the entry a draft again."""
    gone, kept = [], []
    with journal.act(ws.db, "take-back", ws.who, about={"platform": platform}) as pen:
        for entry_id in ids:
            op = outbox.of_entry(pen.conn, platform, entry_id)
            if op is None or not outbox.drop(pen.conn, op.op_id):
                kept.append(entry_id)
                continue
            if op.kind == "withdraw":
                pen.set_local(entry_id, Local.DRAFT)
            gone.append(entry_id)
    return TakenBack(tuple(gone), tuple(kept), Changes(frozenset(gone), outbox=bool(gone)))


def _decide(ws: Workspace, line: Platform, one: Stored, about: dict[str, str], tray: _Tray, *, explicit: bool) -> None:
    entry = one.entry
    known = ws.query.remote(line.name, entry.id)
    with ws.db.read() as conn:
        under_way = outbox.of_entry(conn, line.name, entry.id)
        consent = signoffs.of(conn, entry.id)
        conflicted = bool(conflicts.of(conn, entry.id))
    digest = wire.digest(wire.body_of(entry))
    if known and known.base_snapshot and wire.digest(known.base_snapshot) == digest and known.report is not Report.NONE:
        if explicit or known.report is Report.RETURNED:
            tray.unchanged.append(entry.id)
        return
    if under_way:
        tray.refused.append((entry.id, (Finding("submit.under-way", Severity.ERROR),)))
        return
    blocking = tuple(_blocking(ws, one, consent, digest, conflicted=conflicted))
    if blocking:
        tray.refused.append((entry.id, blocking))
        return
    signoff = _signoff_part(consent) if consent and consent.entries.get(entry.id) == digest else None
    tray.ops.append(
        Op(
            op_id=new_id(),
            platform=line.name,
            space=entry.space or line.space,
            entry=entry.id,
            kind="change" if known and known.report is Report.PUBLISHED else "put",
            body=wire.body_of(entry, signoff),
            base_token=known.base_token if known else "",
            about=about,
            queued_at=stamp(ws.clock()),
        )
    )


def _blocking(
    ws: Workspace, one: Stored, consent: signoffs.SignOff | None, digest: str, *, conflicted: bool
) -> Iterator[Finding]:
    yield from codes.blocking(ws, one.entry)
    if conflicted:
        yield Finding("submit.conflict", Severity.ERROR)
    if profiles.of(one.entry).signoff:
        if codes.is_unnumbered(one.entry) and consent is not None:
            yield codes.NO_NUMBER  # the consent covers the number: given when signing, or not at all
        if consent is None:
            yield Finding("submit.no-signoff", Severity.ERROR)
        elif consent.entries.get(one.entry.id) != digest:
            yield Finding("submit.signoff-outdated", Severity.ERROR, params={"approver": consent.approver})


def _signoff_part(consent: signoffs.SignOff) -> dict[str, Any]:
    return {
        "approver": consent.approver,
        "at": consent.at,
        "document": consent.document,
        "secrecy_assessed": consent.secrecy_assessed,
        "personal_assessed": consent.personal_assessed,
    }
