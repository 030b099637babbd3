"""A layout that fills lines like text and wraps."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class Flow(QLayout):
    """Chips and badges beside one another, as many lines as the width needs."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, margin: int = 0) -> None:
        super().__init__(parent)
        self._parts: list[QLayoutItem] = []
        self.setSpacing(gap)
        self.setContentsMargins(QMargins(margin, margin, margin, margin))

    def addItem(self, part: QLayoutItem) -> None:
        """Called by Qt for every widget added."""
        self._parts.append(part)

    def insert(self, place: int, widget: QWidget) -> None:
        """Adds a widget at a place."""
        self.addWidget(widget)
        self._parts.insert(place, self._parts.pop())
        self.invalidate()

    def count(self) -> int:
        """How many parts there are."""
        return len(self._parts)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The part at a place, None beyond the end."""
        return self._parts[index] if 0 <= index < len(self._parts) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Takes a part out."""
        return self._parts.pop(index) if 0 <= index < len(self._parts) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Puts every part in its place."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """One line would be best."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The largest part must fit."""
        size = QSize()
        for part in self._parts:
            size = size.expandedTo(part.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        x, y, height = area.x(), area.y(), 0
        for part in self._parts:
            widget = part.widget()
            if widget.isHidden():
                continue
            hint = part.sizeHint()
            grows = widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Expanding
            if x + hint.width() > area.right() + 1 and height:
                x, y, height = area.x(), y + height + self.spacing(), 0
            width = max(hint.width(), area.right() + 1 - x) if grows else min(hint.width(), area.width())
            if move:
                part.setGeometry(QRect(QPoint(x, y), QSize(width, hint.height())))
            x += width + self.spacing()
            height = max(height, hint.height())
        return y + height - rect.y() + margins.bottom()
