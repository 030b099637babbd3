"""Items whose name is a known data element: what they lack and where they contradict it."""

import re
from functools import lru_cache

from client.catalog import plain
from client.catalog.data_elements import DataElement, Dictionary
from client.catalog.entry import Entry, Item
from client.checks.rule import Context

_JUDGED_BY_NAME = re.compile(r"(?:日期|年月日|时间|时刻|金额)$|^是否")
"""`item.type-of-name` speaks to these."""

_IDENTIFIER = re.compile(r"(?:号|号码|编号|代码|编码|电话|账号|代号|文号)$")
_NO_TEXT = frozenset({"number", "currency", "double", "float", "integer", "date", "datetime", "logical", "blob"})
_NO_DATE = frozenset({"number", "currency", "double", "float", "logical", "blob"})
_NO_NUMBER = frozenset({"date", "datetime", "logical", "blob"})
_FORM = re.compile(r"\d{1,10}")

_Known = list[tuple[Item, DataElement]]
_last: tuple[Entry | None, Dictionary | None, _Known] = (None, None, [])


def known(entry: Entry, context: Context) -> _Known:
    """The items whose name is exactly that of an element. The last answer is kept: three rules ask in a row."""
    global _last  # noqa: PLW0603  (one slot, written whole: two threads at most compute twice)
    asked, elements, found = _last
    if asked is not entry or elements is not context.tables.elements:
        elements = context.tables.elements
        seen = elements.seen
        found = [(item, element) for item in entry.items if (element := seen[item.values.get("item_name", "")])]
        _last = (entry, elements, found)
    return found


@lru_cache(maxsize=4096)
def better_type(element: DataElement, kind: str) -> str:
    """The element's type when `kind` cannot hold its values, "" when it can or nobody can say."""
    if not kind or kind == element.type or _JUDGED_BY_NAME.search(element.name.zh):
        return ""
    if element.type == "string":
        digits = element.fixed or _IDENTIFIER.search(element.name.zh)
        return element.type if digits and kind in _NO_TEXT else ""
    if element.type in ("date", "datetime"):
        return element.type if kind in _NO_DATE else ""
    if element.type in ("number", "currency", "integer"):
        return element.type if kind in _NO_NUMBER else ""
    return ""


@lru_cache(maxsize=4096)
def better_length(element: DataElement, text: str) -> str:
    """The element's length when `text` is too short for its values, which all have one length."""
    if not element.fixed or not text:
        return ""
    form = _FORM.fullmatch(plain.narrow(text[:32]))
    return element.length if form and int(form[0]) < int(element.length) else ""


def higher_level(element: DataElement, level: str) -> str:
    """The element's level when an item has none, or a lower one although the element is sensitive."""
    if not element.level or element.level < "3":
        return ""
    return element.level if level < element.level else ""
