"""Writes workbooks as offices do, with what must be understood of them beside.

Columns are said in one line: `label|field|key`. `field` is what the column means ("-": nothing, "?": not counted, several
with "/"), `key` what stands in it; "␣" in a label is a blank, "\\n" a line break.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

_TYPES = {"C": "字符型C", "N": "数值型N", "D": "日期型D", "DT": "日期时间型T"}
_SQL = {"C": "varchar", "N": "decimal", "D": "date", "DT": "datetime"}
OF_ITEM = frozenset(
    ["iname", "ien", "itype", "ilen", "idesc", "ino", "ipk", "inull", "isens", "ilvl", "ishare", "iopen", "isql"]
)
ALSO = {
    "blank": "", "lei": "部门信息资源", "xiang": "省（自治区、直辖市）", "mu": "江西", "fmtc": "数据库", "fmt": "mysql",
    "way": "接口", "wayc": "共享平台方式", "mod": "2025-10-20", "domain": "社会保障", "tag": "基础,民生",
    "mail": "dsj@lc.gov.cn", "lvl": "一般数据", "div": "政务服务股", "sys": "业务管理系统", "scope": "临川县",
    "time": "2020-2025", "basis": "", "uscc": "11361021014590123X", "person": "王小明", "url": "http://data.lc.gov.cn/d/1",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One item of a resource: its names, the letter of its type, its length."""

    name: str
    english: str
    kind: str
    length: str

    @property
    def type(self) -> str:
        """The word of its type."""
        return _TYPES[self.kind]


@dataclass(frozen=True)
class Resource:
    """One made-up resource of a county."""

    number: int
    name: str
    office: str
    summary: str
    items: tuple[Item, ...]
    share: str
    condition: str
    open: str
    cycle: str

    def value(self, key: str, place: int, item: Item | None = None, at: int = 0) -> str | int:
        """What stands under `key` in its row, the `place`-th of the table; `=text` stands for itself."""
        if key.startswith("="):
            return key[1:]
        if item is not None and key in OF_ITEM:
            return self._of_item(key, item, at)
        opened = self.open != "不予开放"
        own: dict[str, str | int] = {
            "no": place + 1, "name": self.name, "prov": self.office, "sum": self.summary, "share": self.share,
            "cond": self.condition, "open": self.open, "cycle": self.cycle,
            "code": f"3070140{self.number:02d}/{self.number:06d}", "date": f"2025-0{self.number % 9 + 1}-15",
            "tel": f"0794-82512{self.number:02d}", "cnt": str(1200 + self.number * 37), "yn": "是" if opened else "否",
            "ximu": self.office[3:], "ocond": "实名申请" if self.open == "有条件开放" else "",
            "tick1": "√" if self.share == "无条件共享" else "", "tick2": "√" if self.share == "有条件共享" else "",
            "tick3": "", "otick1": "√" if opened else "", "otick2": "" if opened else "√",
            "inline": "、".join(one.name for one in self.items), "n_items": str(len(self.items)),
        }  # fmt: skip
        return own[key] if key in own else ALSO[key]

    def _of_item(self, key: str, item: Item, at: int) -> str | int:
        first = at == 0
        own: dict[str, str | int] = {
            "iname": item.name, "ien": item.english, "itype": item.type, "isql": _SQL[item.kind],
            "ilen": item.length, "idesc": f"{item.name}（登记值）", "ino": at + 1, "ipk": "是" if first else "否",
            "inull": "否" if first else "是", "isens": "非敏感", "ilvl": "1级", "ishare": self.share, "iopen": self.open,
        }  # fmt: skip
        return own[key]


_RAW = """
食品经营许可证信息|市场监督管理局|本县食品经营者取得许可的证照信息，含主体、地址、有效期等。|许可证编号:xkzbh:C:32 经营者名称:jyzmc:C:200 社会信用代码:tyshxydm:C:18 经营场所:jycs:C:200 有效期至:yxqz:D:8|有条件共享|用于业务协同|无条件开放|每月
低保对象信息|民政局|享受最低生活保障的家庭与人员名册。|姓名:xm:C:50 身份证号码:sfzh:C:18 保障类别:bzlb:C:20 月保障金额:ybzje:N:10,2|有条件共享|依申请核验使用|不予开放|每月
不动产登记信息|自然资源和规划局|不动产单元的权利登记结果。|不动产单元号:bdcdyh:C:28 权利人:qlr:C:100 坐落:zl:C:200 面积:mj:N:12,2 登记时间:djsj:D:8|有条件共享|行政审批核验|不予开放|实时
城乡居民养老保险参保信息|人力资源和社会保障局|参加城乡居民养老保险人员的参保缴费情况。|姓名:xm:C:50 参保状态:cbzt:C:10 缴费年限:jfnx:N:3|无条件共享||不予开放|每季度
学校基本信息|教育局|全县中小学、幼儿园的名称、地址与办学类型。|学校名称:xxmc:C:100 学校标识码:xxbsm:C:10 办学类型:bxlx:C:20 学校地址:xxdz:C:200|无条件共享||无条件开放|每年
出生医学证明信息|卫生健康局|医疗机构签发的出生医学证明要素。|出生证编号:cszbh:C:10 新生儿姓名:xsexm:C:50 出生时间:cssj:DT:14 母亲姓名:mqxm:C:50|有条件共享|公安落户核验|不予开放|每日
公共停车场信息|城市管理局|对社会开放的停车场位置与泊位数。|停车场名称:tccmc:C:100 泊位数:bws:N:6 收费标准:sfbz:C:200|无条件共享||无条件开放|每半年
水库大坝安全监测信息|水利局|中小型水库大坝监测点的水位、渗流数据。|水库名称:skmc:C:60 监测点:jcd:C:60 水位:sw:N:8,2 监测时间:jcsj:DT:14|无条件共享||有条件开放|实时
道路运输经营许可信息|交通运输局|道路运输企业的经营许可登记。|业户名称:yhmc:C:100 经营许可证号:jyxkzh:C:20 经营范围:jyfw:C:500|无条件共享||无条件开放|每周
农机购置补贴信息|农业农村局|农机购置补贴的申请与兑付结果。|购机者姓名:gjzxm:C:50 机具名称:jjmc:C:100 补贴金额:btje:N:12,2|无条件共享||无条件开放|每年
企业环境信用评价信息|生态环境局|参评企业环境信用等级。|企业名称:qymc:C:100 评价年度:pjnd:C:4 信用等级:xydj:C:10|无条件共享||无条件开放|每年
消防安全重点单位信息|消防救援大队|列管的消防安全重点单位名单。|单位名称:dwmc:C:100 单位地址:dwdz:C:200 消防责任人:xfzrr:C:50|有条件共享|执法协同|不予开放|每年
公证机构信息|司法局|公证处名称、负责人与联系方式。|机构名称:jgmc:C:100 负责人:fzr:C:50 联系电话:lxdh:C:20|无条件共享||无条件开放|每年
"""


def _resources() -> Iterable[Resource]:
    for number, line in enumerate(_RAW.strip().splitlines(), 1):
        name, office, summary, listed, share, condition, opened, cycle = line.split("|")
        items = tuple(Item(*one.split(":")) for one in listed.split())
        yield Resource(number, name, f"临川县{office}", summary, items, share, condition, opened, cycle)


ALL = tuple(_resources())


def some(start: int, end: int) -> tuple[Resource, ...]:
    """A few of the made-up resources, always the same."""
    return ALL[start:end]


@dataclass(frozen=True)
class Column:
    """A label, the field it means, the key of what stands under it."""

    label: str
    field: str
    key: str


def columns(text: str) -> list[Column]:
    """Columns said in one line."""
    made = []
    for one in text.split():
        label, means, key = one.split("|")
        made.append(Column(label.replace("\\n", "\n").replace("␣", " "), means, key))
    return made


def labels(held: Sequence[Column]) -> list[str | int]:
    """The labels, as a row."""
    return [one.label for one in held]


def keys(held: Sequence[Column]) -> list[str]:
    """The keys of what stands under the columns."""
    return [one.key for one in held]


@dataclass
class Sheet:
    """A sheet being written. `verdict`: what it must be taken for, several with "/"."""

    title: str = "Sheet1"
    verdict: str = "catalog"
    hidden: bool = False
    rows: list[list[str | int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    expected: dict[str, str] = field(default_factory=dict)

    def add(self, *rows: Sequence[str | int]) -> Self:
        """Rows as they are."""
        self.rows += [list(row) for row in rows]
        return self

    def blank(self, count: int = 1) -> Self:
        """Rows with nothing in them."""
        self.rows += [[] for _ in range(count)]
        return self

    def top(self, text: str, width: int) -> Self:
        """A title merged over `width` columns."""
        self.rows.append([text])
        self.merged.append((len(self.rows), 1, len(self.rows), width))
        return self

    def head(
        self, held: Sequence[Column], groups: Sequence[tuple[str, int, int]] = (), *, at: int = 0, tall: bool = True
    ) -> Self:
        """The header; with `groups` (text, first and last column) of two rows, columns outside reaching over both."""
        lower = [one.label for one in held]
        if groups:
            upper, row = [""] * len(held), len(self.rows) + 1
            inside = {column for _, first, last in groups for column in range(first, last + 1)}
            for text, first, last in groups:
                upper[first] = text
                if last > first:
                    self.merged.append((row, first + 1 + at, row, last + 1 + at))
            for column in set(range(len(held))) - inside:
                upper[column] = held[column].label
                if tall:
                    lower[column] = ""
                    self.merged.append((row, column + 1 + at, row + 1, column + 1 + at))
            self.add([*[""] * at, *upper])
        self.add([*[""] * at, *lower])
        return self.expect(held, at)

    def expect(self, held: Sequence[Column], at: int = 0) -> Self:
        """What the columns must be understood as."""
        self.expected |= {get_column_letter(place + at): one.field for place, one in enumerate(held, 1) if one.label}
        return self

    def flat(self, held: Sequence[Column], chosen: Sequence[Resource], *, at: int = 0, start: int = 0) -> Self:
        """A row for every resource."""
        for place, one in enumerate(chosen, start):
            self.rows.append([*[""] * at, *(one.value(column.key, place) for column in held)])
        return self

    def down(self, held: Sequence[Column], chosen: Sequence[Resource], style: str = "first") -> Self:
        """A row for every item; the resource's own cells on the first of them, merged over them, or on all."""
        for place, one in enumerate(chosen):
            first, times = len(self.rows) + 1, len(one.items)
            for at, item in enumerate(one.items):
                self.rows.append(
                    [
                        one.value(column.key, place, item, at)
                        if column.key in OF_ITEM or at == 0 or style == "repeat"
                        else ""
                        for column in held
                    ]
                )
            if style == "merged" and times > 1:
                own = [number for number, column in enumerate(held, 1) if column.key not in OF_ITEM]
                self.merged += [(first, number, first + times - 1, number) for number in own]
        return self


@dataclass(frozen=True)
class Book:
    """A workbook with the names of its entries and the number of its items."""

    sheets: tuple[Sheet, ...]
    names: tuple[str, ...] = ()
    items: int = 0
    encoding: str = ""
    tab: bool = False
    profile: str = ""

    def write(self, folder: Path) -> Path:
        """The workbook as a file; a text file when it has an encoding."""
        if self.encoding:
            path, text = folder / ("book.txt" if self.tab else "book.csv"), io.StringIO()
            csv.writer(text, delimiter="\t" if self.tab else ",").writerows(self.sheets[0].rows)
            path.write_bytes(text.getvalue().encode(self.encoding))
            return path
        book, path = Workbook(), folder / "book.xlsx"
        book.remove(book.worksheets[0])
        for sheet in self.sheets:
            made = book.create_sheet(sheet.title)
            for row in sheet.rows:
                made.append([None if cell == "" else cell for cell in row] or [None])
            for top, left, bottom, right in sheet.merged:
                made.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
            if sheet.hidden:
                made.sheet_state = "hidden"
        book.save(path)
        return path


def of(sheet: Sheet | Sequence[Sheet], chosen: Sequence[Resource] = (), *, items: bool = False, **more: str) -> Book:
    """A book that holds these resources, with their items or without; `more`: encoding, profile."""
    sheets = (sheet,) if isinstance(sheet, Sheet) else tuple(sheet)
    count = sum(len(one.items) for one in chosen) if items else 0
    tab = more.pop("between", "") == "tab"
    return Book(sheets, tuple(one.name for one in chosen), count, tab=tab, **more)
