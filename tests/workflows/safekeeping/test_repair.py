"""Whatever page of a store is damaged: afterwards it is sound, and every entry is whole or said to be missing."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from client.catalog.entry import Entry
from client.errors import StoreProblem
from client.settings import Settings
from client.store import outbox
from client.store.outbox import Op
from client.store.query import EntryFilter
from client.store.safekeeping import health, maintenance
from client.store.safekeeping.rescue import Lost
from client.workflows import check_entries, edit_entry, undo
from client.workflows.safekeeping import back_up, repair
from client.workflows.workspace import Workspace
from tests.bench import work_entries
from tests.store.test_torture import WHOLE

PAGE = 4096


def fill(folder: Path) -> tuple[Path, Mapping[str, Entry]]:
    """A store with a backup, and work since then: new entries, edits, a deletion, an op. Gives what is in it."""
    ws = Workspace.open(folder / "work.db", settings=Settings(folder / "settings.json"))
    ids = []
    for entry in work_entries.entries(120, seed=3):
        made = edit_entry.new_entry(ws, {"name": entry.text("name")}).entry
        ids.append(edit_entry.save(ws, replace(entry, id=made.id), made).entry.id)
    back_up.back_up(ws, "asked")
    for number, entry_id in enumerate(ids[:60]):
        edit_entry.set_values(
            ws, entry_id, {"summary": f"备份以后改的第{number}条摘要", "items.1.item_name": "改过的项"}
        )
    for entry in work_entries.entries(40, seed=4):
        made = edit_entry.new_entry(ws, {"name": entry.text("name")}).entry
        ids.append(edit_entry.save(ws, replace(entry, id=made.id), made).entry.id)
    edit_entry.delete(ws, ids[-1:])
    with ws.db.write() as conn:
        outbox.queue(conn, Op("op1", "省", "s", ids[0], "put", {"profile": "decree-809@1", "fields": {}, "items": []}))
    truth = {entry_id: edit_entry.stored(ws, entry_id).entry for entry_id in ids[:-1]}
    ws.close()
    return ws.db.path, truth


@pytest.mark.parametrize("seed", range(12))
def test_any_page(tmp_path: Path, seed: int) -> None:
    damage(tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12, 32))
def test_any_page_at_all(tmp_path: Path, seed: int) -> None:
    damage(tmp_path, seed)


def damage(tmp_path: Path, seed: int) -> None:
    path, truth = fill(tmp_path)
    chance = random.Random(seed)
    raw = bytearray(path.read_bytes())
    pages = chance.choice((1, 1, 2, 5, 12))
    for _ in range(pages):
        page = chance.randrange(1, len(raw) // PAGE)
        start = page * PAGE + chance.choice((0, 0, 1000))
        raw[start : (page + 1) * PAGE] = chance.choice((b"\x00", b"\x77", b"\xff")) * ((page + 1) * PAGE - start)
    path.write_bytes(raw)
    if health.examine(path).state == "ok":
        pytest.skip("the damage lies where nothing is")
    done = repair.repair(path)
    assert done.damaged.read_bytes() == bytes(raw)
    assert done.backup is not None
    _whole(path, truth, done.rescued.lost)


def test_without_a_backup_what_can_be_read_is_kept(tmp_path: Path) -> None:
    path, truth = fill(tmp_path)
    for file in (tmp_path / "backups").iterdir():
        file.unlink()
    raw = bytearray(path.read_bytes())
    middle = len(raw) // PAGE // 2 * PAGE
    raw[middle : middle + 2 * PAGE] = b"\x77" * 2 * PAGE
    path.write_bytes(raw)
    done = repair.repair(path)
    assert done.backup is None
    _whole(path, truth, done.rescued.lost)


def test_a_destroyed_beginning_leaves_the_backup(tmp_path: Path) -> None:
    path, truth = fill(tmp_path)
    path.write_bytes(b"\x00" * 3 * PAGE + path.read_bytes()[3 * PAGE :])
    done = repair.repair(path)
    assert done.rescued.entries == 120
    made_since = [*truth][120:]
    missing = {one.entry: one.name for one in done.rescued.lost if one.how == "gone"}
    assert {one: missing.get(one) for one in made_since} == {one: truth[one].text("name") for one in made_since}
    assert set(missing) == set(made_since), "what was deleted is not missing"
    assert health.examine(path).state == "ok"


def test_a_sound_store_is_left_alone(tmp_path: Path) -> None:
    path, _ = fill(tmp_path)
    before = path.read_bytes()
    with pytest.raises(StoreProblem) as refused:
        repair.repair(path)
    assert refused.value.code == "store.sound"
    assert path.read_bytes() == before


def _whole(path: Path, truth: Mapping[str, Entry], missing: Sequence[Lost]) -> None:
    lost = {one.entry for one in missing}
    # Where not even the id could be read, the content has a new one and is named by its name.
    under_new_ids = {one.name for one in missing if one.how == "state"}
    ws = Workspace.open(path, settings=Settings(path.with_name("settings.json")))
    assert maintenance.quick_check(ws.db) == []
    assert maintenance.check_search(ws.db)
    with ws.db.read() as conn:
        for fault, sql in WHOLE.items():
            if "journal" not in fault:
                assert conn.execute(sql).fetchall() == [], fault
    for entry_id, entry in truth.items():
        found = ws.query.entry(entry_id)
        now = replace(found.entry, revision=entry.revision) if found else None
        named = entry_id in lost or entry.text("name") in under_new_ids
        assert now == entry or named
    # Work goes on.
    made = edit_entry.new_entry(ws, {"name": "修复以后新建的目录"})
    assert ws.query.count(EntryFilter(text="修复以后")) == 1
    check_entries.check(ws, [made.entry.id])
    undo.undo(ws, made.act)
    ws.close()
