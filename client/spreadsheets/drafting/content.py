"""What the values of a column are: type, length, blanks, whose numbers they are. Only counts leave this module."""

import itertools
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from client.catalog import kinds
from client.catalog.kinds import Cell
from client.spreadsheets.drafting import personal
from client.spreadsheets.drafting.found import Column

_NUMBER = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_DATE = re.compile(
    r"(?:19|20)\d\d(?:[-/.年](?:0?[1-9]|1[0-2])(?:[-/.月](?:0?[1-9]|[12]\d|3[01])日?)|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
)
_MOMENT = re.compile(
    r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
)
_MONTH = re.compile(r"(?:19|20)\d\d(?:[-/.](?:0?[1-9]|1[0-2])|年(?:0?[1-9]|1[0-2])月(?:份)?)")
_SPEAKS_OF_DAYS = re.compile(r"(?:日期|时间)$")
_WORDS = {"是", "否", "true", "false", "yes", "no", "y", "n"}
_CODE = re.compile(
    r"编码|编号|代码|号$|号码|证号|账号|电话|邮编|学号|工号|code|_no$|_id$|^id$|phone|mobile|zip", re.IGNORECASE
)
_AMOUNT = re.compile(r"金额|费用|工资|补助|补贴|津贴|价格|单价|总价|经费|投资额|税额|余额|元[)）]?$")
_FLAG = re.compile(r"^是否|标志$|^is_|_flag$", re.IGNORECASE)
_KEY = re.compile(
    r"编号|编码|代码|主键|身份证|身份号码|证号|学号|流水号|单号|车牌号|户号|案号|^id$|_id$|_no$|code$|(?-i:[a-z]Id)$",
    re.IGNORECASE,
)
_FRONT_ZERO = re.compile(r"0\d+")
_STEPS = (1, 2, 5, 10, 20, 30, 50, 100, 200, 255, 500, 1000, 2000)
_LONG = 500
_NOTHING = frozenset({"-", "—", "--", "——", "－", "/", "\\", "null", "NULL", "N/A", "n/a", "#N/A", "\\N"})
_LONGEST_MOMENT = 40
_FEW = 20
_NEVER_NUMBERS = ("resident-id", "mobile", "bank-card", "landline")
_CYCLES = ((1, 1, "daily"), (6, 8, "weekly"), (27, 32, "monthly"), (88, 93, "quarterly"), (360, 370, "yearly"))
MOST = 5_000
"""Values looked at per column: enough to tell, whatever the size of the file."""


def column(name: str, values: Sequence[Cell], *, comment: str = "") -> Column:
    """The column as its values show it."""
    texts = [_text(value) for value in values]
    # What stands for nothing in a table of numbers; the words for it are values like others in a table of words.
    texts = ["" if text in _NOTHING else text for text in texts]
    filled = [(value, text) for value, text in zip(values, texts, strict=True) if text]
    if not filled:
        return Column(name, comment, "", "", True if texts else None, sure=0.1)
    said = comment or name
    seen = [text for _, text in filled]
    whose = personal.by_content(seen)
    kind, length, sure = _type(said, [value for value, _ in filled], seen, whose)
    few = len(filled) < _FEW
    distinct = len(set(seen)) == len(texts)
    key = distinct and not few and _KEY.search(f"{comment} {name}") is not None and kind in ("string", "integer")
    return Column(
        name,
        comment,
        kind,
        length,
        # A few full rows do not tell that the next one will be full.
        nullable=True if len(filled) < len(texts) else None if few else False,
        nullable_sure=0.9 if len(filled) < len(texts) else 0.6,
        primary=key,
        sensitive=whose,
        sure=sure * (0.8 if few else 1.0),
        primary_sure=0.7,
    )


def _text(value: Cell) -> str:
    """The value as text; a number of many digits is one that was meant as a code (a resident id: 3.3e17)."""
    if isinstance(value, float) and value.is_integer() and 1e15 <= abs(value) < 1e19:
        return str(int(value))
    return kinds.cell_text(value).strip()


def _type(said: str, values: Sequence[Cell], texts: Sequence[str], whose: str) -> tuple[str, str, float]:
    """(data type, length, how sure)."""
    lower = {text.lower() for text in texts}
    flag = _FLAG.search(said) is not None
    if all(isinstance(value, bool) for value in values) or (lower <= _WORDS and (flag or len(lower) == 2)):
        return "logical", "1", 0.85
    if flag and lower <= {"0", "1"}:
        return "logical", "1", 0.8
    if all(_MONTH.fullmatch(text) for text in texts):
        return ("date", "", 0.6) if _SPEAKS_OF_DAYS.search(said) else ("string", str(max(map(len, texts))), 0.8)
    moment = _moments(values, texts)
    if moment:
        return moment, "", 0.95
    if all(_is_number(value, text) for value, text in zip(values, texts, strict=True)):
        code = whose in _NEVER_NUMBERS or _CODE.search(said) or any(_FRONT_ZERO.fullmatch(text) for text in texts)
        if not code and not any(len(text.strip("+-").partition(".")[0]) > 15 for text in texts):
            return _number(said, texts)
    longest = max(map(len, texts))
    if longest > _LONG:
        return "long_text", "", 0.8
    if whose == "resident-id":
        return "string", "18", 0.95
    digits = all(any(character.isdigit() for character in text) for text in texts)
    same = len(set(map(len, texts))) == 1 and len(texts) >= 5 and (digits or whose == "plate")
    return "string", str(longest if same else _room(longest)), 0.9


def _room(longest: int) -> int:
    """A length with room above the longest value seen."""
    return next((step for step in _STEPS if step >= longest * 1.2), longest * 2)


def _moments(values: Sequence[Cell], texts: Sequence[str]) -> str:
    """`date` or `datetime` when (nearly) all values are such."""
    days = moments = 0
    for value, text in zip(values, texts, strict=True):
        if isinstance(value, datetime):
            moments += value.time() != time()
            days += value.time() == time()
        elif isinstance(value, date) or _DATE.fullmatch(text):
            days += 1
        elif isinstance(value, time | timedelta) or _MOMENT.fullmatch(text):
            moments += 1
    if (days + moments) * 100 < len(texts) * 95:
        return ""
    return "datetime" if moments else "date"


def _is_number(value: Cell, text: str) -> bool:
    return isinstance(value, int | float) or _NUMBER.fullmatch(text) is not None


def _number(said: str, texts: Sequence[str]) -> tuple[str, str, float]:
    whole = [text.strip("+-").replace(",", "") for text in texts]
    scales = [len(text.partition(".")[2]) for text in whole if "e" not in text.lower()]
    digits = max(len(text.partition(".")[0]) for text in whole)
    scale = max(scales, default=0)
    if _AMOUNT.search(said):
        return "currency", "", 0.75
    if not scale:
        return "integer", str(digits), 0.85
    return "number", f"{digits + scale},{scale}", 0.9


def cycle(values: Iterable[Cell]) -> str:
    """The update cycle that the steps between the days of a column suggest, "" for none."""
    days = sorted({day for value in values if (day := _day(value))})
    if len(days) < 4:
        return ""
    steps = sorted((later - earlier).days for earlier, later in itertools.pairwise(days))
    middle = steps[len(steps) // 2]
    regular = sum(step == middle or abs(step - middle) <= max(1, middle // 10) for step in steps) * 10 >= len(steps) * 8
    return next((name for low, high, name in _CYCLES if low <= middle <= high), "") if regular else ""


def _day(value: Cell) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    parts = re.findall(r"\d+", value[:_LONGEST_MOMENT]) if isinstance(value, str) else []
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2])) if len(parts) >= 3 else None
    except (ValueError, OverflowError):
        return None
