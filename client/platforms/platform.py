"""What every platform above is to the client: push, pull, proof of convergence, and for reviewers the review.

Tokens and cursors are opaque strings of the platform. No clock of the client is ever compared with one of the platform.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from client.catalog.wire import Body
from client.errors import PlatformProblem


class Outcome(StrEnum):
    """What became of one op. `applied` and `replayed` are durable above; the others changed nothing."""

    APPLIED = "applied"
    REPLAYED = "replayed"
    CONFLICT = "conflict"
    REFUSED = "refused"
    RETRY = "retry"


class EpochChanged(PlatformProblem):
    """The platform was restored or installed anew: its tokens cannot be compared with ours (model.md 11)."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an adapter can do. `max_batch` ops go up in one request; `native_replay`: the platform knows op ids."""

    name: str
    max_batch: int
    native_replay: bool = True
    ordered_feed: bool = True
    tombstones: bool = True
    digest: bool = True
    review: bool = True
    kinds: frozenset[str] = frozenset({"put", "change", "withdraw", "delete", "move"})


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding as it travels. `pointer` is a JSON Pointer into the body it was found in, "" for the whole entry."""

    code: str
    pointer: str = ""
    severity: str = "error"
    detail: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Review:
    """What the reviewer said: a comment, faults at places, who and when (the platform's clock, only to be shown)."""

    comment: str = ""
    by: str = ""
    at: str = ""
    findings: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One record as it stands above. `state` is a key of `states.WIRE_REPORT`, `stage` which body is reviewing.

    `reviewed_token` names the version the review was made on; "" when there is no review.
    """

    id: str
    token: str
    deleted: bool = False
    body: Body | None = None
    state: str = ""
    stage: str = ""
    code: str = ""
    review: Review | None = None
    reviewed_token: str = ""


@dataclass(frozen=True, slots=True)
class ChangePage:
    """A page of the feed. `cursor` is where the next page begins, to be stored together with what was done with this one."""

    epoch: str
    cursor: str
    more: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PushOp:
    """One frozen operation. `base_token` is "" when the entry is believed to be new above; `about` as in model.md 11.

    `kind` is put, change, withdraw, delete or move; a move names the other space as `about["to_space"]`.
    """

    op_id: str
    id: str
    kind: str
    body: Body | None = None
    base_token: str = ""
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PushResult:
    """What became of one op. `token` and `state` after it; `current` with a conflict (None: not known above).

    `raw` is the platform's own answer for this op, kept with the receipt.
    """

    op_id: str
    id: str
    outcome: Outcome
    token: str = ""
    state: str = ""
    current: Change | None = None
    errors: tuple[Fault, ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Digest:
    """How many live records there are and what their ids and tokens hash to (`digest_of`)."""

    epoch: str
    live: int
    sha256: str
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Hello:
    """Who answers: name, epoch, the platform's time (ISO), and the lowest client version it takes ("" = any)."""

    name: str
    epoch: str
    time: str
    features: frozenset[str]
    max_ops: int
    min_client: str = ""


@dataclass(frozen=True, slots=True)
class Me:
    """Whom the platform takes us for, and the role (editor, reviewer, reader) in each space; "*" means every space."""

    actor: str
    spaces: Mapping[str, str]
    expires: str = ""


@dataclass(slots=True)
class Traffic:
    """Bytes of bodies that went up and came down since the adapter was made."""

    up: int = 0
    down: int = 0


class Platform(Protocol):
    """A platform above. Every call may raise `Unreachable`, `NotLetIn`, `Refused` or another `PlatformProblem`.

    A raised failure never proves that nothing happened above: the same ops are sent again with the same op ids.
    """

    @property
    def capabilities(self) -> Capabilities:
        """What this adapter can do."""

    @property
    def traffic(self) -> Traffic:
        """Bytes moved so far."""

    def hello(self) -> Hello:
        """The service itself, without a credential. The first thing to ask an unknown address."""

    def me(self) -> Me:
        """Whom the credential belongs to: the cheapest test of a connection."""

    def push(self, space: str, ops: Sequence[PushOp], epoch: str = "") -> list[PushResult]:
        """Sends the ops, at most `capabilities.max_batch`; one result for each, in their order.

        With `epoch` the platform refuses ops made for another generation of itself: `EpochChanged`.
        """

    def pull(self, space: str, cursor: str = "", epoch: str = "", limit: int = 200) -> ChangePage:
        """What is newer than `cursor` ("" = from the beginning). Raises `EpochChanged` when `epoch` is not the present one."""

    def fetch(self, space: str, entry_id: str) -> Change | None:
        """One record as it stands now, None when it is not known."""

    def digest(self, space: str) -> Digest | None:
        """The platform's proof of convergence, None when it has none."""

    def close(self) -> None:
        """Lets go of connections."""


@runtime_checkable
class Reviewer(Protocol):
    """What a person of the body above may do."""

    def pending(self, space: str, state: str = "submitted", after: str = "", limit: int = 200) -> ChangePage:
        """The records in a state, oldest first."""

    def review(
        self,
        space: str,
        entry_id: str,
        op_id: str,
        base_token: str,
        state: str,
        code: str = "",
        comment: str = "",
        findings: Sequence[Fault] = (),
        stage: str = "",
    ) -> str:
        """Takes a step of `states.REVIEW_STEPS` and gives the new token. `Refused` when the record changed meanwhile
        ("platform.review-stale"), the step is not allowed or a return names no reason."""


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Numbers `first` to `last` behind `front`, in the form of `family`, that only we may give."""

    id: str
    family: str
    front: str
    first: int
    last: int


@runtime_checkable
class Lessor(Protocol):
    """A platform that leases blocks of catalog codes."""

    def lease(self, space: str, request_id: str, front: str = "", size: int = 100) -> CodeBlock:
        """A block nobody else is given; the same `request_id` gives the same block. `front` "": the platform's choice."""


@runtime_checkable
class Library(Protocol):
    """A platform that gives out a whole copy of what stands above (feature `snapshot`)."""

    def snapshot(self) -> Mapping[str, Any] | None:
        """What the copy is, as a signed document that was not verified yet; None when there is none now."""

    def snapshot_pieces(self, sha256: str, start: int) -> Iterator[bytes]:
        """The bytes of the file from `start` on. `Refused("platform.not-found")` when another has taken its place."""


def digest_of(tokens: Mapping[str, str]) -> str:
    """What the tokens of the live records hash to: 256 parts by the first two hex digits of SHA-256(id), and these hashed.

    The ids themselves are UUIDv7 and share their first digits, so a part by id would hold everything.
    """
    return digest_of_parts(digest_parts(tokens.items()))


def digest_parts(records: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """The digest of each part that is not empty: SHA-256 over `id:token\\n`, sorted by id."""
    parts: dict[str, list[str]] = {}
    for entry_id, token in sorted(records):
        part = hashlib.sha256(entry_id.encode()).hexdigest()[:2]
        parts.setdefault(part, []).append(f"{entry_id}:{token}\n")
    return {part: hashlib.sha256("".join(lines).encode()).hexdigest() for part, lines in sorted(parts.items())}


def digest_of_parts(parts: Mapping[str, str]) -> str:
    """The digest of the whole: SHA-256 over `part:digest\\n`, sorted by part."""
    return hashlib.sha256("".join(f"{part}:{parts[part]}\n" for part in sorted(parts)).encode()).hexdigest()
