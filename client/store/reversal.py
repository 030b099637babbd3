"""What an act changed in an entry, and the way back: pure, so that it can be tried with anything.

Beside what `catalog.changes` compares the journal knows places of its own, which also begin with `@`.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from client.catalog import changes
from client.catalog.changes import ORDER, Change
from client.catalog.entry import Entry, Explanation, Item, Value
from client.catalog.states import Local, Mount

EXISTS = "@exists"
"""The entry itself: the digest of its content while it is there, "" when it is not."""

FILLED = "@filled"
"""Which fields were filled in by an answer, not by the sheet: (field, how, field, how …). A note beside the changes."""

LOCAL, MOUNT, SPACE, EXTRA = "@local", "@mount", "@space", "@extra"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything of an entry that the journal can bring back."""

    entry: Entry
    exists: bool
    local: Local
    mount: Mount


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The entry after taking changes back, and which of them could be."""

    now: Snapshot
    restored: tuple[Change, ...]
    skipped: tuple[Change, ...]


def digest(entry: Entry) -> str:
    """A short fingerprint of the content of an entry; the order in which its values were filled makes no difference."""
    items = [[item.id, item.values] for item in entry.items]
    explained = sorted(_explained(entry).items())
    content = [entry.profile, entry.space, entry.values, items, explained, entry.extra]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


def differences(old: Snapshot | None, new: Snapshot, content: Sequence[Change] | None = None) -> tuple[Change, ...]:
    """What changed. A new entry is one change: what it held is what it holds now, less what changed since.

    `content`: what `content_differences` gave for the two, where it is known.
    """
    if old is None:
        return (Change("", EXISTS, "", digest(new.entry)),) if new.exists else ()
    return tuple(_differences(old, new, content_differences(old.entry, new.entry) if content is None else content))


def _differences(old: Snapshot, new: Snapshot, content: Sequence[Change]) -> Iterator[Change]:
    yield from content
    # An edit that kept its state says so too: otherwise taking it back would look like any edit and lead to draft.
    if old.local != new.local or (content and new.local is not Local.DRAFT):
        yield Change("", LOCAL, old.local.value, new.local.value)
    if old.mount != new.mount:
        yield Change("", MOUNT, old.mount.value, new.mount.value)
    if old.exists != new.exists:
        yield Change("", EXISTS, digest(old.entry) if old.exists else "", digest(new.entry) if new.exists else "")


def content_differences(old: Entry, new: Entry) -> tuple[Change, ...]:
    """What changed in the content alone."""
    found: list[Change] = []
    if (old.profile, old.values, old.items, old.explanations) != (new.profile, new.values, new.items, new.explanations):
        found += changes.between(old, new)
    if old.space != new.space:
        found.append(Change("", SPACE, old.space, new.space))
    if old.extra != new.extra:
        found.append(Change("", EXTRA, _extra(old), _extra(new)))
    return tuple(found)


def take_back(now: Snapshot, done: Sequence[Change]) -> TakenBack:
    """Takes the changes of one act back where what they left is still there, and lists the others.

    An item that was added goes only when it is as the act left it; one that was removed comes back with what it held.
    Right after the act this gives exactly what was there before it.
    """
    existence = next((change for change in done if change.field == EXISTS), None)
    current = digest(now.entry) if now.exists else ""
    back = existence is not None and existence.after == current
    if not back and (existence is not None or not now.exists):
        # Somebody has changed what this act made, or deleted what it changed: all of it stays as it is.
        return TakenBack(now, (), tuple(done))
    work = _Content(now.entry)
    for change in done:
        if change.field not in (EXISTS, LOCAL, MOUNT):
            work.note(change)
    restored, skipped = work.take_back()
    entry = work.entry()
    local, mount = now.local, now.mount
    for change in done:
        if change.field == MOUNT:
            same = change.after == mount.value
            mount = Mount(str(change.before)) if same else mount
            (restored if same else skipped).append(change)
    step = next((change for change in done if change.field == LOCAL), None)
    if step is not None and step.after == local.value and not skipped:
        local = Local(str(step.before))
        restored.append(step)
    elif content_differences(now.entry, entry):
        local = Local.DRAFT  # as after any other edit
    if step is not None and step not in restored:
        skipped.append(step)
    exists = now.exists
    if existence is not None:
        exists = existence.before != ""
        restored.append(existence)
    return TakenBack(Snapshot(entry, exists, local, mount), tuple(restored), tuple(skipped))


class _Content:
    """The content of an entry while changes are taken back."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._items = list(entry.items)
        self._explained = dict(_explained(entry))
        self._plain: list[Change] = []
        self._order: list[Change] = []
        self._units: dict[str, list[Change]] = {}
        self._made: dict[str, Change] = {}

    def note(self, change: Change) -> None:
        """Sorts a change by how it is taken back."""
        if change.field == ORDER:
            self._order.append(change)
        elif change.item and not change.field.startswith(changes.EXPLAINED):
            self._units.setdefault(change.item, []).append(change)
            if change.field == changes.EXISTS:
                self._made[change.item] = change
        else:
            self._plain.append(change)

    def take_back(self) -> tuple[list[Change], list[Change]]:
        """(restored, skipped). Added items go first, then the order of the kept ones, then removed items come back."""
        outcome: list[tuple[Change, bool]] = []
        for item, lines in self._units.items():
            made = self._made.get(item)
            if made is None:
                outcome += [(line, self._restore_in_item(line)) for line in lines]
            elif made.after != "":
                outcome += [(line, done) for done in [self._remove(item, lines)] for line in lines]
        outcome += [(line, self._reorder(line)) for line in self._order]
        removed = [made for made in self._made.values() if made.after == ""]
        for made in sorted(removed, key=lambda one: int(str(one.before))):
            lines = self._units[made.item]
            outcome += [(line, done) for done in [self._insert(made, lines)] for line in lines]
        outcome += [(line, self._restore(line)) for line in self._plain]
        return [line for line, done in outcome if done], [line for line, done in outcome if not done]

    def entry(self) -> Entry:
        """The entry as it is now."""
        explanations = tuple(_explanation(item, field, value) for (item, field), value in self._explained.items())
        return replace(self._entry, items=tuple(self._items), explanations=explanations)

    def _restore(self, line: Change) -> bool:
        entry = self._entry
        match line.field:
            case changes.PROFILE:
                same, changed = entry.profile == line.after, replace(entry, profile=str(line.before))
            case field if field == SPACE:
                same, changed = entry.space == line.after, replace(entry, space=str(line.before))
            case field if field == EXTRA:
                same = _extra(entry) == line.after
                changed = replace(entry, extra=json.loads(str(line.before)) if line.before else {})
            case field if field.startswith(changes.EXPLAINED):
                same, changed = self._explained.get((line.item, field), "") == line.after, entry
                if same and line.before:
                    self._explained[line.item, field] = line.before
                elif same:
                    self._explained.pop((line.item, field), None)
            case field:
                same, changed = entry.get(field) == line.after, entry.with_value(field, line.before)
        if same:
            self._entry = changed
        return same

    def _restore_in_item(self, line: Change) -> bool:
        for place, item in enumerate(self._items):
            if item.id == line.item and item.values.get(line.field, "") == line.after:
                values = {name: value for name, value in item.values.items() if name != line.field}
                self._items[place] = Item(item.id, {**values, line.field: line.before} if line.before else values)
                return True
        return False

    def _remove(self, item_id: str, lines: Sequence[Change]) -> bool:
        left = Item(item_id, {line.field: line.after for line in lines if line.field != changes.EXISTS and line.after})
        if left not in self._items:
            return False
        self._items.remove(left)
        return True

    def _insert(self, made: Change, lines: Sequence[Change]) -> bool:
        if any(item.id == made.item for item in self._items):
            return False
        held = {line.field: line.before for line in lines if line.field != changes.EXISTS and line.before}
        self._items.insert(int(str(made.before)), Item(made.item, held))
        return True

    def _reorder(self, line: Change) -> bool:
        items = {item.id: item for item in self._items}
        after = [one for one in line.after if one in items]
        if [item.id for item in self._items if item.id in after] != after:
            return False
        wanted = iter([items[one] for one in line.before if one in items])
        moved = set(after)
        self._items = [next(wanted) if item.id in moved else item for item in self._items]
        return True


def _extra(entry: Entry) -> str:
    return json.dumps(entry.extra, sort_keys=True) if entry.extra else ""


def _explained(entry: Entry) -> dict[tuple[str, str], Value]:
    return {
        (one.item, f"{changes.EXPLAINED}/{one.rule}/{one.field}"): (one.text, one.value) for one in entry.explanations
    }


def _explanation(item: str, field: str, value: Value) -> Explanation:
    _, rule, of = field.split("/", 2)
    return Explanation(rule, item, of, value[0], value[1])
