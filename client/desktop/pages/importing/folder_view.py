"""One plan with a line for each file: what came in, from whom, what it would do; and what goes back to each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPlainTextEdit, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from client.catalog import profile as profiles
from client.desktop.models.ticked_lines import TickedLines
from client.desktop.pages.importing import file_line
from client.desktop.pages.importing.file_line import IMPORTED, READY, REFUSED, WAITING, FileLine
from client.desktop.pages.importing.questions import said
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.result_card import ResultCard
from client.desktop.widgets.tile import Tile
from client.desktop.widgets.working import Working
from client.texts import Translator, explain
from client.workflows import mark_folder

_ = Translator("desktop")
_NOTES = 3
_ROOMY, _WIDE = 620, 1000
"""From this height on there is room for numbers and several notes, from this width on for every column."""


class FolderView(QWidget):
    """`opened(FileLine)` to look into a file, `asked(FileLine)` to answer what its layout leaves open,
    `taken([FileLine], accept)`, `mark_asked([FileLine])`, `again_asked([FileLine])` to read files again, `left()`.
    """

    opened = Signal(object)
    asked = Signal(object)
    taken = Signal(object, str)
    mark_asked = Signal(object)
    again_asked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[FileLine] = ()
        self._seen: set[FileLine] = set()
        self._busy = False
        self._title = build.label("", "title")
        self._about = build.label("", "muted")
        self.tiles = {
            "new": Tile(_("New"), "success", "plus", pressed=False),
            "changed": Tile(_("Changed"), "info", "sync", pressed=False),
            "same": Tile(_("Already here"), "text", "check", pressed=False),
            "to_mend": Tile(_("To mend"), "warning", "fix", pressed=False),
            "refused": Tile(_("Rows refused"), "error", "error", pressed=False),
        }
        self.result = ResultCard()
        self.working = Working()
        self._notes = QVBoxLayout()
        self._notes.setSpacing(6)
        self.model: TickedLines[FileLine] = TickedLines(
            file_line.columns(), lambda line: line, self, can=lambda line: line.state == READY
        )
        self.list = Listing(file_line.columns(), _("Files of the folder"))
        self.list.use_model(self.model)
        self.list.setMinimumHeight(self.fontMetrics().height() * 6)
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self._open)
        self.model.dataChanged.connect(lambda *_where: self._show_choice())
        self.detail = FileDetail()
        self.detail.opened.connect(self.opened)
        self.detail.again_asked.connect(lambda line: self.again_asked.emit([line]))
        words = build.stack(self._title, self._about, spacing=2)
        head = build.row(build.icon_label("folder", "accent", 24), words, 0, spacing=12)
        tiles = build.row(*self.tiles.values(), spacing=12)
        parts = (head, tiles, self.result, self.working, self._notes, self.list, self.detail, self._make_foot())
        layout = build.stack(*parts, spacing=12)
        layout.setStretch(parts.index(self.list), 1)
        self.setLayout(layout)

    def show_lines(self, title: str, lines: Sequence[FileLine], shapes: Sequence[tuple[FileLine, int]]) -> None:
        """The files as they are now; `shapes`: a file of every layout with open questions, and how many are like it."""
        self._title.setText(title)
        fresh = [line for line in lines if line.state == READY and line not in self._seen]
        self._seen.update(fresh)
        self.model.ticked |= set(fresh)
        if list(self.model.given) != list(lines):
            self._lines = list(lines)
            self.list.show_lines(self._lines, same="file")
        else:
            self.model.repaint()
        self._about.setText(_described(lines))
        for name, tile in self.tiles.items():
            tile.show_number(sum(line.count(name) for line in lines))
        build.clear(self._notes)
        for line, count in shapes[: _NOTES if self.height() >= _ROOMY else 1]:
            self._notes.addWidget(self._note(line, count))
        self._pick(self.list.present)
        self._show_choice()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On small screens the list comes first: no big numbers, one note, fewer columns."""
        super().resizeEvent(event)
        roomy = event.size().height() >= _ROOMY
        for tile in self.tiles.values():
            tile.setVisible(roomy)
        for place in range(1, self._notes.count()):
            self._notes.itemAt(place).widget().setVisible(roomy)
        self.detail.be_tall(roomy)
        for place, column in enumerate(self.model.columns):
            if column.title in (_("Layout"), _("Already here")):
                self.list.setColumnHidden(place, event.size().width() < _WIDE)

    def set_busy(self, busy: bool) -> None:
        """While something is done with the files, nothing else may be asked."""
        self._busy = busy
        self._show_choice()

    @property
    def chosen(self) -> list[FileLine]:
        """The files that would be imported."""
        return self.model.chosen

    def _note(self, line: FileLine, count: int) -> QFrame:
        """What all files of a layout lack, how words in them were read, and the way to the questions."""
        profile = profiles.get(line.read.profile) if line.read else None
        lacks = said(line.questions, line.taken, profile) if profile else ""
        alike = _.plural("{count} file of this layout", "{count} files of this layout", count).format(count=count)
        form = _("{file} ({alike}): {lacks}") if count > 1 else _("{file}: {lacks}")
        text = build.label(form.format(file=line.file.name, alike=alike, lacks=lacks))
        # What does not fit is cut off; the whole of it is said by the tooltip and by the questions themselves.
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        text.setToolTip(text.text())
        answer = _("Answer once") if line.questions else _("Look at them")
        go = build.button(answer, "small", "chevron-right", clicked=lambda: self.asked.emit(line))
        go.setEnabled(not self._busy)
        note = QFrame()
        note.setProperty("look", "note-info")
        row = build.row(build.icon_label("info", "info", 18), text, go, margins=(12, 5, 12, 5), spacing=10)
        row.setStretch(1, 1)
        note.setLayout(row)
        return note

    def _make_foot(self) -> QFrame:
        self._all = QRadioButton(_("Take everything (what has faults stays a draft)"))
        self._clean = QRadioButton(_("Only what has nothing that must be mended"))
        group = QButtonGroup(self)
        for choice in (self._all, self._clean):
            group.addButton(choice)
        self._all.setChecked(True)
        self.again = build.button("", icon="sync", clicked=lambda: self.again_asked.emit(self._waiting()))
        self.mark = build.button(
            _("Mark the faults in copies"), icon="findings", clicked=lambda: self.mark_asked.emit(self._faulty())
        )
        self._away = build.button("", clicked=self.left.emit)
        self.take = build.button("", "primary", "import", clicked=self._press_take)
        choices = build.stack(self._all, self._clean, spacing=4)
        return build.card(build.row(choices, 0, self.again, self.mark, self._away, self.take, spacing=12), padding=12)

    def _show_choice(self) -> None:
        chosen, waiting = self.chosen, self._waiting()
        count = len(chosen)
        text = _.plural("Import {count} file", "Import {count} files", count).format(count=f"{count:,}")
        self.take.setText(text if count else _("Nothing to import"))
        self.take.setEnabled(bool(count) and not self._busy)
        self.mark.setEnabled(bool(self._faulty()) and not self._busy)
        left = any(line.state in (READY, WAITING) for line in self._lines)
        self._away.setText(_("Do not import") if left else _("Done"))
        self._away.setEnabled(not self._busy)
        for part in (self._all, self._clean):
            part.setVisible(left)
            part.setEnabled(not self._busy)
        again = _.plural("Read {count} more file", "Read {count} more files", len(waiting))
        self.again.setText(again.format(count=len(waiting)))
        self.again.setVisible(bool(waiting) and not self._busy)
        self.detail.setEnabled(not self._busy)

    def _waiting(self) -> list[FileLine]:
        return [line for line in self._lines if line.state == WAITING]

    def _faulty(self) -> list[FileLine]:
        """Of the ticked files (of all, when none is ticked) those that have something to send back."""
        among = self.chosen or [line for line in self._lines if line.state != REFUSED]
        among += [line for line in self._lines if line.state == IMPORTED and line not in among]
        return [line for line in among if line.count("to_mend") or line.count("refused")]

    def _press_take(self) -> None:
        self.taken.emit(self.chosen, "clean" if self._clean.isChecked() else "all")

    def _open(self, line: FileLine) -> None:
        if line.prepared and not line.imported and not self._busy:
            self.opened.emit(line)

    def _pick(self, line: FileLine | None) -> None:
        self.detail.show_line(line)


class FileDetail(QFrame):
    """Below the list: what is the matter with the picked file, the way into it, and the text that goes back with it."""

    opened = Signal(object)
    again_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._line: FileLine | None = None
        self._name = build.label("", "strong")
        self._text = build.label("", wrap=True, selectable=True)
        self.look = build.button(
            _("Look into this file"), "small", "search", clicked=lambda: self.opened.emit(self._line)
        )
        self.again = build.button(_("Try again"), "small", "sync", clicked=lambda: self.again_asked.emit(self._line))
        self.letter = QPlainTextEdit()
        self.letter.setReadOnly(True)
        self.letter.setAccessibleName(_("Text to send with the marked copy"))
        self.letter.setTabChangesFocus(True)
        self._caption = build.label(_("Text to send with the marked copy"), "muted")
        self.copy = build.button(_("Copy the text"), "small", "copy", clicked=self._copy)
        head = build.row(self._name, 0, self.look, self.again, spacing=8)
        left = build.stack(head, self._text, 0, spacing=4)
        self._right = QWidget()
        self._right.setLayout(build.stack(build.row(self._caption, 0, self.copy), self.letter, spacing=6))
        row = build.row(left, self._right, margins=(12, 10, 12, 10), spacing=16)
        row.setStretch(0, 1)
        row.setStretch(1, 1)
        self.setLayout(row)
        self.be_tall(True)

    @property
    def said(self) -> str:
        """What is said of the file."""
        return f"{self._name.text()}\n{self._text.text()}"

    def show_line(self, line: FileLine | None) -> None:
        """Another file, or the same as it is now."""
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self._name.setText(line.file.name)
        self._text.setText(_said(line))
        self.look.setVisible(line.prepared is not None and not line.imported)
        self.again.setVisible(line.problem is not None)
        text = mark_folder.letter(line.read, line.sent.name if line.sent else "") if line.read and line.prepared else ""
        if text != self.letter.toPlainText():
            self.letter.setPlainText(text)
        self._right.setVisible(bool(text))

    def be_tall(self, tall: bool) -> None:
        """With room for the whole text, or for its beginning."""
        self.setFixedHeight(self.fontMetrics().height() * (8 if tall else 5) + 24)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.letter.toPlainText())


def _said(line: FileLine) -> str:
    if line.problem:
        advice = explain(line.problem)
        return "\n".join([advice.title, advice.text, _("What to do: {advice}").format(advice=advice.advice)])
    if line.read is None:
        return _("Not read yet")
    parts = [line.read.department, str(profiles.get(line.read.profile).title)]
    about = " · ".join(part for part in parts if part)
    if line.imported:
        done = line.imported
        text = _("Imported: {new} new, {changed} changed, {skipped} left out")
        return f"{about}\n{text.format(new=done.new, changed=done.changed, skipped=done.skipped)}"
    left = _("{mend} entries must be mended, {refused} rows are refused")
    return f"{about}\n{left.format(mend=line.count('to_mend'), refused=line.count('refused'))}"


def _described(lines: Sequence[FileLine]) -> str:
    """How many files there are, and how many of them are in each state."""
    parts = [_.plural("{count} file", "{count} files", len(lines)).format(count=f"{len(lines):,}")]
    for state in (READY, file_line.NOTHING, REFUSED, IMPORTED, WAITING):
        held = [line for line in lines if line.state == state]
        if held:
            parts.append(f"{file_line.state_mark(held[0]).text} {len(held):,}")
    return " · ".join(parts)
