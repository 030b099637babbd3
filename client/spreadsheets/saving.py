"""Files written beside and moved into place, so that an interrupted or refused write leaves the old file alone."""

import os
from collections.abc import Callable
from pathlib import Path

from client.errors import InputProblem


def save(out: Path, write: Callable[[Path], None]) -> None:
    """Calls `write` with a path beside `out` and moves the result there. Raises `InputProblem` when it cannot."""
    beside = out.with_name(f".{out.name}.new")
    try:
        write(beside)
        os.replace(beside, out)  # noqa: PTH105  (Path.replace is the same; this one is what the store uses too)
    except OSError as problem:
        raise InputProblem("input.not-written", file=out.name, why=problem.strerror or str(problem)) from problem
    finally:
        beside.unlink(missing_ok=True)
