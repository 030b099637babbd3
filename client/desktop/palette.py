"""The colours of the window, light and dark."""

from dataclasses import dataclass

from PySide6.QtGui import QColor


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
_present = LIGHT


def use(chosen: Colours) -> Colours:
    """Puts a palette into force; gives it back."""
    global _present  # noqa: PLW0603  (one window, one palette)
    _present = chosen
    return chosen


def colours() -> Colours:
    """The palette in use; painters ask at every paint."""
    return _present


def colour(name: str) -> QColor:
    """One colour of the palette in use by its name."""
    return QColor(str(getattr(_present, name)))


def is_dark() -> bool:
    """Whether the dark palette is in use."""
    return _present is DARK
