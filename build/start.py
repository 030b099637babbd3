"""Makes the client ready on this machine and opens it: `python3 build/start.py`.

The first start makes `.venv`, installs the pinned libraries and names (or, where no password is asked, installs) the system
packages that are missing. Every later start only compares a stamp and opens the window. It can be interrupted at any moment;
the next start goes on from there. Standard library only, and written so that an old Python can at least read the sentence
that refuses it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "build" / "requirements"
STAMP = VENV / "catalog-client.stamp"
WINDOWS = sys.platform == "win32"

OLDEST, TOO_NEW = (3, 11), (3, 14)
# The commands and what each calls, as in pyproject.toml.
COMMANDS = {"catalog": "main_cli", "catalog-client": "main_window"}


class SetUpFailed(Exception):
    """Set-up cannot go on; the text says why and what to do, in both languages."""


def main(arguments: list[str]) -> int:
    """Set up what is missing, then become the client. Gives an exit code only when it does not get that far."""
    for stream in (sys.stdout, sys.stderr):
        # A console of another code page shows a "?" instead of stopping the set-up.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    ours, theirs = arguments, []
    if "--" in arguments:
        ours, theirs = arguments[: arguments.index("--")], arguments[arguments.index("--") + 1 :]
    options = _parser().parse_args(ours)
    _use_a_fitting_python()
    try:
        set_up()
    except SetUpFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("已中断，再运行一次即可继续。", "Interrupted; run it again to go on.")
        return 130
    if options.setup:
        say("已就绪。打开窗口：python3 build/start.py", "Ready. To open the window: python3 build/start.py")
        return 0
    if options.demo:
        pictures = ["--pictures", options.pictures] if options.pictures else []
        return _become([str(ROOT / "build" / "demo.py"), *pictures, *theirs])
    command_given = bool(theirs) and not theirs[0].startswith("-")
    if not command_given and not _has_display():
        say(
            "没有图形显示（DISPLAY 和 WAYLAND_DISPLAY 都未设置），窗口打不开。看演示：python3 build/start.py --demo",
            "No display (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window. Try: python3 build/start.py --demo",
        )
        return 1
    # -P: a folder called `client` in the place where it is started must not be taken for ours.
    return _become(["-P", "-m", "client", *theirs])


def set_up(kind: str = "client") -> None:
    """Make `.venv` hold exactly what `build/requirements/<kind>.txt` pins; nothing is done when it already does.

    `kind` is "client" or "dev" (which contains "client"). Raises `SetUpFailed` with a text for people.
    """
    if not is_set_up(kind):
        _offer_system_packages()
        STAMP.unlink(missing_ok=True)
        _make_venv()
        _install(kind)
        _link_project()
        compile_texts()
        # Written last: whatever is interrupted before this line is done again.
        kinds = ["client", "dev"] if kind == "dev" else ["client"]
        STAMP.write_text("".join(_stamp_line(each) for each in kinds), encoding="utf-8")
    elif _texts_are_stale():
        compile_texts()


def is_set_up(kind: str) -> bool:
    """Whether the finished `.venv` was made from today's requirement file, in this folder and by its own Python."""
    try:
        return _stamp_line(kind) in STAMP.read_text(encoding="utf-8").splitlines(keepends=True)
    except OSError:
        return False


def compile_texts() -> None:
    """Make the .mo files from the .po files; without them the window would speak English only."""
    _run([str(ROOT / "build" / "translations.py"), "compile"], "界面文字没有编译成", "The texts could not be compiled")


def venv_python() -> Path:
    """The interpreter of `.venv`, there or not."""
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def say(zh: str, en: str) -> None:
    """One message for people, Chinese first."""
    print(f"{zh}\n{en}", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build/start.py",
        description="Sets up the client and opens it. 准备好客户端并打开窗口。",
        epilog="What follows -- goes to the client. “--”之后的内容原样交给客户端。",
    )
    parser.add_argument("--setup", action="store_true", help="set up, do not open the window; 只准备，不打开")
    parser.add_argument(
        "--demo", action="store_true", help="a rehearsal of the whole work, no display needed; 全程演示"
    )
    parser.add_argument("--pictures", metavar="DIR", help="with --demo: folder for the pictures; 截图存放的文件夹")
    return parser


def _use_a_fitting_python() -> None:
    """Start over with a Python of the right version when this is another one; refuse in one sentence when there is none."""
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        return
    for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        # A shim of pyenv may be found and yet not run.
        if other and subprocess.call([other, "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            sys.exit(_replace_process([other, str(Path(__file__).resolve()), *sys.argv[1:]]))
    have = ".".join(str(part) for part in sys.version_info[:3])
    say(
        f"需要 Python 3.11、3.12 或 3.13，现在是 {have}。请先安装，例如：sudo apt-get install python3.11",
        f"Python 3.11, 3.12 or 3.13 is needed; this is {have}. Install one first, for example: sudo apt-get install python3.11",
    )
    sys.exit(1)


def _offer_system_packages() -> None:
    import system_packages

    missing = system_packages.missing_packages()
    if not missing:
        return
    say("缺少系统组件：", "Missing from the system:")
    print("  " + ", ".join(need.proof for need in missing), flush=True)
    if system_packages.install_with_apt(missing):
        missing = system_packages.missing_packages()
    if not missing:
        return
    line = system_packages.install_line(missing)
    if any(need.proof == "venv" for need in missing):
        raise SetUpFailed(f"请先运行下面一行，再重新启动。\nRun this line first, then start again.\n  {line}")
    # The commands work without a window, so this is no reason to stop.
    say("窗口要用到它们，请运行：", "The window needs them; please run:")
    print(f"  {line}", flush=True)


def _make_venv() -> None:
    """A `.venv` that works: kept when it does, made anew when it is missing, half made or from a Python that is gone."""
    check = "import pip, sys; sys.exit(sys.version_info[:2] < (3, 11) or sys.prefix == sys.base_prefix)"
    if venv_python().exists() and _answers([str(venv_python()), "-c", check]):
        return
    say("正在建立运行环境 .venv ……", "Making the environment .venv ...")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise SetUpFailed(
            f"运行环境没有建成，请检查 {ROOT} 是否可写、磁盘是否已满。\n"
            f"The environment could not be made; see whether {ROOT} is writable and the disk has room."
        )


def _install(kind: str) -> None:
    say(
        "正在安装依赖（首次约 120 MB，需要网络，几分钟）……",
        "Installing the libraries (about 120 MB the first time, needs the network, a few minutes) ...",
    )
    _run(
        [
            "-m",
            "pip",
            "install",
            "--require-hashes",
            "--only-binary",
            ":all:",
            "--no-input",
            "--disable-pip-version-check",
        ]
        + ([] if sys.stdout.isatty() else ["--quiet"])
        + ["--retries", "2", "-r", str(REQUIREMENTS / f"{kind}.txt")],
        "依赖没有装上。请检查网络；内网请让管理员用 pip config 指定镜像，或用 PIP_FIND_LINKS 指向离线安装包文件夹，再运行一次",
        "The libraries could not be installed. Check the network; without one, let IT name a mirror with `pip config` "
        "or a folder of wheels in PIP_FIND_LINKS, then run it again",
    )


def _link_project() -> None:
    """Let `.venv` import the client from this folder and know its two commands.

    A line in a .pth file and two small scripts do what an editable installation does, and need no build tool on a clerk's
    machine.
    """
    asked = subprocess.run(
        [str(venv_python()), "-c", "import sysconfig; print(ascii(sysconfig.get_path('purelib')))"],
        stdout=subprocess.PIPE,
        check=True,
    )
    packages = Path(asked.stdout.decode("ascii").strip()[1:-1].encode("ascii").decode("unicode_escape"))
    # Python before 3.13 reads .pth files in the system's encoding, which on a Chinese Windows is GBK.
    encoding = "utf-8" if sys.version_info >= (3, 13) else "locale"
    (packages / "catalog_client.pth").write_text(f"{ROOT}\n", encoding=encoding)
    for name, entrance in COMMANDS.items():
        code = f"import sys; sys.argv[0] = '{name}'; from client.__main__ import {entrance}; sys.exit({entrance}())"
        if WINDOWS:
            (VENV / "Scripts" / f"{name}.cmd").write_text(f'@"%~dp0python.exe" -P -c "{code}" %*\r\n', encoding="ascii")
        else:
            script = VENV / "bin" / name
            # The full path: people link the command into a folder of their PATH.
            line = f'exec {shlex.quote(str(venv_python()))} -P -c "{code}" "$@"'
            script.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8", errors="surrogateescape")
            script.chmod(0o755)


def _stamp_line(kind: str) -> str:
    """What a finished `.venv` of this kind was made from. The interpreter is part: a system upgrade may exchange it."""
    digest = hashlib.sha256((REQUIREMENTS / f"{kind}.txt").read_bytes())
    for part in (ROOT, venv_python().resolve(), Path(__file__).read_bytes()):
        digest.update(repr(part).encode("utf-8", "surrogateescape"))
    return f"{kind} {digest.hexdigest()}\n"


def _texts_are_stale() -> bool:
    for source in (ROOT / "resources" / "locale").glob("*/LC_MESSAGES/*.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            return True
    return False


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _answers(command: list[str]) -> bool:
    try:
        return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def _run(arguments: list[str], zh: str, en: str) -> None:
    if subprocess.call([str(venv_python()), *arguments], cwd=str(ROOT)) != 0:
        raise SetUpFailed(f"{zh}。\n{en}.")


def _become(arguments: list[str]) -> int:
    """Hand over to the client's Python; gives its exit code where the system cannot replace a process."""
    return _replace_process([str(venv_python()), *arguments])


def _replace_process(command: list[str]) -> int:
    sys.stdout.flush()
    # On Windows os.execv returns to the console at once, and console and client fight for the input.
    if not WINDOWS:
        os.execv(command[0], command)  # noqa: S606
    return subprocess.call(command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
