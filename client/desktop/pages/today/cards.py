"""What the home page is made of: a line for every kind of work that waits, what was returned, how we stand above."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from client import clock
from client.desktop import words
from client.desktop.widgets import build
from client.desktop.widgets.badge import Badge
from client.store.query import Row
from client.texts import Translator

_ = Translator("desktop")
RETURNED_SHOWN = 4
RECENT_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work: how many entries, what to do, and what the button does."""

    key: str
    count: int
    title: str
    text: str
    role: str
    icon: str
    button: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """One entry the reviewer gave back: its name, the field, the reason."""

    entry: str
    item: str
    field: str
    name: str
    place: str
    text: str


class TaskRow(QFrame):
    """A number, a sentence, one act."""

    def __init__(self, task: Task, *, first: bool) -> None:
        super().__init__()
        self.task = task
        self.setProperty("look", "plain")
        number = build.label(f"{task.count:,}", "display")
        number.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        number.setMinimumWidth(number.fontMetrics().horizontalAdvance("0") * 7)
        words = build.stack(build.label(task.title, "strong"), build.label(task.text, "muted", wrap=True), spacing=2)
        self.button = build.button(task.button, "primary" if first else "", clicked=task.act)
        self.button.setAccessibleName(f"{task.title} {task.count}: {task.button}")
        line = build.row(
            build.icon_label(task.icon, task.role, 24), number, words, self.button, margins=(4, 10, 4, 10), spacing=16
        )
        line.setStretch(2, 1)
        self.setLayout(line)


class TasksCard(QFrame):
    """Everything that waits, the most pressing first; a calm word when nothing does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.setLayout(build.stack(self._rows, 0, margins=(16, 8, 16, 8)))

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Shows what waits."""
        build.clear(self._rows)
        for place, task in enumerate(tasks):
            if place:
                self._rows.addWidget(build.line())
            self._rows.addWidget(TaskRow(task, first=place == 0))
        if not tasks:
            words = build.stack(
                build.label(_("Nothing waits for you today"), "heading"),
                build.label(_("Everything that can be reported has been reported."), "muted", wrap=True),
                spacing=4,
            )
            line = build.row(build.icon_label("done", "success", 32), words, margins=(4, 16, 4, 16), spacing=16)
            line.setStretch(1, 1)
            self._rows.addLayout(line)

    @property
    def tasks(self) -> list[Task]:
        """The lines as they are shown."""
        rows = [self._rows.itemAt(place).widget() for place in range(self._rows.count())]
        return [row.task for row in rows if isinstance(row, TaskRow)]


class ReturnedCard(QFrame):
    """What the reviewer gave back, with reason and field: `chosen(ReturnedLine)`, `all_asked()`."""

    chosen = Signal(object)
    all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._count = build.label("", "heading")
        self._all = build.button(_("All of them"), "link", clicked=self.all_asked.emit)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        head = build.row(build.icon_label("returned", "error", 20), self._count, 0, self._all)
        self.setLayout(build.stack(head, self._lines, margins=(16, 12, 16, 16), spacing=12))

    def show_lines(self, lines: Sequence[ReturnedLine], count: int) -> None:
        """Shows the first ones; hidden when there are none."""
        self.setVisible(bool(lines))
        text = _.plural("{count} entry was returned", "{count} entries were returned", count)
        self._count.setText(text.format(count=count))
        self._all.setVisible(count > len(lines))
        build.clear(self._lines)
        for one in lines:
            go = build.button(one.name, "link", clicked=lambda one=one: self.chosen.emit(one))  # type: ignore[misc]
            go.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            words = QWidget()
            text = f"{one.place}：{one.text}" if one.place else one.text
            said = build.label(text, "muted", wrap=True)
            # As far in as the word on the link above.
            said.setContentsMargins(5, 0, 0, 0)
            words.setLayout(build.stack(build.row(go, 0), said, spacing=0))
            self._lines.addWidget(words)


class AboveCard(QFrame):
    """The platform above: whether we are joined, what waits, the last receipt, whether both sides are equal."""

    join_asked = Signal()
    sync_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._name = build.label("", "heading", wrap=True)
        self._equal = Badge()
        self._receipt = build.label("", "muted", wrap=True)
        self._join = build.button(_("Open an enrolment file"), "", "folder", clicked=self.join_asked.emit)
        self._sync = build.button(_("Go to reporting"), "", "sync", clicked=self.sync_asked.emit)
        self.setLayout(
            build.stack(
                self._name,
                build.row(self._equal, 0),
                self._receipt,
                build.row(self._join, self._sync, 0),
                margins=(16, 12, 16, 16),
                spacing=8,
            )
        )

    def show_standing(self, name: str, equal: tuple[str, str, str], receipt: str) -> None:
        """`equal`: word, kind and icon of the badge; `receipt`: the last one in words. A blank name: not joined."""
        self._name.setText(name or _("No platform yet"))
        self._equal.setVisible(bool(name))
        self._equal.show_state(*equal)
        self._receipt.setText(receipt if name else _("Entries can be written and checked; reporting needs its file."))
        self._join.setVisible(not name)
        self._sync.setVisible(bool(name))

    @property
    def state_text(self) -> str:
        """Equal or not, as it is shown."""
        return self._equal.text


class RecentCard(QFrame):
    """The entries worked on last, to go on with: `chosen(entry id)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.setLayout(build.stack(self._lines, margins=(12, 8, 16, 8)))
        self._shown: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows these entries."""
        if list(rows) == list(self._shown):
            return
        self._shown = rows
        build.clear(self._lines)
        for row in rows:
            name = row.name or _("(no name yet)")
            go = build.button(name, "link", clicked=lambda entry=row.id: self.chosen.emit(entry))  # type: ignore[misc]
            go.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            icon, kind = words.state_look(row.local)
            faulty = row.errors or row.warnings
            fault = Badge(str(faulty), "error" if row.errors else "warning", "error" if row.errors else "warning")
            fault.setVisible(faulty > 0)
            state = Badge(words.local_state(row.local), kind, icon)
            self._lines.addLayout(
                build.row(go, 0, fault, state, build.label(clock.shown(row.updated), "small"), spacing=12)
            )
