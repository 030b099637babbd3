"""`catalog adopt`: another standard for the entries, shown before it happens."""

from client.catalog import profile as profiles
from client.cli.call import Call, Verbs
from client.cli.opened import named, workspace
from client.texts import Translator
from client.workflows.standards import adopt_profile
from client.workflows.standards.adopt_profile import Adopted

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("adopt", help=_("bring the entries under another standard or a new version of it"))
    parser.add_argument("standard", metavar="PROFILE@VERSION")
    parser.add_argument("entries", nargs="*", metavar="ENTRY")
    parser.add_argument("--dry-run", action="store_true", help=_("only show what would change"))
    parser.set_defaults(run=_adopt)


def _adopt(call: Call) -> int:
    args = call.args
    with workspace(call) as ws, call.voice.progress() as progress:
        ids = named(ws, args.entries) if args.entries else None
        done = adopt_profile.adopt(ws, args.standard, ids, dry_run=args.dry_run, progress=progress)
    new = profiles.get(done.profile)
    if args.dry_run:
        call.voice.say(
            _("{count} entries would go over to {profile}.").format(count=len(done.entries), profile=new.title)
        )
    else:
        call.voice.say(_("{count} entries went over to {profile}.").format(count=len(done.entries), profile=new.title))
    call.voice.say(
        _("{count} entries get new findings, {solved} lose some.").format(count=len(done.faulty), solved=done.solved)
    )
    call.voice.table([_("Rule"), _("Entries")], list(done.found.items()))
    for (old, field), count in done.renamed.items():
        call.voice.say(_("{old} becomes {new} ({count} values)").format(old=old, new=field, count=count))
    for field, count in done.kept.items():
        call.voice.say(_("{field} has no place and is kept aside ({count} values)").format(field=field, count=count))
    call.voice.document(document(done))
    return 0


def document(done: Adopted) -> dict[str, object]:
    """The JSON of `adopt --json`."""
    return {
        "profile": done.profile,
        "entries": len(done.entries),
        "new_findings": len(done.faulty),
        "solved": done.solved,
        "rules": dict(done.found),
        "renamed": [{"from": old, "to": new, "values": count} for (old, new), count in done.renamed.items()],
        "kept": dict(done.kept),
        "returned": dict(done.returned),
        "act": done.act or None,
    }
