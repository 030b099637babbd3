"""What others find and we only pass on: reviewers, the platform, and the act of submitting.

These have texts like every rule, so that one place speaks for all findings, but they never look at an entry: a return
comes from above, and whether an entry may be submitted depends on more than what stands in it.
"""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, NOTHING, Context, Hit, Rule, Severity
from client.texts import Text

LONG_PARAM = "text"
"""The param in which a person of another office writes to the clerk: shown longer than a value."""


def _never(entry: Entry, context: Context) -> Iterable[Hit]:
    return NONE


def _outside(
    code: str,
    severity: Severity,
    what: Text,
    why: Text,
    good: Text,
    bad: Text,
    *,
    basis: Text = NOTHING,
    title: Text = NOTHING,
) -> Rule:
    return Rule(
        code=code,
        severity=severity,
        title=title,
        what=what,
        why=why,
        good=good,
        bad=bad,
        find=_never,
        basis=basis,
    )


_MENDED = Text(
    "按意见改好，或者填写情况说明后重新报送。", "Mended as asked, or explained in writing, and reported again."
)
_DECREE_13 = Text("国务院令第809号 第十三条", "State Council Decree 809, art. 13")

RULES: tuple[Rule, ...] = (
    _outside(
        "review.returned",
        Severity.WARNING,
        Text("审核人退回：{text}", "Returned by the reviewer: {text}"),
        Text(
            "退回的地方不改也不说明，再报送还会被退回。改了这一格，这条意见就只作提示。",
            "Neither mended nor explained, it comes back again. Once the value changes, the note only informs.",
        ),
        _MENDED,
        Text("一字不改又报送", "Reported again without a change"),
        title=Text("审核人退回", "Returned by the reviewer"),
    ),
    _outside(
        "reviewer",
        Severity.WARNING,
        Text("上级平台的审核意见：{text}", "The platform's reviewer says: {text}"),
        Text("这是审核人写的，本机没有对应的规则。", "Written by the reviewer; no rule of this client says it."),
        _MENDED,
        Text("一字不改又报送", "Reported again without a change"),
        title=Text("上级平台的审核意见", "What the platform's reviewer says"),
    ),
    _outside(
        "submit.no-signoff",
        Severity.ERROR,
        Text("部门审核人还没有同意报送这一条。", "The department has not signed this entry off."),
        Text(
            "编目前要做保密风险、个人信息保护影响评估，并经部门负责人同意，上级才收。",
            "Secrecy and personal-information assessments and the department head's consent come before reporting.",
        ),
        Text("先请部门审核人勾选两项评估并签批", "Ask the approver to tick both assessments and sign off"),
        Text("编目员自己直接报送", "Reported by the clerk alone"),
        basis=_DECREE_13,
    ),
    _outside(
        "submit.signoff-outdated",
        Severity.ERROR,
        Text("{approver}签批以后这一条又改过，要重新签批。", "It was changed after {approver} had signed it off."),
        Text(
            "签批只管签批时的内容，改动的部分没有人看过。",
            "Consent covers the content it was given for; nobody has looked at what changed since.",
        ),
        Text("改完以后再签批一次，只签这一条也可以", "Signed off again after the change, this entry alone if need be"),
        Text("签批后改了共享属性就报送", "Reported after the sharing attribute changed behind the sign-off"),
        basis=_DECREE_13,
        title=Text("签批以后又改过", "Changed after it was signed off"),
    ),
    _outside(
        "submit.no-number",
        Severity.ERROR,
        Text("这一条还没有编号：本机号段里的编号用完了。", "It has no number: the block of numbers here is used up."),
        Text(
            "目录代码由本单位从领到的号段里依次编，没有号段就编不了，也不能借用别人的号。",
            "This office numbers its entries from blocks leased to it; without one there is none to give.",
        ),
        Text("先领一段编号，再签批、加入待报送", "A block is leased first, then signed off and queued"),
        Text("自己编一个没人用过的号", "A number made up because nobody seems to use it"),
    ),
    _outside(
        "submit.conflict",
        Severity.ERROR,
        Text("有字段两边都改过，还没有选定用哪一个。", "Fields were changed on both sides, and nobody has chosen yet."),
        Text(
            "现在报送，会把上级改过的内容盖掉。",
            "Reporting now would write over what was changed above.",
        ),
        Text("逐个字段选好“用本单位的”或“用上级的”再报送", "Mine or theirs chosen for every field, then reported"),
        Text("不看冲突就报送", "Reported without a look at the conflict"),
    ),
    _outside(
        "submit.under-way",
        Severity.ERROR,
        Text("这一条上一次的报送还没有结束。", "An earlier report of this entry has not ended yet."),
        Text(
            "同一条目录一次只能有一份在路上，等回执到了再报这次的改动。",
            "One report of an entry at a time: wait for the receipt, then report this change.",
        ),
        Text("收到回执后再加入待报送", "Queued after the receipt came"),
        Text("上一份还在待报送就又报一次", "Queued twice"),
    ),
)
"""Codes a finding may bear although no check of an entry makes it."""

CODES = frozenset(rule.code for rule in RULES)
