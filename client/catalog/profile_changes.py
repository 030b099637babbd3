"""What one standard asks otherwise than another: fields that come, go or are renamed, and demands that change."""

from collections.abc import Iterator
from dataclasses import dataclass

from client.catalog.profile import Field, Profile

ADDED, REMOVED, RENAMED, REQUIRED, OPTIONAL, SHORTER, LONGER, LISTED = (
    "added", "removed", "renamed", "required", "optional", "shorter", "longer", "listed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One difference: its kind, and the field before and after (None where there is none)."""

    kind: str
    before: Field | None
    after: Field | None


def compare(old: Profile, new: Profile) -> tuple[FieldChange, ...]:
    """Every difference, fields of the entry first, in the order of the new form; what goes comes last."""
    return (
        *_compared(old.fields, new.fields),
        *_compared(old.item_fields, new.item_fields),
    )


def _compared(old: tuple[Field, ...], new: tuple[Field, ...]) -> Iterator[FieldChange]:
    before = {field.id: field for field in old}
    kept = {field.id for field in new}
    heirs = set()
    for field in new:
        known = before.get(field.id)
        if known is not None:
            yield from _demands(known, field)
            continue
        ancestor = before.get(field.renamed_from) if field.renamed_from not in kept else None
        if ancestor is not None:
            heirs.add(ancestor.id)
            yield FieldChange(RENAMED, ancestor, field)
        else:
            yield FieldChange(ADDED, None, field)
    for field in old:
        if field.id not in kept and field.id not in heirs:
            yield FieldChange(REMOVED, field, None)


def _demands(old: Field, new: Field) -> Iterator[FieldChange]:
    asked, asks = old.required or bool(old.required_when), new.required or bool(new.required_when)
    if (new.required, asks) != (old.required, asked):
        more = (new.required, asks) > (old.required, asked)
        yield FieldChange(REQUIRED if more else OPTIONAL, old, new)
    if old.length != new.length:
        # 0 is no limit.
        shorter = bool(new.length) and (not old.length or new.length < old.length)
        yield FieldChange(SHORTER if shorter else LONGER, old, new)
    if _keys(old) != _keys(new):
        yield FieldChange(LISTED, old, new)


def _keys(field: Field) -> frozenset[str]:
    return frozenset(value.key for value in field.list.values) if field.list else frozenset()
