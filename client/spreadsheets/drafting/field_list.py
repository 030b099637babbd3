"""Lists of fields (数据字典, 表结构说明): what a supplier hands over in place of the data base, a row for each column.

A sheet may hold the list of one table, those of several below each other with a title above each, or one list with the
table in a column of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from client.catalog import codes, plain
from client.catalog.kinds import Cell, cell_text
from client.spreadsheets.drafting.found import Column, Table
from client.spreadsheets.drafting.naming import chinese_part, has_chinese, named
from client.spreadsheets.drafting.sql_types import type_of
from client.spreadsheets.grid import Grid

_ROLES: Mapping[str, tuple[str, ...]] = {
    "name": (
        "字段名", "字段名称", "字段", "列名", "字段代码", "字段英文名", "字段英文名称", "英文名", "英文名称", "英文字段名", "字段编码", "字段标识", "代码", "物理名", "属性名", "参数名",
        "field", "fieldname", "column", "columnname", "code", "name", "中文名", "中文名称", "字段中文名", "字段中文名称", "中文字段名", "逻辑名", "数据项", "数据项名称", "信息项",
        "信息项名称", "名称", "注释", "字段注释", "comment", "含义", "字段含义", "中文含义", "字段描述", "字段说明", "描述", "说明", "description", "remark", "备注", "取值说明", "值域",
    ),
    "type": ("类型", "字段类型", "数据类型", "列类型", "datatype", "type", "数据格式"),
    "length": ("长度", "字段长度", "数据长度", "最大长度", "length", "size", "类型长度"),
    "scale": ("小数位", "小数位数", "小数", "scale", "小数点"),
    "nullable": ("可空", "是否可空", "可否为空", "允许空", "允许为空", "是否允许空", "是否允许为空", "是否为空", "空", "null", "nullable", "允许空值", "空值"),
    "required": ("必填", "是否必填", "非空", "是否非空", "notnull", "约束", "必选", "是否必须"),
    "primary": ("主键", "是否主键", "pk", "primarykey", "键", "key"),
    "table": ("表名", "英文表名", "表英文名", "表英文名称", "表代码", "数据表", "数据表名", "table", "tablename", "所属表", "物理表名"),
    "title": ("表中文名", "表中文名称", "中文表名", "表名称", "表注释", "表说明", "表描述", "表含义", "tablecomment"),
}  # fmt: skip
_LABEL = re.compile(
    r"(?:(?:数据库?|业务)?表|实体)?(?:英文|中文|物理|逻辑)?(?:名称?|代码|注释|说明|描述|结构)?\s*[:：]\s*|^\s*(?:\d+[.．、])*\d*[.．、]?\s+|^[（(]\d+[）)]|^表\s*\d+[-.\d]*\s*"
)
_LATIN = re.compile(r"[A-Za-z_][\w$]{2,}")
_SIZED = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_ ]*?)\s*[（(]\s*([\d,，. ]+)\s*(?:char|byte)?\s*[）)]\s*", re.IGNORECASE)
_YES = frozenset({"是", "y", "yes", "true", "1", "√", "✓", "v", "t", "pk", "主键", "pri", "☑", "o"})
_MOST_COLUMNS = 2_000
_ABOVE = 3
_FEWEST = 2


@dataclass
class _List:
    """A table while its rows are read; `roles` says where what stands."""

    name: str
    title: str
    roles: Mapping[str, Sequence[int]]
    rows: list[Sequence[Cell]] = field(default_factory=list)


def tables(grid: Grid, fallback: str) -> tuple[Table, ...]:
    """The tables whose fields the sheet lists, () when it holds something else; `fallback` names one without a name."""
    found: list[_List] = []
    for row in range(grid.height):
        roles = _roles(grid.texts(row))
        if roles:
            name, title = _titled(grid, row, fallback)
            found.append(_List(name, title, roles))
        elif found:
            found[-1].rows.append(grid.seen(row))
    lists = [one for parts in found if _speaks_of_types(parts) for one in _by_table(parts)]
    made = [Table(one.name, columns, one.title) for one in lists if len(columns := tuple(_columns(one))) >= _FEWEST]
    return tuple(made)


@cache
def _words() -> Mapping[str, str]:
    return {plain.key(word): role for role, words in _ROLES.items() for word in words}


def _roles(texts: Sequence[str]) -> Mapping[str, Sequence[int]]:
    """Where each role stands, when the row is the head of such a list; else nothing."""
    known = _words()
    found: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        if text and (role := known.get(plain.key(re.sub(r"[（(].*?[）)]", "", text)))):
            found.setdefault(role, []).append(place)
    filled = sum(map(bool, texts))
    known_ones = sum(map(len, found.values()))
    fits = "name" in found and "type" in found and (known_ones >= 3) and known_ones * 2 >= filled
    return found if fits else {}


def _speaks_of_types(parts: _List) -> bool:
    """Whether the types are such: a list of roads has a name, a type and a length, too."""
    kinds = [kind for row in parts.rows if (kind := _text(row, parts.roles, "type"))]
    known = sum(map(_is_type, kinds))
    return known * 5 >= len(kinds) * 3 > 0


def _is_type(text: str) -> bool:
    return _type(text, (), {}, "")[2] > 0.5


def _titled(grid: Grid, row: int, fallback: str) -> tuple[str, str]:
    """(name, title) of the table out of the rows above its head."""
    said: list[str] = []
    labels: list[str] = []
    for above in range(row - 1, max(row - 1 - _ABOVE, -1), -1):
        texts = list(dict.fromkeys(text for text in grid.texts(above) if text))
        labelled = any(":" in text or "：" in text for text in texts)
        # The last fields of the table above are no title.
        if not texts or (len(texts) > 2 and not labelled) or any(len(text) > 60 or _is_type(text) for text in texts):
            break
        said = texts + said
        labels = texts + labels if labelled else labels
    # 表名：… says it; what stands above that is the title of the whole book.
    said = labels or said
    text = " ".join(_LABEL.sub(" ", one) for one in said)
    latin = _LATIN.search(text)
    chinese = chinese_part(re.sub(r"[（）()【】\[\]]", " ", _LATIN.sub(" ", text)).strip(" -_—:："))
    return (latin[0] if latin else fallback), chinese


def _by_table(parts: _List) -> Iterator[_List]:
    """The same list, or one for each table where a column names them."""
    if "table" not in parts.roles and "title" not in parts.roles:
        yield parts
        return
    tables: dict[tuple[str, str], _List] = {}
    name = title = ""
    for row in parts.rows:
        # The table stands on its first row only, or on every one.
        name, title = _text(row, parts.roles, "table") or name, _text(row, parts.roles, "title") or title
        tables.setdefault((name, title), _List(name or title or parts.name, title, parts.roles)).rows.append(row)
    yield from tables.values()


def _columns(parts: _List) -> Iterator[Column]:
    latin, chinese = _naming(parts)
    seen: set[str] = set()
    for row in parts.rows[:_MOST_COLUMNS]:
        texts = [plain.tidy(cell_text(cell)) for cell in row]
        own = texts[latin] if 0 <= latin < len(texts) else ""
        said = [texts[place] for place in chinese if place < len(texts) and texts[place]]
        kind = _text(row, parts.roles, "type")
        name = own or (said[0] if said else "")
        if not name or not kind or len(name) > 64 or name.upper() in seen:
            continue
        seen.add(name.upper())
        primary = _is_yes(_text(row, parts.roles, "primary"))
        data_type, length, sure = _type(kind, row, parts.roles, chinese_part(said[0]) if said else named(name, "").text)
        comment = "；".join(dict.fromkeys(said))
        yield Column(name, comment, data_type, length, _nullable(row, parts.roles, primary), primary, sure=sure)


def _naming(parts: _List) -> tuple[int, Sequence[int]]:
    """(the place of the column names, -1 for none; those of Chinese names and comments, the name first)."""
    places = [*parts.roles["name"]]
    chinese = {
        place: sum(has_chinese(cell_text(row[place])) for row in parts.rows if place < len(row)) for place in places
    }
    filled = {
        place: sum(bool(cell_text(row[place]).strip()) for row in parts.rows if place < len(row)) for place in places
    }
    latin = next((place for place in places if filled[place] and chinese[place] * 5 < filled[place]), -1)
    return latin, [place for place in places if chinese[place] and place != latin]


def _type(kind: str, row: Sequence[Cell], roles: Mapping[str, Sequence[int]], name: str) -> tuple[str, str, float]:
    """(data type, length, how sure): `varchar(50)`, or a word and its length beside it, or a word of the catalog."""
    sized = _SIZED.fullmatch(kind)
    word = sized[1] if sized else kind
    sizes = re.findall(r"\d+", sized[2]) if sized else re.findall(r"\d+", _text(row, roles, "length"))
    sizes += [] if sized else re.findall(r"\d+", _text(row, roles, "scale"))[:1]
    value = codes.load_lists()["data_type"].find(word)
    if value and not word.isascii():
        return value.key, ",".join(size for size in sizes[:2] if size != "0"), 0.9
    data_type, length, sure = type_of(word.split()[0] if word.split() else word, sizes[:2], name)
    return data_type, length or (sizes[0] if sizes and data_type in ("string", "integer") else ""), sure


def _nullable(row: Sequence[Cell], roles: Mapping[str, Sequence[int]], primary: bool) -> bool | None:
    empty, required = _text(row, roles, "nullable"), _text(row, roles, "required")
    if primary or plain.key(empty) in ("notnull", "非空", "不可空", "不能为空", "m"):
        return False
    if empty:
        return _is_yes(empty) or plain.key(empty) in ("null", "可空", "可为空")
    if "required" in roles:
        return not (_is_yes(required) or plain.key(required) in ("notnull", "非空", "必填", "m"))
    return None


def _is_yes(text: str) -> bool:
    return plain.key(text) in _YES or text.strip() in _YES


def _text(row: Sequence[Cell], roles: Mapping[str, Sequence[int]], role: str) -> str:
    """What stands in the column of that role, "" where there is none."""
    place = roles.get(role, (-1,))[0]
    return plain.tidy(cell_text(row[place])) if 0 <= place < len(row) else ""
