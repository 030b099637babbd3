"""The office's own days in the calendar: added, counted with, taken back; a broken file is left as it is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from client import paths
from client.checks import working_days
from client.errors import InputProblem, SettingsProblem
from client.workflows import deadlines
from client.workflows.standards import holidays
from client.workflows.standards.holidays import ANNOUNCED, OWN


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CATALOG_HOME", str(tmp_path))
    working_days.calendar.cache_clear()
    yield tmp_path
    working_days.calendar.cache_clear()


def test_what_was_announced_is_there_with_its_name() -> None:
    found = {one.day: one for one in holidays.days(2026)}
    day = found[date(2026, 10, 1)]
    assert (day.works, day.name, day.source) == (False, "国庆节", ANNOUNCED)
    assert found[date(2026, 10, 10)].works


def test_a_year_to_come_is_added_and_counted_with() -> None:
    before = deadlines.count(date(2031, 1, 31), 3)
    assert (before.day, before.certain) == (date(2031, 2, 5), False)
    assert holidays.add(date(2031, 2, 3), date(2031, 2, 7), works=False) == 5
    assert holidays.add(date(2031, 2, 8), date(2031, 2, 8), works=True) == 1
    after = deadlines.count(date(2031, 1, 31), 3)
    assert (after.day, after.certain) == (date(2031, 2, 11), False)
    # Only now is the whole announcement there.
    assert holidays.add(date(2031, 10, 1), date(2031, 10, 8), works=False) == 8
    assert deadlines.count(date(2031, 1, 31), 3).certain
    found = holidays.days(2031)
    assert [(one.day.day, one.works, one.source) for one in found][5] == (8, True, OWN)
    assert 2031 in holidays.years(date(2026, 1, 1))
    holidays.remove(date(2031, 2, 8))
    assert len(holidays.days(2031)) == 13


def test_a_period_the_wrong_way_round_or_without_end_is_refused() -> None:
    for last in (date(2031, 1, 1), date(2032, 2, 2)):
        with pytest.raises(InputProblem, match=r"holidays\.period"):
            holidays.add(date(2031, 2, 2), last, works=False)


def test_a_broken_file_is_not_overwritten(home: Path) -> None:
    file = paths.home() / working_days.FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("holidays = [", encoding="utf-8")
    with pytest.raises(SettingsProblem, match=r"holidays\.damaged"):
        holidays.add(date(2031, 2, 2), date(2031, 2, 2), works=False)
    assert file.read_text(encoding="utf-8") == "holidays = ["
