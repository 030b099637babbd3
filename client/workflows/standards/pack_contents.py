"""What a pack holds, line by line, and what it changes against the version that is there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from client.catalog.packs import Pack

NEW, CHANGED, SAME, GONE = "new", "changed", "same", "gone"
_Things = Mapping[str, tuple[str, object]]
"""By code: the name, and everything that is said."""


@dataclass(frozen=True, slots=True)
class PackLine:
    """One thing of a pack: its kind, code and name, and what it is against the version before."""

    kind: str
    code: str
    name: str
    state: str


def lines(pack: Pack, before: Pack | None = None) -> tuple[PackLine, ...]:
    """Everything in a pack, kind by kind; what the version before had and this one has not comes last in its kind."""
    old = _things(before) if before else {}
    return tuple(line for kind, held in _things(pack).items() for line in _lines(kind, held, old.get(kind, {}), before))


def _lines(kind: str, held: _Things, old: _Things, before: Pack | None) -> Iterator[PackLine]:
    for code, (name, said) in held.items():
        state = NEW if code not in old else SAME if old[code][1] == said else CHANGED
        yield PackLine(kind, code, name, state if before else NEW)
    for code, (name, _said) in old.items():
        if code not in held:
            yield PackLine(kind, code, name, GONE)


def _things(pack: Pack) -> Mapping[str, _Things]:
    return {
        "organisations": {one.code: (one.name, one) for one in pack.organisations},
        "classes": {code: (name, name) for code, name in pack.classes.items()},
        "elements": {one.id: (str(one.name), _plain(one)) for one in pack.elements},
        "models": {one.id: (one.title, one) for one in pack.models},
        "blocks": {str(one["id"]): (f"{one['front']} {one['first']}-{one['last']}", dict(one)) for one in pack.blocks},
        "regions": {code: (one.name, one) for code, one in pack.regions.items()},
        "profiles": {name: (_title(raw, name), raw) for name, raw in pack.profiles.items()},
    }


def _plain(one: object) -> tuple[object, ...]:
    """A data element by what it says: two of them are equal only when they are one."""
    return tuple(getattr(one, name) for name in one.__slots__)  # type: ignore[attr-defined]


def _title(raw: Mapping[str, object], name: str) -> str:
    title = raw.get("title")
    text = str(title.get("zh", name)) if isinstance(title, Mapping) else name
    return f"{text} {raw.get('version', '')}"
