"""A layout that scrolls up and down when there is not enough room for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QWidget


def scrolled(layout: QLayout) -> QScrollArea:
    """The layout in a scroll area without a frame, as wide as there is room, never scrolling sideways."""
    content = QWidget()
    content.setObjectName("content")
    content.setLayout(layout)
    # One word that does not fit (an address) must not push the ends of all other lines out of sight.
    content.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
