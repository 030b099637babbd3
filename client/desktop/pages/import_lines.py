"""The entries of a file before the import: each with what would become of it, and beside the list what would change."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from client.catalog import changes
from client.catalog import profile as profiles
from client.checks.rule import Severity
from client.desktop import import_words, words
from client.desktop.describe import describe
from client.desktop.models.lines_model import Column, Mark
from client.desktop.widgets import build
from client.desktop.widgets.badge import Badge
from client.desktop.widgets.changes_view import ChangesView
from client.desktop.widgets.filter_chips import Chip, FilterChips
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.scrolled import scrolled
from client.desktop.widgets.search_box import SearchBox
from client.texts import Translator
from client.workflows.importing.planning import LineSummary
from client.workflows.importing.prepared import Prepared
from client.workflows.importing.staging import Staged

_ = Translator("desktop")
Look = Callable[[LineSummary, Callable[[Staged | None], None]], None]
FAULTS_SHOWN = 30
_WIDE, _SPARED = 1000, (2, 4)
"""Below this width the columns of items and row are left out."""
_ORDER = {kind: place for place, kind in enumerate(import_words.KINDS)}
_MANY = 1_000_000
"""More warnings than an entry can have. One number to sort by is five times as fast as two, or as a word."""
_STORED = ("changed", "same")
"""Kinds of lines whose entry is here already and can be opened."""


def _findings_mark(line: LineSummary) -> Mark | None:
    if line.kind not in ("new", "changed"):
        return None
    if line.errors:
        return Mark(
            _.plural("{count} to mend", "{count} to mend", line.errors).format(count=line.errors), "error", "error"
        )
    if line.warnings:
        text = _.plural("{count} to explain", "{count} to explain", line.warnings).format(count=line.warnings)
        return Mark(text, "warning", "warning")
    return Mark(_("None"), "success", "check")


def _columns(sheets: Mapping[str, int]) -> tuple[Column[LineSummary], ...]:
    """`sheets`: which sheet of the file is which."""
    return (
        Column(
            _("What becomes of it"),
            lambda line: import_words.kind(line.kind),
            8,
            order=lambda line: _ORDER.get(line.kind, len(_ORDER)),
            mark=lambda line: import_words.kind_mark(line.kind),
        ),
        Column(_("Entry name"), lambda line: line.name or _("(no name yet)")),
        Column(_("Items"), lambda line: str(line.items), 5, order=lambda line: line.items, right=True),
        Column(
            _("Findings"),
            lambda line: "",
            8,
            order=lambda line: line.errors * _MANY + line.warnings,
            mark=_findings_mark,
        ),
        Column(
            _("Row"),
            lambda line: str(line.row),
            4,
            order=lambda line: sheets.get(line.sheet, 0) * _MANY * 10 + line.row,
            right=True,
        ),
    )


class LinesView(QWidget):
    """The list with its filters at the left, the details of the picked entry at the right.

    `entry_asked(entry id)`: an entry that is stored is to be opened.
    """

    entry_asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._prepared: Prepared | None = None
        self._kind = self._text = ""
        self._sheets: dict[str, int] = {}
        self.search = SearchBox(_("Search names"))
        self.search.searched.connect(self._search)
        self.chips = FilterChips(single=True)
        self.chips.picked.connect(lambda _keys: self._show())
        self.list = Listing(_columns(self._sheets), _("Entries of the file"))
        self.list.picked.connect(self._pick)
        self.list.opened.connect(lambda line: self._open(line) if line.kind in _STORED else None)
        self.detail = LineDetail()
        self.detail.entry_asked.connect(self.entry_asked)
        left = QWidget()
        sought = build.row(self.search, self.chips, spacing=12)
        for place in (0, 1):
            sought.setStretch(place, 1)
        left.setLayout(build.stack(sought, self.list, spacing=8))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([620, 440])
        split.setChildrenCollapsible(False)
        self.setLayout(build.stack(split, margins=(0, 8, 0, 0)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the name comes first; items and row stand beside it in the details."""
        super().resizeEvent(event)
        for place in _SPARED:
            self.list.setColumnHidden(place, event.size().width() < _WIDE)

    @property
    def count(self) -> int:
        """All entries of the file."""
        return len(self._prepared.summary.lines) if self._prepared else 0

    def show_plan(self, prepared: Prepared, errors: int) -> None:
        """The entries of another plan, none filtered away; `errors` of them must be mended."""
        self._prepared = prepared
        self._kind = self._text = ""
        self.detail.several_sheets = len(prepared.summary.understanding.sheets) > 1
        self.search.clear()
        self._sheets.clear()
        self._sheets |= {one.name: place for place, one in enumerate(prepared.summary.understanding.sheets)}
        lines = prepared.summary.lines
        renamed = sum(line.renamed for line in lines)
        chips = [Chip("errors", _("With faults to mend"), errors)] if errors else []
        chips += [Chip("renamed", _("Renamed"), renamed)] if renamed else []
        self.chips.show_chips(chips)
        self.chips.setVisible(bool(chips))
        self.chips.follow(self.search)
        self._show()

    def show_kind(self, kind: str) -> None:
        """Only entries of one kind, "" for all."""
        self._kind = kind
        self._show()

    def _search(self, text: str) -> None:
        self._text = text.casefold()
        self._show()

    def _show(self) -> None:
        if self._prepared is None:
            return
        on = self.chips.keys
        lines: Sequence[LineSummary] = self._prepared.summary.lines
        if self._kind or on or self._text:
            lines = [line for line in lines if self._fits(line, on)]
        self.list.say_when_blank(_("No entry of the file is like that."))
        self.list.show_lines(lines)

    def _fits(self, line: LineSummary, on: Sequence[str]) -> bool:
        """Whether a line is of the chosen kind, bears the chosen marks and has the text in its name."""
        return (
            (not self._kind or line.kind == self._kind)
            and ("errors" not in on or (line.errors > 0 and line.kind in ("new", "changed")))
            and ("renamed" not in on or line.renamed)
            and self._text in line.name.casefold()
        )

    def _pick(self, line: LineSummary | None) -> None:
        if line is None:
            self.detail.show_nothing()
        elif not line.entry:
            self.detail.show_refused(line, self._why_refused(line))
        else:
            # The answer may come after the clerk has gone on to another line.
            self._look(line, lambda staged: self.detail.show_line(line, staged) if line is self.list.present else None)

    def _open(self, line: LineSummary) -> None:
        self.entry_asked.emit(line.entry)

    def _why_refused(self, line: LineSummary) -> str:
        sheets = self._prepared.summary.understanding.sheets if self._prepared else ()
        reasons = [
            str(one.why)
            for sheet in sheets
            if sheet.name == line.sheet
            for one in sheet.left_out
            if one.row == line.row
        ]
        return reasons[0] if reasons else _("This row must not be stored; nothing of it was kept.")


class LineDetail(QWidget):
    """What would change for one entry, and what is wrong with it. `entry_asked(entry id)` to open what is stored."""

    entry_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.several_sheets = False
        self._name = build.label("", "heading", wrap=True, selectable=True)
        self._kind = Badge()
        self._place = build.label("", "muted")
        self._note = build.label("", wrap=True)
        self._faults = QVBoxLayout()
        self._faults.setSpacing(6)
        self._content = build.label(_("Content"), "strong")
        self.changes = ChangesView()
        self._entry = ""
        self.open = build.button(
            _("Open the entry"), "small", "entries", clicked=lambda: self.entry_asked.emit(self._entry)
        )
        head = build.row(self._kind, self._place, 0, self.open, spacing=10)
        parts = (self._note, self._faults, self._content, self.changes, 0)
        inside = scrolled(build.stack(*parts, margins=(0, 0, 8, 0), spacing=8))
        self.setLayout(build.stack(self._name, head, inside, margins=(12, 0, 0, 0), spacing=8))

    def show_nothing(self) -> None:
        """No entry is picked."""
        self.hide()

    def show_refused(self, line: LineSummary, why: str) -> None:
        """Why a row must not be stored."""
        self._show_head(line, line.name or _("(not kept)"))
        self._note.setText(why)
        self._note.show()
        build.clear(self._faults)
        for part in (self._content, self.changes):
            part.hide()

    def show_line(self, line: LineSummary, staged: Staged | None) -> None:
        """What was found out about an entry."""
        self._show_head(line, line.name or _("(no name yet)"))
        build.clear(self._faults)
        for part in (self._content, self.changes):
            part.setVisible(staged is not None)
        self._note.setText(self._said(line, staged))
        self._note.setVisible(bool(self._note.text()))
        if staged is None:
            return
        profile = profiles.of(staged.entry)
        ordered = sorted(staged.findings, key=lambda one: list(Severity).index(one.severity))
        for finding in ordered[:FAULTS_SHOWN]:
            icon, role = words.severity_look(finding.severity)
            place = import_words.cell(staged.cell(finding), staged.sheet)
            said = build.label(f"{describe(finding, profile).what}（{place}）", wrap=True, selectable=True)
            line_of = build.row(build.icon_label(icon, role, 16), said, spacing=8)
            line_of.setStretch(1, 1)
            self._faults.addLayout(line_of)
        new = line.kind != "changed"
        self._content.setText(_("Content") if new else _("What would change"))
        found = changes.between(None, staged.entry) if new else staged.changes
        self.changes.show_changes(found, staged.entry, profile, new=new)

    def _show_head(self, line: LineSummary, name: str) -> None:
        self.show()
        self._entry = line.entry
        self.open.setVisible(line.kind in _STORED)
        self._name.setText(name)
        mark = import_words.kind_mark(line.kind)
        self._kind.show_state(mark.text, mark.kind, mark.icon)
        form = _("{sheet}, row {row}") if self.several_sheets else _("row {row}")
        self._place.setText(form.format(sheet=line.sheet, row=line.row))

    def _said(self, line: LineSummary, staged: Staged | None) -> str:
        if staged is None:
            return ""
        if line.kind == "duplicate":
            return _("Another row of the file says the same; only the first is imported.")
        if line.kind == "same":
            return _("It is already here, unchanged.")
        return _("The entry is renamed.") if line.renamed else ""
