"""Entries drafted from data, before they are created: which tables, their fields and items, each with how sure we are."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QLayout, QLineEdit, QPushButton, QWidget

from client.catalog import kinds
from client.catalog.profile import Profile
from client.desktop.models.lines_model import Column
from client.desktop.models.ticked_lines import TickedLines
from client.desktop.pages.importing.draft_items import DraftItems, DraftLine
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.spreadsheets.drafting.entry import summary
from client.spreadsheets.drafting.found import Drafted, Filled
from client.texts import Translator

_ = Translator("desktop")
_SIZE, _TABLES_SIZE = QSize(1240, 680), QSize(760, 560)
_ABOUT = ("format_type", "update_cycle", "summary")


class TableDialog(QDialog):
    """Which of several tables are meant: `chosen`. A table makes an entry."""

    def __init__(self, file: str, drafts: Sequence[Drafted], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        columns: tuple[Column[Drafted], ...] = (
            Column(_("Table"), lambda one: one.table, 14),
            Column(_("Would become"), lambda one: str(one.values["name"].value) if "name" in one.values else ""),
            Column(_("Items"), lambda one: f"{len(one.items):,}", 4, order=lambda one: len(one.items), right=True),
            Column(
                _("To check"),
                lambda one: f"{_doubtful(one):,}" if _doubtful(one) else "",
                4,
                order=_doubtful,
                right=True,
            ),
        )
        self.list = Listing(columns, _("Tables of the file"))
        self.ticks = TickedLines[Drafted](columns, id)
        self.list.use_model(self.ticks)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Part of a name"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        text = build.label(
            _("Tick the tables that hold data of your office; each becomes an entry. Space ticks, Enter goes on."),
            wrap=True,
        )
        title = _("Which tables of {file}?").format(file=file)
        layout, self._go = _dialog(self, title, _("Go on"), text, self.search, self.list)
        self.setLayout(layout)
        self.resize(_TABLES_SIZE)
        self.list.opened.connect(self._open)
        self.list.show_lines(drafts)
        self.list.setFocus()
        self.ticks.dataChanged.connect(self._say)
        self._say()

    @property
    def chosen(self) -> tuple[Drafted, ...]:
        """Those with a tick; without any, the one with the cursor."""
        ticked = tuple(one for one in self._drafts if id(one) in self.ticks.ticked)
        present = self.list.present
        return ticked or ((present,) if present is not None else ())

    def _open(self, _line: object) -> None:
        self.accept()

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        names = (
            (one, f"{one.table} {one.values['name'].value if 'name' in one.values else ''}") for one in self._drafts
        )
        self.list.show_lines([one for one, name in names if wanted in name.casefold()])

    def _say(self) -> None:
        count = len(self.ticks.ticked)
        said = _.plural("Go on with {count} table", "Go on with {count} tables", count).format(count=count)
        self._go.setText(said if count else _("Go on with this table"))


@dataclass
class _Page:
    """A draft while it is corrected."""

    drafted: Drafted
    name: str
    lines: Sequence[DraftLine]
    left_out: set[int] = field(default_factory=set)

    @property
    def corrected(self) -> Drafted:
        values = {**self.drafted.values}
        if self.name and self.name != str(values["name"].value if "name" in values else ""):
            values["name"] = Filled(self.name, 1.0, "person")
        items = tuple(line.item for line in self.lines if line.at not in self.left_out)
        if "summary" in values and (said := summary(self.name, items)):
            values["summary"] = said
        return replace(self.drafted, values=values, items=items)


class DraftDialog(QDialog):
    """What the drafts would say, to be corrected and thinned out before they are stored: `drafts`."""

    def __init__(self, drafts: Sequence[Drafted], profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._pages = [_page(one) for one in drafts]
        self._shown = self._pages[0]
        found = {name for one in drafts for item in one.items for name in item.values}
        self.list = DraftItems(profile, found)
        self.name = QLineEdit()
        self.name.textChanged.connect(self._rename)
        self.which = QComboBox()
        for one in drafts:
            self.which.addItem(f"{one.values['name'].value if 'name' in one.values else one.table} · {one.table}")
        self.which.setVisible(len(drafts) > 1)
        self.which.currentIndexChanged.connect(self._turn_to)
        self.only = QCheckBox()
        self.only.toggled.connect(self._show_lines)
        self._said, self._about = build.label("", wrap=True), build.label("", "muted", wrap=True)
        title = _("Catalog entry drafted from {file}").format(file=drafts[0].source)
        named = build.label(profile.label("name"))
        named.setBuddy(self.name)
        top = QWidget()
        top.setLayout(build.row(self.which, named, self.name, spacing=8))
        layout, self._create = _dialog(
            self, title, _("Create the draft"), self._said, top, self._about, self.only, self.list
        )
        self.setLayout(layout)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - QSize(40, 80)))
        self.list.ticks.dataChanged.connect(self._say)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        self._show_page()
        self.list.setFocus()

    @property
    def drafts(self) -> tuple[Drafted, ...]:
        """As the clerk left them."""
        self._keep()
        return tuple(page.corrected for page in self._pages)

    def _turn_to(self, place: int) -> None:
        self._keep()
        self._shown = self._pages[place]
        self._show_page()

    def _show_page(self) -> None:
        page = self._shown
        self.name.setText(page.name)
        shown = [(name, page.drafted.values.get(name)) for name in _ABOUT]
        self._about.setText(
            "　".join(
                _("{field}: {value}").format(field=self._profile.label(name), value=self._value(name, filled))
                for name, filled in shown
                if filled
            )
        )
        self._show_lines()

    def _show_lines(self) -> None:
        self._keep()
        page = self._shown
        lines = [line for line in page.lines if line.doubtful] if self.only.isChecked() else page.lines
        self.list.show_lines(lines, same="at")
        self.list.ticks.tick([line for line in page.lines if line.at not in page.left_out])
        self._say()

    def _keep(self) -> None:
        """Remembers which ticks were taken away on the page that is shown."""
        shown = {line.at for line in self.list.ticks.given}
        ticked = self.list.ticks.ticked
        if shown and self.list.ticks.given[0] in self._shown.lines:
            self._shown.left_out = (self._shown.left_out - shown) | {at for at in shown if at not in ticked}

    def _say(self) -> None:
        page = self._shown
        taken = sum(line.at in self.list.ticks.ticked for line in page.lines)
        doubtful = sum(line.doubtful for line in page.lines)
        parts = [_.plural("{count} item is taken.", "{count} items are taken.", taken).format(count=f"{taken:,}")]
        if doubtful:
            parts.append(_.plural("{count} needs a look.", "{count} need a look.", doubtful).format(count=doubtful))
        parts.append(_("Enter corrects a name, the space bar leaves an item out, Ctrl+Enter is done."))
        parts.append(_("Only names and kinds of columns are taken, never the data."))
        self._said.setText(" ".join(parts))
        self.only.setText(_("Only those to check ({count})").format(count=f"{doubtful:,}"))
        self.only.setVisible(doubtful > 0 or self.only.isChecked())
        count = len(self._pages)
        self._create.setText(
            _("Create the draft")
            if count == 1
            else _.plural("Create {count} draft", "Create {count} drafts", count).format(count=count)
        )

    def _rename(self, text: str) -> None:
        self._shown.name = text.strip()

    def _value(self, name: str, filled: Filled) -> str:
        profiled = self._profile.field_of(name, item=False)
        return (kinds.show(profiled, filled.value) if profiled else str(filled.value)).rstrip("。")


def _page(drafted: Drafted) -> _Page:
    name = str(drafted.values["name"].value) if "name" in drafted.values else ""
    return _Page(drafted, name, [DraftLine(at, item) for at, item in enumerate(drafted.items)])


def _doubtful(drafted: Drafted) -> int:
    return sum(item.weakest[1].level == "check" for item in drafted.items)


def _dialog(dialog: QDialog, title: str, yes: str, *parts: QWidget) -> tuple[QLayout, QPushButton]:
    """The layout of such a dialog, and its button that goes on."""
    dialog.setWindowTitle(title)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
    accept = buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
    accept.setProperty("look", "primary")
    accept.setDefault(True)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    head = build.label(title, "heading", wrap=True)
    return build.stack(head, *parts, buttons, margins=(24, 20, 24, 20), spacing=12), accept
