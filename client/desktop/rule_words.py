"""A rule by itself in the clerk's words, when no single finding is meant: by its title where its sentence shows values."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from client.catalog import profile as profiles
from client.catalog.profile import Profile
from client.checks import manual, report, run
from client.checks.report import Message
from client.checks.rule import Finding, Rule, Severity
from client.desktop import import_words
from client.texts import Translator, mark
from client.workflows.check_entries import RETURNED

_ = Translator("desktop")
OPEN = "…"
_NAMED = 3
_ALONE = mark("{title}.")
_OF_FIELDS = mark("“{fields}”: {title}.")
_PLACE = re.compile(r"\{\w+\}")


def of_rule(code: str, preferred: Profile, field: str = "") -> Message:
    """What a rule says of a field (an id, or words for several), or of any field; an unknown rule shows its code."""
    if code == RETURNED:
        return Message(
            _("Returned by the reviewer"),
            _("The reviewer above has given these entries back with a reason. Mend each place, or explain it."),
            *("", "", "", ""),
        )
    profile = _speaking(code, preferred)
    of_item = bool(field) and profile.field(field) is None
    said = report.message(Finding(code, Severity.INFO, "item" if of_item else "", field or OPEN), profile)
    opened = {name: _PLACE.sub(OPEN, str(getattr(said, name))) for name in Message.__dataclass_fields__}
    if profile.field_of(field, item=of_item) is None and code.startswith("field."):
        # A generated check speaks of many fields; one field's example would be as good as any other's.
        opened |= {"good": "", "bad": ""}
    page = manual.page(code, profile)
    if page and OPEN in opened["what"]:
        label = profile.label(field, item=of_item) if field and code.startswith("field.") else ""
        opened["what"] = _(_OF_FIELDS if label else _ALONE).format(fields=label, title=page.title)
    return Message(**opened)


def naming(fields: Sequence[tuple[bool, str]], profile: Profile, *, more: bool) -> str:
    """The fields (of an item or not, field id) as `of_rule` takes them: their labels, “等” behind when there are more."""
    labels = list(dict.fromkeys(profile.label(field, item=of_item) for of_item, field in fields if field))
    text = import_words.listed(labels[:_NAMED])
    return _("{fields} and others").format(fields=text) if more or len(labels) > _NAMED else text


def rule_of(code: str, preferred: Profile) -> Rule | None:
    """The rule itself, None for the reviewer's and unknown ones."""
    return run.all_rules(_speaking(code, preferred)).get(code)


def _speaking(code: str, preferred: Profile) -> Profile:
    """The standard that knows the rule: the preferred one, or another that is installed."""
    return preferred if code in run.all_rules(preferred) else _knowing().get(code, preferred)


@cache
def _knowing() -> Mapping[str, Profile]:
    return {code: profile for profile in profiles.load_profiles().values() for code in run.all_rules(profile)}
