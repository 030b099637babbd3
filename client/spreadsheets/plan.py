"""What an import would do: every draft matched with what is stored and compared field by field. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from client.catalog.changes import Change
from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.progress import SILENT, Progress
from client.spreadsheets.drafts import Draft


class Lookup(Protocol):
    """What the plan asks about stored entries; tombstones are not given."""

    def by_id(self, entry_id: str) -> Entry | None:
        """The entry with this id."""

    def by_code(self, code: str) -> Sequence[str]:
        """Ids of the entries with this catalog code."""

    def by_name(self, provider: str, name_key: str) -> Sequence[str]:
        """Ids by provider (its code, or `plain.key` of its name when the code is blank) and `plain.key` of the name."""


class Kind(StrEnum):
    """What would happen to a draft."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """One draft of the file and what would be done with it.

    `entry` is the entry as it would be stored (None when refused), `old` what is stored now. For a duplicate,
    `first` is the place in `Plan.lines` of the line it repeats, and `changes` are against that line's entry.
    """

    kind: Kind
    renamed: bool
    entry: Entry | None
    old: Entry | None
    changes: tuple[Change, ...]
    draft: Draft
    first: int = -1


@dataclass(frozen=True, slots=True)
class Plan:
    """All lines in the file's order."""

    lines: tuple[Line, ...]

    def count(self, kind: Kind) -> int:
        """How many lines are of this kind."""
        return sum(line.kind is kind for line in self.lines)

    def missing(self, last_time: Iterable[str]) -> tuple[str, ...]:
        """Of the entries that came from this source last time, the ids no line of this file is about."""
        seen = {line.old.id for line in self.lines if line.old}
        return tuple(entry_id for entry_id in last_time if entry_id not in seen)


def plan(
    drafts: Sequence[Draft],
    lookup: Lookup,
    profile: Profile,
    new_id: Callable[[], str],
    *,
    space: str = "",
    progress: Progress = SILENT,
) -> Plan:
    """Every draft matched (model.md 2: hidden key, code, provider and name) and compared; nothing is written."""
    raise NotImplementedError
