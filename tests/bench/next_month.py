"""Next month's version of the real catalogs: how many renamed, new and missing entries are told as what they are.

Run from the repository: `.venv/bin/python -m tests.bench.next_month`. Of every file one entry in thirty is renamed, one
removed, one given another abstract, and as many new ones are put in (seeded); rows are shuffled, columns reordered, the
sheet is called something else, a title stands above, and there is no hidden key.
"""

import random
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import column_index_from_string

from client.settings import Settings
from client.spreadsheets import reader
from client.workflows import import_sheet
from client.workflows.importing.prepared import Prepared
from client.workflows.workspace import Workspace

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
FRESH = "全新登记"


@dataclass(frozen=True)
class Changed:
    """The names that were made, taken out and put in."""

    renamed: frozenset[str]
    removed: frozenset[str]
    fresh: int


def main() -> None:
    """Prints a line for each file."""
    files = [one for one in sorted(DATA.glob("p*")) if one.name[:3] not in ("p11", "p12", "p13")]
    print("file  | renamed, told so | wrongly so | new, told so | wrongly so | missing, told so | wrongly so | doubled")
    for file in [*files, *(DATA / "encodings").glob("tw_*cp950.csv")]:
        with tempfile.TemporaryDirectory() as folder:
            ws = Workspace.open(Path(folder) / "work.db", settings=Settings(Path(folder) / "settings.json"))
            try:
                print(file.name[:5], "|", _measured(ws, file, Path(folder) / "下个月.xlsx"), flush=True)
            finally:
                ws.close()


def _measured(ws: Workspace, file: Path, next_one: Path) -> str:
    first = import_sheet.prepare(ws, file)
    made = _next(file, first, next_one)
    import_sheet.apply(ws, first)
    known = {line.name for line in first.summary.lines}
    again = import_sheet.prepare(ws, next_one)
    lines, gone = again.summary.lines, {one.name for one in again.summary.missing}
    renamed = {line.name for line in lines if line.renamed}
    new = [line.name for line in lines if line.kind == "new"]
    fresh = sum(name.startswith(FRESH) for name in new)
    again.discard()
    return " | ".join(
        (
            f"{len(made.renamed & renamed)} of {len(made.renamed)}", str(len(renamed - made.renamed)),
            f"{fresh} of {made.fresh}", str(len(new) - fresh),
            f"{len(gone & made.removed)} of {len(made.removed)}", str(len(gone - made.removed)),
            str(sum(name in known for name in new)),
        )
    )  # fmt: skip


def _next(file: Path, first: Prepared, out: Path) -> Changed:
    (sheet,) = reader.read(file).sheets
    report = first.summary.understanding.sheets[0]
    places = {
        one.field: column_index_from_string(one.column) - 1 - sheet.first_column for one in report.columns if one.field
    }
    top = report.header_rows[-1] - 1 - sheet.first_row
    name, summary = places["name"], places.get("summary")
    wide = max(map(len, sheet.rows))
    head, *rows = [[*row, *[None] * (wide - len(row))] for row in sheet.rows[top:]]
    dice = random.Random(7)
    often = Counter(str(row[name]).strip() for row in rows)
    alone = [
        n for n, row in enumerate(rows) if len(str(row[name] or "").strip()) > 4 and often[str(row[name]).strip()] == 1
    ]
    count = max(3, len(alone) // 30)
    picked = dice.sample(alone, 3 * count)
    removed, renamed, altered = picked[:count], picked[count : 2 * count], picked[2 * count :]
    gone = frozenset(str(rows[one][name]).strip() for one in removed)
    for one in renamed:
        text = str(rows[one][name]).strip()
        rows[one][name] = dice.choice([f"{text}（新）", f"市{text}", f"{text}表", f"{text[:-1]}清单"])
    for one in altered if summary is not None else ():
        rows[one][summary or 0] = f"{rows[one][summary or 0] or ''}补充说明一句。"
    told = frozenset(str(rows[one][name]) for one in renamed)
    rows = [row for n, row in enumerate(rows) if n not in set(removed)]
    for number in range(count):
        rows.append([*dice.choice(rows)])
        rows[-1][name] = f"{FRESH}{number}号事项信息"
    dice.shuffle(rows)
    order = dice.sample(range(wide), wide)
    book = Workbook()
    target = book.worksheets[0]
    target.title = "七月版"
    target.append(["某某市目录（新版）"])
    for row in [head, *rows]:
        target.append([row[place] for place in order])
    book.save(out)
    return Changed(told, gone, count)


if __name__ == "__main__":
    main()
