"""The groups at the left, the picked one at the right: who is in it, why, two of them side by side, and what to do."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from client.catalog import plain
from client.catalog.entry import Entry
from client.desktop.models.lines_model import Column, Mark
from client.desktop.pages.duplicates.comparison import Comparison
from client.desktop.widgets import build
from client.desktop.widgets.empty_state import EmptyState
from client.desktop.widgets.filter_chips import Chip, FilterChips
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.search_box import SearchBox
from client.texts import Translator
from client.workflows.similar import Group, Kind, Member

_ = Translator("desktop")
_LOOKS = {
    "same": ("error", "duplicate"),
    "collected": ("warning", "office"),
    "look": ("info", "search"),
    "series": ("neutral", "more"),
}


def kind_word(kind: Kind) -> str:
    """What a group is."""
    return {
        Kind.SAME: _("Most probably the same"),
        Kind.COLLECTED: _("Collected by several offices"),
        Kind.LOOK: _("Please look"),
        Kind.SERIES: _("A series"),
    }[kind]


class GroupsView(QWidget):
    """`looked_for()`: look through the store. `compared(ids)`: two are to be laid side by side.

    `opened(entry id)`, `apart(group)`, `dropped(member, the one that stays)`.
    """

    looked_for = Signal()
    compared = Signal(object)
    opened = Signal(str)
    apart = Signal(object)
    dropped = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: Sequence[Group] = ()
        self._text = ""
        self.search = SearchBox(_("Search names and offices"))
        self.search.searched.connect(self._search)
        self.chips = FilterChips()
        self.chips.picked.connect(lambda _keys: self._show())
        self.list = Listing(_group_columns(), _("Groups of probable duplicates"))
        self.list.picked.connect(self._pick)
        self.again = build.button(_("Look again"), "small", "sync", clicked=self.looked_for.emit)
        self._stale = build.label("", "warning", wrap=True)
        self.nothing = EmptyState("duplicate", _("Not looked yet"))
        self.nothing.offer(_("Look for duplicates"), self.looked_for.emit, look="primary", icon="search")
        self.faces = QStackedWidget()
        self.faces.addWidget(self.nothing)
        self.faces.addWidget(self._make_sides())
        self.setLayout(build.stack(self.faces))

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Shows what was found; the picked group stays picked."""
        self._groups = groups
        self.show_stale(on=False)
        if not groups:
            self.nothing.say(_("No duplicates found"), _("No two entries are so alike that a person should look."))
        counts = {kind: sum(one.kind is kind for one in groups) for kind in Kind}
        self.chips.show_chips([Chip(kind.value, kind_word(kind), count) for kind, count in counts.items() if count])
        self.faces.setCurrentIndex(1 if groups else 0)
        self._show()

    def show_stale(self, *, on: bool) -> None:
        """Entries have changed since it was looked."""
        self._stale.setText(_("Entries have changed since.") if on else "")
        self._stale.setVisible(on)

    def show_pair(self, pair: Sequence[Entry]) -> None:
        """The two that are compared."""
        if len(pair) == 2:
            self.comparison.show_pair(pair[0], pair[1])

    def leave_out(self, group: Group) -> None:
        """A group is settled; the next one is picked."""
        place = self.list.currentIndex().row()
        self.show_groups([one for one in self._groups if one is not group])
        count = self.list.lines.rowCount()
        if count:
            self.list.pick(min(max(place, 0), count - 1))

    @property
    def present(self) -> Group | None:
        """The picked group."""
        found: Group | None = self.list.present
        return found

    # -- inside ------------------------------------------------------------------------------------------------------

    def _make_sides(self) -> QWidget:
        self._title = build.label("", "heading", wrap=True, selectable=True)
        self._why = build.label("", "muted", wrap=True, selectable=True)
        self.members = Listing(_member_columns(), _("Entries of the group"), several=True)
        self.members.setFixedHeight(150)
        self.list.opened.connect(lambda _group: self.members.setFocus())
        self.members.opened.connect(lambda one: self.opened.emit(one.id))
        self.members.selectionModel().selectionChanged.connect(lambda *_changes: self._compare())
        self._open = build.button(_("Open"), "", "entries", clicked=lambda: self._with_one(self.opened.emit))
        self._drop = build.button(_("Withdraw this one"), "danger", "withdraw", clicked=self._ask_drop)
        self._apart = build.button(_("Not the same"), "primary", "check", clicked=lambda: self.apart.emit(self.present))
        self.comparison = Comparison()
        left, right = QWidget(), QWidget()
        head = build.row(self._stale, 0, self.again)
        left.setLayout(build.stack(self.search, self.chips, self.list, head, spacing=8))
        deeds = build.row(self._open, self._drop, 0, self._apart, spacing=8)
        top = build.card(self._title, self._why, self.members, deeds)
        layout = build.stack(top, build.card(self.comparison), margins=(8, 0, 0, 0), spacing=12)
        layout.setStretch(1, 1)
        right.setLayout(layout)
        self._right = right
        return build.sides(left, right, (430, 680))

    def _show(self) -> None:
        on, sought = self.chips.keys, plain.key(self._text)
        lines = [one for one in self._groups if (not on or one.kind.value in on) and _holds(one, sought)]
        self.list.say_when_blank(_("No group is like that."))
        self.list.show_lines(lines, same="members")

    def _search(self, text: str) -> None:
        self._text = text
        self._show()

    def _pick(self, group: Group | None) -> None:
        self._right.setVisible(group is not None)
        if group is None:
            return
        self._title.setText(kind_word(group.kind))
        self._why.setText(_why(group))
        self.comparison.clear()
        self.members.show_lines(group.members)
        self._compare()

    def _compare(self) -> None:
        """The selected two, or the selected one beside the first other of its group."""
        group, chosen = self.present, self.members.chosen
        self._open.setEnabled(len(chosen) == 1)
        self._drop.setEnabled(len(chosen) == 1)
        if group is None or not chosen:
            return
        others = [one for one in group.members if one is not chosen[0]]
        pair = chosen[:2] if len(chosen) > 1 else [chosen[0], *others[:1]]
        if len(pair) == 2:
            self.compared.emit(tuple(one.id for one in sorted(pair, key=group.members.index)))

    def _with_one(self, act: object) -> None:
        chosen = self.members.chosen
        if chosen and callable(act):
            act(chosen[0].id)

    def _ask_drop(self) -> None:
        group, chosen = self.present, self.members.chosen
        if group and len(chosen) == 1:
            stays = next((one for one in group.members if one is not chosen[0]), chosen[0])
            self.dropped.emit(chosen[0], stays)


def _why(group: Group) -> str:
    parts = []
    if group.kind is Kind.SERIES:
        parts.append(_("Only a number differs; a series may be right, or one entry with a field for it would do."))
    if group.overlap >= 0:
        parts.append(
            _("{share} of the items are the same, {count} of them.").format(
                share=f"{group.overlap:.0%}", count=group.shared
            )
        )
    else:
        parts.append(_("The items say nothing: only the names are alike."))
    if group.kind is Kind.COLLECTED:
        source = next((one for one in group.members if one.id == group.source), None)
        if source:
            because = _("another entry names it") if group.because == "named" else _("it was first")
            said = _(
                "One set of data, one source: it seems to come from {office} ({because}); the others can refer to it."
            )
            parts.append(said.format(office=source.provider or source.name, because=because))
    return " ".join(parts)


def _holds(group: Group, sought: str) -> bool:
    return not sought or any(sought in plain.key(one.name + one.provider) for one in group.members)


def _group_columns() -> tuple[Column[Group], ...]:
    order = list(Kind)
    return (
        Column(
            _("What it is"), lambda one: kind_word(one.kind), 6, order=lambda one: order.index(one.kind), mark=_mark
        ),
        Column(_("Entry name"), _names),
        Column(_("Count"), lambda one: f"{len(one.members):,}", 2, order=lambda one: len(one.members), right=True),
        Column(_("Alike"), _alike, 3, order=lambda one: one.overlap, right=True),
    )


def _alike(group: Group) -> str:
    return f"{group.overlap:.0%}" if group.overlap >= 0 else "—"


def _member_columns() -> tuple[Column[Member], ...]:
    return (
        Column(_("Entry name"), lambda one: one.name or _("(no name yet)")),
        Column(_("Provider"), lambda one: one.provider, 10),
        Column(_("Items"), lambda one: str(one.items), 4, order=lambda one: one.items, right=True),
    )


def _names(group: Group) -> str:
    return " / ".join(dict.fromkeys(one.name for one in group.members[:4]))


def _mark(group: Group) -> Mark:
    kind, icon = _LOOKS[group.kind.value]
    short = {Kind.SAME: _("Same"), Kind.COLLECTED: _("Collected"), Kind.LOOK: _("Look"), Kind.SERIES: _("Series")}
    return Mark(short[group.kind], kind, icon)
