"""What a reviewer wrote in free words, led back to the fields it speaks about, where the words allow it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from client.catalog import plain
from client.catalog import profile as profiles
from client.catalog.entry import Entry
from client.errors import SettingsProblem

Place = tuple[str, str]
"""(item id, field id), "" for the entry itself."""

_Word = tuple[str, bool, str]

_MOST = 6
"""A letter that names more places than this is about the entry as a whole."""
_LONGEST = 2000
_SAID: dict[str, tuple[str, ...]] = {
    "name": ("目录名称", "目录名", "资源名称", "标题", "名称"),
    "summary": ("摘要", "简介", "内容描述", "描述不清"),
    "sharing": ("共享类型", "共享属性", "共享级别"),
    "sharing_condition": ("共享条件", "使用条件", "使用要求"),
    "sharing_scope": ("共享范围",),
    "sharing_way": ("共享方式", "提供方式"),
    "refusal_reason": ("不予共享理由", "不共享理由", "不予共享原因"),
    "refusal_basis": ("不予共享依据", "不共享依据", "法律依据", "依据"),
    "open_type": ("开放类型", "开放属性", "是否开放"),
    "open_condition": ("开放条件",),
    "update_cycle": ("更新周期", "更新频率", "更新频次"),
    "format_type": ("资源格式", "数据格式", "格式类型"),
    "data_level": ("数据分级", "分类分级", "安全级别", "数据级别"),
    "provider": ("提供方", "提供单位", "提供部门", "来源部门"),
    "provider_code": ("提供单位代码", "提供方代码", "信用代码"),
    "code": ("目录代码", "目录编码", "资源代码", "信息资源代码"),
    "source_item_name": ("来源事项", "权责事项"),
    "item_name": ("数据项名称", "信息项名称", "字段名称", "字段中文名"),
    "item_english_name": ("英文名", "字段英文名", "字段名"),
    "item_type": ("数据类型", "字段类型", "类型"),
    "item_length": ("数据长度", "字段长度", "长度"),
    "item_level": ("数据项分级", "信息项分级", "字段分级"),
}
"""How reviewers call the fields, beside the labels and the header words of the standard."""
_NUMBER = re.compile(r"第(\d{1,3}|[一二三四五六七八九十])(?:个|条|行)?(?:数据项|信息项|字段|项|行)")
_DIGITS = "零一二三四五六七八九十"


def places(text: str, entry: Entry) -> tuple[Place, ...]:
    """The places a reviewer's words are about, in the order they are named; () when they name none, or too many."""
    try:
        words = _words(entry.profile)
    except SettingsProblem:
        return ()
    said = plain.key(text[:_LONGEST])
    items, said = _items(said, entry)
    named = list(_named(said, words))
    fields = [name for of_item, name in named if not of_item]
    item_fields = [name for of_item, name in named if of_item]
    if items:
        found = [(item, name) for item in items for name in item_fields or [""]]
        found += [("", name) for name in fields if name != "name" and not item_fields]
    else:
        found = [("", name) for name in fields]
        if item_fields and len(entry.items) == 1 and not found:
            found = [(entry.items[0].id, name) for name in item_fields]
    return tuple(dict.fromkeys(found)) if len(found) <= _MOST else ()


def _items(said: str, entry: Entry) -> tuple[list[str], str]:
    """The items that are named or counted, and the words that are left when their names are taken out."""
    found: list[str] = []
    for number in _NUMBER.findall(said):
        place = int(number) if number.isdigit() else _DIGITS.index(number)
        if 1 <= place <= len(entry.items):
            found.append(entry.items[place - 1].id)
    said = _NUMBER.sub(" ", said)
    named = [(plain.key(item.text("item_name")), item.id) for item in entry.items]
    for name, item in sorted(named, key=lambda one: -len(one[0])):
        if len(name) >= 2 and name in said:
            found.append(item)
            said = said.replace(name, " ")
    return list(dict.fromkeys(found)), said


def _named(said: str, words: Sequence[_Word]) -> Iterator[tuple[bool, str]]:
    """(of an item, field) of all that is named, in order; a long word takes its letters away from the shorter ones."""
    hits: dict[tuple[bool, str], int] = {}
    for word, of_item, field in words:
        at = said.find(word)
        if at >= 0:
            hits[of_item, field] = min(at, hits.get((of_item, field), at))
            said = said.replace(word, "\0" * len(word))
    return iter(sorted(hits, key=hits.__getitem__))


@lru_cache(maxsize=32)
def _words(profile: str) -> tuple[_Word, ...]:
    """Every word for every field of a standard, longest first; a word for both is one for the field of the entry.

    Raises `SettingsProblem` when the standard is not installed.
    """
    words: dict[str, tuple[bool, str]] = {}
    known = profiles.get(profile)
    both = [(False, field) for field in known.fields] + [(True, field) for field in known.item_fields]
    said = [
        (word, place) for place in both for word in (place[1].label.zh, place[1].label.en, *_SAID.get(place[1].id, ()))
    ]
    in_headers = [(word, place) for place in both for word in place[1].synonyms]
    for word, (of_item, field) in (*said, *in_headers):  # what people say counts before what stands in headers
        if len(key := plain.key(word)) >= 2:
            words.setdefault(key, (of_item, field.id))
    return tuple(sorted([(key, *where) for key, where in words.items()], key=lambda one: (-len(one[0]), one[0])))
