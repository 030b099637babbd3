"""One field in the form: its name, whether it must be filled, its editor, and beside it what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from client.catalog.profile import Field
from client.checks.handbook.topics import FIELD, Topic
from client.checks.report import Message
from client.checks.rule import Finding, Severity
from client.desktop import topics, words
from client.desktop.describe import is_returned
from client.desktop.forms import editors
from client.desktop.widgets import build
from client.texts import Translator

_ = Translator("desktop")
WIDE = frozenset({"long_text", "codes", "date_range"})
Told = Sequence[tuple[Finding, Message]]


class FieldPlace(QFrame):
    """`edited(field id)`, `entered(field id)`, `left(field id)`; `fix_asked` and `explain_asked` carry a finding."""

    edited = Signal(str)
    entered = Signal(str)
    left = Signal(str)
    fix_asked = Signal(object)
    explain_asked = Signal(object)

    def __init__(self, field: Field, profile_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("place")
        self.field = field
        self.editor = editors.make(field)
        self.faults = 0
        self._label = build.label(str(field.label), "strong")
        self._label.setBuddy(self.editor)
        self._label.setCursor(Qt.CursorShape.ArrowCursor)
        self._mark = build.label("", "required")
        self._count = build.label("", "small")
        self._notes = QVBoxLayout()
        self._notes.setContentsMargins(0, 0, 0, 0)
        self._notes.setSpacing(4)
        self._origin = build.label("", "small")
        self._origin.hide()
        head = build.row(self._label, self._mark, self._origin, 0, self._count, spacing=6)
        self.setLayout(build.stack(head, self.editor, self._notes, margins=(8, 2, 4, 4), spacing=4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        topics.put(self, Topic(FIELD, field.id, profile_id))
        self.editor.setAccessibleName(str(field.label))
        focus = self.editor.focusProxy()
        if focus is not None:
            focus.setAccessibleName(str(field.label))
            focus.setAccessibleDescription(str(field.help))
        self.editor.edited.connect(self._edited)
        self.editor.entered.connect(lambda: self.entered.emit(field.id))
        self.editor.left.connect(lambda: self.left.emit(field.id))

    @property
    def wide(self) -> bool:
        """Whether it needs the whole width of the form."""
        return self.field.kind in WIDE or self.field.length > 150

    def require(self, must: bool) -> None:
        """Shows or hides the mark of what must be filled in."""
        self._mark.setText(_("required") if must else "")
        self._mark.setVisible(must)

    def say_origin(self, text: str, why: str = "") -> None:
        """Beside the name: where the value comes from when the clerk's table did not say it; "" for nothing."""
        self._origin.setText(text)
        self._origin.setToolTip(why)
        self._origin.setVisible(bool(text))

    @property
    def origin(self) -> str:
        """What is said of where the value comes from."""
        return self._origin.text()

    def tell(self, told: Told) -> None:
        """Shows what is wrong, the reviewer's words first; takes the place of what was shown before."""
        build.clear(self._notes)
        ordered = sorted(told, key=lambda one: (not is_returned(one[0]), one[0].severity, one[0].rule))
        for finding, message in ordered:
            self._notes.addWidget(self._note(finding, message))
        open_ones = [finding for finding, _message in ordered if not finding.explained]
        self.faults = sum(finding.blocks for finding in open_ones)
        self.editor.mark(_frame(open_ones))

    def highlight(self, on: bool) -> None:
        """Marks the place a list of findings or a search has led to."""
        build.set_look(self, "marked", "true" if on else "false")

    def count(self) -> None:
        """Shows how much of the length is used, once it is nearly used up."""
        limit = self.field.length
        if not limit or self.field.list is not None:
            return
        value = self.editor.value()
        used = len(value) if isinstance(value, str) else 0
        self._count.setText(f"{used}/{limit}" if used > limit * 0.8 else "")
        build.set_look(self._count, "rank", "error" if used > limit else "small")

    def _edited(self) -> None:
        self.count()
        self.say_origin("")
        self.edited.emit(self.field.id)

    def _note(self, finding: Finding, message: Message) -> QWidget:
        look = "success" if finding.explained else str(finding.severity)
        icon, role = words.severity_look("info" if look == "success" else look)
        if is_returned(finding):
            icon = "returned"
        if finding.explained:
            icon, role = words.severity_look("success")
        text: QLabel = build.label(message.what, role if role != "muted" else "", wrap=True, selectable=True)
        text.setToolTip(message.why)
        text.setAccessibleName(f"{words.severity(finding.severity)}：{message.what}")
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        text.setAlignment(top)
        line.addWidget(build.icon_label(icon, role, 16), 0, top)
        line.addWidget(text, 1)
        if message.fix_label:
            fix = build.button(message.fix_label, "link", "fix", clicked=lambda: self.fix_asked.emit(finding))
            line.addWidget(fix, 0, top)
        if finding.severity is Severity.WARNING:
            said = _("Change explanation") if finding.explained else _("Explain")
            explain = build.button(said, "link", "explain", clicked=lambda: self.explain_asked.emit(finding))
            line.addWidget(explain, 0, top)
        made = QWidget()
        made.setLayout(line)
        return made


def _frame(findings: Sequence[Finding]) -> str:
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return "error"
    return "warning" if Severity.WARNING in severities else ""
