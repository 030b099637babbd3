"""目录条目: the list. Search, chips, ticks, and the acts for what is ticked (or for the line under the cursor)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy, QStackedWidget, QWidget

from client.desktop.models.entries_model import EntriesModel
from client.desktop.pages.entry import filters
from client.desktop.pages.entry.table import EntriesTable
from client.desktop.widgets import build
from client.desktop.widgets.empty_state import EmptyState
from client.desktop.widgets.filter_chips import FilterChips
from client.desktop.widgets.search_box import SearchBox
from client.desktop.widgets.typing import Choice
from client.store.query import EntryFilter
from client.texts import Translator

if TYPE_CHECKING:
    from client.workflows.workspace import Workspace

_ = Translator("desktop")
PROVIDERS = 200


class Act:
    """One thing that can be done with entries: its key, word, icon, and whether it stands in the bar."""

    def __init__(self, key: str, text: str, icon: str, *, in_bar: bool = True, danger: bool = False) -> None:
        self.key, self.text, self.icon, self.in_bar, self.danger = key, text, icon, in_bar, danger


class ListView(QWidget):
    """`opened(entry id)`, `asked(key of an act)`, `new_asked()`, `model_asked()`, `import_asked()`, `above_asked()`."""

    opened = Signal(str)
    asked = Signal(str)
    new_asked = Signal()
    model_asked = Signal()
    import_asked = Signal()
    above_asked = Signal()

    def __init__(self, workspace: "Workspace", acts: Sequence[Act], title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._acts = workspace, acts
        self._base = EntryFilter()
        self._text = ""
        self.model = EntriesModel(workspace.query, self)
        self.table = EntriesTable(self.model)
        self.search = SearchBox(_("Search names, codes, providers, items, or pinyin initials"))
        self.chips = FilterChips()
        self.provider = Choice()
        self.provider.setAccessibleName(_("Provider"))
        self.provider.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.provider.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * 14)
        self._count = build.label("", "muted")
        self._only = _note(_("Show all"), self.show_all)
        self._buttons: dict[str, QPushButton] = {}
        self._bar = self._make_bar()
        self._nothing = EmptyState("search", _("No entry is like that"), _("Other words or fewer filters may find it."))
        self._nothing.offer(_("Show all"), self.show_all, icon="close")
        self._none = EmptyState(
            "entries",
            _("No entries yet"),
            _("Import the table your office keeps, or write the first entry. Everything is saved as you go."),
        )
        self._none.offer(_("Import a table"), self.import_asked.emit, look="primary", icon="import")
        self._none.offer(_("New entry"), self.new_asked.emit, icon="plus")
        self._faces = QStackedWidget()
        for face in (self.table, self._nothing, self._none):
            self._faces.addWidget(face)
        self._lay_out(title)
        self.search.searched.connect(self._search)
        self.chips.picked.connect(lambda _keys: self._narrow())
        self.provider.activated.connect(lambda _place: self._narrow())
        self.table.opened.connect(self.opened)
        self.table.removed.connect(lambda: self.asked.emit("remove"))
        self.table.menu_asked.connect(self._open_menu)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_counts())
        self.model.ticked_changed.connect(self._show_counts)
        self.model.modelReset.connect(self._show_counts)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_filter(self, wanted: EntryFilter) -> None:
        """Shows what another page has asked for; chips say of it what they can."""
        keys, self._base = filters.taken_apart(replace(wanted, text="", provider=""))
        self._show_chips(keys)
        self.chips.set_keys(keys)
        self._text = wanted.text
        self.search.setText(wanted.text)
        self._only.setVisible(self._base != EntryFilter())
        self._narrow()

    def show_all(self) -> None:
        """Nothing is left out any more."""
        self.provider.setCurrentIndex(0)
        self.show_filter(EntryFilter())

    def reload(self) -> None:
        """The store is different: counts, chips, lines; the cursor stays on its entry."""
        row = self.table.present
        self._show_chips(self.chips.keys)
        self._show_providers()
        self.model.reload()
        self._settle(row.id if row else "")

    def put_cursor(self, entry_id: str) -> None:
        """Puts the cursor on an entry, where it is in the list."""
        place = self.model.place_of(entry_id)
        if place >= 0:
            self.table.put_cursor(place)

    # -- what is meant -----------------------------------------------------------------------------------------------

    @property
    def chosen_count(self) -> int:
        """How many entries an act would be done with."""
        return self.model.ticked_count or (1 if self.table.present else 0)

    def chosen(self) -> Callable[[], list[str]]:
        """Gives the ids of what is ticked, or of the line under the cursor; to be called in a job."""
        ticked, wanted, query = self.model.ticked, self.model.filter, self._workspace.query
        sort, descending = self.model.sort_key, self.model.descending
        if ticked.everything:
            return lambda: [one for one in query.ids(wanted, sort, descending) if one not in ticked.ids]
        if ticked.ids:
            return lambda: query.ids(EntryFilter(ids=tuple(ticked.ids)), sort, descending)
        row = self.table.present
        return lambda: [row.id] if row else []

    def neighbour(self, entry_id: str, by: int) -> str:
        """The entry before (-1) or after (1) another in the list, "" at the ends."""
        place = self.model.place_of(entry_id)
        row = self.model.row(place + by) if place >= 0 else None
        return row.id if row else ""

    def place(self, entry_id: str) -> tuple[int, int]:
        """(place from 1, of how many) of an entry in the list; 0 when it is not in it."""
        return self.model.place_of(entry_id) + 1, self.model.rowCount()

    # -- inside ------------------------------------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        self._text = text
        self._narrow()

    def _narrow(self) -> None:
        row = self.table.present
        provider = str(self.provider.currentData() or "")
        self.model.show_list(filters.narrowed(self._base, self.chips.keys, self._text, provider))
        self._settle(row.id if row else "")

    def _settle(self, entry_id: str) -> None:
        count = self.model.rowCount()
        total = count or self._workspace.query.count(EntryFilter())
        face = self.table if count else self._nothing if total else self._none
        self._faces.setCurrentWidget(face)
        self._tools.setVisible(bool(total))
        if count and not self.table.currentIndex().isValid():
            self.table.put_cursor(max(self.model.place_of(entry_id), 0) if entry_id else 0)
        self._show_counts()

    def _show_chips(self, on: Sequence[str]) -> None:
        self.chips.show_chips(filters.chips(self._workspace.query.state_counts(), on))

    def _show_providers(self) -> None:
        present = str(self.provider.currentData() or "")
        found = [(name, held) for name, held in self._workspace.query.facets(EntryFilter(), "provider") if name]
        self.provider.setVisible(len(found) > 1)
        self.provider.clear()
        self.provider.addItem(_("All providers"), "")
        for name, held in found[:PROVIDERS]:
            self.provider.addItem(f"{name}  {held:,}", name)
        self.provider.setCurrentIndex(max(self.provider.findData(present), 0))

    def _show_counts(self) -> None:
        count, ticked = self.model.rowCount(), self.model.ticked_count
        text = _.plural("{count} entry", "{count} entries", count).format(count=f"{count:,}")
        if ticked:
            text = _("{ticked} of {count} ticked").format(ticked=f"{ticked:,}", count=f"{count:,}")
        self._count.setText(text)
        usable = self.chosen_count > 0
        for button in self._buttons.values():
            button.setEnabled(usable)

    def _open_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        row = self.table.present
        if row and not self.model.ticked_count:
            menu.addAction(_("Open"), lambda: self.opened.emit(row.id))
            menu.addSeparator()
        for act in self._acts:
            menu.addAction(act.text, lambda key=act.key: self.asked.emit(key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        line = build.row(self._count, 8, spacing=8)
        more = QMenu(bar)
        for act in self._acts:
            if act.in_bar:
                made = build.button(act.text, "small", act.icon, clicked=lambda key=act.key: self.asked.emit(key))  # type: ignore[misc]
                self._buttons[act.key] = made
                line.addWidget(made)
            else:
                more.addAction(act.text, lambda key=act.key: self.asked.emit(key))
        rest = build.button(_("More"), "small", "more")
        rest.setMenu(more)
        self._buttons["more"] = rest
        line.addWidget(rest)
        line.addStretch(1)
        bar.setLayout(line)
        return bar

    def _lay_out(self, title: str) -> None:
        new = build.button(_("New entry"), "primary", "plus", clicked=self.new_asked.emit)
        new.setToolTip("Ctrl+N")
        model = build.button(_("After a model…"), "", "duplicate", clicked=self.model_asked.emit)
        model.setToolTip("Ctrl+Shift+N")
        read = build.button(_("Import a table"), "", "import", clicked=self.import_asked.emit)
        above = build.button(_("The level above"), "chip", clicked=self.above_asked.emit)
        own = build.button(_("Here"), "chip")
        own.setCheckable(True)
        own.setChecked(True)
        own.setEnabled(False)
        head = build.row(build.label(title, "title"), 16, own, above, 0, read, model, new)
        self._tools = QWidget()
        find = build.row(self.search, self.provider, spacing=8)
        find.setStretch(0, 1)
        self._tools.setLayout(build.stack(find, self.chips, self._only, self._bar, spacing=12))
        layout = build.stack(head, self._tools, self._faces, spacing=12)
        layout.setStretch(2, 1)
        self.setLayout(layout)


def _note(button: str, act: Callable[[], object]) -> QFrame:
    made = QFrame()
    made.setProperty("look", "note-info")
    text = build.label(_("Only the entries another page has asked for are listed."))
    made.setLayout(build.row(text, build.button(button, "small", clicked=act), 0, margins=(12, 6, 12, 6), spacing=12))
    made.hide()
    return made
