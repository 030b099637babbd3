"""Only clean, signed-off entries are queued, as they are at that moment; undo takes them out again."""

import pytest

from client.catalog import wire
from client.errors import InputProblem
from client.workflows import edit_entry, sign_off, submit, undo
from client.workflows.workspace import Workspace
from tests.workflows.conftest import good_entry


def consent(ws: Workspace, *ids: str) -> sign_off.SignedOff:
    return sign_off.sign_off(ws, ids or None, "周明", "清民〔2026〕3号", secrecy_assessed=True, personal_assessed=True)


def test_a_signed_off_entry_is_queued_with_the_consent(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    consent(ws)
    done = submit.submit(ws)
    assert done.queued == (entry_id,)
    op = ws.query.outbox()[0]
    assert op.body is not None
    assert op.body["signoff"]["approver"] == "周明"
    assert op.kind == "put"
    assert op.base_token == ""


def test_without_consent_nothing_goes(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    done = submit.submit(ws, [entry_id])
    assert [(one, [found.rule for found in why]) for one, why in done.refused] == [(entry_id, ["submit.no-signoff"])]


def test_an_edit_voids_the_consent_for_that_entry_alone(ws: Workspace) -> None:
    first, second = good_entry(ws), good_entry(ws, name="特困人员信息")
    consent(ws)
    edit_entry.set_values(ws, first, {"name": "城乡低保对象名册"})
    done = submit.submit(ws)
    assert done.queued == (second,)
    assert [found.rule for _, why in done.refused for found in why] == ["submit.signoff-outdated"]


def test_an_entry_with_an_error_is_not_signed_off(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    edit_entry.set_values(ws, entry_id, {"summary": ""})
    done = consent(ws)
    assert done.entries == ()
    assert [one for one, _ in done.refused] == [entry_id]


@pytest.mark.parametrize(("approver", "assessed", "code"), [("", True, "no-approver"), ("周明", False, "not-assessed")])
def test_consent_needs_a_name_and_both_assessments(ws: Workspace, approver: str, assessed: bool, code: str) -> None:
    with pytest.raises(InputProblem, match=code):
        sign_off.sign_off(ws, None, approver, "", secrecy_assessed=assessed, personal_assessed=True)


def test_what_is_queued_is_frozen(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    consent(ws)
    submit.submit(ws)
    frozen = ws.query.outbox()[0].body
    edit_entry.set_values(ws, entry_id, {"name": "城乡低保对象名册"})
    again = submit.submit(ws, [entry_id])
    assert ws.query.outbox()[0].body == frozen
    assert [found.rule for _, why in again.refused for found in why] == ["submit.under-way"]


def test_undo_takes_an_untried_report_out_of_the_queue(ws: Workspace) -> None:
    good_entry(ws)
    consent(ws)
    done = submit.submit(ws)
    back = undo.undo(ws)
    assert back.dropped == done.queued
    assert ws.query.outbox() == []


def test_a_secret_mark_never_leaves(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    edit_entry.set_values(ws, entry_id, {"summary": "本资源为机密★10年，包括人员名单和联系方式等内容。"})
    assert submit.submit(ws, [entry_id]).queued == ()


def test_an_entry_is_withdrawn_only_when_it_stands_above(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    assert edit_entry.withdraw(ws, [entry_id], "职能调整").kept == (entry_id,)


def test_the_body_is_the_entry(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    consent(ws)
    submit.submit(ws)
    body = ws.query.outbox()[0].body
    assert body is not None
    assert wire.digest(body) == wire.digest(wire.body_of(edit_entry.stored(ws, entry_id).entry))
