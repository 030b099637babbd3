"""What is said of values that no cell of the imported file held: a person's answer has filled them in."""

from collections.abc import Mapping

from client import clock
from client.catalog.profile import Profile
from client.texts import Translator
from client.workflows.importing.fill_in import Filled

_ = Translator("desktop")


def said(filled: Mapping[str, Filled]) -> dict[str, tuple[str, str]]:
    """By field what stands beside its name, and in full: how it was filled in, from which file and when."""
    text = _("Filled in when {file} was imported ({at}): {how}.")
    return {
        name: (_("filled in at import"), text.format(file=one.file, at=clock.shown(one.at), how=_how(one.how)))
        for name, one in filled.items()
    }


def of_items(filled: Mapping[str, Filled], profile: Profile) -> str:
    """The item fields among them, as one line above the table; "" when there are none."""
    names = [profile.label(name, item=True) for name in filled if profile.field(name) is None and name != "items"]
    parts = []
    if names:
        parts.append(_("Filled in at import: {fields}.").format(fields="、".join(names)))
    if "items" in filled:
        parts.append(_("The items were filled in at import: {how}.").format(how=_how(filled["items"].how)))
    return " ".join(parts)


def _how(how: str) -> str:
    return {
        "constant": _("the same answer for the whole file"),
        "sheet": _("the office that stands above the table"),
        "linked": _("what follows from the format"),
        "composed": _("made of what the sheet says"),
        "element": _("by the data elements"),
        "provider": _("by provider"),
        "word": _("by words in name or abstract"),
        "meaning": _("what a word of the file was said to mean"),
        "abstract": _("from the abstract"),
        "tags": _("from the tags"),
        "alike": _("those of a like entry"),
        "above": _("those of a like entry above"),
        "model": _("those of a model"),
    }.get(how, how)
