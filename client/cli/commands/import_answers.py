"""What a person says about a file on the command line: `--map`, `--fill`, `--ask`; and a folder as one plan."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from client.catalog import profile as profiles
from client.cli.call import Call
from client.cli.speak import problem_document
from client.errors import InputProblem
from client.texts import Translator
from client.workflows import import_folder as folder
from client.workflows import import_sheet, mark_folder
from client.workflows.importing import fill_in
from client.workflows.importing.fill_in import Offer, Question
from client.workflows.importing.prepared import Prepared, Request, unread
from client.workflows.workspace import Workspace

_ = Translator("cli")
_SHOWN = 8


def add(parser: ArgumentParser) -> None:
    """Adds the options to `catalog import`."""
    parser.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD", help=_("what a column means (label or letter)")
    )
    parser.add_argument(
        "--fill", action="append", default=[], metavar="FIELD=VALUE", help=_("what stands where the sheet says nothing")
    )
    parser.add_argument("--ask", action="store_true", help=_("ask once for what the sheet lacks"))


def request(call: Call, ws: Workspace) -> Request:
    """The request that the options make. Raises `InputProblem` for what is not written right."""
    mapping = tuple(_pair(text, last=True) for text in call.args.map)
    answers = fill_in.typed(ws, [_pair(text) for text in call.args.fill])
    return Request(call.profile, call.args.sheet, mapping, answers)


def _pair(text: str, *, last: bool = False) -> tuple[str, str]:
    name, sign, value = text.rpartition("=") if last else text.partition("=")
    if not sign and text != "items":
        raise InputProblem("import.bad-answer", text=text)
    return (name.strip(), value.strip()) if sign else (text, "")


def asked(call: Call, ws: Workspace, prepared: Prepared) -> Prepared:
    """With `--ask` on a terminal: every open question once, then the plan again with the answers."""
    open_questions, taken = fill_in.questions(ws, prepared), fill_in.taken(prepared)
    tell_filled(call, prepared)
    tell_taken(call, prepared, taken)
    if not call.args.ask or not call.voice.interactive or not (open_questions or taken):
        tell(call, prepared, open_questions)
        return prepared
    doubted = () if not taken or call.voice.asked(_("Are these words read rightly?")) else taken
    chosen = [offer for question in (*doubted, *open_questions) if (offer := _answer(call, prepared, question))]
    if not chosen:
        return prepared
    answers = fill_in.answered(chosen).over(prepared.request.answers)
    prepared.discard()
    with call.voice.progress() as progress:
        return import_sheet.prepare(ws, prepared.file, replace(prepared.request, answers=answers), progress)


def tell_filled(call: Call, prepared: Prepared) -> None:
    """What answers have filled in, earlier ones too: nothing is written silently."""
    profile = profiles.get(prepared.summary.understanding.profile)
    counted: Counter[str] = Counter()
    for (name, _how), count in prepared.summary.filled.items():
        label = str(profile.item_word) if name == "items" else profile.label(name, item=profile.field(name) is None)
        counted[label] += count
    if counted:
        fields = "、".join(f"{label} {count}" for label, count in counted.items())
        call.voice.say("    " + _("filled in as answered: {fields}").format(fields=fields))


def tell_taken(call: Call, prepared: Prepared, taken: Sequence[Question]) -> None:
    """The words that were read as values of lists, and how to say otherwise."""
    profile = profiles.get(prepared.summary.understanding.profile)
    rows = [
        (
            profile.label(one.field, item=one.of_item),
            one.text,
            one.offers[0].shown,
            one.count,
            ", ".join(one.cells[:3]),
        )
        for one in taken
    ]
    if rows:
        call.voice.table([_("Field"), _("Word"), _("Read as"), _("Count"), _("Where")], rows)
        example = option(taken[0], taken[0].offers[-1])
        call.voice.say(_("To read a word otherwise: --fill {example}").format(example=example))


def tell(call: Call, prepared: Prepared, open_questions: Sequence[Question]) -> None:
    """What the sheet lacks, with the best answer to each question."""
    profile = profiles.get(prepared.summary.understanding.profile)
    rows = [
        (
            profile.label(one.field, item=one.of_item),
            one.text,
            one.count,
            _(" or ").join(option(one, offer) for offer in _best(one)),
        )
        for one in open_questions
    ]
    if rows:
        call.voice.table([_("Field"), _("Word"), _("Entries"), _("Could be answered")], rows)


def _told(offer: Offer) -> str:
    """The value of an offer; of items, an entry with what it is offered."""
    if offer.sample is None:
        return offer.shown
    items = "、".join(offer.sample.sample[:_SHOWN])
    return f"{offer.shown} · {offer.sample.name}: {items}" + (f" ← {offer.sample.of}" if offer.sample.of else "")


def _best(question: Question) -> Sequence[Offer]:
    """The first offer, or all values that an unclear word may mean; the bare list is no answer."""
    near = [offer for offer in question.offers if offer.source == "near"]
    return near or [offer for offer in question.offers[:1] if offer.source != "list"]


def option(question: Question, offer: Offer) -> str:
    """An offer as it is typed after `--fill`."""
    if offer.items:
        return "items" if offer.source == "items" else f"items={offer.source}"
    if offer.meaning:
        return f"{question.field}:{question.text}={offer.meaning.value}"
    if offer.source == "office":
        return f"{question.field}=@office"
    fill = offer.fill
    if fill is None:
        return ""
    if fill.how == "constant":
        return f"{question.field}={fill.value}"
    return f"{question.field}=@{fill.how}" + (f":{fill.value}" if fill.how == "element" and fill.value else "")


def _answer(call: Call, prepared: Prepared, question: Question) -> Offer | None:
    profile = profiles.get(prepared.summary.understanding.profile)
    label = profile.label(question.field, item=question.of_item)
    about = f"“{question.text}”" if question.text else _("not in the sheet")
    call.voice.say(f"{label} · {about} · {question.count}", "bold")
    for offer in question.offers[:_SHOWN]:
        if call.voice.asked(f"  {option(question, offer)} ({_told(offer)})"):
            return offer
    return None


def folder_lines(call: Call, ws: Workspace, files: Sequence[Path]) -> list[folder.FolderLine]:
    """One plan for many files, told with a line for each."""
    with call.voice.progress() as progress:
        lines = list(folder.prepare(ws, files, request(call, ws), progress))
    call.voice.table(
        [_("File"), _("Department"), _("Layout"), _("new"), _("changed"), _("same"), _("refused"), _("To mend")],
        [
            (one.file.name, one.department, one.shape, one.new, one.changed, one.same, one.refused, one.to_mend)
            for one in lines
        ],
    )
    for one in lines:
        if one.problem:
            call.voice.problem(one.problem)
        elif one.prepared and (taken := fill_in.taken(one.prepared)):
            call.voice.say(one.file.name, "bold")
            tell_taken(call, one.prepared, taken)
    return lines


def returned(call: Call, ws: Workspace, lines: Sequence[folder.FolderLine]) -> dict[Path, dict[str, Any]]:
    """The marked copies of a folder, named by department, and the text that goes with each; `marked` by file."""
    with call.voice.progress() as progress:
        sent = list(mark_folder.mark(ws, lines, call.args.marked, progress))
    for one in sent:
        if one.problem:
            call.voice.problem(one.problem)
    made = [one for one in sent if one.out]
    text = _("{count} marked copies with a text to send along: {path}")
    call.voice.say(text.format(count=len(made), path=call.args.marked))
    return {one.file: {"marked": _marked(one)} for one in sent}


def _marked(one: mark_folder.Returned) -> dict[str, Any]:
    problem = {"problem": problem_document(one.problem)} if one.problem else {}
    cells = one.marked.cells if one.marked else 0
    return {"path": str(one.out) if one.out else None, "cells": cells, "letter": one.letter, **problem}


def folder_document(one: folder.FolderLine, import_id: str | None, anew: Prepared | None = None) -> dict[str, Any]:
    """The JSON of one file of a folder: as for a single file, with its department and layout.

    `anew`: as it was compared again after the files before it, which had some of its entries.
    """
    read = anew or one.prepared or one.unfit
    told = read.document(import_id) if read else unread(one.file)
    problem = {"problem": problem_document(one.problem)} if one.problem else {}
    return {**told, **problem, "department": one.department, "shape": one.shape, "to_mend": one.to_mend}
