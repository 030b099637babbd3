"""What a client sent, looked at before anything is stored: is it the agreed shape, and do the checks let it pass.

Pure: no database, so that the lock of a space is held for writing only.
"""

import hashlib
import json
import re
import uuid
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from client.catalog import profile, wire
from client.catalog.entry import Entry
from client.checks.report import message
from client.checks.rule import Context, Finding
from client.checks.run import check
from client.errors import SettingsProblem
from client.texts import Text

MAX_OPS = 200
MAX_BODY = 4 << 20
MAX_UNPACKED = 32 << 20
KINDS = frozenset({"put", "change", "withdraw", "delete", "move"})
ABOUT = frozenset({"reason", "basis", "happened_on"})
_WITH_BODY = frozenset({"put", "change"})
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_SPACE = re.compile(r"[A-Za-z0-9_-]{1,64}")
SECRET = "secrecy.mark"
_OWN = {
    "exchange.body": Text("报文不是约定的格式。", "This is not an exchange body."),
    "exchange.profile-unknown": Text(
        "汇总台没有安装编目规范“{profile}”。", "The standard {profile} is not installed here."
    ),
    "exchange.secrecy": Text("这里有密级标志，不能报送。", "A secrecy mark stands here; it cannot be submitted."),
}


class Malformed(Exception):
    """The request is not what was agreed. `pointer` says where in the request; `status` 400 or 413."""

    def __init__(self, detail: str, pointer: str = "", status: int = 400, limit: int = 0) -> None:
        super().__init__(detail)
        self.detail, self.pointer, self.status, self.limit = detail, pointer, status, limit


@dataclass(frozen=True, slots=True)
class Op:
    """One op as asked, with what the checks found in its body. `sha256` is over all that was asked."""

    kind: str
    op_id: str
    id: str
    base_version: int
    body: Mapping[str, Any] | None
    about: Mapping[str, str]
    to_space: str
    sha256: str
    faults: tuple[Mapping[str, Any], ...] = field(default=())


def unpack(raw: bytes, encoding: str) -> dict[str, Any]:
    """The JSON object of a request body, gzipped or not. Raises `Malformed`."""
    if encoding == "gzip":
        raw = _inflate(raw)
    elif encoding not in ("", "identity"):
        raise Malformed(f"content encoding {encoding[:20]!r} is not known")
    try:
        document = json.loads(raw, parse_constant=_no_constant)
        # Lone surrogates and NUL pass json but no database and no encoder behind it.
        if _NUL.search(json.dumps(document, ensure_ascii=False).encode()):
            raise Malformed("a text holds a NUL character")
    except (ValueError, RecursionError) as problem:
        raise Malformed("the body is not JSON in UTF-8") from problem
    if not isinstance(document, dict):
        raise Malformed("the body is no JSON object")
    return document


def read_ops(document: Mapping[str, Any], today: date) -> list[Op]:
    """The ops of a batch, checked. Raises `Malformed` for the whole batch when one has not the agreed shape."""
    raws = document.get("ops")
    if not isinstance(raws, list) or not raws:
        raise Malformed("a batch holds at least one op", "/ops")
    if len(raws) > MAX_OPS:
        raise Malformed(f"a batch holds at most {MAX_OPS} ops", "/ops", 413, MAX_OPS)
    ops = [_read_op(raw, f"/ops/{place}", today) for place, raw in enumerate(raws)]
    if len({op.op_id for op in ops}) < len(ops):
        raise Malformed("the same op_id stands twice in one batch", "/ops")
    return ops


def uuid_in(document: Mapping[str, Any], name: str, pointer: str) -> str:
    """A member that must be a UUID, in its ordinary form."""
    value = document.get(name)
    try:
        if isinstance(value, str) and len(value) <= 40:
            return str(uuid.UUID(value))
    except ValueError:
        pass
    raise Malformed(f"{name} is no UUID", f"{pointer}/{name}")


def version_in(document: Mapping[str, Any], pointer: str) -> int:
    """The member `base_version`."""
    value = document.get("base_version")
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 53:
        raise Malformed("base_version is no number from 0", f"{pointer}/base_version")
    return value


def text_in(document: Mapping[str, Any], name: str, pointer: str, longest: int = 4000) -> str:
    """An optional text member; "" when it is absent or null."""
    value = document.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > longest:
        raise Malformed(f"{name} is no text of at most {longest} characters", f"{pointer}/{name}")
    return value


def faults_in(document: Mapping[str, Any], pointer: str) -> list[dict[str, Any]]:
    """The findings of a review, each at least with a code."""
    raws = [] if document.get("findings") is None else document["findings"]
    if not isinstance(raws, list) or len(raws) > 200:
        raise Malformed("findings is no list of at most 200", f"{pointer}/findings")
    found = []
    for place, raw in enumerate(raws):
        here = f"{pointer}/findings/{place}"
        if not isinstance(raw, dict):
            raise Malformed("a finding is no object", here)
        found.append(
            {
                "code": text_in(raw, "code", here, 100) or "review.remark",
                "pointer": text_in(raw, "pointer", here, 300),
                "severity": "warning" if raw.get("severity") == "warning" else "error",
                "detail": text_in(raw, "detail", here),
            }
        )
    return found


def sha256_of(asked: Mapping[str, Any]) -> str:
    """What an op_id was used for."""
    return hashlib.sha256(wire.canonical(asked)).hexdigest()


def faults_of(body: Mapping[str, Any], entry_id: str, today: date) -> list[dict[str, Any]]:
    """What is wrong with a body: its shape, an explicit secrecy mark, and every finding that blocks."""
    try:
        entry = wire.entry_of(body, entry_id)
        used = profile.of(entry)
    except ValueError:
        return [_fault("exchange.body", "")]
    except SettingsProblem:
        return [_fault("exchange.profile-unknown", "/profile", profile=str(body.get("profile"))[:80])]
    findings = check(entry, Context(used, today))
    # model.md 9: refused before anything is stored, and what was written there is never repeated in an answer.
    secret = [finding for finding in findings if finding.rule == SECRET]
    if secret:
        return [_fault("exchange.secrecy", wire.pointer(entry, one.item, one.field)) for one in secret]
    return [_fault_of(entry, finding) for finding in findings if finding.blocks]


def _read_op(raw: object, pointer: str, today: date) -> Op:
    if not isinstance(raw, dict):
        raise Malformed("an op is no object", pointer)
    kind = raw.get("op")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Malformed("op is none of " + ", ".join(sorted(KINDS)), f"{pointer}/op")
    op_id, entry_id = uuid_in(raw, "op_id", pointer), uuid_in(raw, "id", pointer)
    base, body = version_in(raw, pointer), raw.get("body")
    if kind in _WITH_BODY and not isinstance(body, dict):
        raise Malformed("body is no object", f"{pointer}/body")
    about = {} if raw.get("about") is None else raw["about"]
    if not isinstance(about, dict):
        raise Malformed("about is no object", f"{pointer}/about")
    about = {name: text_in(about, name, f"{pointer}/about") for name in sorted(ABOUT & about.keys())}
    to_space = text_in(raw, "to_space", pointer, 64)
    if (kind == "move") != bool(_SPACE.fullmatch(to_space)):
        raise Malformed("to_space belongs to a move, and to it alone", f"{pointer}/to_space")
    body = body if kind in _WITH_BODY else None
    asked = {"op": kind, "id": entry_id, "base": base, "body": body, "about": about, "to": to_space}
    faults = tuple(faults_of(body, entry_id, today)) if body is not None else ()
    return Op(kind, op_id, entry_id, base, body, about, to_space, sha256_of(asked), faults)


def _fault_of(entry: Entry, finding: Finding) -> dict[str, Any]:
    place = wire.pointer(entry, finding.item, finding.field)
    said = message(finding, profile.of(entry)).what
    fault = {"code": finding.rule, "pointer": place, "severity": str(finding.severity), "detail": said}
    return {**fault, "params": dict(finding.params)}


def _fault(code: str, pointer: str, **params: str) -> dict[str, Any]:
    return {
        "code": code,
        "pointer": pointer,
        "severity": "error",
        "detail": _OWN[code].fill(params),
        "params": params,
    }


def _inflate(raw: bytes) -> bytes:
    stream = zlib.decompressobj(31)
    try:
        plain = stream.decompress(raw, MAX_UNPACKED)
        if stream.unconsumed_tail:
            raise Malformed("the body is too large when unpacked", "", 413, MAX_UNPACKED)
        if not stream.eof:
            raise Malformed("the gzip body is cut off")
    except zlib.error as problem:
        raise Malformed("the body is no gzip") from problem
    return plain


def _no_constant(name: str) -> Sequence[str]:
    raise ValueError(f"{name} is no JSON")
