"""Codes an office gives itself: leased from a real station, assigned, renumbered; a year of fifty offices."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from client.catalog import profile as profiles
from client.clock import new_id, system_clock
from client.errors import InputProblem, Refused
from client.platforms import credentials
from client.platforms.exchange import Exchange
from client.platforms.platform import PushOp
from client.station import enrolment
from client.store import code_blocks, people, signoffs
from client.store.code_blocks import Marks
from client.store.database import Database
from client.workflows import edit_entry, submit, undo
from client.workflows.standards import codes
from client.workflows.workspace import Workspace
from tests.platforms.running_station import SPACE, Station, good_body, station_in_thread
from tests.workflows.conftest import good_entry
from tests.workflows.test_submit import consent

FRONT = "307021022100"
LEASING = {
    "version": "9",
    "extends": "decree-809@2025.1",
    "title": {"zh": "自编代码", "en": "Own codes"},
    "code": {"assigned_by": "leased", "family": "national-1272"},
}


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    with station_in_thread(tmp_path_factory.mktemp("station")) as running:
        yield running


@pytest.fixture
def leasing(ws: Workspace, station: Station) -> Iterator[Workspace]:
    """A desk whose standard numbers its entries itself, with a line to a real station."""
    profiles.use_packs({"own-codes": LEASING})
    ws.use_profile("own-codes")
    credentials.keep("codes-test", station.token("clerk"))
    with ws.db.write() as conn:
        people.remove_platform(conn, "市平台")
        people.put_platform(
            conn, people.Platform("汇总台", "exchange", station.url, space=SPACE, token_ref="codes-test")
        )
    yield ws
    profiles.use_packs({})


def test_leased_numbers_are_given_to_entries_without_a_code(leasing: Workspace) -> None:
    ids = [good_entry(leasing, name=f"{name}对象信息") for name in ("低保", "特困", "孤儿")]
    kept = good_entry(leasing, name="残疾人信息", code="307021022100/000999")
    with pytest.raises(InputProblem, match=r"codes\.exhausted"):
        codes.assign(leasing)
    block = codes.lease(leasing, size=2, front=FRONT)
    with pytest.raises(InputProblem, match=r"codes\.exhausted"):
        codes.assign(leasing)
    codes.lease(leasing, size=2, front=FRONT)
    done = codes.assign(leasing)
    assert set(done.codes) == set(ids)
    assert len(set(done.codes.values())) == 3
    assert done.codes[ids[0]] == f"{FRONT}/{block.first:06d}"
    assert edit_entry.stored(leasing, kept).entry.text("code") == "307021022100/000999"
    assert codes.assign(leasing).codes == {}
    assert [one.left for one in codes.blocks(leasing)] == [0, 1]
    undo.undo(leasing, done.act)
    assert edit_entry.stored(leasing, ids[0]).entry.text("code") == ""
    again = codes.assign(leasing, ids[:1]) if codes.blocks(leasing)[1].left else done
    assert not set(again.codes.values()) & set(done.codes.values()), "a number taken back is not given to another"


def test_the_platforms_standards_get_no_number_here(ws: Workspace) -> None:
    good_entry(ws)
    assert codes.assign(ws).codes == {}


def test_renumbering_is_an_act_and_the_old_code_stays_known(leasing: Workspace) -> None:
    entry = good_entry(leasing, code="307021022100/000777")
    other = good_entry(leasing, name="特困对象信息", code="303021070100/000003")
    for code, problem in (("303021070100/000003", "codes.taken"), ("nonsense", "codes.form")):
        with pytest.raises(InputProblem, match=problem.replace(".", r"\.")):
            codes.renumber(leasing, entry, code)
    codes.lease(leasing, size=1, front="3070010370")
    fresh = codes.renumber(leasing, entry).codes[entry]
    assert fresh.startswith("3070010370/")
    assert codes.former(leasing, entry) == ["307021022100/000777"]
    with pytest.raises(InputProblem, match=r"codes\.taken"):
        codes.renumber(leasing, other, "307021022100/000777")
    codes.renumber(leasing, entry, "307021022100/000777")
    assert set(codes.former(leasing, entry)) == {"307021022100/000777", fresh}


def test_an_enrolment_block_is_taken_over_and_a_faulty_one_refused(ws: Workspace) -> None:
    raw = {"id": new_id(), "front": FRONT, "first": 7, "last": 9}
    with ws.db.write() as conn:
        assert codes.take_over(conn, ws, raw)
        assert not codes.take_over(conn, ws, raw)
    assert [(one.block.first, one.left, one.block.source) for one in codes.blocks(ws)] == [(7, 3, "enrolment")]
    for bad in ({}, {**raw, "id": "x", "first": "many"}, {**raw, "id": "y", "first": 20, "last": 10}):
        with pytest.raises(InputProblem, match=r"codes\.block"), ws.db.write() as conn:
            codes.take_over(conn, ws, bad)


def test_a_request_that_is_sent_again_gets_the_same_block(station: Station) -> None:
    adapter = station.editor()
    request = new_id()
    one = adapter.lease(SPACE, request, FRONT, 10)
    assert adapter.lease(SPACE, request, FRONT, 10) == one
    assert adapter.lease(SPACE, new_id(), FRONT, 10).first == one.last + 1
    with pytest.raises(Refused):
        adapter.lease(SPACE, request, "303021070100", 10)
    adapter.close()


@pytest.mark.parametrize(("front", "size"), [("%%", 10), ("", 0), ("", 10_001)])
def test_a_request_that_makes_no_sense_is_refused(station: Station, front: str, size: int) -> None:
    adapter = station.editor()
    with pytest.raises(Refused):
        adapter.lease(SPACE, new_id(), front, size)
    adapter.close()


def test_published_codes_and_leased_ones_never_meet(station: Station) -> None:
    """The station numbers what it publishes from the same row of numbers that it leases."""
    clerk, reviewer = station.editor(), station.reviewer()
    blocks = [clerk.lease(SPACE, new_id(), size=3)]
    published = []
    for number in range(4):
        (made,) = clerk.push(SPACE, [PushOp(new_id(), new_id(), "put", good_body(name=f"发布对象{number}信息"))])
        token = reviewer.review(SPACE, made.id, new_id(), made.token, "accepted")
        reviewer.review(SPACE, made.id, new_id(), token, "published")
        found = clerk.fetch(SPACE, made.id)
        assert found is not None
        published.append(found.code)
        blocks.append(clerk.lease(SPACE, new_id(), size=3))
    leased = [f"{one.front}/{number:06d}" for one in blocks for number in range(one.first, one.last + 1)]
    assert len({*leased, *published}) == len(leased) + len(published)
    clerk.close()
    reviewer.close()


def test_fifty_offices_over_a_year_never_share_a_code(station: Station, tmp_path: Path) -> None:
    """Each month every office writes some entries and leases when its blocks run out; some are restored or cloned."""
    chance = random.Random(809)
    assert station.books is not None
    offices: list[Database] = []
    spaces = [f"office-{number}" for number in range(50)]
    for space in spaces:
        enrolment.add_space(station.books, space, space)
        (tmp_path / space).mkdir()
        offices.append(Database.open(tmp_path / space / "work.db"))
    token = enrolment.add_token(station.books, "县里", "editor", "*", system_clock)
    adapter = Exchange(station.url, token, proxy="none")
    given: list[str] = []
    for month in range(12):
        for space, db in zip(spaces, offices, strict=True):
            machine = "clone" if month > 6 and space.endswith("7") else ""
            wanted = chance.randint(0, 8)
            with db.write() as conn:
                marks = Marks(db.path)
                while sum(one.left for one in code_blocks.usable(conn, marks, machine)) < wanted:
                    got = adapter.lease(space, new_id(), FRONT, chance.choice((5, 10)))
                    block = code_blocks.Block(
                        got.id, got.family, got.front, got.first, got.last, got.first, machine=machine
                    )
                    code_blocks.add(conn, marks, block)
                given += code_blocks.take(conn, marks, wanted, machine=machine)
    assert len(given) > 2000
    assert len(set(given)) == len(given)
    adapter.close()
    for db in offices:
        db.close()


def plain_standard(ws: Workspace) -> None:
    """The same standard without a sign-off."""
    profiles.use_packs({"own-codes": {**LEASING, "version": "10", "signoff": False}})
    ws.use_profile("own-codes")


def test_signing_off_numbers_what_goes_out(leasing: Workspace) -> None:
    """The consent covers the number, so it is given before; the same act takes both back; the number is spent."""
    ids = [good_entry(leasing, name=f"{name}对象信息") for name in ("低保", "特困", "孤儿")]
    block = codes.lease(leasing, size=2, front=FRONT)
    done = consent(leasing, *ids)
    assert done.entries == tuple(ids[:2])
    assert [(one, [found.rule for found in why]) for one, why in done.refused] == [(ids[2], ["submit.no-number"])]
    assert done.codes == {ids[0]: f"{FRONT}/{block.first:06d}", ids[1]: f"{FRONT}/{block.first + 1:06d}"}
    sent = submit.submit(leasing)
    assert set(sent.queued) == set(ids[:2])
    bodies = {op.entry: op.body["fields"]["code"] for op in leasing.query.outbox() if op.body}
    assert bodies == done.codes
    undo.undo(leasing, sent.act)
    undo.undo(leasing, done.act)
    assert edit_entry.stored(leasing, ids[0]).entry.text("code") == ""
    codes.lease(leasing, size=2, front=FRONT)
    assert not set(consent(leasing, ids[0]).codes.values()) & set(done.codes.values())


def test_without_any_number_nothing_is_signed(leasing: Workspace) -> None:
    entry = good_entry(leasing)
    before = leasing.query.past.page()
    done = consent(leasing, entry)
    assert (done.entries, done.act, done.codes) == ((), "", {})
    assert [found.rule for found in dict(done.refused)[entry]] == ["submit.no-number"]
    with leasing.db.read() as conn:
        assert signoffs.of(conn, entry) is None
    assert leasing.query.past.page() == before


def test_an_entry_signed_before_there_was_a_number_waits_for_one(leasing: Workspace) -> None:
    entry = good_entry(leasing, code="307021022100/000999")
    consent(leasing, entry)
    edit_entry.set_values(leasing, entry, {"code": ""})
    refused = dict(submit.submit(leasing, [entry]).refused)
    assert "submit.no-number" in [found.rule for found in refused[entry]]


def test_without_a_sign_off_queueing_numbers_in_one_act(leasing: Workspace) -> None:
    plain_standard(leasing)
    ids = [good_entry(leasing, name=f"{name}对象信息") for name in ("低保", "特困", "孤儿")]
    codes.lease(leasing, size=2, front=FRONT)
    done = submit.submit(leasing)
    assert len(done.codes) == 2
    assert set(done.queued) == set(done.codes)
    (left,) = set(ids) - set(done.queued)
    assert [found.rule for found in dict(done.refused)[left]] == ["submit.no-number"]
    for op in leasing.query.outbox():
        assert op.body
        assert op.body["fields"]["code"] == done.codes[op.entry]
        assert edit_entry.stored(leasing, op.entry).entry.text("code") == done.codes[op.entry]
    assert submit.submit(leasing).codes == {}
    undo.undo(leasing, done.act)
    assert leasing.query.outbox() == []
    assert {edit_entry.stored(leasing, one).entry.text("code") for one in ids} == {""}
    codes.lease(leasing, size=2, front=FRONT)
    again = submit.submit(leasing)
    assert not set(again.codes.values()) & set(done.codes.values())


def test_a_faulty_entry_spends_no_number(leasing: Workspace) -> None:
    plain_standard(leasing)
    entry = good_entry(leasing)
    edit_entry.set_values(leasing, entry, {"summary": ""})
    codes.lease(leasing, size=1, front=FRONT)
    done = submit.submit(leasing, [entry])
    assert done.queued == ()
    assert [one.left for one in codes.blocks(leasing)] == [1]
