"""Labels, buttons and cards in the looks that `resources/style.qss` knows, so that no page invents its own."""

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from client.desktop import icons

Layout = TypeVar("Layout", bound=QBoxLayout)


def label(text: str = "", rank: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A text. Ranks: display, title, heading, strong, muted, small, error, warning, info, success."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if rank:
        made.setProperty("rank", rank)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def icon_label(name: str, role: str = "muted", size: int = 18) -> QLabel:
    """An icon that is not a button."""
    made = QLabel()
    icons.put(made, name, role, size)
    return made


def button(text: str, look: str = "", icon: str = "", *, clicked: Callable[[], object] | None = None) -> QPushButton:
    """A button. Looks: "" (ordinary), primary (one per page), danger, link, small, chip."""
    made = QPushButton(text)
    if look:
        made.setProperty("look", look)
    if icon:
        role = {"primary": "on_accent", "danger": "error", "link": "accent"}.get(look, "text")
        icons.put(made, icon, role, 16 if look in ("link", "small") else 18)
    if look == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if clicked:
        made.clicked.connect(lambda _on=False: clicked())
    return made


def tool(icon: str, name: str, *, clicked: Callable[[], object] | None = None, size: int = 18) -> QToolButton:
    """A button that is only an icon; `name` is its tooltip and what a screen reader says."""
    made = QToolButton()
    icons.put(made, icon, "muted", size)
    made.setToolTip(name)
    made.setAccessibleName(name)
    if clicked:
        made.clicked.connect(lambda _on=False: clicked())
    return made


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Changes a property the style sheet looks at, and makes it look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def sides(left: QWidget, right: QWidget, sizes: tuple[int, int]) -> QSplitter:
    """Two sides with a border to drag; the right one takes the room that is won, none can be folded away."""
    split = QSplitter(Qt.Orientation.Horizontal)
    split.addWidget(left)
    split.addWidget(right)
    split.setSizes([*sizes])
    split.setStretchFactor(1, 1)
    split.setChildrenCollapsible(False)
    return split


def stack(
    *parts: QWidget | QLayout | int, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8
) -> QVBoxLayout:
    """Parts below one another; a number is that many pixels of space, 0 a stretch."""
    return _fill(QVBoxLayout(), parts, margins, spacing)


def row(
    *parts: QWidget | QLayout | int, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8
) -> QHBoxLayout:
    """Parts beside one another; a number is that many pixels of space, 0 a stretch."""
    return _fill(QHBoxLayout(), parts, margins, spacing)


def card(*parts: QWidget | QLayout | int, look: str = "card", padding: int = 16, spacing: int = 8) -> QFrame:
    """A white sheet on the grey ground, or a note: note-error, note-warning, note-info, note-success."""
    made = QFrame()
    made.setProperty("look", look)
    made.setLayout(stack(*parts, margins=(padding, padding, padding, padding), spacing=spacing))
    return made


def line() -> QFrame:
    """A thin line across."""
    made = QFrame()
    made.setProperty("look", "line")
    return made


def clear(layout: QBoxLayout) -> None:
    """Takes everything out of a layout."""
    while layout.count():
        taken = layout.takeAt(0)
        # The stubs promise both; a spacer has neither.
        widget, inner = cast("QWidget | None", taken.widget()), taken.layout()
        if widget:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QBoxLayout):
            clear(inner)


def _fill(
    layout: Layout,
    parts: tuple[QWidget | QLayout | int, ...],
    margins: tuple[int, int, int, int],
    spacing: int,
) -> Layout:
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        elif part:
            layout.addSpacing(part)
        else:
            layout.addStretch(1)
    return layout
