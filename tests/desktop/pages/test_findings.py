"""问题 by hand: why, where, mended one by one and all at once, explained, led to the field."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from client.checks.rule import Severity
from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.concerned import Concerned
from client.desktop.pages.findings import FindingsPage
from client.desktop.pages.fix_dialog import FixDialog
from client.store import remote
from client.store.remote import Return
from client.workflows import check_entries, edit_entry, undo
from client.workflows.check_entries import RETURNED
from client.workflows.outcome import EVERYTHING
from client.workflows.workspace import Workspace
from tests.desktop.pages.sheets import Heard, settled, shown


@pytest.fixture
def entry(workspace: Workspace) -> str:
    """An entry with a code that has blanks in it (safe to mend) and much that is blank."""
    made = edit_entry.new_entry(
        workspace, {"name": "低保对象信息", "summary": "低保对象信息", "update_cycle": "每个月"}
    )
    return made.entry.id


@pytest.fixture
def page(
    qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard, entry: str
) -> FindingsPage:
    return FindingsPage(workspace, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: FindingsPage) -> Heard:
    return shown(qtbot, page)


def pick(page: FindingsPage, code: str) -> Concerned:
    place = page.rules.lines.place_of(lambda line: line.code == code)
    assert place >= 0, [line.code for line in page.rules.lines.lines]
    page.rules.pick(place)
    present: Concerned = page.concerned.list.present
    return present


def test_an_empty_store_and_a_clean_one_say_so(
    qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard
) -> None:
    page = FindingsPage(workspace, jobs, ask, changes)
    heard = shown(qtbot, page)
    assert page.faces.currentWidget() is page.clean
    assert heard.counts == [0]


def test_rules_are_listed_worst_first_with_their_entries(page: FindingsPage, heard: Heard, entry: str) -> None:
    severities = [line.severity for line in page.rules.lines.lines]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert heard.counts[-1] == 1
    line = pick(page, "field.required")
    assert line.id == entry
    assert page.concerned.explained.what


def test_chips_and_search_narrow_the_rules(qtbot: QtBot, page: FindingsPage, heard: Heard) -> None:
    everything = page.rules.lines.rowCount()
    page.chips.set_keys(["warning"])
    page.chips.picked.emit(("warning",))
    warnings = page.rules.lines.rowCount()
    assert 0 < warnings < everything
    assert {line.severity for line in page.rules.lines.lines} == {"warning"}
    page.search.setText("没有这样的问题")
    qtbot.waitUntil(lambda: page.rules.lines.rowCount() == 0)


def test_a_finding_leads_to_its_field(page: FindingsPage, heard: Heard, entry: str) -> None:
    line = pick(page, "field.required")
    page.concerned.go_asked.emit(line, line.findings[0])
    target = heard.targets[-1]
    assert (target.page, target.entry, target.field) == ("entries", entry, line.findings[0].field)


def test_one_place_is_shown_mended_before_it_is(
    qtbot: QtBot, page: FindingsPage, heard: Heard, ask: FakeAsk, workspace: Workspace, entry: str
) -> None:
    fixable = next(
        one
        for one in workspace.query.findings(entry)
        if check_entries.preview_fix(workspace, edit_entry.stored(workspace, entry).entry, one)
    )
    line = pick(page, fixable.rule)
    before = edit_entry.stored(workspace, entry).entry
    page.ask_fix(line, fixable)
    assert edit_entry.stored(workspace, entry).entry == before, "turned away, nothing happens"
    seen: list[tuple[str, str, str]] = []

    def agree(dialog: QDialog) -> bool:
        assert isinstance(dialog, FixDialog)
        seen.extend(dialog.views[0].texts)
        return True

    ask.answers = [agree]
    page.ask_fix(line, fixable)
    settled(qtbot, page)
    assert seen
    assert edit_entry.stored(workspace, entry).entry.values != before.values
    undo.undo(workspace, heard.notices[-1].undo)
    assert edit_entry.stored(workspace, entry).entry.values == before.values


def test_all_that_is_safe_is_mended_at_once(
    qtbot: QtBot, page: FindingsPage, heard: Heard, ask: FakeAsk, workspace: Workspace
) -> None:
    made = edit_entry.new_entry(workspace, {"name": "特困人员信息", "update_cycle": "每 月"})
    page.refresh(EVERYTHING)
    offered = check_entries.preview_fixes(workspace)
    if not offered.fixes:
        pytest.skip("these rules mend nothing unasked")
    ask.answers = [lambda _dialog: True]
    page.ask_fix_safe()
    settled(qtbot, page)
    settled(qtbot, page)
    assert str(offered.fixes) in heard.notices[-1].text
    assert heard.notices[-1].undo
    assert check_entries.preview_fixes(workspace).fixes == 0
    assert made.entry.id


def test_a_warning_passes_with_an_explanation(
    qtbot: QtBot, page: FindingsPage, heard: Heard, ask: FakeAsk, workspace: Workspace, entry: str
) -> None:
    warning = next(one for one in workspace.query.findings(entry) if one.severity is Severity.WARNING)
    line = pick(page, warning.rule)
    ask.answers = ["确实如此，名称已经说明内容"]
    page.ask_explanation(line, warning)
    settled(qtbot, page)
    explained = [one for one in workspace.query.findings(entry) if one.rule == warning.rule]
    assert [one.explained for one in explained] == [True]
    assert page.rules.lines.place_of(lambda one: one.code == warning.rule) == -1


def test_what_a_reviewer_returned_comes_first(
    qtbot: QtBot, page: FindingsPage, heard: Heard, workspace: Workspace, entry: str
) -> None:
    with workspace.db.write() as conn:
        given = Return(entry, "市平台", "", "summary", "reviewer", "请写清内容", "张审核", "2026-11-23", "低保对象信息")
        remote.put_returns(conn, "市平台", entry, [given])
    check_entries.check(workspace, [entry])
    page.refresh(EVERYTHING)
    assert page.rules.lines.lines[0].code == RETURNED
    line = pick(page, RETURNED)
    assert "请写清内容" in page.concerned.what(line.findings[0])


def test_checking_everything_tells_the_counts(qtbot: QtBot, page: FindingsPage, heard: Heard) -> None:
    page.check_all()
    settled(qtbot, page)
    assert "1" in heard.notices[-1].text


def test_a_page_behind_reads_only_when_it_is_seen(page: FindingsPage, heard: Heard, workspace: Workspace) -> None:
    page.hide()
    before = page.rules.lines.rowCount()
    edit_entry.new_entry(workspace, {"name": "智慧民政系统"})
    page.refresh(EVERYTHING)
    assert page.rules.lines.rowCount() == before
    assert heard.counts[-1] == 2
    page.show()
    assert page.rules.lines.rowCount() > before


def test_the_page_is_light(page: FindingsPage, heard: Heard, tmp_path: Path) -> None:
    """Coming to the front checks what is stale; with nothing stale nothing is said."""
    page.enter()
    assert heard.notices == []


def test_entries_of_a_rule_are_searched_sorted_and_paged(
    qtbot: QtBot, page: FindingsPage, heard: Heard, workspace: Workspace
) -> None:
    for number in range(130):
        edit_entry.new_entry(workspace, {"name": f"救助记录{number:03}", "provider": "临江县民政局"})
    edit_entry.new_entry(workspace, {"name": "婚姻登记信息"})
    settled(qtbot, page)
    page.refresh(EVERYTHING)
    first = pick(page, "field.required")
    shown_list = page.concerned.list
    assert shown_list.lines.rowCount() == 132
    shown_list.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    names = [line.name for line in shown_list.lines.lines]
    assert len(names) == 132, "beyond the first page, too"
    shown_list.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert [line.name for line in shown_list.lines.lines] == names[::-1]
    page.concerned.search.setText("婚姻")
    qtbot.waitUntil(lambda: shown_list.lines.rowCount() == 1)
    assert shown_list.present.name == "婚姻登记信息"
    page.concerned.search.setText("没有这样的条目")
    qtbot.waitUntil(lambda: shown_list.lines.rowCount() == 0)
    assert shown_list.present is None
    page.concerned.search.clear()
    qtbot.waitUntil(lambda: shown_list.lines.rowCount() == 132)
    assert first.findings
