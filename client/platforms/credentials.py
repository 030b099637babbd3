"""Where tokens are kept: in the system's keyring, and where there is none in a file only this person can read.

Tokens never stand on a command line, in the store, in a log or in an error.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType

from client import paths
from client.errors import NotLetIn, SettingsProblem

SERVICE = "catalog-client"


def keep(ref: str, secret: str) -> str:
    """Keeps a secret under `ref` and says where: "keyring" or "file" (the person is told about the second)."""
    with _ring() as ring:
        ring.set_password(SERVICE, ref, secret)
        if ring.get_password(SERVICE, ref) == secret:
            _write({name: kept for name, kept in _read().items() if name != ref})
            return "keyring"
    _write({**_read(), ref: secret})
    return "file"


def fetch(ref: str) -> str:
    """The secret kept under `ref`. Raises `NotLetIn` "platform.no-credential" when there is none."""
    kept = _read().get(ref)
    if kept is None:
        with _ring() as ring:
            kept = ring.get_password(SERVICE, ref)
    if not kept:
        raise NotLetIn("platform.no-credential", ref=ref)
    return kept


def forget(ref: str) -> None:
    """Removes the secret wherever it is kept."""
    with _ring() as ring:
        ring.delete_password(SERVICE, ref)
    _write({name: kept for name, kept in _read().items() if name != ref})


def file() -> Path:
    """The file that stands in for a keyring."""
    return paths.home() / "credentials.json"


@contextmanager
def _ring() -> Iterator[ModuleType]:
    """The keyring of the system. Without a desktop session, or when it is locked or broken, nothing is done: the file
    is the way that always works."""
    # Loaded when it is needed: every command would start a tenth later.
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError, OSError, RuntimeError):
        yield keyring


def _read() -> dict[str, str]:
    try:
        raw = json.loads(file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(secret) for name, secret in raw.items()} if isinstance(raw, dict) else {}


def _write(secrets: dict[str, str]) -> None:
    target = file()
    try:
        if not secrets:
            target.unlink(missing_ok=True)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_suffix(".new")
        beside.unlink(missing_ok=True)
        # Created with its final rights: between creating and chmod another user could open it.
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "w", encoding="utf-8") as stream:
            json.dump(secrets, stream, ensure_ascii=False)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)
    except OSError as problem:
        raise SettingsProblem("platform.credential-not-kept", path=str(target), why=str(problem)) from problem
