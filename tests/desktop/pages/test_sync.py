"""报送 by hand against a real station: join, sign off, queue, report, mend what came back, settle."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from client.catalog.entry import Entry
from client.catalog.states import Local
from client.clock import new_id
from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.page import Target
from client.desktop.pages.sign_off_dialog import SignOffDialog
from client.desktop.pages.sync import SyncPage
from client.errors import PlatformProblem
from client.platforms.platform import Fault
from client.store import journal, people
from client.store.query import EntryFilter
from client.sync.report import RoundReport
from client.workflows import check_entries, edit_entry, enrol, undo
from client.workflows.outcome import EVERYTHING, Changes
from client.workflows.synchronise import Synchronised
from client.workflows.workspace import Workspace
from tests.desktop.pages.sheets import Heard, settled, shown
from tests.platforms.running_station import SPACE, Station, good_entry, station_in_thread
from tests.sync.office import Above


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with station_in_thread(tmp_path / "station") as running:
        yield running


@pytest.fixture
def joined(workspace: Workspace, station: Station) -> Workspace:
    enrol.enrol(workspace, station.data / "enrol-clerk.json")
    return workspace


@pytest.fixture
def page(qtbot: QtBot, joined: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> SyncPage:
    return SyncPage(joined, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: SyncPage) -> Heard:
    return shown(qtbot, page)


def write(ws: Workspace, name: str, **values: str) -> str:
    entry: Entry = good_entry(name=name, **values)
    with journal.act(ws.db, "new", ws.who) as pen:
        saved = pen.save(entry, local=Local.DRAFT)
    check_entries.check(ws, [saved.id])
    return saved.id


def consent(dialog: QDialog) -> bool:
    assert isinstance(dialog, SignOffDialog)
    assert not dialog.agree.isEnabled(), "both assessments must be ticked first"
    dialog.approver.setEditText("李局长")
    dialog.secrecy.setChecked(True)
    dialog.personal.setChecked(True)
    return dialog.agree.isEnabled()


def sign_and_queue(qtbot: QtBot, page: SyncPage, ask: FakeAsk) -> None:
    page.refresh(EVERYTHING)
    ask.answers = [consent]
    page.ask_sign_off()
    settled(qtbot, page)
    settled(qtbot, page)
    page.queue_all()
    settled(qtbot, page)


def report(qtbot: QtBot, page: SyncPage) -> None:
    page.report()
    settled(qtbot, page)


def test_without_a_platform_the_page_invites(
    qtbot: QtBot, workspace: Workspace, station: Station, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard
) -> None:
    page = SyncPage(workspace, jobs, ask, changes)
    shown(qtbot, page)
    assert page.faces.currentIndex() == 0
    ask.answers = [station.data / "enrol-clerk.json", lambda _dialog: True]
    page.enrolling.begin()
    settled(qtbot, page)
    settled(qtbot, page)
    assert page.faces.currentIndex() == 1


def test_three_steps_lead_to_receipts(qtbot: QtBot, page: SyncPage, heard: Heard, ask: FakeAsk) -> None:
    names = ["低保对象信息", "特困人员信息", "孤儿信息"]
    for name in names:
        write(page.workspace, name)
    sign_and_queue(qtbot, page, ask)
    assert page.queue.count == 3
    assert heard.counts[-1] == 3
    report(qtbot, page)
    assert page.queue.count == 0
    assert sorted(line.name for line in page.receipts.list.lines.lines) == sorted(names)
    assert page.card.round_text
    page.receipts.search.setText("孤儿")
    qtbot.waitUntil(lambda: page.receipts.count == 1)


def test_what_cannot_be_queued_is_listed_with_its_reason(
    qtbot: QtBot, page: SyncPage, heard: Heard, ask: FakeAsk
) -> None:
    good = write(page.workspace, "低保对象信息")
    bad = write(page.workspace, "特困人员信息", summary="")
    page.refresh(EVERYTHING)
    page.queue_all()
    settled(qtbot, page)
    assert {line.entry for line in page.held.list.lines.lines} == {good, bad}
    assert page.tabs.currentWidget() is page.held
    line = next(one for one in page.held.list.lines.lines if one.entry == bad)
    page.held.opened.emit(line)
    assert heard.targets[-1] == Target("entries", entry=bad, item=line.item, field=line.field)


def test_only_the_ticked_are_signed_off(qtbot: QtBot, page: SyncPage, heard: Heard, ask: FakeAsk) -> None:
    chosen = write(page.workspace, "低保对象信息")
    other = write(page.workspace, "特困人员信息")

    def some(dialog: QDialog) -> bool:
        assert isinstance(dialog, SignOffDialog)
        dialog.some.setChecked(True)
        place = dialog.ticked.place_of(lambda row: row.id == chosen)
        dialog.ticked.setData(dialog.ticked.index(place, 0), True, Qt.ItemDataRole.CheckStateRole)
        return consent(dialog)

    page.refresh(EVERYTHING)
    ask.answers = [some]
    page.ask_sign_off()
    settled(qtbot, page)
    settled(qtbot, page)
    assert edit_entry.stored(page.workspace, chosen).local is Local.SIGNED_OFF
    assert edit_entry.stored(page.workspace, other).local is Local.DRAFT


def test_a_report_that_was_never_tried_leaves_the_queue(
    qtbot: QtBot, page: SyncPage, heard: Heard, ask: FakeAsk
) -> None:
    for name in ("低保对象信息", "特困人员信息"):
        write(page.workspace, name)
    sign_and_queue(qtbot, page, ask)
    page.queue.list.pick(0)
    gone = page.queue.removable
    page.queue.remove.click()
    settled(qtbot, page)
    assert page.queue.count == 1
    assert gone[0].entry not in {line.entry for line in page.queue.list.lines.lines}


def test_a_station_that_is_away_keeps_the_queue(
    qtbot: QtBot, page: SyncPage, heard: Heard, ask: FakeAsk, joined: Workspace
) -> None:
    write(joined, "低保对象信息")
    sign_and_queue(qtbot, page, ask)
    here = joined.chosen_platform()
    with joined.db.write() as conn:
        people.put_platform(conn, replace(here, url="http://127.0.0.1:9"))
    report(qtbot, page)
    assert not page.banner.isHidden()
    assert page.queue.count == 1
    assert page.steps[2].button.isEnabled()


def test_what_was_returned_leads_to_its_field(
    qtbot: QtBot, page: SyncPage, heard: Heard, ask: FakeAsk, station: Station
) -> None:
    entry = write(page.workspace, "低保对象信息")
    sign_and_queue(qtbot, page, ask)
    report(qtbot, page)
    reviewer = station.reviewer()
    found = reviewer.fetch(SPACE, entry)
    assert found is not None
    fault = Fault("reviewer", "/fields/summary", detail="请写清来源")
    reviewer.review(SPACE, entry, new_id(), found.token, "returned", comment="请改", findings=[fault])
    reviewer.close()
    report(qtbot, page)
    assert page.tabs.currentWidget() is page.returns
    line = next(one for one in page.returns.list.lines.lines if one.field == "summary")
    assert (line.text, line.mended) == ("请写清来源", False)
    page.returns.opened.emit(line)
    assert heard.targets[-1] == Target("entries", entry=entry, field="summary")
    edit_entry.set_values(page.workspace, entry, {"summary": "全县低保对象的姓名和金额，来源于民政业务系统。"})
    page.refresh(EVERYTHING)
    assert next(one for one in page.returns.list.lines.lines if one.field == "summary").mended


def test_what_both_changed_is_settled_place_by_place(
    qtbot: QtBot, page: SyncPage, heard: Heard, ask: FakeAsk, station: Station
) -> None:
    ws = page.workspace
    entry = write(ws, "低保对象信息")
    sign_and_queue(qtbot, page, ask)
    report(qtbot, page)
    Above(station).edit(entry, update_cycle="yearly")
    edit_entry.set_values(ws, entry, {"update_cycle": "每季度"})
    report(qtbot, page)
    assert page.conflicts.count == 1
    clash = page.conflicts.list.present.clashes[0]
    assert (clash.mine, clash.above, clash.base) == ("quarterly", "yearly", "monthly")
    page.conflicts.settle_asked.emit(entry, {(clash.item, clash.field): "above"})
    settled(qtbot, page)
    assert page.conflicts.count == 0
    assert edit_entry.stored(ws, entry).entry.text("update_cycle") == "yearly"


def test_what_was_taken_over_from_above_can_be_taken_back(
    qtbot: QtBot, page: SyncPage, heard: Heard, ask: FakeAsk, station: Station
) -> None:
    ws = page.workspace
    entry = write(ws, "低保对象信息")
    sign_and_queue(qtbot, page, ask)
    report(qtbot, page)
    said = len(heard.notices)
    report(qtbot, page)
    assert len(heard.notices) == said, "nothing came"
    Above(station).edit(entry, update_cycle="yearly")
    report(qtbot, page)
    assert edit_entry.stored(ws, entry).entry.text("update_cycle") == "yearly"
    assert heard.notices[-1].undo
    undo.undo(ws, heard.notices[-1].undo)
    assert edit_entry.stored(ws, entry).entry.text("update_cycle") == "monthly"
    report(qtbot, page)
    assert edit_entry.stored(ws, entry).entry.text("update_cycle") == "monthly", "taken back for good"
    undo.redo(ws)
    assert edit_entry.stored(ws, entry).entry.text("update_cycle") == "yearly"


def test_many_withdrawals_are_asked_about(qtbot: QtBot, page: SyncPage, heard: Heard, ask: FakeAsk) -> None:
    guarded = RoundReport("县级汇总台", problem=PlatformProblem("platform.mass-withdrawal", count=40))
    page._reported(Synchronised("县级汇总台", guarded, Changes()))
    assert ask.asked[-1][0] == "confirm"
    assert page.banner.isHidden()
    assert not page.jobs.running, "turned away, nothing happens"
    ask.answers = [True]
    page._reported(Synchronised("县级汇总台", guarded, Changes()))
    page._round_ended()
    settled(qtbot, page)
    assert page.banner.isHidden()
    assert page.card.round_text


def test_a_list_can_be_asked_for(page: SyncPage, heard: Heard) -> None:
    page.open(Target("sync", filter="receipts"))
    assert page.tabs.currentWidget() is page.receipts
    assert page.workspace.query.count(EntryFilter()) == 0
