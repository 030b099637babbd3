"""Items that stand together in one cell (姓名、性别、民族), and those an abstract tells of, which are only offered."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from client.catalog import plain
from client.catalog.entry import Value, as_text
from client.catalog.profile import Profile
from client.spreadsheets import words
from client.spreadsheets.drafts import DraftItem
from client.spreadsheets.tables.listed import LONGEST, SIGNS, parts

_BRACKET = re.compile(r"^(?P<name>[^（(]+)[（(](?P<more>[^（）()]+)[）)]$")
_LENGTH = re.compile(r"\d{1,5}(?:[.,]\d{1,2})?")
_FEWEST = 2


def types_of(profile: Profile) -> Mapping[str, str]:
    """The words of data types, for 姓名（字符型）."""
    field = profile.item_field("item_type")
    if field is None or field.list is None:
        return {}
    return {
        plain.key(word): value.key
        for value in field.list.values
        for word in (value.label.zh, value.label.en, *value.synonyms)
    }


def split(
    items: Sequence[DraftItem], texts: Mapping[int, str], types: Mapping[str, str], signs: re.Pattern[str] = SIGNS
) -> list[DraftItem]:
    """The items with every list of names taken apart at `signs`.

    `texts`: by row the cell as it stands, `types`: words of types.
    """
    made: list[DraftItem] = []
    for item in items:
        names = parts(texts.get(item.row, as_text(item.values.get("item_name", ""))), signs)
        if len(names) < _FEWEST or any(len(name) > LONGEST for name in names):
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
    """姓名（字符型，50） is a name, a type and a length; any other bracket belongs to the name."""
    found = _BRACKET.match(name)
    if not found:
        return {"item_name": name}
    values: dict[str, Value] = {"item_name": found["name"].strip()}
    for part in re.split(r"[,，、;；:：\s]+", found["more"]):
        kind = types.get(plain.key(part))
        if kind and "item_type" not in values:
            values["item_type"] = kind
        elif _LENGTH.fullmatch(part) and "item_type" in values:
            values["item_length"] = part
        elif part:
            return {"item_name": name}
    return values if "item_type" in values else {"item_name": name}


@cache
def _told() -> re.Pattern[str]:
    inside = "|".join(map(re.escape, words.load().items_inside))
    return re.compile(
        rf"(?:{inside})(?:有|为|包括|包含|如下)?\s*[:：]\s*(?P<list>[^。；;\n]{{3,600}})"
        r"|(?:包[括含]|含有?|涵盖|主要(?:描述|介绍|记录|反映)了?|如)[了有]?\s*[:：]?\s*(?P<bare>[^。；;：:\n]{5,600})"
    )


_ITEM_END = re.compile(
    r"(?:名称|姓名|号|号码|日期|时间|年度|年份|地址|住所|类型|类别|代码|编号|编码|电话|邮编|性别|民族|金额|数量|人数|面积|状态|"
    r"机关|机构|单位|部门|备注|简介|级别|等级|代表人|负责人|联系人|资本|范围|方式|结果|依据|内容|经度|纬度|标志|比例|总数|个数|户数|长度|年限|期限|原因|地点|位置|坐落|用途|规格|型号|品种|种类|科目|项目|量|率|额|数|权人|所有人)$"
)


def is_called(name: str) -> bool:
    """Whether a word is called as items are (…名称, …日期, …号码)."""
    return _ITEM_END.search(name) is not None


def offered(summary: str) -> tuple[str, ...]:
    """The items an abstract tells of (…，主要字段：姓名、性别、住址。), or that it lists and nothing else.

    At least three short ones; two where each is called as items are. They are only ever offered.
    """
    found = _told().search(summary)
    text = (found["list"] or found["bare"]) if found else summary
    names = parts(_OPENING.sub("", text))
    called = sum(map(is_called, names))
    if any(len(name) > 20 for name in names) or len(names) < 2:
        return ()
    if found and (called == len(names) or (len(names) >= 3 and (found["list"] or called * 3 >= len(names)))):
        return tuple(names)
    return tuple(names) if not found and len(names) >= 4 and called * 10 >= len(names) * 6 else ()


_OPENING = re.compile(r"^(?:以下|下列|了|有|的)?(?:字段|数据项|信息项|指标|内容|信息)?[:：]?")
