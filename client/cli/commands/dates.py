"""`catalog deadlines` and `catalog holidays`: what is due when, in working days, and the days that differ from the week."""

from datetime import date
from typing import Any

from client.cli.call import Call, Verbs
from client.cli.opened import workspace
from client.cli.usage import whole
from client.cli.words import word
from client.clock import local_day, system_clock
from client.texts import Translator
from client.workflows import deadlines
from client.workflows.deadlines import Deadline
from client.workflows.standards import holidays

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("deadlines", help=_("what is due when, in working days"))
    parser.add_argument("--within", type=whole, metavar="DAYS", help=_("only what is due in so many working days"))
    parser.add_argument("--count", type=whole, metavar="DAYS", help=_("only count: the last day of such a term"))
    parser.add_argument("--from", dest="start", type=date.fromisoformat, metavar="DATE", help=_("the day it begins"))
    parser.set_defaults(run=_deadlines)
    days = verbs.add_parser("holidays", help=_("holidays and working weekends, and those the office adds"))
    days.add_argument("year", nargs="?", type=int, metavar="YEAR")
    days.add_argument("--add", type=date.fromisoformat, metavar="DATE", help=_("a holiday of the office's own list"))
    days.add_argument("--to", type=date.fromisoformat, metavar="DATE", help=_("up to this day"))
    days.add_argument("--works", action="store_true", help=_("these days are worked"))
    days.add_argument("--remove", type=date.fromisoformat, metavar="DATE", help=_("take an added day back"))
    days.set_defaults(run=_holidays)


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


def _holidays(call: Call) -> int:
    args = call.args
    if args.add:
        holidays.add(args.add, args.to or args.add, works=args.works)
    if args.remove:
        holidays.remove(args.remove)
    asked = args.add or args.remove
    year = args.year or (asked.year if asked else local_day(system_clock()).year)
    found = holidays.days(year)
    call.voice.table(
        [_("Day"), _("Worked"), _("Name"), _("Source")],
        [(one.day, _("yes") if one.works else _("no"), one.name, word(one.source, "day")) for one in found],
    )
    call.voice.document(
        [
            {"day": one.day.isoformat(), "works": one.works, "name": one.name or None, "source": one.source}
            for one in found
        ]
    )
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
            _(
                "The holidays of {year} are not known here: only weekends and holidays of a fixed day were left out."
            ).format(year=max(years)),
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
