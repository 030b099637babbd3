"""`catalog review`: act as the reviewer above."""

from client.cli.call import Call, Verbs
from client.cli.opened import workspace
from client.cli.words import word
from client.errors import SettingsProblem
from client.texts import Translator
from client.workflows import review

_ = Translator("cli")

_STATES = {"accept": "accepted", "return": "returned", "publish": "published"}


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("review", help=_("act as the reviewer above"))
    parser.add_argument("what", choices=["list", *_STATES])
    parser.add_argument("entries", nargs="*", metavar="ENTRY")
    parser.add_argument("--platform", default="", metavar="NAME")
    parser.add_argument("--space", default="", metavar="SPACE")
    parser.add_argument("--state", default="submitted")
    parser.add_argument("--field", default="", metavar="FIELD", help=_("the field the reason is about"))
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.add_argument("--code", default="", help=_("the catalog code to give (default: the platform's next)"))
    parser.set_defaults(run=_review)


def _review(call: Call) -> int:
    args = call.args
    with workspace(call) as ws:
        if args.what == "list":
            found = review.pending(ws, args.platform, args.state, args.space)
            call.voice.table(
                [_("Entry"), _("Name"), _("Provider"), _("State")],
                [(one.entry.id, one.entry.text("name"), one.entry.text("provider"), word(one.state)) for one in found],
            )
            call.voice.document(
                [
                    {
                        "id": one.entry.id,
                        "name": one.entry.text("name"),
                        "provider": one.entry.text("provider"),
                        "space": one.space,
                        "state": one.state,
                        "code": one.code,
                    }
                    for one in found
                ]
            )
            return 0
        if not args.entries:
            raise SettingsProblem("submit.which-entries")
        done = review.decide(
            ws,
            args.entries,
            _STATES[args.what],
            platform=args.platform,
            space=args.space,
            field=args.field,
            reason=args.reason,
            code=args.code,
        )
    call.voice.say(_("Done: {count} entries.").format(count=len(done)))
    call.voice.document({"entries": list(done), "state": _STATES[args.what]})
    return 0
