"""What can be looked up in a standard, and finding it by words, by pinyin initials or by a code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from client import initials
from client.catalog import plain
from client.catalog.profile import Field, Profile
from client.checks import manual
from client.texts import Text

FIELD, ITEM, RULE, LIST = "field", "item", "rule", "list"


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to look up: its kind, its id, and the standard it is asked for (an id, "" for the present one)."""

    kind: str
    name: str
    profile: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """A topic as a list shows it. `words` is everything it is found by, ready for comparing."""

    topic: Topic
    title: str
    area: str
    words: tuple[str, ...]


def headline(topic: Topic, title: str, area: str, more: Iterable[str] = ()) -> Headline:
    """A topic under its title; `more` are other words that lead to it."""
    found_by = [title, topic.name, *more]
    keys = [*(plain.key(one) for one in found_by), *initials.of(title)]
    return Headline(topic, title, area, tuple(dict.fromkeys(one for one in keys if one)))


def headlines(profile: Profile) -> tuple[Headline, ...]:
    """Everything of a standard, in the order of the form, in the present language."""
    found = [_of_field(field, profile) for field in (*profile.fields, *profile.item_fields)]
    for page in manual.pages(profile):
        area = str(manual.AREAS.get(page.area, Text(page.area, page.area)))
        found.append(headline(Topic(RULE, page.code), page.title, area, (page.why, page.basis)))
    used = dict.fromkeys(one.list.id for one in (*profile.fields, *profile.item_fields) if one.list)
    for name in used:
        held = profile.lists[name]
        words = [word for value in held.values for word in (value.label.zh, value.label.en, *value.synonyms)]
        found.append(headline(Topic(LIST, name), str(held.label), str(Text("代码表", "Code list")), words))
    return tuple(found)


def find(known: Sequence[Headline], query: str) -> list[Headline]:
    """What a person means: titles that begin so, then titles and initials that hold it, then all that speaks of it."""
    keys = [key for key in (plain.key(word) for word in query.split()) if key]
    if not keys:
        return list(known)
    ranked = []
    for place, one in enumerate(known):
        if all(any(key in word for word in one.words) for key in keys):
            ranked.append((_rank(one, keys[0]), place, one))
    return [one for _, _, one in sorted(ranked, key=lambda each: each[:2])]


def _rank(one: Headline, key: str) -> int:
    title = one.words[0]
    if title == key:
        return 0
    if title.startswith(key):
        return 1
    return 2 if key in title else 3 if any(word.startswith(key) for word in one.words) else 4


def _of_field(field: Field, profile: Profile) -> Headline:
    area = str(profile.item_word) if field.of_item else _group(field, profile)
    more = (*field.synonyms, field.label.zh, field.label.en, str(field.help))
    return headline(Topic(ITEM if field.of_item else FIELD, field.id), str(field.label), area, more)


def _group(field: Field, profile: Profile) -> str:
    return next((str(group.label) for group in profile.groups if group.id == field.group), "")
