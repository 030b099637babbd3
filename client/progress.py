"""How a long job tells where it is and learns that it should stop; knows neither window nor terminal."""

from typing import Protocol


class Progress(Protocol):
    """What a workflow reports to. Implementations raise `client.errors.Cancelled` from `step` when asked to stop."""

    def stage(self, name: str, total: int = 0) -> None:
        """A new stage begins. `name` is a stage code such as "reading"; `total` steps, 0 when unknown."""

    def step(self, done: int) -> None:
        """`done` steps of the current stage are finished. Raises `Cancelled` when the clerk pressed stop."""


class Silent:
    """Reports to nobody and never stops."""

    def stage(self, name: str, total: int = 0) -> None:
        """Ignored."""

    def step(self, done: int) -> None:
        """Ignored."""


SILENT = Silent()
