"""Why an entry may not be reported yet, and what a report in the queue is called."""

from collections.abc import Mapping

from client.catalog.profile import Profile
from client.checks.rule import Finding
from client.desktop.describe import describe
from client.errors import InputProblem
from client.texts import Translator, error_codes, explain

_ = Translator("desktop")


def blocked(finding: Finding, profile: Profile) -> str:
    """What keeps an entry from being reported, in one sentence."""
    params = finding.params
    own = {
        "submit.no-signoff": _("The department has not signed it off yet."),
        "submit.signoff-outdated": _("It was changed after {approver} had signed it off."),
        "submit.no-number": _("There is no number left to give it: lease a block of numbers first."),
        "submit.under-way": _("An earlier report of it has not ended yet."),
    }.get(finding.rule)
    return own.format(approver=params.get("approver", "")) if own else describe(finding, profile).what


def numbered(codes: Mapping[str, str]) -> str:
    """How many entries got a number of this office on the way, "" when none did; to stand behind another sentence."""
    if not codes:
        return ""
    text = _.plural("{count} got its number", "{count} got their numbers", len(codes))
    return "；" + text.format(count=f"{len(codes):,}")


def op_kind(value: str) -> str:
    """What a report does above."""
    return {
        "put": _("Report"),
        "change": _("Change"),
        "withdraw": _("Withdraw"),
        "delete": _("Delete"),
        "move": _("Move to another office"),
    }.get(value, value)


def failure(code: str) -> str:
    """Why the last try failed; the code itself when it is not one of ours."""
    return explain(InputProblem(code)).title if code in error_codes() else code


def digest(value: str) -> tuple[str, str, str]:
    """(word, kind of badge, icon) for how we stand against the platform."""
    return {
        "equal": (_("Equal with above"), "success", "done"),
        "different": (_("Differs from above"), "warning", "warning"),
        "unsupported": (_("The platform does not compare"), "neutral", "info"),
    }.get(value, (_("Not compared yet"), "neutral", "clock"))
