"""What was found in the data before anything is named: tables, columns and what their values look like, never the
values themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from client.catalog.entry import Value


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

    `why`: `comment`, `header`, `dictionary`, `guess` (pinyin or words put together), `definition`, `content`, `name`,
    or what the content is (`resident-id`, …); "" where nothing is to be said of it.
    """

    value: Value
    sure: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class DraftedItem:
    """One item: the column it stands for, and its values by field id."""

    column: str
    values: Mapping[str, Filled]


@dataclass(frozen=True, slots=True)
class Drafted:
    """An entry as the data suggests it. `others` are the tables of the file that it was not drafted from."""

    source: str
    table: str
    profile: str
    values: Mapping[str, Filled]
    items: tuple[DraftedItem, ...]
    others: tuple[str, ...] = field(default_factory=tuple)
