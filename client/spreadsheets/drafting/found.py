"""What was found in the data before anything is named: tables, columns and what their values look like, never the
values themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from client.catalog.entry import Value

Sure = Literal["sure", "likely", "check"]
_SURE, _LIKELY = 0.8, 0.6


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `type` is a key of the list `data_type`, "" when nothing tells; `sure` is how far that is certain.

    `nullable` is None when nothing says so. `sensitive` names what the content is (`resident-id`, `mobile`, …:
    `personal.by_content`), "" for nothing personal.
    """

    name: str
    comment: str = ""
    type: str = ""
    length: str = ""
    nullable: bool | None = None
    primary: bool = False
    sensitive: str = ""
    sure: float = 0.95
    primary_sure: float = 0.95
    nullable_sure: float = 0.9


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `format` is a key of the list `format_type`; `cycle` a key of `update_cycle` that its dates suggest."""

    name: str
    columns: tuple[Column, ...]
    comment: str = ""
    format: str = ""
    format_sure: float = 0.9
    cycle: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A value of the draft, how sure we are, between 0 and 1, and what tells it.

    `why`: `comment`, `header`, `dictionary` (of column names), `guess` (pinyin or words put together), `twice`, `name`, what the
    content is (`resident-id`, …), or `person` (the clerk); "" where nothing is to be said of it.
    """

    value: Value
    sure: float
    why: str = ""

    @property
    def level(self) -> Sure:
        """As a clerk is told it."""
        return "sure" if self.sure >= _SURE else "likely" if self.sure >= _LIKELY else "check"


@dataclass(frozen=True, slots=True, eq=False)
class DraftedItem:
    """One item: the column it stands for, and its values by field id."""

    column: str
    values: Mapping[str, Filled]

    @property
    def weakest(self) -> tuple[str, Filled]:
        """The less certain one of name and type, by its field: what the clerk looks at first."""
        known = [(name, self.values[name]) for name in ("item_name", "item_type") if name in self.values]
        return min(known, key=lambda one: one[1].sure, default=("item_name", Filled("", 0.0)))


@dataclass(frozen=True, slots=True, eq=False)
class Drafted:
    """An entry as the data suggests it. `title` is what the file calls the table, `tables` all that it has."""

    source: str
    table: str
    title: str
    profile: str
    values: Mapping[str, Filled]
    items: tuple[DraftedItem, ...]
    tables: tuple[str, ...] = ()
