"""The office's own workbook back with its faults marked: where to put the copy, what came of it, the way to it."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from client.desktop.ask import Ask, FileKind
from client.desktop.widgets.result_card import ResultCard
from client.progress import Progress
from client.spreadsheets.marking.faults import Marked
from client.spreadsheets.marking.features import FEATURES
from client.texts import Translator
from client.workflows import import_sheet, mark_sheet
from client.workflows.importing.prepared import Prepared
from client.workflows.workspace import Workspace

_ = Translator("desktop")


def where(ask: Ask, prepared: Prepared) -> Path | None:
    """Where the copy goes: beside the office's file unless the clerk says otherwise."""
    kinds = [FileKind(_("Workbook"), ("*.xlsx",))]
    return ask.save_file(_("Save the copy with the faults marked"), str(mark_sheet.beside(prepared.file)), kinds)


def again(workspace: Workspace, prepared: Prepared, out: Path, progress: Progress) -> Marked:
    """Marks a file that was taken over already: a plan is good for one import, so the file is read anew."""
    plan = import_sheet.prepare(workspace, prepared.file, prepared.request, progress)
    try:
        return mark_sheet.mark(plan, out, progress)
    finally:
        plan.discard()


def say(card: ResultCard, marked: Marked, out: Path) -> None:
    """What came of it, with what the copy lacks and the way to its folder."""
    if marked.report:
        title = _("The file is too long to copy; its faulty rows are listed in {file}")
    else:
        title = _("The faults are marked in {file}")
    text = _.plural("{count} cell is marked.", "{count} cells are marked.", marked.cells)
    parts = [text.format(count=f"{marked.cells:,}")] if marked.cells else []
    if marked.lost:
        parts.append(lost_words(marked.lost))
    parts.append(_("Mended and imported again, it changes the same entries."))
    card.show_result(title.format(file=out.name), " ".join(parts))
    card.offer(_("Open the folder"), lambda: open_folder(out.parent), icon="folder")


def lost_words(lost: Collection[str]) -> str:
    """Which of Excel's features the copy does not have, "" when it has all."""
    if not lost:
        return ""
    names = "、".join(str(FEATURES[name]) for name in sorted(lost))
    return _("The copy lacks: {lost}. Your own file was not touched.").format(lost=names)


def open_folder(folder: Path) -> None:
    """Shows a folder with the system's own file browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
