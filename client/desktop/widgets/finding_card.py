"""One fault as a clerk can act on it: what, why, where it is written, an example, a fix, an explanation."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from client.checks.handbook.topics import RULE, Topic
from client.checks.report import Message
from client.checks.rule import Finding, Severity
from client.desktop import topics, words
from client.desktop.widgets import build
from client.desktop.widgets.flow import Flow
from client.texts import Translator

_ = Translator("desktop")


class FindingCard(QFrame):
    """`fix_asked(finding)`, `explain_asked(finding)` and `go_asked(finding)` when their buttons are pressed.

    `alike_asked(finding)`: mend the same fault in other entries, once `offer_alike` has said how many there are.

    `place` names entry, item and field for lists over many entries; "" in the form, where the place is plain.
    """

    fix_asked = Signal(object)
    explain_asked = Signal(object)
    go_asked = Signal(object)
    alike_asked = Signal(object)

    def __init__(self, finding: Finding, message: Message, place: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        topics.put(self, Topic(RULE, finding.rule))
        look = "success" if finding.explained else str(finding.severity)
        self.setProperty("look", f"finding-{look}")
        icon, role = words.severity_look(look)
        self._more = self._details(message)
        head = build.row(build.icon_label(icon, role), build.label(self._severity_word(), "strong"), spacing=6)
        if place:
            go = build.button(place, "link", clicked=lambda: self.go_asked.emit(finding))
            head.addWidget(go)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(build.label(message.what, wrap=True, selectable=True))
        layout.addWidget(self._more)
        layout.addLayout(self._buttons(message))
        self._layout = layout
        self.alike: QPushButton | None = None

    def offer_alike(self, count: int) -> None:
        """So many other entries have this fault too; none takes the offer away."""
        text = _.plural(
            "{count} other entry has the same fault: mend it too…",
            "{count} other entries have the same fault: mend them too…",
            count,
        )
        if self.alike is None:
            if not count:
                return
            self.alike = build.button("", "link", "duplicate", clicked=lambda: self.alike_asked.emit(self.finding))
            self._layout.addLayout(build.row(self.alike, 0))
        self.alike.setText(text.format(count=f"{count:,}"))
        self.alike.setVisible(count > 0)

    def _severity_word(self) -> str:
        return _("Explained") if self.finding.explained else words.severity(self.finding.severity)

    def _details(self, message: Message) -> QWidget:
        made = QWidget()
        lines = [
            (_("Why: {text}"), message.why),
            (_("Basis: {text}"), message.basis),
            (_("Good: {text}"), message.good),
            (_("Not so: {text}"), message.bad),
        ]
        shown = [
            build.label(form.format(text=text), "muted", wrap=True, selectable=True) for form, text in lines if text
        ]
        made.setLayout(build.stack(*shown, spacing=4))
        made.setVisible(False)
        made.setProperty("filled", bool(shown))
        return made

    def _buttons(self, message: Message) -> QVBoxLayout:
        # Wraps beside the form, where it is narrow.
        line = Flow(gap=8)
        finding = self.finding
        if message.fix_label:
            line.addWidget(
                build.button(message.fix_label, "small", "fix", clicked=lambda: self.fix_asked.emit(finding))
            )
        if finding.severity is Severity.WARNING:
            text = _("Change explanation") if finding.explained else _("Write an explanation")
            line.addWidget(build.button(text, "small", "explain", clicked=lambda: self.explain_asked.emit(finding)))
        if self._more.property("filled"):
            fold = build.button(_("Why, and an example"), "link", "chevron-down")
            fold.setCheckable(True)
            fold.toggled.connect(self._more.setVisible)
            line.addWidget(fold)
        return build.stack(line)
