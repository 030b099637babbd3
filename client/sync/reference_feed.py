"""Everything that stands in the spaces of a platform, page by page, for the reference file."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from client.platforms.platform import Change, EpochChanged, Platform
from client.store.reference.record import Record

PAGE = 1000


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Records and the place to go on from once they are stored."""

    records: tuple[Record, ...]
    cursor: str


@dataclass(frozen=True, slots=True)
class Place:
    """How far every space was read, and the generation of the platform this is of; "" before the first page."""

    epoch: str = ""
    at: Mapping[str, str] = field(default_factory=dict)


def pages(platform: Platform, spaces: Sequence[str], cursor: str = "") -> Iterator[FeedPage]:
    """The pages behind `cursor` ("" = from the beginning). A record that changes meanwhile comes again, the last one holds.

    Raises `PlatformProblem`; `EpochChanged` means that everything must be read anew.
    """
    place = place_of(cursor)
    epoch, at = place.epoch, {**place.at}
    for space in spaces:
        more = True
        while more:
            page = platform.pull(space, at.get(space, ""), epoch, PAGE)
            if epoch and page.epoch != epoch:
                raise EpochChanged("platform.epoch", epoch=page.epoch)
            more = page.more and page.cursor != at.get(space, "")
            at[space], epoch = page.cursor, page.epoch
            yield FeedPage(tuple(_record(change, space) for change in page.changes), cursor_of(Place(epoch, at)))


def cursor_of(place: Place) -> str:
    """A place as it is kept."""
    return json.dumps({"epoch": place.epoch, "at": {**place.at}})


def place_of(cursor: str) -> Place:
    """The place that a kept cursor names; the beginning when it names none, as that of a file of lines."""
    read = json.loads(cursor) if cursor else None
    return Place(read["epoch"], read["at"]) if isinstance(read, dict) else Place()


def _record(change: Change, space: str) -> Record:
    return Record(change.id, None if change.deleted else change.body, change.state, change.code, space)
