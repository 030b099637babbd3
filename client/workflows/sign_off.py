"""The department head's consent to a batch of entries (Decree 809 art. 13), before they may be submitted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from client.catalog import wire
from client.catalog.entry import Entry
from client.catalog.states import Local
from client.checks.rule import Finding
from client.clock import new_id, stamp
from client.errors import InputProblem
from client.store import entries, journal, signoffs
from client.store.pen import Pen
from client.store.signoffs import SignOff
from client.workflows import check_entries
from client.workflows.outcome import Changes
from client.workflows.standards import codes
from client.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SignedOff:
    """Which entries the consent covers, those left out with what blocks them, and the numbers given on the way."""

    signoff: str
    entries: tuple[str, ...]
    refused: tuple[tuple[str, tuple[Finding, ...]], ...]
    act: str
    changes: Changes
    codes: Mapping[str, str]


def sign_off(
    ws: Workspace,
    ids: Sequence[str] | None,
    approver: str,
    document: str,
    *,
    secrecy_assessed: bool,
    personal_assessed: bool,
) -> SignedOff:
    """Records who consented to exactly which content. An edit afterwards voids it for that entry alone.

    Where the office numbers its entries itself, those without a number get theirs first, in the same act.

    None means every live entry. Raises `InputProblem` without an approver or with an assessment missing.
    """
    if not approver.strip():
        raise InputProblem("submit.no-approver")
    if not (secrecy_assessed and personal_assessed):
        raise InputProblem("submit.not-assessed")
    with ws.db.read() as conn:
        wanted = list(ids) if ids is not None else entries.all_ids(conn)
        loaded = [one for one in entries.load_many(conn, wanted) if not one.deleted]
    good: dict[str, str] = {}
    refused: list[tuple[str, tuple[Finding, ...]]] = []
    for one in loaded:
        if one.local is Local.WITHDRAWN:
            continue
        blocking = tuple(codes.blocking(ws, one.entry))
        if blocking:
            refused.append((one.entry.id, blocking))
        else:
            good[one.entry.id] = wire.digest(wire.body_of(one.entry))
    record = SignOff(
        id=new_id(),
        approver=approver.strip(),
        person=ws.who,
        at=stamp(ws.clock()),
        document=document.strip(),
        secrecy_assessed=secrecy_assessed,
        personal_assessed=personal_assessed,
        entries=good,
    )
    if not good:
        return SignedOff(record.id, (), tuple(refused), "", Changes(), {})
    with journal.act(ws.db, "signoff", ws.who, about={"approver": record.approver, "document": document}) as pen:
        numbered, without = _numbered(pen, ws, good)
        for entry_id, entry in numbered.items():
            good[entry_id] = wire.digest(wire.body_of(entry))
        for entry_id in without:
            del good[entry_id]
            refused.append((entry_id, (codes.NO_NUMBER,)))
        if good:
            signoffs.put(pen.conn, record)
        for entry_id in good:
            pen.set_local(entry_id, Local.READY)
            pen.set_local(entry_id, Local.SIGNED_OFF)
    check_entries.check(ws, list(numbered))
    given = {entry_id: entry.text("code") for entry_id, entry in numbered.items()}
    act = pen.act_id if good else ""
    return SignedOff(record.id, tuple(good), tuple(refused), act, Changes(frozenset(good)), given)


def _numbered(pen: Pen, ws: Workspace, good: Mapping[str, str]) -> tuple[dict[str, Entry], list[str]]:
    """The entries numbered now, since the consent covers the number too, and those for which none is left."""
    stored = entries.load_many(pen.conn, list(good))
    # One that somebody has edited meanwhile keeps what was looked at: the consent does not cover it anyway.
    wanted = [
        one.entry
        for one in stored
        if codes.is_unnumbered(one.entry) and wire.digest(wire.body_of(one.entry)) == good[one.entry.id]
    ]
    numbered = codes.number(pen, ws, wanted, fewer=True)
    return numbered, [entry.id for entry in wanted if entry.id not in numbered]
