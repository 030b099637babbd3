"""Terms in working days, over the holidays of real years and beyond what the calendar knows."""

from datetime import date
from pathlib import Path

import pytest

from client.checks import working_days
from client.checks.working_days import Calendar

PLAIN = Calendar()


@pytest.mark.parametrize(
    ("start", "term", "due"),
    [
        ("2025-09-29", 2, "2025-10-09"),  # National Day and Mid-Autumn: 1 to 8 October
        ("2025-09-26", 2, "2025-09-29"),  # Sunday 28 September is worked
        ("2025-01-26", 1, "2025-01-27"),  # Sunday 26 January is worked, Spring Festival begins on the 28th
        ("2025-01-27", 1, "2025-02-05"),
        ("2025-08-01", 10, "2025-08-15"),
        ("2025-08-01", 20, "2025-08-29"),
        ("2026-02-14", 1, "2026-02-24"),  # Spring Festival 15 to 23 February
    ],
)
def test_terms_over_real_holidays(start: str, term: int, due: str) -> None:
    by = PLAIN.after(date.fromisoformat(start), term)
    assert (by.day.isoformat(), by.certain) == (due, True)
    assert PLAIN.between(date.fromisoformat(start), by.day) == term


def test_beyond_the_calendar_weekends_and_fixed_days_are_known_and_that_is_said() -> None:
    by = PLAIN.after(date(2093, 10, 1), 2)
    assert (by.day, by.certain) == (date(2093, 10, 6), False)
    assert PLAIN.after(date(9999, 12, 30), 10).certain is False


def test_an_office_adds_its_own_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOG_HOME", str(tmp_path))
    (tmp_path / "holidays.toml").write_text(
        "holidays = [2093-10-02]\nworkdays = [2093-10-03, 'no date']\n", encoding="utf-8"
    )
    working_days.calendar.cache_clear()
    try:
        by = working_days.calendar().after(date(2093, 10, 1), 1)
        assert (by.day, by.certain) == (date(2093, 10, 3), False)
        (tmp_path / "holidays.toml").write_text("holidays = [", encoding="utf-8")
        working_days.calendar.cache_clear()
        assert working_days.calendar().after(date(2025, 8, 1), 10).day == date(2025, 8, 15)
    finally:
        working_days.calendar.cache_clear()


def test_backwards() -> None:
    assert PLAIN.between(date(2025, 8, 15), date(2025, 8, 1)) == -10
