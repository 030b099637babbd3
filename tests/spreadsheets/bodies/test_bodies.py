"""Our JSON read again, and DCAT-AP that says what the mapping asks for."""

import json
from pathlib import Path
from typing import Any

import pytest

from client.catalog import profile as profiles
from client.catalog.entry import Entry, Item
from client.clock import new_id
from client.errors import InputProblem
from client.spreadsheets.bodies import dcat
from client.spreadsheets.export import write_json
from client.spreadsheets.plan import Kind, plan
from client.spreadsheets.understand import understand
from tests.spreadsheets.test_plan import Stored

PROFILE = profiles.get("decree-809")
FULL = Entry(
    new_id(),
    PROFILE.key,
    values={
        "name": "城乡低保对象信息", "code": "307001/1", "provider": "清河县民政局", "provider_code": "11110110000093470L",
        "summary": "全县低保对象", "format_class": "spreadsheet", "format_type": ("xlsx", "csv"), "sharing": "conditional",
        "sharing_condition": "工作参考", "open_type": "unconditional", "update_cycle": "half_yearly",
        "published_on": "2026-01-02", "time_range": "2020-01-01/2025-12-31", "contact_person": "李雪",
        "contact_phone": "0319-8123456", "region_scope": "清河县",
    },
    items=(Item(new_id(), {"item_name": "姓名", "item_english_name": "XM", "item_type": "string", "item_nullable": "no"}),),
)  # fmt: skip


def test_a_json_export_makes_the_same_entries_elsewhere(tmp_path: Path) -> None:
    write_json([FULL], tmp_path / "a.json")
    found = understand(tmp_path / "a.json")
    assert found.profile == PROFILE.key
    (line,) = plan(found.drafts, Stored(), PROFILE, new_id).lines
    assert line.kind is Kind.NEW
    assert line.entry == FULL
    assert all(sheet.rows.balances() for sheet in found.sheets)


def test_an_empty_export(tmp_path: Path) -> None:
    write_json([], tmp_path / "a.json")
    problem = understand(tmp_path / "a.json").problem
    assert problem is not None
    assert problem.code == "input.no-entries"


def test_a_secret_entry_is_refused(tmp_path: Path) -> None:
    secret = FULL.with_value("summary", "机密★10年 名单")
    write_json([secret, FULL], tmp_path / "a.json")
    first, second = understand(tmp_path / "a.json").drafts
    assert first.refused is not None
    assert not first.values
    assert second.refused is None


@pytest.mark.parametrize(
    "text",
    [
        '[{"profile": 1', '[{"profile": "decree-809@1", "items": 5}]', '[{"profile": "nobody@1"}]', '[{"x": {"profile": 1}}]', '[{"profile"' + "[" * 100_000, "[{}, 5, \"profile\"]",
        '[{"profile": "decree-809@2025.1"}, {"profile": "national-2017@1"}]',
    ],
)  # fmt: skip
def test_odd_json_ends_in_a_sentence(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputProblem):
        understand(tmp_path / "a.json").require()


def test_dcat_says_what_the_mapping_asks_for(tmp_path: Path) -> None:
    assert dcat.write_jsonld([FULL, FULL], tmp_path / "a.jsonld") == 2
    read: dict[str, Any] = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    assert read["@type"] == "dcat:Catalog"
    one = read["dcat:dataset"][0]
    assert one["@id"] == f"urn:uuid:{FULL.id}"
    assert one["dct:title"] == {"@value": "城乡低保对象信息", "@language": "zh"}
    assert one["dct:identifier"] == "307001/1"
    assert one["dct:publisher"]["org:identifier"] == "11110110000093470L"
    assert one["dct:accrualPeriodicity"]["@id"].endswith("/frequency/ANNUAL_2")
    assert one["dct:accessRights"]["@id"].endswith("/access-right/RESTRICTED")
    assert one["dct:temporal"]["dcat:startDate"] == {"@value": "2020-01-01", "@type": "xsd:date"}
    assert len(one["dcat:distribution"]) == 2
    column = one["dcat:distribution"][0]["csvw:tableSchema"]["csvw:column"][0]
    assert column["csvw:name"] == "XM"
    assert column["csvw:required"] is True
    # Every prefix that is used is in the context.
    used = {
        word.split(":")[0] for word in json.dumps(read["dcat:dataset"]).split('"') if ":" in word and "/" not in word
    }
    assert used & set(dcat.CONTEXT) <= set(dcat.CONTEXT)
    assert {"dcat", "dct", "csvw", "foaf", "org", "vcard"} <= used
    assert dcat.write_jsonld([], tmp_path / "b.jsonld") == 0
    assert json.loads((tmp_path / "b.jsonld").read_text(encoding="utf-8"))["dcat:dataset"] == []


def test_blank_entries_and_strange_values(tmp_path: Path) -> None:
    odd = Entry("x", PROFILE.key, values={"update_cycle": "每世纪", "published_on": "昨天", "format_type": "某种格式"})
    assert dcat.dataset(Entry("x", PROFILE.key)) == {
        "@id": "urn:entry:x",
        "@type": "dcat:Dataset",
        "dct:identifier": "x",
    }
    assert dcat.dataset(odd)["dct:accrualPeriodicity"]["@id"].endswith("OTHER")
    assert "dct:issued" not in dcat.dataset(odd)
