"""Checking the entries of a large file in two processes: what can be said of each alone is worked out in the second one,
while the first compares them with one another and writes the plan.

Between the two travel plain tuples: what dataclasses cost to be packed and unpacked is as much as checking them.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from client.catalog import profile as profiles
from client.catalog.entry import Entry, Item
from client.checks import run
from client.checks.rule import Context, Finding, Severity
from client.workflows import pack_files
from client.workflows.importing import limits

Link = Connection
"""The way to the other process."""

_AT_ONCE, _AHEAD = 250, 8
"""Entries that travel together, and how many such batches the second process has before it at most."""
_SEVERITIES = {str(severity): severity for severity in Severity}
_GONE = (EOFError, OSError)


class Alone:
    """What `run.alone` finds in each of some entries, by a second process where there is one, and here while that is
    at work. When it dies, or never came up, all is done here."""

    def __init__(self, entries: Sequence[Entry], context: Context, link: "Link[Any, Any] | None" = None) -> None:
        self._entries, self._link = entries, link
        # What stands beside an entry is none of its business, and cannot travel.
        self._context = Context(context.profile, context.today)
        self._batches = range(0, len(entries), _AT_ONCE)
        self._here, self._away = deque(self._batches), deque[int]()
        self._send((context.profile.key, context.today))
        for _ in range(_AHEAD):
            self._hand_over()

    def __iter__(self) -> Iterator[list[Finding]]:
        """In the order of the entries."""
        found: dict[int, Iterable[list[Finding]]] = {}
        for batch in self._batches:
            while batch not in found:
                if self._away and (not self._here or self._has_answered()):
                    found.update(self._received())
                else:
                    at = self._here.popleft()
                    found[at] = [run.alone(entry, self._context) for entry in self._batch(at)]
            yield from found.pop(batch)

    def _batch(self, at: int) -> Sequence[Entry]:
        return self._entries[at : at + _AT_ONCE]

    def _hand_over(self) -> None:
        if self._here and self._send([_told(entry) for entry in self._batch(self._here[0])]):
            self._away.append(self._here.popleft())

    def _send(self, told: object) -> bool:
        try:
            if self._link is not None:
                self._link.send(told)
        except _GONE:
            self._link = None
        return self._link is not None

    def _has_answered(self) -> bool:
        try:
            return self._link is None or self._link.poll()
        except _GONE:
            return True

    def _received(self) -> Iterator[tuple[int, Iterable[list[Finding]]]]:
        """The next answer, none when the other is gone: then what it had is to be done here."""
        try:
            found = self._link.recv() if self._link is not None else None
        except _GONE:
            found = self._link = None
        if found is None:
            self._here.extendleft(reversed(self._away))
            self._away.clear()
            return
        yield self._away.popleft(), map(_findings, found)
        self._hand_over()


def check_along(link: "Link[Any, Any]", store: Path) -> None:
    """The second process: gives back what it finds in the entries it is handed, until the other side hangs up."""
    pack_files.activate_for(store)
    waiting: SimpleQueue[Any] = SimpleQueue()
    # Taken in all the time: two that wait for each other to read would wait for ever.
    Thread(target=_take_in, args=(link, waiting), daemon=True).start()
    told = waiting.get()
    if told is None:
        return
    profile, today = told
    limits.collect_nothing()
    with suppress(*_GONE):
        _check_all(link, waiting, Context(profiles.get(profile), today))


def _check_all(link: "Link[Any, Any]", waiting: "SimpleQueue[Any]", context: Context) -> None:
    while (batch := waiting.get()) is not None:
        link.send([[_plain(one) for one in run.alone(_entry(told), context)] for told in batch])


def _take_in(link: "Link[Any, Any]", waiting: "SimpleQueue[Any]") -> None:
    with suppress(*_GONE):
        while True:
            waiting.put(link.recv())
    waiting.put(None)


def _told(entry: Entry) -> tuple[Any, ...]:
    return entry.id, entry.profile, entry.space, entry.values, [(item.id, item.values) for item in entry.items]


def _entry(told: tuple[Any, ...]) -> Entry:
    entry_id, profile, space, values, items = told
    return Entry(entry_id, profile, space, values, tuple([Item(one, held) for one, held in items]))


def _plain(one: Finding) -> tuple[Any, ...]:
    return one.rule, str(one.severity), one.item, one.field, one.params


def _findings(plain: Sequence[tuple[Any, ...]]) -> list[Finding]:
    return [Finding(rule, _SEVERITIES[severity], item, field, params) for rule, severity, item, field, params in plain]
