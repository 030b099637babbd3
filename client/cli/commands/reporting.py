"""`catalog signoff`, `submit`, `sync`, `status`, `withdraw`: the way up."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from client import clock
from client.catalog import profile as profiles
from client.checks import report
from client.checks.rule import Finding
from client.cli.call import Call, Verbs
from client.cli.opened import named, workspace
from client.cli.speak import problem_document
from client.cli.usage import whole
from client.cli.words import word
from client.texts import Translator, mark
from client.workflows import edit_entry, sign_off, submit, synchronise
from client.workflows.workspace import Workspace

_ = Translator("cli")

DIGESTS = {
    "equal": mark("equal to the platform"),
    "different": mark("different from the platform: run sync again"),
    "unsupported": mark("the platform offers no comparison"),
    "": mark("not compared"),
}


def add(verbs: Verbs) -> None:
    """Adds the commands."""
    parser = verbs.add_parser("signoff", help=_("record the department head's consent for a batch"))
    parser.add_argument("entries", nargs="*", metavar="ENTRY")
    parser.add_argument("--all", action="store_true", help=_("all entries"))
    parser.add_argument("--approver", required=True, metavar="NAME", help=_("who consents"))
    parser.add_argument("--document", default="", metavar="NO", help=_("its document number, may stay blank"))
    parser.set_defaults(run=_signoff)
    parser = verbs.add_parser("submit", help=_("queue entries for the platform"))
    parser.add_argument("entries", nargs="*", metavar="ENTRY")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--clean", action="store_true", help=_("every entry without faults (the default)"))
    which.add_argument("--all", action="store_true", help=_("every entry; those with faults are named"))
    parser.set_defaults(run=_submit)
    parser = verbs.add_parser("withdraw", help=_("take submitted entries back, with a reason"))
    parser.add_argument("entries", nargs="+", metavar="ENTRY")
    parser.add_argument("--reason", required=True)
    parser.set_defaults(run=_withdraw)
    parser = verbs.add_parser("sync", help=_("one round with the platform: receive, send, compare"))
    parser.add_argument("--platform", default="", metavar="NAME")
    parser.add_argument("--allow-withdrawals", action="store_true", help=_("let many withdrawals from above through"))
    parser.set_defaults(run=_sync)
    parser = verbs.add_parser("receipts", help=_("the proofs that reports arrived, newest first"))
    parser.add_argument("--limit", type=whole, default=100)
    parser.set_defaults(run=_receipts)
    parser = verbs.add_parser("status", help=_("what is draft, queued, sent, returned, accepted"))
    parser.set_defaults(run=_status)


def _signoff(call: Call) -> int:
    args = call.args
    with workspace(call) as ws:
        ids = None if args.all or not args.entries else named(ws, args.entries)
        done = sign_off.sign_off(ws, ids, args.approver, args.document, secrecy_assessed=True, personal_assessed=True)
        refused = _refused(ws, done.refused)
    call.voice.say(_("Consent recorded for {count} entries.").format(count=len(done.entries)))
    _tell_codes(call, done.codes)
    _tell_refused(call, refused)
    document = {"signoff": done.signoff, "entries": list(done.entries), "codes": dict(done.codes), "refused": refused}
    call.voice.document(document)
    return 1 if refused else 0


def _submit(call: Call) -> int:
    args = call.args
    with workspace(call) as ws, call.voice.progress() as progress:
        ids = named(ws, args.entries) if args.entries else None
        done = submit.submit(ws, ids, progress=progress)
        refused = _refused(ws, done.refused)
    call.voice.say(_("Waiting to be sent: {count} more entries.").format(count=len(done.queued)))
    _tell_codes(call, done.codes)
    if args.all or args.entries:
        _tell_refused(call, refused)
    elif refused:
        call.voice.say(_("{count} entries stay here until their faults are mended.").format(count=len(refused)))
    queued, unchanged = list(done.queued), list(done.unchanged)
    call.voice.document({"queued": queued, "codes": dict(done.codes), "refused": refused, "unchanged": unchanged})
    return 1 if refused else 0


def _tell_codes(call: Call, codes: Mapping[str, str]) -> None:
    if codes:
        text = _("{count} of them got their number: {first} to {last}.")
        call.voice.say(text.format(count=len(codes), first=min(codes.values()), last=max(codes.values())))


def _refused(ws: Workspace, refused: Sequence[tuple[str, Sequence[Finding]]]) -> list[dict[str, Any]]:
    lines = []
    for entry_id, findings in refused:
        entry = edit_entry.stored(ws, entry_id).entry
        profile = profiles.of(entry)
        lines.append(
            {
                "entry": entry_id,
                "name": entry.text("name"),
                "findings": [
                    {
                        "rule": one.rule,
                        "severity": str(one.severity),
                        "item": one.item,
                        "field": one.field,
                        "message": report.message(one, profile).what,
                    }
                    for one in findings
                ],
            }
        )
    return lines


def _tell_refused(call: Call, refused: list[dict[str, Any]]) -> None:
    for line in refused:
        call.voice.say(f"· {line['name']}")
        for finding in line["findings"]:
            call.voice.say(f"    {finding['message']}")


def _withdraw(call: Call) -> int:
    with workspace(call) as ws:
        done = edit_entry.withdraw(ws, named(ws, call.args.entries), call.args.reason)
    call.voice.say(
        _("{count} withdrawals wait to be sent, {kept} entries stay.").format(
            count=len(done.entries), kept=len(done.kept)
        )
    )
    call.voice.document({"withdrawn": list(done.entries), "kept": list(done.kept)})
    return 1 if done.kept else 0


def _sync(call: Call) -> int:
    args = call.args
    with workspace(call) as ws, call.voice.progress() as progress:
        done = synchronise.synchronise(ws, args.platform, progress, allow_withdrawals=args.allow_withdrawals)
    told = done.report
    counts = ("pulled", "pushed", "accepted", "returned", "conflicts", "waiting")
    call.voice.table(
        [_("received"), _("sent"), _("accepted"), _("returned"), _("changed on both sides"), _("still waiting")],
        [tuple(getattr(told, name) for name in counts)],
    )
    call.voice.say(_("Receipts: {count}").format(count=len(told.receipts)))
    call.voice.say(_("Compared: {result}").format(result=_(DIGESTS[told.digest])))
    if told.act:
        text = _("{count} entries took over what was changed above. To take that back: catalog undo {act}")
        call.voice.say(text.format(count=told.taken, act=told.act))
    problem = told.problem
    if problem is not None:
        call.voice.problem(problem)
    call.voice.document(
        {
            "platform": done.platform,
            **{name: getattr(told, name) for name in counts},
            "digest": told.digest or "unsupported",
            "act": told.act,
            "bytes_up": told.bytes_up,
            "bytes_down": told.bytes_down,
            "receipts": [
                {"entry": one.entry, "op_id": one.op_id, "version": one.version, "at": one.at} for one in told.receipts
            ],
            "problem": problem_document(problem) if problem else None,
        }
    )
    return problem.exit_code if problem else 0


def _status(call: Call) -> int:
    with workspace(call) as ws:
        counts = dict(ws.query.state_counts())
        waiting = ws.query.outbox()
        receipts = ws.query.receipts(1)
        office, person = ws.office, ws.person
    document = {
        "office": office.name if office else None,
        "person": person.name if person else None,
        "counts": counts,
        "waiting": len(waiting),
        "waiting_by_kind": dict(Counter(op.kind for op in waiting)),
        "next_try": min((op.next_try for op in waiting if op.next_try), default=None),
        "last_receipt": {"entry": receipts[0].entry, "version": receipts[0].version, "at": receipts[0].at}
        if receipts
        else None,
    }
    place, present = document["office"] or _("No office yet"), document["person"] or _("nobody at the desk")
    call.voice.say(f"{place} · {present}", "bold")
    call.voice.table(
        [_("State"), _("Entries")], [(word(name), count) for name, count in sorted(counts.items()) if count]
    )
    call.voice.say(_("Waiting to be sent: {count}").format(count=len(waiting)))
    if receipts:
        call.voice.say(_("Last receipt: {at}").format(at=clock.shown(receipts[0].at)))
    call.voice.document(document)
    return 0


def _receipts(call: Call) -> int:
    with workspace(call) as ws:
        found = ws.query.receipts(call.args.limit)
    call.voice.table(
        [_("When"), _("Platform"), _("Entry"), _("Receipt")],
        [(clock.shown(one.at), one.platform, one.entry, one.version) for one in found],
    )
    call.voice.document(
        [
            {
                "entry": one.entry,
                "op_id": one.op_id,
                "platform": one.platform,
                "kind": one.kind,
                "version": one.version,
                "at": one.at,
            }
            for one in found
        ]
    )
    return 0
