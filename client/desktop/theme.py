"""How the window looks: two own palettes, fonts that hold Chinese, and the style sheet filled from both.

The system's colour scheme is asked for, never relied on: offscreen and on older desktops Qt cannot change it.
"""

import atexit
import dataclasses
import shutil
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from client import paths
from client.desktop import icons, palette
from client.desktop.palette import Colours

FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
    "SimHei",
)
BASE_POINTS = 10.5
"""五号, the size official forms are typed in."""


# What the style sheet shows as pictures: name of the icon, palette colour.
_PICTURES = {
    "drop": ("drop", "muted"),
    "drop-faint": ("drop", "faint"),
    "check-on": ("check", "on_accent"),
    "partial-on": ("partial", "on_accent"),
    "previous": ("chevron-left", "text"),
    "next": ("chevron-right", "text"),
    "sort-up": ("chevron-up", "accent"),
    "sort-down": ("chevron-down", "accent"),
}


def apply(app: QApplication, theme: str = "system", text_size: int = 100) -> None:
    """Puts palette, fonts and style sheet into force; may be called again at any time. `text_size` in per cent."""
    scheme = QGuiApplication.styleHints().colorScheme()
    dark = theme == "dark" or (theme == "system" and scheme is Qt.ColorScheme.Dark)
    present = palette.use(palette.DARK if dark else palette.LIGHT)
    style = QStyleFactory.create("Fusion")
    app.setStyle(style)
    app.setPalette(_qt_palette(present))
    points = BASE_POINTS * text_size / 100
    app.setFont(base_font(points))
    app.setStyleSheet(style_sheet(present, points))
    icons.recolour_all()


def base_font(points: float = BASE_POINTS) -> QFont:
    """The font of the whole window: the first installed family that holds Chinese, at `points`."""
    font = QFont(app_font_family())
    font.setFamilies([family for family in FAMILIES if QFontDatabase.hasFamily(family)] or [app_font_family()])
    font.setPointSizeF(points)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def app_font_family() -> str:
    """The system's own family, for machines without any of ours."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def has_chinese() -> bool:
    """Whether any installed font holds Chinese; without one Qt draws boxes."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


def style_sheet(present: Colours, points: float) -> str:
    """`resources/style.qss` with its `{{names}}` filled in: colours, sizes, and the folder of the pictures."""
    text = paths.resource("style.qss").read_text(encoding="utf-8")
    sizes = {"small": 0.88, "body": 1.0, "large": 1.2, "title": 1.5, "display": 1.9}
    names = {**dataclasses.asdict(present), **{name: f"{points * share:.2f}pt" for name, share in sizes.items()}}
    names["pictures"] = _draw_pictures(present)
    for name, value in names.items():
        text = text.replace("{{" + name + "}}", value)
    return text


def _draw_pictures(present: Colours) -> str:
    folder = _picture_folder() / ("dark" if present is palette.DARK else "light")
    folder.mkdir(exist_ok=True)
    for name, (icon, role) in _PICTURES.items():
        (folder / f"{name}.svg").write_text(icons.source(icon, str(getattr(present, role))), encoding="utf-8")
    return folder.as_posix()


@cache
def _picture_folder() -> Path:
    """A style sheet can only name files: they are drawn into a folder that goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="catalog-client-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _qt_palette(chosen: Colours) -> QPalette:
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: chosen.ground,
        QPalette.ColorRole.WindowText: chosen.text,
        QPalette.ColorRole.Base: chosen.surface,
        QPalette.ColorRole.AlternateBase: chosen.raised,
        QPalette.ColorRole.Text: chosen.text,
        QPalette.ColorRole.Button: chosen.surface,
        QPalette.ColorRole.ButtonText: chosen.text,
        QPalette.ColorRole.BrightText: chosen.error,
        QPalette.ColorRole.Highlight: chosen.accent,
        QPalette.ColorRole.HighlightedText: chosen.on_accent,
        QPalette.ColorRole.ToolTipBase: chosen.raised,
        QPalette.ColorRole.ToolTipText: chosen.text,
        QPalette.ColorRole.PlaceholderText: chosen.faint,
        QPalette.ColorRole.Link: chosen.accent,
        QPalette.ColorRole.LinkVisited: chosen.accent,
        QPalette.ColorRole.Light: chosen.surface,
        QPalette.ColorRole.Midlight: chosen.raised,
        QPalette.ColorRole.Mid: chosen.line,
        QPalette.ColorRole.Dark: chosen.outline,
        QPalette.ColorRole.Shadow: "#000000",
        QPalette.ColorRole.Accent: chosen.accent,
    }
    for role, value in roles.items():
        made.setColor(role, QColor(value))
    disabled = QPalette.ColorGroup.Disabled
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(disabled, role, QColor(chosen.faint))
    return made
