"""Filling beside and swapping in: resumed, killed, beside foreign, newer and damaged files."""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.errors import StoreProblem
from client.store.reference import bringing_on, carried, filling, layout, orders, segment
from client.store.reference.filling import Filling, beside, ready
from client.store.reference.query import ReferenceFilter, ReferenceQuery
from client.store.reference.record import Record
from tests.store.reference.conftest import Fill, ident, record

KILLS = 12
PROGRAM = Path(__file__).with_name("killed_filling.py")


def test_a_killed_filling_goes_on_and_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path, chance = tmp_path / "reference.db", random.Random(20261123)
    query, generation, resumed, done = ReferenceQuery(path), 0, 0, 0
    for _ in range(KILLS):
        said = _fill_until_killed(path, str(generation), chance.randint(1, 21))
        if said and said[0] not in ("1", "finishing"):
            resumed += 1
        if path.exists() or ready(path).exists():
            # Whatever the moment: one whole generation, never a mixture.
            names = {one.name for one in query.rows(limit=1000)}
            assert query.count() == 400
            assert len(names) == 1
            newest = int(names.pop().removeprefix("企业登记信息"))
            assert newest in (generation, generation - 1)
            if "done" in said:
                assert newest == generation
            if newest == generation:
                generation += 1
                done += 1
    assert resumed
    assert done


def _fill_until_killed(path: Path, generation: str, lines: int) -> list[str]:
    said: list[str] = []
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), str(path), generation],
        stdout=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    ) as program:  # fmt: skip
        assert program.stdout is not None
        for line in program.stdout:
            said.append(line.strip())
            if len(said) == lines:
                program.kill()
    return said


def test_going_on_gives_the_same_as_filling_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "SEGMENT", 8)
    records = [record(n, f"低保对象{n}", "姓名", provider="民政局") for n in range(20)]
    for path, stops in ((tmp_path / "one" / "r.db", ()), (tmp_path / "two" / "r.db", (3, 9, 15))):
        fill = Filling.open(path, "same")
        for n, one in enumerate(records):
            if n in stops:
                fill.commit(str(n))
                fill.add(record(77, "不算"))
                fill.close()
                fill = Filling.open(path, "same")
                assert (fill.cursor, fill.entries) == (str(n), n)
            fill.add(one)
        fill.finish({})
    dumps = []
    for folder in ("one", "two"):
        with closing(sqlite3.connect(tmp_path / folder / "r.db")) as conn:
            tables = ("entry", "body", "posting", "ordering", "facet")
            dumps.append([conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables])
    assert dumps[0] == dumps[1]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 30), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 4)), max_size=30), st.booleans())
def test_a_file_that_is_brought_on_is_as_if_it_had_been_filled_at_once(
    held: int, later: list[tuple[int, int]], anew: bool
) -> None:
    base = [record(n, f"低保对象{n * 7 % 5}", "姓名", provider=f"民政局{n % 3}") for n in range(held)]
    tail = [
        Record(ident(n), None) if kind == 0 else record(n, f"低保对象{kind}", f"第{n}项", provider=f"民政局{kind}")
        for n, kind in later
    ]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for module in (filling, bringing_on, orders, segment):
            if hasattr(module, "SEGMENT"):
                patch.setattr(module, "SEGMENT", 8)
        patch.setattr(orders, "PART", 4)
        if anew:
            patch.setattr(bringing_on, "MOST", 3)
        whole, other = Path(folder) / "whole.db", Path(folder) / "other.db"
        _fill(whole, [*base, *tail])
        _fill(other, base)
        other.rename(Path(folder) / "base.db")
        _fill(other, tail, Path(folder) / "base.db")
        assert _dump(whole) == _dump(other)


def _fill(path: Path, records: list[Record], base: Path | None = None) -> None:
    made = Filling.open(path, "source", base=base)
    for one in records:
        made.add(one)
    made.finish({})


def _dump(path: Path) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as conn:
        tables = ("entry", "body", "posting", "ordering", "facet")
        return [conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]


def test_another_source_begins_anew(tmp_path: Path) -> None:
    first = Filling.open(tmp_path / "r.db", "one")
    first.add(record(1, "甲"))
    first.commit("1")
    first.close()
    second = Filling.open(tmp_path / "r.db", "two")
    assert (second.cursor, second.entries) == ("", 0)
    second.close()


def test_a_log_without_its_file_does_not_get_into_the_next(tmp_path: Path) -> None:
    """As a kill leaves it that falls between throwing away the file and its log."""
    path = tmp_path / "reference.db"
    _fill(path, [record(n, f"低保对象{n}", "姓名") for n in range(40)])
    base = path.rename(tmp_path / "base.db")
    killed = Filling.open(path, "source")
    killed.add(record(99, "别的名称", "别的信息项"))
    killed.commit("1")
    log = killed.beside.with_name(killed.beside.name + "-wal")
    kept = log.read_bytes()
    killed.close()
    killed.beside.unlink()
    log.write_bytes(kept)
    _fill(path, [record(7, "改过的名称", "姓名")], base)
    query = ReferenceQuery(path)
    assert query.count(ReferenceFilter()) == 40
    assert query.count(ReferenceFilter(text="别的")) == 0
    assert query.count(ReferenceFilter(text="改过")) == 1


def test_the_last_version_holds_and_the_deleted_go(fill: Fill) -> None:
    query = fill([
        record(1, "旧名称"), record(2, "留下"), record(3, "要删"), record(1, "新名称"), Record(ident(3), None),
        Record(ident(4), None), record(5, "删了又来"), Record(ident(5), None), record(5, "又来"),
    ])  # fmt: skip
    assert query.count() == 3
    assert [one.name for one in query.rows()] == ["又来", "新名称", "留下"]
    assert [one.name for one in query.rows(ReferenceFilter(text="名称"))] == ["新名称"]
    assert query.count(ReferenceFilter(text="要删")) == 0
    assert len(query.rows(sort="name")) == 3
    assert query.entry(ident(3)) is None


def test_an_empty_filling(fill: Fill) -> None:
    query = fill([])
    assert query.count() == 0
    assert query.rows() == query.rows(sort="name") == query.rows(ReferenceFilter(text="企业")) == []
    assert query.similar("企业") == []


def test_two_fillings_at_once(tmp_path: Path) -> None:
    first = Filling.open(tmp_path / "r.db", "one")
    with pytest.raises(StoreProblem, match="being-filled"):
        Filling.open(tmp_path / "r.db", "one")
    first.close()


def test_what_is_open_is_replaced_under_the_reader(tmp_path: Path, fill: Fill) -> None:
    query = fill([record(1, "甲")])
    assert query.count() == 1
    fill([record(1, "甲"), record(2, "乙")])
    assert query.count() == 2
    assert query.status().entries == 2


def test_a_file_still_in_use_is_swapped_in_at_the_next_opening(tmp_path: Path, fill: Fill) -> None:
    query = fill([record(1, "甲")])
    query.close()
    (tmp_path / "reference.db").rename(ready(tmp_path / "reference.db"))
    assert query.present()
    assert query.count() == 1


@pytest.mark.parametrize("room", [20, 40, 60])
def test_a_full_disk_is_said_and_leaves_the_old_file_and_room_for_the_own_work(
    room: int, tmp_path: Path, fill: Fill
) -> None:
    query = fill([record(1, "甲")])

    def fill_more() -> None:
        made = Filling.open(tmp_path / "reference.db", "another")
        made._conn.execute(f"PRAGMA max_page_count = {room}")
        for n in range(2_000):
            made.add(record(n, f"企业登记信息{n}", f"第{n}项"))
            if n % 200 == 0:
                made.commit(str(n))
        made.finish({})

    with pytest.raises(StoreProblem) as caught:
        fill_more()
    assert caught.value.code == "store.full"
    assert [one.name for one in tmp_path.iterdir()] == ["reference.db"]
    assert [one.name for one in query.rows()] == ["甲"]


def test_absent(tmp_path: Path) -> None:
    query = ReferenceQuery(tmp_path / "reference.db")
    assert not query.present()
    with pytest.raises(StoreProblem, match=r"reference\.absent"):
        query.count()


def test_foreign_newer_and_damaged_files_are_refused_untouched(tmp_path: Path, fill: Fill) -> None:
    path = tmp_path / "reference.db"
    fill([record(n, f"企业{n}") for n in range(500)]).close()
    whole = path.read_bytes()
    newer = bytearray(whole)
    newer[60:64] = (layout.VERSION + 1).to_bytes(4, "big")
    for content, code in ((b"PK\x03\x04" * 100, "reference.not-ours"), (bytes(newer), "reference.newer")):
        path.write_bytes(content)
        for deed in (lambda: ReferenceQuery(path).count(), lambda: Filling.open(path, "x")):
            with pytest.raises(StoreProblem) as caught:
                deed()
            assert caught.value.code == code
        assert path.read_bytes() == content
    damaged = bytearray(whole)
    damaged[8192 : 8192 * 30] = os.urandom(8192 * 29)
    path.write_bytes(damaged)
    with pytest.raises(StoreProblem):
        ReferenceQuery(path).rows(ReferenceFilter(text="企业"))


def test_a_damaged_filling_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    first = Filling.open(path, "one")
    first.add(record(1, "甲"))
    first.commit("1")
    first.close()
    beside(path).write_bytes(beside(path).read_bytes()[:10000] + b"x" * 50000)
    second = Filling.open(path, "one")
    assert second.entries == 0
    second.close()


def test_a_stranger_cannot_hide_a_trigger(tmp_path: Path, fill: Fill) -> None:
    path = tmp_path / "reference.db"
    fill([record(1, "甲")]).close()
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE VIEW spy AS SELECT * FROM entry")
    with pytest.raises(StoreProblem, match="not-ours"):
        ReferenceQuery(path).count()


def test_carried_on_a_stick(tmp_path: Path, fill: Fill) -> None:
    path, stick, there = tmp_path / "reference.db", tmp_path / "stick.catalogref", tmp_path / "there" / "reference.db"
    fill([record(n, f"企业{n}") for n in range(300)]).close()
    assert carried.carry_out(path, stick) == path.stat().st_size
    assert carried.is_carried(stick)
    assert carried.take_in(there, stick) == 300
    assert ReferenceQuery(there).count() == 300
    broken = bytearray(stick.read_bytes())
    broken[-100] ^= 1
    stick.write_bytes(broken)
    with pytest.raises(StoreProblem, match=r"reference\.damaged"):
        carried.take_in(there, stick)
    assert ReferenceQuery(there).count() == 300
    assert [one.name for one in there.parent.iterdir()] == ["reference.db"]
