"""The first letters of pinyin (身份证 -> sfz), by which clerks look things up without an input method.

In GB 2312 the 3,755 characters of the first level stand in the order of their pinyin, so that the place of a character
tells its first letter. Of several readings it knows one; characters of the second level have none.
"""

from functools import lru_cache

_FIRST = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"),
    (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"),
    (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"),
    (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
_LAST = 0xD7F9


@lru_cache(maxsize=8192)
def initials(text: str) -> str:
    """The letters of a text: Chinese characters by their pinyin, letters and digits as they are, the rest left out."""
    return "".join(_letter(char) for char in text)


def _letter(char: str) -> str:
    if char.isascii():
        return char.lower() if char.isalnum() else ""
    raw = char.encode("gb2312", errors="ignore")
    if len(raw) != 2:
        return ""
    place = raw[0] << 8 | raw[1]
    if not _FIRST[0][0] <= place <= _LAST:
        return ""
    return next(letter for first, letter in reversed(_FIRST) if place >= first)
