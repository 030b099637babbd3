"""Questions to the clerk: the only file that may touch QMessageBox, QFileDialog and modal dialogs.

Pages are given an `Ask`; tests pass `FakeAsk`, whose answers are laid out beforehand.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from client import paths
from client.texts import Translator

_ = Translator("desktop")


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file in a file dialog: what it is called and its patterns, `("*.xlsx", "*.csv")`."""

    label: str
    patterns: tuple[str, ...]

    @property
    def shown(self) -> str:
        """As Qt wants it."""
        return f"{self.label} ({' '.join(self.patterns)})"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question with more than yes and no."""

    key: str
    label: str
    danger: bool = False


class Ask(Protocol):
    """What can be asked. None, "" or False always means that the clerk turned away: nothing must happen then."""

    def confirm(self, title: str, text: str, *, yes: str, danger: bool = False) -> bool:
        """Whether to go on; `yes` names the act on the button ("Delete 3 entries"), never just "OK"."""

    def choose(self, title: str, text: str, choices: Sequence[Choice]) -> str:
        """The key of the chosen answer."""

    def write(self, title: str, label: str, *, value: str = "", long: bool = False, yes: str = "") -> str | None:
        """A text, tidied of blanks at its ends; None when turned away."""

    def tell(self, title: str, text: str) -> None:
        """Something that must be seen before going on."""

    def open_file(self, title: str, kinds: Sequence[FileKind] = ()) -> Path | None:
        """An existing file."""

    def open_files(self, title: str, kinds: Sequence[FileKind] = ()) -> list[Path]:
        """Existing files, one or more."""

    def save_file(self, title: str, suggested: str, kinds: Sequence[FileKind] = ()) -> Path | None:
        """Where to write, with an ending of the kinds; the clerk has agreed to replace what may be there."""

    def open_folder(self, title: str) -> Path | None:
        """An existing folder."""

    def run(self, dialog: QDialog) -> bool:
        """Shows a dialog of our own; whether the clerk finished it with its act."""


class WindowAsk:
    """Asks with real dialogs, over `window`."""

    def __init__(self, window: QWidget | None = None) -> None:
        self.window = window

    def confirm(self, title: str, text: str, *, yes: str, danger: bool = False) -> bool:
        """A question with the act on its button; Enter cancels what is dangerous."""
        return self.choose(title, text, [Choice("yes", yes, danger)]) == "yes"

    def choose(self, title: str, text: str, choices: Sequence[Choice]) -> str:
        """A question with a button for each answer and one to turn away."""
        box = QMessageBox(self.window)
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(text)
        box.setTextFormat(Qt.TextFormat.PlainText)
        buttons: dict[QPushButton, str] = {}
        for choice in choices:
            button = box.addButton(choice.label, QMessageBox.ButtonRole.AcceptRole)
            button.setProperty("look", "danger" if choice.danger else "primary")
            buttons[button] = choice.key
        cancel = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(cancel)
        box.setDefaultButton(cancel if any(choice.danger for choice in choices) else next(iter(buttons)))
        box.exec()
        chosen = box.clickedButton()
        return buttons.get(chosen, "") if isinstance(chosen, QPushButton) else ""

    def write(self, title: str, label: str, *, value: str = "", long: bool = False, yes: str = "") -> str | None:
        """A small dialog with one field."""
        dialog = TextDialog(title, label, value=value, long=long, yes=yes, parent=self.window)
        return dialog.text() if self.run(dialog) else None

    def tell(self, title: str, text: str) -> None:
        """A box with one button."""
        box = QMessageBox(self.window)
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(text)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.addButton(_("Got it"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def open_file(self, title: str, kinds: Sequence[FileKind] = ()) -> Path | None:
        """The system's own dialog, in the folder used last."""
        name, _kind = QFileDialog.getOpenFileName(self.window, title, _last_folder(), _filters(kinds))
        return _remembered(name)

    def open_files(self, title: str, kinds: Sequence[FileKind] = ()) -> list[Path]:
        """The system's own dialog, in the folder used last."""
        names, _kind = QFileDialog.getOpenFileNames(self.window, title, _last_folder(), _filters(kinds))
        return [path for name in names if (path := _remembered(name))]

    def save_file(self, title: str, suggested: str, kinds: Sequence[FileKind] = ()) -> Path | None:
        """The system's own dialog, in the folder used last, with a name suggested."""
        start = str(Path(_last_folder()) / suggested)
        name, chosen = QFileDialog.getSaveFileName(self.window, title, start, _filters(kinds))
        path = _remembered(name)
        out = with_ending(path, chosen, kinds) if path else None
        if out is None or out == path or not out.exists():
            return out
        # The dialog has asked about the name as it was typed; with its ending it is another file.
        text = _("A file of this name lies there already: {path}").format(path=out)
        return (
            out
            if self.confirm(_("Replace {file}?").format(file=out.name), text, yes=_("Replace"), danger=True)
            else None
        )

    def open_folder(self, title: str) -> Path | None:
        """The system's own dialog."""
        name = QFileDialog.getExistingDirectory(self.window, title, _last_folder())
        return _remembered(name)

    def run(self, dialog: QDialog) -> bool:
        """Shows the dialog in front of the window until it is closed."""
        return dialog.exec() == QDialog.DialogCode.Accepted


class TextDialog(QDialog):
    """Asks for one text."""

    def __init__(
        self,
        title: str,
        label: str,
        *,
        value: str = "",
        long: bool = False,
        yes: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        prompt = QLabel(label)
        prompt.setWordWrap(True)
        self._line = QPlainTextEdit(value) if long else QLineEdit(value)
        if isinstance(self._line, QPlainTextEdit):
            self._line.setTabChangesFocus(True)
            self._line.setMinimumHeight(96)
        self._line.setAccessibleName(label)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        accept = buttons.addButton(yes or _("OK"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setProperty("look", "primary")
        accept.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        for part in (prompt, self._line, buttons):
            layout.addWidget(part)

    def text(self) -> str:
        """What was written, without blanks at its ends."""
        raw = self._line.toPlainText() if isinstance(self._line, QPlainTextEdit) else self._line.text()
        return raw.strip()


@dataclass
class FakeAsk:
    """Answers laid out beforehand, for tests: `answers` are used up in order; `asked` keeps what was asked.

    An answer for `run` is a callable that fills in the dialog and gives whether it was finished. Without an answer
    left, the clerk turns away.
    """

    answers: list[Any] = field(default_factory=list)
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def confirm(self, title: str, text: str, *, yes: str, danger: bool = False) -> bool:
        """The next answer."""
        return bool(self._next("confirm", title, text))

    def choose(self, title: str, text: str, choices: Sequence[Choice]) -> str:
        """The next answer, which must be one of the keys."""
        answer = self._next("choose", title, text)
        if answer is not None and answer not in [choice.key for choice in choices]:
            raise ValueError(f"{answer!r} is no answer to {title!r}")
        return str(answer or "")

    def write(self, title: str, label: str, *, value: str = "", long: bool = False, yes: str = "") -> str | None:
        """The next answer."""
        answer = self._next("write", title, label)
        return None if answer is None else str(answer)

    def tell(self, title: str, text: str) -> None:
        """Notes that something was told; no answer is used up."""
        self.asked.append(("tell", title, text))

    def open_file(self, title: str, kinds: Sequence[FileKind] = ()) -> Path | None:
        """The next answer."""
        return self._path("open_file", title)

    def open_files(self, title: str, kinds: Sequence[FileKind] = ()) -> list[Path]:
        """The next answer: a list of paths."""
        return [Path(one) for one in self._next("open_files", title, "") or ()]

    def save_file(self, title: str, suggested: str, kinds: Sequence[FileKind] = ()) -> Path | None:
        """The next answer."""
        path = self._path("save_file", title)
        return with_ending(path, "", kinds) if path else None

    def open_folder(self, title: str) -> Path | None:
        """The next answer."""
        return self._path("open_folder", title)

    def run(self, dialog: QDialog) -> bool:
        """Lets the next answer fill in the dialog."""
        fill: Callable[[QDialog], bool] | None = self._next("run", dialog.windowTitle(), type(dialog).__name__)
        return bool(fill(dialog)) if fill else False

    def _path(self, question: str, title: str) -> Path | None:
        answer = self._next(question, title, "")
        return Path(answer) if answer else None

    def _next(self, question: str, title: str, text: str) -> Any:
        self.asked.append((question, title, text))
        return self.answers.pop(0) if self.answers else None


def with_ending(path: Path, chosen: str, kinds: Sequence[FileKind]) -> Path:
    """The path with an ending of the kinds: that of the chosen kind (as the dialog shows it) where it has none."""
    known = {pattern.removeprefix("*") for kind in kinds for pattern in kind.patterns}
    if not known or path.suffix.lower() in known:
        return path
    kind = next((kind for kind in kinds if kind.shown == chosen), kinds[0])
    return path.with_name(path.name + kind.patterns[0].removeprefix("*"))


def _filters(kinds: Sequence[FileKind]) -> str:
    return ";;".join(kind.shown for kind in kinds)


def _last_folder() -> str:
    kept = str(_kept().value("last_folder", ""))
    return kept if kept and Path(kept).is_dir() else str(Path.home())


def _remembered(name: str) -> Path | None:
    if not name:
        return None
    path = Path(name)
    _kept().setValue("last_folder", str(path if path.is_dir() else path.parent))
    return path


def _kept() -> QSettings:
    return QSettings(str(paths.home() / "window.ini"), QSettings.Format.IniFormat)
