"""The process in which hostile files are read: understood, drafted from, and marked; each answer a sentence or a fault.

It may die, and it watches itself: memory as an import may take, and every door to other files, programs and the network.
"""

import json
import re
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from client.catalog import profile as profiles
from client.errors import ClientError
from client.spreadsheets.drafting.reading import drafts
from client.spreadsheets.drafts import Understanding
from client.spreadsheets.marking.faults import Fault, Marks, Row
from client.spreadsheets.marking.workbook import write_marked
from client.spreadsheets.understand import understand
from client.texts import explain
from client.workflows.importing import limits

_WAYS_OUT = ("socket.connect", "socket.getaddrinfo", "os.system", "os.exec", "os.posix_spawn", "subprocess.Popen")
_FORMULA = re.compile(rb"<f[ />]")
_RUNS = "=cmd|' /C calc'!A0"
_FEW = 1000


_ROOT = Path(__file__).resolve().parents[2]
SECONDS = 10


def is_fine(answer: str) -> bool:
    """Whether a person got what was asked for, or a sentence."""
    return answer in ("understood", "drafted", "marked") or answer.startswith(("input.", "draft."))


class Reader:
    """Reads one file after another in a process of its own; when that dies, this is the answer and another one begins."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[str] | None = None

    def answer(self, path: Path) -> tuple[list[str], float]:
        """What it reached for, what came of reading, drafting and marking; and the longest that one of them took."""
        if self._child is None:
            self._child = subprocess.Popen(
                [sys.executable, "-c", "from tests.spreadsheets import attacked; attacked.answer_all()"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                text=True, encoding="utf-8", cwd=_ROOT,
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
            answers, reached = json.loads(line)
            return [*reached, *(answer for answer, _ in answers)], max(seconds for _, seconds in answers)
        self.close()
        return ["hung" if hung else "input.reader-died"], 0.0

    def close(self) -> None:
        """Ends the process."""
        if self._child:
            assert self._child.stdin
            assert self._child.stdout
            self._child.kill()
            self._child.wait()
            self._child.stdin.close()
            self._child.stdout.close()
            self._child = None


def answer_all() -> None:
    """Answers for the files that standard input names, a line of JSON each."""
    limits.hold(limits.LEAST)
    here = Path(tempfile.mkdtemp()).resolve()
    tempfile.tempdir = str(here)
    reached: list[str] = []
    own = (str(here), "/usr/", "/opt/", "/proc/", "/dev/null", "/etc/mime.types", *{sys.prefix, sys.base_prefix})
    named = ""

    def watch(event: str, args: tuple[object, ...]) -> None:
        if event in _WAYS_OUT:
            reached.append(f"{event} {args}")
        elif event == "open" and isinstance(args[0], str):
            place = args[0]
            if named and place != named and not place.startswith(own) and "site-packages" not in place:
                reached.append(f"open {place}")

    sys.addaudithook(watch)
    for line in sys.stdin:
        path = Path(line.strip())
        reached.clear()
        named = str(path)
        answers = [_said(_understood, path), _said(_drafted, path)]
        if answers[0][0] == "understood":
            answers.append(_said(partial(_marked, here / "marked.xlsx"), path))
        named = ""
        print(json.dumps([answers, _own_code_left_out(reached)]), flush=True)


def _own_code_left_out(reached: list[str]) -> list[str]:
    return [one for one in reached if not one.startswith(f"open {_ROOT}")]


def _said(work: Callable[[Path], str], path: Path) -> tuple[str, float]:
    """The answer, and the seconds of the processor it took."""
    started = time.process_time()
    try:
        answer = work(path)
    except ClientError as problem:
        answer = _told(problem)
    except MemoryError:
        answer = "input.too-big"
    except BaseException:  # noqa: BLE001  (the test shows it)
        answer = "BUG " + traceback.format_exc()[-900:]
    return answer, time.process_time() - started


def _told(problem: ClientError) -> str:
    said = explain(problem)
    return problem.code if said.title and said.text and said.advice and "{" not in said.text else "no sentence"


def _understood(path: Path) -> str:
    found = understand(path)
    if not all(sheet.rows.balances() for sheet in found.sheets):
        return "rows lost"
    return _told(found.problem) if found.problem else "understood"


def _drafted(path: Path) -> str:
    drafts(path, profiles.get(profiles.DEFAULT))
    return "drafted"


def _marked(out: Path, path: Path) -> str:
    """Marked with words of ours that would run, and read again: the same entries, and no formula that was not there."""
    found = understand(path)
    done = write_marked(path, _marks(found), out)
    formulas = _formulas(out)
    if formulas > _formulas(path):
        return f"{formulas} formulas written"
    if done.report:
        return "marked"
    again = understand(out)
    lost = len(again.drafts) < len(found.drafts) and len(found.drafts) < _FEW
    return "entries lost" if lost else "marked"


def _marks(found: Understanding) -> Marks:
    rows = [Row(draft.sheet, draft.row, f"key{number}", first=True) for number, draft in enumerate(found.drafts)]
    faults = [
        Fault("rule", "error", f"{draft.sheet}!A{draft.row}", "name", _RUNS, _RUNS, f"@{_RUNS}")
        for draft in found.drafts[:200]
    ]
    headers = {sheet.name: max(sheet.header_rows) for sheet in found.sheets if sheet.header_rows}
    return Marks(found.profile, faults, rows, headers)


def _formulas(path: Path) -> int:
    if not zipfile.is_zipfile(path):
        return 0
    with zipfile.ZipFile(path) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        return sum(len(_FORMULA.findall(package.read(name))) for name in sheets)
