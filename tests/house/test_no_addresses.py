"""No committed file names a package registry: each office installs from the mirror it trusts, and some have only a stick."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
# Put together here, so that this file does not name them either.
HOSTS = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "py" + "pi.tuna",
    "mirrors.ali" + "yun",
    "mirrors.tencent" + "yun",
    "mirrors.cloud." + "tencent",
    "repo.huawei" + "cloud",
    "mirrors.huawei" + "cloud",
    "mirrors.us" + "tc",
    "py" + "pi.doubanio",
    "file:///" + "opt",
)


def test_no_committed_file_names_a_registry() -> None:
    # Files that are not committed yet count too, or the fault would be seen one commit late.
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = [name for name in listed.stdout.decode("utf-8").split("\0") if name]
    assert "pyproject.toml" in names
    faults = []
    for name in names:
        path = ROOT / name
        if path.is_file() and (found := _hosts_in(path.read_bytes())):
            faults.append(f"{name}: {found}")
    assert faults == []


@pytest.mark.parametrize("name", ["client.txt", "dev.txt"])
def test_requirements_hold_nothing_but_pins(name: str) -> None:
    text = (ROOT / "build" / "requirements" / name).read_text(encoding="utf-8")
    line = re.compile(r"[a-z0-9][a-z0-9.\-]*==[^\s;]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [each for each in text.splitlines() if not line.fullmatch(each)] == []


def test_a_registry_is_seen() -> None:
    assert _hosts_in(b"# from HTTPS://PY" + b"PI.ORG/simple\n")


def _hosts_in(content: bytes) -> list[str]:
    lowered = content.lower()
    return [host for host in HOSTS if host.encode("ascii") in lowered]
