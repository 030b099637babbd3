"""Beside the form: what to write into the field the cursor is in, an example to take over, and where it is written."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from client.catalog.profile import Field, Profile
from client.checks.handbook.topics import FIELD, ITEM, Topic
from client.checks.report import Message
from client.checks.rule import Finding
from client.desktop.widgets import build
from client.desktop.widgets.finding_card import FindingCard
from client.texts import Translator

_ = Translator("desktop")


class FieldHelp(QScrollArea):
    """`example_taken(field id, text)` when the example is to be filled in; `fix_asked`, `explain_asked` as in the form.

    `more_asked(topic)`: the whole article of the field.
    """

    example_taken = Signal(str, str)
    fix_asked = Signal(object)
    explain_asked = Signal(object)
    more_asked = Signal(object)

    def __init__(
        self, profile: Profile, describe: Callable[[Finding, Profile], Message], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.profile = profile
        self._describe = describe
        self._shown: tuple[Field | None, tuple[Finding, ...], bool] = (None, (), False)
        content = QWidget()
        content.setObjectName("content")
        self._stack = QVBoxLayout(content)
        self._stack.setContentsMargins(0, 0, 8, 0)
        self._stack.setSpacing(8)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_field(self, field: Field | None, findings: Sequence[Finding] = (), *, required: bool = False) -> None:
        """Shows the help of a field and the findings at it; None shows what to do in general."""
        wanted = (field, tuple(findings), required)
        if wanted == self._shown and self._stack.count():
            return
        self._shown = wanted
        build.clear(self._stack)
        if field is None:
            text = _("Put the cursor into a field to see what belongs there.")
            self._stack.addWidget(build.card(build.label(text, "muted", wrap=True)))
        else:
            for finding in findings:
                self._stack.addWidget(self._card(finding))
            self._stack.addWidget(self._about(field, required=required))
        self._stack.addStretch(1)

    def _card(self, finding: Finding) -> FindingCard:
        made = FindingCard(finding, self._describe(finding, self.profile))
        made.fix_asked.connect(self.fix_asked)
        made.explain_asked.connect(self.explain_asked)
        return made

    def _about(self, field: Field, *, required: bool) -> QFrame:
        must = _("Must be filled in") if required else _("May stay blank")
        limit = _("at most {count} characters").format(count=field.length) if field.length else ""
        facts = " · ".join(part for part in (must, limit) if part)
        card = build.card(build.label(str(field.label), "heading", wrap=True), build.label(facts, "small", wrap=True))
        stack = card.layout()
        if stack is None:
            return card
        if str(field.help):
            stack.addWidget(build.label(str(field.help), wrap=True, selectable=True))
        if field.pattern and str(field.pattern_help):
            stack.addWidget(build.label(str(field.pattern_help), "muted", wrap=True))
        example = str(field.example)
        if example:
            stack.addWidget(build.label(_("For example: {text}").format(text=example), wrap=True, selectable=True))
            take = build.button(
                _("Fill in this example"), "link", "copy", clicked=lambda: self.example_taken.emit(field.id, example)
            )
            stack.addWidget(take)
        if field.source and field.confidence != "C":
            stack.addWidget(build.label(_("Source: {text}").format(text=field.source), "small", wrap=True))
        topic = Topic(ITEM if field.of_item else FIELD, field.id, self.profile.id)
        more = build.button(
            _("More about this field (F1)"), "link", "help", clicked=lambda: self.more_asked.emit(topic)
        )
        stack.addWidget(more)
        return card
