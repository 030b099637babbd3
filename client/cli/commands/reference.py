"""`catalog reference`: what stands above, filled, searched and shown."""

from pathlib import Path
from typing import Any

from client import clock
from client.catalog import kinds
from client.catalog import profile as profiles
from client.catalog.entry import as_text
from client.cli.call import Call, Verbs
from client.cli.opened import workspace
from client.cli.usage import whole
from client.errors import InputProblem, SettingsProblem, StoreProblem
from client.store.query import REFERENCE_SORTS, ReferenceFilter, ReferenceQuery, ReferenceRow
from client.texts import Translator
from client.workflows import export_sheet, refresh_reference
from client.workflows.workspace import Workspace

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("reference", help=_("what stands above: fill it, search it, show an entry"))
    parser.set_defaults(run=_status)
    deeds = parser.add_subparsers(metavar=_("COMMAND"))
    deeds.add_parser("status", help=_("how many entries, from when and where")).set_defaults(run=_status)
    fill = deeds.add_parser("fill", help=_("fill it from export files, a stick or the platform"))
    fill.add_argument("files", nargs="*", type=Path, metavar="FILE")
    fill.add_argument("--platform", nargs="?", const="", default=None, metavar="NAME")
    fill.set_defaults(run=_fill)
    carry = deeds.add_parser("carry", help=_("copy it out for others, whole"))
    carry.add_argument("out", type=Path, metavar="OUT")
    carry.set_defaults(run=_carry)
    publish = deeds.add_parser("publish", help=_("give it out whole through the station whose data lie in DIR"))
    publish.add_argument("data", type=Path, metavar="DIR")
    publish.set_defaults(run=_publish)
    search = deeds.add_parser("search", help=_("find entries by words of their names"))
    search.add_argument("text", nargs="*", metavar="TEXT")
    search.add_argument("--item", default="", metavar="TEXT")
    search.add_argument("--code", default="", metavar="PREFIX")
    search.add_argument("--region", default="", metavar="DIGITS")
    search.add_argument("--where", action="append", default=[], metavar="FACET=VALUE")
    search.add_argument("--sort", choices=REFERENCE_SORTS, default="updated")
    search.add_argument("--limit", type=whole, default=50)
    search.set_defaults(run=_search)
    search.add_argument("--out", type=Path, default=None, metavar="FILE", help=_("write the entries to a file instead"))
    show = deeds.add_parser("show", help=_("one entry with its items"))
    show.add_argument("entry", metavar="ID")
    show.set_defaults(run=_show)


def _asked(ws: Workspace) -> ReferenceQuery:
    if ws.reference is None:
        raise StoreProblem("reference.absent", path=str(ws.reference_path))
    return ws.reference


def _status(call: Call) -> int:
    with workspace(call) as ws:
        told = _asked(ws).status()
    call.voice.say(_.plural("{count} entry", "{count} entries", told.entries).format(count=told.entries))
    call.voice.say(_("Filled {when} from {source}").format(when=clock.shown(told.filled_at), source=told.source))
    call.voice.document(
        {"entries": told.entries, "filled_at": told.filled_at, "source": told.source, "bytes": told.size}
    )
    return 0


def _fill(call: Call) -> int:
    args = call.args
    if bool(args.files) == (args.platform is not None):
        raise SettingsProblem("reference.what-from")
    with workspace(call) as ws, call.voice.progress() as progress:
        if args.files:
            done = refresh_reference.from_files(ws, args.files, progress)
        else:
            done = refresh_reference.from_platform(ws, args.platform, progress)
    call.voice.say(_.plural("{count} entry", "{count} entries", done.entries).format(count=done.entries))
    if done.refused:
        call.voice.say(_("{count} records could not be read and were left out.").format(count=done.refused))
    call.voice.document({"entries": done.entries, "refused": done.refused})
    return 1 if done.refused else 0


def _carry(call: Call) -> int:
    with workspace(call) as ws, call.voice.progress() as progress:
        size = refresh_reference.carry_out(ws, call.args.out, progress)
    call.voice.say(_("Written: {path}").format(path=call.args.out))
    call.voice.document({"path": str(call.args.out), "bytes": size})
    return 0


def _publish(call: Call) -> int:
    try:
        from client.station import snapshot
    except ImportError as missing:
        raise SettingsProblem("office.no-station", missing=str(missing.name)) from missing
    if not call.args.data.is_dir():
        raise SettingsProblem("reference.no-station-data", path=str(call.args.data))
    with workspace(call) as ws, call.voice.progress() as progress:
        file, about = refresh_reference.whole_copy(ws, snapshot.folder_of(call.args.data), progress)
    offered = snapshot.publish(call.args.data, file, about)
    size = offered.stat().st_size
    call.voice.say(_("Given out: {count} entries, {size} MB").format(count=about["entries"], size=size >> 20))
    call.voice.document({**about, "bytes": size, "sha256": offered.stem})
    return 0


def _search(call: Call) -> int:
    args = call.args
    chosen = ReferenceFilter(
        " ".join(args.text), args.item, args.code, args.region, tuple(_pair(word) for word in args.where)
    )
    if args.out is not None:
        return _write(call, chosen)
    with workspace(call) as ws:
        query = _asked(ws)
        total = query.count(chosen)
        rows = query.rows(chosen, args.sort, args.sort == "updated", 0, args.limit)
    call.voice.table(
        [_("Code"), _("Name"), _("Provider"), _("Items"), _("Entry")],
        [(one.code, one.name, one.provider, one.items, one.id) for one in rows],
    )
    call.voice.say(_.plural("{count} entry", "{count} entries", total).format(count=total))
    call.voice.document({"total": total, "entries": [_told(one) for one in rows]})
    return 0


def _write(call: Call, chosen: ReferenceFilter) -> int:
    sort = call.args.sort
    with workspace(call) as ws, call.voice.progress() as progress:
        done = export_sheet.export_above(ws, call.args.out, chosen, sort, sort == "updated", progress)
    call.voice.say(_("{count} entries written: {path}").format(count=done.entries, path=done.path))
    if done.refused:
        call.voice.say(_("{count} entries with a secrecy mark were left out.").format(count=len(done.refused)))
    call.voice.document({"path": str(done.path), "entries": done.entries, "refused": list(done.refused)})
    return 1 if done.refused else 0


def _show(call: Call) -> int:
    with workspace(call) as ws:
        found = _asked(ws).entry(call.args.entry)
    if found is None:
        raise InputProblem("reference.unknown-entry", entry=call.args.entry)
    entry = found.entry
    profile = profiles.of(entry)
    lines = [
        (str(field.label), kinds.show(field, entry.get(field.id))) for field in profile.fields if entry.get(field.id)
    ]
    call.voice.table([_("Field"), _("Value")], lines)
    heads = [field for field in profile.item_fields if any(item.text(field.id) for item in entry.items)]
    call.voice.table(
        [str(field.label) for field in heads],
        [[kinds.show(field, item.values.get(field.id, "")) for field in heads] for item in entry.items],
    )
    call.voice.document(
        {
            "id": entry.id,
            "profile": entry.profile,
            "space": entry.space,
            "state": found.state,
            "fields": {name: as_text(value) for name, value in entry.values.items()},
            "items": [dict(item.values) for item in entry.items],
        }
    )
    return 0


def _told(row: ReferenceRow) -> dict[str, Any]:
    members = ("id", "code", "name", "provider", "region", "sharing", "update_cycle", "modified", "items", "state")
    return {name: getattr(row, name) for name in members}


def _pair(word: str) -> tuple[str, str]:
    name, mark, value = word.partition("=")
    if not mark:
        raise InputProblem("entry.no-equals", word=word)
    return name, value
