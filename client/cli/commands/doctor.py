"""`catalog doctor`: is this computer fit, what is the support code, and mending a damaged store."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from client.cli.call import Call, Verbs
from client.errors import SettingsProblem
from client.texts import Translator, mark
from client.workflows.safekeeping import doctor, repair

if TYPE_CHECKING:
    from client.workflows.safekeeping.doctor import Check

_ = Translator("cli")

WORDS = {
    "store.ok": mark("The store is sound: {path}"),
    "store.missing": mark("There is no store yet: {path}"),
    "store.unclean": mark("The store is open somewhere, or was not closed the last time; nothing is lost: {path}"),
    "store.damaged": mark("The store is damaged: {path} ({faults}). Close every window, then: catalog doctor --repair"),
    "store.newer": mark("The store was written by a newer client (version {version}). Install the newer client: {path}"),
    "store.older": mark("The store is of an older version ({version}); it is upgraded when it is opened next: {path}"),
    "store.not-ours": mark("This is no store of this client, or its beginning is damaged: {path}"),
    "store.unreadable": mark("The store cannot be read: {path} ({faults}). Check the rights and the disk."),
    "store.size": mark("{entries} entries, {items} items, {queue} waiting; {mb} MB, log {log_mb} MB"),
    "backup.last": mark("Last backup {at}, {count} kept"),
    "backup.none": mark("There is no backup yet. Make one: catalog backup"),
    "backup.second": mark("Second place for backups: {path}"),
    "backup.second-away": mark("The second place for backups is not there: {path}. Plug in the stick."),
    "place.local": mark("The work lies on a disk of this computer: {path}"),
    "place.network": mark(
        "The work lies on a network drive ({what}): {path}. Locks are not reliable there and the file may be damaged."
        " Move the folder to a disk of this computer and set CATALOG_HOME; put backups on the network drive instead."
    ),
    "place.synced": mark(
        "The work lies in a folder that {what} synchronises: {path}. It may be copied half written."
        " Move the folder out of it and set CATALOG_HOME; let the backups be synchronised instead."
    ),
    "place.removable": mark("The work lies on a removable drive ({what}): {path}. Never unplug it while the window is open."),
    "disk.free": mark("Free on this disk: {mb} MB"),
    "clock.ok": mark("Clock: {now}"),
    "clock.back": mark("The clock was set back: it says {now}, but the last act was at {last}. Set it right; nothing is lost."),
    "program": mark("catalog {version} on {system}"),
    "python": mark("Python {version}"),
    "sqlite": mark("SQLite {version} (3.38 is needed)"),
    "fonts.ok": mark("{count} Chinese fonts"),
    "fonts.none": mark("No Chinese font is installed. Install one, such as fonts-noto-cjk."),
    "input.ok": mark("Input method: {programs}; Qt has: {modules}"),
    "input.no-program": mark("No input method was found (fcitx5, fcitx, ibus). Install one to type Chinese."),
    "input.no-module": mark("Qt has no module for the input method {programs}: Chinese cannot be typed. Install our package again."),
    "display.ok": mark("Display: {name}"),
    "display.none": mark("No display: only the command line works here."),
    "proxy.set": mark("Network proxy: {proxy}"),
    "proxy.none": mark("No network proxy is set for programs"),
    "profile": mark("Standard: {profile}"),
    "error.last": mark("Last failure: {code}"),
    "error.none": mark("No failure in the log"),
}  # fmt: skip
"""The sentence for each code of `doctor.Check`."""

SIGNS = {"ok": "✓", "warn": "!", "bad": "✗", "told": "·"}
STYLES = {"ok": "", "warn": "yellow", "bad": "bold red", "told": ""}


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("doctor", help=_("is this machine fit: store, backups, disk, clock, fonts, input method"))
    parser.add_argument("--quick", action="store_true", help=_("do not read every page of the store"))
    parser.add_argument("--decode", default="", metavar="CODE", help=_("what a support code says"))
    parser.add_argument(
        "--repair", action="store_true", help=_("mend a damaged store; the damaged file is kept beside")
    )
    parser.set_defaults(run=_doctor)


def _doctor(call: Call) -> int:
    if call.args.decode:
        return _decode(call)
    if call.args.repair:
        return _repair(call)
    found = doctor.examine(call.store, settings=call.settings, thorough=not call.args.quick)
    for check in found.checks:
        call.voice.say(f"{SIGNS[check.state]} {sentence(check)}", STYLES[check.state])
    call.voice.say("")
    call.voice.say(_("Support code: {code}").format(code=found.code), "bold")
    call.voice.document(
        {
            "worst": found.worst,
            "support_code": found.code,
            "checks": [
                {"code": one.code, "state": one.state, "params": dict(one.params), "message": sentence(one)}
                for one in found.checks
            ],
        }
    )
    return 4 if any(one.state == "bad" and one.code.startswith("store.") for one in found.checks) else 0


def sentence(check: "Check") -> str:
    """A finding of the doctor in the present language."""
    return _(WORDS[check.code]).format(**check.params)


def _decode(call: Call) -> int:
    told = doctor.decode(call.args.decode)
    if told is None:
        raise SettingsProblem("settings.support-code", digits=call.args.decode)
    call.voice.table(
        [_("What"), _("Value")],
        [(name, ", ".join(value) if isinstance(value, tuple) else value) for name, value in asdict(told).items()],
    )
    call.voice.document({**asdict(told), "errors": list(told.errors)})
    return 0


HOW = {
    "gone": mark("is lost"),
    "older": mark("is as it was in the backup"),
    "sent": mark("is as it was last sent"),
    "state": mark("is whole, but a draft again"),
}
"""What happened to an entry that could not be read whole."""


def _repair(call: Call) -> int:
    with call.voice.progress() as progress:
        done = repair.repair(call.store, repair.second_place(call.settings), progress=progress)
    call.voice.say(_("Mended: {count} entries.").format(count=done.rescued.entries))
    call.voice.say(_("The damaged file is kept here: {path}").format(path=done.damaged))
    if done.backup:
        call.voice.say(_("Gaps were filled from: {path}").format(path=done.backup))
    call.voice.table(
        [_("Name"), _("What"), _("Entry")], [(one.name, _(HOW[one.how]), one.entry) for one in done.rescued.lost]
    )
    call.voice.document(
        {
            "entries": done.rescued.entries,
            "damaged": str(done.damaged),
            "backup": str(done.backup) if done.backup else None,
            "unread": dict(done.rescued.unread),
            "lost": [{"entry": one.entry, "name": one.name, "how": one.how} for one in done.rescued.lost],
        }
    )
    return 1 if done.rescued.lost else 0
