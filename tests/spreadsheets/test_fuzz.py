"""Broken files of every kind: always an answer in a sentence, never a traceback, a hang or a machine out of memory."""

import json
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from tests.spreadsheets.mutants import mutants, seeds

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
SECONDS = 10
CHILD = """
import json, sys, time
from pathlib import Path
from client.errors import ClientError
from client.spreadsheets.understand import understand
from client.texts import explain
from client.workflows.importing import limits
limits.hold(1 << 30)
def told(problem):
    said = explain(problem)
    return problem.code if said.title and said.text and said.advice and "{" not in said.text else "no sentence"
for line in sys.stdin:
    started = time.monotonic()
    try:
        found = understand(Path(line.strip()))
        fine = all(s.rows.balances() for s in found.sheets)
        answer = "rows lost" if not fine else told(found.problem) if found.problem else "understood"
    except ClientError as problem:
        answer = told(problem)
    except MemoryError:
        answer = "input.too-big"
    except BaseException as bug:
        import traceback
        answer = "BUG " + traceback.format_exc()[-900:]
    print(json.dumps([answer, time.monotonic() - started]), flush=True)
"""


class Reader:
    """A child process that reads one file after another; when it dies, that is the answer and another one begins."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[str] | None = None

    def answer(self, path: Path) -> tuple[str, float]:
        if self._child is None:
            self._child = subprocess.Popen(
                [sys.executable, "-c", CHILD],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                text=True, encoding="utf-8", cwd=ROOT,
            )  # fmt: skip
        child = self._child
        assert child.stdin
        assert child.stdout
        child.stdin.write(f"{path}\n")
        child.stdin.flush()
        alarm = threading.Timer(SECONDS * 3, child.kill)
        alarm.start()
        line = child.stdout.readline()
        hung = not alarm.is_alive()
        alarm.cancel()
        if line:
            answer, seconds = json.loads(line)
            return answer, seconds
        self.close()
        return ("hung" if hung else "input.reader-died"), 0.0

    def close(self) -> None:
        if self._child:
            assert self._child.stdin
            assert self._child.stdout
            self._child.kill()
            self._child.wait()
            self._child.stdin.close()
            self._child.stdout.close()
            self._child = None


def fuzz(folder: Path, count: int, seed: int, keep: Path | None = None) -> Counter[str]:
    """The answers to `count` mutants, read by two children at once."""
    waiting = mutants(seeds(folder / "seeds", SHARED), count, seed)
    lock, answers, faults = threading.Lock(), Counter[str](), list[str]()

    def work(number: int) -> None:
        reader = Reader()
        # One file name for all: the mutant is read by its content.
        path = folder / f"mutant{number}.xls"
        while True:
            with lock:
                way, data = next(waiting, ("", b""))
            if not way:
                break
            path.write_bytes(data)
            answer, seconds = reader.answer(path)
            bad = not answer.startswith("input.") and answer != "understood"
            with lock:
                answers[answer] += 1
                if bad or seconds > SECONDS:
                    faults.append(f"{way}: {answer} {seconds:.1f} s")
                    if keep:
                        (keep / f"{len(faults)}-{way}.xls").write_bytes(data)
        reader.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    return answers


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
def test_mutants_get_an_answer(tmp_path: Path) -> None:
    answers = fuzz(tmp_path, 300, 20261123)
    assert answers.total() == 300
    assert len(answers) > 4


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
def test_many_mutants_get_an_answer(tmp_path: Path) -> None:
    answers = fuzz(tmp_path, 5000, 5, tmp_path)
    assert answers.total() == 5000
    print(answers.most_common())
