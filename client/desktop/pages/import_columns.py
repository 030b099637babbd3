"""How a file was understood: what each sheet is, and which column means which field, the doubtful ones first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from client.catalog.profile import Profile
from client.desktop import import_words
from client.desktop.models.lines_model import Column, Mark
from client.desktop.pages.importing.column_meaning import ColumnMeaning
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.spreadsheets.drafts import ColumnMatch, RowCounts, SheetReport
from client.texts import Translator

_ = Translator("desktop")


class ColumnsView(QWidget):
    """`read_alone(sheet name)` when the clerk wants another sheet, or only one of several.

    `meant(ColumnMatch, field id)` when the clerk says what a column means.
    """

    read_alone = Signal(str)
    meant = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile: Profile | None = None
        self._present: SheetReport | None = None
        self.unknown = 0
        self.sheets = Listing(_sheet_columns(), _("Sheets of the file"))
        self.sheets.picked.connect(self._pick)
        self.columns = Listing(self._match_columns(), _("Columns of the sheet"))
        self.columns.say_when_blank(_("No columns: the sheet is not imported."))
        self.meaning = ColumnMeaning()
        self.meaning.said.connect(self.meant)
        self.columns.picked.connect(self.meaning.ask_about)
        self._reason = build.label("", wrap=True)
        self._counts = build.label("", "muted", wrap=True)
        self._alone = build.button(_("Read only this sheet"), "small", "file", clicked=self._ask_alone)
        left = QWidget()
        left.setLayout(build.stack(self.sheets, self._reason, self._counts, build.row(self._alone, 0), spacing=8))
        right = QWidget()
        right.setLayout(build.stack(self.columns, self.meaning, spacing=8))
        split = build.sides(left, right, (380, 680))
        self.setLayout(build.stack(split, margins=(0, 8, 0, 0)))

    def show_sheets(self, sheets: Sequence[SheetReport], profile: Profile) -> None:
        """The sheets of a file; the imported ones stand first."""
        self._profile = profile
        self.meaning.use(profile)
        # Of a sheet that is not imported nobody need understand the columns.
        taken = [sheet for sheet in sheets if sheet.reason is None]
        self.unknown = sum(column.unknown for sheet in taken for column in sheet.columns)
        self._alone.setVisible(len(sheets) > 1)
        self.sheets.show_lines(sorted(sheets, key=lambda sheet: sheet.reason is not None), same="name")

    def _pick(self, sheet: SheetReport | None) -> None:
        self._present = sheet
        columns = sheet.columns if sheet else ()
        self.columns.show_lines(sorted(columns, key=lambda one: not one.unknown), same="column")
        self._reason.setText(str(sheet.reason) if sheet and sheet.reason else "")
        self._reason.setVisible(bool(self._reason.text()))
        self._counts.setText(counts_text(sheet.rows) if sheet else "")

    def _ask_alone(self) -> None:
        if self._present:
            self.read_alone.emit(self._present.name)

    def _match_columns(self) -> tuple[Column[ColumnMatch], ...]:
        return (
            Column(_("Column"), lambda one: one.column, 3, order=lambda one: (len(one.column), one.column)),
            Column(_("Header in the file"), lambda one: " / ".join(part for part in (one.group, one.header) if part)),
            Column(_("Means"), self._meaning, 12, mark=self._meaning_mark),
            Column(_("Understood"), lambda one: "" if one.idle else import_words.how(one.how), 9),
        )

    def _meaning(self, one: ColumnMatch) -> str:
        if one.idle:
            return _("a number or remark, not imported")
        if one.field is None or self._profile is None:
            return _("not understood") if one.header else ""
        if one.field.startswith("@"):
            return _("Our own mark")
        label = self._profile.label(one.field, item=one.of_item)
        return _("{item}: {field}").format(item=self._profile.item_word, field=label) if one.of_item else label

    def _meaning_mark(self, one: ColumnMatch) -> Mark | None:
        taken = self._present is not None and self._present.reason is None
        return Mark(_("not understood"), "warning", "warning") if taken and one.unknown else None


def counts_text(rows: RowCounts) -> str:
    """That every row read has been accounted for."""
    kinds = {
        "entry": _("entries"),
        "continuation": _("items of the entry above"),
        "header": _("headers"),
        "instruction": _("notes"),
        "total": _("totals"),
        "blank": _("blank"),
        "refused": _("not accepted"),
    }
    parts = [f"{label} {getattr(rows, name):,}" for name, label in kinds.items() if getattr(rows, name)]
    return _("{read} rows read = {parts}").format(read=f"{rows.read:,}", parts=" + ".join(parts) or "0")


def _sheet_columns() -> tuple[Column[SheetReport], ...]:
    return (
        Column(_("Sheet"), lambda sheet: sheet.name),
        Column(
            _("What it is"),
            lambda sheet: import_words.verdict(sheet.verdict),
            5,
            mark=lambda sheet: import_words.verdict_mark(sheet.verdict),
        ),
        Column(_("Rows"), lambda sheet: f"{sheet.rows.read:,}", 4, order=lambda sheet: sheet.rows.read, right=True),
    )
