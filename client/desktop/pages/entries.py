"""目录条目: the list, and the entry that is open."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from client.desktop.pages.above.looking_above import LookingAbove
from client.desktop.pages.entry.acts import EntryActs, acts
from client.desktop.pages.entry.alike import ABOVE
from client.desktop.pages.entry.editor import Editor
from client.desktop.pages.entry.list_view import ListView
from client.desktop.pages.freshen import freshen
from client.desktop.pages.page import Page, Target
from client.desktop.widgets.problem_banner import ProblemBanner
from client.store.query import EntryFilter
from client.texts import Translator
from client.workflows.outcome import Changes

_ = Translator("desktop")
NEW = "new"
"""As a target's filter: begin a new entry."""


class EntriesPage(Page):
    """Two faces: the list and the editor, which knows the list's order."""

    name = "entries"
    icon = "entries"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._stale = True
        self.banner = ProblemBanner()
        self.list = ListView(self.workspace, acts(), self.title())
        self.editor = Editor(self, acts())
        self.acts = EntryActs(self, self.banner.show_problem, self.show_entry)
        self.above = LookingAbove(self, self.banner.show_problem, self.show_entry)
        self.faces = QStackedWidget()
        self.faces.addWidget(self.list)
        self.faces.addWidget(self.editor)
        self.faces.addWidget(self.above.faces)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.faces, 1)
        self._connect()

    @classmethod
    def title(cls) -> str:
        """目录条目."""
        return _("Entries")

    def refresh(self, changes: Changes) -> None:
        """The list follows when it is looked at, the open entry at once."""
        if not (changes.entries or changes.everything or changes.outbox):
            return
        self.editor.refresh(changes)
        if changes.everything and self.faces.currentWidget() is self.above.faces:
            self.above.view.reload()
        self._stale = True
        if self.isVisible() and self.faces.currentWidget() is self.list:
            self._reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up."""
        super().showEvent(event)
        if self._stale and self.faces.currentWidget() is self.list:
            self._reload()

    def open(self, target: Target) -> None:
        """An entry with a place in it, a filter, or a new entry; without any of these the page stays as it is."""
        if target.filter == ABOVE:
            self.show_above(target.entry)
        elif target.entry:
            self.show_entry(target.entry, target.item, target.field)
        elif isinstance(target.filter, EntryFilter):
            self.show_list()
            self.list.show_filter(target.filter)
        elif target.filter == NEW:
            self.acts.new()

    def enter(self) -> None:
        """What has changed since it was checked is checked now; the cursor is where work goes on."""
        freshen(self)
        if self.faces.currentWidget() is self.list:
            self.list.table.setFocus()

    def flush(self) -> None:
        """What is being typed is stored."""
        self.editor.flush()

    def show_entry(self, entry_id: str, item_id: str = "", field_id: str = "") -> None:
        """Opens an entry, at a place where one is named."""
        self.banner.hide()
        if not self.editor.open(entry_id):
            self.show_list()
            return
        self.faces.setCurrentWidget(self.editor)
        self._show_place()
        if item_id or field_id:
            self.editor.go_to(item_id, field_id)

    def show_above(self, entry_id: str = "") -> None:
        """What stands above: the list, or an entry of it."""
        self.editor.leave()
        self.banner.hide()
        self.faces.setCurrentWidget(self.above.faces)
        self.above.show(entry_id)

    def show_list(self) -> None:
        """Back to the list, with the cursor on the entry that was open."""
        entry_id = self.editor.entry_id
        self.editor.leave()
        self.faces.setCurrentWidget(self.list)
        if self._stale:
            self._reload()
        if entry_id:
            self.list.put_cursor(entry_id)
        self.list.table.setFocus()

    def _connect(self) -> None:
        self.list.opened.connect(self.show_entry)
        self.list.new_asked.connect(self.acts.new)
        self.list.import_asked.connect(lambda: self.requested.emit(Target("import")))
        self.list.asked.connect(lambda key: self.acts.do(key, self.list.chosen(), self.list.chosen_count))
        self.list.above_asked.connect(self.show_above)
        self.above.left.connect(self.show_list)
        self.editor.closed.connect(self.show_list)
        self.editor.moved.connect(self._move)
        self.editor.asked.connect(self._do_with_open)
        self.list.model_asked.connect(self.acts.new_from_model)
        for keys, act in (
            ("Ctrl+N", self.acts.new),
            ("Ctrl+Shift+N", self.acts.new_from_model),
            ("Ctrl+F", self._find),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _do_with_open(self, key: str) -> None:
        """An act with the entry that is open: what was typed comes first."""
        self.editor.flush()
        entry_id = self.editor.entry_id
        self.acts.do(key, lambda: [entry_id], 1)

    def _move(self, by: int) -> None:
        entry_id = self.list.neighbour(self.editor.entry_id, by)
        if entry_id:
            self.show_entry(entry_id)

    def _find(self) -> None:
        if self.faces.currentWidget() is not self.list:
            self.show_list()
        self.list.search.setFocus()
        self.list.search.selectAll()

    def _show_place(self) -> None:
        if not self.list.model.rowCount():
            self._reload()
        self.editor.show_place(*self.list.place(self.editor.entry_id))

    def _reload(self) -> None:
        self._stale = False
        self.list.reload()
