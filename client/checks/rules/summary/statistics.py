"""Statistics without source and method cannot be used by anybody else."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.words import any_of
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    summary = entry.text("summary")
    if entry.text("processing") != "statistical" or not summary or any_of("method_words").search(summary):
        return NONE
    return (("", "summary", {"value": summary}),)


RULE = Rule(
    code="summary.statistics",
    severity=Severity.WARNING,
    what=Text(
        "这是统计数据，摘要没有写来源和统计口径。",
        "These are statistics, but the summary names neither source nor method.",
    ),
    why=Text(
        "同一个指标口径不同数就不同，不写清楚别人不敢用。",
        "The same indicator differs by method; without it nobody can rely on the number.",
    ),
    good=Text("全县农村居民收入，依据住户调查，按季汇总。", "全县农村居民收入，依据住户调查，按季汇总。"),
    bad=Text("全县农村居民收入情况。", "全县农村居民收入情况。"),
    find=_find,
    needs=("processing", "summary"),
    about=("processing",),
)
