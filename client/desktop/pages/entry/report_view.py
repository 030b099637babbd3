"""报送与回执 of one entry: consent, where it stands above, what waits, what both changed, what came back, receipts."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from client import clock
from client.catalog.changes import Change
from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.desktop import blocked_words, words
from client.desktop.widgets import build
from client.desktop.widgets.badge import Badge
from client.desktop.widgets.changes_view import place_text, value_text
from client.desktop.widgets.scrolled import scrolled
from client.store.query import Conflict, Op, Query, Receipt, Remote, Return, SignOff, Stored
from client.texts import Translator

_ = Translator("desktop")


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the store knows about an entry's way up."""

    stored: Stored
    signoff: SignOff | None
    remotes: tuple[tuple[str, Remote | None, Op | None], ...]
    conflicts: tuple[Conflict, ...]
    returns: tuple[Return, ...]
    receipts: tuple[Receipt, ...]


def standing(query: Query, stored: Stored) -> Standing:
    """Reads it."""
    entry_id = stored.entry.id
    names = [one.name for one in query.platforms() if one.role == "editor"]
    return Standing(
        stored,
        query.signoff(entry_id),
        tuple((name, query.remote(name, entry_id), query.queued(name, entry_id)) for name in names),
        tuple(one for one in query.conflicts() if one.entry == entry_id),
        tuple(query.returns(entry_id)),
        tuple(query.receipts_of(entry_id)),
    )


class ReportView(QWidget):
    """`settle_asked({(item, field): side})`, `take_back_asked(platform)`, `go_asked(item id, field id)`."""

    settle_asked = Signal(object)
    take_back_asked = Signal(str)
    go_asked = Signal(str, str)

    def __init__(self, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.profile = profile
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 12, 8, 16)
        self._cards.setSpacing(12)
        self.setLayout(build.stack(scrolled(build.stack(self._cards, 0))))

    def show_standing(self, told: Standing) -> None:
        """Shows where the entry stands."""
        build.clear(self._cards)
        if told.conflicts:
            self._cards.addWidget(self._conflicts(told))
        if told.returns:
            self._cards.addWidget(self._returns(told))
        self._cards.addWidget(self._here(told))
        for name, remote, op in told.remotes:
            self._cards.addWidget(self._above(name, remote, op))
        if not told.remotes:
            text = _("This computer is not joined to a platform yet; open the enrolment file in the settings.")
            self._cards.addWidget(build.card(build.label(text, "muted", wrap=True)))
        self._cards.addWidget(_receipts(told.receipts))

    def _here(self, told: Standing) -> QWidget:
        icon, kind = words.state_look(told.stored.local)
        head = build.row(build.label(_("Here"), "heading"), Badge(words.local_state(told.stored.local), kind, icon), 0)
        signoff = told.signoff
        if signoff is None:
            text = (
                _("The department has not signed it off yet.") if self.profile.signoff else _("No consent is needed.")
            )
            return build.card(head, build.label(text, "muted", wrap=True))
        facts = [
            (_("Approver"), signoff.approver),
            (_("Document number"), signoff.document or "—"),
            (_("When"), clock.shown(signoff.at)),
        ]
        card = build.card(head, _facts(facts))
        if told.stored.local != "signed_off" and card.layout() is not None:
            note = build.label(_("It was changed afterwards, so that the consent no longer covers it."), "warning")
            note.setWordWrap(True)
            card.layout().addWidget(note)  # type: ignore[union-attr]
        return card

    def _above(self, name: str, remote: Remote | None, op: Op | None) -> QWidget:
        state = remote.report if remote else "none"
        icon, kind = words.state_look(state)
        head = build.row(build.label(name, "heading"), Badge(words.report_state(state), kind, icon), 0)
        facts = []
        if remote:
            facts = [(_("Code"), remote.code or "—"), (_("Last word from above"), clock.shown(remote.changed))]
        card = build.card(head, *([_facts(facts)] if facts else []))
        layout = card.layout()
        if op and isinstance(layout, QVBoxLayout):
            layout.addLayout(self._queued(name, op))
        return card

    def _queued(self, name: str, op: Op) -> QHBoxLayout:
        text = _("{what} waits to be sent since {at}").format(
            what=blocked_words.op_kind(op.kind), at=clock.shown(op.queued_at)
        )
        if op.last_error:
            text += "；" + _("last try: {why}").format(why=blocked_words.failure(op.last_error))
        line = build.row(build.icon_label("clock", "info"), build.label(text, wrap=True), spacing=8)
        line.setStretch(1, 1)
        if not op.tries:
            line.addWidget(
                build.button(
                    _("Take out of the queue"), "small", "undo", clicked=lambda: self.take_back_asked.emit(name)
                )
            )
        return line

    def _conflicts(self, told: Standing) -> QWidget:
        text = _("You and the level above have both changed these. The value not taken stays in the history.")
        heading = build.row(
            build.icon_label("conflict", "warning", 20), build.label(_("Changed on both sides"), "heading"), 0
        )
        parts = [self._conflict(one, told.stored.entry) for one in told.conflicts]
        return build.card(heading, build.label(text, "muted", wrap=True), *parts, spacing=12)

    def _conflict(self, one: Conflict, entry: Entry) -> QWidget:
        place = place_text(self.profile, Change(one.item, one.field, one.base, one.mine))
        item = entry.item(one.item) if one.item else None
        if item:
            place = f"{item.text('item_name')} / {place}"
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        sides = (("mine", _("Mine"), one.mine), ("above", _("Above"), one.above), ("", _("Before"), one.base))
        for column, (side, title, value) in enumerate(sides):
            shown = value_text(self.profile, one.field, value, of_item=bool(one.item)) or _("blank")
            grid.setColumnStretch(column, 1)
            grid.addWidget(build.label(title, "small"), 0, column)
            grid.addWidget(
                build.label(shown, "" if side else "muted", wrap=True, selectable=True),
                1,
                column,
                Qt.AlignmentFlag.AlignTop,
            )
            if side:
                take = build.button(
                    _("Keep mine") if side == "mine" else _("Take what is above"),
                    "small",
                    "check",
                    clicked=lambda side=side: self.settle_asked.emit({(one.item, one.field): side}),  # type: ignore[misc]
                )
                grid.addWidget(take, 2, column, Qt.AlignmentFlag.AlignLeft)
        return build.card(build.label(place, "strong", wrap=True), grid, look="note-warning", padding=12)

    def _returns(self, told: Standing) -> QWidget:
        heading = build.row(
            build.icon_label("returned", "error", 20), build.label(_("Returned by the reviewer"), "heading"), 0
        )
        parts: list[QWidget] = []
        for one in told.returns:
            place = self.profile.label(one.field, item=bool(one.item)) if one.field else _("The entry as a whole")
            go = build.button(
                place,
                "link",
                clicked=lambda one=one: self.go_asked.emit(one.item, one.field),  # type: ignore[misc]
            )
            who = " · ".join(part for part in (one.by, clock.shown(one.at)) if part)
            line = QWidget()
            line.setLayout(
                build.stack(
                    build.row(go, build.label(who, "small"), 0),
                    _indented(one.text),
                    spacing=2,
                )
            )
            parts.append(line)
        return build.card(heading, *parts, spacing=8)


def _receipts(receipts: Sequence[Receipt]) -> QWidget:
    heading = build.label(_("Receipts"), "heading")
    if not receipts:
        text = _("None yet. A report counts as sent when its receipt is here.")
        return build.card(heading, build.label(text, "muted", wrap=True))
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(2, 1)
    for row, one in enumerate(receipts):
        for column, text in enumerate((clock.shown(one.at), blocked_words.op_kind(one.kind), one.platform)):
            grid.addWidget(build.label(text, selectable=True), row, column)
    return build.card(heading, grid)


def _indented(text: str) -> QWidget:
    """As far in as the word on the link above."""
    made = build.label(text, wrap=True, selectable=True)
    made.setContentsMargins(5, 0, 0, 0)
    return made


def _facts(facts: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, (label, text) in enumerate(facts):
        grid.addWidget(build.label(label, "muted"), row, 0)
        grid.addWidget(build.label(text, wrap=True, selectable=True), row, 1)
    return grid
