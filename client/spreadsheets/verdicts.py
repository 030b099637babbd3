"""What a sheet is when it is no catalog, so that it can be refused by its name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from client.catalog import plain
from client.spreadsheets import words
from client.spreadsheets.drafts import KEY, ColumnMatch, Verdict
from client.spreadsheets.grid import Grid
from client.spreadsheets.reasons import Reason

_SEARCHED = 30
_TITLED = 3
_MOST_NAMED = 8
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason; `problem` is the code of the failure when the whole file is of this kind.

    `marks` says how many words of title and header speak for another kind of list.
    """

    verdict: Verdict
    reason: Reason
    problem: str
    marks: int = 0

    def outweighs(self, matches: Sequence[ColumnMatch]) -> bool:
        """Whether the sheet is this rather than the catalog its columns could also be."""
        if self.verdict in ("lists", "not-a-catalog") and self.marks:
            sure = {one.field for one in matches if one.field and not one.of_item and one.confidence >= 0.7}
            return self.marks > len(sure - {"name"})
        return self.verdict == "instructions"


_TELLING = frozenset(
    [
        "provider",
        "provider_code",
        "provider_division",
        "sharing",
        "open_type",
        "update_cycle",
        "format_type",
        "format_class",
        "data_level",
        "code",
        "domain",
        "class_1",
        "modified_on",
        "published_on",
    ]
)


_STRONG = frozenset(["sharing", "open_type", "update_cycle", "format_type", "format_class", "data_level", "class_1"])
"""What is said of data and of hardly anything else."""
_BARE_NAMES = frozenset(["名称", "标题", "名字", "题名", "name", "title"])
_OF_DATA = re.compile(r"数据|數據|数源|资源|資源|資料|目录|目錄|データ|data", re.IGNORECASE)
_CATALOG_OF = re.compile(
    r"(?:数据|数据集|信息|公共|政务)(?:资源)?(?:开放|共享)?(?:目录|清单)|信息资源|数据资源|数据集|data ?(?:set|catalog)",
    re.IGNORECASE,
)


def is_catalog(matches: Sequence[ColumnMatch], about: str = "") -> bool:
    """Entries are listed: a name, and beside it what only a catalog says, such as who provides and how it is shared.

    A table of anything has a name and a description too, so those alone are not enough; news and users have a title,
    an office and dates, so where the name is nothing but 名称, something must be said of data. `about` is what stands
    above the table.
    """
    found = {match.field: match for match in matches if match.field and not match.of_item}
    if KEY in found:
        return True
    name = found.get("name")
    telling = len(_TELLING & {field for field, match in found.items() if match.confidence >= 0.7})
    if name is None or name.confidence < 0.7 or not telling:
        return False
    if words.header_key(name.header) in _BARE_NAMES and not (_STRONG & found.keys() or _CATALOG_OF.search(about)):
        if not any(_OF_DATA.search(match.header) for match in matches):
            return False
    return telling >= 2 or len(found) >= 3 or len(matches) <= 4


def is_items(matches: Sequence[ColumnMatch]) -> bool:
    """Items are listed: their names and something more about them, and little about entries."""
    of_item = {match.field for match in matches if match.field and match.of_item}
    of_entry = {match.field for match in matches if match.field and not match.of_item}
    return "item_name" in of_item and len(of_item) >= 2 and len(of_entry - {"name", "code", "provider"}) <= 1


def judge(grid: Grid, matches: Sequence[ColumnMatch]) -> Judgement:
    """What a sheet is that holds no entries."""
    name = plain.key(grid.sheet.name)
    cells = _cells(grid)
    keys = {key for text in cells if len(text) <= 30 for key in words.header_keys(text)}
    texts = [plain.key(text) for text in cells[:12]]
    lists = words.load()
    if _named(name, lists.sheet_instructions):
        return Judgement("instructions", Reason("sheet.instructions"), "input.no-catalog")
    if _named(name, lists.sheet_dictionary) and not is_catalog(matches):
        return Judgement("dictionary", Reason("sheet.dictionary"), "input.no-catalog")
    for other in lists.others:
        titled = any(word in text for word in other.title for text in [name, *texts])
        count = len(keys & other.header)
        if count >= 3 or (titled and count >= 1) or (titled and not matches):
            code = "sheet.lists" if other.verdict == "lists" else "sheet.other"
            problem = "input.lists" if other.verdict == "lists" else "input.other-catalog"
            said = count + (_TITLED if titled else 0)
            return Judgement(cast(Verdict, other.verdict), Reason(code, {"kind": str(other.kind)}), problem, said)
    for verdict, marks in (("outline", lists.outline), ("classification", lists.classification)):
        first = [key for text in _first_row(grid) for key in words.header_keys(text)[:1]]
        shown = [text for text in _first_row(grid) if set(words.header_keys(text)) & marks]
        if len(set(first) & marks) >= 2:
            reason = Reason(f"sheet.{verdict}", {"marks": "、".join(dict.fromkeys(shown))})
            return Judgement(cast(Verdict, verdict), reason, "input.outline")
    if is_items(matches):
        return Judgement("items", Reason("sheet.items-alone"), "input.items-alone")
    if _is_prose(grid) and not is_catalog(matches):
        return Judgement("instructions", Reason("sheet.instructions"), "input.no-catalog")
    seen = [match.header for match in matches] or _first_row(grid)
    reason = Reason("sheet.few-columns", {"columns": named(seen)}) if seen else Reason("sheet.no-header")
    return Judgement("not-a-catalog", reason, "input.no-catalog")


def named(columns: Iterable[str]) -> str:
    """Column headings for a sentence; of many the first."""
    shown = [plain.tidy(text)[:_SHOWN] for text in columns]
    more = "…" if len(shown) > _MOST_NAMED else ""
    return "、".join(shown[:_MOST_NAMED]) + more


def _named(name: str, marks: frozenset[str]) -> bool:
    stem = name.strip("0123456789")
    return stem in marks or any(len(mark) > 2 and mark in name for mark in marks)


def _cells(grid: Grid) -> list[str]:
    """The texts of the first rows, in reading order."""
    return [text for row in range(min(grid.height, _SEARCHED)) for text in grid.texts(row) if text]


def _first_row(grid: Grid) -> list[str]:
    """The first row with several texts: an outline's header stands on top."""
    rows = (grid.texts(row) for row in range(min(grid.height, _SEARCHED)))
    return next(([text for text in row if text] for row in rows if sum(map(bool, row)) >= 2), [])


def _is_prose(grid: Grid) -> bool:
    """Sentences below one another rather than a table."""
    rows = [[text for text in grid.texts(row) if text] for row in range(min(grid.height, _SEARCHED))]
    rows = [row for row in rows if row]
    return bool(rows) and sum(len(row) == 1 for row in rows) * 10 >= len(rows) * 8 and len(rows) >= 2
