"""One rule: why it is there, the entries it concerns, and for the picked entry every place, to mend or to explain."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.catalog import profile as profiles
from client.catalog.entry import Entry
from client.checks.rule import Finding
from client.desktop import rule_words, words
from client.desktop.describe import describe
from client.desktop.models.lines_model import Column, Mark
from client.desktop.models.paged_lines import PagedLines
from client.desktop.widgets import build
from client.desktop.widgets.explained import Explained
from client.desktop.widgets.finding_card import FindingCard
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.scrolled import scrolled
from client.desktop.widgets.search_box import SearchBox
from client.store.query import EntryFilter, Query, Row
from client.texts import Translator

if TYPE_CHECKING:
    from client.workflows.workspace import Workspace

_ = Translator("desktop")
CARDS = 40
_WIDE = 560
"""Below this width what is wrong is not said in every line."""
_SEARCHED = 12
"""With fewer entries than these a search line would only be in the way."""


class Concerned:
    """An entry with findings of the rule. What is not painted is not asked for."""

    def __init__(self, query: Query, row: Row, rule: str) -> None:
        self._query, self._rule = query, rule
        self.id, self.name, self.local = row.id, row.name, row.local
        self.profile = profiles.get(row.profile)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The places in this entry, in the order of the form."""
        return tuple(one for one in self._query.findings(self.id) if one.rule == self._rule)

    @cached_property
    def entry(self) -> Entry | None:
        """The entry as it is stored, None when it went meanwhile."""
        stored = self._query.entry(self.id)
        return stored.entry if stored else None

    def explanation(self, finding: Finding) -> str:
        """What was written for a finding, "" for nothing."""
        place = (finding.rule, finding.item, finding.field)
        said = self.entry.explanations if self.entry else ()
        return next((one.text for one in said if (one.rule, one.item, one.field) == place), "")


class ConcernedView(QWidget):
    """`fix_asked(line, finding)`, `explain_asked(line, finding)`, `go_asked(line, finding)`, `fix_all_asked(rule)`."""

    fix_asked = Signal(object, object)
    explain_asked = Signal(object, object)
    go_asked = Signal(object, object)
    fix_all_asked = Signal(str)

    def __init__(self, workspace: "Workspace", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._rule = ""
        self.explained = Explained(heading=True)
        self._count = build.label("", "muted")
        self._fix_all = build.button("", "small", "fix", clicked=lambda: self.fix_all_asked.emit(self._rule))
        self._text = ""
        self.search = SearchBox(_("Search the entries of this rule"))
        self.search.searched.connect(self._search)
        self.list = Listing(self._columns(), _("Entries concerned"))
        self._lines: PagedLines[Concerned] = PagedLines(self._columns(), ("name", "", "", "local"), self.list)
        self.list.use_model(self._lines)
        self.list.say_when_blank(_("No entry is like that"))
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self._open)
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 8, 0)
        self._cards.setSpacing(8)
        self._places = scrolled(build.stack(self._cards, 0))
        top = build.card(self.explained, build.row(self._count, 0, self._fix_all, spacing=12))
        listed = build.stack(self.search, self.list, spacing=8)
        listed.setStretch(1, 1)
        layout = build.stack(top, listed, self._places, margins=(8, 0, 0, 0), spacing=12)
        layout.setStretch(1, 3)
        layout.setStretch(2, 2)
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the names come first; what is wrong stands above the list and below it."""
        super().resizeEvent(event)
        self.list.setColumnHidden(1, event.size().width() < _WIDE)

    def show_rule(self, code: str, what: str) -> None:
        """Shows another rule, or the same one as it is now, under the words `what`; "" shows nothing."""
        same = code == self._rule
        self._rule = code
        if not same:
            self._text = ""
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
        self.setVisible(bool(code))
        if not code:
            return
        preferred = self._workspace.profile
        self.explained.show_message(replace(rule_words.of_rule(code, preferred), what=what))
        rule = rule_words.rule_of(code, preferred)
        fix = rule.fix if rule else None
        self._fix_all.setVisible(fix is not None)
        self._fix_all.setText(_("Mend all of this kind"))
        self._fix_all.setToolTip(str(fix.label) if fix else "")
        count = self._workspace.query.count(EntryFilter(rule=code))
        self._count.setText(_.plural("{count} entry", "{count} entries", count).format(count=f"{count:,}"))
        self.search.setVisible(count > _SEARCHED)
        self._list(self.list.present if same else None, count)

    def what(self, finding: Finding) -> str:
        """A finding of the picked entry in words."""
        line = self.list.present
        return describe(finding, line.profile).what if line else ""

    def _search(self, text: str) -> None:
        self._text = text
        self._list(self.list.present)

    def _list(self, stay: Concerned | None, all_of_rule: int = 0) -> None:
        """Shows what the search leaves, a page at a time; the cursor stays on an entry that is still there."""
        query, rule, lines = self._workspace.query, self._rule, self._lines
        wanted = EntryFilter(rule=rule, text=self._text)

        def fetch(sort: str, descending: bool, offset: int, limit: int) -> Sequence[Concerned]:
            return [Concerned(query, row, rule) for row in query.rows(wanted, sort, descending, offset, limit)]

        # Counting the entries of a rule is what takes longest here: not twice.
        lines.show_source(all_of_rule if all_of_rule and not self._text else query.count(wanted), fetch)
        place = query.position(wanted, lines.sort_key, stay.id, lines.descending) if stay else 0
        if lines.rowCount():
            self.list.pick(max(place, 0))
        else:
            self._pick(None)

    def _pick(self, line: Concerned | None) -> None:
        build.clear(self._cards)
        self._places.setVisible(line is not None)
        if line is None:
            return
        for finding in line.findings[:CARDS]:
            card = FindingCard(finding, describe(finding, line.profile), self._place(line, finding))
            card.fix_asked.connect(lambda one, line=line: self.fix_asked.emit(line, one))
            card.explain_asked.connect(lambda one, line=line: self.explain_asked.emit(line, one))
            card.go_asked.connect(lambda one, line=line: self.go_asked.emit(line, one))
            self._cards.addWidget(card)

    def _open(self, line: Concerned) -> None:
        if line.findings:
            self.go_asked.emit(line, line.findings[0])

    def _place(self, line: Concerned, finding: Finding) -> str:
        """Where the place is, as the link that leads there."""
        if not finding.field and not finding.item:
            return _("Open the entry")
        label = line.profile.label(finding.field, item=bool(finding.item)) if finding.field else ""
        if not finding.item:
            return _("Go to “{field}”").format(field=label)
        item = line.entry.item(finding.item) if line.entry else None
        name = item.text("item_name") if item else ""
        return _("Go to “{field}”").format(field=" / ".join(part for part in (name, label) if part))

    def _columns(self) -> tuple[Column[Concerned], ...]:
        return (
            Column(_("Entry name"), lambda line: line.name or _("(no name yet)")),
            Column(_("What is wrong"), _what),
            Column(
                _("Places"), lambda line: str(len(line.findings)), 3, order=lambda line: len(line.findings), right=True
            ),
            Column(_("State here"), lambda line: words.local_state(line.local), 6, mark=_state_mark),
        )


def _what(line: Concerned) -> str:
    return describe(line.findings[0], line.profile).what if line.findings else ""


def _state_mark(line: Concerned) -> Mark:
    icon, kind = words.state_look(line.local)
    return Mark(words.local_state(line.local), kind, icon)
