"""Every question against a naive model over the same records."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.catalog import plain
from client.errors import SettingsProblem
from client.store.reference import layout, opened, segment, tokens
from client.store.reference.filling import Filling
from client.store.reference.query import REFERENCE_FACETS, REFERENCE_SORTS, ReferenceFilter, ReferenceQuery
from client.store.reference.record import Record
from tests.store.reference.conftest import Fill, ident, record

LETTERS = "低保对象信息表AＡa（）𠮷1"
texts = st.text(LETTERS, max_size=6)
entries = st.lists(
    st.tuples(
        texts,
        st.lists(texts, max_size=3),
        st.sampled_from(["unconditional", "refused", ""]),
        st.sampled_from(["民政局", "公安局"]),
        st.sampled_from(["307", "308", "3071234567", ""]),
    ),
    max_size=25,
)
filters = st.builds(
    ReferenceFilter,
    text=texts,
    item=texts,
    code=st.sampled_from(["", "3", "307", "30712345", "309"]),
    region=st.sampled_from(["", "11", "1101", "12"]),
    where=st.lists(
        st.tuples(st.just("sharing"), st.sampled_from(["refused", "unconditional"])), max_size=2, unique=True
    ).map(tuple),
)


def _records(drawn: list[Any]) -> list[Record]:
    return [
        record(n, name, *items, sharing=sharing, provider=provider, code=code)
        for n, (name, items, sharing, provider, code) in enumerate(drawn)
    ]


def _found(one: Record, chosen: ReferenceFilter) -> bool:
    assert one.body is not None
    fields = one.body["fields"]
    items = [plain.key(item["fields"]["item_name"]) for item in one.body["items"]]
    sharing = {value for _, value in chosen.where}
    return (
        all(word in plain.key(fields["name"]) for word in tokens.words(chosen.text))
        and all(any(word in item for item in items) for word in tokens.words(chosen.item))
        and fields["code"].startswith(chosen.code)
        and "110110".startswith(chosen.region)
        and (not sharing or fields["sharing"] in sharing)
    )


def _key(one: Record, n: int, sort: str) -> Any:
    assert one.body is not None
    fields = one.body["fields"]
    by_name = plain.key(fields["name"]).encode("gb18030"), n
    by_provider = plain.key(fields["provider"]).encode("gb18030"), n
    keys: dict[str, Any] = {"updated": n, "name": by_name, "code": (fields["code"], n), "provider": by_provider}
    return keys.get(sort) or (keys[sort] if sort in keys else (len(one.body["items"]) if sort == "items" else "", n))


@settings(max_examples=60, deadline=None)
@given(entries, filters, st.sampled_from(REFERENCE_SORTS), st.booleans(), st.sampled_from([0, 3, 2000]))
def test_lists_are_those_of_a_naive_model(
    drawn: list[Any], chosen: ReferenceFilter, sort: str, descending: bool, few: int
) -> None:
    records = _records(drawn)
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        # Small segments and parts, and both ways of sorting. Few hits are exact; many may hold what only seems to.
        if not any(len(word) > 2 for word in tokens.words(f"{chosen.text} {chosen.item}")):
            patch.setattr(opened, "FEW", few)
        path = Path(folder) / "reference.db"
        filling = Filling.open(path, "test")
        for one in records:
            filling.add(one)
        filling.finish({})
        query = ReferenceQuery(path)
        model = [n for n, one in enumerate(records) if _found(one, chosen)]
        model.sort(key=lambda n: _key(records[n], n, sort), reverse=descending)
        assert query.count(chosen) == len(model)
        assert [one.id for one in query.rows(chosen, sort, descending)] == [ident(n) for n in model]
        assert [one.id for one in query.rows(chosen, sort, descending, 2, 3)] == [ident(n) for n in model[2:5]]
        for line, n in enumerate(model[:4]):
            assert query.position(chosen, sort, ident(n), descending) == line
        for facet in ("sharing", "provider"):
            counted: dict[str, int] = {}
            for n in model:
                body = records[n].body
                assert body is not None
                counted[body["fields"][facet]] = counted.get(body["fields"][facet], 0) + 1
            assert dict(query.facets(chosen, facet)) == counted
        query.close()


def test_several_segments(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (layout, opened, segment):
        if hasattr(module, "FEW"):
            monkeypatch.setattr(module, "FEW", 10)
    names = ("低保对象信息", "企业登记信息")
    query = fill([record(n, names[n % 2], sharing=("refused", "unconditional")[n % 3 == 0]) for n in range(70_000)])
    low = ReferenceFilter(text="低保")
    assert query.count() == 70_000
    assert query.count(low) == 35_000
    assert query.count(low, cap=100) == 101
    assert [one.id for one in query.rows(low, limit=2)] == [ident(69_998), ident(69_996)]
    assert query.rows(low, offset=34_999)[0].id == ident(0)
    assert query.rows(low, "name", False, 34_999)[0].id == ident(69_998)
    assert query.position(low, "name", ident(69_998), descending=False) == 34_999
    assert query.position(low, "updated", ident(0)) == 34_999
    assert dict(query.facets(low, "sharing")) == {"refused": 23_333, "unconditional": 11_667}
    assert query.facets(ReferenceFilter(), "region") == [("11", 70_000)]
    assert query.rows(sort="code", descending=False, offset=69_000, limit=1)[0].id == ident(69_000)
    assert query.jump("code", "307000500") == 500
    found = query.entry(ident(66_000))
    assert found is not None
    assert found.entry.text("name") == names[0]


def test_a_file_without_the_lines_of_its_orders_is_sorted_all_the_same(fill: Fill, tmp_path: Path) -> None:
    query = fill([record(n, f"第{n * 7 % 50}批企业") for n in range(50)])
    chosen = ReferenceFilter(text="企业")
    wanted = [one.id for one in query.rows(chosen, "name", False)]
    query.close()
    with closing(sqlite3.connect(tmp_path / "reference.db")) as conn, conn:
        assert conn.execute("DELETE FROM ordering WHERE sort LIKE '% lines'").rowcount == 5
    older = ReferenceQuery(tmp_path / "reference.db")
    assert [one.id for one in older.rows(chosen, "name", False)] == wanted
    assert older.position(chosen, "name", wanted[30], descending=False) == 30
    older.close()


def test_an_entry_comes_back_whole(fill: Fill) -> None:
    rich = record(
        1, "企业（登记）信息", "统一社会信用代码", "名称", summary="摘" * 90, provider="清河县民政局",
        format_type=["xlsx", "et"], keywords="", related="别的", provider_code="11110110000093470L",
    )  # fmt: skip
    assert isinstance(rich.body, dict)
    rich.body["later"] = {"unknown": [1, 2]}
    query = fill([rich, Record("old-style", {"profile": "p@1", "fields": {"name": 7}, "items": []})])
    found = query.entry(ident(1))
    assert found is not None
    assert found.state == "published"
    assert found.entry.values == {
        name: tuple(value) if isinstance(value, list) else value for name, value in rich.body["fields"].items() if value
    }
    assert [dict(item.values) for item in found.entry.items] == [item["fields"] for item in rich.body["items"]]
    assert found.entry.extra == {"later": {"unknown": [1, 2]}}
    other = query.entry("old-style")
    assert other is not None
    assert other.entry.values == {"name": "7"}
    assert query.entry(ident(9)) is None


def test_similar_names(fill: Fill) -> None:
    query = fill(
        [record(n, f"城乡低保对象信息{n}") for n in range(30)] + [record(99, "企业年报"), record(98, "城乡低保对象")]
    )
    found = query.similar("城乡低保对象", 3)
    assert (
        found[0] == (query.rows(ReferenceFilter(text="城乡低保对象"), "items", limit=100)[0], 1.0) or found[0][1] == 1.0
    )
    assert found[0][0].id == ident(98)
    assert len(found) == 3
    assert query.similar("（）") == []
    assert query.similar("毫不相干") == []


def test_unknown_sort_and_facet(fill: Fill) -> None:
    query = fill([record(1, "企业")])
    with pytest.raises(SettingsProblem, match="unknown-sort"):
        query.rows(sort="summary")
    with pytest.raises(SettingsProblem, match="unknown-sort"):
        query.facets(ReferenceFilter(), "summary")
    assert all(query.facets(ReferenceFilter(), facet) for facet in REFERENCE_FACETS if facet != "")
