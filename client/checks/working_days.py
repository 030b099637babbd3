"""Working days in China: Decree 809 counts its terms in them.

The package knows the years the State Council has announced. Beyond, only weekends and the holidays of a fixed day are
known, and every answer says so (`certain` false) until an office adds the days to `holidays.toml` in its data folder, or
the package is renewed.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from chinese_calendar import constants  # type: ignore[import-untyped]  # it ships no types

from client import paths
from client.texts import Text

FILE = "holidays.toml"
STATUTORY = 13
"""Days of holiday in a year (国务院令第795号 第二条): who has added fewer has not added the whole announcement."""
FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""(month, day) of those that the same article sets for every year: 元旦, 劳动节, 国庆节. The others follow the moon."""
CHANGE, EXTENSION, REVIEW, REFUSE_OR_GIVE, ANSWER, DELIVER = 10, 5, 2, 1, 10, 20
TERMS: Mapping[str, tuple[int, str]] = {
    "change": (CHANGE, "国务院令第809号 第十七条"),
    "extension": (EXTENSION, "国务院令第809号 第十七条"),
    "review": (REVIEW, "国务院令第809号 第十七条"),
    "answer-unconditional": (REFUSE_OR_GIVE, "国务院令第809号 第二十一条"),
    "answer-conditional": (ANSWER, "国务院令第809号 第二十一条"),
    "deliver": (DELIVER, "国务院令第809号 第二十二条"),
    "verify": (ANSWER, "国务院令第809号 第二十六条"),
}
"""Terms of the decree in working days, with the article."""


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a term. `certain` is false where the holidays of a year on the way are not known."""

    day: date
    certain: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked, with the days an office added: True for a working day."""

    added: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Whether offices work on this day."""
        if day in self.added:
            return self.added[day]
        if _known(day.year):
            return bool(day in constants.workdays or (day.weekday() < 5 and day not in constants.holidays))
        return day.weekday() < 5 and (day.month, day.day) not in FIXED

    def knows(self, year: int) -> bool:
        """Whether all holidays of a year are known; a few added days do not make it so."""
        return _known(year) or sum(day.year == year and not works for day, works in self.added.items()) >= STATUTORY

    def after(self, day: date, working_days: int) -> Due:
        """The last day of a term that begins the day after `day`. Years outside the calendar end there."""
        certain = True
        try:
            while working_days > 0:
                day += timedelta(days=1)
                certain = certain and self.knows(day.year)
                working_days -= self.is_working(day)
        except OverflowError:
            return Due(date.max, certain=False)
        return Due(day, certain)

    def between(self, start: date, end: date) -> int:
        """Working days behind `start` up to `end`, negative when `end` lies before."""
        if end < start:
            return -self.between(end, start)
        days = min((end - start).days, 4000)
        return sum(self.is_working(start + timedelta(days=step)) for step in range(1, days + 1))


@cache
def calendar() -> Calendar:
    """The calendar of this installation: package, shipped additions, the office's own file. Read once per process."""
    added: dict[date, bool] = {}
    for path in (paths.resource("rules", FILE), paths.home() / FILE):
        try:
            raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            continue  # the office's own file is a help, not a condition: without it the package answers
        for name, works in (("holidays", False), ("workdays", True)):
            days = raw.get(name, [])
            added.update({day: works for day in days if type(day) is date} if isinstance(days, list) else {})
    return Calendar(added)


def announced(year: int) -> list[tuple[date, bool, str]]:
    """(day, whether it is worked, name of the holiday) for every day of a year that the State Council has set otherwise."""
    names = {one.value: Text(one.chinese, one.value) for one in constants.Holiday}
    set_days = [*((day, False, name) for day, name in constants.holidays.items())]
    set_days += [(day, True, name) for day, name in constants.workdays.items()]
    return sorted((day, works, str(names.get(name, name))) for day, works, name in set_days if day.year == year)


def announced_years() -> list[int]:
    """The years the package knows."""
    return sorted({day.year for day in constants.holidays})


@cache
def _known(year: int) -> bool:
    years: set[int] = {day.year for day in constants.holidays}
    return min(years) <= year <= max(years)
