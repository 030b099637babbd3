"""Blocks of catalog codes leased to this installation, and the codes an entry bore before (model.md 5)."""

from sqlite_utils import Database

STATEMENTS = (
    (
        'CREATE TABLE "code_block" ("n" INTEGER PRIMARY KEY, "id" TEXT UNIQUE, "family" TEXT, "front" TEXT,'
        ' "first" INTEGER, "last" INTEGER, "next" INTEGER, "source" TEXT, "machine" TEXT, "at" TEXT) STRICT'
    ),
    'CREATE TABLE "code_alias" ("code" TEXT, "entry" TEXT, "at" TEXT, PRIMARY KEY (code, entry)) STRICT, WITHOUT ROWID',
    "CREATE INDEX code_alias_entry ON code_alias(entry)",
    # Whether a number is free is asked for every one that is given.
    "CREATE INDEX entry_code_deleted ON entry(code) WHERE deleted = 1",
    "CREATE INDEX remote_code ON remote(code) WHERE code <> ''",
    # A code that stood above stays known when the entry gets another one, whoever writes it. What a clerk only typed
    # and typed over was nobody's code.
    (
        "CREATE TRIGGER code_changed AFTER UPDATE OF code ON entry WHEN OLD.code <> '' AND NEW.code <> OLD.code"
        " AND EXISTS (SELECT 1 FROM remote WHERE remote.entry = OLD.id AND remote.code = OLD.code)"
        " BEGIN INSERT OR IGNORE INTO code_alias(code, entry, at) VALUES (OLD.code, OLD.id, NEW.updated); END"
    ),
)


def apply(db: Database) -> None:
    """Creates both tables; there is nothing to carry over."""
    for statement in STATEMENTS:
        db.execute(statement)
