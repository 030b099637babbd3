"""问题 of one entry, worst first: the reviewer's words, what must be mended, what may be explained, hints."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.checks.rule import Finding
from client.desktop.describe import describe, is_returned
from client.desktop.widgets import build
from client.desktop.widgets.empty_state import EmptyState
from client.desktop.widgets.finding_card import FindingCard
from client.desktop.widgets.scrolled import scrolled
from client.texts import Translator

_ = Translator("desktop")
SHOWN = 60
_RANK = ("error", "warning", "info")


def ordered(findings: Sequence[Finding]) -> list[Finding]:
    """What blocks first, in the order of the form; explained ones and hints last."""
    return sorted(findings, key=lambda one: (not one.blocks, not is_returned(one), _RANK.index(one.severity)))


class FindingsList(QWidget):
    """`go_asked(finding)`, `fix_asked(finding)`, `explain_asked(finding)`, `alike_asked(finding)`."""

    go_asked = Signal(object)
    fix_asked = Signal(object)
    explain_asked = Signal(object)
    alike_asked = Signal(object)

    def __init__(self, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.profile = profile
        self._told: tuple[Finding, ...] | None = None
        self.cards: list[FindingCard] = []
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 8, 16)
        self._cards.setSpacing(8)
        self._none = EmptyState("done", _("Nothing is wrong"), _("It can be signed off and reported."))
        self._area = scrolled(build.stack(self._cards, 0, margins=(0, 12, 0, 0)))
        self.setLayout(build.stack(self._area, self._none))

    def tell(self, findings: Sequence[Finding], entry: Entry) -> None:
        """Shows findings; nothing moves while they are the same."""
        told = tuple(ordered(findings))
        if told == self._told:
            return
        self._told = told
        build.clear(self._cards)
        self.cards = []
        self._area.setVisible(bool(told))
        self._none.setVisible(not told)
        for finding in told[:SHOWN]:
            card = FindingCard(finding, describe(finding, self.profile), self._place(finding, entry))
            card.go_asked.connect(self.go_asked)
            card.fix_asked.connect(self.fix_asked)
            card.explain_asked.connect(self.explain_asked)
            card.alike_asked.connect(self.alike_asked)
            self.cards.append(card)
            self._cards.addWidget(card)
        if len(told) > SHOWN:
            left = len(told) - SHOWN
            more = _.plural("and {count} more", "and {count} more", left).format(count=left)
            self._cards.addWidget(build.label(more, "muted"))

    def _place(self, finding: Finding, entry: Entry) -> str:
        label = self.profile.label(finding.field, item=bool(finding.item)) if finding.field else ""
        item = entry.item(finding.item) if finding.item else None
        if item:
            number = entry.items.index(item) + 1
            name = f"{self.profile.item_word} {number} {item.text('item_name')}".strip()
            return " / ".join(part for part in (name, label) if part)
        return label
