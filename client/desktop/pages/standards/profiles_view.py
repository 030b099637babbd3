"""规范: the standards installed, what follows them, and every field with its obligation and length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from client.catalog import plain
from client.catalog import profile as profiles
from client.catalog.profile import Field, Profile
from client.checks.handbook.articles import kind_word
from client.checks.handbook.topics import FIELD, ITEM, Topic
from client.desktop import topics
from client.desktop.models.lines_model import Column, Mark
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.search_box import SearchBox
from client.store.query import EntryFilter, Query
from client.texts import Translator

_ = Translator("desktop")


@dataclass(frozen=True, slots=True)
class StandardLine:
    """A standard in one version; `entries` follow it, `older` follow an earlier version of it."""

    profile: Profile
    entries: int
    older: int
    in_use: bool

    @property
    def key(self) -> str:
        """What makes it the same line after a refresh."""
        return self.profile.key


class ProfilesView(QWidget):
    """`chosen(id)`: new entries shall follow it. `adopted(id@version)`: all entries shall. `asked(topic)`."""

    chosen = Signal(str)
    adopted = Signal(str)
    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.list = Listing(_standard_columns(), _("Standards installed"))
        self.list.picked.connect(self._pick)
        self._title = build.label("", "heading", wrap=True)
        self._basis = build.label("", "muted", wrap=True, selectable=True)
        self._older = build.label("", "warning", wrap=True)
        self.choose = build.button(
            _("Use for new entries"), "", "check", clicked=lambda: self.chosen.emit(self.list.present.profile.id)
        )
        self.adopt = build.button(
            _("Bring the entries under it…"),
            "primary",
            "sync",
            clicked=lambda: self.adopted.emit(self.list.present.key),
        )
        self.search = SearchBox(_("Search fields"))
        self.search.searched.connect(self._search)
        self.fields = Listing(_field_columns(), _("Fields"))
        self.fields.say_when_blank(_("No field is called like that."))
        self.fields.picked.connect(self._show_topic)
        self.fields.opened.connect(lambda field: self.asked.emit(self._topic(field)))
        left, right = QWidget(), QWidget()
        left.setLayout(build.stack(self.list))
        deeds = build.row(self.choose, self.adopt, 0, spacing=8)
        card = build.card(self._title, self._basis, self._older, deeds)
        layout = build.stack(card, self.search, self.fields, margins=(8, 0, 0, 0), spacing=8)
        layout.setStretch(2, 1)
        right.setLayout(layout)
        split = build.sides(left, right, (400, 720))
        self.setLayout(build.stack(split, margins=(0, 12, 0, 0)))

    def show_standards(self, query: Query, in_use: Profile) -> None:
        """What is installed, and how many entries follow it."""
        held = dict(query.facets(EntryFilter(), "profile"))
        self.list.show_lines(list(_standards(held, in_use)), same="key")

    @property
    def profile(self) -> Profile | None:
        """The picked standard."""
        line: StandardLine | None = self.list.present
        return line.profile if line else None

    def _pick(self, line: StandardLine | None) -> None:
        if line is None:
            return
        one = line.profile
        effective = _("in force since {day}").format(day=one.effective) if one.effective else ""
        levels = " → ".join(str(level.label) for level in one.review_levels)
        reviewed = _("reviewed by: {levels}").format(levels=levels) if levels else ""
        self._title.setText(str(one.title))
        self._basis.setText("  ·  ".join(part for part in (str(one.basis), effective, one.key, reviewed) if part))
        text = _.plural(
            "{count} entry still follows an earlier version.",
            "{count} entries still follow an earlier version.",
            line.older,
        )
        self._older.setText(text.format(count=f"{line.older:,}") if line.older else "")
        self._older.setVisible(line.older > 0)
        self.choose.setEnabled(not line.in_use)
        self._show_fields()

    def _search(self, text: str) -> None:
        self._text = text
        self._show_fields()

    def _show_fields(self) -> None:
        profile, sought = self.profile, plain.key(self._text)
        if profile:
            fields = (*profile.fields, *profile.item_fields)
            self.fields.show_lines([one for one in fields if _holds(one, sought)], same="id")

    def _topic(self, field: Field) -> Topic:
        return Topic(ITEM if field.of_item else FIELD, field.id, self.profile.id if self.profile else "")

    def _show_topic(self, field: Field | None) -> None:
        topics.put(self.fields, self._topic(field) if field else None)


def _standards(held: dict[str, int], in_use: Profile) -> Iterator[StandardLine]:
    for one in profiles.load_profiles().values():
        older = sum(count for key, count in held.items() if key.partition("@")[0] == one.id and key != one.key)
        yield StandardLine(one, held.get(one.key, 0), older, one.id == in_use.id)


def _holds(field: Field, sought: str) -> bool:
    return not sought or any(sought in plain.key(word) for word in (str(field.label), field.id, *field.synonyms))


def _standard_columns() -> Sequence[Column[StandardLine]]:
    return (
        Column(_("Standard"), lambda line: str(line.profile.title)),
        Column("", lambda line: "", 5, order=lambda line: not line.in_use, mark=_in_use),
        Column(
            _("Entries"), lambda line: f"{line.entries + line.older:,}", 4, order=lambda line: line.entries, right=True
        ),
    )


def _in_use(line: StandardLine) -> Mark | None:
    return Mark(_("in use"), "success", "check") if line.in_use else None


def _field_columns() -> Sequence[Column[Field]]:
    return (
        Column(_("Field"), lambda one: str(one.label), 11),
        Column(_("Demand"), demand, 5, order=lambda one: (not one.required, not one.required_when), mark=_demand_mark),
        Column(_("Kind"), kind_word, 10),
        Column(_("Length"), lambda one: str(one.length or ""), 3, order=lambda one: one.length, right=True),
        Column(_("Source"), lambda one: one.source if one.confidence in ("A", "B") else ""),
    )


def demand(field: Field) -> str:
    """Whether a field must be filled in."""
    return _("required") if field.required else _("sometimes") if field.required_when else ""


def _demand_mark(field: Field) -> Mark | None:
    text = demand(field)
    return Mark(text, "error" if field.required else "warning") if text else None
