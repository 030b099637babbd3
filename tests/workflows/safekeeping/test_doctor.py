"""The doctor changes nothing, works on any file, and its code says the same on the other end of the line."""

import random
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client import logs, paths
from client.settings import Settings
from client.store.safekeeping.health import STATES
from client.workflows.safekeeping import back_up, doctor, support_code
from client.workflows.workspace import Workspace
from tests.workflows.conftest import good_entry


def codes(found: doctor.Diagnosis) -> dict[str, str]:
    return {check.code: check.state for check in found.checks}


def test_a_store_at_work(ws: Workspace, tmp_path: Path) -> None:
    good_entry(ws)
    found = doctor.examine(ws.db.path, settings=ws.settings)
    assert codes(found)["store.unclean"] == "warn"  # it is open
    assert codes(found)["backup.none"] == "warn"
    back_up.back_up(ws, "asked")
    ws.close()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    found = doctor.examine(ws.db.path, settings=ws.settings)
    assert codes(found)["store.ok"] == codes(found)["backup.last"] == "ok"
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before
    told = doctor.decode(found.code)
    assert told is not None
    assert (told.health, told.entries, told.backup, told.place) == ("ok", "1-9", "< 1 d", "local")
    assert told.profile == "decree-809"


def test_no_text_of_an_entry_is_told(ws: Workspace) -> None:
    good_entry(ws)
    found = doctor.examine(ws.db.path, settings=ws.settings)
    said = repr(found)
    for text in ("城乡低保", "民政局", "保障类别", "李雪", "11110110000093470L"):
        assert text not in said
    other = doctor.examine(ws.db.path, settings=ws.settings)
    good_entry(ws, name="特困供养人员信息")
    assert doctor.examine(ws.db.path, settings=ws.settings).code == other.code  # sizes are rough


def test_a_clock_that_was_set_back(ws: Workspace) -> None:
    good_entry(ws)
    now = ws.clock()
    found = doctor.examine(ws.db.path, settings=ws.settings, clock=lambda: now - timedelta(days=30))
    assert codes(found)["clock.back"] == "warn"


@pytest.mark.parametrize(
    ("content", "state"),
    [(b"", "store.missing"), (b"x" * 5000, "store.not-ours"), (b"SQLite format 3\x00", "store.not-ours")],
)
def test_any_file_is_looked_at(tmp_path: Path, content: bytes, state: str) -> None:
    file = tmp_path / "work.db"
    file.write_bytes(content)
    found = doctor.examine(file, settings=Settings(tmp_path / "settings.json"))
    assert state in codes(found)
    assert file.read_bytes() == content


def test_a_damaged_store(ws: Workspace) -> None:
    good_entry(ws)
    ws.close()
    raw = bytearray(ws.db.path.read_bytes())
    raw[-4 * 4096 :] = b"\x77" * 4 * 4096
    ws.db.path.write_bytes(raw)
    found = doctor.examine(ws.db.path, settings=ws.settings)
    assert codes(found)["store.damaged"] == "bad"
    told = doctor.decode(found.code)
    assert told is not None
    assert told.health == "damaged"


def test_the_last_failure_is_told(ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOG_HOME", str(tmp_path))
    assert doctor.last_error() == ""
    paths.logs().mkdir()
    log = logs.start().parent  # wherever this process logs
    assert log.name == "logs"
    (paths.logs() / "client.log").write_text(
        "INFO client.cli failed: store.busy\nINFO client.cli failed: store.full\nINFO see entry.unknown-code-of-nobody\n",
        encoding="utf-8",
    )
    assert doctor.last_error() == "store.full"
    told = doctor.decode(doctor.examine(ws.db.path, settings=ws.settings).code)
    assert told is not None
    assert "store.full" in told.errors


@given(
    version=st.tuples(st.integers(0, 7), st.integers(0, 31), st.integers(0, 11)),
    health=st.sampled_from(STATES),
    place=st.sampled_from(support_code.PLACES),
    entries=st.integers(0, 10**7),
    size=st.integers(0, 10**12),
    hours=st.none() | st.floats(0, 10**5),
)
def test_a_code_says_what_was_put_in(
    version: tuple[int, int, int], health: str, place: str, entries: int, size: int, hours: float | None
) -> None:
    code = support_code.encode(
        version=".".join(map(str, version)), system="linux", profile="decree-809@1", health=health, place=place,
        entries=entries, size=size, free=size, backup_hours=hours, error="store.busy",
    )  # fmt: skip
    assert len(code) == 19
    told = support_code.decode(code, ("store.busy", "store.full"))
    assert told is not None
    assert (told.version, told.health, told.place) == (".".join(map(str, version)), health, place)
    assert told.errors == ("store.busy",)


def test_misheard_digits_are_noticed() -> None:
    assert support_code.capacity() < 10**16
    code = support_code.encode(
        version="1.2.3", system="windows", profile="national-2017", health="ok", place="local", entries=1200, size=10**8,
        free=10**10, backup_hours=2, error="",
    ).replace(" ", "")  # fmt: skip
    assert support_code.decode(code) is not None
    for at in range(16):
        for digit in set("0123456789") - {code[at]}:
            assert support_code.decode(code[:at] + digit + code[at + 1 :]) is None
    for at in range(15):
        swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        assert swapped == code or support_code.decode(swapped) is None
    assert support_code.decode("".join(random.Random(1).choices("0123456789", k=12))) is None
