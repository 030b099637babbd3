import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.desktop import app, palette, theme
from client.settings import Settings
from client.workflows.workspace import Workspace


def test_qts_own_words_are_chinese(qapp: QApplication) -> None:
    app.speak(qapp, "zh_CN")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert QLocale().language() is QLocale.Language.Chinese


def test_settings_dress_the_window(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set("theme", "dark")
    settings.set("text_size", 115)
    app.dress(qapp, settings)
    assert palette.is_dark()
    assert qapp.font().pointSizeF() == pytest.approx(theme.BASE_POINTS * 1.15)
    theme.apply(qapp, "light")


def test_the_window_opens_over_a_store_and_catches_our_bugs(
    qtbot: QtBot, workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    window = app.make_window(workspace)
    qtbot.addWidget(window)
    window.show()
    catch = app.catcher(window)
    try:
        raise LookupError("lost")
    except LookupError as bug:
        catch(type(bug), bug, sys.exc_info()[2])
    assert window.stack.currentWidget() is window.crash
    assert "LookupError" in window.crash.details
    assert "LookupError" in capsys.readouterr().err
    assert window.close()
