"""Entries out: a workbook in the profile's layout that can be imported again, a text table, the wire bodies as JSON."""

from collections.abc import Iterable
from pathlib import Path

from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.progress import SILENT, Progress


def write_xlsx(
    profile: Profile, entries: Iterable[Entry], out: Path, *, hidden_keys: bool = True, progress: Progress = SILENT
) -> int:
    """Writes the workbook and gives the number of entries; with hidden keys, importing it again changes nothing."""
    raise NotImplementedError


def write_csv(profile: Profile, entries: Iterable[Entry], out: Path, *, progress: Progress = SILENT) -> int:
    """Writes UTF-8 with BOM (Excel needs it) and gives the number of entries; keys are the last two columns."""
    raise NotImplementedError


def write_json(entries: Iterable[Entry], out: Path, *, progress: Progress = SILENT) -> int:
    """Writes a list of wire bodies, each with its `id`, and gives the number of entries."""
    raise NotImplementedError
