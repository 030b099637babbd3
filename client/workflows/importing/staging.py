"""The plan of an import on disk: one line per entry, so that a hundred thousand rows need no memory and survive a
power cut. Rows that must not be stored (secrets) are counted but never written here."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import orjson

from client.catalog import wire
from client.catalog.changes import Change
from client.catalog.entry import Entry
from client.checks.rule import Finding, Severity


@dataclass(frozen=True, slots=True)
class Staged:
    """One line of a plan: what would be stored, against what, and its faults with the cells they stand in.

    `item_rows` are the rows of the entry's items in the file, in their order, on `item_sheet`; empty when the file says
    nothing about items. `filled`: the fields that a person's answer has filled in, each with how.
    """

    kind: str
    renamed: bool
    sheet: str
    row: int
    entry: Entry
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    cells: Mapping[tuple[str, str], str] = field(default_factory=dict)
    item_sheet: str = ""
    item_rows: tuple[int, ...] = ()
    filled: Mapping[str, str] = field(default_factory=dict)

    @property
    def blocked(self) -> bool:
        """Whether it has a fault of severity error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def cell(self, finding: Finding) -> str:
        """Where a finding stands in the file, as `Sheet!C5`; its row when the file has no such column."""
        return self.cells.get((finding.item, finding.field), f"{self.sheet}!{self.row}")


class Writer:
    """Writes a plan beside the store; the file is complete and on the disk when `close` returns."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: IO[bytes] = path.open("wb")
        self._at = 0

    def put(self, line: Staged) -> int:
        """Adds one line and says where it begins, for `line_at`."""
        raw = {
            "kind": line.kind,
            "renamed": line.renamed,
            "sheet": line.sheet,
            "row": line.row,
            "item_sheet": line.item_sheet,
            "item_rows": line.item_rows,
            "id": line.entry.id,
            "space": line.entry.space,
            "body": wire.body_of(line.entry),
            "changes": [[one.item, one.field, one.before, one.after] for one in line.changes],
            "findings": [[one.rule, one.severity, one.item, one.field, one.params] for one in line.findings],
            "filled": dict(line.filled),
            "cells": [[item, name, cell] for (item, name), cell in line.cells.items()],
        }
        at = self._at
        self._at += self._file.write(orjson.dumps(raw, option=orjson.OPT_APPEND_NEWLINE))
        return at

    def close(self) -> None:
        """Makes the file durable."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


def read(path: Path) -> Iterator[Staged]:
    """The lines of a plan, in the file's order."""
    with path.open("rb") as file:
        for text in file:
            yield _line(orjson.loads(text))


def line_at(path: Path, at: int) -> Staged:
    """One line of a plan by the place `Writer.put` gave: a list shows the details of one after another."""
    with path.open("rb") as file:
        file.seek(at)
        return _line(orjson.loads(file.readline()))


def _line(raw: Mapping[str, Any]) -> Staged:
    return Staged(
        kind=raw["kind"],
        renamed=raw["renamed"],
        sheet=raw["sheet"],
        row=raw["row"],
        entry=wire.entry_of(raw["body"], raw["id"], raw["space"]),
        changes=tuple(
            Change(item, name, _value(before), _value(after)) for item, name, before, after in raw["changes"]
        ),
        findings=tuple(
            Finding(rule, Severity(severity), item, name, params)
            for rule, severity, item, name, params in raw["findings"]
        ),
        cells={(item, name): cell for item, name, cell in raw["cells"]},
        # A plan that an earlier version left behind has none.
        item_sheet=raw.get("item_sheet", ""),
        item_rows=tuple(raw.get("item_rows", ())),
        filled=raw.get("filled", {}),
    )


def _value(raw: str | Sequence[str]) -> str | tuple[str, ...]:
    return raw if isinstance(raw, str) else tuple(raw)
