"""What the station keeps, in SQLite or PostgreSQL: spaces, tokens (hashed), records, and the answer to every op.

The row of a space is the lock of all that happens in it: whoever holds it is the only writer, so versions rise in
commit order and a puller can never miss a change.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    insert,
    select,
)
from sqlalchemy.pool import QueuePool

from client.clock import new_id

META = MetaData()

facts = Table("fact", META, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False))

spaces = Table(
    "space",
    META,
    Column("space", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("last_code", Integer, nullable=False),
)

tokens = Table(
    "token",
    META,
    Column("sha256", String(64), primary_key=True),
    Column("actor", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("space", String(64), nullable=False),
    Column("created_at", String(30), nullable=False),
    Column("revoked_at", String(30)),
)

records = Table(
    "record",
    META,
    Column("space", String(64), primary_key=True),
    Column("id", String(36), primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("body", JSON),
    Column("state", String(20), nullable=False),
    Column("stage", Text, nullable=False),
    Column("code", Text),
    Column("review", JSON),
    Column("reviewed_version", BigInteger),
    Column("published_version", BigInteger),
    # What the public sees stays as it was while a change of it is under review.
    Column("published_body", JSON),
    Column("moved_to", String(64)),
    Column("about", JSON),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", String(30), nullable=False),
    Index("record_feed", "space", "version"),
    Index("record_code", "space", "code"),
)

leases = Table(
    "code_lease",
    META,
    Column("space", String(64), primary_key=True),
    Column("request_id", String(36), primary_key=True),
    Column("family", String(40), nullable=False),
    Column("front", String(64), nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", String(30), nullable=False),
    Index("lease_front", "front", "last"),
)
"""Numbers given away in blocks. A front part is shared by all spaces, so that no two offices get the same number."""

done_ops = Table(
    "done_op",
    META,
    Column("space", String(64), primary_key=True),
    Column("op_id", String(36), primary_key=True),
    # What was asked, so that the same op_id for something else is noticed.
    Column("sha256", String(64), nullable=False),
    Column("answer", JSON, nullable=False),
    Column("at", String(30), nullable=False),
)


class Books:
    """The open database of a station."""

    def __init__(self, url: str) -> None:
        self._sqlite = url.startswith("sqlite")
        options: dict[str, Any] = {"connect_args": {"check_same_thread": False, "timeout": 30}} if self._sqlite else {}
        self.engine: Engine = create_engine(
            url,
            poolclass=QueuePool,
            pool_size=20,
            max_overflow=30,
            # What somebody registered must not stand in an error or a log.
            hide_parameters=True,
            json_serializer=lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
            **options,
        )
        if self._sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        META.create_all(self.engine)
        with self.write() as conn:
            if self.fact(conn, "epoch") is None:
                conn.execute(insert(facts).values(name="epoch", value=new_id()))
        with self.read() as conn:
            self.epoch = self.fact(conn, "epoch") or ""

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot for the length of the block."""
        with self.engine.connect() as conn, conn.begin():
            yield conn

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of the block or nothing of it."""
        with self.engine.connect().execution_options(writes=True) as conn, conn.begin():
            yield conn

    def lock(self, conn: Connection, names: set[str]) -> dict[str, int]:
        """The versions of the spaces, whose rows stay locked; unknown spaces are left out."""
        query = select(spaces.c.space, spaces.c.version).where(spaces.c.space.in_(names)).order_by(spaces.c.space)
        rows = conn.execute(query if self._sqlite else query.with_for_update())
        return {row.space: row.version for row in rows}

    def lock_all(self, conn: Connection) -> None:
        """Nobody else who asks for this lock goes on until the transaction ends; SQLite has one writer anyway."""
        if not self._sqlite:
            conn.execute(select(facts).where(facts.c.name == "epoch").with_for_update())

    @staticmethod
    def fact(conn: Connection, name: str) -> str | None:
        """One remembered value."""
        found: str | None = conn.execute(select(facts.c.value).where(facts.c.name == name)).scalar()
        return found

    def begin_new_epoch(self) -> str:
        """To be called after the data came back from a backup: every client then compares anew."""
        epoch = new_id()
        with self.write() as conn:
            conn.execute(facts.update().where(facts.c.name == "epoch").values(value=epoch))
        self.epoch = epoch
        return epoch

    def close(self) -> None:
        """Lets go of every connection."""
        self.engine.dispose()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions would begin late and without the lock; ours begin explicitly below.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000"):
        connection.execute(f"pragma {pragma}")


def _begin_sqlite(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN IMMEDIATE" if conn.get_execution_options().get("writes") else "BEGIN")
