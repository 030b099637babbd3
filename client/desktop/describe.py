"""A finding in the clerk's words: the rule's sentences, or the reviewer's own when the entry was returned."""

from client.catalog.profile import Profile
from client.checks import report
from client.checks.report import Message
from client.checks.rule import Finding
from client.texts import Translator
from client.workflows.check_entries import RETURNED

_ = Translator("desktop")


def describe(finding: Finding, profile: Profile) -> Message:
    """What, why, basis, examples and the fix of a finding."""
    if finding.rule != RETURNED:
        return report.message(finding, profile)
    params = finding.params
    what = _("The reviewer returned this: {text}").format(text=params.get("text", ""))
    who = _("{by}, {at}").format(by=params.get("by", ""), at=params.get("at", "")[:10])
    return Message(what, who if params.get("by") else "", "", "", "", "")


def is_returned(finding: Finding) -> bool:
    """Whether it comes from the reviewer and not from a rule."""
    return finding.rule == RETURNED
