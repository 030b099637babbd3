"""Work in a process of its own: results and failures come home, a dead child is a sentence, stop is quick."""

import os
import signal
import time

import pytest

from client.errors import Cancelled, InputProblem
from client.progress import SILENT, Progress
from client.workflows.worker import run_in_worker

DIED = InputProblem("input.reader-died", file="表.xlsx")


class Notes:
    """A progress that remembers, and stops at the stage it is told to."""

    def __init__(self, stop_at: str = "") -> None:
        self.stages: list[tuple[str, int]] = []
        self.done = 0
        self._stop_at = stop_at

    def stage(self, name: str, total: int = 0) -> None:
        self.stages.append((name, total))

    def step(self, done: int) -> None:
        self.done = done
        if self._stop_at and self.stages and self.stages[-1][0] == self._stop_at:
            raise Cancelled


def double(number: int, *, progress: Progress = SILENT) -> int:
    progress.stage("reading", 10)
    for done in range(10):
        progress.step(done + 1)
    return number * 2


def refuse(*, progress: Progress = SILENT) -> None:
    raise InputProblem("input.encrypted", file="表.xlsx")


def fall_over(*, progress: Progress = SILENT) -> None:
    raise ZeroDivisionError("ours")


def die(*, progress: Progress = SILENT) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def never_end(*, progress: Progress = SILENT) -> None:
    progress.stage("reading")
    while True:
        time.sleep(0.01)


def test_the_result_and_the_progress_come_home() -> None:
    notes = Notes()
    assert run_in_worker(double, 21, progress=notes, died=DIED) == 42
    assert notes.stages == [("reading", 10)]
    assert notes.done == 10


def test_a_failure_comes_home_whole() -> None:
    with pytest.raises(InputProblem) as caught:
        run_in_worker(refuse, died=DIED)
    assert (caught.value.code, caught.value.params) == ("input.encrypted", {"file": "表.xlsx"})


def test_a_bug_comes_home_as_a_bug() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError: ours"):
        run_in_worker(fall_over, died=DIED)


def test_a_child_that_dies_is_a_sentence() -> None:
    with pytest.raises(InputProblem) as caught:
        run_in_worker(die, died=DIED)
    assert (caught.value.code, caught.value.params) == ("input.reader-died", {"file": "表.xlsx"})


def grumble(*, progress: Progress = SILENT) -> None:
    os.write(2, b"thread panicked at src/lib.rs\n")


def test_what_a_library_says_of_its_panic_reaches_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    run_in_worker(grumble, died=DIED)
    assert not capfd.readouterr().err


def test_stop_ends_a_child_that_never_looks() -> None:
    with pytest.raises(Cancelled):
        run_in_worker(never_end, progress=Notes(stop_at="reading"), died=DIED)


def take_too_much(*, progress: Progress = SILENT) -> int:
    return len(bytearray(3 << 30))


def test_a_child_that_wants_too_much_memory_is_a_sentence() -> None:
    with pytest.raises(InputProblem, match=r"input\.too-big"):
        run_in_worker(take_too_much, memory=1 << 30, died=DIED)
