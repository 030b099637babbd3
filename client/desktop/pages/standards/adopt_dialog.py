"""What another standard would change, shown before it happens: new findings by rule with their entries, and the fields."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QSplitter, QTabWidget, QWidget

from client.catalog import profile as profiles
from client.catalog import profile_changes as changes
from client.catalog.profile import Field, Profile
from client.catalog.profile_changes import FieldChange, compare
from client.desktop import rule_words
from client.desktop.models.lines_model import Column, Mark
from client.desktop.models.paged_lines import PagedLines
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.search_box import SearchBox
from client.store.query import EntryFilter, Query, Row
from client.texts import Translator
from client.workflows.standards.adopt_profile import Adopted

_ = Translator("desktop")


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule, and the entries that would get a new finding of it; `code` is "" for all of them together."""

    code: str
    what: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A difference between the fields, with how many values it concerns."""

    kind: str
    label: str
    what: str
    values: int


class AdoptDialog(QDialog):
    """Accepted when the clerk wants it."""

    def __init__(self, told: Adopted, query: Query, old: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query, self._text = query, ""
        new = profiles.get(told.profile)
        self.setWindowTitle(_("Another standard"))
        self.resize(960, 600)
        self.rules = Listing(_rule_columns(), _("New findings by rule"), wrapped=True)
        self.entries = Listing(_entry_columns(), _("Entries"))
        self._lines: PagedLines[Row] = PagedLines(_entry_columns(), ("name", "provider"), self.entries)
        self.entries.use_model(self._lines)
        self.entries.say_when_blank(_("No entry is like that"))
        self.search = SearchBox(_("Search these entries"))
        self.search.searched.connect(self._search)
        self.fields = Listing(_field_columns(), _("Fields"))
        self.fields.say_when_blank(_("The fields are the same."))
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self._findings_side(), _("New findings {count}").format(count=len(told.faulty)))
        lines = list(_field_lines(old, new, told))
        tabs.addTab(self.fields, _("Fields that change {count}").format(count=len(lines)))
        count = len(told.entries)
        yes = _.plural("Adopt for {count} entry", "Adopt for {count} entries", count).format(count=f"{count:,}")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Leave as it is"))
        accept = buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setProperty("look", "primary")
        accept.setEnabled(count > 0)
        accept.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        title = _("{old} → {new}").format(old=_named(old), new=_named(new))
        parts = (build.label(title, "heading", wrap=True), build.label(summary(told), wrap=True), tabs, buttons)
        layout = build.stack(*parts, margins=(24, 20, 24, 20), spacing=12)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.rules.picked.connect(lambda _line: self._list())
        self.rules.show_lines(list(_rule_lines(told, new)))
        self.fields.show_lines(lines)

    def _findings_side(self) -> QWidget:
        right = QWidget()
        right.setLayout(build.stack(self.search, self.entries, margins=(8, 0, 0, 0), spacing=8))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.rules)
        split.addWidget(right)
        split.setSizes([470, 430])
        split.setChildrenCollapsible(False)
        made = QWidget()
        made.setLayout(build.stack(split, margins=(0, 12, 0, 0)))
        self.rules.say_when_blank(_("No entry gets a new finding."))
        return made

    def _search(self, text: str) -> None:
        self._text = text
        self._list()

    def _list(self) -> None:
        line: RuleLine | None = self.rules.present
        wanted = EntryFilter(ids=line.ids if line else (), text=self._text)
        query = self._query
        self._lines.show_source(
            query.count(wanted), lambda sort, down, start, most: query.rows(wanted, sort, down, start, most)
        )


def summary(told: Adopted) -> str:
    """How many entries change, get new findings, and lose old ones, in one line."""
    parts = [
        _.plural(
            "{count} entry changes its standard.", "{count} entries change their standard.", len(told.entries)
        ).format(count=f"{len(told.entries):,}")
    ]
    if told.faulty:
        text = _.plural("{count} entry gets new findings.", "{count} entries get new findings.", len(told.faulty))
        parts.append(text.format(count=f"{len(told.faulty):,}"))
    if told.solved:
        text = _.plural("{count} entry loses findings.", "{count} entries lose findings.", told.solved)
        parts.append(text.format(count=f"{told.solved:,}"))
    parts.append(_("Nothing is lost: what has no place is kept aside and comes back. One Ctrl+Z takes it all back."))
    return " ".join(parts)


def _named(one: Profile) -> str:
    return f"{one.title} {one.version}"


def _rule_lines(told: Adopted, new: Profile) -> Iterator[RuleLine]:
    if len(told.concerned) > 1:
        yield RuleLine("", _("All that get new findings"), told.faulty)
    for code, ids in told.concerned.items():
        fields = rule_words.naming(told.places.get(code, ()), new, more=False) if code.startswith("field.") else ""
        yield RuleLine(code, rule_words.of_rule(code, new, fields).what, ids)


def _field_lines(old: Profile, new: Profile, told: Adopted) -> Iterator[FieldLine]:
    renamed = {field: count for (field, _new), count in told.renamed.items()}
    for one in compare(old, new):
        yield FieldLine(one.kind, _label(one), _what(one), _values(one, told, renamed))


def _label(change: FieldChange) -> str:
    field = change.after or change.before
    return str(field.label) if field else ""


def _values(change: FieldChange, told: Adopted, renamed: dict[str, int]) -> int:
    before = change.before.id if change.before else ""
    if change.kind == changes.REMOVED:
        return told.kept.get(before, 0)
    if change.kind == changes.RENAMED:
        return renamed.get(before, 0)
    return told.returned.get(change.after.id, 0) if change.kind == changes.ADDED and change.after else 0


def _what(change: FieldChange) -> str:
    before, after = change.before, change.after
    if change.kind == changes.ADDED:
        return _demand(after)
    if change.kind == changes.REMOVED:
        return _("values are kept aside")
    if change.kind == changes.RENAMED and before:
        return _("was called {name}; values go along").format(name=before.label)
    if change.kind in (changes.SHORTER, changes.LONGER) and before and after:
        return _("{old} → {new} characters").format(old=before.length or "∞", new=after.length or "∞")
    if change.kind == changes.LISTED:
        return _("other values to choose from")
    return _demand(after)


def _demand(field: Field | None) -> str:
    if field is None:
        return ""
    if field.required:
        return _("must be filled in")
    return _("must be filled in sometimes") if field.required_when else _("may stay blank")


def _mark(line: FieldLine) -> Mark:
    word, kind = {
        changes.ADDED: (_("New"), "info"),
        changes.REMOVED: (_("Gone"), "warning"),
        changes.RENAMED: (_("Renamed"), "info"),
        changes.REQUIRED: (_("Asks more"), "error"),
        changes.OPTIONAL: (_("Asks less"), "success"),
        changes.SHORTER: (_("Shorter"), "warning"),
        changes.LONGER: (_("Longer"), "success"),
        changes.LISTED: (_("List"), "neutral"),
    }[line.kind]
    return Mark(word, kind)


def _rule_columns() -> Sequence[Column[RuleLine]]:
    return (
        Column(_("What would be wrong"), lambda line: line.what),
        Column(_("Count"), lambda line: f"{len(line.ids):,}", 4, order=lambda line: len(line.ids), right=True),
    )


def _entry_columns() -> Sequence[Column[Row]]:
    return (
        Column(_("Entry name"), lambda row: row.name or _("(no name yet)")),
        Column(_("Provider"), lambda row: row.provider, 10),
    )


def _field_columns() -> Sequence[Column[FieldLine]]:
    return (
        Column("", lambda line: line.kind, 6, mark=_mark),
        Column(_("Field"), lambda line: line.label, 14),
        Column(_("What changes"), lambda line: line.what),
        Column(
            _("Values"),
            lambda line: f"{line.values:,}" if line.values else "",
            4,
            order=lambda line: line.values,
            right=True,
        ),
    )
