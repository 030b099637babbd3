"""Looking after the file when there is time."""

from client.store.database import Database


def quick_check(db: Database) -> list[str]:
    """What SQLite finds wrong with the file, empty when it is sound. Seconds for a large store: not on the window's thread."""
    raise NotImplementedError
