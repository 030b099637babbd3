"""A person's answers for a file: what stands where the sheet says nothing, and what its unknown words mean."""

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from client.catalog import codes, kinds, plain, tables
from client.catalog.changes import between
from client.catalog.entry import Entry, Item, Value, Values, as_text
from client.catalog.profile import Field, Profile
from client.checks.rules.item import type_of_name
from client.spreadsheets import words
from client.spreadsheets.drafts import Draft, ReadAs, SheetReport
from client.spreadsheets.filling.items import Offered
from client.spreadsheets.plan import Kind, Line
from client.spreadsheets.tables import listed

Offers = Callable[[Line], Iterable[Offered]]
_IDENTITY = ("provider", "provider_code")
_DESCRIBED = {"update_cycle": "update_cycle_other", "format_type": "format_other"}
CONSTANT, SHEET, LINKED, PROVIDER, WORD = "constant", "sheet", "linked", "provider", "word"
COMPOSED, ELEMENT = "composed", "element"
_OF_ELEMENT = {"item_type": "type", "item_length": "length", "item_level": "level"}
_SHOWN_ITEMS = 8


@dataclass(frozen=True, slots=True)
class Fill:
    """What to write into a field where the sheet has nothing.

    `how`: constant · sheet (the office that stands above the table) · linked (the class its type belongs to) ·
    provider (`table` by provider) · word (`table` by words in name or abstract) · composed (a summary made of the
    entry's other values) · element (what the data element of the item's name says). `value` where these say nothing.
    """

    field: str
    how: str = CONSTANT
    value: str = ""
    table: Mapping[str, str] = dataclasses.field(default_factory=dict)
    of_item: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """In this field of this file the word `text` means `value`."""

    field: str
    text: str
    value: str
    of_item: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers for a file; `items`: where entries without items take them from (`filling.items.SOURCES`)."""

    fills: tuple[Fill, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    items: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fills or self.meanings or self.items)

    def over(self, earlier: "Answers") -> "Answers":
        """These answers, and of the earlier ones those about anything else."""
        fields = {(one.field, one.of_item) for one in self.fills}
        texts = {(one.field, one.of_item, plain.key(one.text)) for one in self.meanings}
        return Answers(
            (*self.fills, *(one for one in earlier.fills if (one.field, one.of_item) not in fields)),
            (
                *self.meanings,
                *(one for one in earlier.meanings if (one.field, one.of_item, plain.key(one.text)) not in texts),
            ),
            self.items or earlier.items,
        )

    @property
    def words(self) -> frozenset[tuple[str, bool, str]]:
        """The words a person has given a meaning, as `Profile.doubting` takes them."""
        return frozenset((one.field, one.of_item, plain.key(one.text)) for one in self.meanings)

    def overrule(self, read_as: Iterable[ReadAs]) -> bool:
        """Whether one of these words was read as something else than a person says."""
        said = {(one.field, one.of_item, plain.key(one.text)): one.value for one in self.meanings}
        return any(said.get((one.field, one.of_item, plain.key(one.text)), one.value) != one.value for one in read_as)

    def document(self) -> dict[str, Any]:
        """As JSON, to be remembered."""
        return {
            "fills": [[one.field, one.how, one.value, dict(one.table), one.of_item] for one in self.fills],
            "meanings": [[one.field, one.text, one.value, one.of_item] for one in self.meanings],
            "items": list(self.items),
        }


def remembered(raw: Mapping[str, Any]) -> Answers:
    """What `document` wrote; an earlier version wrote true for the items of abstracts."""
    items = raw.get("items", ())
    return Answers(
        tuple(Fill(*one) for one in raw.get("fills", ())),
        tuple(Meaning(*one) for one in raw.get("meanings", ())),
        ("abstract",) if items is True else tuple(items or ()),
    )


def shape_of(profile: str, sheets: Iterable[SheetReport]) -> str:
    """What sheets of the same making have in common: the standard and the labels of their columns."""
    labels = sorted(
        {
            f"{words.header_key(column.group)}/{words.header_key(column.header)}"
            for sheet in sheets
            if sheet.verdict in ("catalog", "items", "form")
            for column in sheet.columns
        }
    )
    return hashlib.sha256("\n".join([profile.partition("@")[0], *labels]).encode()).hexdigest()[:24]


class Filling:
    """Applies answers to the lines of a plan and counts what was filled."""

    def __init__(self, answers: Answers, profile: Profile) -> None:
        self._answers, self._profile = answers, profile
        self._meanings = {(one.field, one.of_item, plain.key(one.text)): one for one in answers.meanings}
        self.count: Counter[tuple[str, str]] = Counter()
        self.meant: Counter[Meaning] = Counter()
        self._identity: dict[tuple[str, int], dict[str, str]] = {}
        self._filled: dict[str, str] = {}

    def identified(self, drafts: Sequence[Draft]) -> Sequence[Draft]:
        """The drafts with the provider they are matched by; what else is filled in waits for the plan."""
        fills = sorted((one for one in self._answers.fills if one.field in _IDENTITY), key=lambda one: one.field)
        meant = any(one.field in _IDENTITY for one in self._answers.meanings)
        return [self._identified(draft, fills) for draft in drafts] if fills or meant else drafts

    def _identified(self, draft: Draft, fills: Sequence[Fill]) -> Draft:
        values = dict(draft.values)
        named = self._meanings.get(("provider", False, plain.key(as_text(values.get("provider", "")))))
        if named and named.value != values.get("provider"):
            values["provider"] = named.value
            self._identity.setdefault((draft.sheet, draft.row), {})["provider"] = "meaning"
            self.count["provider", "meaning"] += 1
            self.meant[named] += 1
        for fill in fills if draft.refused is None else ():
            if not values.get(fill.field) and (value := self._value(fill, values, draft)):
                values[fill.field] = value
                self._identity.setdefault((draft.sheet, draft.row), {})[fill.field] = fill.how
                self.count[fill.field, fill.how] += 1
        return draft if values == draft.values else replace(draft, values=values)

    def apply(self, lines: Sequence[Line], new_id: "NewId", offers: Offers) -> list[Line]:
        """The lines with their entries filled in; a stored value is never replaced by a filled one.

        `offers` says of a line without items which it may have.
        """
        return [self._line(line, new_id, offers) for line in lines] if self._answers else list(lines)

    def _line(self, line: Line, new_id: "NewId", offers: Offers) -> Line:
        entry = line.entry
        if entry is None:
            return line
        self._filled = dict(self._identity.get((line.draft.sheet, line.draft.row), {}))
        values = dict(entry.values)
        self._mean(values, of_item=False)
        # What is composed of other values comes after them.
        for fill in sorted(self._answers.fills, key=lambda one: one.how == COMPOSED):
            if not fill.of_item and not values.get(fill.field):
                value = self._value(fill, values, line.draft)
                if value:
                    values[fill.field] = value
                    self._note(fill.field, fill.how)
        made = [] if entry.items else self._items(line, offers)
        items = entry.items or tuple(Item(new_id(), dict(one)) for one in made)
        items = tuple(self._item(item, line.draft) for item in items)
        line = replace(line, filled=self._filled) if self._filled else line
        filled = replace(entry, values=values, items=items)
        return line if filled == entry else self._again(line, filled)

    def _items(self, line: Line, offers: Offers) -> Sequence[Values]:
        """The items of an entry that has none: those offered that were accepted, then those a person wrote."""
        for offered in offers(line) if self._answers.items else ():
            if offered.source in self._answers.items:
                return self._made(offered.items, offered.source)
        typed = next((one for one in self._answers.fills if one.field == "item_name"), None)
        values = line.entry.values if line.entry else {}
        text = as_text(self._value(typed, values, line.draft)) if typed else ""
        return self._made([{"item_name": name} for name in listed.parts(text)], typed.how) if typed and text else ()

    def _made(self, items: Sequence[Values], how: str) -> Sequence[Values]:
        self.count["items", how] += len(items)
        self._filled["items"] = how
        return items

    def _note(self, name: str, how: str) -> None:
        self._filled[name] = how
        self.count[name, how] += 1

    @staticmethod
    def _again(line: Line, filled: Entry) -> Line:
        if line.old is None:
            return replace(line, entry=filled)
        changes = between(line.old, filled)
        return replace(line, entry=filled, changes=changes, kind=Kind.CHANGED if changes else Kind.SAME)

    def _item(self, item: Item, draft: Draft) -> Item:
        values = dict(item.values)
        self._mean(values, of_item=True)
        for fill in self._answers.fills:
            if fill.of_item and not values.get(fill.field) and (value := self._value(fill, values, draft)):
                values[fill.field] = value
                self._note(fill.field, fill.how)
        return replace(item, values=values)

    def _mean(self, values: dict[str, Value], *, of_item: bool) -> None:
        for name in {one.field for one in self._answers.meanings if one.of_item is of_item}:
            held = values.get(name, "")
            parts = (held,) if isinstance(held, str) else held
            known = [self._meanings.get((name, of_item, plain.key(part))) for part in parts if part]
            meant = [one.value if one else part for one, part in zip(known, filter(None, parts), strict=True)]
            if meant != [part for part in parts if part]:
                self._describe(
                    values,
                    name,
                    [
                        part
                        for part, now in zip(filter(None, parts), meant, strict=True)
                        if part != now and now.endswith("other")
                    ],
                )
                values[name] = meant[0] if isinstance(held, str) else tuple(dict.fromkeys(meant))
                self._note(name, "meaning")
                self.meant.update(filter(None, known))

    def _describe(self, values: dict[str, Value], name: str, parts: Sequence[str]) -> None:
        """A word that is 其他 in the list is what the description beside it wants."""
        beside = _DESCRIBED.get(name, "")
        if parts and beside and not values.get(beside) and self._profile.field(beside):
            values[beside] = "、".join(parts)

    def _value(self, fill: Fill, values: Mapping[str, Value], draft: Draft) -> Value:
        known = self._profile.field_of(fill.field, item=fill.of_item)
        if known is None:
            return ""
        if fill.how == LINKED:
            derived = linked_way if fill.field == "sharing_way" else linked_class
            return derived(self._profile, values) or read(known, fill.value)
        if fill.how == COMPOSED:
            return composed(self._profile, values, item_names(draft))
        text = fill.value
        if fill.how == ELEMENT:
            text = of_element(fill.field, as_text(values.get("item_name", ""))) or fill.value
        elif fill.how == SHEET:
            text = draft.around or fill.value
        elif fill.how == PROVIDER:
            provider = plain.key(as_text(values.get("provider", "")))
            text = next((said for name, said in fill.table.items() if plain.key(name) == provider), fill.value)
        elif fill.how == WORD:
            told = as_text(values.get("name", "")) + as_text(values.get("summary", ""))
            text = next((said for word, said in fill.table.items() if word in told), fill.value)
        return read(known, text)


NewId = Any


def of_element(field: str, item_name: str) -> str:
    """What the data element called so, or the name itself (…日期, …金额), says of a field of an item; "" when neither does."""
    element = tables.present().elements.by_name(item_name)
    if element:
        return str(getattr(element, _OF_ELEMENT[field], "")) if field in _OF_ELEMENT else ""
    return type_of_name.spoken_for(item_name, "string") if field == "item_type" else ""


def read(known: Field, text: str) -> Value:
    """A typed answer as a value: keys, labels and synonyms of lists are all understood."""
    return kinds.read(known, text) if text else ""


def item_names(draft: Draft) -> list[str]:
    """The names of a draft's items, or of those its abstract tells of."""
    return [as_text(item.values.get("item_name", "")) for item in draft.items] or list(draft.offered)


def composed(profile: Profile, values: Mapping[str, Value], names: Sequence[str]) -> str:
    """A summary of nothing but what the sheet says of the entry; "" without a name. For the clerk to make better."""
    name, provider = as_text(values.get("name", "")), as_text(values.get("provider", ""))
    if not name:
        return ""
    shown = "、".join(one for one in names[:_SHOWN_ITEMS] if one)
    parts = [name if provider in name else f"{provider}的{name}"]
    if shown:
        parts.append(f"包括{shown}{'等' if len(names) > _SHOWN_ITEMS else ''}")
    if period := as_text(values.get("time_range", "")):
        parts.append(f"时间范围{period}")
    if count := as_text(values.get("record_count", "")):
        parts.append(f"共{count}条" if count.isdecimal() else f"数据量{count}")
    field = profile.field("update_cycle")
    cycle = field.list.get(as_text(values.get("update_cycle", ""))) if field and field.list else None
    if cycle and cycle.key != "other":
        parts.append(f"{cycle.label.zh}更新")
    return "，".join(parts) + "。" if len(parts) > 1 else ""


def linked_class(profile: Profile, values: Mapping[str, Value]) -> str:
    """The format class that all the entry's format types belong to, "" when they disagree."""
    field_type = profile.field("format_type")
    held = values.get("format_type", ())
    full = codes.load_lists().get(field_type.list.id) if field_type and field_type.list else None
    if full is None:
        return ""
    parts = (held,) if isinstance(held, str) else held
    classes = {found.parent for part in parts if part and (found := full.get(part)) and found.parent}
    return next(iter(classes)) if len(classes) == 1 else ""


def linked_way(profile: Profile, values: Mapping[str, Value]) -> str:
    """How data of the entry's format is usually handed over: services by interface, tables as tables, files as files."""
    listed = profile.lists.get("sharing_way")
    kind = as_text(values.get("format_class", "")) or linked_class(profile, values)
    if listed is None or not kind or as_text(values.get("sharing", "")) == "refused":
        return ""
    wanted = {"service": ("interface",), "database": ("database", "interface")}.get(kind, ("file",))
    return next((way for way in wanted if listed.get(way)), "")
