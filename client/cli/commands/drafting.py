"""`catalog draft`: entries out of data files, data bases and table definitions."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from client.catalog import kinds
from client.catalog.entry import as_text
from client.catalog.profile import Profile
from client.cli.call import Call, Verbs
from client.cli.opened import workspace
from client.cli.speak import problem_document
from client.errors import ClientError
from client.spreadsheets.drafting.found import Drafted, Filled
from client.texts import Translator
from client.workflows import draft_entry

_ = Translator("cli")
_COLUMNS = ("item_name", "item_type", "item_length", "item_primary_key", "item_nullable", "item_sensitive")


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("draft", help=_("draft an entry from a data file, a data base or a table definition"))
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--table",
        action="append",
        default=[],
        metavar="NAME",
        help=_("which table, when the file has several; may be given more than once"),
    )
    parser.add_argument("--all-tables", action="store_true", help=_("an entry for each table of the file"))
    parser.add_argument("--dry-run", action="store_true", help=_("only show what would happen"))
    parser.set_defaults(run=_draft)


def _draft(call: Call) -> int:
    documents: list[dict[str, Any]] = []
    codes: list[int] = []
    with workspace(call) as ws:
        for file in call.args.files:
            try:
                with call.voice.progress() as progress:
                    tables = draft_entry.EVERY if call.args.all_tables else call.args.table
                    done = draft_entry.draft(ws, file, tables, dry_run=call.args.dry_run, progress=progress)
            except ClientError as failure:
                call.voice.problem(failure)
                documents.append({"file": str(file), "entry": None, "problem": problem_document(failure)})
                codes.append(failure.exit_code)
                continue
            for drafted, entry in zip(done.drafts, done.entries, strict=True):
                _tell(call, ws.profile, drafted)
                if done.act:
                    call.voice.say(
                        _("Stored as a draft: {id}. Look at what bears a question mark first.").format(id=entry.id)
                    )
                documents.append(_document(file, drafted, entry.id if done.act else None))
            codes.append(0)
    call.voice.document(documents[0] if len(documents) == 1 else {"files": documents})
    return max(codes)


def _tell(call: Call, profile: Profile, drafted: Drafted) -> None:
    """The draft for people: the entry's values, then its items; what we are not sure of bears a question mark."""
    call.voice.say(f"{drafted.source} · {drafted.table}", "bold")
    call.voice.table(
        [_("Field"), _("Value"), _("Sure")],
        [
            (profile.label(name), _shown(profile, name, filled, of_item=False), _sure(filled))
            for name, filled in drafted.values.items()
        ],
    )
    names = [name for name in _COLUMNS if profile.item_field(name)]
    call.voice.table(
        [_("Column"), *(profile.label(name, item=True) for name in names)],
        [(item.column, *(_cell(profile, name, item.values) for name in names)) for item in drafted.items],
    )


def _cell(profile: Profile, name: str, values: Mapping[str, Filled]) -> str:
    filled = values.get(name)
    if filled is None:
        return ""
    return _shown(profile, name, filled, of_item=True) + (" ?" if filled.level == "check" else "")


def _shown(profile: Profile, name: str, filled: Filled, *, of_item: bool) -> str:
    field = profile.field_of(name, item=of_item)
    return kinds.show(field, filled.value) if field else as_text(filled.value)


def _sure(filled: Filled) -> str:
    return {"sure": _("sure"), "likely": _("likely"), "check": _("please check")}[filled.level]


def _document(file: Path, drafted: Drafted, entry: str | None) -> dict[str, Any]:
    return {
        "file": str(file),
        "table": drafted.table,
        "other_tables": [name for name in drafted.tables if name != drafted.table],
        "profile": drafted.profile,
        "entry": entry,
        "values": _values(drafted.values),
        "items": [{"column": item.column, "values": _values(item.values)} for item in drafted.items],
        "problem": None,
    }


def _values(values: Mapping[str, Filled]) -> list[dict[str, Any]]:
    return [
        {
            "field": name,
            "value": list(one.value) if isinstance(one.value, tuple) else one.value,
            "sure": one.sure,
            "why": one.why,
        }
        for name, one in values.items()
    ]
