"""What a word that a list does not know may mean: the list's near words, and the same word with a usual slip put right.

Only ever offered: in the import, and as the suggestion of a finding.
"""

import re
from collections.abc import Iterator

from client.catalog import codes, plain
from client.catalog.codes import CodeList
from client.catalog.kinds import SEPARATORS

_MOST = 4
"""More values than a word fits (其他 without a class) help nobody to choose."""

_LONGEST = 256
_SHORTEST_SLIP = 3
_DENYING = "不非未禁否"
_SLIPS = (("开发", "开放"), ("曰", "日"), ("毎", "每"), ("囗", "口"), ("亨", "享"), ("按照", "按"))
_NUMBERED = re.compile(r"^[（(]?\d{1,2}[）).、．:：\-\s]+")
_BRACKETED = re.compile(r"\s*[（(][^（）()]*[）)]$")
_SIZED = re.compile(r"^([A-Za-z]+)[\d,.]+$")


def likely(listed: CodeList, text: str, parent: str = "") -> tuple[str, ...]:
    """The keys of the list that `text` may mean, the surest first; at most four. `parent` as in `CodeList.find`."""
    if len(text) > _LONGEST:
        return ()
    found = _fitting(listed, text, parent)
    if not found:
        parts = [part for part in SEPARATORS.split(text) if part.strip()]
        found = tuple(dict.fromkeys(key for part in parts for key in _fitting(listed, part, parent)))
    if not found:
        found = _contained(listed, text) or _one_apart(listed, text)
    return found if len(found) <= _MOST else ()


def _fitting(listed: CodeList, text: str, parent: str) -> tuple[str, ...]:
    full = codes.load_lists().get(listed.id)
    for form in dict.fromkeys(_forms(text)):
        for one in (listed, full):
            found = one.fitting(form, parent) or one.fitting(form) if one and form else ()
            keys = tuple(value.key for value in found if listed.get(value.key))
            if keys:
                return keys
    return ()


def _forms(text: str) -> Iterator[str]:
    """The word as it is, and as it may have been meant."""
    yield text
    yield _period(text)
    yield _NUMBERED.sub("", text)
    yield _BRACKETED.sub("", text)
    yield _SIZED.sub(r"\1", text.strip())
    mended = text
    for wrong, right in _SLIPS:
        mended = mended.replace(wrong, right)
    yield mended


def _contained(listed: CodeList, text: str) -> tuple[str, ...]:
    """The values whose label stands in the words (无条件共享，平台接口), or another word for it that is half of them
    (人大金仓V8); unless the rest denies it."""
    key = plain.key(text)
    inside = [
        (len(word), word, value.key)
        for value in listed.values
        for place, word in enumerate(map(plain.key, (value.label.zh, *value.synonyms, *value.near)))
        if len(word) > 1 + word.isascii() and word in key and (not place or len(word) * 2 >= len(key))
    ]
    longest = max(inside, default=(0, "", ""))[0]
    found = [(word, name) for length, word, name in inside if length == longest]
    if any(sign in key.replace(word, "", 1) for word, _ in found for sign in _DENYING):
        return ()
    return tuple(dict.fromkeys(name for _, name in found))


def _one_apart(listed: CodeList, text: str) -> tuple[str, ...]:
    """The values from whose label a word of three characters or more differs in one (无条件工享)."""
    key = plain.key(text)
    if len(key) < _SHORTEST_SLIP or key.isascii():
        return ()
    return tuple(value.key for value in listed.values if _differ_in_one(key, plain.key(value.label.zh)))


def _differ_in_one(text: str, label: str) -> bool:
    """可予开放 is one character from 不予开放 and its opposite: that is no slip."""
    apart = [two for one, two in zip(text, label, strict=False) if one != two]
    return len(text) == len(label) and len(apart) == 1 and apart[0] not in _DENYING


_DIGITS = str.maketrans("一二两三四五六七八九", "1223456789")
_EVERY = re.compile(
    r"(?:每隔|每|按|隔)?(?P<count>\d{1,3})?个?(?P<unit>分钟|分|小时|时|秒|半天|天|日|周|星期|旬|半个?月|月份?|季度?|半年|年度?)"
    r"(?:(?:更新|同步|更)?(?:1?次|1回)?|/次)(?:更新)?"
)
_TIMES = re.compile(r"(?P<times>\d{1,3})次每?个?(?P<unit>天|日|周|星期|月|季度?|半年|年)|(?:每个?)?(?P<unit2>天|日|周|星期|月|季度?|半年|年)(?:更新)?(?P<times2>\d{1,3})次")  # fmt: skip
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "旬": 10, "半月": 15, "半个月": 15, "月": 30, "月份": 30, "季": 90,
         "季度": 90, "半年": 180, "年": 360, "年度": 360}  # fmt: skip
_PERIODS = {1: "每日", 7: "每周", 30: "每月", 90: "每季度", 180: "每半年", 360: "每年", 365: "每年"}


def _period(text: str) -> str:
    """每 3 月, 3个月/次, 每12个月, 月更新, 2次/年 in the words of the list; a period it does not have is 其他."""
    key = plain.key(text).replace("十二", "12").translate(_DIGITS).replace("十", "10")
    if times := _TIMES.fullmatch(key):
        days = _DAYS[times["unit"] or times["unit2"]] / max(1, int(times["times"] or times["times2"]))
        return _PERIODS.get(int(days), "其他") if days.is_integer() else "其他"
    found = _EVERY.fullmatch(key)
    if not found:
        return ""
    return _PERIODS.get(_DAYS.get(found["unit"], 0) * int(found["count"] or 1), "其他")
