"""Asking a platform whether it is there and whom it takes us for; nothing is sent and nothing changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from client.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Reached:
    """Who answered, whom it knows us as, and our role by space."""

    name: str
    actor: str
    spaces: Mapping[str, str]
    time: str


def reach(ws: Workspace, name: str = "", role: str = "editor") -> Reached:
    """One greeting. Raises `PlatformProblem` when there is no answer or the credential is not taken."""
    line = ws.line(name, role)
    try:
        hello = line.platform.hello()
        me = line.platform.me()
    finally:
        line.platform.close()
    return Reached(hello.name, me.actor, dict(me.spaces), hello.time)
