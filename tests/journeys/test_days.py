"""Whole days over a real station: no line, two clerks, a reviewer's reason at the field, a withdrawal."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from client.catalog.states import Report
from client.checks.rule import Severity
from client.settings import Settings
from client.workflows import check_entries, edit_entry, enrol, review, settle, sign_off, submit, synchronise, undo
from client.workflows.workspace import Workspace
from tests.platforms.running_station import StationProcess
from tests.workflows.conftest import good_entry

Desk = Callable[[str], Workspace]


@pytest.fixture
def station(tmp_path: Path) -> Iterator[StationProcess]:
    running = StationProcess(tmp_path / "station")
    yield running
    running.kill()


@pytest.fixture
def desk(tmp_path: Path, station: StationProcess, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Opens a desk by name, enrolled as clerk, or as reviewer when it is called so."""
    opened: list[Workspace] = []

    def open_desk(name: str) -> Workspace:
        monkeypatch.setenv("CATALOG_HOME", str(tmp_path / "home"))
        ws = Workspace.open(tmp_path / name / "work.db", settings=Settings(tmp_path / name / "settings.json"))
        role = "reviewer" if name == "reviewer" else "clerk"
        enrol.enrol(ws, tmp_path / "station" / f"enrol-{role}.json")
        opened.append(ws)
        return ws

    yield open_desk
    for ws in opened:
        ws.close()


def consent(ws: Workspace, *ids: str) -> None:
    sign_off.sign_off(ws, ids or None, "周明", "3号", secrecy_assessed=True, personal_assessed=True)


def report_all(ws: Workspace, *ids: str) -> synchronise.Synchronised:
    consent(ws, *ids)
    submit.submit(ws, ids or None)
    done = synchronise.synchronise(ws)
    assert done.report.problem is None
    return done


def state(ws: Workspace, entry_id: str) -> Report:
    known = ws.query.remote(ws.chosen_platform().name, entry_id)
    return known.report if known else Report.NONE


def test_a_day_without_a_line_loses_nothing(desk: Desk, station: StationProcess) -> None:
    clerk = desk("clerk")
    ids = [good_entry(clerk, name=f"{word}对象信息") for word in ("低保", "特困", "临时救助")]
    consent(clerk)
    submit.submit(clerk)
    station.kill()
    cut = synchronise.synchronise(clerk)
    assert cut.report.problem is not None
    assert cut.report.problem.exit_code == 5
    assert len(clerk.query.outbox()) == 3
    station.start()
    done = synchronise.synchronise(clerk)
    assert done.report.digest == "equal"
    assert clerk.query.outbox() == []
    assert {receipt.entry for receipt in clerk.query.receipts()} == set(ids)


def test_the_reviewers_reason_stands_at_the_field_until_it_is_mended(desk: Desk) -> None:
    clerk, reviewer = desk("clerk"), desk("reviewer")
    entry_id = good_entry(clerk)
    report_all(clerk)
    review.decide(reviewer, [entry_id], "returned", field="items.2.item_type", reason="人口数应为数值型。")
    synchronise.synchronise(clerk)
    assert state(clerk, entry_id) is Report.RETURNED
    item = edit_entry.stored(clerk, entry_id).entry.items[1]
    (returned,) = (one for one in clerk.query.findings(entry_id) if one.rule == check_entries.RETURNED)
    assert (returned.item, returned.field, returned.severity) == (item.id, "item_type", Severity.WARNING)
    # Not mended: it may not go up again.
    consent(clerk, entry_id)
    assert submit.submit(clerk, [entry_id]).queued == ()
    edit_entry.set_values(clerk, entry_id, {"items.2.item_type": "数值型"})
    (mended,) = (one for one in clerk.query.findings(entry_id) if one.rule == check_entries.RETURNED)
    assert mended.severity is Severity.INFO
    report_all(clerk, entry_id)
    review.decide(reviewer, [entry_id], "accepted")
    synchronise.synchronise(clerk)
    assert state(clerk, entry_id) is Report.ACCEPTED
    assert not [one for one in clerk.query.findings(entry_id) if one.rule == check_entries.RETURNED]


def test_publishing_brings_the_code(desk: Desk) -> None:
    clerk, reviewer = desk("clerk"), desk("reviewer")
    entry_id = good_entry(clerk)
    report_all(clerk)
    review.decide(reviewer, [entry_id], "accepted")
    review.decide(reviewer, [entry_id], "published")
    synchronise.synchronise(clerk)
    assert state(clerk, entry_id) is Report.PUBLISHED
    assert edit_entry.stored(clerk, entry_id).entry.text("code")


def test_an_edit_of_a_published_entry_goes_up_as_a_change(desk: Desk) -> None:
    clerk, reviewer = desk("clerk"), desk("reviewer")
    entry_id = good_entry(clerk)
    report_all(clerk)
    review.decide(reviewer, [entry_id], "accepted")
    review.decide(reviewer, [entry_id], "published")
    synchronise.synchronise(clerk)
    edit_entry.set_values(clerk, entry_id, {"update_cycle": "每年"})
    consent(clerk, entry_id)
    submit.submit(clerk, [entry_id])
    assert [op.kind for op in clerk.query.outbox()] == ["change"]
    assert synchronise.synchronise(clerk).report.digest == "equal"


def test_two_clerks_who_change_different_fields_both_keep_theirs(desk: Desk) -> None:
    first, second = desk("first"), desk("second")
    entry_id = good_entry(first)
    report_all(first)
    synchronise.synchronise(second)
    edit_entry.set_values(first, entry_id, {"update_cycle": "每年"})
    report_all(first, entry_id)
    edit_entry.set_values(second, entry_id, {"summary": "全县低保对象的保障类别、人口和金额等内容。"})
    consent(second, entry_id)
    submit.submit(second, [entry_id])
    synchronise.synchronise(second)
    merged = edit_entry.stored(second, entry_id).entry
    assert (merged.text("update_cycle"), merged.text("summary")[:4]) == ("yearly", "全县低保")
    assert second.query.conflicts() == []


def test_two_clerks_who_change_the_same_field_are_asked(desk: Desk) -> None:
    first, second = desk("first"), desk("second")
    entry_id = good_entry(first)
    report_all(first)
    synchronise.synchronise(second)
    edit_entry.set_values(first, entry_id, {"update_cycle": "每年"})
    report_all(first, entry_id)
    edit_entry.set_values(second, entry_id, {"update_cycle": "每季度"})
    synchronise.synchronise(second)
    (conflict,) = second.query.conflicts()
    assert (conflict.base, conflict.mine, conflict.above) == ("monthly", "quarterly", "yearly")
    assert edit_entry.stored(second, entry_id).entry.text("update_cycle") == "quarterly"
    consent(second, entry_id)
    refused = submit.submit(second, [entry_id]).refused
    assert "submit.conflict" in [found.rule for _, why in refused for found in why]
    settle.settle(second, entry_id, {("", "update_cycle"): "above"})
    assert edit_entry.stored(second, entry_id).entry.text("update_cycle") == "yearly"
    assert {"quarterly", "yearly"} <= {
        value
        for line in second.query.history(entry_id)
        for value in (line.before, line.after)
        if isinstance(value, str)
    }


def test_a_withdrawal_waits_for_its_receipt(desk: Desk) -> None:
    clerk = desk("clerk")
    entry_id = good_entry(clerk)
    report_all(clerk)
    edit_entry.withdraw(clerk, [entry_id], "职能划转至县医保局")
    assert [op.kind for op in clerk.query.outbox()] == ["withdraw"]
    done = synchronise.synchronise(clerk)
    assert done.report.digest == "equal"
    assert state(clerk, entry_id) is Report.WITHDRAWN


def test_undo_after_it_was_sent_leaves_the_receipt(desk: Desk) -> None:
    clerk = desk("clerk")
    entry_id = good_entry(clerk)
    report_all(clerk)
    undo.undo(clerk)
    assert [receipt.entry for receipt in clerk.query.receipts_of(entry_id)] == [entry_id]


def test_a_withdrawal_that_is_undone_and_redone_is_queued_again(desk: Desk) -> None:
    clerk = desk("clerk")
    entry_id = good_entry(clerk)
    report_all(clerk)
    edit_entry.withdraw(clerk, [entry_id], "职能划转至县医保局")
    undo.undo(clerk)
    assert clerk.query.outbox() == []
    undo.redo(clerk)
    (queued,) = clerk.query.outbox()
    assert (queued.kind, queued.about["reason"]) == ("withdraw", "职能划转至县医保局")
    assert synchronise.synchronise(clerk).report.digest == "equal"
    assert state(clerk, entry_id) is Report.WITHDRAWN
