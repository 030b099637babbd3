"""A session of typing in one entry: saved within a second under one act, checked while it is typed, merged with what
comes from elsewhere. Nothing typed is ever lost, and nothing somebody else wrote is ever overwritten."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from client.catalog import changes
from client.catalog.changes import applied
from client.catalog.entry import Entry
from client.checks.rule import Finding
from client.desktop.jobs import Lane
from client.desktop.pages.page import Page
from client.errors import ClientError
from client.workflows import check_entries, edit_entry
from client.workflows.edit_entry import Edited

SAVE_MS = 600
CHECK_MS = 300


class _Span:
    """The act of one session. Only the store's lane reads and writes it, where saves come one after the other."""

    def __init__(self) -> None:
        self.act = ""


class Session(QObject):
    """`told(findings)`, `saved(clock time, "" while something is not)`, `merged(stored, shown)` when the form has to
    show something else, `failed(problem)` when saving did not succeed (what was typed is kept and tried again)."""

    told = Signal(object)
    saved = Signal(str)
    merged = Signal(object, object)
    failed = Signal(object)

    def __init__(self, page: Page, read: Callable[[], Entry]) -> None:
        super().__init__(page)
        self._page, self._read = page, read
        self._base: Entry | None = None
        self._span = _Span()
        self._dirty = False
        self._under_way = 0
        self._asked = 0
        self._save = self._timer(SAVE_MS, self.flush)
        self._check = self._timer(CHECK_MS, self.look)

    @property
    def entry_id(self) -> str:
        """The entry that is open, "" for none."""
        return self._base.id if self._base else ""

    @property
    def at_rest(self) -> bool:
        """Whether everything typed is stored."""
        return not self._dirty and not self._under_way

    def begin(self, entry: Entry, findings: list[Finding]) -> None:
        """Another entry is open from now on; what was typed into the last one has been handed over."""
        self.end()
        self._base = entry
        self.told.emit(findings)
        self.saved.emit("")

    def end(self) -> None:
        """Hands over what was typed and closes the session."""
        self.flush()
        self._check.stop()
        self._base = None
        self._span = _Span()
        self._dirty, self._under_way = False, 0
        self._asked += 1

    def touch(self) -> None:
        """Something was typed."""
        if self._base is None:
            return
        self._dirty = True
        self._check.start()
        if not self._save.isActive():
            # Not pushed back by every key: whoever types without a pause is saved every second, too.
            self._save.start()

    def flush(self) -> None:
        """Saves now what is not saved yet."""
        self._save.stop()
        base = self._base
        if base is None or not self._dirty:
            return
        self._dirty = False
        edited = self._read()
        if not changes.between(base, edited):
            return
        # The next difference is against this one: the store's lane writes them in the order they are asked for.
        self._base = edited
        span, ws = self._span, self._page.workspace
        self._under_way += 1

        def work(_progress: object) -> Edited:
            done = edit_entry.save(ws, edited, base, continuing=span.act)
            span.act = done.act
            return done

        self._page.act(work, then=partial(self._stored, span, edited), otherwise=partial(self._not_stored, span, base))

    def look(self) -> None:
        """Checks the entry as it stands, beside the window."""
        if self._base is None:
            return
        self._asked += 1
        number, entry, ws = self._asked, self._read(), self._page.workspace
        self._page.act(
            lambda _progress: check_entries.live(ws, entry), lane=Lane.NETWORK, then=partial(self._tell, number)
        )

    def take_in(self, stored: Entry) -> None:
        """The entry was written elsewhere (undo, a fix, a sync): shown, except where the clerk is typing."""
        if self._base is None or self._under_way or stored.id != self._base.id:
            return
        typed = changes.between(self._base, self._read())
        self._base = stored
        self.merged.emit(stored, applied(stored, typed))
        self.look()

    def _stored(self, span: _Span, sent: Entry, done: Edited) -> None:
        if span is not self._span:
            return
        self._under_way -= 1
        if self._under_way:
            return
        typed = changes.between(sent, self._read())
        self._base = done.entry
        self.merged.emit(done.entry, applied(done.entry, typed))
        if not typed:
            self._asked += 1
            self.told.emit(list(done.findings))
        self.saved.emit(f"{datetime.now().astimezone():%H:%M}" if self.at_rest else "")

    def _not_stored(self, span: _Span, base: Entry, problem: ClientError) -> None:
        if span is self._span:
            self._under_way -= 1
            self._base, self._dirty = base, True
            self.saved.emit("")
        self.failed.emit(problem)

    def _tell(self, number: int, findings: list[Finding]) -> None:
        if number == self._asked:
            self.told.emit(findings)

    def _timer(self, pause: int, act: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(pause)
        made.timeout.connect(act)
        return made
