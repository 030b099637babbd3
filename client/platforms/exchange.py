"""Our published exchange contract (`resources/platforms/exchange-openapi.yaml`), spoken with one service."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

from client.errors import NotLetIn, PlatformProblem, Refused
from client.platforms.http import Answer, Link
from client.platforms.platform import (
    Capabilities,
    Change,
    ChangePage,
    CodeBlock,
    Digest,
    EpochChanged,
    Fault,
    Hello,
    Me,
    Outcome,
    PushOp,
    PushResult,
    Review,
    Traffic,
)

_OUTCOMES = {
    200: Outcome.APPLIED,
    201: Outcome.APPLIED,
    404: Outcome.CONFLICT,
    412: Outcome.CONFLICT,
    422: Outcome.REFUSED,
}
_ABOUT = ("reason", "basis", "happened_on")
Made = TypeVar("Made")


class Exchange:
    """A `Platform` and a `Reviewer` over HTTP."""

    capabilities = Capabilities(name="exchange", max_batch=200)

    def __init__(self, url: str, token: str, *, ca: str = "", fingerprint: str = "", proxy: str = "system") -> None:
        self._link = Link(url, token, ca=ca, fingerprint=fingerprint, proxy=proxy)

    @property
    def traffic(self) -> Traffic:
        """Bytes moved so far."""
        return self._link.traffic

    def close(self) -> None:
        """See `Platform`."""
        self._link.close()

    def hello(self) -> Hello:
        """See `Platform`. `platform.wrong-server` when something else answers at the address."""
        document = _good(self._link.get("/v1")).document
        if document.get("api") != "catx/1":
            raise PlatformProblem("platform.wrong-server", host="", why=str(document.get("api", ""))[:40])
        return _made(
            lambda: Hello(
                name=str(document.get("name", "")),
                epoch=str(document["epoch"]),
                time=str(document["time"]),
                features=frozenset(map(str, document.get("features", ()))),
                max_ops=int(document["limits"]["max_ops"]),
                min_client=str(document.get("min_client", "")),
            )
        )

    def me(self) -> Me:
        """See `Platform`."""
        document = _good(self._link.get("/v1/me")).document
        return _made(
            lambda: Me(
                actor=str(document["actor"]),
                spaces={str(one["space"]): str(one["role"]) for one in document["spaces"]},
                expires=str(document.get("expires") or ""),
            )
        )

    def push(self, space: str, ops: Sequence[PushOp], epoch: str = "") -> list[PushResult]:
        """See `Platform`."""
        request: dict[str, Any] = {"ops": _made(lambda: [_wire_op(op) for op in ops])}
        if epoch:
            request["epoch"] = epoch
        document = _good(self._link.post(f"/v1/spaces/{_part(space)}/entries/batch", request)).document
        results = _made(lambda: [_result(raw) for raw in document["results"]])
        if [(one.op_id, one.id) for one in results] != [(op.op_id, op.id) for op in ops]:
            # Taking an answer for another op's would put receipts on the wrong entries.
            raise PlatformProblem("platform.nonsense", host="", status=200)
        return results

    def pull(self, space: str, cursor: str = "", epoch: str = "", limit: int = 200) -> ChangePage:
        """See `Platform`."""
        asked: dict[str, str | int] = {"since": cursor or "0", "limit": limit}
        if epoch:
            asked["epoch"] = epoch
        return _page(_good(self._link.get(f"/v1/spaces/{_part(space)}/changes", asked)))

    def fetch(self, space: str, entry_id: str) -> Change | None:
        """See `Platform`. A tombstone is a `Change` with `deleted`."""
        answer = self._link.get(f"/v1/spaces/{_part(space)}/entries/{_part(entry_id)}")
        if answer.status == 404 and _kind(answer) == "not-found":
            return None
        if answer.status == 410 and "id" in answer.document:
            return _made(lambda: _change(answer.document))
        return _made(lambda: _change(_good(answer).document))

    def digest(self, space: str) -> Digest | None:
        """See `Platform`."""
        document = _good(self._link.get(f"/v1/spaces/{_part(space)}/digest")).document
        return _made(
            lambda: Digest(
                epoch=str(document["epoch"]),
                live=int(document["live"]),
                sha256=str(document["sha256"]),
                cursor=str(document["space_version"]),
            )
        )

    def lease(self, space: str, request_id: str, front: str = "", size: int = 100) -> CodeBlock:
        """See `Lessor`."""
        request = {"request_id": request_id, "size": size, **({"front": front} if front else {})}
        document = _good(self._link.post(f"/v1/spaces/{_part(space)}/code-blocks", request)).document
        return _made(
            lambda: CodeBlock(
                id=str(document["id"]),
                family=str(document["family"]),
                front=str(document["front"]),
                first=int(document["first"]),
                last=int(document["last"]),
            )
        )

    def snapshot(self) -> Mapping[str, Any] | None:
        """See `Library`."""
        try:
            answer = self._link.get("/v1/snapshot")
        except NotLetIn as problem:
            if problem.code == "platform.space":
                # It holds spaces that are not ours to read.
                return None
            raise
        return None if answer.status == 404 and _kind(answer) == "not-found" else _good(answer).document

    def snapshot_pieces(self, sha256: str, start: int) -> Iterator[bytes]:
        """See `Library`."""
        return self._link.pieces(f"/v1/snapshot/{_part(sha256)}", start, _good)

    def pending(self, space: str, state: str = "submitted", after: str = "", limit: int = 200) -> ChangePage:
        """See `Reviewer`."""
        asked: dict[str, str | int] = {"state": state, "since": after or "0", "limit": limit}
        return _page(_good(self._link.get(f"/v1/spaces/{_part(space)}/entries", asked)))

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
        request: dict[str, Any] = {
            "op_id": op_id,
            "base_version": _version(base_token),
            "state": state,
            "stage": stage,
            "code": code or None,
            "comment": comment,
            "findings": [
                {"code": one.code, "pointer": one.pointer, "severity": one.severity, "detail": one.detail}
                for one in findings
            ],
        }
        answer = _good(self._link.post(f"/v1/spaces/{_part(space)}/entries/{_part(entry_id)}/review", request))
        return _made(lambda: str(int(answer.document["version"])))


def _good(answer: Answer) -> Answer:
    """The answer when it is one; the failures that only this contract can name."""
    if 200 <= answer.status < 300:
        return answer
    kind = _kind(answer)
    match answer.status:
        case 404 if kind == "no-space":
            raise Refused("platform.no-space", space=str(answer.document.get("space", "")))
        case 404 if kind == "not-found" and "title" in answer.document:
            raise Refused("platform.not-found")
        case 410:
            raise EpochChanged("platform.epoch", epoch=str(answer.document.get("epoch", "")))
        case 412:
            raise Refused("platform.review-stale")
        case 413:
            raise Refused("platform.too-large", limit=int(answer.document.get("limit") or 0))
        case 422 if kind == "reason-missing":
            raise Refused("platform.reason-missing")
        case 422 if kind == "review-step":
            old, new = str(answer.document.get("old", "")), str(answer.document.get("new", ""))
            raise Refused("platform.review-step", old=old, new=new)
        case 409 | 422:
            raise Refused("platform.malformed", why=kind)
    raise PlatformProblem("platform.wrong-server", host="", why=f"HTTP {answer.status}")


def _kind(answer: Answer) -> str:
    return str(answer.document.get("type", "")).removeprefix("urn:catx:")


def _made(make: Callable[[], Made]) -> Made:
    """What `make` reads out of an answer; an answer of another shape is nonsense, not our bug."""
    try:
        return make()
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise PlatformProblem("platform.nonsense", host="", status=200) from problem


def _part(text: str) -> str:
    return quote(text, safe="")


def _version(token: str) -> int:
    return int(token or 0)


def _wire_op(op: PushOp) -> dict[str, Any]:
    about = {name: op.about[name] for name in _ABOUT if op.about.get(name)}
    wired: dict[str, Any] = {"op": op.kind, "op_id": op.op_id, "id": op.id, "base_version": _version(op.base_token)}
    if op.body is not None:
        wired["body"] = op.body
    if about:
        wired["about"] = about
    if op.kind == "move":
        wired["to_space"] = op.about.get("to_space", "")
    return wired


def _result(raw: Mapping[str, Any]) -> PushResult:
    outcome = _OUTCOMES.get(raw["status"], Outcome.RETRY)
    moved = raw.get("moved")
    version = moved["version"] if moved else raw.get("version")
    current = raw.get("current")
    return PushResult(
        op_id=str(raw["op_id"]),
        id=str(raw["id"]),
        outcome=Outcome.REPLAYED if raw.get("replayed") and outcome is Outcome.APPLIED else outcome,
        token="" if version is None else str(int(version)),
        state=str(raw.get("state") or ""),
        current=_change(current) if current else None,
        errors=tuple(_fault(one) for one in raw.get("errors") or ()),
        raw=dict(raw),
    )


def _page(answer: Answer) -> ChangePage:
    document = answer.document
    return _made(
        lambda: ChangePage(
            epoch=str(document["epoch"]),
            cursor=str(int(document["next_since"])),
            more=bool(document["more"]),
            changes=tuple(_change(raw) for raw in document["changes"]),
        )
    )


def _change(raw: Mapping[str, Any]) -> Change:
    reviewed, body, review = raw.get("reviewed_version"), raw.get("body"), raw.get("review")
    if body is not None and not isinstance(body, Mapping):
        raise TypeError("body is no object")
    return Change(
        id=str(raw["id"]),
        token=str(int(raw["version"])),
        deleted=bool(raw["deleted"]),
        body=body,
        state=str(raw.get("state") or ""),
        stage=str(raw.get("stage") or ""),
        code=str(raw.get("code") or ""),
        review=_review(review) if review else None,
        reviewed_token="" if reviewed is None else str(int(reviewed)),
    )


def _review(raw: Mapping[str, Any]) -> Review:
    return Review(
        comment=str(raw.get("comment") or ""),
        by=str(raw.get("by") or ""),
        at=str(raw.get("at") or ""),
        findings=tuple(_fault(one) for one in raw.get("findings") or ()),
    )


def _fault(raw: Mapping[str, Any]) -> Fault:
    return Fault(
        code=str(raw["code"]),
        pointer=str(raw.get("pointer") or ""),
        severity=str(raw.get("severity") or "error"),
        detail=str(raw.get("detail") or ""),
        params={str(name): str(value) for name, value in (raw.get("params") or {}).items()},
    )
