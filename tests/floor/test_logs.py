"""The log is written where IT staff look for it, and a folder that cannot be written stops nothing."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from client import logs


@pytest.fixture(autouse=True)
def silent_logger() -> Iterator[None]:
    root = logging.getLogger("client")
    before = root.handlers[:]
    root.handlers.clear()
    yield
    for one in root.handlers:
        with suppress(OSError):
            one.close()
    root.handlers[:] = before
    root.propagate = True


def test_lines_arrive_in_the_file(tmp_path: Path) -> None:
    file = logs.start(tmp_path)
    logging.getLogger("client.test").info("started")
    assert "started" in file.read_text(encoding="utf-8")


def test_no_folder_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    logs.start(tmp_path / "file")
    logging.getLogger("client.test").info("started")


def test_a_full_disk_stays_out_of_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("a device that is always full is needed")
    (tmp_path / logs.NAME).symlink_to(full)
    logs.start(tmp_path)
    logging.getLogger("client.test").info("started")
    assert capsys.readouterr().err == ""
