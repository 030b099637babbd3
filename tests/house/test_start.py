"""The first start makes everything, the second nothing, and an interrupted one is done again."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import start
import system_packages

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of its own for `.venv`, its stamp and the requirement files, with a set-up that only counts."""
    requirements = tmp_path / "requirements"
    requirements.mkdir()
    for kind in ("client", "dev"):
        (requirements / f"{kind}.txt").write_text("one==1\n", encoding="utf-8")
    monkeypatch.setattr(start, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(start, "STAMP", tmp_path / ".venv" / "catalog-client.stamp")
    monkeypatch.setattr(start, "REQUIREMENTS", requirements)
    monkeypatch.setattr(start, "_texts_are_stale", lambda: False)
    return tmp_path


@pytest.fixture
def steps(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the set-up steps that were taken; none of them does anything."""
    taken: list[str] = []

    def make_venv() -> None:
        taken.append("venv")
        start.VENV.mkdir(exist_ok=True)

    monkeypatch.setattr(start, "_offer_system_packages", lambda: taken.append("system"))
    monkeypatch.setattr(start, "_make_venv", make_venv)
    monkeypatch.setattr(start, "_install", taken.append)
    monkeypatch.setattr(start, "_link_project", lambda: taken.append("link"))
    monkeypatch.setattr(start, "compile_texts", lambda: taken.append("texts"))
    return taken


def test_the_second_start_does_nothing(steps: list[str]) -> None:
    start.set_up()
    assert steps == ["system", "venv", "client", "link", "texts"]
    steps.clear()
    start.set_up()
    assert steps == []


def test_developers_need_no_second_set_up_for_the_window(steps: list[str]) -> None:
    start.set_up("dev")
    steps.clear()
    start.set_up("client")
    start.set_up("dev")
    assert steps == []


def test_new_pins_are_installed(folder: Path, steps: list[str]) -> None:
    start.set_up()
    steps.clear()
    (folder / "requirements" / "client.txt").write_text("one==2\n", encoding="utf-8")
    start.set_up()
    assert "client" in steps


def test_an_interrupted_set_up_is_done_again(steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    start.set_up()

    def interrupted() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(start, "_link_project", interrupted)
        start.REQUIREMENTS.joinpath("client.txt").write_text("one==3\n", encoding="utf-8")
        with pytest.raises(KeyboardInterrupt):
            start.set_up()
    assert not start.is_set_up("client")
    start.set_up()
    assert start.is_set_up("client")


def test_a_half_made_environment_is_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half = start.venv_python()
    half.parent.mkdir(parents=True)
    half.write_text("#!/bin/false\n", encoding="utf-8")
    calls: list[list[str]] = []

    def call(command: list[str], **_options: object) -> int:
        calls.append(command)
        return 0 if "venv" in command else 1

    monkeypatch.setattr(subprocess, "call", call)
    start._make_venv()
    assert calls[-1][1:] == ["-m", "venv", "--clear", str(start.VENV)]


def test_without_a_display_it_says_so_and_points_at_the_demo(
    steps: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    assert start.main([]) == 1
    said = capsys.readouterr().out
    assert "--demo" in said
    assert "没有图形显示" in said


@pytest.mark.parametrize(
    ("arguments", "becomes"),
    [
        (["--", "check", "a.xlsx"], ["-P", "-m", "client", "check", "a.xlsx"]),
        (["--demo", "--pictures", "out"], [str(start.ROOT / "build" / "demo.py"), "--pictures", "out"]),
    ],
)
def test_the_rest_goes_to_the_client(
    steps: list[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], becomes: list[str]
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    commands: list[list[str]] = []

    def replace(command: list[str]) -> int:
        commands.append(command)
        return 0

    monkeypatch.setattr(start, "_replace_process", replace)
    assert start.main(arguments) == 0
    assert commands == [[str(start.venv_python()), *becomes]]


def test_no_network_is_said_in_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "_offer_system_packages", lambda: None)
    monkeypatch.setattr(start, "_make_venv", lambda: None)
    monkeypatch.setattr(subprocess, "call", lambda *_command, **_options: 1)
    assert start.main(["--setup"]) == 1
    assert "请检查网络" in capsys.readouterr().err
    assert not start.is_set_up("client")


def test_a_wrong_python_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit) as stopped:
        start.main(["--setup"])
    assert stopped.value.code == 1
    assert "现在是 3.9.2" in capsys.readouterr().out


def test_missing_system_packages_are_named_for_each_family(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "LIBRARIES", (system_packages.Need("libnone.so.9", "libnone9", "none-libs"),))
    monkeypatch.setattr(system_packages, "_has_chinese_font", lambda: False)
    monkeypatch.setattr(sys, "platform", "linux")
    needs = system_packages.missing_packages()
    assert [need.proof for need in needs] == ["libnone.so.9", "a Chinese font"]
    for tool, line in {
        "apt-get": "sudo apt-get install --no-install-recommends libnone9 fonts-wqy-microhei",
        "dnf": "sudo dnf install none-libs google-noto-sans-cjk-fonts",
    }.items():
        monkeypatch.setattr(shutil, "which", lambda name, tool=tool: name if name == tool else None)
        assert system_packages.install_line(needs) == line
