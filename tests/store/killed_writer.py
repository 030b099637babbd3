"""A program that is killed: writes entries, edits, findings and ops, and says on standard output what is on the disk."""

import sys
from dataclasses import replace
from pathlib import Path

from client.catalog.entry import Entry, Item
from client.checks.rule import Finding, Severity
from client.clock import new_id
from client.store import findings, journal, outbox
from client.store.database import Database


def main(path: Path) -> None:
    db = Database.open(path)
    number = 0
    while True:
        number += 1
        with journal.act(db, "import", "wang") as pen:
            made = [
                pen.save(
                    Entry(
                        new_id(),
                        "p@1",
                        values={"name": f"名称{number}"},
                        items=(Item(new_id(), {"item_name": "甲"}),) * 1,
                    )
                )
                for _ in range(5)
            ]
            findings.put(pen.conn, made[0].id, 1, "R1", [Finding("a.b", Severity.ERROR)])
            outbox.queue(pen.conn, outbox.Op(new_id(), "省", "s", made[0].id, "put", {"n": number}))
        for entry in made:
            sys.stdout.write(f"{entry.id} 名称{number}\n")
        sys.stdout.flush()
        changed = replace(made[1], values={"name": f"改名{number}"})
        with journal.act(db, "edit", "wang") as pen:
            pen.save(changed)
            act = pen.act_id
        sys.stdout.write(f"{changed.id} 改名{number}\n")
        sys.stdout.flush()
        if number % 3 == 0:
            journal.undo(db, act, "wang")
            sys.stdout.write(f"{changed.id} 名称{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
