"""What is wrong with a file: faults by kind with their cells, rows that are left out, values that Excel has changed."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.catalog.profile import Profile
from client.checks.handbook.topics import RULE, Topic
from client.desktop import import_words, rule_words, topics, words
from client.desktop.models.lines_model import Column, Mark
from client.desktop.widgets import build
from client.desktop.widgets.explained import Explained
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.scrolled import scrolled
from client.spreadsheets.damage import noted
from client.spreadsheets.drafts import Damage, LeftOut, SheetReport
from client.texts import Translator
from client.workflows.importing.planning import FaultCount

_ = Translator("desktop")
_CELLS_IN_LINE, _FIRST_CELLS = 6, 3
"""Cells named in a line; fewer where all of them stand below the list."""
_WIDE, _FIELD = 1000, 2
"""Below this width the column of the field is left out: the sentence names it."""


def severity_mark(severity: str) -> Mark:
    """A severity as a badge."""
    return Mark(words.severity(severity), severity, words.severity_look(severity)[0])


class FaultsView(QWidget):
    """The kinds of faults; below them why, how it should be, and every cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile: Profile | None = None
        self.count = 0
        self.list = Listing(self._columns(), _("Findings in the file"), wrapped=True)
        self.list.picked.connect(self._pick)
        self._explained = Explained()
        self._cells = build.label("", "muted", wrap=True, selectable=True)
        below = build.card(scrolled(build.stack(self._explained, self._cells, 0, spacing=8)), padding=12)
        self._below = below
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.list, 1)
        layout.addWidget(below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list keeps the larger part."""
        super().resizeEvent(event)
        self._below.setMaximumHeight(min(152, event.size().height() * 2 // 5))
        self.list.setColumnHidden(_FIELD, event.size().width() < _WIDE)

    def show_faults(self, faults: Sequence[FaultCount], profile: Profile) -> None:
        """The faults of a file."""
        self._profile = profile
        self.count = sum(fault.count for fault in faults)
        self.list.show_lines(faults)

    def _pick(self, fault: FaultCount | None) -> None:
        if fault is None or self._profile is None:
            return
        topics.put(self, Topic(RULE, fault.rule))
        self._explained.show_message(rule_words.of_rule(fault.rule, self._profile, fault.field))
        self._cells.setText(
            _("In: {cells}").format(cells=import_words.cells(fault.cells, fault.count, len(fault.cells)))
        )

    def _columns(self) -> tuple[Column[FaultCount], ...]:
        order = ("error", "warning", "info")
        return (
            Column(
                _("Severity"),
                lambda one: words.severity(one.severity),
                7,
                order=lambda one: order.index(one.severity),
                mark=lambda one: severity_mark(one.severity),
            ),
            Column(_("What it is"), self._what),
            Column(_("Field"), self._field, 10),
            Column(_("Count"), lambda one: f"{one.count:,}", 4, order=lambda one: one.count, right=True),
            Column(_("Where"), lambda one: import_words.cells(one.cells, one.count, _FIRST_CELLS), 16),
        )

    def _what(self, fault: FaultCount) -> str:
        return rule_words.of_rule(fault.rule, self._profile, fault.field).what if self._profile else fault.rule

    def _field(self, fault: FaultCount) -> str:
        if self._profile is None or not fault.field:
            return ""
        return self._profile.label(fault.field, item=self._profile.field(fault.field) is None)


class LeftOutView(QWidget):
    """Rows with something in them that are not imported, each with the reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = 0
        columns: tuple[Column[tuple[str, LeftOut]], ...] = (
            Column(_("Sheet"), lambda one: one[0], 12),
            Column(_("Row"), lambda one: str(one[1].row), 4, order=lambda one: one[1].row, right=True),
            Column(_("What it is"), lambda one: import_words.left_out(one[1].as_), 6, mark=_left_mark),
            Column(_("Why it is left out"), lambda one: str(one[1].why)),
        )
        self.list = Listing(columns, _("Rows left out"))
        self.setLayout(build.stack(self.list, margins=(0, 8, 0, 0)))

    def show_sheets(self, sheets: Sequence[SheetReport]) -> None:
        """The rows of every sheet; those that must not be stored first."""
        rows = [(sheet.name, one) for sheet in sheets for one in sheet.left_out]
        rows.sort(key=lambda one: one[1].as_ != "refused")
        self.count = len(rows)
        self.list.show_lines(rows)


class DamageView(QWidget):
    """What Excel or typing did to values, and whether it was put right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = 0
        columns: tuple[Column[Damage], ...] = (
            Column(_("What happened"), lambda one: noted.sentence(one.kind)),
            Column(_("Put right"), lambda one: "", 8, order=lambda one: one.repaired, mark=_repaired_mark),
            Column(_("Count"), lambda one: f"{len(one.cells):,}", 4, order=lambda one: len(one.cells), right=True),
            Column(_("Where"), lambda one: import_words.cells(one.cells, len(one.cells), _CELLS_IN_LINE), 16),
        )
        self.list = Listing(columns, _("Values changed by Excel"), wrapped=True)
        self.setLayout(build.stack(self.list, margins=(0, 8, 0, 0)))

    def show_damage(self, damage: Sequence[Damage]) -> None:
        """The damage of a file; what needs the clerk first."""
        self.count = sum(len(one.cells) for one in damage)
        self.list.show_lines(sorted(damage, key=lambda one: one.repaired))


def _left_mark(one: tuple[str, LeftOut]) -> Mark | None:
    return Mark(import_words.left_out(one[1].as_), "error", "error") if one[1].as_ == "refused" else None


def _repaired_mark(one: Damage) -> Mark:
    return Mark(_("yes"), "success", "check") if one.repaired else Mark(_("needs you"), "warning", "warning")
