"""`catalog people`, `office`, `enrol`, `platform`: whose work this is and where it goes."""

from pathlib import Path

from client.cli.call import Call, Verbs
from client.cli.opened import workspace
from client.cli.words import word
from client.errors import SettingsProblem
from client.texts import Translator
from client.workflows import desk, enrol
from client.workflows.workspace import Line

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the commands."""
    parser = verbs.add_parser("people", help=_("who works here and who sits at the desk"))
    parser.add_argument("what", nargs="?", choices=["list", "use", "add"], default="list")
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--role", choices=["clerk", "approver", "collector"], default="clerk")
    parser.set_defaults(run=_people)
    parser = verbs.add_parser("office", help=_("which office this is"))
    parser.add_argument("--name", default="", help=_("its full name, as on the seal"))
    parser.add_argument("--code", default="", metavar="USCC", help=_("its unified social credit code"))
    parser.add_argument("--region", default="", help=_("province, city, county"))
    parser.set_defaults(run=_office)
    parser = verbs.add_parser("enrol", help=_("take over an enrolment file: platform, office, people"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--dry-run", action="store_true")
    parser.set_defaults(run=_enrol)
    parser = verbs.add_parser("platform", help=_("the platforms above"))
    parser.add_argument("what", nargs="?", choices=["list", "test"], default="list")
    parser.add_argument("name", nargs="?", default="")
    parser.set_defaults(run=_platform)


def _people(call: Call) -> int:
    args = call.args
    if args.what != "list" and not args.name:
        raise SettingsProblem("office.no-person-name")
    with workspace(call) as ws:
        if args.what == "use":
            desk.use_person(ws, args.name)
        elif args.what == "add":
            desk.add_person(ws, args.name, args.role)
        people, present = ws.query.people(), ws.person
    at_desk = present.id if present else ""
    call.voice.table(
        [_("Name"), _("Role"), _("At the desk")],
        [(one.name, word(one.role), "✓" if one.id == at_desk else "") for one in people],
    )
    call.voice.document(
        [{"id": one.id, "name": one.name, "role": one.role, "at_desk": one.id == at_desk} for one in people]
    )
    return 0


def _office(call: Call) -> int:
    args = call.args
    with workspace(call) as ws:
        if args.name or args.code:
            desk.set_office(ws, args.name, args.code, args.region)
        office = ws.office
    document = {
        "name": office.name if office else None,
        "code": office.code if office else None,
        "region": office.region if office else None,
        "space": office.space if office else None,
    }
    call.voice.say(f"{office.name} · {office.code} · {office.region}" if office else _("No office yet"))
    call.voice.document(document)
    return 0


def _enrol(call: Call) -> int:
    with workspace(call) as ws:
        take = enrol.preview if call.args.dry_run else enrol.enrol
        done = take(ws, call.args.file)
    call.voice.say(_("Platform: {name} ({url})").format(name=done.platform, url=done.url))
    call.voice.say(_("Office: {name}").format(name=done.office))
    call.voice.say(_("Signed by key: {key}").format(key=done.key_shown))
    if done.first and not call.args.dry_run:
        call.voice.say(_("This signer is trusted from now on. Compare the key by telephone if you are not sure."))
    if done.kept == "file":
        call.voice.say(_("This computer has no key ring: the credential lies in a file that only you can read."))
    call.voice.document(
        {
            "platform": done.platform,
            "url": done.url,
            "office": done.office,
            "people": list(done.people),
            "role": done.role,
            "key": done.key_shown,
            "first": done.first,
            "kept": done.kept,
        }
    )
    return 0


def _platform(call: Call) -> int:
    with workspace(call) as ws:
        known = ws.query.platforms()
        if call.args.what == "test":
            return _test(call, ws.line(call.args.name))
    call.voice.table(
        [_("Name"), _("Kind"), _("Address"), _("Role"), _("Space")],
        [(one.name, one.kind, one.url, word(one.role), one.space) for one in known],
    )
    call.voice.document(
        [{"name": one.name, "kind": one.kind, "url": one.url, "role": one.role, "space": one.space} for one in known]
    )
    return 0


def _test(call: Call, line: Line) -> int:
    hello = line.platform.hello()
    me = line.platform.me()
    line.platform.close()
    call.voice.say(_("{name} answers and knows us as {actor}.").format(name=hello.name, actor=me.actor))
    call.voice.document({"name": hello.name, "actor": me.actor, "spaces": dict(me.spaces), "time": hello.time})
    return 0
