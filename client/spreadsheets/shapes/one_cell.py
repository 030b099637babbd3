"""Items that stand together in one cell (姓名、性别、民族), and those an abstract tells of, which are only offered."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from client.catalog import plain
from client.catalog.entry import Value, as_text
from client.spreadsheets import words
from client.spreadsheets.drafts import DraftItem

_SIGNS = re.compile(r"[、;；\n\r|]+|[,，](?![^（(]{0,60}[）)])|\s{2,}")
_BRACKET = re.compile(r"^(?P<name>[^（(]+)[（(](?P<more>[^（）()]+)[）)]$")
_NUMBER = re.compile(r"^\s*[（(]?\d{1,3}[）).、．]\s*")
_TAIL = re.compile(r"(?:等(?:信息|内容|字段|数据项|数据|指标)?|等等|。|\.)+$")
_LONGEST = 40
_FEWEST = 2


def parts(text: str) -> list[str]:
    """The items of such a cell in their order, without numbers in front and 等 at the end."""
    found = [plain.tidy(part) for part in _SIGNS.split(text)]
    found = [_TAIL.sub("", _NUMBER.sub("", part)).strip() if len(part) < 2 * _LONGEST else part for part in found]
    return list(dict.fromkeys(part for part in found if part))


def split(items: Sequence[DraftItem], texts: Mapping[int, str], types: Mapping[str, str]) -> list[DraftItem]:
    """The items with every list of names taken apart. `texts`: by row the cell as it stands, `types`: words of types."""
    made: list[DraftItem] = []
    for item in items:
        names = parts(texts.get(item.row, as_text(item.values.get("item_name", ""))))
        if len(names) < _FEWEST or any(len(name) > _LONGEST for name in names):
            made.append(item)
            continue
        beside = {name: parts(as_text(value)) for name, value in item.values.items() if name != "item_name"}
        for place, name in enumerate(names):
            values = _values(name, types)
            for field, held in beside.items():
                if len(held) == len(names):
                    values[field] = held[place]
                elif len(held) == 1:
                    values.setdefault(field, item.values[field])
            made.append(replace(item, values=values, key=""))
    return made


def _values(name: str, types: Mapping[str, str]) -> dict[str, Value]:
    """姓名（字符型） is a name and a type; any other bracket belongs to the name."""
    found = _BRACKET.match(name)
    kind = types.get(plain.key(found["more"])) if found else None
    return {"item_name": found["name"].strip(), "item_type": kind} if found and kind else {"item_name": name}


def is_listed(texts: Sequence[str]) -> bool:
    """Whether the cells of a column of items hold several each: most of them, in short pieces."""
    several = sum(len(parts(text)) >= _FEWEST and all(len(part) <= _LONGEST for part in parts(text)) for text in texts)
    return bool(texts) and several * 2 >= len(texts)


@cache
def _told() -> re.Pattern[str]:
    inside = "|".join(map(re.escape, words.load().items_inside))
    return re.compile(
        rf"(?:{inside})(?:有|为|包括|包含|如下)?\s*[:：]\s*(?P<list>[^。；;\n]{{3,400}})|包[括含](?P<bare>[^。；;：:\n]{{5,400}})"
    )


def offered(summary: str) -> tuple[str, ...]:
    """The items an abstract tells of (…，主要字段：姓名、性别、住址。); at least three short ones, else nothing."""
    found = _told().search(summary)
    if not found:
        return ()
    names = parts(found["list"] or found["bare"])
    return tuple(names) if len(names) >= 3 and all(len(name) <= 20 for name in names) else ()
