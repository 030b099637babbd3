"""One thing the file does not say, with what could be answered once for the whole file."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from client.catalog import kinds
from client.catalog.profile import Profile
from client.desktop import import_words
from client.desktop.widgets import build
from client.desktop.widgets.typing import Choice, Line
from client.spreadsheets.filling.answers import (
    COMPOSED,
    CONSTANT,
    ELEMENT,
    LINKED,
    PROVIDER,
    SHEET,
    WORD,
    Fill,
    Meaning,
)
from client.texts import Translator
from client.workflows.importing.fill_in import Offer, Question

_ = Translator("desktop")
_PLACES = 3
_ITEMS_SHOWN = 4
_LIKELY = frozenset({"office", "sheet", "linked", "near"})
"""Facts and near misses are chosen beforehand; what is only usual waits for the clerk."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a line of the list stands for: a fill, a meaning, sources of items, or a table yet to be made."""

    text: str
    fill: Fill | None = None
    meaning: Meaning | None = None
    items: tuple[str, ...] = ()
    table: str = ""


def offered(offer: Offer, question: Question) -> Answer:
    """An offer in the words of a clerk."""
    count = offer.shown
    table = offer.fill is not None and offer.fill.how == PROVIDER
    text = {
        "office": _("{value} (our office)").format(value=count),
        "sheet": _("The office that stands above the table ({count})").format(count=count),
        "linked": _("What follows from the format ({count})").format(count=count),
        "near": _("{value} (probably)").format(value=count),
        "usual": _("{value} (usual)").format(value=count),
        "file": _("{value} (as most in this file)").format(value=count),
        "composed": _("Made of what the sheet says: {value}").format(value=count),
        "element": _by_element(count),
    }.get(offer.source, count)
    if table:
        text = _("The codes of these providers in the entries here ({count})").format(count=count)
    return Answer(_of_items(offer) if offer.items else text, offer.fill, offer.meaning, offer.items)


def _by_element(rest: str) -> str:
    if not rest:
        return _("By the data elements")
    return _("By the data elements and names (…date, …amount), the rest {value}").format(value=rest)


def _of_items(offer: Offer) -> str:
    text = {
        "read": _("As answered ({count} items)"),
        "none": _("Leave open"),
        "items": _("All that is offered, the surest first ({count} entries)"),
        "abstract": _("The items that the abstracts tell of ({count} entries)"),
        "tags": _("The items that stand among the tags ({count} entries)"),
        "alike": _("Those of entries that differ in year, batch or place ({count} entries)"),
        "above": _("Those of like entries above ({count} entries)"),
        "model": _("Those of the model with this name ({count} entries)"),
    }[offer.source]
    return text.format(count=offer.shown)


def is_taken(question: Question) -> bool:
    """Whether it is no question but a word that was read, open to be corrected."""
    return bool(question.offers) and question.offers[0].source == "read"


def _read_as(question: Question) -> str:
    count, value = question.count, question.offers[0].shown
    text = _.plural("read as {value} in {count} place", "read as {value} in {count} places", count)
    told = text.format(value=value, count=f"{count:,}")
    if not question.cells:
        return told
    return _("{told}: {cells}").format(told=told, cells=import_words.cells(question.cells, count, _PLACES))


def _lacking(question: Question) -> str:
    """How many entries have no items, and what the first of them is offered."""
    text = _.plural("{count} entry has none", "{count} entries have none", question.count)
    told = [text.format(count=f"{question.count:,}")]
    sample = question.offers[0].sample if question.offers else None
    if sample:
        items = import_words.listed(sample.sample[:_ITEMS_SHOWN])
        example = _("for example “{name}”: {items} (from “{of}”)") if sample.of else _("for example “{name}”: {items}")
        told.append(example.format(name=sample.name, items=items, of=sample.of))
    return "\n".join(told)


def given(fill: Fill, profile: Profile) -> Answer:
    """An answer that was given before, as a line."""
    field = profile.field_of(fill.field, item=fill.of_item)
    text = {
        SHEET: _("The office that stands above the table"),
        LINKED: _("What follows from the format"),
        COMPOSED: _("Made of what the sheet says"),
        ELEMENT: _("By the data elements"),
        PROVIDER: _("By provider"),
        WORD: _("By words in name or abstract"),
    }.get(fill.how, "")
    return Answer(text or (kinds.show(field, kinds.read(field, fill.value)) if field else fill.value), fill)


class AnswerRow(QWidget):
    """A label, how often it is needed, and the list of answers; free text where the standard has no list.

    `table_asked(how)`: one answer for each provider, or by words, is to be given (`take`) instead of one for all.
    """

    table_asked = Signal(str)

    def __init__(self, question: Question, profile: Profile, present: Fill | None = None) -> None:
        super().__init__()
        self.question, self.profile = question, profile
        self._present = present
        answers = [offered(offer, question) for offer in question.offers]
        # A word that was read is not open: it stays what it was read as, unless another value is chosen.
        self._open = answers.pop(0) if is_taken(question) else Answer(_("Leave open"))
        self._answers: list[Answer] = [self._open]
        if present:
            self._answers.append(given(present, profile))
        self._answers += answers
        self._answers += self._tables()
        self._answers += self._others(profile)
        self.choice = self._make_choice(profile)
        label = profile.label(question.field, item=question.of_item)
        name = (
            _("{field}: “{word}”").format(field=label, word=import_words.short(question.text))
            if question.text
            else label
        )
        self.choice.setAccessibleName(name)
        about = build.label(self._about(), "muted", wrap=True)
        words = build.stack(build.label(name, "strong", wrap=True), about, spacing=2)
        line = build.row(words, self.choice, spacing=16)
        line.setStretch(0, 2)
        line.setStretch(1, 3)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def take(self, fill: Fill | None) -> None:
        """A table was made, or not: then the row is as it was at the beginning."""
        if fill is None:
            self.choice.setCurrentIndex(0)
            if self.choice.isEditable():
                self.choice.setCurrentIndex(-1)
            return
        count = _.plural("{count} line", "{count} lines", len(fill.table)).format(count=len(fill.table))
        made = replace(given(fill, self.profile), fill=fill)
        made = replace(made, text=_("{answer}: {count}").format(answer=made.text, count=count))
        self._answers.insert(1, made)
        self.choice.insertItem(1, made.text)
        self.choice.setCurrentIndex(1)

    @property
    def answer(self) -> Answer | None:
        """What is chosen or written; None when it is left as it is."""
        text = self.choice.currentText().strip()
        known = next((one for one in self._answers if one.text == text), None)
        if known is self._open or not text:
            # Opening what was filled in says so: otherwise the earlier answer would count again.
            return (
                Answer("", Fill(self.question.field, CONSTANT, "", {}, self.question.of_item))
                if self._present
                else None
            )
        if known is not None and known.table:
            return None
        if known is None:
            return Answer(text, Fill(self.question.field, CONSTANT, text, {}, self.question.of_item))
        return None if known.fill is not None and known.fill is self._present else known

    def _make_choice(self, profile: Profile) -> Choice:
        made = Choice()
        made.setMaxVisibleItems(16)
        made.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(20)
        field = profile.field_of(self.question.field, item=self.question.of_item)
        if not self.question.text and not is_taken(self.question) and (field is None or field.list is None):
            made.setEditable(True)
            made.setInsertPolicy(Choice.InsertPolicy.NoInsert)
            line = Line()
            line.setPlaceholderText(_("Leave open, or write it"))
            made.setLineEdit(line)
        for answer in self._answers:
            made.addItem(answer.text)
            made.setItemData(made.count() - 1, answer.text, Qt.ItemDataRole.ToolTipRole)
        made.activated.connect(self._choose)
        made.setCurrentIndex(1 if self._present or self._is_likely() else 0)
        if made.isEditable() and not made.currentIndex():
            made.setCurrentIndex(-1)
        return made

    def _choose(self, place: int) -> None:
        text = self.choice.itemText(place)
        table = next((one.table for one in self._answers if one.text == text), "")
        if table:
            self.table_asked.emit(table)

    def _tables(self) -> list[Answer]:
        """Answers that differ from entry to entry; items know neither provider nor abstract."""
        if is_taken(self.question):
            return []
        if self.question.field == "item_name":
            return [Answer(_("By words …"), table=WORD)]
        if self.question.text or self.question.of_item or self.question.field == "provider":
            return []
        by_word = [] if self.question.field == "provider_code" else [Answer(_("By words …"), table=WORD)]
        return [Answer(_("By provider …"), table=PROVIDER), *by_word]

    def _is_likely(self) -> bool:
        first = self.question.offers[0] if self.question.offers else None
        if sum(offer.source == "near" for offer in self.question.offers) > 1:
            return False
        by_table = first is not None and first.fill is not None and first.fill.how == PROVIDER
        return first is not None and (first.source in _LIKELY or by_table)

    def _others(self, profile: Profile) -> list[Answer]:
        """Every other value of the list: the offers hold only its beginning."""
        question = self.question
        field = profile.field_of(question.field, item=question.of_item)
        if field is None or field.list is None:
            return []
        held = {offer.fill.value for offer in question.offers if offer.fill and offer.fill.how == CONSTANT}
        held |= {offer.meaning.value for offer in question.offers if offer.meaning}
        rest = [value for value in field.list.values if value.key not in held]
        if question.text:
            name, text, of_item = question.field, question.text, question.of_item
            return [Answer(str(one.label), meaning=Meaning(name, text, one.key, of_item)) for one in rest]
        return [Answer(str(one.label), Fill(question.field, CONSTANT, one.key, {}, question.of_item)) for one in rest]

    def _about(self) -> str:
        count = self.question.count
        if self._present:
            text = _.plural("filled in {count} time", "filled in {count} times", count)
        elif is_taken(self.question) and self.question.text:
            return _read_as(self.question)
        elif is_taken(self.question):
            text = _.plural("filled in {count} time", "filled in {count} times", count)
        elif self.question.text:
            text = _.plural(
                "the list does not know this word, {count} time",
                "the list does not know this word, {count} times",
                count,
            )
        elif self.question.field == "item_name":
            return _lacking(self.question)
        elif self.question.of_item:
            text = _.plural("missing in {count} place", "missing in {count} places", count)
        else:
            text = _.plural("missing in {count} entry", "missing in {count} entries", count)
        return text.format(count=f"{count:,}")
