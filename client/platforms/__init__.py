"""The platforms above: the only room that speaks HTTP. `ADAPTERS` names every way of talking to one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from client.errors import SettingsProblem
from client.platforms.platform import Platform


@dataclass(frozen=True, slots=True)
class Connection:
    """How one platform is reached. `ca` is a PEM text, `fingerprint` a SHA-256 in hex, `proxy` system, none or a URL."""

    name: str
    kind: str
    url: str
    token: str = field(default="", repr=False)
    ca: str = ""
    fingerprint: str = ""
    proxy: str = "system"


def _exchange(connection: Connection) -> Platform:
    # What speaks HTTP is a tenth of the start of every command, and most commands never do.
    from client.platforms.exchange import Exchange

    return Exchange(
        connection.url,
        connection.token,
        ca=connection.ca,
        fingerprint=connection.fingerprint,
        proxy=connection.proxy,
    )


ADAPTERS: Mapping[str, Callable[[Connection], Platform]] = {"exchange": _exchange}
"""Explicit, because PyInstaller, mypy and the reader all see it."""


def connect(connection: Connection) -> Platform:
    """The adapter for a connection; nothing is sent yet. Raises `SettingsProblem` "platform.unknown-kind"."""
    make = ADAPTERS.get(connection.kind)
    if make is None:
        raise SettingsProblem("platform.unknown-kind", kind=connection.kind, known=", ".join(ADAPTERS))
    return make(connection)
