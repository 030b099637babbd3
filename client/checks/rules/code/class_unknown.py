"""类, 项 and 目 of a code stand in the national tree. It has grown since 2017, so an unknown 目 is a warning."""

from collections.abc import Iterable
from functools import cache

from client.catalog.entry import Entry
from client.catalog.trees import classification
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


@cache
def _known() -> frozenset[str]:
    return frozenset(classification())


@cache
def _branches() -> frozenset[str]:
    """The 项 that the tree divides further; below the others nothing can be said."""
    return frozenset(code[:3] for code in _known() if len(code) > 3)


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    code = entry.text("code")
    front = code.partition("/")[0]
    # Only the codes of this family; and the tree of 2017 has nothing below 1.
    if not 3 <= len(front) <= 64 or not (front.isascii() and front.isdigit()) or front[0] not in "23":
        return NONE
    own = context.tables.classes.keys()
    if front[:3] not in _known() and front[:3] not in own:
        return (("", "code", {"value": code, "prefix": front[:3]}),)
    if front[:3] in _branches() and len(front) >= 6 and front[:6] not in _known() | own:
        return (("", "code", {"value": code, "prefix": front[:6]}),)
    return NONE


RULE = Rule(
    code="code.class-unknown",
    severity=Severity.WARNING,
    title=Text("代码开头的分类不在2017年的分类表里", "The class at the start of the code is not in the 2017 tree"),
    what=Text(
        "代码{value}开头的分类{prefix}不在2017年的分类表里。",
        "The class {prefix} at the start of {value} is not in the 2017 tree.",
    ),
    why=Text(
        "类、项、目各有定好的代码。分类表后来增加过，确实有的请写说明；否则多半是抄错了一位。",
        "Class, item and heading have fixed codes. The tree has grown since; otherwise a digit was copied wrongly.",
    ),
    good=Text("307021022100/000009", "307021022100/000009"),
    bad=Text("399021022100/000009", "399021022100/000009"),
    find=_find,
    basis=Text("国家政务信息资源分类（2017年10月）", "National classification tree, October 2017"),
    covers=("C05",),
    needs=("code",),
    about=("code",),
)
