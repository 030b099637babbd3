"""Makes sure that Chinese can be typed, before Qt starts (packaging.md 4)."""

import sys
from collections.abc import MutableMapping
from pathlib import Path

_FCITX = frozenset(("", "fcitx", "fcitx5"))


def prepare(environment: MutableMapping[str, str], plugins: Path | None = None, platform: str = sys.platform) -> str:
    """Chooses the input context and gives what was chosen ("" when nothing had to be changed).

    The wheels of Qt bring no fcitx context, and desktops of UOS and Kylin ask for just that: then no Chinese arrives
    and nobody says why. fcitx5 answers the protocol of ibus, for which there is a context.
    """
    if not platform.startswith("linux") or environment.get("QT_IM_MODULE", "") not in _FCITX:
        return ""
    if environment.get("QT_IM_MODULE") and has_fcitx(plugins or _plugins()):
        return ""
    environment["QT_IM_MODULE"] = "ibus"
    # Through the portal, because fcitx5 offers only that side of ibus.
    environment.setdefault("IBUS_USE_PORTAL", "1")
    return "ibus"


def has_fcitx(plugins: Path) -> bool:
    """Whether an fcitx context lies beside Qt's own (in our .deb and .rpm it does)."""
    folder = plugins / "platforminputcontexts"
    return folder.is_dir() and any("fcitx" in file.name for file in folder.iterdir())


def _plugins() -> Path:
    from PySide6.QtCore import QLibraryInfo

    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
