"""Where things lie: resources that ship with the client, and the folder that holds a person's work."""

import os
import sys
from pathlib import Path

import platformdirs

APP = "catalog-client"


def resource(*parts: str) -> Path:
    """A shipped data file. Three homes: the source tree, the wheel (`client/_resources`), a frozen bundle."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        root = Path(frozen) / "resources"
    elif (package / "_resources").is_dir():
        root = package / "_resources"
    else:
        root = package.parent / "resources"
    return root.joinpath(*parts)


def home() -> Path:
    """The folder of this person's work, outside the program's folder so that no upgrade touches it.

    `CATALOG_HOME` moves it (tests, practice, IT staff).
    """
    chosen = os.environ.get("CATALOG_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir(APP, appauthor=False))


def default_store() -> Path:
    """`work.db` of this person."""
    return home() / "work.db"


def logs() -> Path:
    """The folder of the log files."""
    return home() / "logs"
