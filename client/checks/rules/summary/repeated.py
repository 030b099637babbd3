"""A run of one repeated text, or keys hit at random."""

import re
from collections.abc import Iterable

from client.catalog import plain
from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text

_RUN = re.compile(r"(.{1,12}?)\1{2,}", re.DOTALL)


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    summary = entry.text("summary")
    if not 6 <= len(summary) <= 400 or summary[0] not in summary[1:16]:
        return NONE
    return (("", "summary", {"value": summary}),) if _RUN.fullmatch(plain.key(summary)) else NONE


RULE = Rule(
    code="summary.repeated",
    severity=Severity.WARNING,
    what=Text("摘要是同一段字反复写出来的。", "The summary is one text over and over."),
    why=Text("这样只是凑字数，审核会退回。", "It only fills the field; a reviewer returns it."),
    good=Text(
        "全县机动车维修企业备案信息，包括企业名称、地址、经营范围。",
        "全县机动车维修企业备案信息，包括企业名称、地址、经营范围。",
    ),
    bad=Text("摘要摘要摘要摘要摘要", "摘要摘要摘要摘要摘要"),
    find=_find,
    covers=("A03",),
    needs=("summary",),
    about=("summary",),
)
