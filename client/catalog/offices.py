"""Which unit of a list a short, old or careless name means: 公安局, 县公安局, 工商局 (before 2018). Only ever offered."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache

from client import paths
from client.catalog import plain
from client.catalog.tables import Organisation, Organisations

_MOST = 4
_SHORTEST = 2
_ENOUGH = 3
"""Characters of a name without its place."""
_LEVELS = "省市县区旗州"
_LONGEST = 60


def likely(units: Organisations, name: str) -> tuple[Organisation, ...]:
    """The units that a name the list does not know may mean, at most four; none when it may be anything.

    A name without its place means a unit of the list whose name ends so; a former name, or a short one, means the unit
    that does the same today.
    """
    key = plain.key(name[:_LONGEST])
    if len(key) < _SHORTEST:
        return ()
    for wanted in _readings(key):
        found = tuple(unit for unit in units.units if any(_ends_so(plain.key(one), wanted) for one in unit.names))
        if found:
            return found if len(found) <= _MOST else ()
    return ()


def _ends_so(unit: str, wanted: str) -> bool:
    """清河县公安局 ends with 公安局 and with 县公安局, but 县教育局 is no 育局."""
    if not unit.endswith(wanted) or len(wanted) < _ENOUGH:
        return False
    before = unit[: len(unit) - len(wanted)]
    return not before or before[-1] in _LEVELS or wanted[0] in _LEVELS


def _readings(key: str) -> Iterator[str]:
    """The name as it is, then with what such an office is called today."""
    yield key
    for word, present in _functions().items():
        if key.endswith(word):
            yield from (key.removesuffix(word) + now for now in present)


@cache
def _functions() -> Mapping[str, tuple[str, ...]]:
    """By the words for a function, the longest first, what such an office is called today."""
    raw = tomllib.loads(paths.resource("offices", "functions.toml").read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for one in raw["function"]:
        present = tuple(plain.key(text) for text in one["now"])
        for word in map(plain.key, (*one["words"], *one["now"])):
            found[word] = (*found.get(word, ()), *present)
    return dict(sorted(found.items(), key=lambda one: -len(one[0])))
