"""The exchange adapter against the real station."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from client.clock import new_id
from client.errors import NotLetIn, PlatformProblem, Refused
from client.platforms import ADAPTERS, Connection, connect
from client.platforms.exchange import Exchange
from client.platforms.platform import EpochChanged, Fault, Outcome, PushOp, Reviewer
from tests.platforms.contract import ContractTests, Engine, put
from tests.platforms.flaky_proxy import flaky_proxy
from tests.platforms.running_station import SPACE, Station, bad_body, good_body, station_in_thread


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    with station_in_thread(tmp_path_factory.mktemp("station")) as running:
        yield running


@pytest.fixture
def engine(station: Station) -> Engine:
    def make(url: str, token: str) -> Exchange:
        return Exchange(url or station.url, token or station.token("clerk"), proxy="none")

    return Engine(make, station.port, SPACE, good_body, bad_body)


class TestContract(ContractTests):
    pass


def test_every_adapter_is_made_from_a_connection(station: Station) -> None:
    for kind in ADAPTERS:
        platform = connect(Connection("汇总台", kind, station.url, station.token("clerk"), proxy="none"))
        assert platform.hello().name == "县级汇总台"
        platform.close()


def test_hello_and_me(station: Station) -> None:
    adapter = station.editor()
    assert adapter.hello().max_ops == 200
    assert adapter.me().spaces == {SPACE: "editor"}
    assert adapter.traffic.down > 0


def test_a_review_comes_back(station: Station) -> None:
    editor, reviewer = station.editor(), station.reviewer()
    assert isinstance(reviewer, Reviewer)
    op = put(new_id(), good_body())
    token = editor.push(SPACE, [op])[0].token
    fault = Fault("reviewer", "/items/1/fields/item_type", detail="人口数应为数值")
    step = new_id()
    returned = reviewer.review(SPACE, op.id, step, token, "returned", comment="请改", findings=[fault])
    assert reviewer.review(SPACE, op.id, step, token, "returned", comment="请改", findings=[fault]) == returned
    found = editor.fetch(SPACE, op.id)
    assert found is not None
    assert found.review is not None
    assert (found.state, found.reviewed_token, found.review.comment) == ("returned", token, "请改")
    assert found.review.findings == (fault,)
    mended = editor.push(SPACE, [put(op.id, good_body(), found.token)])[0]
    assert any(change.id == op.id for change in reviewer.pending(SPACE).changes)
    published = reviewer.review(SPACE, op.id, new_id(), mended.token, "published")
    after = editor.fetch(SPACE, op.id)
    assert after is not None
    assert (after.token, after.state) == (published, "published")
    assert after.code


def test_what_a_reviewer_may_not(station: Station) -> None:
    editor, reviewer = station.editor(), station.reviewer()
    op = put(new_id(), good_body())
    token = editor.push(SPACE, [op])[0].token
    with pytest.raises(NotLetIn, match=r"platform\.role"):
        editor.review(SPACE, op.id, new_id(), token, "accepted")
    with pytest.raises(Refused, match="reason-missing"):
        reviewer.review(SPACE, op.id, new_id(), token, "returned")
    with pytest.raises(Refused, match="review-stale"):
        reviewer.review(SPACE, op.id, new_id(), str(int(token) - 1), "accepted")
    withdrawn = editor.push(SPACE, [PushOp(new_id(), op.id, "withdraw", None, token)])[0]
    assert (withdrawn.outcome, withdrawn.state) == (Outcome.APPLIED, "withdrawn")
    with pytest.raises(Refused, match="review-step"):
        reviewer.review(SPACE, op.id, new_id(), withdrawn.token, "accepted")
    with pytest.raises(Refused, match="not-found"):
        reviewer.review(SPACE, new_id(), new_id(), token, "accepted")


def test_another_epoch_is_noticed_before_anything_is_written(station: Station) -> None:
    editor = station.editor()
    op = put(new_id(), good_body())
    with pytest.raises(EpochChanged):
        editor.push(SPACE, [op], epoch="another")
    with pytest.raises(EpochChanged):
        editor.pull(SPACE, "", "another")
    with pytest.raises(EpochChanged):
        editor.pull(SPACE, "999999999")
    assert editor.fetch(SPACE, op.id) is None


def test_an_entry_moves_to_another_space(station: Station) -> None:
    both = Exchange(station.url, station.token_for("两地", "editor", "*"), proxy="none")
    station.token_for("新单位", "editor", "merged")
    op = put(new_id(), good_body())
    token = both.push(SPACE, [op])[0].token
    move = PushOp(new_id(), op.id, "move", None, token, {"to_space": "merged", "reason": "机构改革"})
    moved = both.push(SPACE, [move])[0]
    assert moved.outcome is Outcome.APPLIED
    there, here = both.fetch("merged", op.id), both.fetch(SPACE, op.id)
    assert there is not None
    assert here is not None
    assert (there.token, there.body, here.deleted) == (moved.token, op.body, True)
    assert both.push(SPACE, [move])[0].outcome is Outcome.REPLAYED
    with pytest.raises(NotLetIn):
        station.editor().push(SPACE, [PushOp(new_id(), op.id, "move", None, token, {"to_space": "merged"})])


def test_a_web_page_at_the_address_is_no_platform(station: Station) -> None:
    page = b"<html>please log in</html>"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\nConnection: close\r\n\r\n"
    with flaky_proxy(station.port) as line:
        line.answer, line.answers = head.encode() + page, 1
        with pytest.raises(PlatformProblem, match="wrong-server"):
            station.editor(line.url).hello()


def test_a_space_or_id_of_any_text_stays_in_its_place(station: Station) -> None:
    with pytest.raises((NotLetIn, Refused, PlatformProblem)):
        station.editor().pull("../../v1/me?x=1#")


def test_the_station_does_not_say_what_it_refuses_for_secrecy(station: Station) -> None:
    body = good_body(summary="本目录含有机密★10年的内容，记录某工程的全部坐标和用途。")
    result = station.editor().push(SPACE, [put(new_id(), body)])[0]
    assert [(one.code, one.pointer) for one in result.errors] == [("exchange.secrecy", "/fields/summary")]
    assert "机密★" not in str(result.raw)


def test_tokens_are_not_kept_as_they_are(station: Station, tmp_path: Path) -> None:
    raw = b"".join(path.read_bytes() for path in station.data.glob("station.db*"))
    assert station.token("clerk").encode() not in raw
    assert (station.data / "enrol-clerk.json").stat().st_mode & 0o077 == 0
