"""The Chinese name of a column or a table: out of its comment, its header, the dictionary, or the words it is made of."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from client import paths
from client.catalog import data_elements
from client.catalog.data_elements import DataElement
from client.checks.shown import mask

_CHINESE = re.compile("[\u4e00-\u9fff]")
_END = re.compile(r"[:：;；,，。（(\[【\n\t|｜=]|\s[-—]|--|\s{2,}|\s(?=\d)")
_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_FRONT = re.compile(r"^(?:t|tb|tbl|tab|f|c|v|s|d|n)_(?=\w)", re.IGNORECASE)
_LONGEST = 60
_INSIDE = {"id": "编号"}
"""What a word means inside a longer name."""


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
    rest = bare[len(_END.split(bare, maxsplit=1)[0]) :] if bare else ""
    return rest.strip(" :：;；,，()（）[]【】\n\t-")[:500] if rest.strip(" :：;；,，。()（）[]【】\n\t-") else ""


def named(column: str, comment: str) -> tuple[str, float, DataElement | None]:
    """(name, how sure, the data element of that name) of a column."""
    known = data_elements.shipped()
    said = chinese_part(comment)
    if said:
        return said, 0.95, known.by_name(said)
    if has_chinese(column):
        own = chinese_part(column) or column[:_LONGEST]
        return own, 0.95, known.by_name(own)
    bare = _FRONT.sub("", column)
    for text, sure in ((column, 0.85), (bare, 0.75)):
        own = words().get(_key(text), "")
        element = known.by_name(own) if own else known.by_name(text)
        if own or element:
            return own or str(element.name.zh if element else ""), sure, element
    joined = _joined(bare)
    if joined:
        return joined, 0.6, known.by_name(joined)
    return mask(column)[:_LONGEST], 0.2, None


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _joined(name: str) -> str:
    """`create_time` word by word: 创建时间. A word nobody knows leaves the name alone."""
    parts = [part.lower() for part in _WORDS.findall(name)]
    found: list[str] = []
    while parts:
        for size in range(min(3, len(parts)), 0, -1):
            word = "".join(parts[:size])
            said = _INSIDE.get(word) or words().get(word, "")
            if said:
                found.append(said)
                parts = parts[size:]
                break
        else:
            if not parts[0].isdigit():
                return ""
            found.append(parts.pop(0))
    return "".join(found)


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
