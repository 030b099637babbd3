"""A table as a draft of an entry: every value with how sure we are, so that the clerk looks where it matters."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from client.catalog.entry import Value
from client.catalog.profile import Profile
from client.checks.shown import mask
from client.checks.words import any_of
from client.spreadsheets.drafting import naming, personal
from client.spreadsheets.drafting.found import Column, Drafted, DraftedItem, Filled, Table

_SPREADSHEETS = ("xlsx", "xls", "csv", "spreadsheet_other")
_END = re.compile(r"(?:数据|信息)?(?:明细|登记|统计|记录|情况|汇总)?宽?表$")
_STAMP = re.compile(
    r"[（(]?(?:19|20)\d\d(?:[-_.年]?\d{1,2}(?:[-_.月]?\d{1,2}日?)?)?(?:年度|[年月])?[）)]?|导出|最新版?|副本|[-_ ]+$|^[-_ ]+|v\d+(?:\.\d+)*$"
    r"|[（(]\d{1,2}[）)]$"
)
_ORDINAL = re.compile(
    r"^(?:附[件表]\s*[0-9一二三四五六七八九十]{0,3}\s*[-_.:：、]*\s*|\d{1,3}\s*[-_.:：、]+\s*|[（(]\d{1,3}[）)]\s*|表\s*\d{1,2}\s*[-_.:：、]*\s*)(?=\S)"
)
_DEFAULTS = {"日期": "date", "年月": "date", "生日": "date", "时间": "datetime", "金额": "currency", "价": "currency", "额": "currency", "数": "integer", "面积": "number", "率": "number", "长度": "number", "比例": "number"}  # fmt: skip
"""The type that the end of a name speaks for where there are no values."""
_PEOPLE = re.compile(r"^(?:姓名|性别|民族|出生日期|户主)$|身份证|公民身份号码|姓名$|证件号")
_CYCLES = (
    (re.compile(r"实时"), "realtime"),
    (re.compile(r"日报|每日|逐日"), "daily"),
    (re.compile(r"周报|每周"), "weekly"),
    (re.compile(r"月报|每月|月度|\d月"), "monthly"),
    (re.compile(r"季报|季度"), "quarterly"),
    (re.compile(r"半年"), "half_yearly"),
    (re.compile(r"年报|年度|每年|年鉴"), "yearly"),
)
_NAMED_ITEMS = 8
_SURE = 0.7
_TELLING = 0.6
_OF_THE_SYSTEM = re.compile(
    r"^(?:主键|标识|编号|记录编号|自增|[一-龥]{0,2}(?:创建|更新|修改|录入|删除|入库|同步|推送)(?:时间|日期|人|者|人员|单位|部门|标志|标识|标记|状态)?"
    r"|是否(?:删除|有效|启用)|备注|说明|排序|序号|版本|乐观锁|状态|租户|密码|用户密码|盐|数据状态|扩展\w*)(?:ID|id|号|码)?$"
)
"""Columns that every system has: they do not tell what the data are about."""


def drafted(path: Path, table: Table, profile: Profile, tables: tuple[str, ...] = ()) -> Drafted:
    """The draft; only fields that the profile has and keys that its lists have are filled."""
    said = " ".join(filter(None, (path.stem, table.comment, *(column.comment for column in table.columns))))
    named = [(column, naming.named(column.name, column.comment, said, column.type)) for column in table.columns]
    # What is sure of the others tells the doubtful ones: next to 班级, xh is 学号.
    said += " ".join(name.text for _, name in named if name.sure >= _SURE)
    named = [
        (column, name if name.sure >= _SURE else naming.named(column.name, column.comment, said, column.type))
        for column, name in named
    ]
    counts = Counter(name.text for _, name in named)
    named = [(column, _once(name) if counts[name.text] > 1 else name) for column, name in named]
    of_people = _is_of_people(named)
    items = tuple(item for column, name in named if (item := _item(column, name, profile, of_people)).values)
    values = dict(_values(path, table, profile, items))
    return Drafted(path.name, table.name, table.comment, profile.key, values, items, tables)


def _once(name: naming.Named) -> naming.Named:
    """A name that two columns have is not the right one for both, however sure each was alone."""
    return replace(name, sure=min(name.sure, 0.5), why="twice")


def _is_of_people(named: Iterable[tuple[Column, naming.Named]]) -> bool:
    """Whether the table is about natural persons, so that an address in it is somebody's home."""
    names = [name.text for _, name in named]
    return "统一社会信用代码" not in names and any(
        _PEOPLE.search(name) is not None and not any_of("organisation_words").search(name) for name in names
    )


def _values(path: Path, table: Table, profile: Profile, items: tuple[DraftedItem, ...]) -> Iterator[tuple[str, Filled]]:
    name = _name(path, table)
    form_class = "spreadsheet" if table.format in _SPREADSHEETS else "database"
    found = {"name": name}
    if table.format:
        found["format_class"] = Filled(form_class, max(table.format_sure, 0.9))
        found["format_type"] = Filled((table.format,), table.format_sure)
    elif form_class == "database":
        found["format_class"] = Filled(form_class, 0.9)
    if about := summary(str(name.value), items):
        found["summary"] = about
    said = f"{path.stem} {table.comment} {table.name}"
    cycle = next((key for pattern, key in _CYCLES if pattern.search(said)), "")
    if cycle or table.cycle:
        found["update_cycle"] = Filled(cycle or table.cycle, 0.6 if cycle else 0.5)
    for field_id, filled in found.items():
        if _allowed(profile, field_id, filled.value, of_item=False):
            yield field_id, filled


def summary(name: str, items: Sequence[DraftedItem]) -> Filled | None:
    """What the entry of that name holds, in a sentence; None when no item has a name that means anything."""
    telling = [one for item in items if (one := item.values.get("item_name")) and one.sure >= _TELLING]
    named = [one for one in telling if not _OF_THE_SYSTEM.search(str(one.value))] or telling
    if not named:
        return None
    listed = "、".join(str(one.value) for one in named[:_NAMED_ITEMS])
    more = f"等{len(items)}项" if len(items) > _NAMED_ITEMS else ""
    front = f"{name}，" if naming.has_chinese(name) else ""
    return Filled(f"{front}包括{listed}{more}内容。", 0.4)


def _name(path: Path, table: Table) -> Filled:
    if naming.has_chinese(table.comment):
        return Filled(_tidy(table.comment), 0.9, "comment")
    if naming.has_chinese(table.name):
        return Filled(_tidy(table.name), 0.85, "header")
    bare = re.sub(r"^(?:t|tb|tbl|tab|dim|ods|dwd|dws|fact|v)_", "", table.name, flags=re.IGNORECASE)
    said = naming.named(bare, "")
    if naming.has_chinese(said.text):
        return Filled(
            said.text if said.text.endswith(("信息", "数据")) else f"{said.text}信息", said.sure * 0.7, "guess"
        )
    if naming.has_chinese(path.stem):
        return Filled(_tidy(path.stem), 0.6)
    return Filled(mask(table.name), 0.2)


def _tidy(text: str) -> str:
    """A name without dates, 导出 and the word 表 at its end: a catalog entry is named after what it is about."""
    first = re.split(r"[;；。\n]", text.strip(), maxsplit=1)[0]
    bare = mask(_STAMP.sub("", _ORDINAL.sub("", first))).strip(" -_—.")
    short = _END.sub("", bare)
    if short and short != bare:
        bare = bare.removesuffix("表") if bare.removesuffix("表").endswith(("信息", "数据", "情况")) else f"{short}信息"
    return (bare or text.strip())[:100]


def _item(column: Column, name: naming.Named, profile: Profile, of_people: bool) -> DraftedItem:
    element = name.element
    typed = _typed(column, name)
    sensitive = _sensitive(column, name, of_people)
    values: dict[str, Filled] = {
        "item_name": Filled(name.text, name.sure, name.why),
        # The same word twice says nothing.
        "item_english_name": Filled(
            "" if naming.has_chinese(column.name) or column.name == name.text else mask(column.name), 0.95
        ),
        "item_type": Filled(_kind(typed.type, profile), round(typed.sure, 2)),
        "item_length": Filled(typed.length, round(typed.sure * 0.9, 2)),
        "item_description": Filled(
            naming.description(column.comment or (column.name if naming.has_chinese(column.name) else "")), 0.8
        ),
        "item_level": Filled(element.level if element and element.level else _level(sensitive), 0.5),
        "item_sensitive": sensitive,
        "item_primary_key": Filled("yes" if column.primary else "no", column.primary_sure if column.primary else 0.7),
        "item_nullable": Filled(
            "" if column.nullable is None else "yes" if column.nullable else "no", column.nullable_sure
        ),
    }
    kept = {
        field_id: filled
        for field_id, filled in values.items()
        if filled.value and _allowed(profile, field_id, filled.value, of_item=True)
    }
    return DraftedItem(mask(column.name), kept)


_SOMEBODYS = ("resident-id", "mobile", "bank-card", "plate", "blotted")
_MAYBE = ("mail", "person-name")


def _sensitive(column: Column, name: naming.Named, of_people: bool) -> Filled:
    """By the content first, then by the name; an office's own address, telephone and head are public."""
    whose = column.sensitive
    office = any_of("organisation_words").search(name.text) is not None
    if whose in _SOMEBODYS or (whose and not office and (of_people or whose in _MAYBE)):
        return Filled("sensitive", 0.95 if whose in _SOMEBODYS else 0.75, whose)
    if personal.by_name(name.text, of_people=of_people) or (name.element and name.element.sensitive):
        return Filled("sensitive", 0.8, "name")
    return Filled("plain", 0.8 if name.element else 0.6)


def _level(sensitive: Filled) -> str:
    """The level that such an item normally has: numbers of persons 3, what else is personal 2, the rest 1."""
    return "1" if sensitive.value == "plain" else "3" if sensitive.why in _SOMEBODYS else "2"


def _typed(column: Column, name: naming.Named) -> Column:
    """The column's own type; where nothing tells (no values, an unknown word), that of the data element or the name."""
    element = name.element
    if not column.type or column.sure < 0.4:
        if element is not None:
            return replace(column, type=element.type, length=element.length, sure=0.6)
        kind = next((kind for end, kind in _DEFAULTS.items() if name.text.endswith(end)), "string")
        return replace(column, type=column.type or kind, sure=0.4)
    if element is None:
        return column
    if column.type == "integer" and element.type == "string" and element.fixed and column.sure < 0.9:
        # Digits in a sheet may be a code; in a definition the type was somebody's decision.
        return replace(column, type="string", length=element.length or column.length, sure=0.7)
    fits = column.type == element.type and not column.length
    return replace(column, length=element.length) if fits else column


def _kind(key: str, profile: Profile) -> str:
    """The type by a key the profile's list has; long texts and pictures are not in every list."""
    field = profile.item_field("item_type")
    known = {value.key for value in field.list.values} if field and field.list else set()
    spare = {"long_text": "memo", "blob": "general", "currency": "number", "double": "float", "float": "number"}
    return key if key in known else spare.get(key, "string" if key else "")


def _allowed(profile: Profile, field_id: str, value: Value, *, of_item: bool) -> bool:
    field = profile.field_of(field_id, item=of_item)
    if field is None:
        return False
    if field.list is None or field.list.open:
        return True
    keys = {one.key for one in field.list.values}
    return all(key in keys for key in ((value,) if isinstance(value, str) else value))
