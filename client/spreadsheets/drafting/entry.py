"""A table as a draft of an entry: every value with how sure we are, so that the clerk looks where it matters."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from client.catalog.data_elements import DataElement
from client.catalog.entry import Value
from client.catalog.profile import Profile
from client.checks.shown import mask
from client.spreadsheets.drafting import naming
from client.spreadsheets.drafting.found import Column, Drafted, DraftedItem, Filled, Table

_SPREADSHEETS = ("xlsx", "xls", "csv", "spreadsheet_other")
_END = re.compile(r"(?:数据|信息)?(?:明细|登记|统计|记录|情况|汇总)?表$")
_STAMP = re.compile(
    r"[（(]?(?:19|20)\d\d(?:[-_.年]?\d{1,2}(?:[-_.月]?\d{1,2}日?)?)?[年月]?[）)]?|导出|最新版?|副本|[-_ ]+$|^[-_ ]+|v\d+(?:\.\d+)*$"
)
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


def drafted(path: Path, table: Table, profile: Profile, others: tuple[str, ...] = ()) -> Drafted:
    """The draft; only fields that the profile has and keys that its lists have are filled."""
    items = tuple(item for column in table.columns if (item := _item(column, profile)).values)
    values = dict(_values(path, table, profile, items))
    return Drafted(path.name, table.name, profile.key, values, items, others)


def _values(path: Path, table: Table, profile: Profile, items: tuple[DraftedItem, ...]) -> Iterator[tuple[str, Filled]]:
    name = _name(path, table)
    form_class = "spreadsheet" if table.format in _SPREADSHEETS else "database"
    found = {"name": name}
    if table.format:
        found["format_class"] = Filled(form_class, max(table.format_sure, 0.9))
        found["format_type"] = Filled((table.format,), table.format_sure)
    elif form_class == "database":
        found["format_class"] = Filled(form_class, 0.9)
    words = [str(item.values["item_name"].value) for item in items if item.values["item_name"].sure >= 0.6]
    if words:
        listed = "、".join(words[:_NAMED_ITEMS])
        more = f"等{len(items)}项" if len(items) > _NAMED_ITEMS else ""
        found["summary"] = Filled(f"{name.value}，包括{listed}{more}内容。", 0.4)
    said = f"{path.stem} {table.comment} {table.name}"
    cycle = next((key for pattern, key in _CYCLES if pattern.search(said)), "")
    if cycle or table.cycle:
        found["update_cycle"] = Filled(cycle or table.cycle, 0.6 if cycle else 0.5)
    for field_id, filled in found.items():
        if _allowed(profile, field_id, filled.value, of_item=False):
            yield field_id, filled


def _name(path: Path, table: Table) -> Filled:
    if naming.has_chinese(table.comment):
        return Filled(_tidy(table.comment), 0.9)
    if naming.has_chinese(table.name):
        return Filled(_tidy(table.name), 0.85)
    bare = re.sub(r"^(?:t|tb|tbl|tab|dim|ods|dwd|dws|fact|v)_", "", table.name, flags=re.IGNORECASE)
    said, sure, _ = naming.named(bare, "")
    if naming.has_chinese(said):
        return Filled(said if said.endswith(("信息", "数据")) else f"{said}信息", sure * 0.7)
    if naming.has_chinese(path.stem):
        return Filled(_tidy(path.stem), 0.6)
    return Filled(mask(table.name), 0.2)


def _tidy(text: str) -> str:
    """A name without dates, 导出 and the word 表 at its end: a catalog entry is named after what it is about."""
    bare = mask(_STAMP.sub("", text.strip())).strip(" -_—.")
    short = _END.sub("", bare)
    if short and short != bare:
        bare = bare.removesuffix("表") if bare.removesuffix("表").endswith(("信息", "数据", "情况")) else f"{short}信息"
    return (bare or text.strip())[:100]


def _item(column: Column, profile: Profile) -> DraftedItem:
    name, sure, element = naming.named(column.name, column.comment)
    typed = _typed(column, element)
    values: dict[str, Filled] = {
        "item_name": Filled(name, sure),
        "item_english_name": Filled("" if naming.has_chinese(column.name) else column.name, 0.95),
        "item_type": Filled(_kind(typed.type, profile), round(typed.sure, 2)),
        "item_length": Filled(typed.length, round(typed.sure * 0.9, 2)),
        "item_description": Filled(naming.description(column.comment), 0.8),
        "item_level": Filled(element.level if element else "", 0.5),
        "item_primary_key": Filled("yes" if column.primary else "no", column.primary_sure if column.primary else 0.7),
        "item_nullable": Filled("" if column.nullable is None else "yes" if column.nullable else "no", 0.9),
    }
    personal = bool(column.sensitive) or (element is not None and element.sensitive)
    values["item_sensitive"] = Filled("sensitive" if personal else "plain", _sensitive_sure(column, element))
    kept = {
        field_id: filled
        for field_id, filled in values.items()
        if filled.value and _allowed(profile, field_id, filled.value, of_item=True)
    }
    return DraftedItem(column.name, kept)


def _sensitive_sure(column: Column, element: DataElement | None) -> float:
    return 0.95 if column.sensitive else 0.8 if element is not None else 0.4


def _typed(column: Column, element: DataElement | None) -> Column:
    """The column's own type; where nothing tells (no values, an unknown word), that of the data element."""
    if element is None:
        return column
    if not column.type or column.sure < 0.4:
        return replace(column, type=element.type, length=element.length, sure=0.6)
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
