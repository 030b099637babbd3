"""The rehearsal of `build/start.py --demo`: the main job from the sheet to the last receipt, over a real station."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.timeout(540)
def test_the_main_job_from_end_to_end(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(root / "build" / "demo.py"), "--no-pictures"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✓" in done.stdout
