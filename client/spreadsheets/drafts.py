"""What was understood of a file: columns, rows and the entries found, before anything is compared with the store."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from client.catalog.entry import Values
from client.errors import InputProblem
from client.spreadsheets import words
from client.spreadsheets.reasons import Reason

KEY = "@key"
"""Stands for the hidden column with the entry's id in our own exports and marked workbooks."""

ITEM_KEY = "@item"
"""Stands for the hidden column with the item's id."""

Verdict = Literal[
    "catalog",
    "items",
    "form",
    "lists",
    "classification",
    "outline",
    "dictionary",
    "instructions",
    "not-a-catalog",
    "empty",
    "hidden",
]
How = Literal["label", "synonym", "learned", "content", "none"]
LeftOutAs = Literal["total", "instruction", "refused"]


@dataclass(frozen=True, slots=True)
class Learned:
    """A column an office has explained: the header's key (`words.header_key`) and its group's key.

    `column` (letters) names the column of this very file instead. `field` "" means: leave this column alone.
    """

    header_key: str
    group: str
    field: str
    of_item: bool
    column: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """How one column was understood. `field` is None when it was not; `confidence` is between 0 and 1.

    `suggest` is the field a column that is not taken may mean: another column means it more clearly.
    `column` is its letter in the sheet; `group` the heading above it in sheets with grouped headers.
    `value` is set where the column stands for one value of the field, and a tick in it says that it holds.
    """

    column: str
    header: str
    group: str
    field: str | None
    of_item: bool
    how: How
    confidence: float
    suggest: str = ""
    value: str = ""

    @property
    def idle(self) -> bool:
        """Whether the column only numbers the rows or remarks on them (序号, 备注): nothing is imported from it."""
        known = words.load()
        return self.field is None and words.header_key(self.header) in known.numbering | known.remark

    @property
    def unknown(self) -> bool:
        """Whether a person should look at it: it has a label that is not understood."""
        return self.field is None and bool(self.header) and not self.idle


@dataclass(frozen=True, slots=True)
class RowCounts:
    """Every row of a sheet, counted once: `read` is the sum of the others."""

    read: int = 0
    entry: int = 0
    continuation: int = 0
    blank: int = 0
    header: int = 0
    instruction: int = 0
    total: int = 0
    refused: int = 0

    def balances(self) -> bool:
        """Whether no row is unaccounted for."""
        parts = self.entry + self.continuation + self.blank + self.header + self.instruction + self.total + self.refused
        return self.read == parts


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row with something in it that is not imported. `row` counts from 1 as Excel does."""

    row: int
    as_: LeftOutAs
    why: Reason


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What one sheet is and what happened to its rows. `reason` is None when it is imported."""

    name: str
    verdict: Verdict
    reason: Reason | None
    header_rows: tuple[int, ...]
    columns: tuple[ColumnMatch, ...]
    rows: RowCounts
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of damage to values and every cell that has it. `repaired`: the values were restored.

    `restored` holds for every cell what it says now, "" where nothing could be restored.
    """

    kind: str
    cells: tuple[str, ...]
    repaired: bool
    restored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAs:
    """A word of the file taken for a value of a list that calls it otherwise (每天 for 每日, 1 for 无条件共享).

    `value` is the key in the list; `cells` are the first of `count`.
    """

    field: str
    of_item: bool
    text: str
    value: str
    count: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One item as it stands in the file. `key` is the hidden key, "" where there is none; `row` counts from 1.

    `column` is set when items stand in columns of their own.
    """

    key: str
    values: Values
    row: int
    sheet: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Which column of a sheet each field was read from; shared by all drafts of one table.

    For a form page `rows` says in which row each entry field stands.
    """

    sheet: str
    fields: Mapping[str, str]
    item_fields: Mapping[str, str]
    rows: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry as it stands in the file, values canonical. `refused` is None, or why it must not be stored.

    `around` is the office that stands above the entry (a section, a line over the table, the sheet's name); `offered`
    are items its abstract tells of. Neither is taken without being asked for.
    """

    key: str
    values: Values
    items: tuple[DraftItem, ...]
    row: int
    source: Source
    items_source: Source | None = None
    refused: Reason | None = None
    around: str = ""
    offered: tuple[str, ...] = ()

    @property
    def sheet(self) -> str:
        """The name of the sheet the entry stands on."""
        return self.source.sheet

    @property
    def fields(self) -> frozenset[str]:
        """The entry fields the file has a column for: blank there means blank, absent means leave alone.

        A form that takes its name from its sheet has no cell for it: another name of the sheet renames nothing.
        """
        return frozenset(name for name, column in self.source.fields.items() if column)

    @property
    def item_fields(self) -> frozenset[str]:
        """The item fields the file has a column for."""
        return frozenset((self.items_source or self.source).item_fields)

    def cell(self, item: int, field_id: str) -> str:
        """Where a value stands, as `Sheet!C5`; `item` is the item's place or -1 for the entry; "" when nowhere.

        A field without a column gives the entry's row (`Sheet!5`), so that a missing value can still be shown.
        """
        if item < 0:
            row = self.source.rows.get(field_id, self.row)
            return f"{self.source.sheet}!{self.source.fields.get(field_id, '')}{row}"
        if item >= len(self.items):
            return ""
        held, place = self.items_source or self.source, self.items[item]
        return f"{held.sheet}!{place.column or held.item_fields.get(field_id, '')}{place.row}"

    def cells(self) -> Iterator[tuple[tuple[int, str], str]]:
        """Every (item place or -1, field id) with a value, and its cell."""
        for name in self.values:
            yield (-1, name), self.cell(-1, name)
        for place, item in enumerate(self.items):
            for name in item.values:
                yield (place, name), self.cell(place, name)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A profile that fits the file's headers: `id@version` and the share of its columns that it knows."""

    profile: str
    fit: float


@dataclass(frozen=True, slots=True)
class KeptList:
    """A sheet that is no catalog but belongs to the office's work (its duties, systems, wanted data), kept as it is."""

    sheet: str
    kind: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything that was understood of one file. `profile` is `id@version`; `ours`: one of our own exports."""

    path: str
    format: str
    encoding: str
    profile: str
    suggested: tuple[Suggestion, ...]
    sheets: tuple[SheetReport, ...]
    drafts: tuple[Draft, ...]
    damage: tuple[Damage, ...] = ()
    ours: bool = False
    problem: InputProblem | None = None
    lists: tuple[KeptList, ...] = ()
    read_as: tuple[ReadAs, ...] = ()

    @property
    def items(self) -> int:
        """How many items all drafts have together."""
        return sum(len(draft.items) for draft in self.drafts)

    def require(self) -> "Understanding":
        """Itself. Raises the `InputProblem` that says what the file is when it holds no catalog."""
        if self.problem is not None:
            raise self.problem
        return self
