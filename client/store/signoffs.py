"""Sign-offs: the approver's consent for a batch of entry digests (Decree 809 art. 13); an edit voids it for that entry."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignOff:
    """One consent. `entries`: digest of the content (`wire.digest`) by entry id."""

    id: str
    approver: str
    person: str
    at: str
    document: str
    secrecy_assessed: bool
    personal_assessed: bool
    entries: Mapping[str, str]


def put(conn: sqlite3.Connection, signoff: SignOff) -> None:
    """Keeps a sign-off."""
    raise NotImplementedError


def of(conn: sqlite3.Connection, entry_id: str) -> SignOff | None:
    """The newest sign-off that names the entry, `entries` holding this entry alone; whether it still covers the entry is a comparison of digests."""
    raise NotImplementedError
