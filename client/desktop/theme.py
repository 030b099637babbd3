"""How the window looks: two own palettes, fonts that hold Chinese, and the style sheet filled from both.

The system's colour scheme is asked for, never relied on: offscreen and on older desktops Qt cannot change it.
"""

import dataclasses
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from client import paths
from client.desktop import icons

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


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette. `tests/desktop/test_theme.py` holds every text to WCAG AA on what it stands on."""

    ground: str
    surface: str
    raised: str
    line: str
    outline: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    selected: str
    rail: str
    rail_text: str
    rail_muted: str
    rail_selected: str
    error: str
    error_soft: str
    warning: str
    warning_soft: str
    info: str
    info_soft: str
    success: str
    success_soft: str
    neutral_soft: str


LIGHT = Colours(
    ground="#F2F5F7",
    surface="#FFFFFF",
    raised="#F7F9FA",
    line="#DDE4E9",
    outline="#84929F",
    text="#15222C",
    muted="#4D5D6A",
    faint="#697885",
    accent="#0A6078",
    accent_strong="#084B5E",
    accent_soft="#DDEEF3",
    on_accent="#FFFFFF",
    selected="#E6F2F6",
    rail="#0D3847",
    rail_text="#FFFFFF",
    rail_muted="#B5CCD6",
    rail_selected="#1A5468",
    error="#B3261E",
    error_soft="#FCEBE9",
    warning="#855300",
    warning_soft="#FFF3DA",
    info="#1F5C99",
    info_soft="#E6F0FA",
    success="#1B6B40",
    success_soft="#E3F3EA",
    neutral_soft="#EBEFF2",
)
DARK = Colours(
    ground="#11181E",
    surface="#19222A",
    raised="#202B34",
    line="#2D3A45",
    outline="#6C7C8A",
    text="#E7EDF2",
    muted="#A9B7C3",
    faint="#8595A3",
    accent="#62C3DB",
    accent_strong="#8AD4E6",
    accent_soft="#173B48",
    on_accent="#04212A",
    selected="#1B3440",
    rail="#0C1318",
    rail_text="#FFFFFF",
    rail_muted="#9DB0BD",
    rail_selected="#1B3440",
    error="#FF9188",
    error_soft="#3B2020",
    warning="#F0BE55",
    warning_soft="#372C14",
    info="#8DBCF2",
    info_soft="#1B2C40",
    success="#7CD3A1",
    success_soft="#173326",
    neutral_soft="#26323C",
)
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
_present = LIGHT
_pictures: tempfile.TemporaryDirectory[str] | None = None


def colours() -> Colours:
    """The palette in use; painters ask at every paint."""
    return _present


def colour(name: str) -> QColor:
    """One colour of the palette in use by its name."""
    return QColor(str(getattr(_present, name)))


def is_dark() -> bool:
    """Whether the dark palette is in use."""
    return _present is DARK


def apply(app: QApplication, theme: str = "system", text_size: int = 100) -> None:
    """Puts palette, fonts and style sheet into force; may be called again at any time. `text_size` in per cent."""
    global _present  # noqa: PLW0603  (one window, one palette)
    scheme = QGuiApplication.styleHints().colorScheme()
    dark = theme == "dark" or (theme == "system" and scheme is Qt.ColorScheme.Dark)
    _present = DARK if dark else LIGHT
    style = QStyleFactory.create("Fusion")
    app.setStyle(style)
    app.setPalette(_palette(_present))
    points = BASE_POINTS * text_size / 100
    app.setFont(base_font(points))
    app.setStyleSheet(style_sheet(_present, points))
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


def style_sheet(palette: Colours, points: float) -> str:
    """`resources/style.qss` with its `{{names}}` filled in: colours, sizes, and the folder of the pictures."""
    text = paths.resource("style.qss").read_text(encoding="utf-8")
    sizes = {"small": 0.88, "body": 1.0, "large": 1.2, "title": 1.5, "display": 1.9}
    names = {**dataclasses.asdict(palette), **{name: f"{points * share:.2f}pt" for name, share in sizes.items()}}
    names["pictures"] = _draw_pictures(palette)
    for name, value in names.items():
        text = text.replace("{{" + name + "}}", value)
    return text


def _draw_pictures(palette: Colours) -> str:
    # A style sheet can only name files. They are drawn for the palette into a folder that goes with the process.
    global _pictures  # noqa: PLW0603  (kept alive as long as the style sheet)
    if _pictures is None:
        _pictures = tempfile.TemporaryDirectory(prefix="catalog-client-", ignore_cleanup_errors=True)
    folder = Path(_pictures.name) / ("dark" if palette is DARK else "light")
    folder.mkdir(exist_ok=True)
    for name, (icon, role) in _PICTURES.items():
        (folder / f"{name}.svg").write_text(icons.source(icon, str(getattr(palette, role))), encoding="utf-8")
    return folder.as_posix()


def _palette(chosen: Colours) -> QPalette:
    palette = QPalette()
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
        palette.setColor(role, QColor(value))
    disabled = QPalette.ColorGroup.Disabled
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(disabled, role, QColor(chosen.faint))
    return palette
