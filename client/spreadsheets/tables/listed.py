"""What a cell lists: 姓名、性别 · 1.姓名 2.性别 · （1）姓名（2）性别, in the ways people separate it."""

import re
from collections.abc import Sequence

from client.catalog import plain

SIGNS = re.compile(r"[;；\n\r|]+|[、,，](?![^（(]{0,60}[）)])|\s{2,}")
_SLASH = re.compile(r"\s*[/／]\s*")
_BLANK = re.compile(r"\s+(?=[\u4e00-\u9fff])")
_NUMBER = re.compile(r"^\s*[（(]?\d{1,3}[）).、．]\s*")
_CIRCLED = {ord(sign): f"({place % 20 + 1})" for place, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")}
_MOST_COUNTED = 200
_LEAD = re.compile(r"^(?:主要|具体)?(?:包括|包含|含有|涵盖|有)(?:以下)?(?:字段|数据项|信息项|内容)?\s*[:：]?\s*")
_TAIL = re.compile(
    r"(?:等(?:(?:基本|详细|相关|具体|主要|各项|有关)*(?:信息|内容|字段|数据项|数据|指标|情况))?|等等|。|\.)+$"
)
LONGEST = 40
_FEWEST = 2


def parts(text: str, signs: re.Pattern[str] = SIGNS) -> list[str]:
    """The items of such a cell in their order, without numbers in front and 等 at the end."""
    text = _LEAD.sub("", text.strip())
    found = [plain.tidy(part).strip("、,，;；") for part in _counted(text) or signs.split(text)]
    found = [_TAIL.sub("", _NUMBER.sub("", part)).strip() if len(part) < 2 * LONGEST else part for part in found]
    return list(dict.fromkeys(part for part in found if part))


def _counted(text: str) -> list[str]:
    """The parts of a text that counts them (1、姓名 2、性别, （1）姓名（2）性别, ①姓名②性别); empty where it does not."""
    text = text.translate(_CIRCLED)
    if text[:1] not in ("1", "(", "（"):
        return []
    begins: list[re.Match[str]] = []
    for number in range(1, _MOST_COUNTED):
        sign = re.compile(rf"(?<!\d)(?:[（(]\s*{number}\s*[）)]|{number}\s*[）)、．]|{number}\.(?!\d))\s*")
        found = sign.search(text, begins[-1].end() if begins else 0)
        if found is None or (number == 1 and found.start() > 0):
            break
        begins.append(found)
    if len(begins) < _FEWEST:
        return []
    ends = [*(one.start() for one in begins[1:]), len(text)]
    return [text[one.end() : end] for one, end in zip(begins, ends, strict=True)]


def signs_of(texts: Sequence[str]) -> re.Pattern[str] | None:
    """What separates the items in the cells of a column of items; None when most cells hold but one.

    A slash or a single blank may belong to a name: they count only when nearly all cells are so made.
    """
    for signs, fewest, share in ((SIGNS, 2, 0.5), (_SLASH, 3, 0.7), (_BLANK, 3, 0.7)):
        made = [parts(text, signs) for text in texts]
        several = sum(len(held) >= fewest and all(len(part) <= LONGEST for part in held) for held in made)
        if texts and several >= share * len(texts):
            return signs
    return None
