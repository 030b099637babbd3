"""Heavy or dangerous work in a process of its own: the window stays smooth, and a reader that dies takes nothing along.

The child is spawned, so functions and arguments must be importable and picklable (frozen builds call
`multiprocessing.freeze_support()` first).
"""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from client.errors import Cancelled, ClientError, InputProblem
from client.progress import SILENT, Progress
from client.workflows.importing import limits

Result = TypeVar("Result")
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
) -> Result:
    """`function(*args, progress=...)` in a child process, which gets at most `memory` bytes (0: as many as there are).

    Raises what the child raised when it is a `ClientError`, `Cancelled` when `progress` says stop (the child is
    ended at once), `died` when the child died without a word.
    """
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    child = context.Process(target=_work, args=(theirs, function, args, memory), daemon=True)
    child.start()
    theirs.close()
    try:
        result: Result = _listen(mine, child.is_alive, died, progress)
        return result
    finally:
        if child.is_alive():
            child.kill()
        child.join()
        mine.close()


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


def _work(wire: "Connection[Any, Any]", function: Callable[..., object], args: tuple[object, ...], memory: int) -> None:
    # What libraries in Rust say of a panic on standard error is nothing for the person at the terminal.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if memory:
        limits.hold(memory)
    try:
        wire.send(("result", function(*args, progress=_Telling(wire))))
    except (ClientError, Cancelled) as problem:
        wire.send(("raised", problem))
    except MemoryError:
        wire.send(("raised", InputProblem("input.too-big")))
    except Exception as bug:  # noqa: BLE001  (a bug of ours must reach the parent, where it is logged and shown)
        wire.send(("raised", RuntimeError(f"{type(bug).__name__}: {bug}")))
