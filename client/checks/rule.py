"""What a rule is and what it finds: codes and parameters, never sentences, so that a finding is cheap and bilingual."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.catalog.tables import Tables, present
from client.checks.similar import Named
from client.texts import Text


class Severity(StrEnum):
    """必须改 blocks submitting; 可说明 passes with a written explanation that travels; 提示 only informs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place. `item` and `field` are ids, "" for the whole entry; `params` fill the rule's sentence.

    `explained` is true for a warning whose explanation stands for the present value.
    """

    rule: str
    severity: Severity
    item: str = ""
    field: str = ""
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)
    explained: bool = False

    @property
    def blocks(self) -> bool:
        """Whether the entry cannot be submitted because of this."""
        return self.severity is Severity.ERROR or (self.severity is Severity.WARNING and not self.explained)


class Neighbours(Protocol):
    """The few questions a rule may ask about other entries; the store answers them (ids of entries, never own id)."""

    def same_name(self, entry: Entry, key: str) -> Iterable[str]:
        """Other entries of the same provider whose canonical name (`plain.key`) is `key`."""

    def same_code(self, entry: Entry, code: str) -> Iterable[str]:
        """Other entries with this catalog code."""

    def code_exists(self, code: str) -> bool:
        """Whether an entry with this catalog code is known."""

    def series(self, entry: Entry, stem: str) -> Iterable[str]:
        """Other entries of the same provider whose name is `stem` followed by nothing but a number."""

    def alike(self, entry: Entry, key: str) -> Iterable[Named]:
        """Other entries of the same provider whose canonical name comes close to `key` without being it; a few."""


class Alone:
    """Answers for an entry that is looked at by itself."""

    def same_name(self, entry: Entry, key: str) -> Iterable[str]:
        """Nobody."""
        return ()

    def same_code(self, entry: Entry, code: str) -> Iterable[str]:
        """Nobody."""
        return ()

    def code_exists(self, code: str) -> bool:
        """Not known to be missing."""
        return True

    def series(self, entry: Entry, stem: str) -> Iterable[str]:
        """Nobody."""
        return ()

    def alike(self, entry: Entry, key: str) -> Iterable[Named]:
        """Nobody."""
        return ()


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at beside the entry."""

    profile: Profile
    today: date
    neighbours: Neighbours = dataclasses.field(default_factory=Alone)
    tables: Tables = dataclasses.field(default_factory=present)


NOTHING = Text("", "")

Hit = tuple[str, str, Mapping[str, str]]
"""(item id, field id, params) of one fault.

A param called `value` or `suggestion` is a value of the field concerned, one called like a field is a value of that
field, one whose name ends in `_field` is a field id: the report shows all of them in the clerk's words. One called
`other` (`ENTRY_ID`) is the id of another entry and leads there.
"""

ENTRY_ID = "other"

NONE: tuple[Hit, ...] = ()
"""Nothing found. Shared, because almost every rule finds nothing in almost every entry."""


@dataclass(frozen=True, slots=True)
class Fix:
    """How a fault is mended. `safe` fixes may be applied in bulk, others are shown first.

    `apply` gives the mended entry, or None when it cannot mend this one; it looks at the entry, never at the params,
    because those are cut and masked. `when` names a param without which there is nothing to offer, `safe_when` one
    with which this very finding may be mended in bulk although the rule's findings in general may not.
    """

    label: Text
    apply: Callable[[Entry, Finding, Context], Entry | None]
    safe: bool = False
    when: str = ""
    safe_when: str = ""

    def is_safe(self, finding: Finding) -> bool:
        """Whether this finding may be mended without a question."""
        return self.safe or bool(self.safe_when and finding.params.get(self.safe_when))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with everything a clerk needs to understand it.

    `what` names the fault with `{params}`; `title` names it without them, blank where `what` has none but `{item_word}`;
    `why` tells what it is for; `basis` is document and clause, blank when the source is not certain (confidence C);
    `good` and `bad` are examples; `covers` are lines of check_rules.csv.
    A rule is silent where the profile has not every field of `needs`, and where every field of `about` is blank (of
    the entry, or of all items): most rules are then not even asked, which is what makes checking fast.
    """

    code: str
    severity: Severity
    what: Text
    why: Text
    good: Text
    bad: Text
    find: Callable[[Entry, Context], Iterable[Hit]]
    basis: Text = NOTHING
    fix: Fix | None = None
    covers: tuple[str, ...] = ()
    crosses_entries: bool = False
    needs: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    title: Text = NOTHING
