"""Opening an enrolment file: choose it, look at what it says, compare the key, take it over. Used by two pages."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from client.desktop.ask import FileKind
from client.desktop.pages.page import Notice, Page
from client.desktop.widgets import build
from client.errors import ClientError
from client.texts import Translator
from client.workflows import enrol
from client.workflows.enrol import Enrolled

_ = Translator("desktop")


class EnrolDialog(QDialog):
    """What the file would join this computer to; the key large, because it is read out over the telephone."""

    def __init__(self, found: Enrolled, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Join the platform above"))
        self.setMinimumWidth(600)
        role = _("reviewer") if found.role == "reviewer" else _("clerk")
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setContentsMargins(0, 0, 0, 0)
        lines = (
            (_("Platform"), found.platform),
            (_("Address"), found.url),
            (_("Office"), found.office),
            (_("People"), "、".join(found.people)),
            (_("Role"), role),
        )
        for label, text in lines:
            form.addRow(build.label(label, "muted"), build.label(text, wrap=True, selectable=True))
        held = QWidget()
        held.setLayout(form)
        note = (
            _("Ring up the office that gave you the file and compare this key, group by group, before you go on.")
            if found.first
            else _("The same key as before signed this file.")
        )
        key = build.label(found.key_shown, "heading", wrap=True, selectable=True)
        key_card = build.card(
            build.label(_("Key of the signer"), "strong"),
            key,
            build.label(note, wrap=True),
            look="note-warning" if found.first else "note-success",
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        accept = buttons.addButton(
            _("The key is right: join") if found.first else _("Join"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        accept.setProperty("look", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.setLayout(
            build.stack(
                build.label(self.windowTitle(), "heading"),
                held,
                key_card,
                0,
                buttons,
                margins=(24, 20, 24, 20),
                spacing=16,
            )
        )


class Enrolling:
    """The steps, for a page; `problem` shows a failure in place."""

    def __init__(self, page: Page, problem: Callable[[ClientError], None]) -> None:
        self._page, self._problem = page, problem

    def begin(self) -> None:
        """Asks for the file."""
        path = self._page.ask.open_file(_("Open the enrolment file"), [FileKind(_("Enrolment file"), ("*.json",))])
        if path:
            self.look(path)

    def look(self, path: Path) -> None:
        """Shows what the file says, and takes it over when the clerk agrees."""
        ws = self._page.workspace
        self._page.act(
            # A preview has changed nothing, so its `.changes` must not be announced.
            lambda _progress: (enrol.preview(ws, path), path),
            then=self._show,
            otherwise=self._problem,
        )

    def _show(self, found: tuple[Enrolled, Path]) -> None:
        preview, path = found
        if self._page.ask.run(EnrolDialog(preview, self._page)):
            ws = self._page.workspace
            self._page.act(lambda _progress: enrol.enrol(ws, path), then=self._done, otherwise=self._problem)

    def _done(self, done: Enrolled) -> None:
        text = _("Joined: {platform}").format(platform=done.platform)
        if done.kept == "file":
            text += " " + _("This computer has no key ring; the credential lies in a file that only you can read.")
        self._page.noticed.emit(Notice(text))
