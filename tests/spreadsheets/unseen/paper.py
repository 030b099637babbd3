"""Writing made workbooks: columns said in one line each, and what should be understood kept beside."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.spreadsheets.unseen.content import CODES, Item, One, some

Row = Sequence[object]


@dataclass
class Column:
    """A column: its headings from the top, the value it shows, and the fields it may be understood as."""

    heads: list[str]
    key: str
    fields: tuple[str | None, ...]


def columns(*lines: str) -> list[Column]:
    """`heading|label => key` or `… => key > field/other`; `#` numbers, `=text` a fixed text, `-` nothing known."""
    made = []
    for line in lines:
        head, _, rest = line.partition(" => ")
        key, _, wanted = rest.partition(" > ")
        if wanted:
            fields: tuple[str | None, ...] = tuple(None if one == "-" else one for one in wanted.split("/"))
        else:
            fields = (None,) if key[:1] in "#=-" else (key,)
        made.append(Column(head.split("|"), key, fields))
    return made


PLAIN = {
    "name": "name", "provider": "office", "provider_division": "division", "source_system": "system",
    "summary": "summary", "sharing": "sharing", "update_cycle": "cycle", "open_type": "opening",
    "provider_code": "uscc", "published_on": "date", "modified_on": "date", "code": "code",
}  # fmt: skip
FIXED = {
    "contact_person": "张主任", "contact_phone": "0319-8123456", "contact_email": "qinghe@example.cn",
    "format_class": "数据库", "format_type": "mysql", "sharing_way": "接口", "sharing_condition": "依法履职需要",
    "sharing_scope": "县直部门", "sharing_use": "业务协同", "open_condition": "实名认证", "data_level": "一般数据",
    "domain": "公共服务", "industry": "公共管理、社会保障和社会组织", "keywords": "民生", "record_count": "12345",
    "class_1": "部门信息", "class_2": "县级部门", "landing_page": "http://data.example.cn/1",
    "refusal_basis": "《中华人民共和国统计法》第二十五条", "refusal_reason": "涉及个人隐私", "time_range": "2018年至今",
    "spatial_range": "清河县", "processing": "原始数据", "source_item_name": "行政审批", "sharing_way_class": "共享平台方式",
}  # fmt: skip
ITEM = {"item_name": "name", "item_english_name": "english", "item_type": "kind", "item_length": "length"}
ITEM_FIXED = {
    "item_description": "见数据字典", "item_primary_key": "否", "item_nullable": "是", "item_sensitive": "非敏感",
    "item_sharing": "无条件共享", "item_open": "不予开放", "item_level": "1级",
}  # fmt: skip


def shown(column: Column, one: One, number: int, item: Item | None, first: bool) -> object:
    """The text of one cell; entry cells are blank where `first` is false."""
    key = column.key
    if key.startswith("item_"):
        if item is None:
            return ""
        return getattr(item, ITEM[key]) if key in ITEM else ITEM_FIXED[key]
    if not first or key == "-":
        return ""
    if key == "#":
        return number
    if key.startswith("="):
        return key[1:]
    if key.startswith("items"):
        return one_cell(one, key[5:] or "、")
    return getattr(one, PLAIN[key]) if key in PLAIN else FIXED[key]


def one_cell(one: One, way: str) -> str:
    """All items of an entry in one text, written as `way` says."""
    names = [item.name for item in one.items]
    if way == "等":
        return "、".join(names) + "等"
    if way == "1":
        return "\n".join(f"{place}.{name}" for place, name in enumerate(names, 1))
    if way == "(":
        return "；".join(f"{item.name}（{item.kind}，{item.length}）" for item in one.items)
    if way == "n":
        return "\n".join(names)
    if way == "。":
        return "包括" + "、".join(names) + "。"
    return way.join(names)


@dataclass
class Page:
    """One sheet being written."""

    title: str
    rows: list[list[object]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    wanted: dict[str, tuple[str | None, ...]] = field(default_factory=dict)
    verdicts: tuple[str, ...] = ()
    hidden: bool = False

    def add(self, *rows: Row) -> "Page":
        self.rows += [list(row) for row in rows]
        return self

    def across(self, text: str, width: int) -> "Page":
        """A text merged over `width` columns."""
        self.rows.append([text])
        self.merged.append((len(self.rows), len(self.rows), 1, width))
        return self

    def head(self, shown: Sequence[Column], *, left: int = 0, merge: bool = True, record: bool = True) -> "Page":
        """The header, of as many rows as the deepest column has headings."""
        depth = max(len(column.heads) for column in shown)
        top = len(self.rows) + 1
        for level in range(depth):
            line: list[object] = [""] * left
            for column in shown:
                heads = column.heads
                if level < len(heads):
                    line.append(heads[level])
                else:
                    line.append("")
            self.rows.append(line)
        if merge and depth > 1:
            self._merge_heads(shown, depth, top, left)
        if record:
            for place, column in enumerate(shown, left + 1):
                self.wanted.setdefault(get_column_letter(place), column.fields)
        return self

    def _merge_heads(self, shown: Sequence[Column], depth: int, top: int, left: int) -> None:
        for place, column in enumerate(shown, left + 1):
            if len(column.heads) < depth:
                self.merged.append((top + len(column.heads) - 1, top + depth - 1, place, place))
        for level in range(depth - 1):
            start = 0
            while start < len(shown):
                end = start
                own = shown[start].heads[: level + 1]
                while end + 1 < len(shown) and shown[end + 1].heads[: level + 1] == own and len(own) > level:
                    end += 1
                if end > start and len(shown[start].heads) > level + 1:
                    self.merged.append((top + level, top + level, left + start + 1, left + end + 1))
                    for place in range(start + 1, end + 1):
                        self.rows[top + level - 1][left + place] = ""
                start = end + 1

    def body(
        self, shown_: Sequence[Column], entries: Iterable[One], *, items: str = "", left: int = 0, first: int = 1
    ) -> "Page":
        """The rows. `items`: "" none down the rows, "first" entry cells on the first row, "repeat", "merge"."""
        for number, one in enumerate(entries, first):
            held: Sequence[Item | None] = one.items if items else (None,)
            top = len(self.rows) + 1
            for place, item in enumerate(held):
                own = place == 0 or items == "repeat"
                self.rows.append([""] * left + [shown(column, one, number, item, own) for column in shown_])
            if items == "merge" and len(held) > 1:
                for place, column in enumerate(shown_, left + 1):
                    if not column.key.startswith("item_"):
                        self.merged.append((top, len(self.rows), place, place))
        return self

    def table(self, shown: Sequence[Column], entries: Iterable[One], *, items: str = "", left: int = 0) -> "Page":
        return self.head(shown, left=left).body(shown, entries, items=items, left=left)


@dataclass
class Made:
    """A file, and what should come out of it.

    `names` and `items` (a list of names for each entry) are what is imported, in order. `pages`: for each sheet the
    verdicts that are right and the fields each column may be understood as. `values`: for each entry some fields.
    """

    path: Path
    names: list[str]
    items: list[list[str]]
    verdicts: list[tuple[str, ...]]
    columns: list[dict[str, tuple[str | None, ...]]]
    values: list[dict[str, object]]
    offered: bool = False


def values_of(one: One, fields: Iterable[str | None]) -> dict[str, object]:
    """What these fields of the entry should hold once read."""
    known = {
        "provider": one.office, "summary": one.summary, "provider_code": one.uscc,
        "sharing": CODES[one.sharing], "update_cycle": CODES[one.cycle], "open_type": CODES[one.opening],
        "published_on": one.date,
    }  # fmt: skip
    return {field: known[field] for field in fields if field in known}


def book(folder: Path, *pages: Page) -> Path:
    """The pages as an xlsx."""
    made = Workbook()
    for place, page in enumerate(pages):
        sheet = made.active if place == 0 else made.create_sheet()
        assert isinstance(sheet, Worksheet)
        sheet.title = page.title
        for row in page.rows:
            sheet.append(row)
        for top, bottom, left, right in page.merged:
            sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)
        if page.hidden:
            sheet.sheet_state = "hidden"
    path = folder / "made.xlsx"
    made.save(path)
    return path


def text(folder: Path, page: Page, *, encoding: str = "utf-8-sig", sign: str = ",", quoted: bool = False) -> Path:
    """The page as a text table."""
    path = folder / "made.csv"
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=sign, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerows(page.rows)
    return path


def catalog(
    path: Path, pages: Sequence[Page], entries: Sequence[One], *, items: bool = False, fields: Iterable[str | None] = ()
) -> Made:
    """What to expect of a catalog: these entries, with or without their items."""
    shown = set(fields)
    for page in pages:
        shown |= {one for column in page.wanted.values() if len(column) == 1 for one in column}
    return Made(
        path,
        [one.name for one in entries],
        [[item.name for item in one.items] if items else [] for one in entries],
        [page.verdicts or ("catalog",) for page in pages],
        [page.wanted for page in pages],
        [values_of(one, shown) for one in entries],
    )


def refused(path: Path, *verdicts: tuple[str, ...]) -> Made:
    """What to expect of what is no catalog: nothing imported, and these verdicts."""
    return Made(path, [], [], list(verdicts), [{} for _ in verdicts], [])


Maker = Callable[[Path], Made]


def plain(
    *lines: str,
    count: int = 12,
    seed: int = 1,
    items: str = "",
    above: Sequence[Row] = (),
    below: Sequence[Row] = (),
    between: Sequence[Row] = (),
    title: str = "Sheet1",
    left: int = 0,
    fields: Sequence[str] = (),
) -> Maker:
    """One sheet with one table: rows above, header, rows between, entries, rows below."""

    def make(folder: Path) -> Made:
        page, shown, entries = Page(title), columns(*lines), some(count, seed)
        page.add(*above).head(shown, left=left).add(*between)
        page.body(shown, entries, items=items, left=left).add(*below)
        cells = any(column.key.startswith("items") for column in shown)
        return catalog(book(folder, page), [page], entries, items=bool(items) or cells, fields=fields)

    return make
