"""The one signal by which every screen learns that something in the store is different."""

from PySide6.QtCore import QObject, Signal

from client.workflows.outcome import Changes


class ChangeBoard(QObject):
    """Where workflows' outcomes are announced. `changed(changes, initiator)`: the initiator may skip its own news."""

    changed = Signal(object, object)

    def announce(self, changes: Changes, initiator: object = None) -> None:
        """Tells every screen; to be called on the window's thread."""
        self.changed.emit(changes, initiator)
