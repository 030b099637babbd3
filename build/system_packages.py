"""What the client needs from the system (Qt's libraries, a Chinese font), how to see it is there, and how to get it.

Standard library only: it runs before anything is installed. Names are given for the two families of systems in the offices:
Debian, UOS, Kylin desktop, Deepin (apt) and openEuler, Kylin server, Fedora (dnf).
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Need(NamedTuple):
    """One thing the system must have: what proves it, and the package that brings it in either family."""

    proof: str
    apt: str
    dnf: str


# Read off Qt 6.8's xcb and offscreen plugins with ldd; the rest comes with these.
LIBRARIES = (
    Need("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Need("libGL.so.1", "libgl1", "mesa-libGL"),
    Need("libEGL.so.1", "libegl1", "mesa-libEGL"),
    Need("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Need("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Need("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Need("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Need("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Need("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Need("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Need("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Need("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Need("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Need("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Need("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
)
FONT = Need("a Chinese font", "fonts-wqy-microhei", "google-noto-sans-cjk-fonts")

# Without `fc-list` a font is known by its file name only.
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_FILES = (
    "wqy",
    "cjk",
    "notosanssc",
    "notoserifsc",
    "sourcehan",
    "simsun",
    "simhei",
    "msyh",
    "uming",
    "ukai",
    "droidsansfallback",
)


def missing_packages() -> list[Need]:
    """The needs this machine does not meet. Always empty off Linux, where the wheels bring all of Qt."""
    if not sys.platform.startswith("linux"):
        return []
    found = [need for need in LIBRARIES if not _loads(need.proof)]
    try:
        import ensurepip  # noqa: F401  (Debian's python3 lacks it, and a `venv` without pip is of no use)
        import venv  # noqa: F401
    except ImportError:
        found.append(Need("venv", f"python3.{sys.version_info[1]}-venv", f"python3.{sys.version_info[1]}"))
    if not _has_chinese_font():
        found.append(FONT)
    return found


def install_line(needs: list[Need]) -> str:
    """The line a person types on this system to get what is missing."""
    if shutil.which("apt-get"):
        return "sudo apt-get install --no-install-recommends " + " ".join(_names(need.apt for need in needs))
    tool = next((name for name in ("dnf", "yum") if shutil.which(name)), "dnf")
    return f"sudo {tool} install " + " ".join(_names(need.dnf for need in needs))


def install_with_apt(needs: list[Need]) -> bool:
    """Install what is missing where nobody has to be asked for a password; whether it worked."""
    apt = shutil.which("apt-get")
    if apt is None:
        return False
    before = _as_root()
    if before is None:
        return False
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = [*before, apt, "install", "-y", "-q", "--no-install-recommends", *_names(need.apt for need in needs)]
    update = [*before, apt, "update", "-q"]
    # A machine fresh from its image has no package lists; asking first spares its people a page of errors.
    if subprocess.run([*install, "--simulate"], env=environment, capture_output=True, check=False).returncode != 0:
        subprocess.call(update, env=environment)
    if subprocess.call(install, env=environment) == 0:
        return True
    # The lists may be there and too old to download from.
    return subprocess.call(update, env=environment) == 0 and subprocess.call(install, env=environment) == 0


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root; None where that would need a password."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.call([sudo, "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
        return [sudo, "-n"]
    return None


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _has_chinese_font() -> bool:
    lister = shutil.which("fc-list")
    if lister:
        listed = subprocess.run(
            [lister, ":lang=zh-cn", "file"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
        )
        return bool(listed.stdout.strip())
    for folder in FONT_FOLDERS:
        for path in Path(folder).expanduser().rglob("*.[tToO][tT][cCfF]"):
            if any(word in path.name.lower().replace("-", "").replace("_", "") for word in FONT_FILES):
                return True
    return False


def _names(packages: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(packages))
