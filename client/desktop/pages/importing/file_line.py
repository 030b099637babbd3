"""One file of a folder as the window follows it: waiting, read, refused, taken over."""

from dataclasses import dataclass, field
from pathlib import Path

from client.desktop import import_words
from client.desktop.models.lines_model import Column, Mark
from client.errors import ClientError
from client.texts import Translator, explain
from client.workflows.import_folder import FolderLine
from client.workflows.import_sheet import Imported
from client.workflows.importing import fill_in
from client.workflows.importing.fill_in import Question
from client.workflows.importing.prepared import Prepared, Request

_ = Translator("desktop")
WAITING, READY, NOTHING, REFUSED, IMPORTED = "waiting", "ready", "nothing", "refused", "imported"


@dataclass(eq=False)
class FileLine:
    """A file, what is asked of it and what came of it. `read` is None until it was read, `sent` is its marked copy."""

    file: Path
    request: Request = field(default_factory=Request)
    read: FolderLine | None = None
    questions: tuple[Question, ...] = ()
    imported: Imported | None = None
    failed: ClientError | None = None
    sent: Path | None = None

    @property
    def prepared(self) -> Prepared | None:
        """Its plan, None for a file that is refused or waits."""
        return self.read.prepared if self.read else None

    @property
    def problem(self) -> ClientError | None:
        """Why it is not imported."""
        return self.failed or (self.read.problem if self.read else None)

    @property
    def shape(self) -> str:
        """The same for files with the same columns, "" when it is not known."""
        return self.prepared.summary.shape if self.prepared else ""

    @property
    def taken(self) -> tuple[Question, ...]:
        """Its words that were read as values of lists."""
        return fill_in.taken(self.prepared) if self.prepared else ()

    @property
    def names(self) -> frozenset[str]:
        """The names of its entries."""
        return frozenset(line.name for line in self.prepared.summary.lines) if self.prepared else frozenset()

    @property
    def state(self) -> str:
        """WAITING, READY, NOTHING (new in it), REFUSED or IMPORTED."""
        if self.imported:
            return IMPORTED
        if self.problem:
            return REFUSED
        if self.read is None:
            return WAITING
        return READY if self.read.new + self.read.changed else NOTHING

    def count(self, kind: str) -> int:
        """How many of its entries are new, changed, same, refused, to_mend."""
        return int(getattr(self.read, kind)) if self.read and not self.problem else 0

    def forget(self) -> None:
        """It is to be read again."""
        if self.prepared:
            self.prepared.discard()
        self.read = self.failed = None
        self.questions = ()


def state_mark(line: FileLine) -> Mark:
    """Where a file stands."""
    return {
        WAITING: Mark(_("Not read yet"), "neutral", "clock"),
        READY: Mark(_("To import"), "info", "import"),
        NOTHING: Mark(_("Nothing new"), "neutral", "check"),
        REFUSED: Mark(_("Refused"), "error", "error"),
        IMPORTED: Mark(_("Imported"), "success", "check"),
    }[line.state]


def columns() -> tuple[Column[FileLine], ...]:
    """File, department, layout, counts, state."""
    return (
        Column(_("File"), lambda line: line.file.name, tip=lambda line: str(line.file)),
        Column(_("Department"), lambda line: line.read.department if line.read else "", 11),
        Column(_("Layout"), lambda line: import_words.shape(line.read.shape) if line.read else "", 6),
        _number("new", _("New")),
        _number("changed", _("Changed")),
        _number("same", _("Already here")),
        _number("to_mend", _("To mend")),
        _number("refused", _("Rows refused")),
        Column(_("State"), lambda line: state_mark(line).text, 8, mark=state_mark, tip=_why),
    )


def _number(kind: str, title: str) -> Column[FileLine]:
    return Column(
        title,
        lambda line: f"{line.count(kind):,}" if line.read and not line.problem else "",
        3,
        order=lambda line: line.count(kind),
        right=True,
    )


def _why(line: FileLine) -> str:
    return explain(line.problem).title if line.problem else state_mark(line).text
