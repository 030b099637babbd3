"""Steps outside the tables are refused; every state can be reached and named."""

import pytest

from client.catalog.states import (
    LOCAL_STEPS,
    MOUNT_STEPS,
    REPORT_STEPS,
    REVIEW_STEPS,
    WIRE_REPORT,
    Local,
    Mount,
    Report,
    check_step,
)
from client.errors import InputProblem


def test_every_state_has_its_steps() -> None:
    assert set(LOCAL_STEPS) == set(Local)
    assert set(REPORT_STEPS) == set(Report)
    assert set(MOUNT_STEPS) == set(Mount)
    assert set(REVIEW_STEPS) == set(WIRE_REPORT)


def test_staying_is_always_allowed() -> None:
    assert check_step(LOCAL_STEPS, Local.DRAFT, Local.DRAFT) is Local.DRAFT


def test_a_draft_is_not_signed_off_before_it_is_ready() -> None:
    with pytest.raises(InputProblem, match=r"state\.step"):
        check_step(LOCAL_STEPS, Local.DRAFT, Local.SIGNED_OFF)


def test_a_published_entry_is_not_un_published_by_a_clerk() -> None:
    with pytest.raises(InputProblem):
        check_step(REPORT_STEPS, Report.PUBLISHED, Report.NONE)
