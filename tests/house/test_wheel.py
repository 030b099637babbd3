"""An installed client finds the files that lie outside its package: the wheel is built and asked for them."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ASK = """
import sys
sys.path.insert(0, sys.argv[1])
from client.paths import resource
for name in sys.argv[2:]:
    path = resource(*name.split("/"))
    assert path.is_relative_to(sys.argv[1]), path
    assert path.read_bytes() is not None
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an unpacked wheel, as an installation has it."""
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("catalog_client-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "installed")
    return folder / "installed"


def test_the_wheel_gives_out_every_resource(installed: Path) -> None:
    resources = ROOT / "resources"
    names = [path.relative_to(resources).as_posix() for path in sorted(resources.rglob("*")) if path.is_file()]
    names = [name for name in names if not name.endswith((".pot", ".new"))]
    assert len(names) > 3
    asked = subprocess.run(
        [sys.executable, "-I", "-c", ASK, str(installed), *names], capture_output=True, encoding="utf-8", check=False
    )
    assert asked.returncode == 0, asked.stderr


def test_the_wheel_speaks_chinese(installed: Path) -> None:
    sources = {path.stem for path in (ROOT / "resources" / "locale" / "zh_CN" / "LC_MESSAGES").glob("*.po")}
    packed = {path.stem for path in (installed / "client/_resources/locale/zh_CN/LC_MESSAGES").glob("*.mo")}
    assert sources == packed != set()


def test_the_wheel_brings_both_commands_and_the_licence(installed: Path) -> None:
    (metadata,) = installed.glob("*.dist-info")
    entrances = (metadata / "entry_points.txt").read_text(encoding="utf-8")
    assert "catalog = client.__main__:main_cli" in entrances
    assert "catalog-client = client.__main__:main_window" in entrances
    assert "GNU GENERAL PUBLIC LICENSE" in (metadata / "licenses" / "LICENSE").read_text(encoding="utf-8")
