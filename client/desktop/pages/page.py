"""What every page of the window is: built once, told what changed, asked to show something.

A page reads through `self.workspace.query` (quick questions only) and acts through a workflow in a job:

    self.act(lambda progress: check_entries.check(self.workspace, None, progress), label=_("Checking"), then=self._say)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.checks.handbook.topics import Topic
from client.desktop.ask import Ask
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Job, Jobs, Lane
from client.desktop.topics import PAGE
from client.errors import ClientError
from client.workflows.outcome import Changes

if TYPE_CHECKING:
    from client.workflows.workspace import Workspace

MARGIN = 24
"""Blank around a page, in logical pixels."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to go: a page by name and, on it, an entry, the place within, a filter or a file to begin with."""

    page: str
    entry: str = ""
    item: str = ""
    field: str = ""
    filter: Any = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A short message for the toast; `undo` is an act id that the toast offers to undo ("" for none)."""

    text: str
    undo: str = ""


class Page(QWidget):
    """Base of all pages. Subclasses set `name` and `icon`, build themselves in `__init__` and answer `refresh`.

    `requested(Target)`: the clerk wants to go elsewhere. `noticed(Notice)`: something to say in the toast.
    `mending_asked()`: the file with all the work is damaged and is to be mended.
    `counted(int)`: the number beside the page's name in the navigation, 0 hides it.
    """

    name: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    requested = Signal(object)
    noticed = Signal(object)
    counted = Signal(int)
    mending_asked = Signal()

    def __init__(
        self, workspace: Workspace, jobs: Jobs, ask: Ask, changes: ChangeBoard, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.jobs = jobs
        self.ask = ask
        self.changes = changes
        self.setObjectName("page")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(MARGIN, MARGIN - 4, MARGIN, MARGIN)
        self.body.setSpacing(16)
        changes.changed.connect(self._changed)

    @classmethod
    def title(cls) -> str:
        """The page's name in the navigation, in the present language; asked before there is a page."""
        raise NotImplementedError

    def refresh(self, changes: Changes) -> None:
        """Something is different (also once before the page is first shown, with `everything`)."""

    def open(self, target: Target) -> None:
        """Shows what the target names; called before the page comes to the front."""

    def enter(self) -> None:
        """The page has come to the front."""

    def flush(self) -> None:
        """Hands what is being typed to its workflow now: the page is left, the window closes, or a pull comes in."""

    def topic(self) -> Topic:
        """What F1 tells about where no part of the page has a topic of its own."""
        return Topic(PAGE, self.name)

    def act(
        self,
        work: Callable[[Any], Any],
        *,
        label: str = "",
        lane: Lane = Lane.STORE,
        stoppable: bool = False,
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[ClientError], None] | None = None,
    ) -> Job:
        """Starts a workflow in a job; its outcome's `.changes` are announced to every page, then `then` is called."""

        def done(outcome: Any) -> None:
            found = getattr(outcome, "changes", None)
            if isinstance(found, Changes):
                self.changes.announce(found, self)
            if then:
                then(outcome)

        return self.jobs.start(work, label=label, lane=lane, stoppable=stoppable, then=done, otherwise=otherwise)

    def _changed(self, changes: Changes, initiator: object) -> None:
        self.refresh(changes)
