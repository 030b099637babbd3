"""办法, 通知 and policies do not carry a refusal since 2025-08-01."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import refusals
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    basis = entry.text("refusal_basis")
    if not basis or entry.get("sharing") != "refused":
        return NONE
    if refusals.names_law(basis) or not refusals.names_document(basis):
        return NONE
    return (("", "refusal_basis", {"value": basis}),)


RULE = Rule(
    code="sharing.refusal-too-low",
    severity=Severity.ERROR,
    title=Text("不予共享的依据级别不够", "A refusal that rests on too low a document"),
    what=Text(
        "“{value}”不是法律、行政法规或国务院决定，不能作为不予共享的依据。",
        "“{value}” is no law, administrative regulation or State Council decision and cannot carry a refusal.",
    ),
    why=Text(
        "2025年8月1日起，只有法律、行政法规和国务院决定可以作依据；办法、通知、地方性法规和政策文件都不行。",
        "Since 1 August 2025 only laws, administrative regulations and State Council decisions count; measures, notices, "
        "local regulations and policies do not.",
    ),
    good=Text(
        "《中华人民共和国反洗钱法》第七条；国务院令第631号",
        "Anti-Money-Laundering Law, art. 7; State Council Decree 631",
    ),
    bad=Text("《某某省政务数据管理办法》、某部门通知", "Provincial measures, a department's notice"),
    find=_find,
    basis=Text("国务院令第809号 第十四条、第十五条", "State Council Decree 809, art. 14 and 15"),
    covers=("S04", "S05"),
    needs=("sharing", "refusal_basis"),
    about=("refusal_basis",),
)
