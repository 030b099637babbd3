"""问题: what is wrong, rule by rule; why; the entries concerned; mended one by one or all at once."""

from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from client.catalog import profile as profiles
from client.catalog.changes import applied
from client.checks.handbook.topics import RULE, Topic
from client.checks.rule import Finding
from client.desktop import rule_words, topics, words
from client.desktop.describe import describe
from client.desktop.jobs import Lane
from client.desktop.models.lines_model import Column, Mark
from client.desktop.pages.concerned import Concerned, ConcernedView
from client.desktop.pages.duplicates.looking import Duplicates
from client.desktop.pages.fix_dialog import FixDialog
from client.desktop.pages.freshen import freshen
from client.desktop.pages.page import Notice, Page, Target
from client.desktop.widgets import build
from client.desktop.widgets.empty_state import EmptyState
from client.desktop.widgets.filter_chips import Chip, FilterChips
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.problem_banner import ProblemBanner
from client.desktop.widgets.search_box import SearchBox, find_on_ctrl_f
from client.store.query import EntryFilter
from client.texts import Translator
from client.workflows import check_entries, edit_entry
from client.workflows.check_entries import RETURNED, Checked, Fixed, Offered
from client.workflows.outcome import Changes

_ = Translator("desktop")
_SAMPLE = 8
_MANY = 500
RULES, DUPLICATES = "rules", "duplicates"
"""The two sides of the page; the second one can be a target's filter."""


class RuleLine:
    """One rule that found something: how many entries and places, in words."""

    def __init__(self, code: str, severity: str, entries: int, count: int, what: str) -> None:
        self.code, self.severity, self.entries, self.count, self.what = code, severity, entries, count, what

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same line after a refresh."""
        return self.code, self.severity


class FindingsPage(Page):
    """The rules at the left, the picked one at the right."""

    name = "findings"
    icon = "findings"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._lines: list[RuleLine] = []
        self._text = ""
        self._said: dict[tuple[str, int, int], str] = {}
        self._stale = True
        self.banner = ProblemBanner()
        self.search = SearchBox(_("Search findings"))
        self.search.searched.connect(self._search)
        self.chips = FilterChips()
        self.chips.picked.connect(lambda _keys: self._show_rules())
        self.rules = Listing(_columns(), _("Findings by rule"), wrapped=True)
        self.rules.picked.connect(self._pick)
        self.concerned = ConcernedView(self.workspace)
        self.concerned.fix_asked.connect(self.ask_fix)
        self.concerned.fix_all_asked.connect(self.ask_fix_rule)
        self.concerned.explain_asked.connect(self.ask_explanation)
        self.concerned.go_asked.connect(self._go)
        self._recheck = build.button(_("Check again"), icon="sync", clicked=self.check_all)
        self._safe = build.button(_("Mend what is safe"), "primary", "fix", clicked=self.ask_fix_safe)
        self.clean = EmptyState("done", _("Nothing is wrong"), _("Every entry has been checked."))
        self.clean.offer(_("Go to the entries"), lambda: self.requested.emit(Target("entries")), icon="entries")
        self.faces = QStackedWidget()
        self.faces.addWidget(self.clean)
        self.faces.addWidget(self._make_lists())
        self.duplicates = Duplicates(self, self.banner.show_problem)
        self.views = QStackedWidget()
        self.views.addWidget(self.faces)
        self.views.addWidget(self.duplicates.view)
        self.ways = FilterChips(single=True)
        self.ways.show_chips([Chip(RULES, _("By rule")), Chip(DUPLICATES, _("Probable duplicates"))])
        self.ways.picked.connect(lambda keys: self.show_way(keys[0] if keys else RULES))
        head = build.row(build.label(self.title(), "title"), 16, self.ways, self._recheck, self._safe, spacing=8)
        head.setStretch(2, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.views, 1)
        self.show_way(RULES)
        find_on_ctrl_f(self)

    @classmethod
    def title(cls) -> str:
        """问题."""
        return _("Findings")

    def refresh(self, changes: Changes) -> None:
        """Counts everything again; what was picked stays picked."""
        if not (changes.entries or changes.everything):
            return
        self.counted.emit(self.workspace.query.state_counts().get("severity.error", 0))
        self._stale = True
        if self.duplicates.looked and changes.entries:
            self.duplicates.view.show_stale(on=True)
        # Every word that is typed on another page comes by here.
        if self.isVisible():
            self._reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up."""
        super().showEvent(event)
        if self._stale:
            self._reload()

    def _reload(self) -> None:
        self._stale = False
        self._lines = [
            RuleLine(code, severity, entries, count, self._words_of(code, entries, count))
            for code, severity, entries, count in self.workspace.query.findings_by_rule()
        ]
        # What a person above has said comes before what a machine has found.
        self._lines.sort(key=lambda line: line.code != RETURNED)
        counts = self.workspace.query.state_counts()
        self._show_chips()
        self._show_rules()
        empty = counts.get("total", 0) == 0
        self._safe.setEnabled(bool(self._lines))
        self._recheck.setEnabled(not empty)
        if not self._lines:
            title, text = (
                (_("No entries yet"), _("Import a file or write an entry; it is checked as you go."))
                if empty
                else (_("Nothing is wrong"), _("Every entry has been checked."))
            )
            self.clean.say(title, text)
        self.faces.setCurrentIndex(1 if self._lines else 0)

    def show_way(self, way: str) -> None:
        """What is wrong by rule, or the groups of probable duplicates."""
        self.ways.set_keys([way])
        self._recheck.setVisible(way == RULES)
        self._safe.setVisible(way == RULES)
        self.views.setCurrentIndex(0 if way == RULES else 1)
        if way == DUPLICATES:
            self.duplicates.enter()

    def open(self, target: Target) -> None:
        """A rule may be named as the filter, or the duplicates."""
        if target.filter == DUPLICATES:
            self.show_way(DUPLICATES)
            return
        if isinstance(target.filter, str) and target.filter:
            self.show_way(RULES)
            self._reload()
            self.chips.set_keys(())
            self.search.clear()
            self._text = ""
            self._show_rules()
            place = self.rules.lines.place_of(lambda line: line.code == target.filter)
            if place >= 0:
                self.rules.pick(place)

    def enter(self) -> None:
        """What has changed since it was checked is checked now, unasked."""
        freshen(self)

    # -- deeds -------------------------------------------------------------------------------------------------------

    def check_all(self) -> None:
        """Looks at every entry again."""
        self._recheck.setEnabled(False)
        job = self.act(
            lambda progress: check_entries.check(self.workspace, None, progress),
            label=_("Checking"),
            lane=Lane.BULK,
            stoppable=True,
            then=self._checked,
            otherwise=self.banner.show_problem,
        )
        job.ended.connect(lambda: self._recheck.setEnabled(True))

    def ask_fix_safe(self) -> None:
        """Shows what would be mended everywhere, then mends it."""
        self.act(
            lambda progress: check_entries.preview_fixes(self.workspace, progress=progress),
            label=_("Looking for what can be mended"),
            stoppable=True,
            then=partial(self._show_offer, ""),
            otherwise=self.banner.show_problem,
        )

    def ask_fix_rule(self, rule: str) -> None:
        """Shows what mending this rule everywhere would do, then does it."""
        ids = self.workspace.query.ids(EntryFilter(rule=rule))
        self.act(
            lambda progress: check_entries.preview_fixes(self.workspace, rule, ids, progress=progress),
            label=_("Looking for what can be mended"),
            stoppable=True,
            then=partial(self._show_offer, rule),
            otherwise=self.banner.show_problem,
        )

    def ask_fix(self, line: Concerned, finding: Finding) -> None:
        """Shows what mending one place would do, then does it."""
        stored = self.workspace.query.entry(line.id)
        found = check_entries.preview_fix(self.workspace, stored.entry, finding) if stored else None
        if stored is None or not found:
            self.noticed.emit(Notice(_("This one can only be mended by hand.")))
            return
        after = applied(stored.entry, found)
        dialog = FixDialog(_("Mend this place"), self.concerned.what(finding), [(stored.entry, after)], _("Mend"), self)
        if self.ask.run(dialog):
            self.act(
                lambda _progress: check_entries.fix(self.workspace, line.id, finding),
                then=self._fixed,
                otherwise=self.banner.show_problem,
            )

    def ask_explanation(self, line: Concerned, finding: Finding) -> None:
        """Asks for the 说明 that lets a warning pass."""
        text = self.ask.write(
            _("Explanation"),
            self.concerned.what(finding) + "\n" + _("Say why it is right as it is. It travels with the entry."),
            value=line.explanation(finding),
            long=True,
            yes=_("Keep the explanation"),
        )
        if text is not None:
            self.act(
                lambda _progress: edit_entry.explain(self.workspace, line.id, finding, text),
                then=lambda done: self.noticed.emit(Notice(_("Explained."), done.act)),
                otherwise=self.banner.show_problem,
            )

    # -- what comes back ---------------------------------------------------------------------------------------------

    def _show_offer(self, rule: str, offered: Offered) -> None:
        if not offered.fixes:
            self.noticed.emit(Notice(_("Nothing here can be mended without you.")))
            return
        text = _("{fixes} places in {entries} entries would be changed, and can be changed back at once.").format(
            fixes=f"{offered.fixes:,}", entries=f"{len(offered.entries):,}"
        )
        if len(offered.samples) < len(offered.entries):
            text += " " + _("The first {count} are shown here.").format(count=len(offered.samples))
        yes = _.plural("Mend {count} place", "Mend {count} places", offered.fixes).format(count=f"{offered.fixes:,}")
        dialog = FixDialog(_("What would be mended"), text, offered.samples, yes, self)
        if not self.ask.run(dialog):
            return
        ws, ids = self.workspace, offered.entries
        self.act(
            lambda progress: (
                check_entries.fix_rule(ws, rule, ids, progress) if rule else check_entries.fix_safe(ws, ids, progress)
            ),
            label=_("Mending"),
            lane=Lane.BULK,
            stoppable=False,
            then=self._fixed,
            otherwise=self.banner.show_problem,
        )

    def _fixed(self, done: Fixed) -> None:
        text = _.plural("{count} place mended", "{count} places mended", done.fixes).format(count=f"{done.fixes:,}")
        self.noticed.emit(Notice(text, done.act))

    def _checked(self, done: Checked) -> None:
        self.noticed.emit(
            Notice(
                _("{checked} entries checked: {errors} must be mended, {warnings} to mend or explain").format(
                    checked=f"{done.checked:,}", errors=f"{done.errors:,}", warnings=f"{done.warnings:,}"
                )
            )
        )

    def _go(self, line: Concerned, finding: Finding) -> None:
        self.requested.emit(Target("entries", entry=line.id, item=finding.item, field=finding.field))

    # -- lists -------------------------------------------------------------------------------------------------------

    def _make_lists(self) -> QWidget:
        left = QWidget()
        left.setLayout(build.stack(self.search, self.chips, self.rules, spacing=8))
        split = build.sides(left, self.concerned, (480, 580))
        split.setStretchFactor(0, 1)
        return split

    def _words_of(self, code: str, entries: int, count: int) -> str:
        """A rule that concerns many is worded once as long as it concerns as many: finding its sample takes a while."""
        if entries <= _MANY:
            return self._worded(code, entries)
        key = (code, entries, count)
        if key not in self._said:
            self._said[key] = self._worded(code, entries)
        return self._said[key]

    def _worded(self, code: str, entries: int) -> str:
        """What the rule says: of one place just that, of several the fields it speaks of; a few entries tell which."""
        query, preferred = self.workspace.query, self.workspace.profile
        if code == RETURNED:
            return rule_words.of_rule(code, preferred).what
        sample = query.sample(code, _SAMPLE)
        found = [one for entry, _profile in sample for one in query.findings(entry) if one.rule == code]
        profile = profiles.get(sample[0][1]) if sample else preferred
        texts = {describe(one, profile).what for one in found}
        if len(texts) == 1 and entries <= _SAMPLE:
            return texts.pop()
        if not code.startswith("field."):
            return rule_words.of_rule(code, profile).what
        places = [(bool(one.item), one.field) for one in found]
        return rule_words.of_rule(code, profile, rule_words.naming(places, profile, more=entries > _SAMPLE)).what

    def _show_chips(self) -> None:
        sums = {"error": 0, "warning": 0, "info": 0}
        for line in self._lines:
            sums[line.severity] = sums.get(line.severity, 0) + line.count
        self.chips.show_chips([Chip(name, words.severity(name), count) for name, count in sums.items() if count])

    def _show_rules(self) -> None:
        on, sought = self.chips.keys, self._text.casefold()
        lines = [
            line
            for line in self._lines
            if (not on or line.severity in on) and (sought in line.what.casefold() or sought in line.code)
        ]
        self.rules.say_when_blank(_("No finding is like that."))
        self.rules.show_lines(lines, same="key")

    def _search(self, text: str) -> None:
        self._text = text
        self._show_rules()

    def _pick(self, line: RuleLine | None) -> None:
        topics.put(self.faces, Topic(RULE, line.code) if line and line.code != RETURNED else None)
        self.concerned.show_rule(line.code if line else "", line.what if line else "")


def _columns() -> tuple[Column[RuleLine], ...]:
    return (
        Column(
            _("Severity"),
            lambda line: words.severity(line.severity),
            6,
            order=lambda line: ("error", "warning", "info").index(line.severity),
            mark=_severity_mark,
        ),
        Column(_("What is wrong"), lambda line: line.what),
        Column(_("Entries"), lambda line: f"{line.entries:,}", 4, order=lambda line: line.entries, right=True),
    )


def _severity_mark(line: RuleLine) -> Mark:
    if line.code == RETURNED:
        return Mark(_("Returned"), "error", "returned")
    return Mark(words.severity(line.severity), line.severity, words.severity_look(line.severity)[0])
