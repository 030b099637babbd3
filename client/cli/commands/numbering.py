"""`catalog codes`: blocks of catalog codes, giving numbers, renumbering."""

import argparse

from client.cli.call import Call, Verbs
from client.cli.opened import named, workspace
from client.cli.usage import whole
from client.texts import Translator
from client.workflows.standards import codes

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser(
        "codes", help=_("catalog codes this office gives itself: blocks, next numbers, renumbering")
    )
    steps = parser.add_subparsers(metavar=_("STEP"))
    parser.set_defaults(run=_list)
    steps.add_parser("list", help=_("the blocks of numbers and what is left of them")).set_defaults(run=_list)
    more = steps.add_parser("lease", help=_("ask the platform for a block of numbers"))
    more.add_argument("--platform", default="", metavar="NAME")
    more.add_argument("--front", default="", metavar="CODE", help=_("the part before the slash"))
    more.add_argument("--size", type=whole, default=100, metavar="N")
    more.set_defaults(run=_lease)
    give = steps.add_parser("assign", help=_("give numbers to entries without a code"))
    give.add_argument("entries", nargs="*", metavar="ENTRY")
    give.set_defaults(run=_assign)
    other = steps.add_parser("renumber", help=_("give an entry another code; the former one stays known"))
    other.add_argument("entry", metavar="ENTRY")
    other.add_argument("code", nargs="?", default="", metavar="CODE")
    other.set_defaults(run=_renumber)


def _list(call: Call) -> int:
    with workspace(call) as ws:
        known = codes.blocks(ws)
    call.voice.table(
        [_("Front part"), _("First"), _("Last"), _("Left"), _("Usable here")],
        [
            (one.block.front, one.block.first, one.block.last, one.left, _("yes") if one.usable else _("no"))
            for one in known
        ],
    )
    call.voice.document(
        [
            {
                "id": one.block.id,
                "family": one.block.family,
                "front": one.block.front,
                "first": one.block.first,
                "last": one.block.last,
                "left": one.left,
                "usable": one.usable,
                "source": one.block.source,
            }
            for one in known
        ]
    )
    return 0


def _lease(call: Call) -> int:
    args: argparse.Namespace = call.args
    with workspace(call) as ws:
        block = codes.lease(ws, args.platform, args.front, args.size)
    call.voice.say(
        _("Leased: {front}, {first} to {last}").format(front=block.front, first=block.first, last=block.last)
    )
    call.voice.document({"id": block.id, "front": block.front, "first": block.first, "last": block.last})
    return 0


def _assign(call: Call) -> int:
    args: argparse.Namespace = call.args
    with workspace(call) as ws:
        done = codes.assign(ws, named(ws, args.entries) if args.entries else None)
    return _told(call, done)


def _renumber(call: Call) -> int:
    args: argparse.Namespace = call.args
    with workspace(call) as ws:
        (entry,) = named(ws, [args.entry])
        done = codes.renumber(ws, entry, args.code)
    return _told(call, done)


def _told(call: Call, done: codes.Numbered) -> int:
    call.voice.say(_("{count} codes given.").format(count=len(done.codes)))
    call.voice.document({"codes": dict(done.codes), "act": done.act or None})
    return 0
