"""`catalog entries`, `show`, `edit`, `conflicts`: the own entries, one of them, a changed value, two versions."""

from typing import Any

from client.catalog import kinds
from client.catalog import profile as profiles
from client.catalog.entry import Entry, as_text
from client.checks import report
from client.cli.call import Call, Verbs
from client.cli.opened import named, workspace
from client.cli.usage import whole
from client.cli.words import word
from client.errors import InputProblem
from client.store.query import EntryFilter
from client.texts import Translator
from client.workflows import edit_entry, settle
from client.workflows.safekeeping import upkeep
from client.workflows.settle import Side
from client.workflows.workspace import Workspace

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the commands."""
    parser = verbs.add_parser("entries", help=_("list and search the entries"))
    parser.add_argument("--query", default="", metavar="TEXT")
    parser.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE")
    parser.add_argument("--sort", default="updated", metavar="FIELD")
    parser.add_argument("--limit", type=whole, default=100)
    parser.set_defaults(run=_entries)
    parser = verbs.add_parser("show", help=_("one entry with its items, faults and receipts"))
    parser.add_argument("entry")
    parser.add_argument("--history", action="store_true")
    parser.set_defaults(run=_show)
    parser = verbs.add_parser("edit", help=_("change values; items as items.1.item_type=..., a new entry as 'new'"))
    parser.add_argument("entry")
    parser.add_argument("values", nargs="+", metavar="FIELD=VALUE")
    parser.set_defaults(run=_edit)
    parser = verbs.add_parser("conflicts", help=_("what was changed here and above"))
    parser.add_argument("what", nargs="?", choices=["list", "show", "settle"], default="list")
    parser.add_argument("entry", nargs="?", default="")
    parser.add_argument("--take", action="append", default=[], metavar="mine|theirs|FIELD=mine")
    parser.set_defaults(run=_conflicts)


def _entries(call: Call) -> int:
    args = call.args
    where = tuple(_pair(word) for word in args.where)
    states = {name: value for name, value in where if name in ("local", "report", "severity")}
    chosen = EntryFilter(
        text=args.query,
        local=tuple(value for name, value in where if name == "local"),
        report=tuple(value for name, value in where if name == "report"),
        severity=states.get("severity", ""),
        where=tuple((name, value) for name, value in where if name not in states),
    )
    with workspace(call) as ws:
        if args.query and upkeep.behind(ws):
            with call.voice.progress() as progress:
                upkeep.make_findable(ws, progress)
        total = ws.query.count(chosen)
        rows = ws.query.rows(chosen, args.sort, args.sort in ("updated", "created"), 0, args.limit)
    call.voice.table(
        [_("Code"), _("Name"), _("Provider"), _("Here"), _("Above"), _("Faults"), _("Entry")],
        [
            (
                one.code,
                one.name,
                one.provider,
                word(one.local, "local"),
                word(one.report, "report"),
                f"{one.errors}/{one.warnings}",
                one.id,
            )
            for one in rows
        ],
    )
    call.voice.say(_.plural("{count} entry", "{count} entries", total).format(count=total))
    members = ("id", "code", "name", "provider", "local", "report", "errors", "warnings", "updated")
    call.voice.document({"total": total, "entries": [{name: getattr(one, name) for name in members} for one in rows]})
    return 0


def _show(call: Call) -> int:
    with workspace(call) as ws:
        entry_id = named(ws, [call.args.entry])[0]
        document = _document(ws, entry_id)
        if call.args.history:
            document["history"] = [
                {
                    "at": one.at,
                    "person": one.person,
                    "act": one.act,
                    "kind": one.kind,
                    "item": one.item,
                    "field": one.field,
                    "before": one.before,
                    "after": one.after,
                }
                for one in ws.query.history(entry_id)
            ]
    _tell(call, document)
    call.voice.document(document)
    return 0


def _tell(call: Call, document: dict[str, Any]) -> None:
    voice = call.voice
    voice.say(f"{document['name']} · {word(document['local'], 'local')} · {word(document['report'], 'report')}", "bold")
    fields = [(one["label"], one["shown"]) for one in document["fields"]]
    voice.table([_("Field"), _("Value")], fields, whole=True)
    if document["items"]:
        heads = [one["label"] for one in document["items"][0]["fields"]]
        items = [(one["number"], *(part["shown"] for part in one["fields"])) for one in document["items"]]
        voice.table(["#", *heads], items, whole=True)
    for finding in document["findings"]:
        voice.say(f"· [{word(finding['severity'])}] {finding['message']}")
    for receipt in document["receipts"]:
        voice.say(_("Receipt {version} at {at}").format(version=receipt["version"], at=receipt["at"]))
    for line in document.get("history", ()):
        voice.say(f"{line['at']} {line['kind']} {line['field']}: {as_text(line['before'])} → {as_text(line['after'])}")


def _document(ws: Workspace, entry_id: str) -> dict[str, Any]:
    stored = edit_entry.stored(ws, entry_id)
    entry, profile = stored.entry, profiles.of(stored.entry)
    row = ws.query.rows(EntryFilter(ids=(entry_id,)), limit=1)[0]
    findings = [(one, report.message(one, profile)) for one in ws.query.findings(entry_id)]
    return {
        "id": entry.id,
        "code": entry.text("code"),
        "name": entry.text("name"),
        "provider": entry.text("provider"),
        "profile": entry.profile,
        "space": entry.space,
        "revision": entry.revision,
        "local": row.local,
        "report": row.report,
        "updated": row.updated,
        "fields": [
            {
                "field": one.id,
                "label": str(one.label),
                "value": entry.get(one.id),
                "shown": kinds.show(one, entry.get(one.id)),
            }
            for one in profile.fields
            if entry.get(one.id)
        ],
        "items": _items(entry),
        "findings": [
            {
                "rule": one.rule,
                "severity": str(one.severity),
                "item": one.item,
                "field": one.field,
                "explained": one.explained,
                "message": message.what,
                "basis": message.basis,
                "fix": message.fix_label or None,
            }
            for one, message in findings
        ],
        "returns": [
            {
                "platform": one.platform,
                "item": one.item,
                "field": one.field,
                "text": one.text,
                "by": one.by,
                "at": one.at,
            }
            for one in ws.query.returns(entry_id)
        ],
        "receipts": [
            {"op_id": one.op_id, "platform": one.platform, "kind": one.kind, "version": one.version, "at": one.at}
            for one in ws.query.receipts_of(entry_id)
        ],
    }


def _items(entry: Entry) -> list[dict[str, Any]]:
    profile = profiles.of(entry)
    used = [one for one in profile.item_fields if any(item.values.get(one.id) for item in entry.items)]
    return [
        {
            "id": item.id,
            "number": number,
            "fields": [
                {
                    "field": one.id,
                    "label": str(one.label),
                    "value": item.values.get(one.id, ""),
                    "shown": kinds.show(one, item.values.get(one.id, "")),
                }
                for one in used
            ],
        }
        for number, item in enumerate(entry.items, 1)
    ]


def _edit(call: Call) -> int:
    texts = dict(_pair(word) for word in call.args.values)
    with workspace(call) as ws:
        entry_id = edit_entry.new_entry(ws).entry.id if call.args.entry == "new" else named(ws, [call.args.entry])[0]
        edited = edit_entry.set_values(ws, entry_id, texts)
        document = _document(ws, entry_id)
    _tell(call, document)
    call.voice.document(document)
    return 1 if any(finding.severity == "error" for finding in edited.findings) else 0


def _conflicts(call: Call) -> int:
    args = call.args
    with workspace(call) as ws:
        chosen = named(ws, [args.entry])[0] if args.entry else ""
        if args.what == "settle":
            done = settle.settle(ws, chosen, *_sides(args.take))
            call.voice.say(_("{settled} settled, {left} left.").format(settled=done.settled, left=done.left))
        found = [one for one in ws.query.conflicts() if chosen in ("", one.entry)]
    call.voice.table(
        [_("Entry"), _("Field"), _("Here"), _("Above"), _("Before")],
        [(one.entry, one.field, as_text(one.mine), as_text(one.above), as_text(one.base)) for one in found],
    )
    call.voice.document(
        [
            {
                "entry": one.entry,
                "item": one.item,
                "field": one.field,
                "mine": one.mine,
                "above": one.above,
                "base": one.base,
            }
            for one in found
        ]
    )
    return 0


def _sides(words: list[str]) -> tuple[dict[tuple[str, str], Side], Side | None]:
    """`--take mine`, `--take theirs`, `--take FIELD=mine`, in any mixture."""
    default: Side | None = None
    choices: dict[tuple[str, str], Side] = {}
    for typed in words:
        place, _equals, side = typed.rpartition("=")
        if side not in ("mine", "theirs", "above"):
            raise InputProblem("entry.no-side", word=typed)
        taken: Side = "mine" if side == "mine" else "above"
        if place:
            item, _dot, field = place.rpartition(".")
            choices[item, field] = taken
        else:
            default = taken
    return choices, default


def _pair(word: str) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    if not equals:
        raise InputProblem("entry.no-equals", word=word)
    return name, value
