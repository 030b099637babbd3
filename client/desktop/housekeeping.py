"""What the window sees to by itself: work that was cut off the last time, a look at the file, a backup every hour."""

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer

from client.desktop.jobs import Lane
from client.desktop.pages.page import Notice
from client.desktop.window import Window
from client.errors import ClientError, StoreProblem
from client.texts import Translator
from client.workflows import import_sheet
from client.workflows.outcome import Changes
from client.workflows.safekeeping import back_up, repair, upkeep

_ = Translator("desktop")
LOOK_EVERY = timedelta(days=1)
"""The file is looked through once a day, ten minutes after the start at the earliest."""

LOOK_MS = 10 * 60 * 1000
"""Whether an hour has passed and something has changed is asked so often; mostly the answer is no."""


class Housekeeping(QObject):
    """For one window; nothing of it keeps the clerk waiting."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._ws = window, window.workspace
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look_after)
        self._looked_at = self._ws.clock() - LOOK_EVERY

    def begin(self) -> None:
        """At start."""
        place = self._ws.place
        if place.kind in ("network", "synced"):
            self._say(StoreProblem(f"store.place-{place.kind}", path=str(self._ws.db.path.parent), what=place.what))
        self._window.jobs.start(
            lambda progress: import_sheet.recover(self._ws, progress),
            label=_("Finishing what was interrupted"),
            lane=Lane.BULK,
            then=self._recovered,
        )
        self._window.jobs.start(lambda _progress: upkeep.read_dictionary(), lane=Lane.HEAVY)
        if upkeep.behind(self._ws):
            self._window.jobs.start(
                lambda progress: upkeep.make_findable(self._ws, progress),
                label=_("Making entries findable by pinyin initials"),
                lane=Lane.HEAVY,
                stoppable=True,
            )
        if self._ws.db.unclean:
            self._look(_("Checking your work after the last time"))
        self._timer.start()

    def look_after(self) -> None:
        """What is done from time to time beside the work."""
        self.back_up()
        if self._ws.clock() - self._looked_at >= LOOK_EVERY:
            self._look("")

    def _look(self, label: str) -> None:
        """Reads the whole file once: about three seconds per gigabyte, beside the window."""
        self._looked_at = self._ws.clock()
        self._window.jobs.start(
            lambda _progress: repair.look(self._ws),
            label=label,
            lane=Lane.HEAVY,
            then=self._looked,
            otherwise=self._say,
        )

    def back_up(self) -> None:
        """The backup of the hour. That there is no room for it is said; the work goes on."""
        self._window.jobs.start(
            lambda progress: back_up.when_due(self._ws, progress), lane=Lane.HEAVY, stoppable=True, otherwise=self._say
        )

    def _recovered(self, changes: Changes) -> None:
        if changes:
            self._window.changes.announce(changes, self)
            self._window.say(Notice(_("An import that was interrupted the last time was finished or taken back.")))

    def _looked(self, faults: list[str]) -> None:
        if faults:
            problem = StoreProblem("store.damaged", path=str(self._ws.db.path), why="; ".join(faults))
            self._window.banner.show_problem(problem, self._window.mend, _("Mend the file"))

    def _say(self, problem: ClientError) -> None:
        self._window.show_problem(problem)
