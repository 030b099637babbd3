"""Text tables: which encoding, which separator, which cells. Excel, portals and databases each write their own."""

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from client.errors import InputProblem
from client.progress import Progress

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEPARATORS = ("\t", ",", ";", "，", "|", "；")
_SAMPLE = 200_000
_MOST_COLUMNS = 20_000
_MOSTLY, _LONG_ENOUGH = 0.97, 60
_SAID = re.compile(r'("?)sep=([^\r\n])\1(?:\r\n|\r|\n)', re.IGNORECASE)
_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_JOINED, _BROKEN = 10, 4
_LOOKED = 5000
_PAIR = 2
_MOST_AGAIN = 20


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8, UTF-16, GB18030, Big5 (cp950, HKSCS), Shift JIS or Korean."""
    text, name = _decoded(data)
    # Programs that put their own mark before the one of the file.
    return text.lstrip("\ufeff"), name


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data, name), name
    if sixteen := utf_16_of(data):
        return _strict(data, sixteen), sixteen
    # What old systems pad a file with: zeros, and the sign that ended a file in DOS.
    data = data.replace(b"\x00", b"").rstrip(b"\x1a")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as broken:
        if broken.reason == "unexpected end of data":
            return data.decode("utf-8", "replace"), "utf-8"
        return _joined(data) or _national(data)


def utf_16_of(data: bytes) -> str:
    """`utf-16-le` or `utf-16-be` for text without a byte order mark, "" when it is none.

    Chinese has hardly any zero bytes; commas and ends of lines have, and always on the same side.
    """
    part = data[: _SAMPLE - _SAMPLE % 2]
    even, odd = part[0::2].count(0), part[1::2].count(0)
    if even + odd < 2 or len(part) % 2 or min(even, odd) * 20 > max(even, odd):
        return ""
    name = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = part.decode(name, "strict" if len(part) == len(data) else "ignore")
    except UnicodeDecodeError:
        return ""
    if (even + odd) * 4 >= len(part):
        return name
    beyond = [char for char in text if ord(char) > 0x7F]
    # Bytes of UTF-8 read two by two give signs from all over the world.
    return (
        name
        if sum(_encodable(char, "gb2312") or _encodable(char, "big5") for char in beyond) * 2 >= len(beyond)
        else ""
    )


def _joined(data: bytes) -> tuple[str, str] | None:
    """The text of files in UTF-8 and GB18030 that somebody joined, line by line; None when it is not that."""
    lines, whole, others = [], 0, 0
    for line in data.splitlines(keepends=True):
        text = line.decode("utf-8", "replace")
        beyond = "" if text.isascii() else [char for char in text if char > "\x7f"]
        # Short words of GB18030 read as UTF-8 too, but into the letters of two bytes.
        if sum(char == "\ufffd" or char < "\u2000" for char in beyond) * _BROKEN <= len(beyond):
            whole += bool(beyond)
        else:
            text = line.decode("gb18030", "replace")
            others += 1
        lines.append(text)
    return ("".join(lines), "utf-8") if whole * _JOINED > whole + others else None


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeError:
        # A file cut off in the middle of a character is still worth reading; the clerk sees the replacement sign.
        return data.decode(name, errors="replace")


def _national(data: bytes) -> tuple[str, str]:
    """Big5 and Shift JIS often decode as GB18030 too, but into characters that GB 2312 does not have."""
    candidates = []
    for name in ("gb18030", "cp950", "big5hkscs", "cp932", "cp949"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        candidates.append((_likeliness(text[:_SAMPLE], name), name, text))
    if not candidates:
        return _mostly_readable(data)
    best = max(candidates, key=lambda one: one[0])
    return best[2], best[1]


def _likeliness(text: str, name: str) -> float:
    """The share of characters beyond ASCII that everyday text in this encoding is made of."""
    beyond = [char for char in text if ord(char) > 0x7F]
    if not beyond:
        return 1.0
    if name == "cp949":
        # The commonest third of Chinese reads as Hangul too; Korean is hardly ever anything else.
        hangul = sum("\uac00" <= char <= "\ud7a3" for char in beyond) / len(beyond)
        return 1.1 if hangul > _MOSTLY and len(beyond) > _LONG_ENOUGH else 0.0
    if name == "cp932" and not any("\u3041" <= char <= "\u30fe" for char in beyond):
        return 0.0
    everyday = {"gb18030": "gb2312", "cp950": "big5", "big5hkscs": "big5hkscs", "cp932": "shift_jis"}[name]
    fine = sum(_encodable(char, everyday) for char in beyond) / len(beyond)
    if name in ("cp950", "big5hkscs"):
        # Level 1 of Big5 ends at C67E: everyday characters. GB text read as Big5 falls into level 2.
        first = sum(0xA1 <= char.encode(everyday, "replace")[0] <= 0xC6 for char in beyond)
        fine = min(fine, first / len(beyond) + 0.02)
    return fine - {"gb18030": 0.0, "cp950": 0.01, "big5hkscs": 0.02, "cp932": 0.0}[name]


def _encodable(char: str, name: str) -> bool:
    try:
        char.encode(name)
    except UnicodeEncodeError:
        return False
    return True


def _mostly_readable(data: bytes) -> tuple[str, str]:
    """A few broken bytes in an otherwise fine text; too many mean that it is no text we know."""
    choices = [(data.decode(name, errors="replace"), name) for name in ("utf-8", "gb18030")]
    text, name = min(choices, key=lambda one: one[0].count("\ufffd"))
    if text.count("\ufffd") * 50 > len(text):
        raise InputProblem("input.not-text")
    return text, name


def separator_of(text: str) -> str:
    """The sign that splits the first lines most evenly; a comma when nothing does."""
    scores = {}
    for sign in _SEPARATORS:
        widths = [len(row) for row in _some_rows(text[:_SAMPLE], sign) if any(cell.strip() for cell in row)]
        if not widths:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        if usual > 1:
            scores[sign] = (round(widths.count(usual) / len(widths), 1), usual)
    return max(scores, key=lambda sign: scores[sign]) if scores else ","


def _some_rows(text: str, sign: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
            rows.append(row)
            if len(rows) >= 40:
                break
    except csv.Error:
        return rows
    return rows


def parse(text: str, progress: Progress) -> list[list[str]]:
    """The cells. A quote that is never closed does not swallow the rows behind it."""
    # Excel writes and reads a first line that names the separator.
    said = _SAID.match(text)
    sign, text = (said[2], text[said.end() :]) if said else (separator_of(text), text)
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        rows = _rows(text, sign, progress)
    except csv.Error as problem:
        raise InputProblem("input.damaged", why=str(problem)) from problem
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if '="' in text:
        # How systems keep Excel from taking a code for a number: ="000123".
        rows = [
            [found[1].replace('""', '"') if (found := _AS_TEXT.fullmatch(cell)) else cell for cell in row]
            for row in rows
        ]
    if any(len(row) > _MOST_COLUMNS for row in rows):
        raise InputProblem("input.too-wide", columns=max(len(row) for row in rows))
    return rows


def _rows(text: str, sign: str, progress: Progress) -> list[list[str]]:
    rows: list[list[str]] = []
    width, line = _usual_width(text, sign), 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    for row in reader:
        if reader.line_num > line + 1 and _swallows(row, sign, width):
            return _rows_one_by_one(text, sign, width, progress)
        line = reader.line_num
        rows.append(row)
        if len(rows) % 1000 == 0:
            progress.step(len(rows))
    return rows


def _usual_width(text: str, sign: str) -> int:
    lines = (line for line in islice(io.StringIO(text, newline=""), _LOOKED) if line.count('"') % 2 == 0)
    counted = Counter(map(len, csv.reader(lines, delimiter=sign)))
    return max(counted, key=lambda width: (counted[width], width), default=1)


def _swallows(row: Sequence[str], sign: str, width: int) -> bool:
    """Whether a cell of a row over several lines holds lines that are rows of their own."""
    short, clear = len(row) != width and width > 1, width > _PAIR
    for cell in row if short or clear else ():
        behind = cell.splitlines()[1:]
        like_rows = sum(line.count(sign) == width - 1 for line in behind)
        if like_rows * 2 > len(behind) or (short and like_rows):
            return True
    return False


def _rows_one_by_one(text: str, sign: str, width: int, progress: Progress) -> list[list[str]]:
    """The same, the quotes of a line that would swallow others taken as signs like any other."""
    lines = io.StringIO(text, newline="").readlines()
    rows: list[list[str]] = []
    start, again = 0, 0
    while start < len(lines):
        if again > _MOST_AGAIN * len(lines):
            # Made to keep us busy: from here on no quote means anything.
            return [*rows, *csv.reader(lines[start:], delimiter=sign, quoting=csv.QUOTE_NONE)]
        reader, first = csv.reader((lines[place] for place in range(start, len(lines))), delimiter=sign), start
        for row in reader:
            if reader.line_num > start - first + 1 and _swallows(row, sign, width):
                rows += csv.reader([lines[start]], delimiter=sign, quoting=csv.QUOTE_NONE)
                start, again = start + 1, again + reader.line_num
                break
            rows.append(row)
            start = first + reader.line_num
        progress.step(len(rows))
    return rows
