from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from client.catalog.entry import Entry
from client.catalog.states import Local, Report
from client.checks.rule import Finding, Severity
from client.errors import SettingsProblem
from client.store import conflicts, findings, imports, journal, outbox, remote
from client.store.database import Database
from client.store.listing import conditions, lists
from client.store.query import FACETS, SORTS, EntryFilter, Query

Make = Callable[..., Entry]
Save = Callable[..., Entry]


@pytest.fixture
def five(db: Database, make: Make, save: Save) -> list[Entry]:
    """Five entries, each a little different, saved in this order."""
    made = [
        make("丙目录", "一", code="3", sharing="refused"),
        make("甲目录", "一", "二", code="1", sharing="unconditional", sharing_way=("file", "interface")),
        make("乙目录", code="2", sharing="unconditional", provider="教育局"),
        make("阿目录", code="5", domain="卫生"),
        make("Abc", code="4"),
    ]
    return [save(entry) for entry in made]


def names(query: Query, chosen: EntryFilter, sort: str = "created", descending: bool = False) -> list[str]:
    return [row.name for row in query.rows(chosen, sort, descending)]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [True, False])
def test_pages_positions_and_ids_agree_in_every_order(
    db: Database, five: list[Entry], sort: str, descending: bool
) -> None:
    query, everything = Query(db), EntryFilter()
    ids = query.ids(everything, sort, descending)
    assert sorted(ids) == sorted(entry.id for entry in five)
    paged = [row.id for at in range(0, 6, 2) for row in query.rows(everything, sort, descending, at, 2)]
    assert paged == ids
    assert [query.position(everything, sort, one, descending) for one in ids] == list(range(5))
    assert query.position(EntryFilter(text="甲目"), sort, five[0].id, descending) == -1


def test_names_are_in_the_order_of_their_pinyin(db: Database, five: list[Entry]) -> None:
    assert names(Query(db), EntryFilter(), "name") == ["Abc", "阿目录", "丙目录", "甲目录", "乙目录"]


def test_filters(db: Database, five: list[Entry]) -> None:
    query = Query(db)
    with journal.act(db, "check", "wang") as pen:
        pen.set_local(five[0].id, Local.READY)
        findings.put(pen.conn, five[1].id, 1, "R1", [Finding("a.b", Severity.ERROR)])
        findings.put(pen.conn, five[2].id, 1, "R1", [Finding("c.d", Severity.WARNING, "", "name", {}, True)])
        conflicts.put(pen.conn, conflicts.Conflict(five[3].id, "省平台", "", "name", "", "x", "y"))
        remote.set_report(pen.conn, "省平台", five[0].id, Report.RETURNED)
        remote.put_returns(
            pen.conn, "省平台", five[0].id, [remote.Return(five[0].id, "省平台", "", "name", "c", "t", "b", "", "")]
        )
        outbox.queue(pen.conn, outbox.Op("op", "省平台", "s", five[4].id, "put", {}))
    wanted = {
        EntryFilter(local=("ready",)): "丙目录",
        EntryFilter(local=("draft", "ready"), provider="教育局"): "乙目录",
        EntryFilter(report=("returned",)): "丙目录",
        EntryFilter(severity="error"): "甲目录",
        EntryFilter(severity="clean"): "乙目录",
        EntryFilter(rule="a.b"): "甲目录",
        EntryFilter(conflict=True): "阿目录",
        EntryFilter(returned=True): "丙目录",
        EntryFilter(waiting=True): "Abc",
        EntryFilter(where=(("domain", "卫生"),)): "阿目录",
        EntryFilter(where=(("sharing_way", "interface"),)): "甲目录",
        EntryFilter(where=(("code", "4"),)): "Abc",
        EntryFilter(ids=(five[2].id, "nobody")): "乙目录",
        EntryFilter(text="目录", where=(("sharing", "refused"),)): "丙目录",
    }
    for chosen, name in wanted.items():
        assert names(query, chosen) == [name], chosen
        assert query.count(chosen) == 1, chosen
    assert names(query, EntryFilter(rule="c.d")) == []
    assert len(names(query, EntryFilter(where=(("domain", ""),)))) == 4
    assert query.count(EntryFilter(severity="unchecked")) == 3
    row = query.rows(EntryFilter(ids=(five[0].id,)))[0]
    assert (row.local, row.report, row.returned, row.conflict, row.waiting) == ("ready", "returned", True, False, False)
    assert query.state_counts() == {
        "total": 5, "conflict": 1, "returned": 1, "waiting": 1, "local.draft": 4, "local.ready": 1, "report.none": 4,
        "report.returned": 1, "severity.unchecked": 3, "severity.error": 1, "severity.clean": 1,
    }  # fmt: skip


def test_facets(db: Database, five: list[Entry]) -> None:
    query = Query(db)
    assert query.facets(EntryFilter(), "sharing") == [("", 2), ("unconditional", 2), ("refused", 1)]
    assert query.facets(EntryFilter(text="目录"), "provider") == [("市场监督管理局", 3), ("教育局", 1)]
    for column in FACETS:
        assert sum(held for _, held in query.facets(EntryFilter(), column)) == 5
    for fault in (lambda: query.facets(EntryFilter(), "body"), lambda: query.rows(EntryFilter(), "n; DROP")):
        with pytest.raises(SettingsProblem):
            fault()


def test_an_import_lists_its_entries(db: Database, make: Make, save: Save) -> None:
    changed = save(make("旧"))
    save(make("别的"))
    with journal.act(db, "import", "wang") as pen:
        imports.begin(pen.conn, imports.Import("i1", "a.xlsx", "00", "", "wang"))
        imports.applying(pen.conn, "i1", pen.act_id)
        pen.save(make("新"))
        pen.save(changed.with_value("name", "改"))
    with db.read() as conn:
        assert len(imports.entries(conn, "i1")) == 2
    assert names(Query(db), EntryFilter(import_id="i1")) == ["改", "新"]


def test_lists_use_their_indexes(db: Database) -> None:
    """A list of everything never sorts, a count never reads the entries themselves."""
    with db.read() as conn:
        for order in ("updated", "n", "code", "name_order", "provider"):
            sql = f"SELECT n FROM entry WHERE entry.deleted = 0 ORDER BY {order} DESC, n DESC LIMIT 100"
            assert "TEMP B-TREE" not in str(conn.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()), order
        counted = "SELECT count(*) FROM entry WHERE entry.deleted = 0 AND severity = 'error' AND sharing = 'x'"
        assert "COVERING INDEX entry_list" in str(conn.execute(f"EXPLAIN QUERY PLAN {counted}").fetchall())


def test_the_doors_to_everything_else(db: Database, five: list[Entry]) -> None:
    query = Query(db)
    assert query.entry(five[0].id) is not None
    assert query.entry("nobody") is None
    lists: list[Sequence[object]] = [
        query.findings(five[0].id), query.findings_by_rule(), query.outbox(), query.receipts(), query.receipts_of("x"),
        query.returns("x"), query.conflicts(), query.imports(), query.people(), query.platforms(),
    ]  # fmt: skip
    assert not any(lists)
    assert not any([query.office(), query.person(), query.remote("p", "x"), query.redoable()])
    assert [line.field for line in query.history(five[0].id)] == ["@exists"]
    assert query.undoable() == query.past.page(limit=1)[0]


def test_a_field_without_a_column_gets_an_index_in_a_large_store(
    db: Database, make: Make, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = save(make("甲", region="330100"))
    several = save(replace(make("乙"), values={"name": "乙", "region": ("330100", "330200")}))
    save(make("丙", region="[330100]"))  # no list, only looks like one
    save(make("丁", region="330200"))
    query = Query(db)
    wanted = EntryFilter(where=(("region", "330100"),))
    small = set(query.ids(wanted)), query.count(wanted)
    monkeypatch.setattr(lists, "LARGE", 1)
    query.rows(wanted)
    with db.read() as conn:
        assert conn.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'field_region'").fetchone()[0] == 1
        plan = conn.execute(
            f"EXPLAIN QUERY PLAN SELECT 1 FROM document d WHERE {conditions.value_of_field('region', 'd.')} = 'x'"
        )
        assert "field_region" in str(plan.fetchall())
    assert ({*query.ids(wanted)}, query.count(wanted)) == small == ({one.id, several.id}, 2)
    monkeypatch.setattr(conditions, "FEW", 0)
    assert {*query.ids(wanted)} == {one.id, several.id}


def test_counters_are_what_counting_gives(db: Database, make: Make, save: Save) -> None:
    made = [save(make(f"名称{number}", sharing="refused" if number % 3 else "conditional")) for number in range(12)]
    with journal.act(db, "edit", "wang") as pen:
        for entry in made[:4]:
            pen.set_local(entry.id, Local.READY)
        pen.delete(made[0].id)
        pen.delete(made[1].id)
        findings.put(pen.conn, made[5].id, 1, "R", [Finding("a.b", Severity.ERROR)])
        act = pen.act_id
    query = Query(db)
    for taken_back in (False, True):
        if taken_back:
            journal.undo(db, act, "wang")
        for column in FACETS:
            with db.read() as conn:
                counted = conn.execute(
                    f"SELECT {column}, count(*) FROM entry WHERE deleted = 0 GROUP BY 1 ORDER BY 2 DESC, 1"
                ).fetchall()
            assert query.facets(EntryFilter(), column) == counted
            assert query.facets(EntryFilter(text="名称"), column) == counted
        with db.read() as conn:
            assert (
                query.count(EntryFilter()) == conn.execute("SELECT count(*) FROM entry WHERE deleted = 0").fetchone()[0]
            )
        assert query.state_counts()["total"] == query.count(EntryFilter())


@pytest.mark.parametrize("few", [0, conditions.FEW])
def test_pages_far_down_are_the_pages_of_the_whole_order(
    db: Database, make: Make, save: Save, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Whichever way a page is found: counted out, from a page before it, or after somebody has written."""
    monkeypatch.setattr(conditions, "FEW", few)
    monkeypatch.setattr(conditions, "FAR", 3)
    monkeypatch.setattr(lists, "DEEP", 3)
    made = [
        save(make(f"名称{number % 7}", code=str(number % 5), sharing="refused" if number % 3 else ""))
        for number in range(40)
    ]
    with journal.act(db, "edit", "wang") as pen:
        for entry in made[::2]:
            pen.set_local(entry.id, Local.READY)
        for entry in made[::3]:
            findings.put(pen.conn, entry.id, 1, "R", [Finding("a.b", Severity.ERROR)])
    query = Query(db)
    asked = [
        EntryFilter(), EntryFilter(local=("ready",)), EntryFilter(local=("ready",), severity="error"),
        EntryFilter(severity="error"), EntryFilter(text="名称"), EntryFilter(rule="a.b"), EntryFilter(local=("draft", "ready")),
    ]  # fmt: skip
    for round_ in range(2):
        for chosen in asked:
            for sort in SORTS:
                for descending in (False, True):
                    whole = query.ids(chosen, sort, descending)
                    for offset in (0, 14, 7, 5, 21, 8):
                        page = [row.id for row in query.rows(chosen, sort, descending, offset, 4)]
                        assert page == whole[offset : offset + 4], (chosen, sort, descending, offset)
                    places = [query.position(chosen, sort, one, descending) for one in whole]
                    assert places == [*range(len(whole))], (chosen, sort, descending)
        save(make(f"名称{round_}", "又一项"))


def test_every_order_has_its_index(db: Database) -> None:
    with db.read() as conn:
        for sort in SORTS:
            sql, values = conditions.numbers(conn, EntryFilter(), sort, False, 0, 100)
            assert "TEMP B-TREE" not in str(conn.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()), sort


def test_facets_of_very_many_hits_count_the_newest(
    db: Database, make: Make, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "FACET_HITS", 3)
    for sharing in ("refused", "refused", "conditional", "refused", "conditional"):
        save(make("目录甲乙", sharing=sharing))
    save(make("别的", sharing="unconditional"))
    query = Query(db)
    assert query.facets(EntryFilter(text="目录"), "sharing") == [("conditional", 2), ("refused", 1)]
    assert query.count(EntryFilter(text="目录")) == 5
