"""Tokens: in the keyring, or in a file that nobody else can read."""

from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from client.errors import NotLetIn
from client.platforms import credentials


class InMemory(KeyringBackend):
    """A keyring that works."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOG_HOME", str(tmp_path))


@pytest.fixture
def backend(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> KeyringBackend:
    made: KeyringBackend = request.param()
    monkeypatch.setattr(keyring.core, "_keyring_backend", made)
    return made


@pytest.mark.parametrize("backend", [InMemory], indirect=True)
def test_the_keyring_is_preferred(backend: KeyringBackend) -> None:
    assert credentials.keep("市平台", "s3cret") == "keyring"
    assert credentials.fetch("市平台") == "s3cret"
    assert not credentials.file().exists()
    credentials.forget("市平台")
    with pytest.raises(NotLetIn, match="no-credential"):
        credentials.fetch("市平台")


@pytest.mark.parametrize("backend", [NoKeyring], indirect=True)
def test_without_one_a_file_of_0600(backend: KeyringBackend) -> None:
    assert credentials.keep("a", "1") == credentials.keep("b", "2") == "file"
    assert credentials.file().stat().st_mode & 0o777 == 0o600
    assert (credentials.fetch("a"), credentials.fetch("b")) == ("1", "2")
    credentials.forget("a")
    with pytest.raises(NotLetIn):
        credentials.fetch("a")
    credentials.forget("b")
    assert not credentials.file().exists()


def test_a_keyring_that_forgets_is_noticed() -> None:
    # The tests run with keyring's null backend: it takes everything and keeps nothing.
    assert credentials.keep("a", "1") == "file"
    assert credentials.fetch("a") == "1"


@pytest.mark.parametrize("content", ["", "{", "[1]"])
def test_a_damaged_file_is_as_none(content: str) -> None:
    credentials.file().parent.mkdir(parents=True, exist_ok=True)
    credentials.file().write_text(content, encoding="utf-8")
    with pytest.raises(NotLetIn):
        credentials.fetch("a")
    assert credentials.keep("a", "1") == "file"
