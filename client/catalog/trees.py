"""The shipped trees: the national classification (类/项/目) of 2017, and the regions of GB/T 2260 down to prefectures.

Deeper classes, counties and townships come with an office's pack (`client.catalog.packs`).
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from client import paths


@dataclass(frozen=True, slots=True)
class ClassNode:
    """A node of the classification; `level` is 类, 项 or 目, `parent` its code ("" at the top)."""

    code: str
    name: str
    parent: str
    level: str


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division. `until` and `successor` say what became of one that is gone ("" while it stands).

    Days are ISO; where only the year is certain it stands alone and counts from its first day.
    """

    code: str
    name: str
    parent: str = ""
    since: str = ""
    until: str = ""
    successor: str = ""


@cache
def classification() -> Mapping[str, ClassNode]:
    """Every node by code."""
    return {
        row["code"]: ClassNode(row["code"], row["name"], row["parent_code"], row["level"])
        for row in _rows("classification.csv")
    }


@cache
def regions() -> Mapping[str, Region]:
    """Provinces and prefectures by code, what was merged or renamed since 2009, well-known counties among it."""
    return {row["code"]: Region(**row) for row in _rows("regions.csv")}


def path_of(code: str) -> tuple[ClassNode, ...]:
    """The nodes from the top down to the deepest one that a code (or the front part of one) lies under."""
    tree = classification()
    return tuple(tree[code[:size]] for size in (1, 3, 6) if code[:size] in tree and len(code) >= size)


def below(code: str) -> tuple[ClassNode, ...]:
    """The nodes directly below one; the top ones for ""."""
    return tuple(node for node in classification().values() if node.parent == code)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with paths.resource("codes", name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
