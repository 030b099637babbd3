"""Days, months and spans of time as offices write them (domain.md 5.5): 年月日, dots, slashes, numerals, 民国 years."""

import calendar
import re
from datetime import date, datetime, timedelta, timezone

from client.catalog import plain

_CLOCK = r"(?:[上下]午|[AP]M)?\s*\d{1,2}[:：时点](?:\d{1,2}(?:[:：分]\d{1,2}(?:\.\d+)?秒?|分)?)?\s*(?:[AP]M)?"
_DAY = re.compile(
    r"(?P<y>\d{4})\s*(?:[-/.．－–—年]\s*(?P<m>\d{1,2})\s*(?:[-/.．－–—月]\s*(?P<d>\d{1,2})\s*[日号.。]?)|(?P<m2>\d{2})(?P<d2>\d{2}))"
    r"(?:\s*[(（]?(?:星期|周)[一二三四五六日天][)）]?)?"
    rf"(?:(?:[ T]+|(?<=[日号])){_CLOCK})?",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?P<y>\d{4})\s*(?:[-/.．－年]\s*(?P<m>\d{1,2})\s*(?:月份?)?|(?P<m2>\d{2}))")
_YEAR = re.compile(r"(?P<y>\d{4})\s*(?:年度?)?")
_JOINT = re.compile(r"\s*(?:到|~|～|—|--|-?至(?!今)|-(?=\d{4}|至今)|(?=至今))\s*")
_CHINA = timezone(timedelta(hours=8))
_REPUBLIC = re.compile(r"(?:中[华華])?民[国國]\s*(\d{1,3})(?=\s*[-/.年])")
_NUMERALS = re.compile(r"[〇○零一二三四五六七八九十廿]+(?=[年月日号])")
_DIGITS = {char: str(number) for number, chars in enumerate(("〇○零", *"一二三四五六七八九")) for char in chars}
_YEARS = range(1900, 2101)


def read_date(text: str) -> date | None:
    """The day a text names, None when it names none."""
    bare = _plain(text)
    found = _DAY.fullmatch(bare)
    if not found:
        return _read_moment(bare)
    try:
        return date(int(found["y"]), int(found["m"] or found["m2"]), int(found["d"] or found["d2"]))
    except ValueError:
        return None


def read_month(text: str) -> date | None:
    """The first day of a month that is named without a day; None when a day, no month or two possible ones are named."""
    bare = _plain(text)
    found = _MONTH.fullmatch(bare)
    # A cell that says 2024.10 is stored as 2024.1: nobody knows any more which month that was.
    if not found or bare[4:] == ".1":
        return None
    year, month = int(found["y"]), int(found["m"] or found["m2"])
    return date(year, month, 1) if year in _YEARS and 1 <= month <= 12 else None


def read_span(text: str) -> str:
    """A span as `start/end` (the end may be 至今), a single day as itself, "" when the text names neither.

    A month or a year is the span from its first to its last day.
    """
    day = read_date(text)
    if day:
        return day.isoformat()
    parts = _JOINT.split(_plain(text), maxsplit=1)
    start, end = _ends(parts[0])[0], "至今" if parts[-1] == "至今" else _ends(parts[-1])[1]
    return f"{start}/{end}" if start and end else ""


def _ends(text: str) -> tuple[str, str]:
    """The first and last day of a day, month or year; blanks when it is none of them."""
    first = last = read_date(text)
    month, year = read_month(text), _YEAR.fullmatch(text)
    if not first and month:
        first, last = month, month.replace(day=calendar.monthrange(month.year, month.month)[1])
    elif not first and year and int(year["y"]) in _YEARS:
        first, last = date(int(year["y"]), 1, 1), date(int(year["y"]), 12, 31)
    return (first.isoformat(), last.isoformat()) if first and last else ("", "")


def _plain(text: str) -> str:
    """With years of our era, and digits for numerals."""
    bare = plain.tidy(text)
    if bare.isascii():
        return bare
    return _REPUBLIC.sub(lambda found: str(int(found[1]) + 1911), _NUMERALS.sub(_in_digits, bare))


def _in_digits(found: re.Match[str]) -> str:
    """二〇二四 is 2024, 十五 is 15, 二十 is 20, 廿一 is 21."""
    word = found[0].replace("廿", "二十")
    tens, sign, ones = word.partition("十")
    if not sign:
        return "".join(_DIGITS[char] for char in word)
    return "".join(_DIGITS.get(char, char) for char in (tens or "一")) + (_DIGITS.get(ones, ones) or "0")


def _read_moment(text: str) -> date | None:
    """The day here at a moment with its zone: 2024-02-29T16:00:00.000Z is the first of March in China."""
    if "T" not in text or not text[:4].isdecimal():
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (moment.astimezone(_CHINA) if moment.tzinfo else moment).date()
