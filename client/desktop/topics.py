"""What F1 tells about: a part of the window carries its topic, and what stands in it belongs to it."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from client.checks.handbook.topics import Topic

PAGE, KEYS = "page", "keys"
"""Kinds of topics that only the window has, beside those of the handbook."""
_NAME = "topic"


def put(part: QObject, topic: Topic | None) -> None:
    """From now on F1 inside this part tells about the topic; None leaves it to what is around."""
    part.setProperty(_NAME, topic)


def at(part: QWidget | None) -> Topic | None:
    """What the innermost part with a topic tells about."""
    while part is not None:
        found = part.property(_NAME)
        if isinstance(found, Topic):
            return found
        part = part.parentWidget()
    return None
