"""The shipped trees, and deeper ones through a pack: real counties and townships without copying them here."""

import csv
from pathlib import Path

from client.catalog import codes, packs, trees, vocabulary
from client.catalog.identifiers import uscc_fault
from client.catalog.tables import Tables

TITLE = {"zh": "区划", "en": "Regions"}


def test_the_classification_is_that_of_2017(shared: Path) -> None:
    raw = (shared / "standards" / "national_classify_2017_l1_l3.csv").read_text(encoding="utf-8-sig")
    assert len(trees.classification()) == len(list(csv.DictReader(raw.splitlines()))) == 164
    assert [node.name for node in trees.path_of("307021022100/000009")] == [
        "部门政务信息资源目录",
        "省（自治区、直辖市）和计划单列市",
        "湖南省",
    ]
    assert [node.code for node in trees.below("")] == ["1", "2", "3"]
    assert len(trees.below("307")) == 39
    assert trees.path_of("BA6006") == ()
    for node in trees.classification().values():
        assert node.parent in trees.classification() or node.level == "类"


def test_every_region_has_a_parent_and_what_is_gone_a_successor() -> None:
    for region in trees.regions().values():
        assert region.code.endswith("0000") or region.parent in trees.regions()
        assert bool(region.until) == bool(region.successor)
        assert not region.successor or not trees.regions()[region.successor].until


def test_the_prefectures_are_the_present_ones(shared: Path) -> None:
    listed = csv.DictReader((shared / "data" / "codes" / "cities.csv").read_text(encoding="utf-8-sig").splitlines())
    theirs = {
        row["code"]: row["name"] for row in listed if not row["name"].startswith(("市辖", "省直", "自治区直", "县"))
    }
    standing = [one for one in trees.regions().values() if one.parent and not one.until]
    assert {one.code[:4]: one.name for one in standing if one.code.endswith("00")} == theirs


def test_counties_that_are_gone_lead_to_present_ones(shared: Path) -> None:
    listed = csv.DictReader((shared / "data" / "codes" / "areas.csv").read_text(encoding="utf-8-sig").splitlines())
    present = {row["code"]: row["name"] for row in listed}
    counties = [one for one in trees.regions().values() if not one.code.endswith("00")]
    assert {one.code: one.name for one in counties if not one.until}.items() <= present.items()
    gone = [one for one in counties if one.until]
    assert len(gone) >= 60
    for one in gone:
        assert one.code not in present
        assert one.name not in present.values()
        assert one.successor in present


def test_a_county_of_a_year_leads_on_from_that_year() -> None:
    before, after = Tables().region_at("110228", "2014-12-31"), Tables().region_at("110228", "2015-01-01")
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("密云县", "密云区")


def test_a_merged_region_leads_to_its_successor() -> None:
    before, after = Tables().region_at("371200", "2018-12-31"), Tables().region_at("371200", "2019-01-09")
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("莱芜市", "济南市")
    assert Tables().region_at("999999", "2020-01-01") is None


def test_a_circle_of_successors_ends() -> None:
    one = trees.Region("1", "甲", until="2000-01-01", successor="2")
    other = trees.Region("2", "乙", until="2000-01-01", successor="1")
    assert Tables(regions={"1": one, "2": other}).region_at("1", "2020-01-01") is not None


def test_counties_and_townships_come_with_a_pack(shared: Path) -> None:
    blocks: list[str] = []
    for name, parent in (("areas", "cityCode"), ("streets", "areaCode")):
        with (shared / "data" / "codes" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            blocks.extend(
                f'[[region]]\ncode = "{row["code"]}"\nname = "{row["name"]}"\nparent = "{row[parent]}"\n'
                for row in csv.DictReader(file)
                if name == "areas" or row["provinceCode"] == "11"
            )
    content = {
        "format": 1,
        "vocabulary": vocabulary.load().version,
        "id": "regions",
        "version": "2023",
        "title": TITLE,
        "files": {"regions.toml": "".join(blocks)},
    }
    found = packs.tables([packs.read(content)])
    assert len(found.regions) > 3300
    assert found.regions["110118"].name == "密云区"
    assert found.regions["430000"].name == "湖南省"
    classes = codes.load_lists()["township_class"]
    streets = [one for one in found.regions.values() if len(one.code) == 9]
    assert len(streets) > 300
    assert all(classes.get(one.code[6]) for one in streets)


def test_kinds_of_organisations_are_known_by_the_first_two_characters() -> None:
    kinds, authorities = codes.load_lists()["uscc_class"], codes.load_lists()["uscc_authority"]
    for value in kinds.values:
        assert value.parent == value.key[0]
        assert authorities.get(value.parent)
    for code in ("11110110000093470L", "12110000400638791M", "914403001922038216"):
        assert uscc_fault(code) == ""
        assert kinds.get(code[:2])
