"""`catalog packs`: the data an office or a county adds, in signed packs."""

from pathlib import Path

from client.cli.call import Call, Verbs
from client.cli.opened import workspace
from client.errors import SettingsProblem
from client.texts import Translator, mark
from client.workflows.standards import packs
from client.workflows.standards.packs import Installed

_ = Translator("cli")
KINDS = {
    "organisations": mark("organisations"),
    "classes": mark("classes"),
    "elements": mark("data elements"),
    "models": mark("model entries"),
    "blocks": mark("code blocks"),
    "regions": mark("regions"),
    "profiles": mark("standards"),
}

STATES = {"new": mark("new"), "changed": mark("changed"), "same": mark("the same"), "gone": mark("gone")}


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("packs", help=_("the office's packs: organisations, classes, data elements, standards"))
    parser.set_defaults(run=_list)
    steps = parser.add_subparsers(metavar=_("STEP"))
    steps.add_parser("list", help=_("the packs installed")).set_defaults(run=_list)
    install = steps.add_parser("install", help=_("take over a signed pack"))
    install.add_argument("file", type=Path, metavar="FILE")
    install.set_defaults(run=_install)
    install.add_argument("--dry-run", action="store_true", help=_("only show what it brings"))
    sign = steps.add_parser(
        "sign", help=_("make a pack of a folder with pack.toml, signed by the station whose data lie in DIR")
    )
    sign.add_argument("folder", type=Path, metavar="FOLDER")
    sign.add_argument("data", type=Path, metavar="DIR")
    sign.add_argument("out", type=Path, metavar="OUT")
    sign.set_defaults(run=_sign)
    back = steps.add_parser("back", help=_("use an earlier version again"))
    back.add_argument("id", metavar="ID")
    back.add_argument("version", nargs="?", default="", metavar="VERSION")
    back.set_defaults(run=_back)
    remove = steps.add_parser("remove", help=_("take a pack away"))
    remove.add_argument("id", metavar="ID")
    remove.set_defaults(run=_remove)


def _list(call: Call) -> int:
    with workspace(call) as ws:
        known = packs.installed(ws)
    call.voice.table(
        [_("Id"), _("Version"), _("Title"), _("Holds")],
        [(one.id, one.version, one.title or one.problem, _holds(one)) for one in known],
    )
    call.voice.document([_document(one) for one in known])
    return 0


def _look(call: Call) -> int:
    with workspace(call) as ws:
        found = packs.look(ws, call.args.file)
    call.voice.say(
        _("{title} {version}, signed with {signer}; here is {before}").format(
            title=found.pack.title, version=found.pack.version, signer=found.signer, before=found.before or "—"
        )
    )
    call.voice.table(
        ["", _("Kind"), _("Id"), _("Name")],
        [(_(STATES[one.state]), _(KINDS[one.kind]), one.code, one.name) for one in found.lines],
    )
    lines = [{"kind": one.kind, "id": one.code, "name": one.name, "state": one.state} for one in found.lines]
    call.voice.document({**_document(found.pack), "before": found.before or None, "lines": lines})
    return 0


def _back(call: Call) -> int:
    with workspace(call) as ws:
        done = packs.go_back(ws, call.args.id, call.args.version)
    call.voice.say(_("In use again: {title} {version}").format(title=done.pack.title, version=done.pack.version))
    call.voice.document({**_document(done.pack), "before": done.before or None})
    return 0


def _install(call: Call) -> int:
    if call.args.dry_run:
        return _look(call)
    with workspace(call) as ws:
        done = packs.install(ws, call.args.file)
    call.voice.say(
        _("Installed: {title} {version} ({holds})").format(
            title=done.pack.title, version=done.pack.version, holds=_holds(done.pack)
        )
    )
    call.voice.document({**_document(done.pack), "before": done.before or None})
    return 0


def _sign(call: Call) -> int:
    try:
        from client.station.pack_signing import sign_folder
    except ImportError as missing:
        raise SettingsProblem("office.no-station", missing=str(missing.name)) from missing
    made = sign_folder(call.args.folder, call.args.data, call.args.out)
    call.voice.say(_("Signed: {title} {version}").format(title=made.title, version=made.version))
    call.voice.document({"id": made.id, "version": made.version, "title": str(made.title), "file": str(call.args.out)})
    return 0


def _remove(call: Call) -> int:
    with workspace(call) as ws:
        done = packs.remove(ws, call.args.id)
    call.voice.say(_("Removed: {title}").format(title=done.pack.title or done.pack.id))
    call.voice.document(_document(done.pack))
    return 0


def _holds(one: Installed) -> str:
    counted = [(_(KINDS[kind]), count) for kind, count in one.holds]
    return "、".join(f"{name} {count}" for name, count in counted)


def _document(one: Installed) -> dict[str, object]:
    return {
        "id": one.id,
        "version": one.version,
        "title": one.title,
        "holds": dict(one.holds),
        "problem": one.problem or None,
        "earlier": list(one.earlier),
    }
