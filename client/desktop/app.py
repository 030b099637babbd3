"""Starts the window: input method, language, fonts, theme, store; and says so when one of them is in the way."""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from client import __version__, logs, paths, texts
from client.desktop import icons, input_method, palette, theme
from client.desktop.ask import Choice, WindowAsk
from client.desktop.changes import ChangeBoard
from client.desktop.garbage import Garbage, leave_alone
from client.desktop.housekeeping import Housekeeping
from client.desktop.jobs import Jobs
from client.desktop.mending import MendDialog
from client.desktop.window import PAGES, Window
from client.errors import ClientError
from client.settings import Settings
from client.texts import Translator
from client.workflows.safekeeping import back_up
from client.workflows.workspace import Workspace

_ = Translator("desktop")
LOG = logging.getLogger(__name__)
QT_LOG = logging.getLogger("client.qt")
_DAMAGED = ("store.damaged", "store.not-ours")
"""A power cut may leave a file of zeros, which nobody would take for ours."""


def main(arguments: Sequence[str]) -> int:
    """Opens the window and gives the exit code once it is closed."""
    logs.start()
    # Qt reads this once, when the application is made.
    chosen = input_method.prepare(os.environ)
    LOG.info("%s, input context: %s", __version__, chosen or os.environ.get("QT_IM_MODULE", "the system's"))
    settings = Settings()
    app = make_application(arguments, settings)
    while True:
        workspace = open_workspace(settings)
        if workspace is None:
            return 4
        code, mending = run(app, workspace)
        if not mending:
            return code
        mend(workspace.db.path, settings)


def run(app: QApplication, workspace: Workspace) -> tuple[int, bool]:
    """The window until it is closed: (exit code, whether it was closed to mend the store)."""
    window = make_window(workspace)
    sys.excepthook = catcher(window)
    window.built.connect(leave_alone)
    window.show()
    Housekeeping(window).begin()
    code = app.exec()
    sys.excepthook = sys.__excepthook__
    # The window is gone already: nobody waits for this.
    if not window.mending:
        back_up.at_exit(workspace)
    workspace.close()
    return code, window.mending


def make_application(arguments: Sequence[str], settings: Settings) -> QApplication:
    """The QApplication with language, fonts and theme as the settings say."""
    texts.use_language(settings.text("language") or texts.system_language())
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    qInstallMessageHandler(_qt_says)
    app = QApplication(list(arguments))
    Garbage(app)
    app.setApplicationName("catalog-client")
    app.setApplicationDisplayName(_("Government data catalog client"))
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("catalog-client")
    speak(app, texts.language())
    dress(app, settings)
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: dress(app, settings))
    return app


def dress(app: QApplication, settings: Settings) -> None:
    """Theme and text size as the settings say; the settings page calls this after a change."""
    size = settings["text_size"]
    theme.apply(app, settings.text("theme"), size if isinstance(size, int) else 100)
    app.setWindowIcon(QIcon(icons.pixmap("entries", palette.colours().accent, 64)))


def speak(app: QApplication, language: str) -> None:
    """Lets Qt's own dialogs and menus speak the language, too."""
    QLocale.setDefault(QLocale(language))
    if language == "en":
        return
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name in ("qtbase", "qt"):
        translator = QTranslator(app)
        if translator.load(f"{name}_{language}", folder):
            app.installTranslator(translator)


def open_workspace(settings: Settings) -> Workspace | None:
    """The store of this person; on a failure its three texts with "try again", until the clerk gives up."""
    ask = WindowAsk()
    while True:
        try:
            return Workspace.open(settings=settings)
        except ClientError as problem:
            LOG.warning("the store does not open: %s", problem)
            advice = texts.explain(problem)
            words = f"{advice.text}\n\n{advice.advice}\n\n{problem}"
            damaged = [Choice("mend", _("Mend the file"))] if problem.code in _DAMAGED else []
            answer = ask.choose(advice.title, words, [*damaged, Choice("again", _("Try again"))])
            if answer == "mend":
                mend(paths.default_store(), settings)
            elif answer != "again":
                return None


def mend(store: Path, settings: Settings) -> None:
    """Mends the store, which nobody may have open, and tells what came of it."""
    # A dialog that is the only window must not end the program when it closes.
    QGuiApplication.setQuitOnLastWindowClosed(False)
    WindowAsk().run(MendDialog(store, settings))
    QGuiApplication.setQuitOnLastWindowClosed(True)


def make_window(workspace: Workspace) -> Window:
    """The window over an open workspace, in a size that fits the screen."""
    ask = WindowAsk()
    window = Window(workspace, Jobs(), ask, ChangeBoard(), PAGES)
    ask.window = window
    screen = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(min(1440, screen.width()), min(900, screen.height()))
    if screen.width() <= 1366 or screen.height() <= 768:
        window.setWindowState(Qt.WindowState.WindowMaximized)
    return window


Caught = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def catcher(window: Window) -> Caught:
    """What Python calls for an exception that nobody took: the crash page, except for Ctrl+C in a terminal."""

    def catch(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        sys.__excepthook__(kind, bug, trace)
        window.show_bug(bug)

    return catch


def _qt_says(kind: QtMsgType, _context: object, message: str) -> None:
    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }.get(kind, logging.ERROR)
    QT_LOG.log(level, message)
