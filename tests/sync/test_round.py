"""Rounds of a real store with a real station."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from client.catalog import wire
from client.catalog.states import Local, Report
from client.clock import new_id
from client.errors import Cancelled, NotLetIn
from client.platforms.exchange import Exchange
from client.platforms.platform import Fault, PushOp, PushResult
from client.progress import Silent
from client.store import journal, remote
from client.sync.round import run_round
from tests.platforms.running_station import SPACE, Station
from tests.sync.office import NAME, Above, Office


def test_entries_go_up_and_leave_receipts(office: Office) -> None:
    ids = office.submit(25)
    report = office.round()
    assert (report.problem, report.pushed, report.waiting, report.digest) == (None, 25, 0, "equal")
    assert {receipt.entry for receipt in report.receipts} == set(ids) == report.entries
    assert {office.report(entry_id) for entry_id in ids} == {Report.RECEIVED}
    assert [len(office.receipts(entry_id)) for entry_id in ids] == [1] * 25
    assert report.bytes_up > 0
    again = office.round()
    assert (again.pushed, again.pulled, again.entries, again.digest) == (0, 0, set(), "equal")


def test_accepted_published_and_the_code_on_the_entry(office: Office, above: Above) -> None:
    (entry_id,) = office.submit(1)
    office.round()
    above.review(entry_id, "accepted")
    assert office.round().accepted == 1
    above.review(entry_id, "published")
    report = office.round()
    assert (report.accepted, office.report(entry_id)) == (0, Report.PUBLISHED)
    assert office.entry(entry_id).text("code") == office.remote(entry_id).code != ""
    assert office.stored(entry_id).local is Local.READY
    assert not office.unsent(entry_id)
    assert office.round().digest == "equal"
    # The code that came from above is no obstacle to the next change.
    office.edit(entry_id, contact_person="李雪")
    office.queue(entry_id, "change")
    report = office.round()
    assert (report.pushed, report.returned, report.digest) == (1, 0, "equal")
    assert office.remote(entry_id).code == office.entry(entry_id).text("code")


def test_a_return_stands_at_its_field_though_the_items_moved_meanwhile(office: Office, above: Above) -> None:
    (entry_id,) = office.submit(1)
    office.round()
    first, second = office.entry(entry_id).items
    fault = Fault("reviewer", "/items/1/fields/item_type", detail="应为数值型")
    above.review(entry_id, "returned", "请按数据元标准修改", fault)
    office.write(replace(office.entry(entry_id), items=(second, first)))
    report = office.round()
    assert (report.returned, office.report(entry_id)) == (1, Report.RETURNED)
    overall, at_item = office.returns(entry_id)
    assert (overall.field, overall.text) == ("", "请按数据元标准修改")
    assert (at_item.item, at_item.field, at_item.text) == (second.id, "item_type", "应为数值型")
    assert at_item.value == second.text("item_type")
    assert office.stored(entry_id).local is Local.DRAFT
    office.edit(entry_id, second.id, item_type="number")
    office.queue(entry_id)
    office.round()
    assert (office.report(entry_id), office.returns(entry_id)) == (Report.RECEIVED, [])


def test_what_the_rules_above_refuse_comes_back_at_the_field(office: Office) -> None:
    good = office.submit(2)
    bad = office.write(name="").id
    office.queue(bad)
    report = office.round()
    assert (report.pushed, report.returned, report.waiting, report.problem) == (2, 1, 0, None)
    assert {office.report(entry_id) for entry_id in good} == {Report.RECEIVED}
    assert office.report(bad) is Report.RETURNED
    assert "name" in {one.field for one in office.returns(bad)}
    assert all(one.text for one in office.returns(bad))
    assert office.receipts(bad) == []


def test_edits_made_while_the_report_was_under_way_stay_and_wait(office: Office) -> None:
    (entry_id,) = office.submit(1)
    office.edit(entry_id, summary="改过之后的摘要，记录城乡低保对象的保障人口和金额等内容。")
    report = office.round()
    assert report.pushed == 1
    assert office.entry(entry_id).text("summary").startswith("改过之后")
    assert office.unsent(entry_id)
    assert office.stored(entry_id).local is Local.DRAFT
    office.queue(entry_id)
    assert office.round().pushed == 1
    assert not office.unsent(entry_id)


def test_a_state_set_above_meanwhile_rebases_silently(office: Office, above: Above) -> None:
    (entry_id,) = office.submit(1)
    office.round()
    office.edit(entry_id, summary="第二版摘要，记录城乡低保对象的姓名、保障人口和保障金额等内容。")
    op = office.queue(entry_id)
    above.review(entry_id, "published")
    report = office.round()
    assert (report.problem, report.pushed, report.conflicts, report.waiting) == (None, 1, 0, 0)
    assert report.receipts[0].op_id != op.op_id
    assert office.report(entry_id) is Report.RECEIVED
    assert not office.unsent(entry_id)
    assert report.digest == "equal"


def test_both_sides_wrote_different_fields(office: Office, above: Above) -> None:
    (entry_id,) = office.submit(1)
    office.round()
    office.edit(entry_id, contact_person="李雪")
    office.queue(entry_id)
    above.edit(entry_id, source_system="民政业务系统")
    report = office.round()
    merged = office.entry(entry_id)
    assert (merged.text("contact_person"), merged.text("source_system")) == ("李雪", "民政业务系统")
    assert (report.conflicts, report.merged, report.pushed, report.waiting) == (0, 1, 0, 0)
    # Nobody has seen the two together, so it goes back to the clerk and up again by a deliberate act.
    assert office.unsent(entry_id)
    assert office.stored(entry_id).local is Local.DRAFT
    office.queue(entry_id)
    assert office.round().digest == "equal"
    assert not office.unsent(entry_id)


def test_both_sides_wrote_the_same_field(office: Office, above: Above) -> None:
    (entry_id,) = office.submit(1)
    office.round()
    office.edit(entry_id, contact_person="李雪")
    office.queue(entry_id)
    above.edit(entry_id, contact_person="王强")
    report = office.round()
    assert office.entry(entry_id).text("contact_person") == "李雪"
    (clash,) = office.conflicts(entry_id)
    assert (clash.field, clash.base, clash.mine, clash.above) == ("contact_person", "", "李雪", "王强")
    assert (report.conflicts, report.waiting, report.pushed) == (1, 0, 0)
    office.edit(entry_id, contact_person="王强")
    above.edit(entry_id, source_system="民政业务系统")
    office.round()
    assert office.conflicts(entry_id) == []


def test_a_change_queued_before_the_pull_meets_412_in_the_push(office: Office, above: Above) -> None:
    """Somebody writes between our pull and our push: the answer to the push itself carries the record."""
    (entry_id,) = office.submit(1)
    office.round()
    office.edit(entry_id, contact_person="李雪")
    office.queue(entry_id)

    class Overtaken(Exchange):
        def push(self, space: str, ops: Sequence[PushOp], epoch: str = "") -> list[PushResult]:
            if not overtaken:
                overtaken.append(True)
                above.edit(entry_id, source_system="民政业务系统")
            return super().push(space, ops, epoch)

    overtaken: list[bool] = []
    platform = Overtaken(office.station.url, office.station.token("clerk"), proxy="none")
    report = office.round(platform)
    platform.close()
    assert (report.problem, report.merged, report.waiting) == (None, 1, 0)
    assert office.entry(entry_id).text("source_system") == "民政业务系统"
    assert office.round().digest == "equal"


def test_entries_of_the_office_arrive_on_another_computer(office: Office, above: Above, tmp_path: Path) -> None:
    kept, given_back = office.submit(2)
    office.round()
    above.review(kept, "published")
    above.review(given_back, "returned", "请补充")
    second = Office(tmp_path / "second", office.station)
    report = second.round()
    assert (report.pulled, report.digest) == (2, "equal")
    assert (second.stored(kept).local, second.stored(given_back).local) == (Local.READY, Local.DRAFT)
    assert second.stored(kept).origin == "platform"
    assert not second.unsent(kept)
    assert second.entry(kept).space == SPACE
    second.close()


def test_a_withdrawal_is_acknowledged(office: Office) -> None:
    (entry_id,) = office.submit(1)
    office.round()
    office.queue(entry_id, "withdraw", {"reason": "职能划转"})
    report = office.round()
    assert (office.report(entry_id), office.stored(entry_id).local) == (Report.WITHDRAWN, Local.WITHDRAWN)
    assert report.digest == "equal"
    assert [receipt.kind for receipt in office.receipts(entry_id)] == ["withdraw", "put"]


def test_a_delete_above_withdraws_and_keeps_the_text(office: Office, above: Above) -> None:
    plain, worked_on = office.submit(2)
    office.round()
    with office.db.read() as conn:
        tokens = remote.tokens(conn, NAME, SPACE)
    other = office.station.editor()
    other.push(SPACE, [PushOp(new_id(), one, "delete", None, tokens[one]) for one in (plain, worked_on)])
    other.close()
    office.edit(worked_on, contact_person="李雪")
    report = office.round()
    assert report.digest == "equal"
    assert report.withdrawn == 2
    assert {office.report(one) for one in (plain, worked_on)} == {Report.WITHDRAWN}
    assert office.stored(plain).local is Local.WITHDRAWN
    assert office.stored(worked_on).local is Local.DRAFT
    assert office.entry(plain).text("name")
    office.queue(worked_on)
    assert office.round().pushed == 1
    assert office.report(worked_on) is Report.RECEIVED


def test_many_withdrawals_at_once_ask_first(office: Office) -> None:
    ids = office.submit(30)
    office.round()
    before = [office.stored(one) for one in ids]
    other = office.station.editor()
    with office.db.read() as conn:
        tokens = remote.tokens(conn, NAME, SPACE)
    other.push(SPACE, [PushOp(new_id(), one, "withdraw", None, tokens[one]) for one in ids[:5]])
    other.close()
    for _ in range(2):
        report = office.round()
        assert report.problem is not None
        assert (report.problem.code, report.problem.params) == ("platform.mass-withdrawal", {"count": 5, "live": 30})
        assert [office.stored(one) for one in ids] == before
    report = office.round(allow_withdrawals=True)
    assert (report.problem, report.withdrawn, report.digest) == (None, 5, "equal")


def test_a_refused_credential_keeps_the_queue(office: Office, station: Station) -> None:
    office.submit(3)
    stranger = Exchange(station.url, "not-known", proxy="none")
    report = office.round(stranger)
    stranger.close()
    assert isinstance(report.problem, NotLetIn)
    assert (report.waiting, report.pushed) == (3, 0)
    assert office.round().pushed == 3


def test_one_unreadable_op_does_not_stop_the_others(office: Office) -> None:
    ids = office.submit(12)
    bad = "no-uuid-at-all"
    office.write(replace(office.entry(ids[0]), id=bad))
    office.queue(bad)
    ids += office.submit(3)
    report = office.round()
    assert (report.problem, report.pushed, report.returned, report.waiting) == (None, 15, 1, 0)
    assert [one.code for one in office.returns(bad)] == ["platform.malformed"]


def test_stop_leaves_a_queue_that_goes_on(office: Office) -> None:
    office.submit(30)

    class Stops(Silent):
        name = ""

        def stage(self, name: str, total: int = 0) -> None:
            self.name = name

        def step(self, done: int) -> None:
            if self.name == "pushing":
                raise Cancelled

    platform = office.station.editor()
    with pytest.raises(Cancelled):
        run_round(office.db, platform, NAME, SPACE, office.db.clock, Stops())
    platform.close()
    assert len(office.ops()) == 20
    assert office.round().pushed == 20


def test_a_round_is_one_act_that_the_history_shows(office: Office, above: Above) -> None:
    (entry_id,) = office.submit(1)
    office.round()
    above.edit(entry_id, contact_person="王强")
    office.round()
    with office.db.read() as conn:
        lines = journal.history(conn, entry_id)
    assert [(line.kind, line.field, line.after) for line in lines if line.kind == "sync"] == [
        ("sync", "contact_person", "王强")
    ]


def test_the_frozen_body_goes_up_not_the_present_one(office: Office) -> None:
    (entry_id,) = office.submit(1)
    frozen = office.ops()[0].body
    office.edit(entry_id, contact_person="李雪")
    office.round()
    assert frozen is not None
    adapter = office.station.editor()
    found = adapter.fetch(SPACE, entry_id)
    adapter.close()
    assert found is not None
    assert found.body is not None
    assert wire.digest(found.body) == wire.digest(frozen)
