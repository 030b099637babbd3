"""What one round did, for the outcome of the workflow, `sync --json` and the Sync page."""

from dataclasses import dataclass, field

from client.errors import ClientError
from client.store.receipts import Receipt


@dataclass(slots=True)
class RoundReport:
    """Counts of one round. `waiting` ops stay in the outbox; `digest` is equal, different, unsupported or "" (not asked).

    `accepted` and `returned` count entries that became so in this round (a refused op counts as returned),
    `conflicts` the fields that both sides changed to different values, `merged` entries that took values from above.
    `entries` are the ids that changed in the store in any way; `act` took the content of `taken` entries over from above
    and can be taken back ("": none was). `problem` is why the round ended early, None when it
    did not; what is counted then still happened.
    """

    platform: str
    pulled: int = 0
    pushed: int = 0
    accepted: int = 0
    returned: int = 0
    conflicts: int = 0
    merged: int = 0
    withdrawn: int = 0
    taken: int = 0
    waiting: int = 0
    digest: str = ""
    bytes_up: int = 0
    bytes_down: int = 0
    receipts: list[Receipt] = field(default_factory=list)
    entries: set[str] = field(default_factory=set)
    act: str = ""
    problem: ClientError | None = None
