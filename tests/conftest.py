"""What every test gets: no display, no home folder, no proxy, no language of the machine it happens to run on."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_HOME = Path(tempfile.mkdtemp(prefix="catalog-client-tests-"))


def _prepare_environment() -> None:
    # Before anything imports PySide6: without a display and without this, Qt aborts the whole run.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Nothing a test does may reach the home folder or the keyring of the person who runs it.
    homes = ["HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "CATALOG_HOME"]
    homes += ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
    for name in homes:
        folder = _HOME / name.lower()
        folder.mkdir(mode=0o700)
        os.environ[name] = str(folder)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    # Servers of tests live on 127.0.0.1; a proxy of the machine would swallow the requests.
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        os.environ.pop(name, None)
        os.environ.pop(name.upper(), None)
    # LANG=C says nothing about the language, so the client speaks Chinese (model.md 13).
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        os.environ.pop(name, None)
    os.environ["LANG"] = "C.UTF-8"


_prepare_environment()


def pytest_configure(config: pytest.Config) -> None:
    """check.py asks for warnings where `encoding=` is missing; programs that tests start must not print them."""
    starts_workers = config.getoption("numprocesses", None) and not hasattr(config, "workerinput")
    if not starts_workers:
        os.environ.pop("PYTHONWARNDEFAULTENCODING", None)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The invented home goes when the run (or the xdist worker) ends."""
    shutil.rmtree(_HOME, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--slow` and `--bench` let the tests with those markers run."""
    parser.addoption("--slow", action="store_true", help="also run the tests marked slow")
    parser.addoption("--bench", action="store_true", help="also run the measurements marked bench")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what is marked slow or bench unless its option was given."""
    for name in ("slow", "bench"):
        if config.getoption(f"--{name}"):
            continue
        skip = pytest.mark.skip(reason=f"runs with --{name}")
        for item in items:
            if name in item.keywords:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """`../shared` with the real catalogs; published data that is not copied into the repository, so it may be absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip(f"{folder} with the real catalogs is not on this machine")
    return folder
