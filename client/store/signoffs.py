"""Sign-offs: the approver's consent for a batch of entry digests (Decree 809 art. 13); an edit voids it for that entry."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignOff:
    """One consent. `entries`: digest of the content (`wire.digest`) by entry id; a blank `at` means now."""

    id: str
    approver: str
    person: str
    at: str
    document: str
    secrecy_assessed: bool
    personal_assessed: bool
    entries: Mapping[str, str]


def put(conn: sqlite3.Connection, signoff: SignOff) -> None:
    """Keeps a sign-off. It is never changed: a new consent is a new one."""
    n = conn.execute(
        "INSERT INTO signoff(id, approver, person, at, document, secrecy_assessed, personal_assessed)"
        " VALUES (?, ?, ?, coalesce(nullif(?, ''), moment()), ?, ?, ?) RETURNING n",
        (signoff.id, signoff.approver, signoff.person, signoff.at, signoff.document,
         int(signoff.secrecy_assessed), int(signoff.personal_assessed)),
    ).fetchone()[0]  # fmt: skip
    conn.executemany(
        "INSERT INTO signoff_entry(entry, signoff, digest) VALUES (?, ?, ?)",
        [(entry, n, digest) for entry, digest in signoff.entries.items()],
    )


def of(conn: sqlite3.Connection, entry_id: str) -> SignOff | None:
    """The newest sign-off that names the entry; its `entries` hold this entry alone.

    Whether it still covers the entry is for the caller to see: the digest must equal that of the entry as it is now.
    """
    row = conn.execute(
        "SELECT s.id, s.approver, s.person, s.at, s.document, s.secrecy_assessed, s.personal_assessed, e.digest"
        " FROM signoff_entry e JOIN signoff s ON s.n = e.signoff WHERE e.entry = ? ORDER BY s.n DESC LIMIT 1",
        (entry_id,),
    ).fetchone()
    if row is None:
        return None
    signoff_id, approver, person, at, document, secrecy, personal, digest = row
    return SignOff(signoff_id, approver, person, at, document, bool(secrecy), bool(personal), {entry_id: digest})
