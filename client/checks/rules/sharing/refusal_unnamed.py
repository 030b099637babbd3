"""A refusal to share names what it rests on."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import refusals
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    basis = entry.text("refusal_basis")
    if not basis or entry.get("sharing") != "refused" or refusals.names_document(basis):
        return NONE
    return (("", "refusal_basis", {"value": basis}),)


RULE = Rule(
    code="sharing.refusal-unnamed",
    severity=Severity.ERROR,
    title=Text("不予共享依据没有写明是哪一部", "The basis of the refusal is not named"),
    what=Text(
        "不予共享依据没有写明是哪部法律、行政法规或国务院决定：“{value}”。",
        "The basis names no law, administrative regulation or State Council decision: “{value}”.",
    ),
    why=Text(
        "不予共享的要写明理由和依据的法律、行政法规或国务院决定；“涉及敏感信息”“内部使用”不是依据。",
        "A refusal states its reason and the law, regulation or decision; “sensitive” or “internal use” is no basis.",
    ),
    good=Text("《中华人民共和国个人信息保护法》第十三条", "Personal Information Protection Law, art. 13"),
    bad=Text("涉及敏感信息", "Sensitive information"),
    find=_find,
    basis=Text("国务院令第809号 第十四条、第十五条", "State Council Decree 809, art. 14 and 15"),
    covers=("S04", "S05"),
    needs=("sharing", "refusal_basis"),
    about=("refusal_basis",),
)
