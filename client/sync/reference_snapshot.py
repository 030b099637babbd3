"""The whole copy that a platform gives out (feature `snapshot` of the contract): what it is, and fetching it.

A cut line costs nothing: the download goes on where it stopped, by itself as long as every try brings something.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from client.errors import PlatformProblem, SettingsProblem, StoreProblem, Unreachable
from client.platforms import signing
from client.platforms.platform import Library
from client.progress import Progress
from client.store.reference import carried
from client.store.reference.layout import VERSION
from client.sync.reference_feed import Place

FEATURE = "snapshot"
WORTH = 20_000
"""Changes that are quicker pulled page by page than a whole copy is fetched."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`spaces`: the version of each space up to which the file holds everything; empty: a copy from elsewhere."""

    library: Library
    entries: int
    bytes: int
    sha256: str
    epoch: str
    spaces: Mapping[str, int]

    def is_worth(self, place: Place) -> bool:
        """Whether fetching the copy is quicker than pulling what is newer than `place`, of the same generation."""
        try:
            behind = sum(max(0, at - int(place.at.get(space, 0))) for space, at in self.spaces.items())
        except ValueError:
            return True
        return behind > WORTH

    def fetch(self, path: Path, progress: Progress) -> Path:
        """The file beside `path`, whole and looked through, not yet in use.

        Raises `StoreProblem` store.full, reference.damaged, reference.not-ours; `PlatformProblem` and `Cancelled`.
        """
        arriving = carried.Arriving(path, self.sha256, self.bytes)
        while True:
            before = arriving.held()
            try:
                arriving.take(self.library.snapshot_pieces(self.sha256, before), progress)
                return arriving.end(progress)
            except Unreachable:
                if arriving.held() == before:
                    raise


def offered(library: Library, key: str) -> Snapshot | None:
    """What is given out now, verified by the key of the enrolment.

    Raises `SettingsProblem` reference.untrusted, `StoreProblem` reference.newer and `PlatformProblem`.
    """
    document = library.snapshot()
    if document is None:
        return None
    try:
        about = signing.verify("snapshot", document, key)
    except SettingsProblem as problem:
        raise SettingsProblem("reference.untrusted") from problem
    try:
        if (version := int(about["format"])) > VERSION:
            raise StoreProblem("reference.newer", path=str(about.get("origin", "")), version=version, known=VERSION)
        return Snapshot(
            library=library,
            entries=int(about["entries"]),
            bytes=int(about["bytes"]),
            sha256=str(about["sha256"]),
            epoch=str(about["epoch"]),
            spaces={str(space): int(at) for space, at in about["spaces"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise PlatformProblem("platform.nonsense", host="", status=200) from problem
