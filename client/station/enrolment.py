"""Spaces, tokens and the signed enrolment files that join a client to this station (model.md 14)."""

import base64
import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert, select

from client.catalog import wire
from client.clock import Clock, new_id, stamp
from client.station.tables import Books, spaces, tokens

KEY_FILE = "signing.key"


@dataclass(frozen=True, slots=True)
class Unit:
    """The reporting unit that a space of the station is for, and the names of its people by role."""

    space: str
    name: str
    code: str
    region: str
    people: tuple[tuple[str, str], ...]


PRACTICE = Unit(
    space="practice",
    name="练习单位",
    # A credit code that is well formed and belongs to nobody.
    code="11000000000000000U",
    region="000000",
    people=(("练习编目员", "clerk"), ("练习审核人", "approver")),
)


def add_space(books: Books, space: str, title: str) -> bool:
    """Opens a space; false when it is already there."""
    with books.write() as conn:
        if conn.execute(select(spaces.c.space).where(spaces.c.space == space)).first():
            return False
        conn.execute(insert(spaces).values(space=space, title=title, version=0, last_code=0))
        return True


def add_token(books: Books, actor: str, role: str, space: str, clock: Clock) -> str:
    """A new token for one client and role (editor, reviewer, reader) in a space ("*" = all); only its hash is kept."""
    token = secrets.token_urlsafe(32)
    with books.write() as conn:
        row = {"sha256": hash_of(token), "actor": actor, "role": role, "space": space, "created_at": stamp(clock())}
        conn.execute(insert(tokens).values(**row))
    return token


def revoke(books: Books, token: str, clock: Clock) -> None:
    """The token opens nothing any more."""
    with books.write() as conn:
        gone = tokens.update().where(tokens.c.sha256 == hash_of(token)).values(revoked_at=stamp(clock()))
        conn.execute(gone)


def hash_of(token: str) -> str:
    """How a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def write_files(books: Books, folder: Path, url: str, clock: Clock, unit: Unit = PRACTICE) -> tuple[Path, Path]:
    """`enrol-clerk.json` and `enrol-reviewer.json` in `folder`, made on the first start; when the address of the
    station changed since, the same tokens are written again with the new one."""
    folder.mkdir(parents=True, exist_ok=True)
    add_space(books, unit.space, unit.name)
    key = private_key(folder / KEY_FILE)
    paths = []
    for who, role in (("clerk", "editor"), ("reviewer", "reviewer")):
        path = folder / f"enrol-{who}.json"
        content = _present(path)
        if content is None:
            token = add_token(books, f"{unit.name}·{who}", role, unit.space, clock)
            content = _content(unit, role, token, base64_public(key), clock)
        if content["platform"]["url"] != url:
            content["platform"]["url"] = url
            write_private(path, json.dumps(signed("enrolment", content, key), ensure_ascii=False, indent=1).encode())
        paths.append(path)
    return paths[0], paths[1]


def base64_public(private: Ed25519PrivateKey) -> str:
    """The public half of a key, base64."""
    return base64.b64encode(private.public_key().public_bytes_raw()).decode()


def _content(unit: Unit, role: str, token: str, pack_key: str, clock: Clock) -> dict[str, Any]:
    people = unit.people if role == "editor" else (("上级审核员", "collector"),)
    return {
        "format": 1,
        "platform": {"name": "县级汇总台", "kind": "exchange", "url": "", "ca": "", "fingerprint": ""},
        "space": unit.space,
        "office": {"name": unit.name, "code": unit.code, "region": unit.region},
        "people": [{"id": new_id(), "name": name, "role": kind} for name, kind in people],
        "role": role,
        "token": token,
        "pack_key": pack_key,
        "code_block": None,
        "issued_at": stamp(clock()),
    }


def signed(name: str, content: Mapping[str, Any], key: Ed25519PrivateKey) -> dict[str, Any]:
    """The signed document `{name: content, "key", "signature"}`, as clients verify it."""
    signature = base64.b64encode(key.sign(wire.canonical(content))).decode()
    return {name: content, "key": base64_public(key), "signature": signature}


def _present(path: Path) -> dict[str, Any] | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))["enrolment"]
        return content if isinstance(content["platform"]["url"], str) and content["token"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def private_key(path: Path) -> Ed25519PrivateKey:
    """The key that everything of this station is signed with; made when it is first needed."""
    if path.exists():
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    key = Ed25519PrivateKey.generate()
    write_private(path, key.private_bytes_raw())
    return key


def write_private(path: Path, content: bytes) -> None:
    """Writes a file that only its owner may read: all of it or nothing."""
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
