"""Our own JSON exports read again: a list of exchange bodies with their ids, or the bodies in a DCAT catalog."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from client.catalog import codes, wire
from client.catalog import profile as profiles
from client.catalog.entry import Entry, Values, as_text
from client.catalog.profile import Profile
from client.errors import InputProblem, SettingsProblem
from client.progress import Progress
from client.spreadsheets import secrecy
from client.spreadsheets.bodies.dcat import BODY, CONTEXT, NAMESPACE
from client.spreadsheets.drafts import Draft, DraftItem, LeftOut, RowCounts, SheetReport, Source, Understanding
from client.spreadsheets.reasons import Reason

_MOST_BYTES = 200 << 20
_HEAD = 4096


def is_ours(path: Path) -> bool:
    """Whether the file begins like one of our exports; everything else is for the reader of tables."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    except (OSError, ValueError):
        return False
    if head.startswith(b'{"@context"'):
        return f'"{NAMESPACE}": "{CONTEXT[NAMESPACE]}"'.encode() in head
    return (
        head.startswith(b"[")
        and (head[1:].lstrip()[:1] in (b"{", b"]"))
        and (b'"profile"' in head or head[1:].strip() == b"]")
    )


def understand(path: Path, profile: str, progress: Progress) -> Understanding:
    """The entries of the file. All must follow one standard. Raises `InputProblem`."""
    progress.stage("reading")
    bodies = _bodies(path)
    progress.stage("understanding", len(bodies))
    entries = [_entry(path, number, body) for number, body in enumerate(bodies, 1)]
    used = {entry.profile.partition("@")[0] for entry in entries}
    if len(used) > 1 and not profile:
        raise InputProblem("input.mixed-profiles", file=path.name, profiles="、".join(sorted(used)))
    try:
        wanted = profiles.get(profile or (entries[0].profile if entries else profiles.DEFAULT))
    except SettingsProblem as problem:
        raise InputProblem("input.damaged", file=path.name, why=str(problem)) from problem
    source = Source(path.stem, _blank(wanted, of_item=False), _blank(wanted, of_item=True))
    drafts = tuple(_draft(number, entry, source) for number, entry in enumerate(entries, 1))
    refused = tuple(LeftOut(one.row, "refused", one.refused) for one in drafts if one.refused)
    counts = RowCounts(read=len(drafts), entry=len(drafts) - len(refused), refused=len(refused))
    report = SheetReport(path.stem, "catalog", None, (), (), counts, refused)
    empty = None if drafts else InputProblem("input.no-entries", file=path.name)
    return Understanding(str(path), "json", "utf-8", wanted.key, (), (report,), drafts, ours=True, problem=empty)


def _bodies(path: Path) -> Sequence[Any]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputProblem("input.too-large", file=path.name, megabytes=path.stat().st_size >> 20)
        read = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise InputProblem("input.unreadable", file=path.name, why=problem.strerror or str(problem)) from problem
    except (ValueError, RecursionError) as problem:
        raise InputProblem("input.damaged", file=path.name, why=type(problem).__name__) from problem
    if isinstance(read, dict) and isinstance(read.get("dcat:dataset"), list):
        read = [_whole(one) for one in read["dcat:dataset"]]
    if not isinstance(read, list):
        raise InputProblem("input.damaged", file=path.name, why="JSON")
    return read


def _whole(dataset: object) -> object:
    """The exchange body that a dataset of ours carries."""
    held = dataset.get(BODY) if isinstance(dataset, Mapping) else None
    return held.get("@value") if isinstance(held, Mapping) else None


def _entry(path: Path, number: int, body: object) -> Entry:
    try:
        if not isinstance(body, Mapping):
            raise ValueError("no object")  # noqa: TRY004  (one kind of failure for every odd body)
        return wire.entry_of({name: value for name, value in body.items() if name != "id"}, str(body.get("id", "")))
    except ValueError as problem:
        raise InputProblem("input.damaged", file=path.name, why=f"{number}: {problem}"[:200]) from problem


def _draft(number: int, entry: Entry, source: Source) -> Draft:
    held: list[Values] = [entry.values, *(item.values for item in entry.items)]
    mark = secrecy.mark_in(as_text(value) for values in held for value in values.values())
    mark = mark or next(_said_secret(held), "")
    if mark:
        return Draft("", {}, (), number, source, refused=Reason("row.secret", {"row": number, "mark": mark}))
    items = tuple(DraftItem(item.id, item.values, number, source.sheet) for item in entry.items)
    return Draft(entry.id, entry.values, items, number, source)


def _said_secret(held: Sequence[Values]) -> Iterator[str]:
    known = codes.load_lists()["secrecy"]
    for values in held:
        if "secret" in (values.get("secrecy"), values.get("item_secrecy")):
            found = known.get("secret")
            yield str(found.label) if found else "secret"


def _blank(profile: Profile, *, of_item: bool) -> dict[str, str]:
    """Every field of the standard is in a body, and blank there means blank; none has a column."""
    return {field.id: "" for field in (profile.item_fields if of_item else profile.fields)}
