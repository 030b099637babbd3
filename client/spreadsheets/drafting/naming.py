"""The Chinese name of a column or a table: out of its comment, its header, the dictionary, or the words it is made of."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from client import paths
from client.catalog import data_elements
from client.catalog.data_elements import DataElement
from client.checks.shown import mask
from client.spreadsheets.drafting import pinyin

_CHINESE = re.compile("[\u4e00-\u9fff]")
_END = re.compile(r"[:：;；,，。（(\[【\n\t|｜=]|\s[-—]|--|\s{2,}|\s(?=\d)")
_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_FRONT = re.compile(r"^(?:t|tb|tbl|tab|f|c|v|s|d|n)_(?=\w)", re.IGNORECASE)
_BETWEEN = re.compile(r"[）)]\s*[（(]")
_AROUND = " :：;；,，()（）[]【】\n\t-"
_LONGEST = 60
_SHORTEST_WORD, _LONGEST_WORD, _MOST_WORDS = 3, 14, 3
_INSIDE = {
    "id": "编号",
    "no": "编号",
    "name": "名称",
    "is": "是否",
    "has": "是否有",
    "order": "订单",
    "num": "数",
    "location": "地点",
    "truename": "姓名",
}
"""What a word means inside a longer name."""
_OF_PEOPLE = re.compile(
    r"(?:人|人员|学生|教师|老师|医生|患者|老人|儿童|配偶|父亲|母亲|家长|居民|村民|职工|员工|司机|驾驶员|户主|车主|会员|志愿者|用户)名称$"
)
"""People have a 姓名; only things have a 名称."""
_TWICE = re.compile(r"(..+?)\1")


@dataclass(frozen=True, slots=True)
class Named:
    """A column's Chinese name, how sure it is, what tells it (`found.Filled.why`), and the data element of that name."""

    text: str
    sure: float
    why: str
    element: DataElement | None = None


def has_chinese(text: str) -> bool:
    """Whether a text says anything in Chinese."""
    return _CHINESE.search(text) is not None


def chinese_part(comment: str) -> str:
    """The name in front of a comment such as `性别：1男，2女`; "" when it holds no Chinese."""
    bare = mask(" ".join(comment.split(" ")).strip())
    name = _END.split(bare, maxsplit=1)[0].strip(" *-_、.") if bare else ""
    return name[:_LONGEST] if has_chinese(name) else ""


def description(comment: str) -> str:
    """What a comment says beyond the name, "" for nothing."""
    bare = mask(comment.strip())
    rest = bare[len(_END.split(bare, maxsplit=1)[0]) :].strip(_AROUND) if bare else ""
    return _BETWEEN.sub("；", rest)[:500] if rest.strip("。") else ""


def named(column: str, comment: str, context: str = "", kind: str = "") -> Named:
    """The name of a column.

    `context` is what else the table says in Chinese and `kind` the column's data type: of several names with the same
    letters the one that fits is taken.
    """
    known = data_elements.shipped()
    if said := chinese_part(comment):
        return Named(said, 0.95, "comment", known.by_name(said))
    if has_chinese(column):
        own = chinese_part(column) or column[:_LONGEST]
        return Named(own, 0.95, "header", known.by_name(own))
    bare = _FRONT.sub("", column)
    for text, sure in ((column, 0.85), (bare, 0.75)):
        letters = _key(text)
        own = words().get(letters, "")
        element = known.by_name(own) if own else known.by_name(text)
        others = pinyin.whole(letters) if len(letters) == 2 else ()
        if own and any(other != own for other in others):
            own, clear = _fitting((own, *others), context, kind)
            return Named(own, 0.7 if clear else 0.55, "dictionary", known.by_name(own))
        if own or element:
            return Named(own or str(element.name.zh if element else ""), sure, "dictionary", element)
    for candidates, sure in _guesses(bare, kind):
        if candidates:
            own, clear = _fitting(candidates, context, kind)
            return Named(own, sure if clear else min(sure, 0.5), "guess", known.by_name(own))
    return Named(mask(column)[:_LONGEST], 0.2, "")


def _guesses(bare: str, kind: str) -> Iterator[tuple[Sequence[str], float]]:
    """The ways to read a name that is not in the dictionary, the surest first, each with how sure it is."""
    letters = _key(bare)
    if kind == "logical":
        yield pinyin.flag(letters), 0.6
    # Two letters stand for many words, four for hardly more than one.
    yield pinyin.whole(letters), {2: 0.45, 3: 0.6}.get(len(letters), 0.7)
    yield _joined(bare), 0.6
    yield pinyin.joined(letters), 0.6
    yield _run_together(letters), 0.5
    numbered = letters.rstrip("0123456789")
    if numbered != letters and len(numbered) > 1:
        number = letters[len(numbered) :]
        own = words().get(numbered, "") or next(iter(pinyin.whole(numbered) or pinyin.joined(numbered)), "")
        yield (f"{own}{number}",) if own else (), 0.6


def _fitting(candidates: Sequence[str], context: str, kind: str) -> tuple[str, bool]:
    """The name that fits best, the first of equals; whether it is clearly that one."""
    if len(candidates) == 1:
        return candidates[0], True
    marks = [_fits(name, context, kind) for name in candidates]
    most = max(marks)
    return candidates[marks.index(most)], most > 0 and marks.count(most) == 1


_MOMENT = re.compile(r"(?:日期|时间|时刻|年月|生日)$")
_MEASURED = re.compile(r"(?:[数率额价量]|金额|面积|比例|费用?|工资|年限|成绩)$")
_SAYS_NOTHING = frozenset("名称编号代码日期时间类型状态人员信息单位")


def _fits(name: str, context: str, kind: str) -> int:
    """How well a name fits a table that says `context` and a column of that type."""
    fit = 0
    if kind in ("date", "datetime"):
        fit += 6 if _MOMENT.search(name) else 0
    elif kind in ("number", "currency", "integer", "double", "float"):
        fit += (2 if _MEASURED.search(name) else 0) - (6 if _MOMENT.search(name) else 0)
    fit += 2 * sum(name[at : at + 2] in context for at in range(len(name) - 1))
    # What another column is called this one is not.
    fit -= 10 * (f" {name} " in f" {context} ")
    return fit + sum(character in context for character in set(name) - _SAYS_NOTHING)


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _joined(name: str) -> tuple[str, ...]:
    """`create_time` word by word: 创建时间. A word nobody knows leaves the name alone."""
    parts = [part.lower() for part in _WORDS.findall(name)]
    found: list[str] = []
    while parts:
        for size in range(min(3, len(parts)), 0, -1):
            if said := _said("".join(parts[:size]), inside=bool(found) or len(parts) > size):
                found.append(said)
                parts = parts[size:]
                break
        else:
            if not parts[0].isdigit() or not found:
                return ()
            found.append(parts.pop(0))
    own = _OF_PEOPLE.sub(lambda people: people[0].removesuffix("名称") + "姓名", _TWICE.sub(r"\1", "".join(found)))
    return (own,) if has_chinese(own) else ()


def _run_together(letters: str) -> tuple[str, ...]:
    """`EMPNAME`: known words without a sign between them, the fewest that make up the whole."""
    best: list[tuple[str, ...] | None] = [(), *[None] * len(letters)]
    for end in range(_SHORTEST_WORD, len(letters) + 1):
        for start in range(max(0, end - _LONGEST_WORD), end - 1):
            before, word = best[start], letters[start:end]
            fits = before is not None and len(before) < _MOST_WORDS
            fits = fits and (len(word) >= _SHORTEST_WORD or (word in _INSIDE and start > 0))
            said = _said(word, inside=True) if fits else ""
            now = best[end]
            if before is not None and said and (now is None or len(before) + 1 < len(now)):
                best[end] = (*before, said)
    own = "".join(best[-1] or ())
    return (_OF_PEOPLE.sub(lambda people: people[0].removesuffix("名称") + "姓名", own),) if has_chinese(own) else ()


def _said(word: str, *, inside: bool) -> str:
    """One word of a column's name in Chinese, "" for one that nobody knows; English ones also in the plural."""
    if inside and word in _INSIDE:
        return _INSIDE[word]
    for spelt in (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ed")):
        if said := words().get(spelt, ""):
            return said
    return next(iter(pinyin.part(word)), "") if len(word) > 1 else ""


@cache
def words() -> Mapping[str, str]:
    """Common column names and the words they are made of: `resources/headers/columns.toml`, and all in full pinyin."""
    from pypinyin import lazy_pinyin  # its dictionary is slow to load, and only drafting needs it

    raw = tomllib.loads(paths.resource("headers", "columns.toml").read_text(encoding="utf-8"))
    found = {_key(key): chinese for table in raw.values() for chinese, keys in table.items() for key in keys}
    elements = [str(one.name.zh) for one in data_elements.shipped().elements]
    for chinese in (*dict.fromkeys(found.values()), *elements):
        if len(chinese) > 1:
            found.setdefault("".join(lazy_pinyin(chinese)), chinese)
    return found
