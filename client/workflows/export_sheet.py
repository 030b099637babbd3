"""Entries out to a file: the standard's own workbook, a text table, or the exchange bodies."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from client.catalog import profile as profiles
from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.errors import InputProblem, StoreProblem
from client.progress import SILENT, Progress
from client.spreadsheets import export as sheets
from client.spreadsheets import template as templates
from client.spreadsheets.bodies import dcat
from client.store import entries
from client.store.query import EntryFilter, ReferenceFilter, ReferenceQuery
from client.workflows import check_entries
from client.workflows.submit import SECRET
from client.workflows.workspace import Workspace

MOST_ABOVE = 20_000
"""Entries of the level above in one file: with their items, a sheet has room for little more."""
_PAGE = 200
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
    write = _writer(out)
    ids = ws.query.ids(which or EntryFilter(), sort="name", descending=False)
    progress.stage("writing", len(ids))
    refused: list[str] = []
    layout = profiles.get(profile) if profile else _layout(ws, ids)
    count = write(layout, _chosen(ws, ids, refused), out, progress)
    return Exported(out, count, tuple(refused))


def export_above(
    ws: Workspace,
    out: Path,
    which: ReferenceFilter,
    sort: str = "updated",
    descending: bool = True,
    progress: Progress = SILENT,
) -> Exported:
    """Writes the entries of a list of what stands above, whole and in its order, also those it does not show.

    Raises `InputProblem` as `export`, and reference.too-many beyond `MOST_ABOVE`; `StoreProblem`.
    """
    write = _writer(out)
    if ws.reference is None:
        raise StoreProblem("reference.absent", path=str(ws.reference_path))
    total = ws.reference.count(which)
    if total > MOST_ABOVE:
        raise InputProblem("reference.too-many", count=total, most=MOST_ABOVE)
    progress.stage("writing", total)
    found, refused = _above(ws.reference, which, sort, descending), list[str]()
    first = next(found, None)
    layout = profiles.of(first) if first else ws.profile
    count = write(layout, _leaving(ws, chain([first] if first else [], found), refused), out, progress)
    return Exported(out, count, tuple(refused))


def _writer(out: Path) -> Callable[[Profile, Iterator[Entry], Path, Progress], int]:
    found = _WRITERS.get(out.suffix.lower())
    if found is None:
        raise InputProblem("import.no-such-format", file=out.name, known="xlsx、csv、json、jsonld")
    return found


def _above(reference: ReferenceQuery, which: ReferenceFilter, sort: str, descending: bool) -> Iterator[Entry]:
    offset = 0
    while page := reference.entries(which, sort, descending, offset, _PAGE):
        yield from page
        offset += len(page)


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
        yield from _leaving(ws, (one.entry for one in loaded), refused)


def _leaving(ws: Workspace, found: Iterable[Entry], refused: list[str]) -> Iterator[Entry]:
    """Those without a secrecy mark; the others are noted and never leave."""
    for entry in found:
        if any(finding.rule == SECRET and finding.blocks for finding in check_entries.live(ws, entry)):
            refused.append(entry.id)
        else:
            yield entry
