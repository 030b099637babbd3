"""What a file does not say, whole columns at once, and the words in it that no list knows."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from client.catalog import codes, plain
from client.catalog.entry import Value, Values, as_text
from client.catalog.profile import Field, Profile
from client.spreadsheets.filling.answers import Offers, linked_class
from client.spreadsheets.filling.items import SOURCES, Offered
from client.spreadsheets.plan import Line

_MOST_WORDS = 200
_PER_PROVIDER = 300
_MOSTLY, _FEWEST = 6, 3
"""Tenths of the entries that must agree, and how many at least, before their value is offered to the others."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that must be filled in and is blank: in how many entries (or items) it is needed.

    `usual` is what most of the others say, where the field has a list and some entries have it.
    """

    field: str
    of_item: bool
    count: int
    usual: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a column with a list that the list does not know; `likely` are the keys it may mean, the surest first."""

    field: str
    of_item: bool
    text: str
    likely: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ItemGap:
    """To so many entries without items some are offered from this source: for the entry `name` those of `sample`.

    `of` is the entry or the model they come from, "" for the entry's own words. `source` "" is all of them together.
    """

    source: str
    count: int
    name: str
    sample: tuple[str, ...]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps of a file, with what its entries have to go by."""

    fields: tuple[Gap, ...] = ()
    words: tuple[Word, ...] = ()
    entries: int = 0
    offices_around: int = 0
    linked: int = 0
    items: tuple[ItemGap, ...] = ()
    without_items: int = 0
    providers: tuple[tuple[str, int], ...] = ()


def gaps(lines: Iterable[Line], profile: Profile, offers: Offers) -> Gaps:
    """What is missing in the entries as they would be stored."""
    own, of_items = _Side(profile.fields), _Side(profile.item_fields)
    unknown: Counter[tuple[str, bool, str]] = Counter()
    providers: Counter[str] = Counter()
    items = _OfItems()
    entries = around = linked = bare = 0
    for line in lines:
        if line.entry is None:
            continue
        entries += 1
        around += bool(line.draft.around)
        linked += bool(linked_class(profile, line.entry.values))
        if not line.entry.items:
            bare += 1
            items.look(line.entry.text("name"), offers(line))
        providers[as_text(line.entry.values.get("provider", ""))] += 1
        own.look(line.entry.values, unknown)
        for item in line.entry.items:
            of_items.look(item.values, unknown)
    found = [
        Word(name, of_item, text, _likely(profile.field_of(name, item=of_item), text), count)
        for (name, of_item, text), count in unknown.most_common(_MOST_WORDS)
    ]
    return Gaps(
        (*own.missing(), *of_items.missing()),
        tuple(found),
        entries,
        around,
        linked,
        items.gaps(),
        bare,
        tuple(providers.most_common(_PER_PROVIDER)),
    )


class _OfItems:
    """How many entries are offered items, and from where; the first of each source is shown."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._first: dict[str, ItemGap] = {}

    def look(self, name: str, offers: Iterable[Offered]) -> None:
        """Counts what one entry is offered."""
        for place, one in enumerate(offers):
            for source in (one.source,) if place else (one.source, ""):
                self._count[source] += 1
                if source not in self._first:
                    sample = tuple(as_text(item.get("item_name", "")) for item in one.items)
                    self._first[source] = ItemGap(source, 0, name, sample, one.of)

    def gaps(self) -> tuple[ItemGap, ...]:
        """One for each source, and one for all of them where there are several."""
        names = [name for name in ("", *SOURCES) if name in self._first]
        return tuple(replace(self._first[name], count=self._count[name]) for name in names if name or len(names) > 2)


class _Side:
    """What is missing among the fields of one side, of the entries or of their items."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._fields = fields
        self._always = frozenset(field.id for field in fields if field.required)
        self._at_times = [
            (field, tuple(field.required_when), dict[tuple[Value, ...], bool]())
            for field in fields
            if field.required_when and not field.required
        ]
        self._listed = [(field, field.list, set[Value]()) for field in fields if field.list and not field.list.open]
        self._needed: Counter[str] = Counter()
        self._present: set[str] = set()
        self._said = [(field, Counter[Value]()) for field in fields if field.list and _may_be_needed(field)]

    def look(self, values: Values, unknown: Counter[tuple[str, bool, str]]) -> None:
        """Counts what one entry or item lacks, and in `unknown` its words that no list knows."""
        filled = values.keys() if all(values.values()) else {name for name, value in values.items() if value}
        self._present |= filled
        self._needed.update(self._always - filled)
        for field, said in self._said:
            if field.id in filled:
                said[values[field.id]] += 1
        for field, asked, answers in self._at_times:
            if field.id not in filled:
                given = tuple([values.get(name, "") for name in asked])
                needed = answers.get(given)
                if needed is None:
                    needed = answers[given] = field.is_required(values)
                self._needed[field.id] += needed
        for field, listed, fine in self._listed:
            held = values.get(field.id, "")
            if not held or held in fine:
                continue
            strange = [part for part in ((held,) if isinstance(held, str) else held) if listed.get(part) is None]
            unknown.update((field.id, field.of_item, part) for part in strange)
            if not strange:
                fine.add(held)

    def missing(self) -> Iterable[Gap]:
        """The fields that are blank although they are needed, in the order of the form.

        What some entries have and others lack counts where one answer can stand for all that lack it.
        """
        said = {field.id: counted for field, counted in self._said}
        for field in self._fields:
            at_large = field.id not in self._present or field.list is not None or field.id == "summary"
            if self._needed[field.id] and at_large:
                usual = _usual(field, said.get(field.id, Counter()))
                yield Gap(field.id, field.of_item, self._needed[field.id], usual)


def _may_be_needed(field: Field) -> bool:
    return field.required or bool(field.required_when)


def _usual(field: Field, said: Counter[Value]) -> str:
    """What most of those say that say anything, "" where they differ or say what the list does not know."""
    best, times = said.most_common(1)[0] if said else ("", 0)
    key = best if isinstance(best, str) else best[0] if len(best) == 1 else ""
    mostly = times >= _FEWEST and times * 10 >= said.total() * _MOSTLY
    return key if mostly and field.list and field.list.get(key) else ""


def _likely(field: Field | None, text: str) -> tuple[str, ...]:
    """The keys a word may mean: what the list offers, then the same word with a usual slip put right."""
    if field is None or field.list is None:
        return ()
    full = codes.load_lists().get(field.list.id)
    for form in dict.fromkeys((text, _period(text), _BESIDE.sub("", text), text.replace("开发", "开放"))):
        for one in (field.list, full):
            found = one.fitting(form) if one and form else ()
            keys = tuple(value.key for value in found if field.list.get(value.key))
            if keys:
                return keys
    return _contained(field, text)


def _contained(field: Field, text: str) -> tuple[str, ...]:
    """The one value whose label stands in the words (无条件共享（平台接口）)."""
    key = plain.key(text)
    keys = {value.key: plain.key(value.label.zh) for value in field.list.values} if field.list else {}
    inside = [name for name, label in keys.items() if len(label) >= 2 and label in key]
    longest = [name for name in inside if not any(keys[name] != keys[o] and keys[name] in keys[o] for o in inside)]
    return tuple(longest) if len(longest) == 1 else ()


_BESIDE = re.compile(r"^[（(]?\d{1,2}[）).、．:：\-\s]+|[（(][^（）()]*[）)]$")
"""A number in front (1.无条件共享), what stands in brackets behind (字符型（50）, VARCHAR2(50))."""
_DIGITS = str.maketrans("一二两三四五六七八九", "1223456789")
_EVERY = re.compile(
    r"(?:每隔|每|按|隔)?(?P<count>\d{1,3})?个?(?P<unit>分钟|分|小时|时|秒|半天|天|日|周|星期|旬|半个?月|月份?|季度?|半年|年度?)"
    r"(?:(?:更新|同步|更)?(?:1?次|1回)?|/次)(?:更新)?"
)
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "旬": 10, "半月": 15, "半个月": 15, "月": 30, "月份": 30, "季": 90,
         "季度": 90, "半年": 180, "年": 360, "年度": 360}  # fmt: skip
_PERIODS = {1: "每日", 7: "每周", 30: "每月", 90: "每季度", 180: "每半年", 360: "每年", 365: "每年"}


def _period(text: str) -> str:
    """每 3 月, 3个月/次, 每12个月, 月更新 in the words of the list; a period it does not have is 其他."""
    found = _EVERY.fullmatch(plain.key(text).replace("十二", "12").translate(_DIGITS).replace("十", "10"))
    if not found:
        return ""
    days = _DAYS.get(found["unit"], 0) * int(found["count"] or 1)
    return _PERIODS.get(days, "其他")
