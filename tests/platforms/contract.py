"""What every adapter must do, whatever stands behind it. `ContractTests` is inherited by the tests of an adapter.

The test class gives the fixture `engine`: how to make an adapter, the port of the real engine, bodies it takes and refuses.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from client.clock import new_id
from client.errors import NotLetIn, PlatformProblem, Unreachable
from client.platforms.platform import Change, Outcome, Platform, PushOp, digest_of
from tests.platforms.flaky_proxy import BUSY, GARBAGE, flaky_proxy


@dataclass
class Engine:
    """A real platform. `connect(url, token)` makes an adapter; blanks mean the right ones."""

    connect: Callable[[str, str], Platform]
    port: int
    space: str
    good_body: Callable[..., dict[str, Any]]
    bad_body: Callable[[], dict[str, Any]]


def put(entry_id: str, body: dict[str, Any], base: str = "") -> PushOp:
    """An op with a fresh op id."""
    return PushOp(new_id(), entry_id, "put", body, base)


def all_changes(adapter: Platform, space: str, cursor: str = "", limit: int = 200) -> tuple[list[Change], str]:
    """The feed from `cursor` to its end, and the cursor there."""
    found: list[Change] = []
    while True:
        page = adapter.pull(space, cursor, limit=limit)
        found += page.changes
        cursor = page.cursor
        if not page.more:
            return found, cursor


class ContractTests:
    """Thirteen checks."""

    @pytest.fixture
    def adapter(self, engine: Engine) -> Platform:
        return engine.connect("", "")

    def test_a_new_record_and_its_change(self, engine: Engine, adapter: Platform) -> None:
        entry_id = new_id()
        made = adapter.push(engine.space, [put(entry_id, engine.good_body())])[0]
        changed = adapter.push(engine.space, [put(entry_id, engine.good_body(), made.token)])[0]
        assert (made.outcome, changed.outcome) == (Outcome.APPLIED, Outcome.APPLIED)
        assert changed.token not in ("", made.token)

    def test_the_same_op_again_is_a_replay(self, engine: Engine, adapter: Platform) -> None:
        create = put(new_id(), engine.good_body())
        first = adapter.push(engine.space, [create])[0]
        update = put(create.id, engine.good_body(), first.token)
        second = adapter.push(engine.space, [update])[0]
        again = [adapter.push(engine.space, [op])[0] for op in (create, update)]
        assert [one.outcome for one in again] == [Outcome.REPLAYED] * 2
        assert [one.token for one in again] == [first.token, second.token]

    def test_a_stale_base_gives_the_current_record(self, engine: Engine, adapter: Platform) -> None:
        entry_id = new_id()
        first = adapter.push(engine.space, [put(entry_id, engine.good_body())])[0]
        body = engine.good_body(name="残疾人两项补贴对象信息")
        second = adapter.push(engine.space, [put(entry_id, body, first.token)])[0]
        late = adapter.push(engine.space, [put(entry_id, engine.good_body(), first.token)])[0]
        assert late.outcome is Outcome.CONFLICT
        assert late.current is not None
        assert (late.current.token, late.current.body) == (second.token, body)

    def test_a_bad_record_is_refused_alone(self, engine: Engine, adapter: Platform) -> None:
        ops = [put(new_id(), body) for body in (engine.good_body(), engine.bad_body(), engine.good_body())]
        results = adapter.push(engine.space, ops)
        assert [one.outcome for one in results] == [Outcome.APPLIED, Outcome.REFUSED, Outcome.APPLIED]
        assert results[1].errors

    def test_a_lost_answer_doubles_nothing(self, engine: Engine, adapter: Platform) -> None:
        ops = [put(new_id(), engine.good_body()) for _ in range(5)]
        with flaky_proxy(engine.port) as line:
            through = engine.connect(line.url, "")
            line.eat_responses = 1
            with pytest.raises(Unreachable):
                through.push(engine.space, ops)
            assert {one.outcome for one in through.push(engine.space, ops)} == {Outcome.REPLAYED}
            assert line.seen == ["eaten"]
            through.close()

    def test_a_cut_upload_leaves_nothing_half(self, engine: Engine, adapter: Platform) -> None:
        bodies = [{**engine.good_body(), "padding": "".join(new_id() for _ in range(90))} for _ in range(5)]
        ops = [put(new_id(), body) for body in bodies]
        with flaky_proxy(engine.port) as line:
            through = engine.connect(line.url, "")
            line.cut_up_after = 900
            with pytest.raises(Unreachable):
                through.push(engine.space, ops)
            assert line.seen == ["cut"]
            results = through.push(engine.space, ops)
            assert {one.outcome for one in results} == {Outcome.APPLIED}
            through.close()

    def test_of_four_on_one_base_one_wins(self, engine: Engine, adapter: Platform) -> None:
        entry_id = new_id()
        token = adapter.push(engine.space, [put(entry_id, engine.good_body())])[0].token
        outcomes: list[Outcome] = []

        def race() -> None:
            mine = engine.connect("", "")
            outcomes.append(mine.push(engine.space, [put(entry_id, engine.good_body(), token)])[0].outcome)
            mine.close()

        racers = [threading.Thread(target=race) for _ in range(4)]
        for racer in racers:
            racer.start()
        for racer in racers:
            racer.join()
        assert sorted(outcomes) == [Outcome.APPLIED, *[Outcome.CONFLICT] * 3]

    def test_a_deleted_record_leaves_a_tombstone(self, engine: Engine, adapter: Platform) -> None:
        _, cursor = all_changes(adapter, engine.space)
        entry_id = new_id()
        token = adapter.push(engine.space, [put(entry_id, engine.good_body())])[0].token
        gone = adapter.push(engine.space, [PushOp(new_id(), entry_id, "delete", None, token)])[0]
        changes, _ = all_changes(adapter, engine.space, cursor)
        assert gone.outcome is Outcome.APPLIED
        assert {(one.id, one.deleted) for one in changes} == {(entry_id, True)}

    def test_the_feed_skips_nothing_at_any_page_size(self, engine: Engine, adapter: Platform) -> None:
        _, cursor = all_changes(adapter, engine.space)
        pushed = [
            (one.id, one.token)
            for one in adapter.push(engine.space, [put(new_id(), engine.good_body()) for _ in range(7)])
        ]
        end = ""
        for limit in (1, 3, 200):
            changes, end = all_changes(adapter, engine.space, cursor, limit)
            assert [(one.id, one.token) for one in changes] == pushed
        assert all_changes(adapter, engine.space, end) == ([], end)

    def test_the_body_comes_back_as_it_went(self, engine: Engine, adapter: Platform) -> None:
        body = {**engine.good_body(), "unknown_member": {"kept": ["as", "it", 1.5, None, "is"]}}
        entry_id = new_id()
        adapter.push(engine.space, [put(entry_id, body)])
        found = adapter.fetch(engine.space, entry_id)
        assert found is not None
        assert found.body == body
        assert adapter.fetch(engine.space, new_id()) is None

    def test_a_wrong_credential_is_named(self, engine: Engine) -> None:
        stranger = engine.connect("", "nobody-knows-this-token")
        with pytest.raises(NotLetIn):
            stranger.me()
        with pytest.raises(NotLetIn):
            stranger.push(engine.space, [put(new_id(), engine.good_body())])
        with pytest.raises(NotLetIn):
            engine.connect("", "").pull("somebody-elses-space")

    def test_garbage_and_busy_are_told_apart(self, engine: Engine) -> None:
        with flaky_proxy(engine.port) as line:
            through = engine.connect(line.url, "")
            line.answer, line.answers = GARBAGE, 1
            with pytest.raises(PlatformProblem) as nonsense:
                through.me()
            line.answer, line.answers = BUSY, 1
            with pytest.raises(Unreachable) as busy:
                through.me()
            line.refuse = True
            with pytest.raises(Unreachable):
                through.me()
            through.close()
        assert nonsense.value.code == "platform.nonsense"
        assert busy.value.retry_after == 120

    def test_the_digest_proves_agreement(self, engine: Engine, adapter: Platform) -> None:
        adapter.push(engine.space, [put(new_id(), engine.good_body()) for _ in range(3)])
        changes, cursor = all_changes(adapter, engine.space)
        live = {one.id: one.token for one in changes if not one.deleted and one.state != "withdrawn"}
        proof = adapter.digest(engine.space)
        assert proof is not None
        assert (proof.live, proof.sha256, proof.cursor) == (len(live), digest_of(live), cursor)
        assert digest_of({**live, next(iter(live)): "other"}) != proof.sha256
