"""The doors of the station: the published contract over HTTP (`resources/platforms/exchange-openapi.yaml`)."""

import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from client.catalog.states import WIRE_REPORT
from client.clock import Clock, local_day, stamp, system_clock
from client.station import enrolment, feed, intake, leases, ledger
from client.station.intake import Malformed
from client.station.ledger import Denied, ReviewStep
from client.station.snapshot import AT_ONCE, MEDIA_TYPE, Offer, Shelf
from client.station.tables import Books, tokens

log = logging.getLogger(__name__)
FEATURES = ["digest", "review", "codes"]
_EDITOR, _REVIEWER = frozenset({"editor"}), frozenset({"reviewer"})


@dataclass(frozen=True, slots=True)
class _Caller:
    actor: str
    role: str
    space: str


def create(
    database: Path | str, *, snapshots: Path, name: str = "县级汇总台", clock: Clock = system_clock
) -> Starlette:
    """The station over a database: a folder (SQLite in it) or a SQLAlchemy URL; `snapshots` is where a whole copy lies
    when there is one. `app.state.books` is its database."""
    books = Books(_url(database))
    doors = _Doors(books, Shelf(snapshots), name, clock)
    at = "/v1/spaces/{space}"
    app = Starlette(
        routes=[
            Route("/v1", doors.hello, methods=["GET"]),
            Route("/v1/me", doors.me, methods=["GET"]),
            Route("/v1/snapshot", doors.snapshot, methods=["GET"]),
            Route("/v1/snapshot/{sha256}", doors.snapshot_file, methods=["GET"]),
            Route(at + "/entries/batch", doors.push, methods=["POST"]),
            Route(at + "/changes", doors.changes, methods=["GET"]),
            Route(at + "/digest", doors.digest, methods=["GET"]),
            Route(at + "/entries", doors.entries, methods=["GET"]),
            Route(at + "/code-blocks", doors.code_block, methods=["POST"]),
            Route(at + "/entries/{id}", doors.entry, methods=["GET"]),
            Route(at + "/entries/{id}/review", doors.review, methods=["POST"]),
        ],
        exception_handlers={
            Denied: _denied,
            Malformed: _malformed,
            HTTPException: _not_here,
            OperationalError: _busy,
            Exception: _broken,
        },
        middleware=[Middleware(GZipMiddleware, minimum_size=600, compresslevel=5)],
    )
    app.state.books = books
    return app


class _Doors:
    """One method for each operation of the contract."""

    def __init__(self, books: Books, shelf: Shelf, name: str, clock: Clock) -> None:
        self._books, self._shelf, self._name, self._clock = books, shelf, name, clock

    async def hello(self, request: Request) -> Response:
        limits = {"max_ops": intake.MAX_OPS, "max_body_bytes": intake.MAX_BODY, "max_page": feed.MAX_PAGE}
        return JSONResponse(
            {
                "api": "catx/1",
                "name": self._name,
                "epoch": self._books.epoch,
                "time": stamp(self._clock()),
                "min_client": "",
                "signatures": [],
                "features": [*FEATURES, "snapshot"] if await run_in_threadpool(self._shelf.offer) else FEATURES,
                "limits": limits,
            }
        )

    async def me(self, request: Request) -> Response:
        caller = await self._caller(request)
        known = await run_in_threadpool(feed.titles, self._books, caller.space)
        open_to = [
            {"space": space, "title": title, "role": caller.role, "version": version}
            for space, (title, version) in known.items()
        ]
        return JSONResponse({"actor": caller.actor, "expires": None, "spaces": open_to})

    async def push(self, request: Request) -> Response:
        space = request.path_params["space"]
        caller = await self._caller(request, space, _EDITOR)
        document = await _document(request)
        if document.get("epoch") not in (None, "", self._books.epoch):
            raise Denied(410, "epoch", "平台数据已换代 another generation of the data", epoch=self._books.epoch)
        ops = await run_in_threadpool(intake.read_ops, document, local_day(self._clock()))
        for target in {op.to_space for op in ops if op.to_space}:
            _let_in(caller, target, _EDITOR)
        now = stamp(self._clock())
        return JSONResponse(await run_in_threadpool(ledger.push, self._books, space, ops, caller.actor, now))

    async def changes(self, request: Request) -> Response:
        space = request.path_params["space"]
        await self._caller(request, space)
        since, limit = _number(request, "since", 0, 1 << 53), _number(request, "limit", 200, feed.MAX_PAGE)
        epoch, meta = request.query_params.get("epoch", ""), request.query_params.get("fields") == "meta"
        page = await run_in_threadpool(feed.changes, self._books, space, since, epoch, max(1, limit), meta=meta)
        return JSONResponse(page)

    async def digest(self, request: Request) -> Response:
        space = request.path_params["space"]
        await self._caller(request, space)
        parts = request.query_params.get("by") == "parts"
        return JSONResponse(await run_in_threadpool(feed.digest, self._books, space, parts=parts))

    async def entries(self, request: Request) -> Response:
        space = request.path_params["space"]
        await self._caller(request, space)
        state = request.query_params.get("state", "")
        since, limit = _number(request, "since", 0, 1 << 53), _number(request, "limit", 200, feed.MAX_PAGE)
        return JSONResponse(await run_in_threadpool(feed.in_state, self._books, space, state, since, max(1, limit)))

    async def entry(self, request: Request) -> Response:
        space = request.path_params["space"]
        await self._caller(request, space)
        found = await run_in_threadpool(feed.one, self._books, space, request.path_params["id"])
        if found is None:
            raise Denied(404, "not-found", "没有这个条目 no such record")
        return JSONResponse(found, 410 if found["deleted"] else 200)

    async def review(self, request: Request) -> Response:
        space = request.path_params["space"]
        caller = await self._caller(request, space, _REVIEWER)
        step = _step(await _document(request), request.path_params["id"])
        now = stamp(self._clock())
        return JSONResponse(await run_in_threadpool(ledger.review, self._books, space, step, caller.actor, now))

    async def code_block(self, request: Request) -> Response:
        space = request.path_params["space"]
        caller = await self._caller(request, space, _EDITOR)
        wanted = leases.read_wanted(await _document(request))
        now = stamp(self._clock())
        return JSONResponse(await run_in_threadpool(leases.lease, self._books, space, wanted, caller.actor, now))

    async def snapshot(self, request: Request) -> Response:
        return JSONResponse((await self._offered(request)).document)

    async def snapshot_file(self, request: Request) -> Response:
        offer = await self._offered(request)
        if request.path_params["sha256"] != offer.sha256:
            raise Denied(404, "not-found", "这份整份目录已被新的代替 another copy has taken its place")
        wanted, size = request.headers.get("range", "bytes=0-"), offer.file.stat().st_size
        if not re.fullmatch(r"bytes=[0-9]{1,15}-", wanted) or int(wanted[6:-1]) >= size:
            raise Denied(416, "range", "没有这一段 no such range", limit=size)
        if self._shelf.downloads >= AT_ONCE:
            return _problem(503, "busy", "下载的人太多，请稍后再来 too many downloads", {"Retry-After": "30"})
        # Said plainly, so that it is not packed on the way: the place in the file would not hold.
        return _Download(self._shelf, offer.file, media_type=MEDIA_TYPE, headers={"Content-Encoding": "identity"})

    async def _offered(self, request: Request) -> Offer:
        caller = await self._caller(request)
        offer = await run_in_threadpool(self._shelf.offer)
        if offer is None:
            raise Denied(404, "not-found", "没有整份目录 no whole copy is given out")
        for space in offer.spaces:
            _let_in(caller, space, frozenset())
        return offer

    async def _caller(self, request: Request, space: str = "", roles: frozenset[str] = frozenset()) -> _Caller:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        caller = await run_in_threadpool(self._find, token) if scheme.lower() == "bearer" and token else None
        if caller is None:
            raise Denied(401, "unauthenticated", "令牌无效或已停用 the token is not known")
        if space:
            _let_in(caller, space, roles)
        return caller

    def _find(self, token: str) -> _Caller | None:
        with self._books.read() as conn:
            query = select(tokens).where(tokens.c.sha256 == enrolment.hash_of(token), tokens.c.revoked_at.is_(None))
            row = conn.execute(query).first()
        return _Caller(row.actor, row.role, row.space) if row else None


class _Download(FileResponse):
    """A file that counts as a download until its last byte is sent or the line is cut."""

    chunk_size = 1 << 20

    def __init__(self, shelf: Shelf, path: Path, **options: Any) -> None:
        super().__init__(path, **options)
        self._shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._shelf.downloads += 1
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._shelf.downloads -= 1


def _let_in(caller: _Caller, space: str, roles: frozenset[str]) -> None:
    if caller.space not in ("*", space):
        raise Denied(403, "forbidden", "无权访问该目录空间 not for this space", space=space)
    if roles and caller.role not in roles:
        raise Denied(403, "role", "角色不允许 not for this role", role=caller.role)


def _step(document: Mapping[str, Any], entry_id: str) -> ReviewStep:
    state = intake.text_in(document, "state", "", 20)
    if state not in WIRE_REPORT:
        raise Malformed("state is none of " + ", ".join(WIRE_REPORT), "/state")
    asked = {name: document.get(name) for name in ("base_version", "state", "stage", "code", "comment", "findings")}
    step = ReviewStep(
        op_id=intake.uuid_in(document, "op_id", ""),
        id=entry_id,
        base_version=intake.version_in(document, ""),
        state=state,
        stage=intake.text_in(document, "stage", "", 100),
        code=intake.text_in(document, "code", "", 100),
        comment=intake.text_in(document, "comment", ""),
        findings=tuple(intake.faults_in(document, "")),
        sha256=intake.sha256_of({"id": entry_id, **asked}),
    )
    if state == "returned" and not step.comment.strip() and not step.findings:
        raise Denied(422, "reason-missing", "退回必须说明理由 a return needs a comment or findings")
    return step


async def _document(request: Request) -> dict[str, Any]:
    raw = bytearray()
    async for piece in request.stream():
        raw += piece
        if len(raw) > intake.MAX_BODY:
            raise Malformed("the body is too large", "", 413, intake.MAX_BODY)
    encoding = request.headers.get("content-encoding", "").strip().lower()
    return await run_in_threadpool(intake.unpack, bytes(raw), encoding)


def _number(request: Request, name: str, default: int, most: int) -> int:
    text = request.query_params.get(name, str(default))
    if not text.isascii() or not text.isdigit() or len(text) > 16:
        raise Malformed(f"{name} is no number from 0", f"?{name}")
    return min(int(text), most)


def _problem(status: int, kind: str, title: str, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    document = {"type": f"urn:catx:{kind}", "title": title, "status": status, **more}
    content = json.dumps(document, ensure_ascii=False)
    return Response(content, status, dict(headers or {}), "application/problem+json")


_Answer = Callable[[Request, Exception], Awaitable[Response]]


async def _denied(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Denied)  # noqa: S101  (registered for this class)
    headers = {"WWW-Authenticate": "Bearer"} if problem.status == 401 else None
    return _problem(problem.status, problem.kind, problem.title, headers, **problem.members)


async def _malformed(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Malformed)  # noqa: S101  (registered for this class)
    more: dict[str, Any] = {"detail": problem.detail, "pointer": problem.pointer}
    if problem.limit:
        more["limit"] = problem.limit
    kind = "too-large" if problem.status == 413 else "malformed"
    return _problem(problem.status, kind, "请求不符合约定 not as agreed", **more)


async def _not_here(request: Request, problem: Exception) -> Response:
    status = problem.status_code if isinstance(problem, HTTPException) else 404
    return _problem(status, "not-found", "没有这个地址 no such address")


async def _busy(request: Request, problem: Exception) -> Response:
    log.warning("database busy or unreachable: %s", type(problem).__name__)
    return _problem(503, "busy", "数据库繁忙 the database is busy", {"Retry-After": "2"})


async def _broken(request: Request, problem: Exception) -> Response:
    # The type only: an exception's text may hold what somebody registered.
    log.error("unexpected %s at %s", type(problem).__name__, request.url.path)
    return _problem(500, "broken", "平台内部错误 the station failed")


def _url(database: Path | str) -> str:
    if isinstance(database, Path):
        database.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{(database / 'station.db').resolve().as_posix()}"
    return database
