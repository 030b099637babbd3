"""Our line icons (`resources/icons/*.svg`) in the colours of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from client import paths
from client.desktop import palette

SIZES = (16, 20, 24, 32, 40, 48, 64)


@cache
def _drawing(name: str) -> str:
    return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def source(name: str, colour: str) -> str:
    """The SVG text of an icon in one colour."""
    return _drawing(name).replace("currentColor", colour)


@cache
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon drawn at `size` logical pixels for a screen with this device pixel ratio."""
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing = QSvgRenderer(QByteArray(source(name, colour).encode()))
    drawing.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, role: str = "text") -> QIcon:
    """An icon in a colour of the theme, sharp at every usual size; `role` is a name of `palette.Colours`."""
    chosen = palette.colours()
    return _icon(name, str(getattr(chosen, role)), chosen.faint)


@cache
def _icon(name: str, colour: str, faint: str) -> QIcon:
    made = QIcon()
    for size in SIZES:
        made.addPixmap(pixmap(name, colour, size))
        made.addPixmap(pixmap(name, faint, size), QIcon.Mode.Disabled)
    return made


def put(widget: QAbstractButton | QLabel, name: str, role: str = "text", size: int = 18) -> None:
    """Shows an icon on a button or a label and keeps it right when the theme changes."""
    widget.setProperty("icon_name", name)
    widget.setProperty("icon_role", role)
    widget.setProperty("icon_size", size)
    _show(widget)


def recolour_all() -> None:
    """Draws the icons of every widget again, after the theme changed."""
    for widget in QApplication.allWidgets():
        if widget.property("icon_name"):
            _show(widget)


def _show(widget: QWidget) -> None:
    name, role = str(widget.property("icon_name")), str(widget.property("icon_role"))
    size = int(widget.property("icon_size"))
    if isinstance(widget, QAbstractButton):
        widget.setIcon(icon(name, role))
        widget.setIconSize(QSize(size, size))
    elif isinstance(widget, QLabel):
        widget.setPixmap(icon(name, role).pixmap(QSize(size, size), widget.devicePixelRatioF()))
        widget.setFixedSize(QSize(size, size))
