"""Pinyin initials (拼音首字母), by which clerks look for what they know by name: 企业登记 is found by "qydj"."""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

_TWO = {
    "长": "cz", "重": "cz", "行": "xh", "乐": "ly", "单": "ds", "藏": "cz", "调": "dt", "会": "hk", "车": "cj", "朝": "cz",
    "传": "cz", "曾": "cz", "系": "xj", "率": "ls", "校": "xj", "省": "sx", "降": "jx", "厦": "xs", "种": "zc", "阿": "ae",
    "石": "sd", "解": "jx", "盛": "sc", "澄": "cd", "洗": "xs", "尉": "wy", "弹": "dt",
}  # fmt: skip
"""Characters of names of places and offices that are read in two ways, by the first letters of both."""


_MOST = 3


@lru_cache(maxsize=8192)
def of(text: str) -> tuple[str, ...]:
    """The initials of a text in lower case; letters and digits stay as they are. () when it has no Chinese.

    Read as words (银行 is "yh", 重庆 "cq"), then with the other reading of one character that has two: in 福州市长乐区
    the words are told apart wrongly, and few names of places stand in a dictionary.
    """
    if text.isascii():
        return ()
    read = _read(text)
    found = [read]
    places = [place for place, character in enumerate(text) if read[place] in _TWO.get(character, "")]
    for place in places[:_MOST]:
        other = _TWO[text[place]].replace(read[place], "")
        found.append(read[:place] + other + read[place + 1 :])
    return tuple(dict.fromkeys(one.lower() for one in found if one != text))


def _read(text: str) -> str:
    """One letter for each character. Of the words only those matter in which one is read otherwise than alone."""
    words = _words()
    letters = [_letter(character) for character in text]
    at = 0
    while at < len(text):
        for word, read in words.get(text[at], ()):
            if text.startswith(word, at):
                letters[at : at + len(word)] = read
                at += len(word)
                break
        else:
            at += 1
    return "".join(letters)


@cache
def _letter(character: str) -> str:
    from pypinyin.pinyin_dict import pinyin_dict

    reading = pinyin_dict.get(ord(character), "")
    return _bare(reading[0]) if reading else character


@cache
def _words() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """(word, its letters) by the first character, the longest first. pypinyin has the dictionary; taking every text
    apart by all of it, as pypinyin does, costs thirty times as much."""
    from pypinyin.phrases_dict import phrases_dict  # a fifth of a second, which a start need not wait for

    found: dict[str, list[tuple[str, str]]] = {}
    for word, readings in phrases_dict.items():
        read = "".join(_bare(reading[0][0]) for reading in readings)
        if len(read) == len(word) and read != "".join(map(_letter, word)):
            found.setdefault(word[0], []).append((word, read))
    return {first: tuple(sorted(words, key=lambda one: -len(one[0]))) for first, words in found.items()}


@cache
def _bare(letter: str) -> str:
    """Without its tone."""
    return unicodedata.normalize("NFD", letter)[0]
