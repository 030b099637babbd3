"""Everything that stands in the spaces of a platform, page by page, for the reference file."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from client.platforms.platform import Change, EpochChanged, Platform
from client.store.reference.record import Record

PAGE = 1000


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Records and the place to go on from once they are stored."""

    records: tuple[Record, ...]
    cursor: str


def pages(platform: Platform, spaces: Sequence[str], cursor: str = "") -> Iterator[FeedPage]:
    """The pages behind `cursor` ("" = from the beginning). A record that changes meanwhile comes again, the last one holds.

    Raises `PlatformProblem`; `EpochChanged` means that everything must be read anew.
    """
    space, at, epoch = json.loads(cursor) if cursor else ("", "", "")
    todo = [*spaces][[*spaces].index(space) :] if space in spaces else [*spaces]
    for one in todo:
        at, epoch = (at, epoch) if one == space else ("", "")
        more = True
        while more:
            page = platform.pull(one, at, epoch, PAGE)
            if epoch and page.epoch != epoch:
                raise EpochChanged("platform.epoch", epoch=page.epoch)
            more = page.more and page.cursor != at
            at, epoch = page.cursor, page.epoch
            yield FeedPage(tuple(_record(change, one) for change in page.changes), json.dumps([one, at, epoch]))


def _record(change: Change, space: str) -> Record:
    return Record(change.id, None if change.deleted else change.body, change.state, change.code, space)
