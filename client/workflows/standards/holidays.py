"""The days an office adds to the holiday calendar (放假、调休), when the State Council has announced a new year."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from client import paths
from client.checks import working_days
from client.errors import InputProblem, SettingsProblem

ANNOUNCED, OWN = "announced", "own"
_FAR = 40
_HEAD = "# Written by the client: days that differ from Monday to Friday, beyond those the program knows.\n"


@dataclass(frozen=True, slots=True)
class Day:
    """A day that differs from Monday to Friday: worked or not, what it is called, and who says so."""

    day: date
    works: bool
    name: str
    source: str


def days(year: int) -> list[Day]:
    """Every day of a year that is not as the week says, in order; what the office added stands over what was announced."""
    found = {day: Day(day, works, name, ANNOUNCED) for day, works, name in working_days.announced(year)}
    found |= {day: Day(day, works, "", OWN) for day, works in _own().items() if day.year == year}
    return [found[day] for day in sorted(found)]


def years(today: date) -> list[int]:
    """The years that can be looked at: those announced, those the office has added to, and two to come."""
    return sorted(
        {*working_days.announced_years(), *(day.year for day in _own()), today.year, today.year + 1, today.year + 2}
    )


def add(first: date, last: date, *, works: bool) -> int:
    """Days from the first to the last as holidays, or as worked; gives how many. Raises `InputProblem("holidays.period")`."""
    span = (last - first).days + 1
    if not 0 < span <= _FAR:
        raise InputProblem("holidays.period", first=first.isoformat(), last=last.isoformat(), most=_FAR)
    _write({**_own(), **{first + timedelta(days=step): works for step in range(span)}})
    return span


def remove(day: date) -> None:
    """Takes back what the office added."""
    _write({one: works for one, works in _own().items() if one != day})


def _own() -> Mapping[date, bool]:
    """What stands in the office's file. Raises `SettingsProblem("holidays.damaged")`: a broken file is not overwritten."""
    path = paths.home() / working_days.FILE
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise SettingsProblem("holidays.damaged", path=str(path), why=str(problem)[:80]) from problem
    return dict(_listed(raw, "holidays", works=False)) | dict(_listed(raw, "workdays", works=True))


def _listed(raw: Mapping[str, object], name: str, *, works: bool) -> Iterator[tuple[date, bool]]:
    held = raw.get(name, [])
    yield from ((day, works) for day in held if type(day) is date) if isinstance(held, list) else ()


def _write(own: Mapping[date, bool]) -> None:
    path = paths.home() / working_days.FILE
    lines = [_HEAD]
    for name, works in (("holidays", False), ("workdays", True)):
        lines.append(f"{name} = [{', '.join(day.isoformat() for day in sorted(own) if own[day] is works)}]\n")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        beside.write_text("".join(lines), encoding="utf-8")
        beside.replace(path)
    except OSError as problem:
        raise SettingsProblem("settings.not-written", path=str(path), why=problem.strerror or str(problem)) from problem
    working_days.calendar.cache_clear()
