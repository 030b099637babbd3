"""Decisions a person makes per 100 entries until they can be submitted, over the real catalogs p01 to p10.

Run from the repository: `.venv/bin/python -m tests.bench.decisions`. One decision is: one answer to an open question of
a file (fill_in), or one fault that blocks submitting and must be mended by hand in one entry. Where a code of a
provider is nowhere to be had, the code of each provider counts as one. Blank items cannot be invented: they are counted
beside the rest.

The second figure works through the ten files one after another in one store: what blocks is mended by hand once in each
family of entries that differ in year, batch or place only; the items of the others are one answer when the file is read
again.
"""

import itertools
import sys
import tempfile
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from client.catalog import identifiers
from client.settings import Settings
from client.spreadsheets.filling.answers import PROVIDER, Answers, Fill
from client.spreadsheets.filling.items import ALIKE, about
from client.workflows import desk, edit_entry, import_sheet
from client.workflows.importing import fill_in
from client.workflows.importing.prepared import Prepared, Request
from client.workflows.importing.staging import Staged
from client.workflows.workspace import Workspace

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


@dataclass
class Counted:
    """The decisions for one file, before and after the questions."""

    file: str
    entries: int
    before: int
    answers: int
    after: int
    rules: Counter[str]


def _faults(prepared: Prepared) -> Counter[str]:
    return Counter(
        f"{finding.rule} {finding.field}"
        for line in prepared.lines()
        for finding in line.findings
        if finding.severity == "error" and line.kind != "same"
    )


def _code(number: int) -> str:
    """A code of an office that passes every check; another one for each number."""
    front = f"11130534{number:08d}"
    ends = itertools.product("0123456789X", "0123456789ABCDEFGHJKLMNPQRTUWXY")
    return next(code for one, other in ends if not identifiers.uscc_fault(code := f"{front}{one}{other}"))


def _codes(prepared: Prepared) -> Answers:
    """What a clerk looks up: a code for every provider of the file."""
    names = sorted(name for name, _ in prepared.summary.gaps.providers if name)
    table = {name: _code(zlib.crc32(name.encode()) % 10**8) for name in names}
    return Answers((Fill("provider_code", PROVIDER, "", table),)) if names else Answers()


def count(ws: Workspace, file: Path) -> Counted:
    """One file: every question gets its best offer, or the first value of its list."""
    plain = import_sheet.prepare(ws, file)
    before = _faults(plain)
    asked = [question for question in fill_in.questions(ws, plain) if question.offers]
    answers = fill_in.answered([question.offers[0] for question in asked])
    codes = _codes(plain) if any(gap.field == "provider_code" for gap in plain.summary.gaps.fields) else Answers()
    answers = codes.over(answers)
    looked_up = sum(len(fill.table) for fill in codes.fills)
    asked = [question for question in asked if not (looked_up and question.field == "provider_code")]
    plain.discard()
    filled = import_sheet.prepare(ws, file, Request(answers=answers))
    again = [question for question in fill_in.questions(ws, filled) if question.offers]
    answers = fill_in.answered([question.offers[0] for question in again]).over(answers)
    filled.discard()
    last = import_sheet.prepare(ws, file, Request(answers=answers))
    after = _faults(last)
    entries = len(last.summary.lines)
    last.discard()
    return Counted(file.name[:3], entries, before.total(), len(asked) + len(again) + looked_up, after.total(), after)


def _office(folder: Path) -> Workspace:
    ws = Workspace.open(folder / "work.db", settings=Settings(folder / "settings.json"))
    desk.set_office(ws, "清河县数据资源管理局", "11110110000093470L", "清河省 清河市 清河县")
    desk.add_person(ws, "李雪")
    return ws


def by_families(ws: Workspace, file: Path) -> tuple[int, int, int]:
    """One file taken over: (items written by hand, answers given afterwards, entries still without items)."""
    one = import_sheet.prepare(ws, file)
    answers = fill_in.answered([question.offers[0] for question in fill_in.questions(ws, one) if question.offers])
    one.discard()
    filled = import_sheet.prepare(ws, file, Request(answers=answers))
    bare = [line.entry for line in filled.lines() if _lacks_items(line)]
    import_sheet.apply(ws, filled)
    families = {about(entry.text("name")) or entry.id: entry for entry in bare}
    for entry in families.values():
        edit_entry.set_values(ws, entry.id, {"items.1.item_name": "名称"})
    again = import_sheet.prepare(ws, file, Request(answers=Answers(items=(ALIKE,))))
    left = sum(map(_lacks_items, again.lines()))
    import_sheet.apply(ws, again)
    return len(families), int(len(bare) > len(families)), left


def _lacks_items(line: Staged) -> bool:
    stored = line.kind != "duplicate" or bool(line.changes)
    return stored and any(finding.rule == "item.missing" for finding in line.findings)


def main() -> int:
    """Prints a table and the sum."""
    with tempfile.TemporaryDirectory() as folder:
        ws = _office(Path(folder))
        found = [count(ws, next(DATA.glob(f"p{number:02d}_*"))) for number in range(1, 11)]
        ws.close()
    with tempfile.TemporaryDirectory() as folder:
        ws = _office(Path(folder))
        worked = [by_families(ws, next(DATA.glob(f"p{number:02d}_*"))) for number in range(1, 11)]
        ws.close()
    rules = sum((one.rules for one in found), Counter[str]())
    for one in found:
        print(
            f"{one.file} {one.entries:5d} entries  before {one.before:6d}  answers {one.answers:3d}  by hand {one.after:6d}"
        )
    entries = sum(one.entries for one in found)
    before, answers, after = (sum(getattr(one, name) for one in found) for name in ("before", "answers", "after"))
    print(
        f"per 100 entries: {before * 100 / entries:.1f} before, {(answers + after) * 100 / entries:.1f} with questions"
    )
    items = rules["item.missing "]
    hand, more, left = (sum(column) for column in zip(*worked, strict=True))
    family = answers + after - items + hand + more + left
    print(
        f"  {family * 100 / entries:.1f} with families: {hand} lists of items by hand instead of {items}, {left} left"
    )
    for rule, times in rules.most_common(12):
        print(f"  {times:6d} {rule}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
