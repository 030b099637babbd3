"""Entries out to a file: the standard's own workbook, a text table, or the exchange bodies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from client.catalog import profile as profiles
from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.errors import InputProblem
from client.progress import SILENT, Progress
from client.spreadsheets import export as sheets
from client.spreadsheets import template as templates
from client.spreadsheets.bodies import dcat
from client.store import entries
from client.store.query import EntryFilter
from client.workflows import check_entries
from client.workflows.submit import SECRET
from client.workflows.workspace import Workspace

_WRITERS: dict[str, Callable[[Profile, Iterator[Entry], Path, Progress], int]] = {
    ".xlsx": lambda profile, chosen, out, progress: sheets.write_xlsx(profile, chosen, out, progress=progress),
    ".csv": lambda profile, chosen, out, progress: sheets.write_csv(profile, chosen, out, progress=progress),
    ".json": lambda profile, chosen, out, progress: sheets.write_json(chosen, out, progress=progress),
    ".jsonld": lambda profile, chosen, out, progress: dcat.write_jsonld(chosen, out, progress=progress),
}


@dataclass(frozen=True, slots=True)
class Exported:
    """How many entries were written where; `refused` are entries with a secrecy mark, which never leave."""

    path: Path
    entries: int
    refused: tuple[str, ...]


def export(
    ws: Workspace, out: Path, which: EntryFilter | None = None, profile: str = "", progress: Progress = SILENT
) -> Exported:
    """Writes the chosen entries. The layout is that of `profile`, or of the entries themselves when they agree.

    Raises `InputProblem` for an ending other than xlsx, csv, json or jsonld, and when the file cannot be written.
    """
    write = _WRITERS.get(out.suffix.lower())
    if write is None:
        raise InputProblem("import.no-such-format", file=out.name, known="xlsx、csv、json、jsonld")
    ids = ws.query.ids(which or EntryFilter(), sort="name", descending=False)
    progress.stage("writing", len(ids))
    refused: list[str] = []
    layout = profiles.get(profile) if profile else _layout(ws, ids)
    count = write(layout, _chosen(ws, ids, refused), out, progress)
    return Exported(out, count, tuple(refused))


def template(ws: Workspace, out: Path, profile: str = "") -> Path:
    """A blank workbook of the standard for offices to fill in. Raises `InputProblem`."""
    if out.suffix.lower() != ".xlsx":
        raise InputProblem("import.no-such-format", file=out.name, known="xlsx")
    templates.write_template(profiles.get(profile) if profile else ws.profile, out)
    return out


def _layout(ws: Workspace, ids: list[str]) -> Profile:
    with ws.db.read() as conn:
        used = {profiles.of(one.entry).id for one in entries.load_many(conn, ids[:1000])}
    return profiles.get(used.pop()) if len(used) == 1 else ws.profile


def _chosen(ws: Workspace, ids: list[str], refused: list[str]) -> Iterator[Entry]:
    for start in range(0, len(ids), 500):
        with ws.db.read() as conn:
            loaded = entries.load_many(conn, ids[start : start + 500])
        for one in loaded:
            if any(found.rule == SECRET and found.blocks for found in check_entries.live(ws, one.entry)):
                refused.append(one.entry.id)
            else:
                yield one.entry
