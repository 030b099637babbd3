from pathlib import Path

import pytest

from client.desktop import input_method


@pytest.mark.parametrize("asked", ["", "fcitx", "fcitx5"])
def test_without_an_fcitx_context_chinese_comes_through_ibus(tmp_path: Path, asked: str) -> None:
    environment = {"QT_IM_MODULE": asked} if asked else {}
    assert input_method.prepare(environment, tmp_path, "linux") == "ibus"
    assert environment == {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}


def test_an_fcitx_context_that_is_there_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    (folder / "libfcitx5platforminputcontextplugin.so").touch()
    environment = {"QT_IM_MODULE": "fcitx"}
    assert input_method.prepare(environment, tmp_path, "linux") == ""
    assert environment == {"QT_IM_MODULE": "fcitx"}


def test_other_choices_and_other_systems_are_left_alone(tmp_path: Path) -> None:
    chosen = {"QT_IM_MODULE": "compose"}
    assert input_method.prepare(chosen, tmp_path, "linux") == ""
    nothing: dict[str, str] = {}
    assert input_method.prepare(nothing, tmp_path, "win32") == ""
    assert (chosen, nothing) == ({"QT_IM_MODULE": "compose"}, {})


def test_the_folder_of_qt_is_found() -> None:
    assert input_method.prepare({"QT_IM_MODULE": "fcitx"}, None, "linux") in ("", "ibus")
