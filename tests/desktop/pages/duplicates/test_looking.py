"""疑似重复 by hand: found, compared side by side, told apart for good, one of them deleted and brought back."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from client.catalog.entry import Item
from client.clock import new_id
from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.duplicates.comparison import items, rows
from client.desktop.pages.findings import DUPLICATES, RULES, FindingsPage
from client.desktop.pages.page import Target
from client.workflows import edit_entry, similar, undo
from client.workflows.duplicates import told_apart
from client.workflows.similar import Kind
from client.workflows.workspace import Workspace
from tests.desktop.pages.sheets import Heard, settled, shown

ITEMS = ("姓名", "公民身份号码", "家庭住址", "救助金额", "发放日期")


def entry(workspace: Workspace, name: str, provider: str, *more: str) -> str:
    """An entry with items."""
    made = edit_entry.new_entry(workspace, {"name": name, "provider": provider}).entry
    items = tuple(Item(new_id(), {"item_name": item}) for item in (*ITEMS, *more))
    edit_entry.save(workspace, replace(made, items=items), made)
    return made.id


@pytest.fixture
def pair(workspace: Workspace) -> tuple[str, str]:
    """The same catalog twice in one office, and something else."""
    first = entry(workspace, "城乡低保对象救助金发放信息", "临江县民政局")
    second = entry(workspace, "城乡低保对象救助金发放情况信息", "临江县民政局", "备注")
    entry(workspace, "婚姻登记信息", "临江县民政局")
    return first, second


@pytest.fixture
def page(
    qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard, pair: tuple[str, str]
) -> FindingsPage:
    return FindingsPage(workspace, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: FindingsPage) -> Heard:
    heard = shown(qtbot, page)
    settled(qtbot, page)
    page.open(Target("findings", filter=DUPLICATES))
    settled(qtbot, page)
    return heard


def test_groups_are_found_and_two_are_laid_side_by_side(
    qtbot: QtBot, page: FindingsPage, heard: Heard, pair: tuple[str, str]
) -> None:
    view = page.duplicates.view
    (group,) = [one for one in view.list.lines.lines if {member.id for member in one.members} == set(pair)]
    assert group.kind in (Kind.SAME, Kind.LOOK)
    assert view.present is group
    settled(qtbot, page)
    told = view.comparison.toPlainText()
    assert "公民身份号码" in told
    assert "城乡低保对象救助金发放情况信息" in told
    view.search.setText("没有这样的名称")
    qtbot.waitUntil(lambda: view.list.lines.rowCount() == 0)


def test_not_the_same_is_remembered(
    qtbot: QtBot, page: FindingsPage, heard: Heard, workspace: Workspace, pair: tuple[str, str]
) -> None:
    view = page.duplicates.view
    view.apart.emit(view.present)
    settled(qtbot, page)
    assert view.list.lines.rowCount() == 0
    assert similar.groups(workspace) == []
    assert len(similar.groups(workspace, everything=True)) == 1
    told_apart.forget(workspace, pair)
    assert len(similar.groups(workspace)) == 1


def test_one_of_them_goes_and_comes_back(
    qtbot: QtBot, page: FindingsPage, heard: Heard, workspace: Workspace, ask: FakeAsk, pair: tuple[str, str]
) -> None:
    group = page.duplicates.view.present
    assert group is not None
    page.duplicates.drop(group.members[1], group.members[0])
    settled(qtbot, page)
    assert not edit_entry.stored(workspace, pair[1]).deleted, "turned away, nothing happens"
    ask.answers = [True]
    page.duplicates.drop(group.members[1], group.members[0])
    settled(qtbot, page)
    assert edit_entry.stored(workspace, pair[0]).entry.text("name") == group.members[0].name
    assert workspace.query.entry(pair[1]).deleted  # type: ignore[union-attr]
    undo.undo(workspace, heard.notices[-1].undo)
    assert not workspace.query.entry(pair[1]).deleted  # type: ignore[union-attr]


def test_a_change_says_that_the_groups_are_old(
    qtbot: QtBot, page: FindingsPage, heard: Heard, workspace: Workspace, changes: ChangeBoard, pair: tuple[str, str]
) -> None:
    stale = page.duplicates.view._stale
    assert not stale.isVisible()
    changes.announce(edit_entry.delete(workspace, [pair[0]]).changes, page)
    assert stale.isVisible()
    page.duplicates.view.looked_for.emit()
    settled(qtbot, page)
    assert not stale.isVisible()
    assert page.duplicates.view.list.lines.rowCount() == 0


def test_the_way_back_to_the_rules(page: FindingsPage, heard: Heard) -> None:
    page.show_way(RULES)
    assert page.views.currentIndex() == 0


def test_what_differs_is_known(workspace: Workspace, pair: tuple[str, str]) -> None:
    one, other = similar.group(workspace, pair)
    differing = [label for label, _left, _right, differs in rows(one, other) if differs]
    assert differing == ["目录名称"]
    both = items(one, other)
    assert sum(not row[3] for row in both) == len(ITEMS)
    assert both[-1][1:] == ("", "备注", True)


def test_a_group_that_has_grown_is_shown_again(workspace: Workspace, pair: tuple[str, str]) -> None:
    told_apart.tell_apart(workspace, pair)
    told_apart.tell_apart(workspace, pair)
    assert similar.groups(workspace) == []
    entry(workspace, "城乡低保对象救助金发放信息", "临江县民政局")
    assert similar.groups(workspace)
