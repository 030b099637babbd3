"""Our published exchange contract (`resources/platforms/exchange-openapi.yaml`)."""

from collections.abc import Sequence

from client.platforms.platform import (
    Capabilities,
    Change,
    ChangePage,
    Digest,
    Fault,
    Hello,
    Me,
    PushOp,
    PushResult,
    Traffic,
)


class Exchange:
    """Speaks the published contract with one service."""

    def __init__(self, url: str, token: str, *, ca: str = "", fingerprint: str = "", proxy: str = "system") -> None:
        raise NotImplementedError

    capabilities: Capabilities
    traffic: Traffic

    def hello(self) -> Hello:
        """See `Platform`."""
        raise NotImplementedError

    def me(self) -> Me:
        """See `Platform`."""
        raise NotImplementedError

    def push(self, space: str, ops: Sequence[PushOp], epoch: str = "") -> list[PushResult]:
        """See `Platform`."""
        raise NotImplementedError

    def pull(self, space: str, cursor: str = "", epoch: str = "", limit: int = 200) -> ChangePage:
        """See `Platform`."""
        raise NotImplementedError

    def fetch(self, space: str, entry_id: str) -> Change | None:
        """See `Platform`."""
        raise NotImplementedError

    def digest(self, space: str) -> Digest | None:
        """See `Platform`."""
        raise NotImplementedError

    def close(self) -> None:
        """See `Platform`."""
        raise NotImplementedError

    def pending(self, space: str, state: str = "submitted", after: str = "", limit: int = 200) -> ChangePage:
        """See `Reviewer`."""
        raise NotImplementedError

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
        """See `Reviewer`."""
        raise NotImplementedError
