"""The first shape of `work.db`.

Nothing a clerk types is limited by NOT NULL or UNIQUE: a blank name or a doubled code is a finding (model.md 2).
What lists show, filter and sort by lies in `entry`, which stays narrow; the document with everything else lies beside it.
"""

from sqlite_utils import Database

TABLES: dict[str, dict[str, str]] = {
    "meta": {"key": "TEXT PRIMARY KEY", "value": "TEXT"},
    "entry": {
        # `n` never changes and is never used again: journal, findings and search index refer to it.
        "n": "INTEGER PRIMARY KEY",
        "id": "TEXT UNIQUE",
        "profile": "TEXT",
        "space": "TEXT",
        "revision": "INTEGER",
        "deleted": "INTEGER DEFAULT 0",
        "local": "TEXT",
        "mount": "TEXT DEFAULT 'none'",
        "origin": "TEXT",
        "source": "TEXT",
        "created": "TEXT",
        "updated": "TEXT",
        # Out of the document.
        "code": "TEXT",
        "name": "TEXT",
        "name_key": "TEXT",
        "name_order": "BLOB",
        "provider": "TEXT",
        "provider_key": "TEXT",
        "items": "INTEGER",
        "sharing": "TEXT",
        "update_cycle": "TEXT",
        # Kept by findings, remote, conflicts and outbox.
        "report": "TEXT DEFAULT 'none'",
        "checked": "TEXT DEFAULT ''",
        "severity": "TEXT DEFAULT 'unchecked'",
        "errors": "INTEGER DEFAULT 0",
        "warnings": "INTEGER DEFAULT 0",
        "conflict": "INTEGER DEFAULT 0",
        "returned": "INTEGER DEFAULT 0",
        "waiting": "INTEGER DEFAULT 0",
    },
    "document": {"entry": "INTEGER PRIMARY KEY REFERENCES entry(n)", "body": "TEXT"},
    "searched": {"entry": "INTEGER PRIMARY KEY REFERENCES entry(n)", "text": "TEXT", "live": "INTEGER"},
    "act": {
        "n": "INTEGER PRIMARY KEY",
        "id": "TEXT UNIQUE",
        "kind": "TEXT",
        "person": "TEXT",
        "at": "TEXT",
        "about": "TEXT",
        "undoes": "TEXT DEFAULT ''",
        "undone_by": "TEXT DEFAULT ''",
        # The newest of its changes: an act that was continued after others is the one that is undone first.
        "last_change": "INTEGER DEFAULT 0",
    },
    "change": {
        "n": "INTEGER PRIMARY KEY",
        "act": "INTEGER REFERENCES act(n)",
        "entry": "INTEGER REFERENCES entry(n)",
        "item": "TEXT",
        "field": "TEXT",
        "before": "TEXT",
        "after": "TEXT",
    },
    "finding": {
        "entry": "INTEGER REFERENCES entry(n)",
        "place": "INTEGER",
        "rule": "TEXT",
        "severity": "TEXT",
        "item": "TEXT",
        "field": "TEXT",
        "params": "TEXT",
        "explained": "INTEGER",
    },
    "rule_count": {"rule": "TEXT", "severity": "TEXT", "entries": "INTEGER", "findings": "INTEGER"},
    "outbox": {
        "n": "INTEGER PRIMARY KEY",
        "op_id": "TEXT UNIQUE",
        "platform": "TEXT",
        "space": "TEXT",
        "entry": "TEXT",
        "kind": "TEXT",
        "body": "TEXT",
        "base_token": "TEXT",
        "about": "TEXT",
        "act": "TEXT",
        "queued_at": "TEXT",
        "tries": "INTEGER",
        "next_try": "TEXT",
        "last_error": "TEXT",
    },
    "remote": {
        "platform": "TEXT",
        "space": "TEXT",
        "entry": "TEXT",
        "base_token": "TEXT",
        "base_snapshot": "BLOB",
        "report": "TEXT",
        "code": "TEXT",
        "review": "TEXT",
        "reviewed_version": "TEXT",
        "changed": "TEXT",
    },
    "cursor": {"platform": "TEXT", "space": "TEXT", "cursor": "TEXT", "epoch": "TEXT"},
    "returned": {
        "n": "INTEGER PRIMARY KEY",
        "entry": "TEXT",
        "platform": "TEXT",
        "item": "TEXT",
        "field": "TEXT",
        "code": "TEXT",
        "text": "TEXT",
        "by": "TEXT",
        "at": "TEXT",
        "value": "TEXT",
    },
    "conflict": {
        "n": "INTEGER PRIMARY KEY",
        "entry": "TEXT",
        "platform": "TEXT",
        "item": "TEXT",
        "field": "TEXT",
        "base": "TEXT",
        "mine": "TEXT",
        "above": "TEXT",
    },
    "receipt": {
        "n": "INTEGER PRIMARY KEY",
        "op_id": "TEXT UNIQUE",
        "platform": "TEXT",
        "entry": "TEXT",
        "kind": "TEXT",
        "version": "TEXT",
        "at": "TEXT",
        "raw": "TEXT",
    },
    "import": {
        "n": "INTEGER PRIMARY KEY",
        "id": "TEXT UNIQUE",
        "file": "TEXT",
        "sha256": "TEXT",
        "at": "TEXT",
        "person": "TEXT",
        "state": "TEXT",
        "act": "TEXT",
        "counts": "TEXT",
        "profile": "TEXT",
    },
    "person": {"n": "INTEGER PRIMARY KEY", "id": "TEXT UNIQUE", "about": "TEXT"},
    "platform": {"n": "INTEGER PRIMARY KEY", "name": "TEXT UNIQUE", "about": "TEXT"},
    "signoff": {
        "n": "INTEGER PRIMARY KEY",
        "id": "TEXT UNIQUE",
        "approver": "TEXT",
        "person": "TEXT",
        "at": "TEXT",
        "document": "TEXT",
        "secrecy_assessed": "INTEGER",
        "personal_assessed": "INTEGER",
    },
    "signoff_entry": {"entry": "TEXT", "signoff": "INTEGER REFERENCES signoff(n)", "digest": "TEXT"},
    "learned_header": {
        "n": "INTEGER PRIMARY KEY",
        "office": "TEXT",
        "header_key": "TEXT",
        "header_group": "TEXT",
        "field": "TEXT",
        "of_item": "INTEGER",
    },
}

KEYS = {
    # Tables that are looked up by more than one column lie in the order of that key.
    "finding": ("entry", "place"),
    "rule_count": ("rule", "severity"),
    "remote": ("entry", "platform"),
    "cursor": ("platform", "space"),
    "signoff_entry": ("entry", "signoff"),
}

INDEXES = (
    "CREATE INDEX entry_updated ON entry(updated) WHERE deleted = 0",
    "CREATE INDEX entry_code ON entry(code) WHERE deleted = 0",
    "CREATE INDEX entry_name ON entry(name_order) WHERE deleted = 0",
    "CREATE INDEX entry_match ON entry(provider_key, name_key) WHERE deleted = 0",
    "CREATE INDEX entry_provider ON entry(provider) WHERE deleted = 0",
    # Counts and facets of any combination of these columns read this index and nothing else.
    (
        "CREATE INDEX entry_list ON entry(local, report, severity, sharing, update_cycle, items, errors,"
        # `deleted` is in it because SQLite looks at the condition again and would fetch the entry for it.
        " warnings, conflict, returned, waiting, provider, profile, deleted) WHERE deleted = 0"
    ),
    "CREATE INDEX entry_checked ON entry(checked) WHERE deleted = 0",
    "CREATE INDEX act_last_change ON act(last_change)",
    "CREATE INDEX act_undoes ON act(undoes) WHERE undoes <> ''",
    "CREATE INDEX change_act ON change(act, entry)",
    "CREATE INDEX change_entry ON change(entry, act)",
    "CREATE INDEX finding_rule ON finding(rule, entry) WHERE explained = 0",
    # At most one frozen op for an entry at a platform (model.md 11).
    "CREATE UNIQUE INDEX outbox_entry ON outbox(entry, platform)",
    "CREATE INDEX outbox_due ON outbox(platform, next_try)",
    "CREATE INDEX outbox_history_entry ON outbox_history(entry, platform)",
    "CREATE INDEX outbox_history_age ON outbox_history(finished_at)",
    "CREATE INDEX returned_entry ON returned(entry)",
    "CREATE UNIQUE INDEX conflict_place ON conflict(entry, platform, item, field)",
    "CREATE INDEX receipt_entry ON receipt(entry)",
    "CREATE UNIQUE INDEX learned_header_key ON learned_header(office, header_key, header_group)",
)

SEARCH = (
    # Pairs of characters made by the client; every character is a letter to the tokenizer, so that what was written
    # is found again whatever it is. Phrases of pairs need positions (detail=full); the text itself is in `searched`.
    "CREATE VIRTUAL TABLE search USING fts5(text, content='', columnsize=0, prefix='1', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cn'\")"
)


def apply(db: Database) -> None:
    """Creates every table and index."""
    history = {
        **{name: kind for name, kind in TABLES["outbox"].items() if name != "op_id"},
        "op_id": "TEXT UNIQUE",
        "outcome": "TEXT",
        "answer": "TEXT",
        "finished_at": "TEXT",
    }
    for table, columns in {**TABLES, "outbox_history": history}.items():
        lines = [f'"{name}" {kind}' for name, kind in columns.items()]
        key = KEYS.get(table)
        if key:
            lines.append(f"PRIMARY KEY ({', '.join(key)})")
        db.execute(f'CREATE TABLE "{table}" ({", ".join(lines)}) STRICT{", WITHOUT ROWID" if key else ""}')
    for statement in (*INDEXES, SEARCH):
        db.execute(statement)
