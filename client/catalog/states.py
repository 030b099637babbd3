"""Where an entry stands, on three axes that are never folded into one (model.md 4), and the allowed steps."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from client.errors import InputProblem

State = TypeVar("State", bound=StrEnum)


class Local(StrEnum):
    """What the office has done with its own entry."""

    DRAFT = "draft"
    READY = "ready"
    SIGNED_OFF = "signed_off"
    WITHDRAWN = "withdrawn"


class Report(StrEnum):
    """Where it stands with one platform."""

    NONE = "none"
    QUEUED = "queued"
    SENT = "sent"
    RECEIVED = "received"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWAL_REQUESTED = "withdrawal_requested"
    WITHDRAWN = "withdrawn"


class Mount(StrEnum):
    """Whether data is mounted behind the entry."""

    NONE = "none"
    REQUESTED = "requested"
    MOUNTED = "mounted"


LOCAL_STEPS: Mapping[Local, frozenset[Local]] = {
    # An edit takes any entry back to draft; signing off asks for an entry without errors, which makes it ready.
    Local.DRAFT: frozenset({Local.READY, Local.WITHDRAWN}),
    Local.READY: frozenset({Local.DRAFT, Local.SIGNED_OFF, Local.WITHDRAWN}),
    Local.SIGNED_OFF: frozenset({Local.DRAFT, Local.READY, Local.WITHDRAWN}),
    Local.WITHDRAWN: frozenset({Local.DRAFT}),
}

REPORT_STEPS: Mapping[Report, frozenset[Report]] = {
    Report.NONE: frozenset({Report.QUEUED, Report.RECEIVED, Report.ACCEPTED, Report.RETURNED, Report.PUBLISHED}),
    Report.QUEUED: frozenset(
        {
            Report.NONE,
            Report.SENT,
            Report.RECEIVED,
            Report.ACCEPTED,
            Report.RETURNED,
            Report.PUBLISHED,
            Report.WITHDRAWN,
        }
    ),
    Report.SENT: frozenset({Report.RECEIVED, Report.RETURNED, Report.QUEUED, Report.WITHDRAWN}),
    Report.RECEIVED: frozenset(
        {
            Report.IN_REVIEW,
            Report.ACCEPTED,
            Report.RETURNED,
            Report.PUBLISHED,
            Report.QUEUED,
            Report.WITHDRAWAL_REQUESTED,
            Report.WITHDRAWN,
        }
    ),
    Report.IN_REVIEW: frozenset(
        {
            Report.ACCEPTED,
            Report.RETURNED,
            Report.PUBLISHED,
            Report.RECEIVED,
            Report.WITHDRAWAL_REQUESTED,
            Report.WITHDRAWN,
        }
    ),
    Report.ACCEPTED: frozenset(
        {
            Report.PUBLISHED,
            Report.RETURNED,
            Report.QUEUED,
            Report.RECEIVED,
            Report.WITHDRAWAL_REQUESTED,
            Report.WITHDRAWN,
        }
    ),
    Report.RETURNED: frozenset(
        {Report.QUEUED, Report.RECEIVED, Report.ACCEPTED, Report.WITHDRAWN, Report.WITHDRAWAL_REQUESTED}
    ),
    Report.PUBLISHED: frozenset(
        {Report.QUEUED, Report.RECEIVED, Report.RETURNED, Report.WITHDRAWAL_REQUESTED, Report.WITHDRAWN}
    ),
    Report.WITHDRAWAL_REQUESTED: frozenset(
        {Report.WITHDRAWN, Report.PUBLISHED, Report.ACCEPTED, Report.RETURNED, Report.RECEIVED}
    ),
    Report.WITHDRAWN: frozenset({Report.QUEUED, Report.RECEIVED}),
}

MOUNT_STEPS: Mapping[Mount, frozenset[Mount]] = {
    Mount.NONE: frozenset({Mount.REQUESTED, Mount.MOUNTED}),
    Mount.REQUESTED: frozenset({Mount.NONE, Mount.MOUNTED}),
    Mount.MOUNTED: frozenset({Mount.NONE, Mount.REQUESTED}),
}

WIRE_REPORT: Mapping[str, Report] = {
    "submitted": Report.RECEIVED,
    "in_review": Report.IN_REVIEW,
    "accepted": Report.ACCEPTED,
    "returned": Report.RETURNED,
    "published": Report.PUBLISHED,
    "withdrawn": Report.WITHDRAWN,
}
"""The state a platform names in an answer or in the feed, as the report axis."""

REVIEW_STEPS: Mapping[str, frozenset[str]] = {
    "submitted": frozenset({"in_review", "accepted", "returned", "published"}),
    "in_review": frozenset({"accepted", "returned", "published"}),
    "accepted": frozenset({"published", "returned"}),
    "returned": frozenset(),
    "published": frozenset({"withdrawn", "returned"}),
    "withdrawn": frozenset(),
}
"""What a reviewer may do at a platform of ours, by the wire state an entry has there."""


def check_step(axis: Mapping[State, frozenset[State]], old: State, new: State) -> State:
    """`new` when the table allows it (staying is always allowed). Raises `InputProblem` otherwise."""
    if new != old and new not in axis[old]:
        raise InputProblem("state.step", old=str(old), new=str(new))
    return new
