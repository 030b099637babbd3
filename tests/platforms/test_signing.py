"""Enrolment files: signed by the station, trusted on first use, refused when altered or from another signer."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.clock import system_clock
from client.errors import SettingsProblem
from client.platforms import signing
from client.station.enrolment import PRACTICE, write_files
from client.station.tables import Books

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(content=st.dictionaries(st.text(st.characters(codec="utf-8")), json_values, max_size=4))
def test_what_was_signed_verifies_after_a_journey_as_json(content: dict[str, object]) -> None:
    key = signing.new_key()
    document = json.loads(json.dumps(signing.sign("pack", content, key)))
    assert signing.verify("pack", document, signing.public_key(key)) == content


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    books = Books(f"sqlite:///{tmp_path / 'station.db'}")
    written = write_files(books, tmp_path, "http://127.0.0.1:8809", system_clock)
    again = write_files(books, tmp_path, "http://127.0.0.1:8809", system_clock)
    assert again == written
    books.close()
    return written


def test_the_stations_files_are_read(files: tuple[Path, Path]) -> None:
    clerk, reviewer = (signing.open_enrolment(path.read_bytes()) for path in files)
    assert (clerk.role, reviewer.role) == ("editor", "reviewer")
    assert (clerk.url, clerk.space, clerk.platform_kind) == ("http://127.0.0.1:8809", PRACTICE.space, "exchange")
    assert (clerk.office_name, clerk.office_code) == (PRACTICE.name, PRACTICE.code)
    assert {person.role for person in clerk.people} == {"clerk", "approver"}
    assert clerk.key == reviewer.key == clerk.pack_key
    assert clerk.token != reviewer.token
    assert clerk.token not in repr(clerk)
    assert signing.open_enrolment(files[1].read_bytes(), clerk.key).role == "reviewer"
    assert len(signing.fingerprint(clerk.key)) == 39


def test_an_altered_file_is_refused(files: tuple[Path, Path]) -> None:
    document = json.loads(files[0].read_bytes())
    document["enrolment"]["platform"]["url"] = "http://evil.example"
    with pytest.raises(SettingsProblem, match=r"platform\.signature"):
        signing.open_enrolment(json.dumps(document).encode())


def test_another_signer_is_refused_with_both_fingerprints(files: tuple[Path, Path]) -> None:
    other = signing.public_key(signing.new_key())
    with pytest.raises(SettingsProblem, match="other-key") as raised:
        signing.open_enrolment(files[0].read_bytes(), other)
    assert raised.value.params["pinned"] == signing.fingerprint(other)


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"{}", b'{"enrolment": {}}', b'{"enrolment": {}, "key": 1, "signature": ""}', b"\xff", b"[" * 10**5]
)  # fmt: skip
def test_what_is_no_enrolment_file(raw: bytes) -> None:
    with pytest.raises(SettingsProblem, match="enrolment-malformed"):
        signing.open_enrolment(raw)


def test_signed_but_not_as_agreed() -> None:
    key = signing.new_key()
    for content, code in (({"format": 1}, "enrolment-malformed"), ({"format": 2}, "enrolment-newer")):
        with pytest.raises(SettingsProblem, match=code):
            signing.open_enrolment(json.dumps(signing.sign("enrolment", content, key)).encode())
    bad = {**signing.sign("enrolment", {"format": 1}, key), "key": "!!!"}
    with pytest.raises(SettingsProblem, match=r"platform\.signature"):
        signing.open_enrolment(json.dumps(bad).encode())
