"""What is shared or opened is part of what there is."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text

_PAIRS = (
    ("volume_shared", "volume_total"),
    ("volume_open", "volume_total"),
    ("records_shared", "records_total"),
    ("records_open", "records_total"),
)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text) if len(text) <= 40 else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    found = []
    for part, whole in _PAIRS:
        text = entry.text(part)
        if text in ("", "0"):
            continue
        some, all_of_it = _number(text), _number(entry.text(whole))
        if some is not None and all_of_it is not None and some > all_of_it:
            found.append(("", part, {"value": text, "total_field": whole, whole: entry.text(whole)}))
    return found or NONE


RULE = Rule(
    code="volume.exceeds-total",
    severity=Severity.WARNING,
    title=Text("一部分比总量还大", "A part that is more than the total"),
    what=Text(
        "“{label}”{value}大于“{total}”{total_value}。", "“{label}” {value} is more than “{total}” {total_value}."
    ),
    why=Text(
        "已共享、已开放的是总量的一部分，不会比总量大。",
        "What is shared or open is part of the total and cannot exceed it.",
    ),
    good=Text("总量12.5，已共享4", "Total 12.5, shared 4"),
    bad=Text("总量4，已共享12.5", "Total 4, shared 12.5"),
    find=_find,
    covers=("Q02",),
    needs=("volume_total",),
    about=(
        "volume_total",
        "records_total",
    ),
)
