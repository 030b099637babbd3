"""What a person answered before: for sheets of a shape, and for the words an office writes in any sheet."""

import json
from dataclasses import replace

from client.spreadsheets.filling.answers import Answers, remembered
from client.store import people
from client.store.database import Connection, Database


def of_shape(db: Database, shape: str) -> Answers:
    """What was answered for sheets of this shape."""
    return _kept(db, f"answers:{shape}")


def of_office(db: Database, space: str) -> Answers:
    """What the words of this office mean. Numbers are not among them: each platform has its own (共享类型 1)."""
    return _kept(db, f"words:{space}")


def remember(conn: Connection, space: str, shape: str, answers: Answers) -> None:
    """Keeps answers for sheets of this shape, and the meanings of words for this office."""
    numbers = tuple(one for one in answers.meanings if one.text.strip().isdecimal())
    words = tuple(one for one in answers.meanings if one not in numbers)
    people.set_meta(conn, f"answers:{shape}", _json(replace(answers, meanings=numbers)))
    if words:
        people.set_meta(conn, f"words:{space}", _json(Answers(meanings=words)))


def _kept(db: Database, key: str) -> Answers:
    with db.read() as conn:
        raw = people.meta(conn, key)
    return remembered(json.loads(raw)) if raw else Answers()


def _json(answers: Answers) -> str:
    return json.dumps(answers.document(), ensure_ascii=False)
