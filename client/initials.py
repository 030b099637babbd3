"""Pinyin initials (拼音首字母), by which clerks look for what they know by name: 企业登记 is found by "qydj"."""

from functools import lru_cache

_TWO = {
    "长": "cz", "重": "cz", "行": "xh", "乐": "ly", "单": "ds", "藏": "cz", "调": "dt", "会": "hk", "车": "cj", "朝": "cz",
    "传": "cz", "曾": "cz", "系": "xj", "率": "ls", "校": "xj", "省": "sx", "降": "jx", "厦": "xs", "种": "zc", "阿": "ae",
    "石": "sd", "解": "jx", "盛": "sc", "澄": "cd", "洗": "xs", "尉": "wy", "弹": "dt",
}  # fmt: skip
"""Characters of names of places and offices that are read in two ways, by the first letters of both."""


@lru_cache(maxsize=8192)
def of(text: str) -> tuple[str, ...]:
    """The initials of a text in lower case; letters and digits stay as they are. () when it has no Chinese.

    Read as words (银行 is "yh", 重庆 "cq"), then with the other reading of one character that has two: in 福州市长乐区
    the words are told apart wrongly, and few names of places stand in a dictionary.
    """
    from pypinyin import Style, lazy_pinyin  # its dictionary takes a sixth of a second, which a start need not wait for

    if text.isascii():
        return ()
    read = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))
    found = [read]
    if len(read) == len(text):
        places = [place for place, character in enumerate(text) if read[place] in _TWO.get(character, "")]
        for place in places[:_MOST]:
            other = _TWO[text[place]].replace(read[place], "")
            found.append(read[:place] + other + read[place + 1 :])
    return tuple(dict.fromkeys(one.lower() for one in found if one != text))


_MOST = 3
