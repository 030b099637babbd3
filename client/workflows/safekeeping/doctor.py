"""Is this computer fit for the work: store, backups, disk, clock, place, fonts, input method. Changes nothing.

Works on a store that does not open. Codes and parameters only; the doors have the sentences.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import client
from client import paths, texts
from client.catalog import profile as profiles
from client.clock import Clock, system_clock
from client.errors import ClientError
from client.settings import Settings
from client.store.safekeeping import health
from client.store.safekeeping.health import Health
from client.store.safekeeping.place import Place, place_of
from client.workflows.safekeeping import support_code

LITTLE = 500_000_000
BACK = timedelta(minutes=10)
"""A clock that stands so far before the last act was set back, not merely corrected."""

_LOG_TAIL = 200_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `state`: ok | warn | bad | told (nothing to judge); the door knows the words for `code`."""

    code: str
    state: str
    params: Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Everything looked at, and the support code to read over the phone."""

    checks: tuple[Check, ...]
    code: str

    @property
    def worst(self) -> str:
        """The worst state: ok, warn or bad."""
        states = {check.state for check in self.checks}
        return "bad" if "bad" in states else "warn" if "warn" in states else "ok"


def examine(
    store: Path | None = None, *, settings: Settings | None = None, clock: Clock = system_clock, thorough: bool = True
) -> Diagnosis:
    """Looks at everything. `thorough` reads every page of the store (seconds per gigabyte)."""
    path = (store or paths.default_store()).absolute()
    chosen = settings or Settings()
    found = health.examine(path, thorough=thorough)
    place = place_of(path)
    free = _free(path)
    error = last_error()
    checks = (
        *_store(found),
        *_backups(found, chosen, clock),
        _place(path, place),
        Check("disk.free", "bad" if free < LITTLE else "ok", {"mb": free // 1_000_000}),
        _clock(found, clock),
        *_machine(),
        Check("profile", "told", {"profile": _profile(chosen)}),
        Check("error.last", "told", {"code": error}) if error else Check("error.none", "told", {}),
    )
    last = datetime.fromisoformat(found.last_backup) if found.last_backup else None
    code = support_code.encode(
        version=client.__version__,
        system="windows" if os.name == "nt" else "linux" if sys.platform.startswith("linux") else "other",
        profile=_profile(chosen),
        health=found.state,
        place=place.kind,
        entries=found.entries,
        size=found.size,
        free=free,
        backup_hours=(clock() - last).total_seconds() / 3600 if last else None,
        error=error,
    )
    return Diagnosis(checks, code)


def decode(code: str) -> support_code.Told | None:
    """What somebody read over the phone; None when a digit was misheard."""
    return support_code.decode(code, texts.error_codes())


def last_error() -> str:
    """The code of the last failure in the log, "" when there is none. The log holds no entry text, and this no more."""
    known = frozenset(texts.error_codes())
    with suppress(OSError):
        with (paths.logs() / "client.log").open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _LOG_TAIL))
            tail = file.read().decode("utf-8", "replace")
        words: list[str] = re.findall(r"[a-z]+\.[a-z][a-z-]*", tail)
        return next((word for word in reversed(words) if word in known), "")
    return ""


def _store(found: Health) -> Iterator[Check]:
    fine = {"ok": "ok", "missing": "told", "unclean": "warn", "older": "warn"}
    params: dict[str, str | int | float] = {"path": str(found.path), "version": found.version}
    params["faults"] = "; ".join(found.faults)
    yield Check(f"store.{found.state}", fine.get(found.state, "bad"), params)
    if found.size:
        sizes = {"mb": found.size // 1_000_000, "log_mb": found.log // 1_000_000}
        yield Check(
            "store.size", "told", {"entries": found.entries, "items": found.items, "queue": found.queue, **sizes}
        )


def _backups(found: Health, settings: Settings, clock: Clock) -> Iterator[Check]:
    if found.last_backup:
        age = clock() - datetime.fromisoformat(found.last_backup)
        old = found.last_act > found.last_backup and age > timedelta(days=2)
        yield Check("backup.last", "warn" if old else "ok", {"at": found.last_backup, "count": found.backups})
    elif found.entries:
        yield Check("backup.none", "warn", {})
    second = settings.text("backup_folder")
    if second:
        there = Path(second).is_dir()
        yield Check("backup.second" if there else "backup.second-away", "ok" if there else "warn", {"path": second})


def _place(path: Path, place: Place) -> Check:
    return Check(f"place.{place.kind}", "ok" if place.fit else "warn", {"path": str(path.parent), "what": place.what})


def _clock(found: Health, clock: Clock) -> Check:
    now = clock()
    if found.last_act and datetime.fromisoformat(found.last_act) - now > BACK:
        return Check("clock.back", "warn", {"now": now.isoformat(timespec="seconds"), "last": found.last_act})
    return Check("clock.ok", "ok", {"now": now.isoformat(timespec="seconds")})


def _machine() -> Iterator[Check]:
    yield Check("program", "told", {"version": client.__version__, "system": platform.platform()})
    yield Check("python", "told", {"version": platform.python_version()})
    yield Check("sqlite", "ok" if health.SQLITE_FITS else "bad", {"version": health.SQLITE})
    fonts = _chinese_fonts()
    if fonts is not None:
        yield Check("fonts.ok" if fonts else "fonts.none", "ok" if fonts else "bad", {"count": fonts})
    if sys.platform.startswith("linux"):
        yield _input_method()
        shown = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""
        yield Check("display.ok" if shown else "display.none", "ok" if shown else "warn", {"name": shown})
    proxy = next((os.environ[name] for name in ("https_proxy", "HTTPS_PROXY", "all_proxy") if os.environ.get(name)), "")
    yield Check("proxy.set" if proxy else "proxy.none", "told", {"proxy": re.sub(r"//[^/@]*@", "//", proxy)})


def _chinese_fonts() -> int | None:
    """How many fonts with Chinese there are; None when it cannot be told here."""
    if os.name == "nt":
        folder = Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts"
        return sum((folder / name).exists() for name in ("msyh.ttc", "simsun.ttc", "simhei.ttf", "msyhl.ttc"))
    listing = shutil.which("fc-list")
    if listing is None:
        return None
    with suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run([listing, ":lang=zh", "family"], capture_output=True, timeout=10, check=False)
        return len(done.stdout.splitlines())
    return None


def _input_method() -> Check:
    """Whether something on this desktop writes Chinese, and Qt has the module to talk to it."""
    programs = [name for name in ("fcitx5", "fcitx", "ibus-daemon") if shutil.which(name)]
    package = find_spec("PySide6")
    folders = list(package.submodule_search_locations or ()) if package else []
    modules = [file.stem for one in folders for file in Path(one).glob("Qt/plugins/platforminputcontexts/*.so")]
    params = {"programs": " ".join(programs), "modules": " ".join(sorted(modules)), "chosen": _chosen_input()}
    if not programs:
        return Check("input.no-program", "warn", params)
    if not any(word in module for module in modules for word in ("ibus", "fcitx")):
        return Check("input.no-module", "bad", params)
    return Check("input.ok", "ok", params)


def _chosen_input() -> str:
    return os.environ.get("QT_IM_MODULE") or os.environ.get("XMODIFIERS", "")


def _profile(settings: Settings) -> str:
    try:
        return profiles.get(settings.text("profile")).key
    except ClientError:
        return settings.text("profile")


def _free(path: Path) -> int:
    for folder in (path, *path.parents):
        with suppress(OSError):
            return shutil.disk_usage(folder).free
    return 0
