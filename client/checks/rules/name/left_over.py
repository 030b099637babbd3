"""Names left over from trying the form out."""

import re
from collections.abc import Iterable
from functools import cache

from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.words import words
from client.texts import Text


@cache
def _pattern() -> re.Pattern[str]:
    some = "|".join(re.escape(word) for word in words("test_name"))
    return re.compile(rf"(?:{some})(?:数据|目录|信息|资源)?\d*")


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    name = entry.text("name")
    if not name or len(name) > 24 or not _pattern().fullmatch(scan.key(name)):
        return NONE
    return (("", "name", {"value": name}),)


RULE = Rule(
    code="name.left-over",
    severity=Severity.WARNING,
    title=Text("名称像是试填时留下的", "A name left over from trying things out"),
    what=Text("“{value}”像是试填时留下的。", "“{value}” looks like a leftover from trying things out."),
    why=Text(
        "试填的目录报上去，会被当作真的目录公布。", "A trial entry that is reported would be published as a real one."
    ),
    good=Text("道路运输企业信息", "道路运输企业信息"),
    bad=Text("测试目录1", "测试目录1"),
    find=_find,
    covers=("N10",),
    needs=("name",),
    about=("name",),
)
