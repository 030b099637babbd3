"""Checking the entries of a large file in two processes: what can be said of each alone is worked out in the second one,
while the first compares them with one another and writes the plan.

Between the two travel plain tuples: what dataclasses cost to be packed and unpacked is as much as checking them.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
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
    """What `run.alone` finds in each of some entries. A second process does it where there is one; when it dies, or
    never came up, everything is done here."""

    def __init__(self, entries: Sequence[Entry], context: Context, link: "Link[Any, Any] | None" = None) -> None:
        self._entries, self._link = entries, link
        # What stands beside an entry is none of its business, and cannot travel.
        self._context = Context(context.profile, context.today)
        self._batches = self._told()
        self._send((context.profile.key, context.today), *islice(self._batches, _AHEAD))

    def __iter__(self) -> Iterator[list[Finding]]:
        """In the order of the entries."""
        for start in range(0, len(self._entries), _AT_ONCE):
            found = self._received()
            if found is None:
                yield from (run.alone(entry, self._context) for entry in self._entries[start : start + _AT_ONCE])
            else:
                yield from map(_findings, found)

    def _send(self, *told: object) -> None:
        try:
            for one in told:
                if self._link is not None:
                    self._link.send(one)
        except _GONE:
            self._link = None

    def _received(self) -> list[Any] | None:
        try:
            found = self._link.recv() if self._link is not None else None
        except _GONE:
            found = self._link = None
        self._send(*islice(self._batches, 1))
        return found

    def _told(self) -> Iterator[list[Any]]:
        for start in range(0, len(self._entries), _AT_ONCE):
            yield [_told(entry) for entry in self._entries[start : start + _AT_ONCE]]


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
