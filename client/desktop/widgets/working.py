"""How far a long job is, in the place where it was started, with a button to stop it."""

from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from client.desktop import words
from client.desktop.jobs import Job
from client.desktop.widgets import build
from client.texts import Translator

_ = Translator("desktop")


class Working(QFrame):
    """Hidden until it watches a job; hides again when the job ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._job: Job | None = None
        self._label = build.label("", "strong")
        self._stage = build.label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = build.button(_("Stop"), "small", "stop", clicked=self._stop_job)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.addLayout(build.row(self._label, self._stage, 0, self._stop, spacing=12))
        layout.addWidget(self._bar)
        self.hide()

    def watch(self, job: Job, text: str) -> None:
        """Shows this job from now on; `text` says what is being done."""
        self._job = job
        self._label.setText(text)
        self._stage.setText("")
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self._stop.setVisible(job.stoppable)
        job.stepped.connect(self._step)
        job.ended.connect(lambda: self._end(job))
        self.show()

    @property
    def busy(self) -> bool:
        """Whether a job is being watched."""
        return self._job is not None

    def _step(self, stage: str, done: int, total: int) -> None:
        if self._job and self._job.stopping:
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        count = f"{done:,} / {total:,}" if total > 1 else ""
        self._stage.setText("  ".join(part for part in (words.stage(stage), count) if part))

    def _stop_job(self) -> None:
        if self._job:
            self._job.stop()
            self._stop.setEnabled(False)
            self._stage.setText(_("Stopping …"))

    def _end(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.hide()
