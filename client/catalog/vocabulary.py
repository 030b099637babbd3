"""All field ids there are, once for every profile (`resources/vocabulary/core.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from client import paths
from client.texts import Text, text_of


@dataclass(frozen=True, slots=True)
class Term:
    """A field id with its kind, its code list ("" for none) and its neutral name."""

    id: str
    kind: str
    list: str
    label: Text


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The field ids of entries and of their items."""

    version: str
    fields: Mapping[str, Term]
    item_fields: Mapping[str, Term]


@cache
def load() -> Vocabulary:
    """The shipped vocabulary."""
    raw = tomllib.loads(paths.resource("vocabulary", "core.toml").read_text(encoding="utf-8"))
    return Vocabulary(raw["version"], _terms(raw["field"]), _terms(raw["item_field"]))


def _terms(blocks: list[dict[str, object]]) -> Mapping[str, Term]:
    terms = {}
    for block in blocks:
        label = block["label"]
        if not isinstance(label, dict):
            raise TypeError(f"label of {block['id']} is no table")
        term = Term(str(block["id"]), str(block["kind"]), str(block.get("list", "")), text_of(label))
        if term.id in terms:
            raise ValueError(f"field id {term.id} stands twice in the vocabulary")
        terms[term.id] = term
    return terms
