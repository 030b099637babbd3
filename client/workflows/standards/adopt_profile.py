"""Adopting another standard, or a new version of one: what would change first, then one undoable act."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from client.catalog import adopting
from client.catalog import profile as profiles
from client.catalog.adopting import Converted
from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.catalog.states import Local
from client.checks import run
from client.checks.rule import Finding, Severity
from client.errors import Cancelled, SettingsProblem
from client.progress import SILENT, Progress
from client.store import entries, journal
from client.store.database import Connection
from client.workflows import check_entries, undo
from client.workflows.outcome import Changes
from client.workflows.workspace import Workspace

_BATCH = 300


@dataclass(frozen=True, slots=True)
class Adopted:
    """What adopting does or would do.

    `entries` change their standard; `faulty` of them get findings they did not have, `concerned` says which entries get
    which rule, most first, `places` at which fields (of an item or not, field id); `solved` lose findings; `renamed` and `kept` count values by field; `act` is "" for a preview.
    """

    profile: str
    entries: tuple[str, ...]
    faulty: tuple[str, ...]
    concerned: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[tuple[bool, str], ...]]
    solved: int
    renamed: Mapping[tuple[str, str], int]
    kept: Mapping[str, int]
    returned: Mapping[str, int]
    act: str
    changes: Changes

    @property
    def found(self) -> Mapping[str, int]:
        """How many entries get which rule, most first."""
        return {rule: len(ids) for rule, ids in self.concerned.items()}


class _ToTheEnd:
    """Progress of what comes behind the act: shown, but no longer to be stopped, for the entries have gone over."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def stage(self, name: str, total: int = 0) -> None:
        """A new stage begins."""
        with suppress(Cancelled):
            self._progress.stage(name, total)

    def step(self, done: int) -> None:
        """So many are done."""
        with suppress(Cancelled):
            self._progress.step(done)


class _Tally:
    """What has been seen so far."""

    def __init__(self) -> None:
        self.entries: list[str] = []
        self.faulty: list[str] = []
        self.concerned: dict[str, list[str]] = {}
        self.places: dict[str, Counter[tuple[bool, str]]] = {}
        self.renamed: Counter[tuple[str, str]] = Counter()
        self.kept: Counter[str] = Counter()
        self.returned: Counter[str] = Counter()
        self.solved = 0

    def count(self, converted: Converted, before: Sequence[Finding], after: Sequence[Finding]) -> None:
        """One entry as it was and as it would be."""
        self.entries.append(converted.entry.id)
        was, now = _places(before), _places(after)
        if now - was:
            self.faulty.append(converted.entry.id)
            for rule, item, field in now - was:
                self.places.setdefault(rule, Counter())[bool(item), field] += 1
            for rule in {rule for rule, _, _ in now - was}:
                self.concerned.setdefault(rule, []).append(converted.entry.id)
        self.solved += bool(was - now)
        self.renamed.update(converted.renamed)
        self.kept.update(converted.kept)
        self.returned.update(converted.returned)


def adopt(
    ws: Workspace,
    name: str,
    ids: Sequence[str] | None = None,
    *,
    dry_run: bool = False,
    progress: Progress = SILENT,
) -> Adopted:
    """Brings the given entries, or all that are not withdrawn, under the standard `id@version`, in one act.

    Stopped, it takes back what it has done. Raises `SettingsProblem("profile.unknown")` when exactly this standard is not
    installed.
    """
    if not profiles.is_installed(name):
        known = ", ".join(one.key for one in profiles.load_profiles().values())
        raise SettingsProblem("profile.unknown", name=name, known=known)
    wanted = profiles.get(name)
    with ws.db.read() as conn:
        chosen = list(ids) if ids is not None else entries.all_ids(conn)
    progress.stage("checking", len(chosen))
    tally, act, done = _Tally(), "", 0
    for batch in _batches(chosen):
        with ws.db.read() as conn:
            for converted, entry in _converted(conn, batch, wanted):
                tally.count(converted, _findings(ws, conn, entry), _findings(ws, conn, converted.entry))
        if not dry_run:
            act = _write(ws, batch, wanted, act)
        done += len(batch)
        try:
            progress.step(done)
        except Cancelled:
            # Half of the entries under another standard would help nobody.
            if act:
                undo.undo(ws, act)
            raise
    if act:
        check_entries.check(ws, tally.entries, _ToTheEnd(progress))
    return Adopted(
        profile=wanted.key,
        entries=tuple(tally.entries),
        faulty=tuple(tally.faulty),
        concerned={
            rule: tuple(ids) for rule, ids in sorted(tally.concerned.items(), key=lambda one: (-len(one[1]), one[0]))
        },
        places={rule: tuple(place for place, _ in held.most_common()) for rule, held in tally.places.items()},
        solved=tally.solved,
        renamed=dict(tally.renamed),
        kept=dict(tally.kept.most_common()),
        returned=dict(tally.returned),
        act=act,
        changes=Changes(frozenset(tally.entries)) if act else Changes(),
    )


def _write(ws: Workspace, batch: Sequence[str], wanted: Profile, act: str) -> str:
    """The batch as it stands now, not as it was looked at: a form may have saved in between."""
    about = {"profile": wanted.key}
    with journal.act(ws.db, "adopt", ws.who, about=about, continuing=act) as pen:
        changed = [converted.entry for converted, _ in _converted(pen.conn, batch, wanted)]
        for entry in changed:
            pen.save(entry)
    return pen.act_id if changed else act


def _converted(conn: Connection, batch: Sequence[str], wanted: Profile) -> Iterator[tuple[Converted, Entry]]:
    for one in entries.load_many(conn, batch):
        if not one.deleted and one.local is not Local.WITHDRAWN and one.entry.profile != wanted.key:
            yield adopting.convert(one.entry, profiles.of(one.entry), wanted), one.entry


def _findings(ws: Workspace, conn: Connection, entry: Entry) -> list[Finding]:
    return run.check(entry, ws.context(entry, conn))


def _places(findings: Sequence[Finding]) -> set[tuple[str, str, str]]:
    return {(one.rule, one.item, one.field) for one in findings if one.severity is not Severity.INFO}


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]
