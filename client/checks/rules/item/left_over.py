"""字段1, 列2, 备用: placeholders of a table nobody cleaned."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from client.catalog import plain
from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.words import words
from client.texts import Text


@cache
def _pattern() -> re.Pattern[str]:
    some = "|".join(re.escape(word) for word in words("item_placeholder"))
    return re.compile(rf"(?:{some})?[a-z]?\d*")


@lru_cache(maxsize=4096)
def _left_over(name: str) -> bool:
    return 0 < len(name) <= 16 and not name.isspace() and bool(_pattern().fullmatch(plain.key(name)))


_QUIET = scan.Quiet(_left_over)


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    if _QUIET.all(scan.item_names(entry)):
        return NONE
    found = [
        (item.id, "item_name", {"value": name})
        for item in entry.items
        if (name := item.values.get("item_name")) and isinstance(name, str) and len(name) <= 16 and _left_over(name)
    ]
    return found or NONE


RULE = Rule(
    code="item.left-over",
    severity=Severity.WARNING,
    title=Text("{item_word}名称看不出是什么", "A {item_word} that does not say what it is"),
    what=Text("{item_word}“{value}”看不出是什么。", "The {item_word} “{value}” does not say what it is."),
    why=Text(
        "占位的列别人用不上，没有用的列请删掉。",
        "A placeholder column is of no use to others; delete it if it holds nothing.",
    ),
    good=Text("受理日期", "受理日期"),
    bad=Text("字段1", "字段1"),
    find=_find,
    covers=("I03",),
    needs=("item_name",),
    about=("item_name",),
)
