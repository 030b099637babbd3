"""Signed files: the enrolment file that joins an installation to a platform (model.md 14), later packs and sticks.

Ed25519 over the canonical JSON of the content. The first enrolment pins the key it bears (its fingerprint is shown
to the person); later files must be signed by the pinned key.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from client.catalog import wire
from client.errors import SettingsProblem

FORMAT = 1
MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class EnrolledPerson:
    """A person the file names; role clerk, approver or collector."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an enrolment file says. `role` is the role of the token: editor or reviewer. `key` signed it (base64)."""

    platform_name: str
    platform_kind: str
    url: str
    space: str
    role: str
    token: str = field(repr=False)
    office_name: str = ""
    office_code: str = ""
    region: str = ""
    people: tuple[EnrolledPerson, ...] = ()
    ca: str = ""
    fingerprint: str = ""
    pack_key: str = ""
    code_block: Mapping[str, Any] | None = None
    issued_at: str = ""
    key: str = ""


def new_key() -> bytes:
    """A fresh private key, 32 bytes."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key(private: bytes) -> str:
    """The public half, base64."""
    return base64.b64encode(Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()).decode()


def sign(name: str, content: Mapping[str, Any], private: bytes) -> dict[str, Any]:
    """The signed document `{name: content, "key", "signature"}`."""
    signature = Ed25519PrivateKey.from_private_bytes(private).sign(wire.canonical(content))
    return {name: dict(content), "key": public_key(private), "signature": base64.b64encode(signature).decode()}


def verify(name: str, document: Mapping[str, Any], pinned: str = "") -> Mapping[str, Any]:
    """The content of a signed document. Raises `SettingsProblem`: `platform.enrolment-malformed` when it is none,
    `platform.other-key` when another key than `pinned` signed it, `platform.signature` when it was altered."""
    content, key, signature = document.get(name), document.get("key"), document.get("signature")
    if not isinstance(content, Mapping) or not isinstance(key, str) or not isinstance(signature, str):
        raise SettingsProblem("platform.enrolment-malformed")
    if pinned and key != pinned:
        raise SettingsProblem("platform.other-key", pinned=fingerprint(pinned), found=fingerprint(key))
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        public.verify(base64.b64decode(signature, validate=True), wire.canonical(content))
    except (InvalidSignature, ValueError, binascii.Error) as problem:
        raise SettingsProblem("platform.signature") from problem
    return content


def fingerprint(key: str) -> str:
    """A key as a person compares it: 32 hex digits of its SHA-256 in fours."""
    digits = hashlib.sha256(key.encode()).hexdigest()[:32].upper()
    return " ".join(digits[start : start + 4] for start in range(0, 32, 4))


def open_enrolment(raw: bytes, pinned: str = "") -> Enrolment:
    """Reads and verifies an enrolment file. Raises `SettingsProblem` as `verify`, and `platform.enrolment-newer` when
    it was written for a newer client."""
    try:
        if len(raw) > MAX_BYTES:
            raise ValueError("too large")
        document = json.loads(raw)
        if not isinstance(document, dict):
            raise TypeError("no object")
    except (ValueError, TypeError, RecursionError) as problem:
        raise SettingsProblem("platform.enrolment-malformed") from problem
    content = verify("enrolment", document, pinned)
    if content.get("format") != FORMAT:
        raise SettingsProblem("platform.enrolment-newer", format=str(content.get("format")))
    try:
        platform, office = content["platform"], content.get("office") or {}
        return Enrolment(
            platform_name=str(platform["name"]),
            platform_kind=str(platform["kind"]),
            url=str(platform["url"]),
            space=str(content["space"]),
            role=str(content["role"]),
            token=str(content["token"]),
            office_name=str(office.get("name", "")),
            office_code=str(office.get("code", "")),
            region=str(office.get("region", "")),
            people=tuple(
                EnrolledPerson(str(one["id"]), str(one["name"]), str(one["role"])) for one in content.get("people", ())
            ),
            ca=str(platform.get("ca", "")),
            fingerprint=str(platform.get("fingerprint", "")),
            pack_key=str(content.get("pack_key", "")),
            code_block=content.get("code_block"),
            issued_at=str(content.get("issued_at", "")),
            key=str(document["key"]),
        )
    except (KeyError, TypeError, AttributeError) as problem:
        raise SettingsProblem("platform.enrolment-malformed") from problem
