"""Amounts written with a unit ("12.5GB", "3万条"), which the columns of the census do not take."""

import re
from decimal import Decimal

from client.catalog import plain

_AMOUNT = re.compile(r"(?:约|大约|近)?(\d{1,15}(?:\.\d{1,6})?)([A-Za-z]{1,3}|[万亿千百]?[条个项份余行]?(?:记录|数据)?)")
_VOLUMES: dict[str, int | Decimal] = {"t": 1024, "tb": 1024, "g": 1, "gb": 1, "m": Decimal(1) / 1024, "mb": Decimal(1) / 1024,
            "k": Decimal(1) / 1048576, "kb": Decimal(1) / 1048576}  # fmt: skip
_COUNTS = {"亿": 100_000_000, "万": 10_000, "千": 1_000, "百": 100}


def with_unit(text: str) -> tuple[Decimal, str] | None:
    """Number and unit of an amount that has a unit, None for bare numbers and everything else."""
    found = _AMOUNT.fullmatch(plain.narrow(text).replace(",", "")) if len(text) < 40 else None
    return (Decimal(found[1]), found[2]) if found and found[2] else None


def repeats_unit(field_id: str, text: str) -> bool:
    """Whether the unit only says what the heading of the column says: 12.5G under (GB), 3万 under (万条)."""
    split = with_unit(text)
    return split is not None and plain.narrow(text)[0].isdigit() and _factor(field_id, split[1]) == 1


def bare(field_id: str, text: str) -> str:
    """The amount as the bare number of this field (GB, ten thousand records, records); "" when the unit is another."""
    split = with_unit(text)
    if split is None:
        return ""
    number, unit = split
    amount = round(number * _factor(field_id, unit), 6)
    return format(amount.normalize(), "f") if amount else ""


def _factor(field_id: str, unit: str) -> Decimal:
    """What one of this unit is in the unit of the field; 0 when it is no unit of such an amount."""
    if field_id.startswith("volume_"):
        return Decimal(_VOLUMES.get(unit.lower(), 0))
    if unit[0].isascii():
        return Decimal(0)
    return Decimal(_COUNTS.get(unit[0], 1)) / (10_000 if field_id.startswith("records_") else 1)
