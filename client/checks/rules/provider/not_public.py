"""The class of a credit code tells whether it belongs to a public body."""

from collections.abc import Iterable

from client.catalog import identifiers
from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text

# 机构编制 (1x), 村居 (54), 农村集体经济组织 (N1-N3), 军队 (A1), 工会 (81), 其他 (Y1).
_PUBLIC = frozenset({"11", "12", "13", "19", "54", "81", "A1", "N1", "N2", "N3", "Y1"})


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    code = entry.text("provider_code")
    if len(code) != 18 or code[:2] in _PUBLIC or identifiers.uscc_fault(code):
        return NONE
    return (("", "provider_code", {"value": code, "kind": code[:2]}),)


RULE = Rule(
    code="provider.not-public",
    severity=Severity.WARNING,
    title=Text("不是机关、事业单位或村居的代码", "Not the code of a public body or a village"),
    what=Text(
        "代码{value}以{kind}开头，不是机关、事业单位或村居的代码。",
        "{value} begins with {kind}: not the code of a public body or a village.",
    ),
    why=Text(
        "提供方一般是机关事业单位。写了企业或社会团体的代码，多半是抄错了单位。",
        "Providers are public bodies as a rule; a company's code was probably taken from another line.",
    ),
    good=Text("11110228000108441X（镇政府）", "11110228000108441X (a township government)"),
    bad=Text("91110108551385082Q（公司）", "91110108551385082Q (a company)"),
    find=_find,
    covers=("P05",),
    needs=("provider_code",),
    about=("provider_code",),
)
