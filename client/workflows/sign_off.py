"""The department head's consent to a batch of entries (Decree 809 art. 13), before they may be submitted."""

from collections.abc import Sequence
from dataclasses import dataclass

from client.catalog import wire
from client.catalog.states import Local
from client.checks.rule import Finding
from client.clock import new_id, stamp
from client.errors import InputProblem
from client.store import entries, journal, signoffs
from client.store.signoffs import SignOff
from client.workflows import check_entries
from client.workflows.outcome import Changes
from client.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SignedOff:
    """Which entries the consent covers, and those left out with what blocks them."""

    signoff: str
    entries: tuple[str, ...]
    refused: tuple[tuple[str, tuple[Finding, ...]], ...]
    act: str
    changes: Changes


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

    None means every live entry. Raises `InputProblem` without an approver or with an assessment missing.
    """
    if not approver.strip():
        raise InputProblem("submit.no-approver")
    if not (secrecy_assessed and personal_assessed):
        raise InputProblem("submit.not-assessed")
    with ws.db.read() as conn:
        wanted = list(ids) if ids is not None else entries.all_ids(conn)
        loaded = [one for one in entries.load_many(conn, wanted) if not one.deleted]
    covered: dict[str, str] = {}
    refused = []
    for one in loaded:
        if one.local is Local.WITHDRAWN:
            continue
        blocking = tuple(found for found in check_entries.live(ws, one.entry) if found.blocks)
        if blocking:
            refused.append((one.entry.id, blocking))
        else:
            covered[one.entry.id] = wire.digest(wire.body_of(one.entry))
    record = SignOff(
        id=new_id(),
        approver=approver.strip(),
        person=ws.who,
        at=stamp(ws.clock()),
        document=document.strip(),
        secrecy_assessed=secrecy_assessed,
        personal_assessed=personal_assessed,
        entries=covered,
    )
    act = ""
    if covered:
        with journal.act(ws.db, "signoff", ws.who, about={"approver": record.approver, "document": document}) as pen:
            signoffs.put(pen.conn, record)
            for entry_id in covered:
                pen.set_local(entry_id, Local.READY)
                pen.set_local(entry_id, Local.SIGNED_OFF)
        act = pen.act_id
    return SignedOff(record.id, tuple(covered), tuple(refused), act, Changes(frozenset(covered)))
