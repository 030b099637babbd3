"""What an entry is found by: pairs of characters of its name and of its items' names, and the values of its facets.

A token begins with a letter for its kind. The last character of a text is a token of its own, so that a search for one
character is a search for every token that begins with it.
"""

import re
from collections.abc import Iterator
from unicodedata import is_normalized

from client.catalog import plain

ALL = "*"
"""The token of every entry."""
NAME, ITEM, CODE, REGION, FACET = "n", "i", "c", "r", "="
CODE_HEAD = 6
"""Characters of a catalog code that are a token; longer beginnings are looked up in the order of codes."""

FACETS = ("state", "sharing", "update_cycle", "open_type", "data_level", "format_class", "profile", "space", "provider")
"""What a list can be narrowed by and counted by, beside `region`."""

_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}([0-9]{6})[0-9A-HJ-NPQRTUWXY]{10}")


def pairs(text: str) -> list[str]:
    """Every two neighbouring characters and the last one alone."""
    return [text[at : at + 2] for at in range(len(text))]


def key(text: str) -> str:
    """`plain.key`, five times as fast for the texts it would not change, which are nearly all."""
    if text.isalnum() and is_normalized("NFKC", text) and text.casefold() == text:
        return text
    return plain.key(text)


def words(text: str) -> list[str]:
    """The words a person typed, as they are compared."""
    return [found for found in dict.fromkeys(map(key, text.split())) if found]


def code_key(code: str) -> str:
    """A catalog code as it is compared and sorted."""
    plainly = code.isascii() and code.isprintable() and " " not in code
    return code.upper() if plainly else plain.narrow(code).upper()


def name_order(text: str) -> bytes:
    """What names are sorted by: in GB 18030 the common characters stand in the order of their pinyin."""
    return key(text).encode("gb18030", "replace")


def facet(name: str, value: str) -> str:
    """The token of a value of a facet."""
    return f"{FACET}{name}:{value}"


def region_of(provider_code: str, space: str) -> str:
    """The six digits of the district in a unified social credit code (GB 32100, places 3 to 8), "" when there is none."""
    found = _USCC.fullmatch(provider_code) or _USCC.fullmatch(space)
    return found[1] if found else ""


def regions(region: str) -> Iterator[str]:
    """The tokens of a district: the province, the city, itself."""
    return (REGION + region[:size] for size in (2, 4, 6) if region)


def wanted(kind: str, word: str) -> tuple[list[str], str]:
    """What to look for: tokens that must all be there, or the beginning of a token ("" when there are tokens)."""
    if len(word) == 1:
        return [], kind + word
    return [kind + pair for pair in dict.fromkeys(pairs(word)[:-1])], ""


def after(beginning: str) -> str:
    """The first text behind everything that begins so."""
    return beginning[:-1] + chr(ord(beginning[-1]) + 1)
