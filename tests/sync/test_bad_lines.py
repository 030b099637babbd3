"""Lost answers, cut lines, a killed client, a platform that came back from a backup: nothing lost, nothing doubled."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.catalog.states import Local, Report
from client.errors import Refused, Unreachable
from client.platforms.exchange import Exchange
from client.platforms.platform import PushOp, PushResult
from client.sync.report import RoundReport
from tests.platforms.flaky_proxy import BUSY, GARBAGE, flaky_proxy
from tests.platforms.running_station import SPACE, Station, station_in_thread
from tests.sync.office import Above, Office

ROOT = Path(__file__).resolve().parent.parent.parent


def test_an_eaten_answer_is_asked_about_again_in_the_same_round(office: Office, above: Above) -> None:
    office.round()
    ids = office.submit(20)
    with flaky_proxy(office.station.port) as line:
        office.url = line.url
        # Before the push there is one answer, to the pull.
        report = _with_eaten_push(office, 1)
    assert (report.problem, report.pushed, report.waiting, report.digest) == (None, 20, 0, "equal")
    assert [len(office.receipts(one)) for one in ids] == [1] * 20
    assert above.count() == 20


def test_an_answer_that_never_comes_leaves_the_op_for_the_next_round(office: Office, above: Above) -> None:
    ids = office.submit(8)
    first = _with_eaten_push(office, 2)
    assert isinstance(first.problem, Unreachable)
    assert (first.pushed, first.waiting, above.count()) == (0, 8, 8)
    assert {office.report(one) for one in ids} == {Report.SENT}
    assert all(op.tries > 0 and op.last_error == "platform.cut" and op.next_try for op in office.ops())
    above.review(ids[0], "published")
    report = office.round()
    assert (report.problem, report.pushed, report.waiting, report.digest) == (None, 8, 0, "equal")
    assert office.report(ids[0]) is Report.PUBLISHED
    assert [len(office.receipts(one)) for one in ids] == [1] * 8


def _with_eaten_push(office: Office, times: int) -> RoundReport:
    """A round whose first answers to pushes get lost behind the platform."""

    class Loses(Exchange):
        left = times

        def push(self, space: str, ops: Sequence[PushOp], epoch: str = "") -> list[PushResult]:
            results = super().push(space, ops, epoch)
            if self.left:
                self.left -= 1
                raise Unreachable("platform.cut", host="")
            return results

    platform = Loses(office.station.url, office.station.token("clerk"), proxy="none")
    try:
        return office.round(platform)
    finally:
        platform.close()


def test_a_line_that_is_cut_everywhere_still_arrives(office: Office, above: Above) -> None:
    """Every answer may be eaten, every request cut: rounds until nothing waits."""
    ids = office.submit(40)
    with flaky_proxy(office.station.port) as line:
        office.url = line.url
        report = RoundReport("")
        for turn in range(30):
            line.eat_responses, line.cut_up_after = turn % 3 == 0, 700 if turn % 3 == 1 else 0
            report = office.round()
            if not report.waiting and report.problem is None:
                break
    assert (report.waiting, report.digest) == (0, "equal")
    assert [len(office.receipts(one)) for one in ids] == [1] * 40
    assert above.count() == 40


def test_busy_keeps_the_queue_and_its_time(office: Office) -> None:
    office.submit(2)
    office.round()
    ids = office.submit(2)
    with flaky_proxy(office.station.port) as line:
        office.url = line.url
        for answer, code in ((BUSY, "platform.busy"), (GARBAGE, "platform.nonsense")):
            line.answer, line.answers = answer, 9
            report = office.round()
            assert report.problem is not None
            assert report.problem.code == code
            assert (report.waiting, report.pushed) == (2, 0)
        line.answers, line.refuse = 0, True
        assert isinstance(office.round().problem, Unreachable)
        line.refuse = False
        assert office.round().pushed == 2
    assert {office.report(one) for one in ids} == {Report.RECEIVED}


def test_killed_between_send_and_receipt(office: Office, above: Above) -> None:
    ids = office.submit(30)
    program = """
import os, sys
from pathlib import Path
from client.platforms.exchange import Exchange
from client.store.database import Database
from client.clock import system_clock
from client.sync.round import run_round

class Dies(Exchange):
    def push(self, space, ops, epoch=""):
        super().push(space, ops, epoch)
        os.kill(os.getpid(), 9)

path, url, token = sys.stdin.read().split()
run_round(Database.open(Path(path)), Dies(url, token, proxy="none"), "汇总台", "practice", system_clock)
"""
    told = "\n".join((str(office.folder / "work.db"), office.station.url, office.station.token("clerk")))
    for _ in range(2):
        child = subprocess.run([sys.executable, "-c", program], cwd=ROOT, input=told, encoding="utf-8", check=False)
        assert child.returncode == -9
    # The second child asked about the ten of the first again, five at a time, before anything else.
    assert above.count() == 10
    assert sorted(op.tries for op in office.ops()) == [0] * 20 + [1] * 5 + [2] * 5
    report = office.round()
    assert (report.problem, report.pushed, report.waiting, report.digest) == (None, 30, 0, "equal")
    assert above.count() == 30
    assert [len(office.receipts(one)) for one in ids] == [1] * 30


def test_a_platform_restored_from_a_backup_gets_everything_again(tmp_path: Path) -> None:
    data = tmp_path / "station"
    with station_in_thread(data) as station:
        office = Office(tmp_path, station)
        (first,) = office.submit(1)
        changed, untouched, lost_op = office.submit(3)
        office.round()
        above = Above(station)
        above.review(untouched, "published")
        office.round()
    with closing(sqlite3.connect(data / "station.db")) as raw:
        raw.execute("pragma wal_checkpoint(truncate)")
    shutil.copy(data / "station.db", tmp_path / "saved.db")
    with station_in_thread(data) as station:
        office.station = station
        office.edit(changed, contact_person="李雪")
        office.queue(changed)
        (later,) = office.submit(1)
        office.round()
        assert office.report(changed) is Report.RECEIVED
    for file in data.glob("station.db*"):
        file.unlink()
    shutil.copy(tmp_path / "saved.db", data / "station.db")
    with station_in_thread(data) as station:
        assert station.books is not None
        station.books.begin_new_epoch()
        office.station = station
        office.edit(lost_op, contact_person="王强")
        office.queue(lost_op)
        above = Above(station)
        above.edit(first, contact_person="赵敏")
        before = office.entry(untouched)
        report = office.round()
        assert (report.problem, report.waiting, report.digest) == (None, 0, "equal")
        assert report.pushed == 3
        # What the platform had lost went up again; what it still had was left as it is.
        assert office.entry(untouched) == before
        assert office.entry(changed).text("contact_person") == "李雪"
        assert {office.report(one) for one in (later, changed, lost_op)} == {Report.RECEIVED}
        assert office.report(untouched) is Report.PUBLISHED
        # Written above after the restore: a question, because nothing says which of the two is the newer.
        assert [one.above for one in office.conflicts(first)] == []
        assert office.entry(first).text("contact_person") == "赵敏"
        assert above.count() == 5
        assert {office.stored(one).deleted for one in (first, changed, untouched, lost_op, later)} == {False}
    office.close()


def test_a_lost_tail_is_found_by_the_digest(office: Office) -> None:
    """The platform loses records without saying so: the digest differs, and what is missing goes up again."""
    ids = office.submit(3)
    office.round()
    assert office.station.books is not None
    with office.station.books.write() as conn:
        conn.exec_driver_sql("delete from record where id = ?", (ids[1],))
    first = office.round()
    assert first.waiting == 1
    second = office.round()
    assert (second.pushed, second.waiting, second.digest) == (1, 0, "equal")


STEPS = st.lists(
    st.sampled_from(["new", "edit", "queue", "above", "review", "return", "round", "lost", "lost", "round"]),
    min_size=3,
    max_size=14,
)


@pytest.fixture(scope="module")
def shared_station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    with station_in_thread(tmp_path_factory.mktemp("station")) as running:
        yield running


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, data=st.data())
def test_any_order_of_work_and_failures_converges(
    shared_station: Station, tmp_path_factory: pytest.TempPathFactory, steps: list[str], data: st.DataObject
) -> None:
    office = Office(tmp_path_factory.mktemp("office"), shared_station)
    office.round()
    above = Above(shared_station)
    own: list[str] = []
    written: dict[str, set[str]] = {}
    try:
        for number, step in enumerate(steps):
            chosen = data.draw(st.sampled_from(own)) if own else ""
            _step(step, office, above, own, chosen, f"值{number}", written)
        office.round()
        office.round()
        report = office.round()
        assert (report.problem, report.waiting, report.digest) == (None, 0, "equal")
        for entry_id in own:
            _nothing_lost(office, above, entry_id, written.get(entry_id, set()))
    finally:
        office.close()


def _step(
    step: str, office: Office, above: Above, own: list[str], chosen: str, value: str, written: dict[str, set[str]]
) -> None:
    waiting = {op.entry for op in office.ops()}
    if step == "new":
        own += office.submit(1)
    elif step == "round":
        office.round()
    elif step == "lost":
        _with_eaten_push(office, 2)
    elif not chosen:
        return
    elif step == "edit":
        office.edit(chosen, contact_person=value)
        written.setdefault(chosen, set()).add(value)
    elif step == "queue" and chosen not in waiting and office.stored(chosen).local is not Local.WITHDRAWN:
        office.queue(chosen)
    elif step in ("above", "review", "return") and _is_above(office, chosen):
        try:
            if step == "above":
                above.edit(chosen, source_system=value)
            else:
                above.review(chosen, "accepted" if step == "review" else "returned", value)
        except Refused as problem:
            # The entry is not in a state for this step.
            assert problem.code == "platform.review-step"  # noqa: PT017


def _is_above(office: Office, entry_id: str) -> bool:
    adapter = office.station.editor()
    found = adapter.fetch(SPACE, entry_id)
    adapter.close()
    return found is not None


def _nothing_lost(office: Office, above: Above, entry_id: str, written: set[str]) -> None:
    """The last value the clerk wrote stands in the entry; the store and the platform agree or the difference is known."""
    last = sorted(written, key=lambda text: int(text[1:]))[-1:]
    assert [office.entry(entry_id).text("contact_person")][: len(last)] == last
    adapter = office.station.editor()
    found = adapter.fetch(SPACE, entry_id)
    adapter.close()
    assert found is not None
    assert found.token == office.remote(entry_id).base_token
