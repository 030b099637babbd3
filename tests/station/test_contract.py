"""The station answers as the published contract says, whatever it is asked."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.clock import new_id, system_clock
from client.platforms.exchange import Exchange
from client.platforms.platform import PushOp
from client.station import enrolment, intake
from tests.platforms.running_station import SPACE, Station, bad_body, good_body, station_in_thread
from tests.station.agreed import Said, ask, contract, schema_faults

BATCH = f"/v1/spaces/{SPACE}/entries/batch"


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    with station_in_thread(tmp_path_factory.mktemp("station")) as running:
        yield running


@pytest.fixture(scope="module")
def clerk(station: Station) -> str:
    return station.token("clerk")


def op(**members: object) -> dict[str, Any]:
    return {"op": "put", "op_id": new_id(), "id": new_id(), "base_version": 0, "body": good_body(), **members}


def batch(station: Station, token: str, *ops: object) -> Said:
    return ask(station.url, "POST", BATCH, token, {"ops": list(ops)})


def test_the_contract_keeps_its_seven_rules_and_names_every_operation() -> None:
    assert [rule[0] for rule in contract()["x-rules"]] == list("1234567")
    names = [
        one["operationId"] for path in contract()["paths"].values() for one in path.values() if "operationId" in one
    ]
    assert len(names) == len(set(names)) == 14


def test_what_the_client_sends_is_as_agreed(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[dict[str, Any]] = []
    adapter = Exchange(station.url, station.token_for("两地", "editor", "*"), proxy="none")
    post = adapter._link.post

    def noting(path: str, document: Any) -> Any:
        sent.append(json.loads(json.dumps(document)))
        return post(path, document)

    monkeypatch.setattr(adapter._link, "post", noting)
    about = {"reason": "机构改革", "basis": "清编〔2026〕3号", "happened_on": "2026-03-01", "to_space": "merged"}
    ops = [PushOp(new_id(), new_id(), kind, good_body(), "", about) for kind in ("put", "change")]
    ops += [PushOp(new_id(), new_id(), kind, None, "3", about) for kind in ("withdraw", "delete")]
    adapter.push(SPACE, ops, adapter.hello().epoch)
    schema = {"$ref": "#/components/schemas/Batch"}
    assert list(schema_faults(schema, sent[0], "")) == []
    assert list(schema_faults(schema, {"ops": [{"op": "move"}]}, "")) != []
    adapter.close()


def test_every_operation_answers_as_agreed(station: Station, clerk: str) -> None:
    reviewer = station.token("reviewer")
    put = op(about={"reason": "新建"})
    version = batch(station, clerk, put, op(body=bad_body()), op(base_version=7)).document["results"][0]["version"]
    assert ask(station.url, "GET", "/v1").document["name"] == "县级汇总台"
    assert ask(station.url, "GET", "/v1/me", clerk).document["spaces"][0]["role"] == "editor"
    here = f"/v1/spaces/{SPACE}"
    for path in (
        "changes",
        "changes?since=0&limit=1",
        "changes?fields=meta",
        "digest",
        "digest?by=parts",
        "entries?state=submitted",
    ):
        assert ask(station.url, "GET", f"{here}/{path}", clerk).status == 200
    step = {"op_id": new_id(), "base_version": version, "state": "in_review", "stage": "市数据局"}
    review = f"{here}/entries/{put['id']}/review"
    assert ask(station.url, "POST", review, reviewer, step).status == 200
    assert ask(station.url, "POST", review, reviewer, step).document["replayed"]
    assert ask(station.url, "POST", review, reviewer, {**step, "state": "accepted"}).status == 409
    assert ask(station.url, "POST", review, reviewer, {**step, "op_id": new_id()}).status == 412
    found = ask(station.url, "GET", f"{here}/entries/{put['id']}", clerk).document
    assert (found["state"], found["stage"], found["reviewed_version"]) == ("in_review", "市数据局", version)
    published = {**step, "op_id": new_id(), "base_version": found["version"], "state": "published"}
    code = ask(station.url, "POST", review, reviewer, published).document["code"]
    assert code
    now = ask(station.url, "GET", f"{here}/entries/{put['id']}", clerk).document["version"]
    refused = batch(station, clerk, op(op="delete", id=put["id"], base_version=now)).document["results"][0]
    assert (refused["status"], refused["errors"][0]["code"]) == (422, "exchange.published")
    changed = batch(station, clerk, op(op="change", id=put["id"], base_version=now)).document["results"][0]
    record = ask(station.url, "GET", f"{here}/entries/{put['id']}", clerk).document
    assert (record["state"], record["code"], record["published_version"]) == ("submitted", code, found["version"])
    other = op()
    made = batch(station, clerk, other).document["results"][0]["version"]
    batch(station, clerk, op(op="delete", id=other["id"], base_version=made))
    assert ask(station.url, "GET", f"{here}/entries/{other['id']}", clerk).status == 410
    assert changed["status"] == 200


def test_what_a_stranger_gets(station: Station, clerk: str) -> None:
    for path in ("/v1/me", f"/v1/spaces/{SPACE}/changes", f"/v1/spaces/{SPACE}/entries/{new_id()}"):
        for token in ("", "wrong", "x" * 5000):
            assert ask(station.url, "GET", path, token).status == 401
    assert ask(station.url, "GET", "/v1/me", headers={"Authorization": f"Basic {clerk}"}).status == 401
    assert ask(station.url, "POST", BATCH, "wrong", raw=b"{").status == 401


def test_spaces_and_roles(station: Station, clerk: str) -> None:
    neighbour = station.token_for("邻县", "editor", "neighbour")
    reader = station.token_for("查阅", "reader")
    assert ask(station.url, "GET", f"/v1/spaces/{SPACE}/changes", neighbour).status == 403
    assert ask(station.url, "GET", f"/v1/spaces/{SPACE}/changes", reader).status == 200
    assert batch(station, reader, op()).status == 403
    assert batch(station, station.token("reviewer"), op()).status == 403
    step = {"op_id": new_id(), "base_version": 1, "state": "accepted"}
    assert ask(station.url, "POST", f"/v1/spaces/{SPACE}/entries/{new_id()}/review", clerk, step).status == 403
    everywhere = station.token_for("省", "editor", "*")
    assert ask(station.url, "GET", "/v1/spaces/unknown/changes", everywhere).status == 404
    assert station.books is not None
    enrolment.revoke(station.books, reader, system_clock)
    assert ask(station.url, "GET", "/v1/me", reader).status == 401


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"[]", b"1", b"\xff\xfe", b'{"ops": NaN}', b'{"ops": []}', b'{"ops": {}}', b'{"ops": [1]}',
        b'{"ops": [{"op": "drop"}]}', b'{"ops": "\\u0000"}', b'{"ops": "\\ud800"}', b"[" * 200_000, b'{"a":' * 50_000,
    ],
)  # fmt: skip
def test_what_is_malformed(station: Station, clerk: str, raw: bytes) -> None:
    assert ask(station.url, "POST", BATCH, clerk, raw=raw).status == 400


@pytest.mark.parametrize(
    "members",
    [
        {"op_id": "1"}, {"op_id": None}, {"id": "../x"}, {"base_version": -1}, {"base_version": "1"},
        {"base_version": True}, {"base_version": 1 << 60}, {"body": None}, {"body": []}, {"about": []},
        {"about": {"reason": 1}}, {"about": {"reason": "x" * 5000}}, {"to_space": "elsewhere"},
        {"op": "move"}, {"op": "move", "to_space": "a b"}, {"op": ["put"]},
    ],
)  # fmt: skip
def test_which_ops_are_malformed(station: Station, clerk: str, members: dict[str, object]) -> None:
    said = batch(station, clerk, op(), op(**members))
    assert said.status == 400
    assert said.document["pointer"].startswith("/ops/1/")


@pytest.mark.parametrize(
    "body",
    [
        {}, {"profile": 1, "fields": []}, {"profile": "national-2017@1", "items": [1], "fields": {}},
        {"profile": "nobody@1", "fields": {}, "items": []}, {"profile": "decree-809@1", "fields": {"name": {"a": []}}, "items": []},
        {"profile": "decree-809@1", "fields": {}, "items": [], "explanations": [{"rule": "x"}]},
    ],
)  # fmt: skip
def test_a_body_that_is_none_is_refused_alone(station: Station, clerk: str, body: dict[str, object]) -> None:
    said = batch(station, clerk, op(), op(body=body))
    assert [one["status"] for one in said.document["results"]] == [201, 422]
    assert said.document["results"][1]["errors"][0]["code"]


def test_sizes(station: Station, clerk: str) -> None:
    assert batch(station, clerk, *[op(op="withdraw", body=None) for _ in range(201)]).status == 413
    large = b'{"x": "' + b"x" * intake.MAX_BODY + b'"}'
    assert ask(station.url, "POST", BATCH, clerk, raw=large).status == 413
    bomb = gzip.compress(b" " * (intake.MAX_UNPACKED + 1))
    packed = {"Content-Encoding": "gzip"}
    assert ask(station.url, "POST", BATCH, clerk, raw=bomb, headers=packed).status == 413
    good = gzip.compress(json.dumps({"ops": [op()]}).encode())
    assert ask(station.url, "POST", BATCH, clerk, raw=good, headers=packed).status == 200
    for bad in (good[:-9], b"no gzip"):
        assert ask(station.url, "POST", BATCH, clerk, raw=bad, headers=packed).status == 400
    assert ask(station.url, "POST", BATCH, clerk, raw=b"{}", headers={"Content-Encoding": "br"}).status == 400


def test_queries_that_are_malformed(station: Station, clerk: str) -> None:
    for query in ("since=-1", "since=x", "since=" + "9" * 40, "limit=", "since=%D9%A1"):
        assert ask(station.url, "GET", f"/v1/spaces/{SPACE}/changes?{query}", clerk).status == 400
    assert ask(station.url, "GET", "/v2", clerk).status == 404
    assert ask(station.url, "DELETE", "/v1", clerk).status == 405


def test_an_op_id_for_something_else_is_a_bug_of_the_client(station: Station, clerk: str) -> None:
    first = op()
    batch(station, clerk, first)
    assert batch(station, clerk, first).document["results"][0]["replayed"]
    assert batch(station, clerk, {**first, "id": new_id()}).status == 409
    assert batch(station, clerk, first, first).status == 400


def test_a_return_needs_a_reason(station: Station, clerk: str) -> None:
    put = op()
    version = batch(station, clerk, put).document["results"][0]["version"]
    path = f"/v1/spaces/{SPACE}/entries/{put['id']}/review"
    step: dict[str, object] = {"op_id": new_id(), "base_version": version, "state": "returned", "comment": " "}
    reviewer = station.token("reviewer")
    assert ask(station.url, "POST", path, reviewer, step).status == 422
    for bad in ({"findings": [1]}, {"findings": 1}, {"state": "gone"}, {"comment": 1}, {"base_version": None}):
        assert ask(station.url, "POST", path, reviewer, {**step, **bad}).status == 400
    assert ask(station.url, "POST", path, reviewer, {**step, "findings": [{"code": "x"}]}).status == 200


def test_answers_are_packed_when_asked(station: Station, clerk: str) -> None:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", station.port, timeout=10)
    headers = {"Authorization": f"Bearer {clerk}", "Accept-Encoding": "gzip"}
    batch(station, clerk, op())
    connection.request("GET", f"/v1/spaces/{SPACE}/changes", headers=headers)
    answer = connection.getresponse()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.read()))["changes"]
    connection.close()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["ops", "op", "op_id", "id", "base_version", "body", "fields", "items", "profile", "about", "explanations"]
    ) | st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=anything, body=anything)
def test_nothing_sent_breaks_it(station: Station, clerk: str, document: object, body: object) -> None:
    assert ask(station.url, "POST", BATCH, clerk, document).status in (200, 400)
    if isinstance(body, dict):
        assert batch(station, clerk, op(body=body)).status in (200, 400)
