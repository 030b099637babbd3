"""The lists of 报送 as lines: what waits, what came back, what was received; read in a few quick questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from client.catalog import profile as profiles
from client.catalog.changes import value_at
from client.catalog.entry import as_text
from client.catalog.profile import Profile
from client.checks.rule import Finding
from client.desktop import blocked_words
from client.store.query import EntryFilter, Query
from client.texts import Translator

_ = Translator("desktop")
MOST = 500
_OPEN = ("none", "returned", "withdrawn")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report in the queue."""

    entry: str
    platform: str
    name: str
    kind: str
    since: str
    tries: int
    next_try: str
    error: str


@dataclass(frozen=True, slots=True)
class Held:
    """An entry that was not put into the queue, and the first reason; `more` reasons beside it."""

    entry: str
    name: str
    why: str
    item: str
    field: str
    more: int


@dataclass(frozen=True, slots=True)
class Back:
    """One place that a reviewer has returned. `mended`: something else stands there now."""

    entry: str
    name: str
    item: str
    field: str
    place: str
    text: str
    by: str
    at: str
    mended: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """One receipt."""

    entry: str
    name: str
    kind: str
    version: str
    at: str


@dataclass(frozen=True, slots=True)
class Ready:
    """Entries without faults: waiting for consent; not asked for consent by their standard; fit to be queued."""

    to_sign: int
    unasked: int
    to_queue: int


def ready(query: Query) -> Ready:
    """What the first two steps have before them."""
    clean = EntryFilter(severity="clean", local=("draft", "ready"))
    to_sign = _by_signoff(query, clean)[True]
    unasked = _fresh(query, clean)[False]
    signed = _fresh(query, EntryFilter(local=("signed_off",)))
    return Ready(to_sign, unasked, unasked + sum(signed.values()))


def _fresh(query: Query, wanted: EntryFilter) -> Mapping[bool, int]:
    """By whether consent is asked for: neither above nor in the queue."""
    all_of = _by_signoff(query, replace(wanted, report=_OPEN))
    queued = _by_signoff(query, replace(wanted, report=_OPEN, waiting=True))
    return {asked: all_of[asked] - queued[asked] for asked in all_of}


def _by_signoff(query: Query, wanted: EntryFilter) -> Mapping[bool, int]:
    counts = {True: 0, False: 0}
    for profile, count in query.facets(wanted, "profile"):
        counts[profiles.get(profile).signoff] += count
    return counts


def waiting(query: Query, platform: str) -> list[Waiting]:
    """The queue for a platform, oldest first."""
    ops = [op for op in query.outbox() if op.platform == platform]
    names = _names(query, (op.entry for op in ops))
    return [
        Waiting(
            op.entry, op.platform, names.get(op.entry, ""), op.kind, op.queued_at, op.tries, op.next_try, op.last_error
        )
        for op in ops
    ]


def held(query: Query, refused: Iterable[tuple[str, tuple[Finding, ...]]]) -> list[Held]:
    """What was refused, in words."""
    lines = []
    for entry_id, findings in refused:
        stored = query.entry(entry_id)
        if stored is None:
            continue
        first = findings[0]
        why = blocked_words.blocked(first, profiles.of(stored.entry))
        lines.append(Held(entry_id, stored.entry.text("name"), why, first.item, first.field, len(findings) - 1))
    return lines


def returned(query: Query) -> list[Back]:
    """Every place that stands returned."""
    lines = []
    for row in query.rows(EntryFilter(returned=True), limit=MOST):
        stored = query.entry(row.id)
        if stored is None:
            continue
        entry = stored.entry
        for one in query.returns(row.id):
            item = entry.item(one.item) if one.item else None
            place = _place(
                profiles.of(entry), one.field, item.text("item_name") if item else "", of_item=bool(one.item)
            )
            mended = bool(one.field) and as_text(value_at(entry, one.item, one.field)) != one.value
            lines.append(Back(row.id, row.name, one.item, one.field, place, one.text, one.by, one.at, mended))
    return lines


def receipts(query: Query) -> list[Proof]:
    """The newest receipts."""
    found = query.receipts(MOST)
    names = _names(query, (one.entry for one in found))
    return [Proof(one.entry, names.get(one.entry, ""), one.kind, one.version, one.at) for one in found]


def _place(profile: Profile, field: str, item: str, *, of_item: bool) -> str:
    label = profile.label(field, item=of_item) if field else _("The whole entry")
    return " / ".join(part for part in (item, label) if part)


def _names(query: Query, ids: Iterable[str]) -> Mapping[str, str]:
    wanted = tuple(dict.fromkeys(ids))
    if not wanted:
        return {}
    rows = [*query.rows(EntryFilter(ids=wanted), limit=len(wanted))]
    rows += query.rows(EntryFilter(ids=wanted, deleted=True), limit=len(wanted)) if len(rows) < len(wanted) else []
    return {row.id: row.name for row in rows}
