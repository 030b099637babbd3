from collections.abc import Iterator
from dataclasses import replace

import pytest

from client.catalog import profile as profiles
from client.catalog.adopting import KEPT
from client.errors import Cancelled, SettingsProblem
from client.store import journal
from client.workflows import edit_entry, undo
from client.workflows.standards import adopt_profile
from client.workflows.standards.adopt_profile import adopt
from client.workflows.workspace import Workspace
from tests.workflows.conftest import good_entry

NEWER = {
    "version": "2026.1",
    "extends": "decree-809@2025.1",
    "remove": ["source_system"],
    "field": [
        {"id": "domain", "obligation": "required"},
        {"id": "remark", "group": "more", "renamed_from": "source_system"},
    ],
}


@pytest.fixture
def newer() -> Iterator[str]:
    profiles.use_packs({"decree-809": NEWER})
    yield "decree-809@2026.1"
    profiles.use_packs({})


def test_what_would_change_is_shown_and_nothing_happens(ws: Workspace, newer: str) -> None:
    one = pinned(ws, good_entry(ws, domain="民政", industry="教育"))
    told = adopt(ws, newer, dry_run=True)
    assert (told.entries, told.faulty, told.act) == ((one,), (one,), "")
    assert dict(told.found) == {"field.required": 1}
    assert dict(told.concerned) == {"field.required": (one,)}
    assert dict(told.places) == {"field.required": ((False, "domain"),)}
    assert dict(told.renamed) == {("source_system", "remark"): 1}
    assert edit_entry.stored(ws, one).entry.profile == "decree-809@2025.1"


def test_it_is_one_act_that_undo_takes_back(ws: Workspace, newer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adopt_profile, "_BATCH", 2)
    ids = [pinned(ws, good_entry(ws, name=f"第{word}类对象信息", domain="民政")) for word in "甲乙丙丁戊"]
    before = [edit_entry.stored(ws, one).entry for one in ids]
    done = adopt(ws, newer)
    assert set(done.entries) == set(ids)
    entry = edit_entry.stored(ws, ids[4]).entry
    assert (entry.profile, entry.text("remark"), entry.text("source_system")) == (newer, "民政系统", "")
    assert ws.query.findings(ids[0])
    assert adopt(ws, newer).entries == ()
    undo.undo(ws, done.act)
    after = [edit_entry.stored(ws, one).entry for one in ids]
    assert [(one.profile, one.values, one.extra) for one in after] == [
        (one.profile, one.values, one.extra) for one in before
    ]


def test_stopped_on_the_way_it_takes_back_what_it_did(
    ws: Workspace, newer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adopt_profile, "_BATCH", 1)
    ids = [pinned(ws, good_entry(ws, name=f"第{word}类对象信息", domain="民政")) for word in "甲乙丙"]

    class Stopped:
        """A clerk who presses stop after the second entry."""

        def stage(self, name: str, total: int = 0) -> None:
            """Says nothing."""

        def step(self, done: int) -> None:
            """Stops."""
            if done >= 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        adopt(ws, newer, progress=Stopped())
    assert {edit_entry.stored(ws, one).entry.profile for one in ids} == {"decree-809@2025.1"}


def test_once_all_have_gone_over_it_is_not_stopped_any_more(ws: Workspace, newer: str) -> None:
    ids = [pinned(ws, good_entry(ws, name=f"第{word}类对象信息", domain="民政")) for word in "甲乙"]

    class Late:
        """A clerk who presses stop while the entries are checked again."""

        def __init__(self) -> None:
            self.gone_over = False

        def stage(self, name: str, total: int = 0) -> None:
            """Stops at every stage but the first."""
            if self.gone_over:
                raise Cancelled

        def step(self, done: int) -> None:
            """The entries have gone over at the first step."""
            if self.gone_over:
                raise Cancelled
            self.gone_over = True

    done = adopt(ws, newer, progress=Late())
    assert set(done.entries) == set(ids)
    assert {edit_entry.stored(ws, one).entry.profile for one in ids} == {newer}
    assert ws.query.findings(ids[0])


def test_another_standard_keeps_aside_what_it_does_not_ask(ws: Workspace) -> None:
    one = good_entry(ws, industry="教育")
    done = adopt(ws, "province-direct@2024.1")
    assert dict(done.kept) == {"industry": 1}
    assert edit_entry.stored(ws, one).entry.extra == {KEPT: {"fields": {"industry": "教育"}}}
    back = adopt(ws, "decree-809")
    assert dict(back.returned) == {"industry": 1}
    assert edit_entry.stored(ws, one).entry.text("industry") == "教育"
    undo.undo(ws, back.act)
    undo.undo(ws, done.act)
    assert edit_entry.stored(ws, one).entry.extra == {}


def test_only_what_was_asked_goes_over(ws: Workspace) -> None:
    one, other = good_entry(ws), good_entry(ws, name="特困人员信息")
    assert adopt(ws, "suzhou", [one]).entries == (one,)
    assert edit_entry.stored(ws, other).entry.profile == "decree-809@2025.1"


@pytest.mark.parametrize("name", ["nowhere@1", "decree-809@1999.1"])
def test_a_standard_that_is_not_here_is_refused(ws: Workspace, name: str) -> None:
    good_entry(ws)
    with pytest.raises(SettingsProblem, match=r"profile\.unknown"):
        adopt(ws, name)


def pinned(ws: Workspace, entry_id: str) -> str:
    """The entry under the version before."""
    entry = edit_entry.stored(ws, entry_id).entry
    with journal.act(ws.db, "edit", ws.who) as pen:
        pen.save(
            replace(entry, profile="decree-809@2025.1").with_value("domain", "").with_value("source_system", "民政系统")
        )
    return entry_id
