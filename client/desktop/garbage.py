"""When Python looks for garbage: on the window's thread only, for what it finds may be a widget, and a widget that ends
on the thread of a lane takes the program along."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Garbage(QObject):
    """Looks for garbage in place of Python, which does so on whatever thread makes the next object."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Looks as deep as Python would by now."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return


def leave_alone() -> None:
    """What stands after the start is there to stay: looking through it for garbage again and again, in the midst of the
    work, held the window up for 80 ms each time."""
    gc.collect()
    gc.freeze()
