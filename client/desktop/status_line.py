"""The foot of the window: whose work this is, what waits to be sent, and what is being done at the moment."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from client.desktop import icons, words
from client.desktop.jobs import Job, Jobs
from client.desktop.widgets import build
from client.texts import Translator

_ = Translator("desktop")


class StatusLine(QFrame):
    """Office, person, queue and last receipt; each leads to its page: `chosen(page name)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self._office = build.button("", clicked=lambda: self.chosen.emit("settings"))
        self._person = build.button("", clicked=lambda: self.chosen.emit("settings"))
        self._queue = build.button("", clicked=lambda: self.chosen.emit("sync"))
        for button, icon in ((self._office, "office"), (self._person, "person"), (self._queue, "clock")):
            icons.put(button, icon, "muted", 15)
        self._last = build.label("")
        self._message = build.label("")
        parts = (self._office, self._person, 0, self._message, self._queue, self._last)
        self.setLayout(build.row(*parts, margins=(12, 2, 16, 2), spacing=8))

    def show_office(self, office: str, person: str) -> None:
        """Whose work this is; blank names ask for them."""
        self._office.setText(office or _("Which office is this?"))
        self._person.setText(person or _("Who is at the desk?"))

    def show_queue(self, waiting: int, last: str) -> None:
        """How many reports wait, and when the last receipt came ("" for never)."""
        text = _.plural("{count} waits to be sent", "{count} wait to be sent", waiting).format(count=waiting)
        self._queue.setText(text if waiting else _("Nothing waits to be sent"))
        self._last.setText(_("Last receipt {at}").format(at=last) if last else _("No receipt yet"))

    def say(self, text: str) -> None:
        """A quiet word about what has just happened ("Saved")."""
        self._message.setText(text)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that stands in the line."""
        parts = (self._office, self._person, self._message, self._queue, self._last)
        return tuple(part.text() for part in parts)


class ProgressStrip(QFrame):
    """Shows the job that has a label: its stage, how far it is, and a button to stop it. Hidden when there is none."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._jobs = jobs
        self._job: Job | None = None
        self._label = build.label("", "strong")
        self._stage = build.label("")
        self._numbers = build.label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(200)
        self._stop = build.button(_("Stop"), "small", "stop", clicked=self._press_stop)
        line = build.row(
            self._label, self._stage, self._bar, self._numbers, self._stop, margins=(16, 6, 16, 6), spacing=12
        )
        line.setStretch(2, 1)
        line.setAlignment(self._bar, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        jobs.started.connect(lambda _job: self._choose())
        jobs.ended.connect(lambda _job: self._choose())
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """Label, stage and numbers as they are shown."""
        return self._label.text(), self._stage.text(), self._numbers.text()

    def _choose(self) -> None:
        labelled = [job for job in self._jobs.running if job.label]
        job = labelled[0] if labelled else None
        if job is self._job:
            return
        self._job = job
        self.setVisible(job is not None)
        if job is None:
            return
        self._label.setText(job.label)
        self._stop.setVisible(job.stoppable)
        self._stop.setEnabled(not job.stopping)
        self._stop.setText(_("Stop"))
        self._show(*job.steps.seen)
        job.stepped.connect(lambda stage, done, total, job=job: self._stepped(job, stage, done, total))

    def _stepped(self, job: Job, stage: str, done: int, total: int) -> None:
        if job is self._job:
            self._show(stage, done, total)

    def _show(self, stage: str, done: int, total: int) -> None:
        self._stage.setText(words.stage(stage))
        # Without a total the bar runs back and forth.
        self._bar.setRange(0, total)
        self._bar.setValue(min(done, total))
        self._numbers.setText(f"{min(done, total)} / {total}" if total else (str(done) if done else ""))

    def _press_stop(self) -> None:
        if self._job:
            self._job.stop()
            self._stop.setEnabled(False)
            self._stop.setText(_("Stopping …"))
