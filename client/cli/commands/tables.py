"""`catalog elements` and `catalog models`: the dictionary of data elements, and the model entries of the packs."""

import argparse
from typing import Any

from client.catalog import codes
from client.catalog.data_elements import DataElement
from client.cli.call import Call, Verbs
from client.cli.opened import named, workspace
from client.texts import Translator
from client.workflows.standards import apply_element, begin_from

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("elements", help=_("data elements: type, length and level of items that everybody has"))
    parser.add_argument("query", nargs="?", default="", metavar="TEXT")
    parser.add_argument("--apply", nargs=2, metavar=("ENTRY", "ID"), help=_("add the element with this id to an entry"))
    parser.set_defaults(run=_elements)
    models = verbs.add_parser("models", help=_("model entries to begin from; they come with a pack"))
    models.add_argument("query", nargs="?", default="", metavar="TEXT")
    models.add_argument("--begin", default="", metavar="ID", help=_("a new entry after the model with this id"))
    models.set_defaults(run=_models)


def _elements(call: Call) -> int:
    args: argparse.Namespace = call.args
    with workspace(call) as ws:
        if args.apply:
            (entry_id,) = named(ws, args.apply[:1])
            edited = apply_element.apply_element(ws, entry_id, args.apply[1])
            call.voice.say(_("Added: {name}").format(name=edited.entry.items[-1].text("item_name")))
            call.voice.document({"entry": entry_id, "items": len(edited.entry.items)})
            return 0
        found = apply_element.find_elements(ws, args.query, limit=1000)
    types = codes.load_lists()["data_type"]
    words = {value.key: str(value.label) for value in types.values}
    call.voice.table(
        [_("Id"), _("Name"), _("Type"), _("Length"), _("Level"), _("Sensitive"), _("Source")],
        [
            (
                one.id,
                one.name,
                words.get(one.type, one.type),
                one.length,
                one.level,
                _("yes") if one.sensitive else "",
                one.source if one.confidence in ("A", "B") else "",
            )
            for one in found
        ],
    )
    call.voice.document([_document(one) for one in found])
    return 0


def _models(call: Call) -> int:
    args: argparse.Namespace = call.args
    with workspace(call) as ws:
        if args.begin:
            entry = begin_from.begin_from(ws, args.begin).entry
            call.voice.say(_("A new entry: {name}").format(name=entry.text("name")))
            call.voice.document({"entry": entry.id, "items": len(entry.items)})
            return 0
        found = begin_from.find_models(ws, args.query)
    call.voice.table([_("Id"), _("Title"), _("Items")], [(one.id, one.title, len(one.items)) for one in found])
    call.voice.document([{"id": one.id, "title": one.title, "items": len(one.items)} for one in found])
    return 0


def _document(one: DataElement) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": str(one.name),
        "area": str(one.area) or None,
        "type": one.type,
        "length": one.length or None,
        "fixed": one.fixed,
        "level": one.level or None,
        "sensitive": one.sensitive,
        "synonyms": list(one.synonyms),
        "columns": [one.id, *one.columns],
        "source": one.source,
        "confidence": one.confidence,
    }
