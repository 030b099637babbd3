"""Heavy or dangerous work in a process of its own: the window stays smooth, and a reader that dies takes nothing along.

The child is spawned, so functions and arguments must be importable and picklable (frozen builds call
`multiprocessing.freeze_support()` first).
"""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, TypeVar

from client.errors import Cancelled, ClientError, InputProblem
from client.progress import SILENT, Progress
from client.workflows.importing import limits

Result = TypeVar("Result")
_CONTEXT = multiprocessing.get_context("spawn")
_EVERY = 0.05
"""Seconds between two looks at the child; also how fast a stop is noticed."""


class _Telling:
    """The child's progress: says it to the parent, at most once per hundredth of a stage."""

    def __init__(self, wire: "Connection[Any, Any]") -> None:
        self._wire = wire
        self._total = 0
        self._told = 0

    def stage(self, name: str, total: int = 0) -> None:
        """Tells the parent that a stage begins."""
        self._total, self._told = total, 0
        self._wire.send(("stage", name, total))

    def step(self, done: int) -> None:
        """Tells the parent how far the stage is."""
        if done - self._told >= max(1, self._total // 100):
            self._told = done
            self._wire.send(("step", done))


def run_in_worker(
    function: Callable[..., Result],
    *args: object,
    died: ClientError,
    progress: Progress = SILENT,
    memory: int = 0,
    second: Callable[..., None] | None = None,
) -> Result:
    """`function(*args, progress=...)` in a child process, which gets at most `memory` bytes (0: as many as there are).

    `second(link, *args)` runs in another one beside it, and `function` gets the other end of the link as `link`. It
    is not missed when it dies, and ended with the first.
    Raises what the child raised when it is a `ClientError`, `Cancelled` when `progress` says stop (the child is
    ended at once), `died` when the child died without a word.
    """
    mine, theirs = _CONTEXT.Pipe()
    with ExitStack() as ends:
        ends.callback(mine.close)
        links: tuple[Connection[Any, Any], Connection[Any, Any]] | None = None
        if second is not None:
            links = _CONTEXT.Pipe()
            ends.callback(links[1].close)
        child = _started(ends, _work, theirs, function, args, memory, links[0] if links else None)
        theirs.close()
        if links and second is not None:
            links[0].close()
            _started(ends, _work_along, links[1], second, args, memory)
            # Held open here, the link would never look broken to the first when the second dies.
            links[1].close()
        result: Result = _listen(mine, child.is_alive, died, progress)
        return result


def _started(ends: ExitStack, work: Callable[..., None], *args: object) -> "SpawnProcess":
    """A child that is ended when `ends` closes, if it has not come to its end itself."""
    child = _CONTEXT.Process(target=work, args=args, daemon=True)
    child.start()

    def end() -> None:
        if child.is_alive():
            child.kill()
        child.join()

    ends.callback(end)
    return child


def _listen(wire: "Connection[Any, Any]", alive: Callable[[], bool], died: ClientError, progress: Progress) -> Any:
    done = 0
    while True:
        if not wire.poll(_EVERY):
            progress.step(done)
            if not alive() and not wire.poll():
                raise died
            continue
        try:
            with _undisturbed():
                message = wire.recv()
        except EOFError as gone:
            raise died from gone
        match message:
            case ("stage", name, total):
                done = 0
                progress.stage(name, total)
            case ("step", done):
                progress.step(done)
            case ("result", result):
                return result
            case ("raised", problem):
                raise problem


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No search for garbage while a large answer is built: each would hold up every thread, the window's too."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _work(
    wire: "Connection[Any, Any]",
    function: Callable[..., object],
    args: tuple[object, ...],
    memory: int,
    link: "Connection[Any, Any] | None",
) -> None:
    _prepare(memory)
    more = {"link": link} if link is not None else {}
    try:
        wire.send(("result", function(*args, progress=_Telling(wire), **more)))
    except (ClientError, Cancelled) as problem:
        wire.send(("raised", problem))
    except MemoryError:
        wire.send(("raised", InputProblem("input.too-big")))
    except Exception as bug:  # noqa: BLE001  (a bug of ours must reach the parent, where it is logged and shown)
        wire.send(("raised", RuntimeError(f"{type(bug).__name__}: {bug}")))


def _work_along(
    link: "Connection[Any, Any]", function: Callable[..., None], args: tuple[object, ...], memory: int
) -> None:
    _prepare(memory)
    function(link, *args)


def _prepare(memory: int) -> None:
    # What libraries in Rust say of a panic on standard error is nothing for the person at the terminal.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if memory:
        limits.hold(memory)
