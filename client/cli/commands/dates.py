"""`catalog deadlines`: what is due when, in working days."""

from datetime import date
from typing import Any

from client.cli.call import Call, Verbs
from client.cli.opened import workspace
from client.cli.words import word
from client.texts import Translator
from client.workflows import deadlines
from client.workflows.deadlines import Deadline

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("deadlines", help=_("what is due when, in working days"))
    parser.add_argument("--within", type=int, metavar="DAYS", help=_("only what is due in so many working days"))
    parser.add_argument("--count", type=int, metavar="DAYS", help=_("only count: the last day of such a term"))
    parser.add_argument("--from", dest="start", type=date.fromisoformat, metavar="DATE", help=_("the day it begins"))
    parser.set_defaults(run=_deadlines)


def _deadlines(call: Call) -> int:
    with workspace(call) as ws:
        if call.args.count is not None:
            return _counted(call, call.args.start or ws.today)
        found = deadlines.deadlines(ws, within=call.args.within)
    call.voice.table(
        [_("What is due"), _("Entry"), _("Since"), _("Due"), _("Working days left"), _("With consent until")],
        [(word(one.kind, "due"), one.name, one.since, one.due, one.left, one.latest or "") for one in found],
    )
    _warn(call, [one.due.year for one in found if not one.certain])
    call.voice.document([_document(one) for one in found])
    return 0


def _counted(call: Call, start: date) -> int:
    by = deadlines.count(start, call.args.count)
    call.voice.say(
        _("{days} working days from {start} end on {due}.").format(days=call.args.count, start=start, due=by.day)
    )
    _warn(call, [] if by.certain else [by.day.year])
    call.voice.document(
        {"from": start.isoformat(), "days": call.args.count, "due": by.day.isoformat(), "certain": by.certain}
    )
    return 0


def _warn(call: Call, years: list[int]) -> None:
    if years:
        call.voice.say(
            _("The holidays of {year} are not known here: only weekends were left out.").format(year=max(years)),
            style="yellow",
        )


def _document(one: Deadline) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "entry": one.entry,
        "name": one.name,
        "platform": one.platform,
        "since": one.since.isoformat(),
        "due": one.due.isoformat(),
        "left": one.left,
        "latest": one.latest.isoformat() if one.latest else None,
        "certain": one.certain,
        "basis": one.basis,
    }
