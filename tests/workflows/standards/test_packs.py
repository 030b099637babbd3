"""Packs: used when they are right, refused with file and line when they are not, and then the old one stays."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from client.catalog import profile as profiles
from client.catalog import tables, vocabulary
from client.errors import ClientError, SettingsProblem
from client.platforms import signing
from client.store import people
from client.workflows import check_entries, edit_entry
from client.workflows.pack_files import KEY
from client.workflows.standards import codes, packs
from client.workflows.standards.begin_from import begin_from, find_models
from client.workflows.workspace import Workspace
from tests.workflows.conftest import OFFICE, OFFICE_CODE, good_entry

PRIVATE = signing.new_key()
ORGANISATIONS = f'[[organisation]]\ncode = "{OFFICE_CODE}"\nname = "{OFFICE}"\nother_names = ["清河民政"]\n'
FILES = {
    "organisations.toml": ORGANISATIONS,
    "classes.toml": '[[class]]\ncode = "307999"\nname = "清河县"\n',
    "elements.toml": '[[element]]\nid = "grid_code"\nname = {zh = "网格编码", en = "Grid code"}\ntype = "string"\nlength = "12"\nfixed = true\nlevel = "2"\n',
    "models.toml": '[[model]]\nid = "low"\ntitle = "低保"\nfields = {name = "低保对象信息"}\nitems = [{item_name = "姓名"}]\n',
    "codes.toml": f'[[block]]\nid = "b1"\nspace = "{OFFICE_CODE}"\nfront = "307021022100"\nfirst = 1\nlast = 9\n',
    "regions.toml": '[[region]]\ncode = "110228"\nname = "密云县"\nuntil = "2015-11-17"\nsuccessor = "110118"\n[[region]]\ncode = "110118"\nname = "密云区"\n',
    "profiles/county.toml": 'id = "county"\nversion = "1"\nextends = "decree-809"\ntitle = {zh = "清河县规范", en = "County"}\n[code]\nassigned_by = "leased"\nfamily = "national-1272"\n',
}


def content(version: str = "1", files: Mapping[str, Any] = FILES, **more: Any) -> dict[str, Any]:
    title = {"zh": "清河县资料包", "en": "County pack"}
    fixed = {"format": 1, "vocabulary": vocabulary.load().version, "id": "qinghe", "version": version, "title": title}
    return {**fixed, "files": dict(files), **more}


@pytest.fixture
def trusting(ws: Workspace) -> Iterator[Workspace]:
    with ws.db.write() as conn:
        people.set_meta(conn, KEY, signing.public_key(PRIVATE))
    yield ws
    tables.use(tables.Tables())
    profiles.use_packs({})


def written(folder: Path, document: object) -> Path:
    path = folder / "a.json"
    path.write_text(
        document if isinstance(document, str) else json.dumps(document, ensure_ascii=False), encoding="utf-8"
    )
    return path


def install(ws: Workspace, folder: Path, **more: Any) -> packs.PackChange:
    return packs.install(ws, written(folder, signing.sign("pack", content(**more), PRIVATE)))


def test_a_model_is_begun_from(trusting: Workspace, tmp_path: Path) -> None:
    with pytest.raises(ClientError, match=r"entry\.no-model"):
        begin_from(trusting, "low")
    install(trusting, tmp_path)
    assert [one.id for one in find_models(trusting, "db")] == ["low"], "by pinyin"
    assert find_models(trusting, "没有") == []
    made = begin_from(trusting, "low").entry
    assert (made.text("name"), made.text("provider")) == ("低保对象信息", OFFICE)
    assert [item.text("item_name") for item in made.items] == ["姓名"]


def test_everything_of_a_pack_is_used(trusting: Workspace, tmp_path: Path) -> None:
    before = check_entries.ruleset()
    done = install(trusting, tmp_path)
    assert dict(done.pack.holds) == dict.fromkeys(
        ("organisations", "classes", "elements", "models", "blocks", "profiles"), 1
    ) | {"regions": 2}
    assert check_entries.ruleset() != before, "what was checked before is checked again"
    found = trusting.tables.elements.by_name("网格编码")
    assert found is not None
    assert profiles.get("county").code_assigned_by == "leased"
    assert [one.left for one in codes.blocks(trusting)] == [9]
    assert trusting.tables.models[0].values == {"name": "低保对象信息"}
    region = trusting.tables.region_at("110228", "2020-01-01")
    assert region is not None
    assert region.name == "密云区"
    assert packs.installed(trusting) == [done.pack]


def test_providers_are_held_against_the_list(trusting: Workspace, tmp_path: Path) -> None:
    entry = good_entry(trusting)
    install(trusting, tmp_path)
    assert rules(trusting, entry) == set()
    edit_entry.set_values(trusting, entry, {"provider": "清河县某某局"})
    assert rules(trusting, entry) == {"provider.disagree"}
    edit_entry.set_values(trusting, entry, {"provider_code": "11110110000093534J"})
    assert rules(trusting, entry) == {"provider.unlisted"}
    packs.remove(trusting, "qinghe")
    assert rules(trusting, entry) == set()


def test_another_process_and_another_start_use_it_too(trusting: Workspace, tmp_path: Path) -> None:
    install(trusting, tmp_path)
    tables.use(tables.Tables())
    profiles.use_packs({})
    again = Workspace.open(trusting.db.path, settings=trusting.settings)
    assert again.tables.organisations
    assert "county" in profiles.load_profiles()
    again.close()


def test_a_block_of_numbers_is_taken_over_by_the_office_it_is_for_alone(trusting: Workspace, tmp_path: Path) -> None:
    of_another = FILES["codes.toml"].replace(OFFICE_CODE, "11110110000093534J").replace('"b1"', '"b2"')
    install(
        trusting,
        tmp_path,
        files={"codes.toml": FILES["codes.toml"] + of_another.replace("= 1", "= 10").replace("= 9", "= 19")},
    )
    assert [(one.block.id, one.left) for one in codes.blocks(trusting)] == [("b1", 9)]


def test_a_block_larger_than_any_office_is_refused(trusting: Workspace, tmp_path: Path) -> None:
    with pytest.raises(ClientError, match=r"codes\.block"):
        install(trusting, tmp_path, files={"codes.toml": FILES["codes.toml"].replace("last = 9", f"last = {10**30}")})
    assert packs.installed(trusting) == []


def test_a_newer_version_replaces_an_older_one_does_not(trusting: Workspace, tmp_path: Path) -> None:
    install(trusting, tmp_path, version="1.9")
    assert install(trusting, tmp_path, version="1.10").before == "1.9"
    with pytest.raises(SettingsProblem, match=r"pack\.older"):
        install(trusting, tmp_path, version="1.2")
    assert [one.version for one in packs.installed(trusting)] == ["1.10"]


BAD: list[tuple[str, dict[str, Any], str, str, int]] = [
    ("unknown kind", {"files": {"scripts.py": "x"}}, "pack.unknown-kind", "scripts.py", 0),
    ("path escape", {"files": {"../../settings.json": ""}}, "pack.unknown-kind", "../../settings.json", 0),
    ("path escape in profiles", {"files": {"profiles/../x.toml": ""}}, "pack.unknown-kind", "profiles/../x.toml", 0),
    ("bad id", {"id": "../../etc"}, "pack.malformed", "", 0),
    ("no version", {"version": "new"}, "pack.malformed", "", 0),
    ("another format", {"format": 2}, "pack.other-version", "", 0),
    ("another vocabulary", {"vocabulary": "99"}, "pack.other-version", "", 0),
    ("not TOML", {"files": {"elements.toml": "[[element]]\nid = \n"}}, "pack.line", "elements.toml", 2),
    ("deep", {"files": {"elements.toml": "x = " + "[" * 3000 + "]" * 3000}}, "pack.line", "elements.toml", 1),
    ("nested", {"files": {"elements.toml": "x = " + "[" * 20 + "]" * 20}}, "pack.line", "elements.toml", 1),
    ("megabyte", {"files": {"classes.toml": f'[[class]]\ncode = "1"\nname = "{"长" * 1_000_000}"\n'}}, "pack.line", "classes.toml", 3),
    ("strange member", {"files": {"classes.toml": "\nrun = 1\n"}}, "pack.line", "classes.toml", 2),
    ("bad code", {"files": {"organisations.toml": ORGANISATIONS + '[[organisation]]\ncode = "1"\nname = "乙"\n'}}, "pack.line", "organisations.toml", 5),
    ("no name", {"files": {"organisations.toml": f'\n[[organisation]]\ncode = "{OFFICE_CODE}"\n'}}, "pack.line", "organisations.toml", 2),
    ("bad type", {"files": {"elements.toml": '[[element]]\nid = "a"\nname = {zh = "a", en = "a"}\ntype = "magic"\n'}}, "pack.line", "elements.toml", 1),
    ("bad model", {"files": {"models.toml": '[[model]]\nid = "a"\ntitle = "a"\nfields = {nonsense = "1"}\n'}}, "pack.line", "models.toml", 1),
    ("bad block", {"files": {"codes.toml": '[[block]]\nid = "a"\nfront = "1"\nfirst = "1"\nlast = 2\n'}}, "pack.line", "codes.toml", 1),
    ("block of nobody", {"files": {"codes.toml": '[[block]]\nid = "a"\nfront = "307021022100"\nfirst = 1\nlast = 2\n'}}, "pack.line", "codes.toml", 1),
    ("far down", {"files": {"classes.toml": '[[class]]\ncode = "307999"\nname = "甲"\n' * 500 + '[[class]]\ncode = "x"\nname = "乙"\n'}}, "pack.line", "classes.toml", 1501),
    ("control character", {"files": {"classes.toml": '\n[[class]]\ncode = "307999"\nname = "甲\\u0007"\n'}}, "pack.line", "classes.toml", 1),
    ("right to left", {"files": {"classes.toml": '\n[[class]]\ncode = "307999"\nname = "甲\u202e"\n'}}, "pack.line", "classes.toml", 4),
    ("label no text", {"files": {"profiles/a.toml": 'version = "1"\nextends = "decree-809"\n[[field]]\nid = "name"\nlabel = {zh = 5, en = "x"}\n'}}, "pack.line", "profiles/a.toml", 1),
    ("condition no text", {"files": {"profiles/a.toml": 'version = "1"\nextends = "decree-809"\n[[field]]\nid = "name"\nrequired_when = {sharing = [{}]}\n'}}, "pack.line", "profiles/a.toml", 1),
    ("synonyms no list", {"files": {"profiles/a.toml": 'version = "1"\nextends = "decree-809"\n[[field]]\nid = "name"\nsynonyms = "名称"\n'}}, "pack.line", "profiles/a.toml", 1),
    ("cycle", {"files": {"profiles/a.toml": 'version = "1"\nextends = "b"\n', "profiles/b.toml": 'version = "1"\nextends = "a"\n'}}, "pack.line", "profiles/a.toml", 2),
    ("unknown parent", {"files": {"profiles/a.toml": 'version = "1"\nextends = "nobody"\n'}}, "pack.line", "profiles/a.toml", 2),
    ("unknown field", {"files": {"profiles/a.toml": 'version = "1"\nextends = "decree-809"\n[[field]]\nid = "magic"\n'}}, "pack.line", "profiles/a.toml", 4),
    ("header twice", {"files": {"profiles/a.toml": 'version = "1"\nextends = "decree-809"\n[[field]]\nid = "summary"\nlabel = {zh = "目录名称", en = "x"}\n'}}, "pack.line", "profiles/a.toml", 4),
    ("bad pattern", {"files": {"profiles/a.toml": 'version = "1"\nextends = "decree-809"\n[[field]]\nid = "name"\npattern = "("\n'}}, "pack.line", "profiles/a.toml", 1),
    ("incomplete", {"files": {"profiles/a.toml": 'version = "1"\n'}}, "pack.line", "profiles/a.toml", 1),
]  # fmt: skip


@pytest.mark.parametrize(("members", "code", "file", "line"), [one[1:] for one in BAD], ids=[one[0] for one in BAD])
def test_what_is_wrong_is_refused_with_its_line_and_the_old_one_stays(
    trusting: Workspace, tmp_path: Path, members: dict[str, Any], code: str, file: str, line: int
) -> None:
    install(trusting, tmp_path)
    with pytest.raises(SettingsProblem) as caught:
        install(trusting, tmp_path, **{"version": "2", **members})
    assert caught.value.code == code
    assert caught.value.params.get("file", "") == file
    assert caught.value.params.get("line", 0) == line
    assert [one.version for one in packs.installed(trusting)] == ["1"]
    assert trusting.tables.organisations
    assert "county" in profiles.load_profiles()
    assert not [path for path in tmp_path.rglob("*") if path.name in ("settings.json", "x.toml")]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{", "pack.line"),
        ("[]", "pack.malformed"),
        ("[" * 200_000, "pack.malformed"),
        ("{}", "pack.malformed"),
        (signing.sign("pack", content(), signing.new_key()), "platform.other-key"),
        ({**signing.sign("pack", content(), PRIVATE), "pack": content("3")}, "platform.signature"),
    ],
)
def test_a_file_that_is_no_pack_or_not_from_above_is_refused(
    trusting: Workspace, tmp_path: Path, document: object, code: str
) -> None:
    with pytest.raises(ClientError) as caught:
        packs.install(trusting, written(tmp_path, document))
    assert caught.value.code == code
    assert packs.installed(trusting) == []


def test_without_an_enrolment_nobody_is_trusted(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(SettingsProblem, match=r"pack\.no-key"):
        install(ws, tmp_path)
    with pytest.raises(SettingsProblem, match=r"pack\.unknown"):
        packs.remove(ws, "nothing")


def test_a_damaged_pack_is_left_out_and_says_so(trusting: Workspace, tmp_path: Path) -> None:
    install(trusting, tmp_path)
    (path,) = trusting.db.path.with_name("work.db.packs").glob("*.pack")
    path.write_bytes(path.read_bytes()[:-40])
    assert [one.problem for one in packs.installed(trusting)] == ["pack.line"]
    again = Workspace.open(trusting.db.path, settings=trusting.settings)
    assert not again.tables.organisations
    again.close()


def rules(ws: Workspace, entry_id: str) -> set[str]:
    entry = edit_entry.stored(ws, entry_id).entry
    return {one.rule for one in check_entries.live(ws, entry) if one.rule.startswith("provider.")}


def test_what_a_pack_brings_is_shown_before_it_is_taken_over(trusting: Workspace, tmp_path: Path) -> None:
    first = packs.look(trusting, written(tmp_path, signing.sign("pack", content(), PRIVATE)))
    assert (first.pack.id, first.before) == ("qinghe", "")
    assert {line.state for line in first.lines} == {"new"}
    assert {line.kind for line in first.lines} == {name for name, _count in first.pack.holds}
    assert packs.installed(trusting) == []
    install(trusting, tmp_path)
    fewer = {**FILES, "classes.toml": '[[class]]\ncode = "307998"\nname = "清河县"\n', "models.toml": ""}
    fewer["organisations.toml"] = ORGANISATIONS.replace("清河民政", "县民政")
    second = packs.look(trusting, written(tmp_path, signing.sign("pack", content("2", fewer), PRIVATE)))
    states = {(line.kind, line.code): line.state for line in second.lines}
    assert states["classes", "307998"] == "new"
    assert states["classes", "307999"] == "gone"
    assert states["models", "low"] == "gone"
    assert states["organisations", OFFICE_CODE] == "changed"
    assert states["elements", "grid_code"] == "same"
    assert second.before == "1"
    assert {line.state for line in packs.contents(trusting, "qinghe")} == {"same"}


def test_an_earlier_version_can_be_used_again(trusting: Workspace, tmp_path: Path) -> None:
    with pytest.raises(SettingsProblem, match=r"pack\.no-earlier"):
        packs.go_back(trusting, "../qinghe")
    install(trusting, tmp_path)
    install(trusting, tmp_path, version="2", files={"classes.toml": '[[class]]\ncode = "307998"\nname = "清河县"\n'})
    (held,) = packs.installed(trusting)
    assert (held.version, held.earlier) == ("2", ("1",))
    assert not trusting.tables.models
    done = packs.go_back(trusting, "qinghe")
    assert (done.pack.version, done.before) == ("1", "2")
    assert trusting.tables.models
    (held,) = packs.installed(trusting)
    assert (held.version, held.earlier) == ("1", ("2",))
    assert packs.go_back(trusting, "qinghe", "2").pack.version == "2"
    packs.remove(trusting, "qinghe")
    assert packs.installed(trusting) == []
    with pytest.raises(SettingsProblem, match=r"pack\.no-earlier"):
        packs.go_back(trusting, "qinghe")
