"""What is asked of a file, and the plan that waits to be taken over."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from client.catalog import kinds
from client.catalog import profile as profiles
from client.errors import InputProblem
from client.spreadsheets.damage import noted
from client.spreadsheets.drafts import ReadAs, SheetReport, Understanding
from client.spreadsheets.filling.answers import Answers
from client.texts import explain
from client.workflows.importing import staging
from client.workflows.importing.planning import LineSummary, Summary
from client.workflows.importing.staging import Staged


@dataclass(frozen=True, slots=True)
class Request:
    """How to read the file: by which standard ("" = what its headers suggest) and only which sheet ("" = all).

    `mapping` says what columns mean: (label or column letters, field id, `items.<field id>`, or "" to leave it alone).
    `answers` are for what the sheet does not say (see `fill_in`). Both are remembered when the plan is taken over.
    """

    profile: str = ""
    sheet: str = ""
    mapping: tuple[tuple[str, str], ...] = ()
    answers: Answers = field(default_factory=Answers)


@dataclass(frozen=True)
class Prepared:
    """A plan that waits to be taken over. `plan` is its file on disk; `lines` reads it."""

    id: str
    file: Path
    plan: Path
    summary: Summary
    request: Request = field(default_factory=Request)

    @property
    def problem(self) -> InputProblem | None:
        """Why the file is not imported, None when it can be."""
        return self.summary.understanding.problem

    def lines(self) -> Iterator[Staged]:
        """Every line with its entry, changes and findings."""
        return staging.read(self.plan) if self.plan.exists() else iter(())

    def line(self, of: LineSummary) -> Staged | None:
        """The line of the plan that a summary is of, None for rows that must not be kept."""
        return staging.line_at(self.plan, of.at) if of.entry and self.plan.exists() else None

    def discard(self) -> None:
        """Throws the plan away; nothing was written to the store."""
        self.plan.unlink(missing_ok=True)

    def document(self, import_id: str | None = None) -> dict[str, Any]:
        """The JSON of cli.md `import --json`."""
        understood, counts = self.summary.understanding, self.summary.count
        fates = ("new", "changed", "same", "duplicate", "refused")
        return {
            "file": str(self.file),
            "import_id": import_id,
            "profile": understood.profile,
            "sheets": [_sheet_document(sheet) for sheet in understood.sheets],
            "entries": {"total": len(self.summary.lines), **{fate: counts(fate) for fate in fates}},
            # Of the changed ones.
            "renamed": sum(line.renamed for line in self.summary.lines),
            "items": self.summary.items,
            "problem": _problem_document(self.problem),
            "damage": [
                {
                    "kind": one.kind,
                    "count": len(one.cells),
                    "cells": [_address(cell) for cell in one.cells],
                    "repaired": one.repaired,
                    "restored": list(one.restored),
                    "sentence": noted.sentence(one.kind),
                }
                for one in understood.damage
            ],
            "read_as": [_read_document(one, understood.profile) for one in understood.read_as],
            "unread": [
                {
                    "field": one.field,
                    "of_item": one.of_item,
                    "text": one.text,
                    "count": one.count,
                    "offered": list(one.likely),
                }
                for one in self.summary.gaps.words
            ],
            "filled": [
                {"field": name, "how": how, "count": count} for (name, how), count in self.summary.filled.items()
            ],
            "missing": [{"id": one.entry, "name": one.name, "file": one.file} for one in self.summary.missing],
            "lists": [{"sheet": one.sheet, "kind": one.kind, "rows": len(one.rows)} for one in understood.lists],
            "findings": [
                {
                    "rule": one.rule,
                    "severity": one.severity,
                    "field": one.field,
                    "count": one.count,
                    "cells": [_address(cell) for cell in one.cells],
                    # The first cells only, so that a file of a hundred thousand rows can still be told.
                    "more_cells": one.count - len(one.cells),
                }
                for one in self.summary.faults
            ],
        }


def unread(file: Path) -> dict[str, Any]:
    """The same JSON for a file that could not be read at all: every member, and nothing in it."""
    understood = Understanding(str(file), "", "", "", (), (), ())
    return Prepared("", file, file, Summary(understood, (), (), 0)).document()


def _read_document(word: ReadAs, profile: str) -> dict[str, Any]:
    field_ = profiles.get(profile).field_of(word.field, item=word.of_item)
    return {
        "field": word.field,
        "of_item": word.of_item,
        "text": word.text,
        "value": word.value,
        "label": kinds.show(field_, word.value) if field_ else word.value,
        "count": word.count,
        "cells": list(word.cells),
    }


def _address(place: str) -> str:
    """A place as `Sheet!A1` for programs: a row is named by its first cell, a column and a sheet likewise."""
    sheet, sign, cell = place.rpartition("!")
    if not sign:
        return f"{place}!A1"
    if cell.isdecimal():
        return f"{sheet}!A{cell}"
    return place if cell[-1:].isdecimal() else f"{place}1"


def _problem_document(problem: InputProblem | None) -> dict[str, str] | None:
    if problem is None:
        return None
    told = explain(problem)
    return {"code": problem.code, "title": told.title, "text": told.text, "advice": told.advice}


def _sheet_document(sheet: SheetReport) -> dict[str, Any]:
    counts = sheet.rows
    return {
        "name": sheet.name,
        "verdict": sheet.verdict,
        "reason": str(sheet.reason) if sheet.reason else "",
        "header_rows": list(sheet.header_rows),
        "columns": [
            {
                "column": one.column,
                "header": one.header,
                "group": one.group,
                "field": one.field,
                "of_item": one.of_item,
                "how": one.how,
                "suggest": one.suggest,
            }
            for one in sheet.columns
        ],
        "rows": {
            name: getattr(counts, name)
            for name in ("read", "entry", "continuation", "blank", "header", "instruction", "total", "refused")
        },
        "left_out": [{"row": one.row, "as": one.as_, "why": str(one.why)} for one in sheet.left_out],
    }
