"""Where tokens are kept: in the system's keyring, and where there is none in a file only this person can read.

Tokens never stand on a command line, in the store, in a log or in an error.
"""

import contextlib
import json
import os
from pathlib import Path

import keyring
from keyring.errors import KeyringError

from client import paths
from client.errors import NotLetIn, SettingsProblem

SERVICE = "catalog-client"


def keep(ref: str, secret: str) -> str:
    """Keeps a secret under `ref` and says where: "keyring" or "file" (the person is told about the second)."""
    try:
        keyring.set_password(SERVICE, ref, secret)
        if keyring.get_password(SERVICE, ref) == secret:
            _write({name: kept for name, kept in _read().items() if name != ref})
            return "keyring"
    except (KeyringError, OSError, RuntimeError):
        # No desktop session, a locked or broken keyring: the file below is the way that always works.
        pass
    _write({**_read(), ref: secret})
    return "file"


def fetch(ref: str) -> str:
    """The secret kept under `ref`. Raises `NotLetIn` "platform.no-credential" when there is none."""
    kept = _read().get(ref)
    if kept is None:
        with contextlib.suppress(KeyringError, OSError, RuntimeError):
            kept = keyring.get_password(SERVICE, ref)
    if not kept:
        raise NotLetIn("platform.no-credential", ref=ref)
    return kept


def forget(ref: str) -> None:
    """Removes the secret wherever it is kept."""
    with contextlib.suppress(KeyringError, OSError, RuntimeError):
        keyring.delete_password(SERVICE, ref)
    _write({name: kept for name, kept in _read().items() if name != ref})


def file() -> Path:
    """The file that stands in for a keyring."""
    return paths.home() / "credentials.json"


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
