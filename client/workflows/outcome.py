"""What a deed touched, so that every open screen can refresh just that."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of the entries touched and which other parts of the store changed. `everything`: look at all again."""

    entries: frozenset[str] = frozenset()
    everything: bool = False
    outbox: bool = False
    office: bool = False
    imports: bool = False

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(
            self.entries | other.entries,
            self.everything or other.everything,
            self.outbox or other.outbox,
            self.office or other.office,
            self.imports or other.imports,
        )

    def __bool__(self) -> bool:
        return bool(self.entries) or self.everything or self.outbox or self.office or self.imports


NOTHING = Changes()
EVERYTHING = Changes(everything=True, outbox=True, office=True, imports=True)
