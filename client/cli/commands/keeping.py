"""`catalog backup`, `restore`, `purge`: copies of one's work, taking them back, and erasing everywhere."""

from pathlib import Path

from client import clock
from client.cli.call import Call, Verbs
from client.cli.opened import named, workspace
from client.cli.speak import problem_document
from client.cli.words import word
from client.errors import SettingsProblem
from client.texts import Translator
from client.workflows.safekeeping import back_up, purge, restore
from client.workflows.safekeeping.restore import Preview, Restored
from client.workflows.workspace import Workspace

_ = Translator("cli")
SHOWN = 20


def add(verbs: Verbs) -> None:
    """Adds the commands."""
    parser = verbs.add_parser("backup", help=_("a checked copy of everything, here or at OUT"))
    parser.add_argument("out", nargs="?", type=Path, metavar="OUT", help=_("a file or a folder"))
    parser.add_argument("--list", action="store_true", help=_("only show the backups there are"))
    parser.set_defaults(run=_backup)
    parser = verbs.add_parser("restore", help=_("take a backup back; the queue, receipts and codes stay"))
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--entry", action="append", default=[], metavar="ENTRY", help=_("only this entry"))
    parser.add_argument("--dry-run", action="store_true", help=_("only show what would happen"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask"))
    parser.set_defaults(run=_restore)
    parser = verbs.add_parser("purge", help=_("erase an entry or a field everywhere, backups too; cannot be undone"))
    parser.add_argument("entry", metavar="ENTRY")
    parser.add_argument("--field", default="", metavar="F", help=_("only this field (items.2.item_name for an item's)"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask"))
    parser.set_defaults(run=_purge)


def _backup(call: Call) -> int:
    with workspace(call) as ws:
        if call.args.list:
            return _list(call, ws)
        with call.voice.progress() as progress:
            if call.args.out:
                made = back_up.copy_out(ws, call.args.out, progress)
                done = back_up.BackedUp(made, made=True)
            else:
                done = back_up.back_up(ws, "asked", progress)
    if done.made:
        call.voice.say(_("Backup: {path}").format(path=done.path))
    else:
        call.voice.say(_("Nothing has changed since the last backup: {path}").format(path=done.path))
    if done.second:
        call.voice.say(_("Second copy: {path}").format(path=done.second))
    if done.problem:
        call.voice.problem(done.problem)
    call.voice.document(
        {
            "path": str(done.path),
            "made": done.made,
            "second": str(done.second) if done.second else None,
            "problem": problem_document(done.problem) if done.problem else None,
        }
    )
    return 0


def _list(call: Call, ws: Workspace) -> int:
    found = back_up.all_backups(ws)
    call.voice.table(
        [_("When"), _("Why"), _("MB"), _("File")],
        [(clock.shown(one.at), word(one.why, "backup"), f"{one.size / 1e6:.1f}", one.path) for one in found],
    )
    call.voice.document([{"path": str(one.path), "at": one.at, "why": one.why, "size": one.size} for one in found])
    return 0


def _restore(call: Call) -> int:
    args, voice = call.args, call.voice
    with workspace(call) as ws:
        planned = restore.preview(ws, args.file, args.entry)
        _show(call, planned)
        asks = not args.yes and not voice.as_json and voice.interactive
        if args.dry_run or (asks and not voice.asked(_("Take this backup back?"))):
            voice.document(_document(planned, None))
            return 0
        with voice.progress() as progress:
            done = restore.restore(ws, args.file, args.entry, progress)
    voice.say(
        _("Taken back: {back} entries came back, {changed} changed, {removed} newer ones removed, {kept} kept.").format(
            back=done.back, changed=done.changed, removed=done.removed, kept=len(done.kept)
        )
    )
    if done.before:
        voice.say(_("The state before is here: {path}").format(path=done.before))
    voice.document(_document(planned, done))
    return 0


def _show(call: Call, planned: Preview) -> None:
    voice = call.voice
    voice.say(_("{file}: {count} entries, last act {at}").format(
        file=planned.file.name, count=planned.entries, at=clock.shown(planned.at) or "-"
    ))  # fmt: skip
    if planned.whole:
        voice.say(_("This store is empty: everything in the backup would be taken over."))
    voice.table(
        [_("would come back"), _("would change"), _("newer than the backup")],
        [(planned.count("back"), planned.count("changed"), planned.count("newer"))],
    )
    voice.table(
        [_("Change"), _("Name"), _("Entry")],
        [(word(one.kind, "difference"), one.name, one.entry) for one in planned.differences[:SHOWN]],
    )


def _document(planned: Preview, done: Restored | None) -> dict[str, object]:
    return {
        "file": str(planned.file),
        "at": planned.at,
        "entries": planned.entries,
        "whole": planned.whole,
        "would": {kind: planned.count(kind) for kind in ("back", "changed", "newer")},
        "differences": [
            {"entry": one.entry, "name": one.name, "change": one.kind} for one in planned.differences[:SHOWN]
        ],
        "done": None
        if done is None
        else {
            "act": done.act,
            "before": str(done.before) if done.before else None,
            "back": done.back,
            "changed": done.changed,
            "removed": done.removed,
            "kept": list(done.kept),
        },
    }


def _purge(call: Call) -> int:
    args, voice = call.args, call.voice
    with workspace(call) as ws:
        # A deleted entry still has its content in the journal, so it can be named by its whole id.
        known = ws.query.entry(args.entry)
        entry = known.entry.id if known else named(ws, [args.entry])[0]
        target = purge.target_of(ws, entry, args.field)
        if not args.yes:
            if not voice.interactive:
                raise SettingsProblem("store.purge-unasked")
            if not voice.asked(_("Erase it everywhere, in all backups too? Nothing brings it back.")):
                return 6
        with voice.progress() as progress:
            done = purge.purge(ws, target, progress)
    voice.say(_("Erased here and in {count} other files.").format(count=len(done.files) + len(done.destroyed)))
    for left in done.left:
        voice.say(_("NOT erased: {path}").format(path=left.path), "bold red")
        voice.problem(left.problem)
    if done.reported:
        voice.say(_("It had been reported: ask the platform above to remove it there, too."), "bold")
    voice.document(
        {
            "entry": entry,
            "field": args.field or None,
            "act": done.act,
            "files": [str(one) for one in (*done.files, *done.destroyed)],
            "left": [{"path": str(one.path), "problem": problem_document(one.problem)} for one in done.left],
            "reported": done.reported,
        }
    )
    return 4 if done.left else 0
