"""The small tables: people, office, platforms, sign-offs, learned headers, imports."""

from dataclasses import replace

from client.store import imports, learned_headers, people, signoffs
from client.store.database import Database
from client.store.imports import Import
from client.store.learned_headers import Learned
from client.store.people import Office, Person, Platform
from client.store.signoffs import SignOff


def test_office_and_people(db: Database) -> None:
    office = Office("市场监督管理局", "91X", "330100", ("浙江省", "杭州市"), "s1", {"first": "1"})
    wang, li = Person("1", "王"), Person("2", "李", "approver")
    with db.write() as conn:
        assert people.office(conn) is None
        assert people.person(conn) is None
        people.set_office(conn, office)
        people.put_person(conn, wang)
        people.put_person(conn, li)
        people.put_person(conn, replace(wang, role="collector"))
        people.use_person(conn, "2")
        assert people.office(conn) == office
        assert people.people(conn) == [replace(wang, role="collector"), li]
        assert people.person(conn) == li
        people.remove_person(conn, "2")
        assert people.person(conn) is None


def test_platforms_and_meta(db: Database) -> None:
    one = Platform("省平台", url="https://x", settings={"a": "b"})
    with db.write() as conn:
        people.put_platform(conn, one)
        people.put_platform(conn, replace(one, url="https://y"))
        assert people.platforms(conn) == [replace(one, url="https://y")]
        people.remove_platform(conn, "省平台")
        assert people.platforms(conn) == []
        assert people.meta(conn, "k") == ""
        people.set_meta(conn, "k", "1")
        people.set_meta(conn, "k", "2")
        assert people.meta(conn, "k") == "2"


def test_the_newest_signoff_counts(db: Database) -> None:
    one = SignOff("s1", "李", "wang", "2026-01-01", "文〔2026〕1号", True, False, {"a": "d1", "b": "d2"})
    with db.write() as conn:
        signoffs.put(conn, one)
        signoffs.put(conn, replace(one, id="s2", at="", entries={"a": "d3"}))
        assert signoffs.of(conn, "a") == replace(one, id="s2", at="2026-03-02T08:00:00.000Z", entries={"a": "d3"})
        assert signoffs.of(conn, "b") == replace(one, entries={"b": "d2"})
        assert signoffs.of(conn, "c") is None


def test_learned_headers(db: Database) -> None:
    with db.write() as conn:
        learned_headers.learn(conn, "o", "名称", "", "name", False)
        learned_headers.learn(conn, "o", "名称", "信息项", "item_name", True)
        learned_headers.learn(conn, "o", "名称", "", "keywords", False)
        assert learned_headers.all(conn) == [
            Learned("o", "名称", "信息项", "item_name", True),
            Learned("o", "名称", "", "keywords", False),
        ]
        learned_headers.learn(conn, "o", "名称", "", "", False)
        assert len(learned_headers.all(conn)) == 1


def test_the_life_of_an_import(db: Database) -> None:
    one = Import("i1", "a.xlsx", "00", "2026-01-01", "wang", profile="p@1")
    with db.write() as conn:
        imports.begin(conn, one)
        imports.begin(conn, replace(one, id="i2", at=""))
        imports.applying(conn, "i1", "act1")
        imports.progress(conn, "i1", {"new": 1})
        assert imports.unfinished(conn) == [replace(one, state="applying", act="act1", counts={"new": 1})]
        imports.done(conn, "i1", {"new": 2})
        assert imports.get(conn, "i1") == imports.of_act(conn, "act1")
        assert imports.get(conn, "i1") == replace(one, state="done", act="act1", counts={"new": 2})
        imports.undone(conn, "i1")
        assert [(found.id, found.state) for found in imports.list(conn)] == [("i2", "planned"), ("i1", "undone")]
        assert imports.unfinished(conn) == []
        assert imports.of_act(conn, "") is None
    assert imports.staging(db, "i1").parent.parent == db.path.parent
