"""Every hostile file of ../shared: never a traceback, never a hang; a dead reader process would be an answer too."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT.parent / "shared" / "data" / "fixtures"
CHILD = """
import json, sys, time
from pathlib import Path
from client.errors import ClientError
from client.spreadsheets.understand import understand
for line in sys.stdin:
    started = time.monotonic()
    print(json.dumps({"file": line.strip()}), flush=True)
    try:
        found = understand(Path(line.strip()))
        fine = all(s.rows.balances() and len(s.left_out) == s.rows.instruction + s.rows.total + s.rows.refused for s in found.sheets)
        answer = "understood" if fine and (found.drafts or found.problem) else "rows lost"
    except ClientError as problem:
        answer = problem.code
    print(json.dumps({"answer": answer, "seconds": time.monotonic() - started}), flush=True)
"""


def answers(files: list[Path]) -> dict[str, tuple[str, float]]:
    """What each file came to, in child processes that may die."""
    found: dict[str, tuple[str, float]] = {}
    waiting = [str(path) for path in files]
    while waiting:
        child = subprocess.run(
            [sys.executable, "-c", CHILD],
            input="\n".join(waiting),
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            timeout=100,
            check=False,
        )
        current = ""
        for line in child.stdout.splitlines():
            told = json.loads(line)
            if "file" in told:
                current = told["file"]
                found[current] = ("died: " + child.stderr[-500:], 0.0)
            else:
                found[current] = (told["answer"], told["seconds"])
        waiting = [name for name in waiting if name not in found]
    return found


@pytest.mark.skipif(not FIXTURES.exists(), reason="../shared is not here")
def test_hostile_files_get_an_answer() -> None:
    files = sorted(path for path in FIXTURES.rglob("*") if path.is_file())
    assert len(files) > 400
    found = answers(files)
    assert len(found) == len(files)
    faulty = {name: told for name, told in found.items() if "rror" in told[0] and not told[0].startswith("input.")}
    assert not faulty
    assert all(told[0] == "understood" or told[0].startswith(("input.", "died")) for told in found.values())
    assert not [name for name, told in found.items() if "Traceback" in told[0]]
    assert not [name for name, told in found.items() if told[1] > 10]
