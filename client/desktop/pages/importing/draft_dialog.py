"""An entry drafted from data, before it is created: its fields and items, each with how sure we are."""

from collections.abc import Container, Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLayout, QWidget

from client.catalog import kinds
from client.catalog.profile import Profile
from client.desktop.models.lines_model import Column, Mark
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.spreadsheets.drafting.found import Drafted, DraftedItem
from client.texts import Translator

_ = Translator("desktop")
_SURE, _LIKELY = 0.85, 0.6
_SHOWN = ("item_name", "item_type", "item_length")
_WHEN_FOUND = ("item_sensitive", "item_primary_key", "item_nullable")
"""Shown only when the data says something about them; what a sheet says nothing of would be three blank columns."""


class TableDialog(QDialog):
    """Which of several tables is meant: `table`."""

    def __init__(self, file: str, tables: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(480, 420)
        columns: tuple[Column[str], ...] = (Column(_("Table"), lambda name: name),)
        self.list = Listing(columns, _("Tables of the file"))
        self.list.opened.connect(self.accept)
        self.list.show_lines(tables)
        title = _("Which table of {file}?").format(file=file)
        text = build.label(_("A catalog entry describes one table. The others can be drafted afterwards."), wrap=True)
        self.setLayout(_dialog(self, title, _("Draft from this table"), text, self.list))

    @property
    def table(self) -> str:
        """The chosen one."""
        return str(self.list.present or "")


class DraftDialog(QDialog):
    """What the draft would say; the clerk corrects it in the form afterwards."""

    def __init__(self, drafted: Drafted, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(920, 560)
        self._profile = profile
        found = {name for one in drafted.items for name in one.values}
        self.list = Listing(self._columns(found), _("Items found in the data"))
        self.list.show_lines(drafted.items)
        doubtful = sum(_sureness(one) < _LIKELY for one in drafted.items)
        text = _.plural("{count} item was found.", "{count} items were found.", len(drafted.items))
        parts = [text.format(count=f"{len(drafted.items):,}")]
        if doubtful:
            parts.append(_.plural("{count} needs a look.", "{count} need a look.", doubtful).format(count=doubtful))
        parts.append(_("Only names and kinds of columns are taken, never the data."))
        fields = "；".join(
            _("{field}: {value}").format(
                field=profile.label(name), value=self._shown(name, str(filled.value)).rstrip("。")
            )
            for name, filled in drafted.values.items()
            if isinstance(filled.value, str)
        )
        title = _("Catalog entry drafted from {file}").format(file=drafted.source)
        about = build.label(fields, "muted", wrap=True)
        said = build.label(" ".join(parts), wrap=True)
        self.setLayout(_dialog(self, title, _("Create the draft"), said, about, self.list))

    def _shown(self, name: str, value: str, *, item: bool = False) -> str:
        field = self._profile.field_of(name, item=item)
        return kinds.show(field, value) if field else value

    def _value(self, one: DraftedItem, name: str) -> str:
        filled = one.values.get(name)
        return self._shown(name, str(filled.value), item=True) if filled else ""

    def _columns(self, found: Container[str]) -> tuple[Column[DraftedItem], ...]:
        widths = dict(zip(_SHOWN, (0, 8, 5), strict=True)) | {name: 5 for name in _WHEN_FOUND if name in found}
        return (
            Column(_("Column in the data"), lambda one: one.column, 11),
            *(self._column(name, width) for name, width in widths.items()),
            Column(_("How sure"), lambda one: "", 7, order=_sureness, mark=_mark),
        )

    def _column(self, name: str, width: int) -> Column[DraftedItem]:
        def tip(one: DraftedItem) -> str:
            filled = one.values.get(name)
            return _("{percent} % sure").format(percent=round(filled.sure * 100)) if filled else ""

        return Column(self._profile.label(name, item=True), lambda one: self._value(one, name), width, tip=tip)


def _sureness(one: DraftedItem) -> float:
    """As sure as of the less certain of name and type."""
    return min((one.values[name].sure for name in ("item_name", "item_type") if name in one.values), default=0.0)


def _mark(one: DraftedItem) -> Mark:
    sure = _sureness(one)
    if sure >= _SURE:
        return Mark(_("sure"), "success", "check")
    return Mark(_("likely"), "neutral") if sure >= _LIKELY else Mark(_("please check"), "warning", "warning")


def _dialog(dialog: QDialog, title: str, yes: str, *parts: QWidget) -> QLayout:
    dialog.setWindowTitle(title)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
    accept = buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
    accept.setProperty("look", "primary")
    accept.setDefault(True)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    head = build.label(title, "heading", wrap=True)
    return build.stack(head, *parts, buttons, margins=(24, 20, 24, 20), spacing=12)
