"""`catalog rules`: what is checked and why, one rule or all."""

from typing import Any

from client.catalog import profile as profiles
from client.catalog.profile import Profile
from client.checks import manual
from client.checks.manual import Page
from client.cli.call import Call, Verbs
from client.cli.words import word
from client.errors import InputProblem
from client.texts import Translator

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("rules", help=_("what is checked and why"))
    parser.add_argument("code", nargs="?", default="", metavar="CODE", help=_("one rule, or an area such as name"))
    parser.set_defaults(run=_rules)


def _rules(call: Call) -> int:
    profile = profiles.get(call.profile or call.settings.text("profile"))
    wanted = call.args.code
    found = [one for one in manual.pages(profile) if not wanted or wanted in (one.code, one.area)]
    if not found:
        raise InputProblem("entry.no-rule", rule=wanted)
    if len(found) == 1:
        _tell(call, found[0], profile)
    else:
        call.voice.table(
            [_("Severity"), _("Rule"), _("What is wrong"), _("How to mend it")],
            [(word(one.severity.value), one.code, one.title, one.fix) for one in found],
        )
    call.voice.document([_document(one) for one in found])
    return 0


def _tell(call: Call, one: Page, profile: Profile) -> None:
    call.voice.say(f"{one.code} · {word(one.severity.value)} · {profile.title}", style="bold")
    call.voice.table(
        ["", ""],
        [
            (label, text)
            for label, text in (
                (_("What is wrong"), one.title),
                (_("Why"), one.why),
                (_("Basis"), one.basis),
                (_("Good"), one.good),
                (_("Bad"), one.bad),
                (_("How to mend it"), one.fix),
            )
            if text
        ],
    )


def _document(one: Page) -> dict[str, Any]:
    return {
        "code": one.code,
        "area": one.area,
        "severity": one.severity.value,
        "title": one.title,
        "what": one.what,
        "why": one.why,
        "basis": one.basis,
        "good": one.good,
        "bad": one.bad,
        "fix": one.fix or None,
        "safe": one.safe,
    }
