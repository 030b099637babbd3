"""How the command line speaks: tables and progress for people, one JSON document for programs."""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.prompt import Confirm
from rich.table import Table
from rich.text import Text as Plain

from client.checks.shown import mask_ids
from client.errors import ClientError
from client.texts import Translator, explain, mark

_ = Translator("cli")

STAGES: Mapping[str, str] = {
    "checking": mark("Checking"),
    "mending": mark("Mending"),
    "opening": mark("Opening the file"),
    "reading": mark("Reading"),
    "matching": mark("Matching columns"),
    "understanding": mark("Understanding"),
    "planning": mark("Comparing with the store"),
    "applying": mark("Taking over"),
    "pulling": mark("Receiving"),
    "fetching": mark("Fetching the whole copy"),
    "pushing": mark("Sending"),
    "comparing-names": mark("Comparing names"),
    "comparing": mark("Comparing with the platform"),
    "writing": mark("Writing"),
    "filling": mark("Filling the reference"),
    "sorting": mark("Sorting"),
    "copying": mark("Making a backup"),
    "restoring": mark("Taking the backup back"),
    "indexing": mark("Making entries findable by pinyin initials"),
    "rescuing": mark("Reading what can be read"),
    "erasing": mark("Erasing"),
    "undoing": mark("Taking back"),
}
"""What a stage of `Progress` is called, as msgids."""


PIPE_WIDTH = 400
SENTENCE = 4_000
CELL = 300
"""Characters of a cell in a list; a name of 100,000 would bury the rest."""


def stop_talking() -> None:
    """Nobody reads any more (`| head`): from now on every word goes nowhere, and the work is done all the same."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def say_the_rest() -> None:
    """What was said and not yet written is written now, while a closed pipe can still be met."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        stop_talking()


class _Console(Console):
    """Rich leaves the program when nobody reads any more, in the middle of an import."""

    def on_broken_pipe(self) -> None:
        """Goes on without a word."""
        self.quiet = True
        stop_talking()


class Voice:
    """Where a command says things. With `as_json` only `document` reaches standard output."""

    def __init__(self, *, as_json: bool = False, quiet: bool = False) -> None:
        self.as_json = as_json
        self._quiet = quiet or as_json
        # A pipe has no width of its own: never fold what another program reads line by line.
        self._out = _Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else PIPE_WIDTH)
        self._errors = Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, text: str, style: str = "") -> None:
        """A sentence for people."""
        if not self._quiet:
            self._out.print(
                printable(text if len(text) <= SENTENCE else f"{text[:SENTENCE]}…"), style=style or None, markup=False
            )

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[object]], *, whole: bool = False) -> None:
        """A table for people; columns are as wide as their texts. A longer text is cut, unless the `whole` is asked for."""
        if self._quiet:
            return
        table = Table(box=None, pad_edge=False, header_style="bold")
        for head in heads:
            table.add_column(head, overflow="fold")
        for row in rows:
            cells = [mask_ids(printable(str(cell))) for cell in row]
            cut = [cell if whole or len(cell) <= CELL else f"{cell[: CELL - 1]}…" for cell in cells]
            table.add_row(*map(Plain, cut))  # [/b] in a name is no markup, and would end the program
        self._out.print(table, soft_wrap=False, crop=False)

    def document(self, content: Mapping[str, Any] | Sequence[Any]) -> None:
        """The one JSON document, when asked for."""
        if self.as_json:
            try:
                sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
            except BrokenPipeError:
                stop_talking()

    @property
    def interactive(self) -> bool:
        """Whether a person can be asked."""
        return not self._quiet and self._out.is_terminal and sys.stdin.isatty()

    def asked(self, question: str) -> bool:
        """A yes or no on the terminal."""
        return Confirm.ask(Plain(printable(question)), console=self._out)

    def problem(self, failure: ClientError) -> None:
        """What happened, why and what to do, on standard error."""
        advice = explain(failure)
        self._errors.print(printable(advice.title), style="bold red", markup=False)
        for line in (advice.text, advice.advice):
            if line:
                self._errors.print(printable(line), markup=False)

    def warn(self, text: str) -> None:
        """A sentence on standard error that the answer does not depend on."""
        if not self._quiet:
            self._errors.print(printable(text), style="yellow", markup=False)

    def progress(self) -> "Bar":
        """A progress bar on a terminal, nothing elsewhere."""
        return Bar(self._errors, shown=not self._quiet and self._errors.is_terminal)


class Bar:
    """`client.progress.Progress` as a bar on the terminal. Use as a context manager."""

    def __init__(self, console: Console, *, shown: bool) -> None:
        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed}/{task.total}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not shown,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, *_details: object) -> None:
        self._bars.stop()

    def stage(self, name: str, total: int = 0) -> None:
        """A new bar."""
        if self._task is not None:
            self._bars.remove_task(self._task)
        self._task = self._bars.add_task(_(STAGES.get(name, name)), total=total or None)

    def step(self, done: int) -> None:
        """Moves the bar."""
        if self._task is not None:
            self._bars.update(self._task, completed=done)


def problem_document(failure: ClientError) -> dict[str, Any]:
    """A failure as the member `problem` of every JSON answer."""
    advice = explain(failure)
    return {"code": failure.code, "title": advice.title, "text": advice.text, "advice": advice.advice}


def printable(text: str) -> str:
    """Text without characters that could steer a terminal."""
    return "".join(char if char.isprintable() or char in "\n\t" else "\N{REPLACEMENT CHARACTER}" for char in text)
