"""Policy papers and "sensitive information" carried a refusal until 2025; of the platform's four kinds only the law is left."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    kind = entry.text("refusal_class")
    if entry.get("sharing") != "refused" or kind in ("", "law"):
        return NONE
    return (("", "refusal_class", {"value": kind}),)


RULE = Rule(
    code="sharing.refusal-class",
    severity=Severity.ERROR,
    title=Text("不予共享的依据不是法律法规", "A refusal that does not rest on laws or regulations"),
    what=Text(
        "“{value}”不能作为不予共享的依据，只有法律法规可以。",
        "“{value}” cannot carry a refusal to share; only laws and regulations can.",
    ),
    why=Text(
        "2025年8月1日起，不予共享要有法律、行政法规或者国务院决定作依据。",
        "Since 1 August 2025 a refusal needs a law, an administrative regulation or a State Council decision.",
    ),
    good=Text("法律法规，并写明名称和条款", "Laws and regulations, with title and article"),
    bad=Text("政策文件；涉及敏感信息", "Policy documents; sensitive information"),
    find=_find,
    basis=Text("国务院令第809号 第十四条、第十五条", "State Council Decree 809, art. 14 and 15"),
    covers=("S05",),
    needs=("sharing", "refusal_class"),
    about=("refusal_class",),
)
