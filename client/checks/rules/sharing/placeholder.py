"""无, 依申请, 0: texts that only fill the field where a condition was asked for."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import Context, Hit, Rule, Severity
from client.checks.words import is_placeholder
from client.texts import Text

_ASKED = ("sharing_condition", "sharing_scope", "sharing_use", "refusal_reason", "refusal_basis")


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    values = entry.values
    return [
        ("", name, {"value": text})
        for name in _ASKED
        if (text := values.get(name)) and isinstance(text, str) and len(text) <= 64 and is_placeholder(text)
    ]


RULE = Rule(
    code="sharing.placeholder",
    severity=Severity.WARNING,
    title=Text("只写了“依申请”“无”一类的话，等于没写", "A text that says nothing"),
    what=Text("“{label}”只写了“{value}”，等于没写。", "“{label}” only says “{value}”, which says nothing."),
    why=Text("别的部门要知道谁能用、用来做什么。", "Other offices need to know who may use the data and for what."),
    good=Text(
        "作为行政依据，限民政部门核对低保家庭经济状况使用",
        "As an administrative basis, for civil affairs to verify low-income families",
    ),
    bad=Text("依申请", "On application"),
    find=_find,
    basis=Text(
        "国务院令第809号 第十五条；发改高技术〔2017〕1272号 共享属性",
        "State Council Decree 809 art. 15; NDRC High-Tech [2017] No. 1272",
    ),
    covers=("S06", "S03"),
    needs=("sharing",),
)
