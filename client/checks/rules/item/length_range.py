"""Strings are 1 to 65535 characters, numbers have up to 38 digits with fewer decimals than digits."""

import re
from collections.abc import Iterable
from functools import lru_cache

from client.catalog import plain
from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text

_FORM = re.compile(r"(\d{1,10})(?:[,.](\d{1,3}))?")
_LIMITS = {"string": 65535, "number": 38, "currency": 38, "double": 38, "float": 38, "integer": 38}


@lru_cache(maxsize=4096)
def _limit(kind: str, text: str) -> str:
    """The limit that is broken, "" when none is."""
    most = _LIMITS.get(kind)
    form = _FORM.fullmatch(plain.narrow(text[:32]).replace("，", ","))
    if most is None or form is None:
        return ""
    digits, decimals = int(form[1]), int(form[2] or 0)
    # A string with decimals was meant as a number, or the point is a slip.
    wrong = not 1 <= digits <= most or decimals > digits or (kind in ("string", "integer") and decimals > 0)
    return str(most) if wrong else ""


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    found = [
        (item.id, "item_length", {"value": text, "item_type": kind, "limit": limit})
        for item in entry.items
        if (text := item.values.get("item_length"))
        and isinstance(text, str)
        and isinstance(kind := item.values.get("item_type", ""), str)
        and (limit := _limit(kind, text))
    ]
    return found or NONE


RULE = Rule(
    code="item.length-range",
    severity=Severity.ERROR,
    title=Text("长度不对", "A length that cannot be"),
    what=Text(
        "{item_type}的长度不能是“{value}”，应为1到{limit}的整数；有小数的，小数位不能多于总位数。",
        "The length of {item_type} cannot be “{value}”: a whole number from 1 to {limit}, with no more decimals than digits.",
    ),
    why=Text(
        "平台按长度建表，超出范围的建不了。", "The platform makes a table of these lengths and cannot with this one."
    ),
    good=Text("字符型 18，数值型 12,2", "String 18, number 12,2"),
    bad=Text("数值型 500", "Number 500"),
    find=_find,
    covers=("I05", "I06"),
    needs=("item_type", "item_length"),
    about=("item_length",),
)
