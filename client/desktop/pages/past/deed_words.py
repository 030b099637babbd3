"""What an act is called in the list of all acts, and what taking it back would do, in sentences."""

from dataclasses import dataclass
from functools import cached_property

from client import clock
from client.catalog.profile import Profile
from client.desktop import rule_words, words
from client.desktop.models.lines_model import Mark
from client.store.query import MANY, Act, Query
from client.texts import Translator
from client.workflows.undo import Outlook

_ = Translator("desktop")
_TOLD = ("file", "platform", "document", "reason", "profile")
"""What an act is about, the first that is there."""


@dataclass
class Deed:
    """One line of the list. What is not painted is not asked for."""

    act: Act
    query: Query
    profile: Profile
    people: dict[str, str]

    @property
    def id(self) -> str:
        """The id of the act."""
        return self.act.id

    @property
    def at(self) -> str:
        """When it was begun."""
        return clock.shown(self.act.at)

    @property
    def who(self) -> str:
        """Who did it; what came from above was done by nobody here."""
        return self.people.get(self.act.person, "") or (_("Platform") if self.act.from_above else "")

    @property
    def kind(self) -> str:
        """Which kind of act; an undo says of what."""
        told = words.act_kind(self.act.kind)
        of = self.act.about.get("kind", "")
        return _("{act}: {of}").format(act=told, of=words.act_kind(of)) if of and self.act.undoes else told

    @cached_property
    def about(self) -> str:
        """The file, the platform, the rule or the one entry it was about, "" where nothing says more."""
        if self.act.kind == "fix":
            rule = self.act.about.get("rule", "")
            found = rule_words.rule_of(rule, self.profile) if rule else None
            if found:
                return rule_words.of_rule(rule, self.profile).what
        told = next((self.act.about[name] for name in _TOLD if self.act.about.get(name)), "")
        if told or self.act.entries != 1:
            return told
        return next((one.name for one in self.query.past.touched(self.act.id, 0, 1)), "")

    @property
    def what(self) -> str:
        """Kind and what it was about."""
        return " · ".join(part for part in (self.kind, self.about) if part)

    @property
    def count(self) -> str:
        """How many entries it changed; blank for acts that changed none (reports queued or answered)."""
        if not self.act.entries:
            return ""
        return f"{self.act.entries:,}" if self.act.entries <= MANY else f"{MANY:,}+"

    @property
    def state(self) -> Mark | None:
        """Whether it was taken back."""
        return Mark(_("Taken back"), "neutral", "undo") if self.act.undone_by else None

    @property
    def reverse(self) -> str:
        """The act to take back, so that this one is undone or done again; "" when nothing leads back."""
        return "" if self.act.final else self.act.undone_by or self.act.id


def again(deed: Deed) -> bool:
    """Whether the way back does something again that was taken back."""
    return bool(deed.act.undone_by) != (deed.act.kind == "undo")


def button(deed: Deed) -> str:
    """What the way back is called."""
    return _("Do it again") if again(deed) else _("Undo")


def consequences(deed: Deed, seen: Outlook) -> tuple[list[str], bool]:
    """(what would happen, whether anything would)."""
    found = seen.foreseen
    if seen.writing:
        return [_("The import is still being written.")], False
    said = _entries_said(deed, seen)
    if seen.leaving:
        text = _.plural("{count} report leaves the queue.", "{count} reports leave the queue.", seen.leaving)
        said.append(text.format(count=f"{seen.leaving:,}"))
    if seen.sent:
        text = _.plural(
            "{count} report may have arrived and stays; withdraw it if it must go.",
            "{count} reports may have arrived and stay; withdraw them if they must go.",
            seen.sent,
        )
        said.append(text.format(count=f"{seen.sent:,}"))
    if deed.act.from_above and found.back:
        said.append(_("Only here: what stands above stays as it is, and codes that were given stay."))
    return said or [_("Nothing of it is left to take back.")], bool(found.back or seen.leaving)


def _entries_said(deed: Deed, seen: Outlook) -> list[str]:
    found, said = seen.foreseen, []
    whole = found.looked == found.entries
    back, gone = found.back - found.gone, found.gone
    if not whole:
        text = _("{count} entries; of the first {looked} that were looked at:")
        said.append(text.format(count=f"{found.entries:,}", looked=f"{found.looked:,}"))
    if gone:
        text = _.plural(
            "{count} entry that this act made or brought back goes again.",
            "{count} entries that this act made or brought back go again.",
            gone,
        )
        said.append(text.format(count=f"{gone:,}"))
    if back:
        text = _.plural(
            "{count} entry becomes what it was before.", "{count} entries become what they were before.", back
        )
        said.append(text.format(count=f"{back:,}"))
    if found.kept:
        text = _.plural(
            "{count} entry was changed since: what was changed stays.",
            "{count} entries were changed since: what was changed stays.",
            found.kept,
        )
        said.append(text.format(count=f"{found.kept:,}"))
    return said
