"""帮助: fields, rules, code lists, pages and keys to look up, each with what the standard says of it. F1 leads here."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from client import paths
from client.catalog import profile as profiles
from client.checks.handbook import articles, topics
from client.checks.handbook.manual_page import manual_in
from client.checks.handbook.topics import Headline, Topic
from client.desktop.ask import FileKind
from client.desktop.models.lines_model import Column
from client.desktop.pages.page import Notice, Page, Target
from client.desktop.pages.standards import ways
from client.desktop.pages.standards.article_view import ArticleView
from client.desktop.topics import KEYS, PAGE
from client.desktop.widgets import build
from client.desktop.widgets.filter_chips import Chip, FilterChips
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.search_box import SearchBox, find_on_ctrl_f
from client.desktop.widgets.typing import Choice
from client.errors import StoreProblem
from client.texts import Translator
from client.workflows.outcome import Changes

_ = Translator("desktop")
_GROUPS = {
    "field": frozenset({topics.FIELD, topics.ITEM}),
    "rule": frozenset({topics.RULE}),
    "list": frozenset({topics.LIST}),
    "way": frozenset({PAGE, KEYS}),
}


class HelpPage(Page):
    """What there is at the left, the article at the right. `Target.filter` is a `Topic`, `Target.file` the page before."""

    name = "help"
    icon = "help"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._known: list[Headline] = []
        self._text = ""
        self._stale = True
        self._before = ""
        self._past: list[Topic] = []
        self.search = SearchBox(_("Search fields, rules, code lists, keys"))
        self.search.searched.connect(self._search)
        self.standard = Choice()
        self.standard.setAccessibleName(_("Standard"))
        self.standard.activated.connect(lambda _place: self._load())
        self.chips = FilterChips(single=True)
        self.chips.picked.connect(lambda _keys: self._show_list())
        self.list = Listing(_columns(), _("Help topics"))
        self.list.horizontalHeader().hide()
        self.list.picked.connect(self._pick)
        self.article = ArticleView()
        self.list.opened.connect(lambda _line: self.article.setFocus())
        self.article.asked.connect(self.show_topic)
        self._back = build.button(_("Back (Esc)"), "small", "chevron-left", clicked=self.go_back)
        self._manual = build.button(_("Manual of the rules"), "", "file")
        self._manual.setMenu(self._make_menu())
        self.body.addLayout(build.row(build.label(self.title(), "title"), 0, self._manual))
        self.body.addWidget(self._make_sides(), 1)
        find_on_ctrl_f(self)
        shortcut = QShortcut(QKeySequence("Esc"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.go_back)

    @classmethod
    def title(cls) -> str:
        """帮助."""
        return _("Help")

    def refresh(self, changes: Changes) -> None:
        """The standards may be others: a pack was installed, or another one chosen."""
        if changes.office or changes.everything:
            self._stale = True
            # Sorting everything by its pinyin takes a moment that a start need not wait for.
            if self.isVisible():
                self._load_standards()

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up."""
        super().showEvent(event)
        if self._stale:
            self._load_standards()

    def open(self, target: Target) -> None:
        """A topic may be named, and the page that Esc leads back to."""
        self._before = target.file
        if self._stale:
            self._load_standards()
        if isinstance(target.filter, Topic):
            self._past.clear()
            self.show_topic(target.filter)
        self._back.setEnabled(bool(self._before or len(self._past) > 1))

    def enter(self) -> None:
        """Who comes for something reads it; who comes to look searches."""
        if self._before and self._past:
            self.article.setFocus()
        else:
            self.search.setFocus()

    def show_topic(self, topic: Topic) -> None:
        """Shows an article, and its line in the list where it is listed."""
        if topic.profile:
            place = self.standard.findData(topic.profile)
            if place >= 0 and place != self.standard.currentIndex():
                self.standard.setCurrentIndex(place)
                self._load()
        self._show_article(topic)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._text = ""
        self.chips.set_keys(())
        self._show_list(topic)

    def go_back(self) -> None:
        """Empties the search line; then to the article before, then to the page before."""
        if self.search.hasFocus() and self.search.text():
            self.search.clear()
            return
        if len(self._past) > 1:
            self._past.pop()
            self.show_topic(self._past.pop())
        elif self._before:
            before, self._before = self._before, ""
            self.requested.emit(Target(before))

    # -- the manual --------------------------------------------------------------------------------------------------

    def open_manual(self, language: str) -> None:
        """The manual in the browser of this computer, in a language."""
        file = paths.home() / f"rules-{language}.html"
        if self._write(file, language):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def save_manual(self, language: str) -> None:
        """The manual as a file to give on, HTML or Markdown by its ending."""
        kinds = (FileKind(_("Page for the browser"), ("*.html",)), FileKind("Markdown", ("*.md",)))
        suggested = f"{self.profile.id}-rules-{language}.html"
        file = self.ask.save_file(_("Save the manual"), suggested, kinds)
        if file and self._write(file, language):
            self.noticed.emit(Notice(_("Saved: {file}").format(file=file.name)))

    def _write(self, file: Path, language: str) -> bool:
        text, page = manual_in(language, self.profile)
        try:
            file.write_text(text if file.suffix == ".md" else page, encoding="utf-8")
        except OSError as problem:
            self.jobs.met.emit(StoreProblem("store.folder", path=str(file), why=problem.strerror or str(problem)))
            return False
        return True

    # -- inside ------------------------------------------------------------------------------------------------------

    @property
    def profile(self) -> profiles.Profile:
        """The standard that is looked at."""
        name = self.standard.currentData()
        return profiles.get(name) if name else self.workspace.profile

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, act in ((_("Open"), self.open_manual), (_("Save as…"), self.save_manual)):
            for language, word in (("zh_CN", "中文"), ("en", "English")):
                menu.addAction(f"{text} · {word}", partial(act, language))
        return menu

    def _make_sides(self) -> QWidget:
        left, right = QWidget(), QWidget()
        left.setLayout(build.stack(self.search, self.standard, self.chips, self.list, spacing=8))
        sheet = build.card(self.article, padding=20)
        right.setLayout(build.stack(build.row(self._back, 0), sheet, margins=(8, 0, 0, 0), spacing=8))
        return build.sides(left, right, (430, 720))

    def _load_standards(self) -> None:
        self._stale = False
        chosen = self.standard.currentData() or self.workspace.profile.id
        self.standard.clear()
        for one in profiles.load_profiles().values():
            self.standard.addItem(str(one.title), one.id)
        self.standard.setCurrentIndex(max(self.standard.findData(chosen), 0))
        self._load()

    def _load(self) -> None:
        self._known = [*topics.headlines(self.profile), *ways.known()]
        names = {"field": _("Fields"), "rule": _("Rules"), "list": _("Code lists"), "way": _("Pages and keys")}
        self.chips.show_chips(
            [Chip(key, word, sum(one.topic.kind in _GROUPS[key] for one in self._known)) for key, word in names.items()]
        )
        self._show_list(self._past[-1] if self._past else None)

    def _show_list(self, stay: Topic | None = None) -> None:
        wanted = frozenset().union(*(_GROUPS[key] for key in self.chips.keys))
        lines = [one for one in topics.find(self._known, self._text) if not wanted or one.topic.kind in wanted]
        self.list.say_when_blank(
            _("Nothing is called like that. Try fewer characters, or the first letters of the pinyin.")
        )
        self.list.blockSignals(True)
        self.list.show_lines(lines)
        same = lambda line: stay is not None and (line.topic.kind, line.topic.name) == (stay.kind, stay.name)  # noqa: E731
        place = self.list.lines.place_of(same)
        if place >= 0:
            self.list.pick(place)
        elif stay is not None:
            self.list.clearSelection()
        self.list.blockSignals(False)
        if stay is None:
            self._pick(self.list.present)

    def _search(self, text: str) -> None:
        self._text = text
        self._show_list()

    def _pick(self, line: Headline | None) -> None:
        if line is not None:
            self._past.clear()
            self._show_article(line.topic)

    def _show_article(self, topic: Topic) -> None:
        if not self._past or self._past[-1] != topic:
            self._past.append(topic)
        found = ways.article(topic) or articles.article(topic, self.profile)
        self.article.show_article(found)
        self._back.setEnabled(bool(self._before or len(self._past) > 1))


def _columns() -> tuple[Column[Headline], ...]:
    return (Column(_("Name"), lambda one: one.title), Column(_("Group"), lambda one: one.area, 8))
