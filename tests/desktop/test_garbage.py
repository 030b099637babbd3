"""Garbage goes on the window's thread, whichever thread makes it due."""

import threading

from pytestqt.qtbot import QtBot

from client.desktop.jobs import Jobs
from client.progress import Progress

MANY = 20_000
ENDED: list[threading.Thread] = []


class Ring:
    """Held by nobody but itself: only a search for garbage ends it."""

    def __init__(self) -> None:
        self.own = self

    def __del__(self) -> None:
        ENDED.append(threading.current_thread())


def make_many(_progress: Progress) -> None:
    for _ in range(MANY):
        Ring()


def test_garbage_goes_on_the_windows_thread(qtbot: QtBot, jobs: Jobs) -> None:
    ENDED.clear()
    with qtbot.waitSignal(jobs.start(make_many).ended):
        pass
    qtbot.waitUntil(lambda: len(ENDED) == MANY)
    assert set(ENDED) == {threading.main_thread()}
