"""Indexes for the orders of a list that had none, so that its first page does not read three hundred thousand lines."""

from sqlite_utils import Database

ORDERS = (
    *(f"{name} || ''" for name in ("local", "report", "severity", "sharing", "update_cycle")),
    *(f"{name} + 0" for name in ("items", "errors", "warnings")),
)
"""Expressions and not the columns themselves: a filter must go on using `entry_list`, which holds all of them, and
would take such an index for the better one."""


def apply(db: Database) -> None:
    """Creates the indexes."""
    for order in ORDERS:
        db.execute(f"CREATE INDEX entry_by_{order.split()[0]} ON entry({order}) WHERE deleted = 0")
