"""Runs a station on this computer: its port, its data, the enrolment files, and then the answers."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from client.clock import Clock, system_clock
from client.errors import SettingsProblem
from client.station.app import create
from client.station.enrolment import PRACTICE, Unit, write_files
from client.station.snapshot import folder_of


def serve(
    data: Path,
    *,
    port: int = 0,
    database: str = "",
    say: Callable[[str], object] | None = None,
    unit: Unit = PRACTICE,
    clock: Clock = system_clock,
) -> int:
    """Runs a station on 127.0.0.1 until it is told to stop (port 0: a free one); the exit code.

    `enrol-clerk.json` and `enrol-reviewer.json` lie in `data`. `say` is told the address and the two paths once the
    port is ours. Raises `SettingsProblem` "platform.port" when it belongs to somebody else.
    """
    server, listener, told = prepare(data, port=port, database=database, unit=unit, clock=clock)
    for line in told:
        if say is not None:
            say(line)
    server.run(sockets=[listener])
    return 0


def prepare(
    data: Path,
    *,
    port: int = 0,
    database: str = "",
    unit: Unit = PRACTICE,
    clock: Clock = system_clock,
) -> tuple[uvicorn.Server, socket.socket, tuple[str, str, str]]:
    """A server that has its port, its database and its enrolment files but does not answer yet: (server, socket,
    (address, path for the clerk, path for the reviewer))."""
    data.mkdir(parents=True, exist_ok=True)
    try:
        listener = _listen(port)
    except (OSError, OverflowError) as problem:
        why = getattr(problem, "strerror", None) or str(problem)
        raise SettingsProblem("platform.port", port=port, why=why) from problem
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    app = create(database or data, snapshots=folder_of(data), clock=clock)
    clerk, reviewer = write_files(app.state.books, data, url, clock, unit)
    # One worker: a second one costs 45 ms on every kept-alive request (exchange.md). 75 s outlives what proxies keep.
    config = uvicorn.Config(
        app,
        workers=1,
        loop="asyncio",
        http="h11",
        ws="none",
        timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
        log_level="warning",
        access_log=False,
        lifespan="off",
    )
    return uvicorn.Server(config), listener, (url, str(clerk), str(reviewer))


def _listen(port: int) -> socket.socket:
    # The protocol is named, as `create_server` does not: without it asyncio leaves Nagle's algorithm on, and every
    # answer waits 40 ms for an acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name != "nt":
            # On Windows this would let two stations share the port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(256)
    except (OSError, OverflowError):
        listener.close()
        raise
    return listener
