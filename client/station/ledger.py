"""Batches of ops and reviews, applied: compare with the base, take the next version, remember the answer by op_id.

Each function is one transaction under the lock of the space (rules 1 to 4 of the contract).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from client.catalog.states import REVIEW_STEPS
from client.station.codes import next_code
from client.station.intake import Op
from client.station.tables import Books, done_ops, records, spaces

Record = dict[str, Any]
_CONTENT = tuple(column.name for column in records.columns if column.name not in ("space", "id"))
_SHOWN = (
    "id", "version", "deleted", "body", "state", "stage", "code", "review", "reviewed_version", "published_version",
    "moved_to", "about", "changed_by", "changed_at",
)  # fmt: skip


class Denied(Exception):
    """A whole request is refused: HTTP `status`, problem `kind`, and members of the problem document."""

    def __init__(self, status: int, kind: str, title: str, **members: Any) -> None:
        super().__init__(kind)
        self.status, self.kind, self.title, self.members = status, kind, title, members


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """A step of the reviewer as asked. `sha256` is over all that was asked."""

    op_id: str
    id: str
    base_version: int
    state: str
    stage: str
    code: str
    comment: str
    findings: tuple[Mapping[str, Any], ...]
    sha256: str


def view(row: RowMapping | Record, *, meta: bool = False) -> Record:
    """A record as it travels; `meta` without body and review."""
    return {name: row[name] for name in _SHOWN if not (meta and name in ("body", "review", "about"))}


class _Batch:
    """One transaction over one space (and the spaces that ops move to)."""

    def __init__(self, conn: Connection, versions: dict[str, int], space: str, actor: str, now: str) -> None:
        self.conn, self.versions, self.space, self.actor, self.now = conn, versions, space, actor, now
        self.rows: dict[tuple[str, str], Record] = {}
        self.known: set[tuple[str, str]] = set()
        self.touched: set[tuple[str, str]] = set()
        self.done: list[Record] = []

    def load(self, space: str, ids: Sequence[str]) -> None:
        """Reads the records the ops are about."""
        query = select(records).where(records.c.space == space, records.c.id.in_(ids))
        for row in self.conn.execute(query).mappings():
            self.rows[space, row["id"]] = dict(row)
            self.known.add((space, row["id"]))

    def put(self, space: str, entry_id: str, **values: Any) -> int:
        """A new version of a record; gives its number."""
        self.versions[space] += 1
        blank = dict.fromkeys(_CONTENT) | {"space": space, "id": entry_id, "stage": "", "deleted": False}
        row = self.rows.get((space, entry_id), blank)
        stamps = {"version": self.versions[space], "changed_by": self.actor, "changed_at": self.now}
        self.rows[space, entry_id] = {**row, **values, **stamps}
        self.touched.add((space, entry_id))
        return self.versions[space]

    def remember(self, op_id: str, sha256: str, answer: Record) -> None:
        """The answer to give when the same op comes again."""
        self.done.append(
            {"space": self.space, "op_id": op_id, "sha256": sha256, "answer": answer, "at": self.now},
        )

    def write(self) -> None:
        """Everything at once, at the end of the transaction."""
        new = [self.rows[key] for key in self.touched if key not in self.known]
        old = [self.rows[key] for key in self.touched if key in self.known]
        if new:
            self.conn.execute(insert(records), new)
        if old:
            here = (records.c.space == bindparam("at_space"), records.c.id == bindparam("at_id"))
            change = update(records).where(*here).values({name: bindparam(f"to_{name}") for name in _CONTENT})
            keys = [{"at_space": row["space"], "at_id": row["id"]} for row in old]
            contents = [{f"to_{name}": row[name] for name in _CONTENT} for row in old]
            self.conn.execute(change, [{**key, **content} for key, content in zip(keys, contents, strict=True)])
        if self.done:
            self.conn.execute(insert(done_ops), self.done)
        for space in {space for space, _ in self.touched}:
            raised = update(spaces).where(spaces.c.space == space).values(version=self.versions[space])
            self.conn.execute(raised)


def push(books: Books, space: str, ops: Sequence[Op], actor: str, now: str) -> Record:
    """The answer to a batch: one result for each op, in the order sent."""
    with books.write() as conn:
        batch = _open(books, conn, {space, *(op.to_space for op in ops if op.to_space)}, space, actor, now)
        known = _answers(conn, space, [op.op_id for op in ops])
        batch.load(space, [op.id for op in ops])
        for target in {op.to_space for op in ops if op.to_space}:
            batch.load(target, [op.id for op in ops if op.to_space == target])
        results = []
        for op in ops:
            if op.op_id in known:
                results.append(_again(known[op.op_id], op.sha256))
                continue
            answer = {"op_id": op.op_id, "id": op.id, **_apply(batch, op)}
            if answer["status"] in (200, 201):
                batch.remember(op.op_id, op.sha256, answer)
            results.append(answer)
        batch.write()
        return {"epoch": books.epoch, "space_version": batch.versions[space], "results": results}


def review(books: Books, space: str, step: ReviewStep, actor: str, now: str) -> Record:
    """One step of the reviewer. Raises `Denied`."""
    with books.write() as conn:
        batch = _open(books, conn, {space}, space, actor, now)
        known = _answers(conn, space, [step.op_id])
        if step.op_id in known:
            return _again(known[step.op_id], step.sha256)
        batch.load(space, [step.id])
        row = batch.rows.get((space, step.id))
        if row is None or row["deleted"]:
            raise Denied(404, "not-found", "没有这个条目 no such record")
        if row["version"] != step.base_version:
            raise Denied(412, "stale", "条目已有新版本 the record changed meanwhile", current=view(row))
        if step.state not in REVIEW_STEPS.get(row["state"], frozenset()):
            raise Denied(422, "review-step", "状态不允许 not from this state", old=row["state"], new=step.state)
        answer = _review(conn, batch, row, step)
        batch.remember(step.op_id, step.sha256, answer)
        batch.write()
        return answer


def _review(conn: Connection, batch: _Batch, row: Record, step: ReviewStep) -> Record:
    said = {"comment": step.comment, "by": batch.actor, "at": batch.now, "findings": list(step.findings)}
    values: Record = {
        "state": step.state,
        "stage": step.stage,
        "code": step.code or row["code"],
        "review": said,
        "reviewed_version": row["version"],
    }
    if step.state == "published":
        values["code"] = values["code"] or next_code(conn, batch.space, row["body"])
        values |= {"published_version": row["version"], "published_body": row["body"]}
    version = batch.put(batch.space, step.id, **values)
    return {"version": version, "state": step.state, "code": values["code"]}


def _open(books: Books, conn: Connection, names: set[str], space: str, actor: str, now: str) -> _Batch:
    versions = books.lock(conn, names)
    missing = sorted(names - versions.keys())
    if missing:
        raise Denied(404, "no-space", "没有这个目录空间 no such space", space=missing[0])
    return _Batch(conn, versions, space, actor, now)


def _answers(conn: Connection, space: str, op_ids: Sequence[str]) -> dict[str, RowMapping]:
    query = select(done_ops).where(done_ops.c.space == space, done_ops.c.op_id.in_(op_ids))
    return {row["op_id"]: row for row in conn.execute(query).mappings()}


def _again(known: RowMapping, sha256: str) -> Record:
    if known["sha256"] != sha256:
        raise Denied(409, "op-id-reused", "同一 op_id 用于不同内容 this op_id was used for something else")
    return {**known["answer"], "replayed": True}


def _apply(batch: _Batch, op: Op) -> Record:
    row = batch.rows.get((batch.space, op.id))
    if row is None and op.body is None:
        return {"status": 404}
    if (row["version"] if row else 0) != op.base_version:
        return {"status": 412, "current": view(row) if row else None}
    if op.faults:
        return {"status": 422, "errors": list(op.faults)}
    if op.body is not None:
        return _put(batch, op, row)
    return _GONE[op.kind](batch, op, row or {})


def _put(batch: _Batch, op: Op, row: Record | None) -> Record:
    version = batch.put(
        batch.space,
        op.id,
        body=op.body,
        state="submitted",
        stage="",
        deleted=False,
        review=None,
        reviewed_version=None,
        moved_to=None,
        about=dict(op.about),
    )
    return {"status": 200 if row else 201, "version": version, "state": "submitted"}


def _withdraw(batch: _Batch, op: Op, row: Record) -> Record:
    if row["deleted"]:
        return {"status": 404}
    version = batch.put(batch.space, op.id, state="withdrawn", stage="", about=dict(op.about))
    return {"status": 200, "version": version, "state": "withdrawn"}


def _delete(batch: _Batch, op: Op, row: Record) -> Record:
    if row["published_version"] is not None:
        return {"status": 422, "errors": [{"code": "exchange.published", "pointer": "", "severity": "error"}]}
    version = batch.put(batch.space, op.id, deleted=True, body=None, state="withdrawn", stage="", about=dict(op.about))
    return {"status": 200, "version": version, "state": "withdrawn"}


def _move(batch: _Batch, op: Op, row: Record) -> Record:
    there = batch.rows.get((op.to_space, op.id))
    if op.to_space == batch.space or row["deleted"] or (there is not None and not there["deleted"]):
        return {"status": 422, "errors": [{"code": "exchange.not-movable", "pointer": "", "severity": "error"}]}
    carried = {name: row[name] for name in _CONTENT if name not in ("version", "changed_by", "changed_at", "moved_to")}
    carried["about"] = dict(op.about)
    # The numbers of versions belong to a space; what was reviewed or published keeps only the fact in the new one.
    arrived = batch.put(op.to_space, op.id, **carried, moved_to=None)
    version = batch.put(batch.space, op.id, deleted=True, body=None, moved_to=op.to_space, about=dict(op.about))
    moved = {"space": op.to_space, "version": arrived}
    return {"status": 200, "version": version, "state": row["state"], "moved": moved}


_GONE = {"withdraw": _withdraw, "delete": _delete, "move": _move}
