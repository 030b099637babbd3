"""The columns of the census take bare numbers; the unit stands in the heading."""

from collections.abc import Iterable, Mapping

from client.catalog.entry import Entry
from client.checks import amounts
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text

_COLUMNS = (
    "volume_total", "records_total", "volume_shared", "records_shared", "volume_open", "records_open", "record_count",
)  # fmt: skip


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    found = [
        ("", name, {"value": text, "suggestion": amounts.bare(name, text), **_same(name, text)})
        for name in _COLUMNS
        if (text := entry.values.get(name))
        and isinstance(text, str)
        and not text[-1].isdigit()
        and amounts.with_unit(text)
        and context.profile.field(name)
    ]
    return found or NONE


def _same(name: str, text: str) -> Mapping[str, str]:
    return {"same_unit": "yes"} if amounts.repeats_unit(name, text) else {}


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    bare = amounts.bare(finding.field, entry.text(finding.field))
    return entry.with_value(finding.field, bare) if bare else None


RULE = Rule(
    code="volume.unit",
    severity=Severity.ERROR,
    title=Text("只填数字，不写单位", "A number with a unit"),
    what=Text("“{label}”只填数字，不写单位：“{value}”。", "“{label}” takes a bare number without a unit: “{value}”."),
    why=Text(
        "单位已经在表头里，再写一遍平台就当成文字，没法统计。",
        "The unit stands in the heading; written again the platform takes it for text and cannot add it up.",
    ),
    good=Text("12.5", "12.5"),
    bad=Text("12.5GB", "12.5GB"),
    find=_find,
    fix=Fix(Text("改为{suggestion}", "Change to {suggestion}"), _mend, when="suggestion", safe_when="same_unit"),
    covers=("Q01",),
    about=(
        "volume_total",
        "records_total",
        "volume_shared",
        "records_shared",
        "volume_open",
        "records_open",
        "record_count",
    ),
)
