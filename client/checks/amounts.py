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


def bare(field_id: str, text: str) -> str:
    """The amount as the bare number of this field (GB, ten thousand records, records); "" when the unit is another."""
    split = with_unit(text)
    if split is None:
        return ""
    number, unit = split
    if field_id.startswith("volume_"):
        factor = Decimal(_VOLUMES.get(unit.lower(), 0))
    elif unit[0].isascii():
        factor = Decimal(0)
    else:
        factor = Decimal(_COUNTS.get(unit[0], 1)) / (10_000 if field_id.startswith("records_") else 1)
    amount = round(number * factor, 6)
    return format(amount.normalize(), "f") if amount else ""
