import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from client import paths
from client.desktop import icons, palette, theme
from client.desktop.palette import DARK, LIGHT, Colours

TEXTS = [
    ("text", "ground"),
    ("text", "surface"),
    ("text", "raised"),
    ("text", "selected"),
    ("text", "accent_soft"),
    ("muted", "ground"),
    ("muted", "surface"),
    ("muted", "raised"),
    ("muted", "neutral_soft"),
    ("accent", "surface"),
    ("accent", "ground"),
    ("accent_strong", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("rail_text", "rail"),
    ("rail_text", "rail_selected"),
    ("rail_muted", "rail"),
    ("rail", "rail_muted"),
    *[(name, ground) for name in ("error", "warning", "info", "success") for ground in ("surface", f"{name}_soft")],
    ("text", "error_soft"),
    ("text", "warning_soft"),
    ("text", "info_soft"),
]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_texts_can_be_read(palette: Colours, ink: str, ground: str) -> None:
    assert _contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_frames_of_fields_and_the_focus_can_be_seen(palette: Colours) -> None:
    assert _contrast(palette.outline, palette.surface) >= 3
    assert _contrast(palette.accent, palette.surface) >= 3
    assert _contrast(palette.faint, palette.surface) >= 4.5


def test_every_name_of_the_style_sheet_is_filled(qapp: QApplication) -> None:
    filled = theme.style_sheet(DARK, 10.5)
    assert re.findall(r"\{\{\w+\}\}", filled) == []
    pictures = re.findall(r"url\(([^)]+)\)", filled)
    assert pictures
    assert all(QColor(colour).isValid() for colour in re.findall(r"#[0-9A-F]{6}", filled))


def test_dark_and_light_can_be_changed_at_any_time(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    assert palette.is_dark()
    assert qapp.palette().window().color() == QColor(DARK.ground)
    theme.apply(qapp, "light", 130)
    assert not palette.is_dark()
    assert qapp.font().pointSizeF() == pytest.approx(theme.BASE_POINTS * 1.3)
    theme.apply(qapp, "light")


def test_every_icon_can_be_drawn_in_any_colour(qapp: QApplication) -> None:
    names = sorted(path.stem for path in paths.resource("icons").glob("*.svg"))
    assert len(names) > 40
    for name in names:
        assert 'viewBox="0 0 24 24"' in icons.source(name, "#123456")
        assert "currentColor" not in icons.source(name, "#123456")
        image = icons.pixmap(name, "#123456", 24).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), name


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
