"""What a refusal to share rests on: Decree 809 art. 14-15 takes laws, administrative regulations and decisions of the
State Council, nothing lower."""

import re
from functools import lru_cache

from client.catalog import plain
from client.checks.words import laws, party_rules

_TITLE = re.compile(r"[《〈]([^《》〈〉]{2,80})[》〉]")
_DECREE = re.compile(r"国务院令\s*第?\s*[〔\[（(]?\s*\d+|国务院\s*(?:第\s*)?\d+\s*号令|主席令\s*第")
_DECISION = re.compile(r"国务院关于[^，。；《》]{2,60}的?决定|(?:全国人民代表大会|全国人大)[^，。；《》]{0,60}决定")
_NATIONAL = re.compile(r"中华人民共和国[\u4e00-\u9fff]{1,30}?(?:(?<![办方])法(?!规)|条例)")
_NOT_LAW = re.compile(r"(?:办法|方法|做法|用法|说法|语法|执法|司法|文法)$")
# 《浙江省公共数据条例》: a local regulation is none of the three.
_LOCAL = re.compile(
    r"^[\u4e00-\u9fff]{2,7}?(?:省|自治区|自治州|自治县)|^[\u4e00-\u9fff]{2,4}市(?![场政容民])|^[\u4e00-\u9fff]{2,4}经济特区"
)
_TRAILER = re.compile(r"[（(].{0,20}[）)]$")
_DOCUMENT = re.compile(r"《|〔\d{4}〕|\[\d{4}\]|［\d{4}］|第\s*[\d一二三四五六七八九十百]+\s*条|\d+\s*号")
_ROOM = 4000


@lru_cache(maxsize=2048)
def _names_law(text: str) -> bool:
    if _DECREE.search(text) or _DECISION.search(text) or _NATIONAL.search(text):
        return True
    if any(_is_law(title) for title in _TITLE.findall(text)):
        return True
    # Titles without brackets pass when they are well known: "依据个人信息保护法第十条".
    key = plain.key(_TITLE.sub(" ", text))
    return any(title in key and f"{title}办法" not in key and f"{title}规" not in key for title in _long_titles())


@lru_cache(maxsize=1)
def _long_titles() -> tuple[str, ...]:
    return tuple(title for title in laws() if len(title) >= 3)


def _is_law(title: str) -> bool:
    title = _TRAILER.sub("", title.strip())
    if title.startswith("中国共产党") or title in party_rules():
        return False  # binding, but neither a law nor an administrative regulation
    if plain.key(title.removeprefix("中华人民共和国")) in laws():
        return True
    if _LOCAL.search(title):
        return False
    if title.endswith("决定"):
        return "国务院" in title or "全国人民代表大会" in title
    return title.endswith(("条例", "法典", "宪法")) or (title.endswith("法") and not _NOT_LAW.search(title))


def names_law(text: str) -> bool:
    """Whether the text names a law, an administrative regulation or a decision of the State Council."""
    return _names_law(text[:_ROOM])


def names_document(text: str) -> bool:
    """Whether the text names any document at all: a title, a number, a clause."""
    return bool(_DOCUMENT.search(text[:_ROOM])) or names_law(text)
