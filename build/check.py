"""Every gate of the house in one command: `python3 build/check.py`.

Sets up `.venv` (with the tools of developers), then runs the gates one after the other, each with its time. The tests come
last, so that the last line printed is pytest's own summary. `--fast` takes `.venv` as it is and leaves the slow tests out;
other arguments go to pytest.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

import start

GATES = (
    ("ruff check", ["-m", "ruff", "check", "."]),
    ("ruff format", ["-m", "ruff", "format", "--check", "."]),
    ("mypy", ["-m", "mypy"]),
    ("lint-imports", ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]),
    ("translations", ["build/translations.py", "check"]),
)


def main(arguments: list[str]) -> int:
    """Run all gates, also after one has failed; 0 only when every one held."""
    fast = "--fast" in arguments
    for_pytest = [argument for argument in arguments if argument != "--fast"]
    try:
        if fast:
            start.compile_texts()
        else:
            start.set_up("dev")
    except start.SetUpFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    failed = [name for name, command in GATES if not _gate(name, command)]
    if failed:
        print(f"FAILED: {', '.join(failed)} (the tests follow)", flush=True)
    print("--- pytest", flush=True)
    # Two workers: the machines of the people who check have two cores.
    slow = [] if fast else ["--slow"]
    tests = _call(["-m", "pytest", "-q", "-n", "2", *slow, *for_pytest], PYTHONWARNDEFAULTENCODING="1")
    return 1 if failed or tests else 0


def _gate(name: str, command: list[str]) -> bool:
    print(f"--- {name}", flush=True)
    begun = time.monotonic()
    held = _call(command) == 0
    print(f"--- {name}: {'ok' if held else 'FAILED'} ({time.monotonic() - begun:.1f} s)", flush=True)
    return held


def _call(command: list[str], **variables: str) -> int:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", **variables)
    # The tests start hundreds of processes; each would compile everything anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.call([str(start.venv_python()), *command], cwd=start.ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
