"""Settings survive, and a damaged file is never a reason to stop."""

from pathlib import Path

import pytest

from client.errors import SettingsProblem
from client.settings import SETTINGS, Settings


def test_what_is_set_is_there_at_the_next_start(tmp_path: Path) -> None:
    Settings(tmp_path / "settings.json").set("theme", "dark")
    assert Settings(tmp_path / "settings.json")["theme"] == "dark"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"theme": "pink", "nobody": 1}', '{"theme": 3}'])
def test_a_damaged_file_means_the_defaults(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(content, encoding="utf-8")
    settings = Settings(file)
    assert [settings[one.name] for one in SETTINGS] == [one.default for one in SETTINGS]


@pytest.mark.parametrize(("name", "value"), [("theme", "pink"), ("nobody", "1")])
def test_what_is_not_allowed_is_refused(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsProblem):
        Settings(tmp_path / "settings.json").set(name, value)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SettingsProblem, match=r"settings\.not-written"):
        Settings(tmp_path / "file" / "settings.json").set("theme", "dark")
