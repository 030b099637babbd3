"""Small marks for states and severities: an icon, a word and a colour, never the colour alone."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from client.desktop import icons, palette

HEIGHT = 22
_SIDE, _GAP, _ICON = 7, 4, 14


def kind_colours(kind: str) -> tuple[str, str]:
    """(text, ground) as `palette.Colours` names: neutral, info, success, warning, error."""
    return ("muted", "neutral_soft") if kind == "neutral" else (kind, f"{kind}_soft")


def badge_width(metrics: QFontMetrics, text: str, icon: str) -> int:
    """How wide a badge with this word is."""
    return (
        2 * _SIDE + (metrics.horizontalAdvance(text) if text else 0) + ((_ICON + (_GAP if text else 0)) if icon else 0)
    )


def paint_badge(painter: QPainter, place: QRect, text: str, kind: str, icon: str = "") -> int:
    """Paints a badge at the left of `place`, in its middle; gives its width. Also used inside tables."""
    metrics = painter.fontMetrics()
    width = min(badge_width(metrics, text, icon), place.width())
    height = min(max(HEIGHT, metrics.height() + 4), place.height())
    box = QRectF(place.x(), place.center().y() - height / 2 + 0.5, width, height)
    ink, ground = kind_colours(kind)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour(ground))
    painter.drawRoundedRect(box, 4, 4)
    x = round(box.x()) + _SIDE
    if icon:
        ratio = painter.device().devicePixelRatioF()
        drawn = icons.pixmap(icon, QColor(palette.colour(ink)).name(), _ICON, ratio)
        painter.drawPixmap(x, round(box.center().y() - _ICON / 2), drawn)
        x += _ICON + _GAP
    painter.setPen(palette.colour(ink))
    room = round(box.right()) - _SIDE - x + 2
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
    painter.drawText(QRect(x, round(box.y()), room, height), Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()
    return width


class Badge(QWidget):
    """A badge that stands by itself."""

    def __init__(self, text: str = "", kind: str = "neutral", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text, self._kind, self._icon = text, kind, icon
        self.show_state(text, kind, icon)

    def show_state(self, text: str, kind: str = "neutral", icon: str = "") -> None:
        """Shows another state."""
        self._text, self._kind, self._icon = text, kind, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The word on it."""
        return self._text

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        metrics = self.fontMetrics()
        return QSize(badge_width(metrics, self._text, self._icon), max(HEIGHT, metrics.height() + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints it."""
        painter = QPainter(self)
        paint_badge(painter, self.rect(), self._text, self._kind, self._icon)
        painter.end()
