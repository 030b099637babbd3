"""两边都改过: the entries at the left; for the picked one every place with both values, and whose stays."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from client.catalog import profile as profiles
from client.catalog.changes import Change
from client.catalog.entry import Entry, Value
from client.catalog.profile import Profile
from client.desktop.models.lines_model import Column
from client.desktop.widgets import build
from client.desktop.widgets.changes_view import place_text, value_text
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.scrolled import scrolled
from client.store.query import Query
from client.texts import Translator
from client.workflows.settle import Side

_ = Translator("desktop")


@dataclass(frozen=True, slots=True)
class Clash:
    """One place: what stood there before, what we have made of it, and what they have."""

    item: str
    field: str
    base: Value
    mine: Value
    above: Value


@dataclass(frozen=True, slots=True)
class Contested:
    """An entry with its clashes."""

    entry: str
    name: str
    stored: Entry
    clashes: tuple[Clash, ...]


def contested(query: Query) -> list[Contested]:
    """Every entry in which both sides have changed the same place."""
    places: dict[str, list[Clash]] = defaultdict(list)
    for one in query.conflicts():
        places[one.entry].append(Clash(one.item, one.field, one.base, one.mine, one.above))
    lines = []
    for entry_id, clashes in places.items():
        stored = query.entry(entry_id)
        if stored:
            lines.append(Contested(entry_id, stored.entry.text("name"), stored.entry, tuple(clashes)))
    return lines


class ConflictsView(QWidget):
    """`settle_asked(entry id, {(item, field): side})`, `opened(Contested)`."""

    settle_asked = Signal(str, object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns: tuple[Column[Contested], ...] = (
            Column(_("Entry name"), lambda one: one.name or _("(no name yet)")),
            Column(_("Places"), lambda one: str(len(one.clashes)), 3, order=lambda one: len(one.clashes), right=True),
        )
        self.list = Listing(columns, _("Changed on both sides"))
        self.list.say_when_blank(_("Nothing was changed on both sides."))
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self.opened)
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 8, 0)
        self._cards.setSpacing(8)
        mine = build.button(_("Keep all of mine"), "small", clicked=lambda: self._settle_all("mine"))
        above = build.button(_("Take all from above"), "small", clicked=lambda: self._settle_all("above"))
        text = build.label(_("The value not taken stays in the history of the entry."), "muted", wrap=True)
        self._right = QWidget()
        head = build.row(text, mine, above, spacing=8)
        head.setStretch(0, 1)
        self._right.setLayout(build.stack(head, scrolled(build.stack(self._cards, 0)), margins=(8, 0, 0, 0), spacing=8))
        split = build.sides(self.list, self._right, (340, 760))
        self.setLayout(build.stack(split, margins=(0, 8, 0, 0)))

    @property
    def count(self) -> int:
        """How many entries are contested."""
        return self.list.lines.rowCount()

    def show_lines(self, lines: Sequence[Contested]) -> None:
        """Shows these entries; the picked one stays picked."""
        self.list.show_lines(lines, same="entry")

    def _pick(self, line: Contested | None) -> None:
        build.clear(self._cards)
        self._right.setVisible(line is not None)
        if line is None:
            return
        profile = profiles.of(line.stored)
        for clash in line.clashes:
            self._cards.addWidget(self._card(line, clash, profile))

    def _card(self, line: Contested, clash: Clash, profile: Profile) -> QFrame:
        item = line.stored.item(clash.item) if clash.item else None
        label = place_text(profile, Change(clash.item, clash.field, clash.base, clash.mine))
        place = " / ".join(part for part in (item.text("item_name") if item else "", label) if part)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        sides: tuple[tuple[str, Value, Side | None], ...] = (
            (_("Mine"), clash.mine, "mine"),
            (_("Above"), clash.above, "above"),
            (_("Before"), clash.base, None),
        )
        for column, (title, value, side) in enumerate(sides):
            text = value_text(profile, clash.field, value, of_item=bool(clash.item))
            grid.setColumnStretch(column, 1)
            grid.addWidget(build.label(title, "small"), 0, column)
            shown = build.label(text or _("blank"), "muted" if side is None else "", wrap=True, selectable=True)
            grid.addWidget(shown, 1, column, Qt.AlignmentFlag.AlignTop)
            if side:
                word = _("Keep mine") if side == "mine" else _("Take what is above")
                choice: dict[tuple[str, str], Side] = {(clash.item, clash.field): side}
                take = build.button(word, "small", "check", clicked=partial(self._settle, line, choice))
                grid.addWidget(take, 2, column, Qt.AlignmentFlag.AlignLeft)
        return build.card(build.label(place, "strong", wrap=True), grid_holder(grid), padding=12)

    def _settle(self, line: Contested, choices: dict[tuple[str, str], Side]) -> None:
        self.settle_asked.emit(line.entry, choices)

    def _settle_all(self, side: Side) -> None:
        line = self.list.present
        if line is not None:
            self._settle(line, {(clash.item, clash.field): side for clash in line.clashes})


def grid_holder(grid: QGridLayout) -> QWidget:
    """A grid as a widget, without blank around it."""
    grid.setContentsMargins(0, 0, 0, 0)
    made = QWidget()
    made.setLayout(grid)
    return made
