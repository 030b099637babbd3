"""`catalog profiles` and `catalog template`: the standards installed, and blank workbooks made from them."""

import argparse
from pathlib import Path
from typing import Any

from client.catalog import profile as installed
from client.catalog.profile import Field, Profile
from client.checks.handbook.articles import article
from client.checks.handbook.topics import FIELD, ITEM, RULE, Topic
from client.cli.call import Call, Verbs
from client.cli.opened import workspace
from client.errors import InputProblem
from client.texts import Translator
from client.workflows import export_sheet

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the commands."""
    parser = verbs.add_parser("profiles", help=_("the standards installed, their fields and code lists"))
    parser.add_argument("what", nargs="?", choices=["list", "show"], default="list")
    parser.add_argument("id", nargs="?", default="")
    parser.add_argument(
        "field", nargs="?", default="", metavar="FIELD", help=_("only this field, as the help tells of it")
    )
    parser.set_defaults(run=_profiles)
    blank = verbs.add_parser("template", help=_("a blank workbook of the standard for offices to fill in"))
    blank.add_argument("out", type=Path, metavar="OUT.xlsx")
    blank.set_defaults(run=_template)


def _profiles(call: Call) -> int:
    args: argparse.Namespace = call.args
    if args.what == "show" and args.field:
        return _tell(call, installed.get(args.id), args.field)
    if args.what == "show":
        return _show(call, installed.get(args.id or call.profile or installed.DEFAULT))
    known = installed.load_profiles().values()
    call.voice.table(
        [_("Standard"), _("Title"), _("Basis"), _("Fields"), _("Item fields")],
        [(one.key, one.title, one.basis, len(one.fields), len(one.item_fields)) for one in known],
    )
    call.voice.document(
        [
            {
                "id": one.id,
                "version": one.version,
                "title": str(one.title),
                "basis": str(one.basis),
                "fields": len(one.fields),
                "item_fields": len(one.item_fields),
            }
            for one in known
        ]
    )
    return 0


def _show(call: Call, profile: Profile) -> int:
    fields = [*profile.fields, *profile.item_fields]
    call.voice.say(f"{profile.title} ({profile.key})", "bold")
    call.voice.say(str(profile.basis))
    call.voice.table(
        [_("Field"), _("Name"), _("Required"), _("Length"), _("Values"), _("Source")],
        [
            (
                one.id,
                one.label,
                _("yes") if one.required else _("sometimes") if one.required_when else "",
                one.length or "",
                _values(one),
                one.source,
            )
            for one in fields
        ],
    )
    levels = "、".join(str(level.label) for level in profile.review_levels)
    call.voice.say(_("Reviewed by: {levels}").format(levels=levels))
    call.voice.document(
        {
            "id": profile.id,
            "version": profile.version,
            "extends": profile.extends or None,
            "sharing_level": profile.sharing_level,
            "review_levels": [{"id": one.id, "label": str(one.label)} for one in profile.review_levels],
            "code": {
                "assigned_by": profile.code_assigned_by,
                "family": profile.code_family or None,
                "pattern": profile.code_pattern or None,
            },
            "fields": [_document(one) for one in fields],
        }
    )
    return 0


def _tell(call: Call, profile: Profile, name: str) -> int:
    """The article that F1 shows in the window."""
    kind = ITEM if profile.field(name) is None else FIELD
    found = article(Topic(kind, name), profile)
    if found is None:
        raise InputProblem("entry.no-field", name=name)
    call.voice.say(f"{found.title} ({name})", "bold")
    call.voice.say(" · ".join(found.facts))
    call.voice.say(found.lead)
    call.voice.table(["", ""], found.lines)
    if found.rows:
        call.voice.table(found.heads, found.rows)
    call.voice.document(
        {
            "field": name,
            "title": found.title,
            "facts": list(found.facts),
            "help": found.lead,
            "lines": dict(found.lines),
            "values": [list(row) for row in found.rows],
            "rules": [topic.name for _heading, links in found.links for _text, topic in links if topic.kind == RULE],
        }
    )
    return 0


def _values(field: Field) -> str:
    if field.list is None:
        return ""
    shown = [str(value.label) for value in field.list.values[:8]]
    return "、".join(shown) + ("…" if len(field.list.values) > 8 else "")


def _document(field: Field) -> dict[str, Any]:
    values = field.list.values if field.list else ()
    return {
        "id": field.id,
        "of_item": field.of_item,
        "kind": field.kind,
        "label": str(field.label),
        "required": field.required,
        "required_when": {name: list(wanted) for name, wanted in field.required_when.items()},
        "forbidden_when": {name: list(wanted) for name, wanted in field.forbidden_when.items()},
        "length": field.length or None,
        "linked_to": field.linked_to or None,
        "values": [{"key": one.key, "label": str(one.label), "number": one.number or None} for one in values],
        "help": str(field.help),
        "example": str(field.example),
        "source": field.source,
        "confidence": field.confidence,
    }


def _template(call: Call) -> int:
    with workspace(call) as ws:
        out = export_sheet.template(ws, call.args.out, call.profile)
    call.voice.say(_("Written: {path}").format(path=out))
    call.voice.document({"path": str(out)})
    return 0
