"""Decisions a person makes per 100 entries until they can be submitted, over the real catalogs p01 to p10.

Run from the repository: `.venv/bin/python -m tests.bench.decisions`. One decision is: one answer to an open question of
a file (fill_in), or one fault that blocks submitting and must be mended by hand in one entry. Where a code of a
provider is nowhere to be had, the code of each provider counts as one. Blank items cannot be invented: they are counted
beside the rest.
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
from client.workflows import desk, import_sheet
from client.workflows.importing import fill_in
from client.workflows.importing.prepared import Prepared, Request
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


def main() -> int:
    """Prints a table and the sum."""
    with tempfile.TemporaryDirectory() as folder:
        ws = Workspace.open(Path(folder) / "work.db", settings=Settings(Path(folder) / "settings.json"))
        desk.set_office(ws, "清河县数据资源管理局", "11110110000093470L", "清河省 清河市 清河县")
        desk.add_person(ws, "李雪")
        found = [count(ws, next(DATA.glob(f"p{number:02d}_*"))) for number in range(1, 11)]
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
    for rule, times in rules.most_common(12):
        print(f"  {times:6d} {rule}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
