"""A big number with its word: what an import would do, what waits. Some are pressed to see just those."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from client.desktop import icons, palette

_SIDE, _GAP = 16, 4


class Tile(QAbstractButton):
    """`role` is the colour of the number when it is not 0. Checkable tiles filter a list beside them."""

    def __init__(
        self, label: str, role: str = "text", icon: str = "", *, pressed: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label, self._role, self._icon = label, role, icon
        self._number = 0
        self._flat = False
        self.setCheckable(pressed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if pressed:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.show_number(0)

    def show_number(self, number: int) -> None:
        """Shows another number."""
        self._number = number
        self.setAccessibleName(f"{self._label} {number:,}")
        self.update()

    def be_flat(self, flat: bool) -> None:
        """On low screens: number and word beside one another instead of below."""
        if flat != self._flat:
            self._flat = flat
            self.updateGeometry()
            self.update()

    @property
    def number(self) -> int:
        """What is shown."""
        return self._number

    def sizeHint(self) -> QSize:
        """Number over word."""
        big, small = QFontMetrics(self._big()), self.fontMetrics()
        if self._flat:
            return QSize(self.minimumSizeHint().width(), small.height() + 18)
        width = max(big.horizontalAdvance("00,000"), small.horizontalAdvance(self._label) + (24 if self._icon else 0))
        return QSize(width + 2 * _SIDE, big.height() + small.height() + _GAP + 20)

    def minimumSizeHint(self) -> QSize:
        """The word must fit."""
        words = self.fontMetrics().horizontalAdvance(self._label) + 2 * _SIDE + 8
        return QSize(words, self.fontMetrics().height() + 18 if self._flat else self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card; the pressed one in the colour of the accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        warm = self.isCheckable() and (self.underMouse() or self.hasFocus())
        edge = "accent" if self.isChecked() or warm else "line"
        wide = 2.0 if self.isChecked() or self.hasFocus() else 1.0
        painter.setPen(QPen(palette.colour(edge), wide))
        painter.setBrush(palette.colour("selected" if self.isChecked() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        if self._flat:
            self._paint_beside(painter)
        else:
            self._paint_below(painter)
        painter.end()

    def _paint_beside(self, painter: QPainter) -> None:
        inside = self.rect().adjusted(10, 0, -8, 0)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(palette.colour(self._role if self._number else "faint"))
        number = f"{self._number:,}"
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, number)
        inside.adjust(QFontMetrics(font).horizontalAdvance(number) + 6, 0, 0, 0)
        painter.setFont(self.font())
        painter.setPen(palette.colour("muted"))
        shown = self.fontMetrics().elidedText(self._label, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_below(self, painter: QPainter) -> None:
        big = self._big()
        painter.setFont(big)
        painter.setPen(palette.colour(self._role if self._number else "faint"))
        height = QFontMetrics(big).height()
        inside = self.rect().adjusted(_SIDE, 10, -_SIDE, -10)
        painter.drawText(
            inside.adjusted(0, 0, 0, height - inside.height()), Qt.AlignmentFlag.AlignLeft, f"{self._number:,}"
        )
        painter.setFont(self.font())
        painter.setPen(palette.colour("muted"))
        words = inside.adjusted(0, height + _GAP, 0, 0)
        # Where there is little room the word goes before the picture.
        if self._icon and words.width() >= self.fontMetrics().horizontalAdvance(self._label) + 22:
            ratio = self.devicePixelRatioF()
            drawn = icons.pixmap(self._icon, palette.colour(self._role if self._number else "faint").name(), 16, ratio)
            painter.drawPixmap(words.x(), words.y() + (words.height() - 16) // 2, drawn)
            words.adjust(22, 0, 0, 0)
        shown = self.fontMetrics().elidedText(self._label, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)

    def _big(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.75)
        font.setWeight(QFont.Weight.DemiBold)
        return font
