"""A real station on 127.0.0.1, in a thread or as a process that can be killed, and bodies it accepts."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from client.catalog import profile, wire
from client.catalog.entry import Entry, Item
from client.clock import new_id, system_clock
from client.platforms import signing
from client.platforms.exchange import Exchange
from client.station import enrolment
from client.station.serve import prepare
from client.station.tables import Books

SPACE = "practice"
OFFICE_CODE = "11110110000093470L"
VALUES: dict[str, str | tuple[str, ...]] = {
    "name": "城乡低保对象信息",
    "provider": "清河县民政局",
    "provider_code": OFFICE_CODE,
    "summary": "全县城乡低保对象的姓名、保障人口、保障金额和享受起止时间等内容。",
    "format_class": "spreadsheet",
    "format_type": ("xlsx",),
    "sharing": "unconditional",
    "sharing_condition": "行政依据、工作参考、数据校核、业务协同",
    "sharing_way": "file",
    "update_cycle": "monthly",
    "data_level": "general",
    "open_type": "refused",
}
ITEM_VALUES: tuple[dict[str, str], ...] = (
    {"item_name": "保障类别", "item_type": "string", "item_length": "20"},
    {"item_name": "保障人口数", "item_type": "integer", "item_length": "4"},
)


def good_entry(entry_id: str = "", **values: str) -> Entry:
    """An entry that passes every check."""
    items = tuple(Item(new_id(), dict(one)) for one in ITEM_VALUES)
    return Entry(entry_id or new_id(), profile.get("decree-809").key, SPACE, {**VALUES, **values}, items)


def good_body(**values: str) -> dict[str, Any]:
    """Its body."""
    return wire.body_of(good_entry(**values))


def bad_body() -> dict[str, Any]:
    """A body that the rules refuse: no name."""
    entry = good_entry()
    return wire.body_of(replace(entry, values={name: value for name, value in entry.values.items() if name != "name"}))


@dataclass
class Station:
    """A station that answers."""

    data: Path
    url: str
    books: Books | None = None

    def editor(self, url: str = "") -> Exchange:
        """The clerk's adapter; `url` for a way round, such as a faulty proxy."""
        return Exchange(url or self.url, self.token("clerk"), proxy="none")

    def reviewer(self) -> Exchange:
        """The reviewer's adapter."""
        return Exchange(self.url, self.token("reviewer"), proxy="none")

    def token(self, who: str) -> str:
        """The token of the enrolment file for clerk or reviewer."""
        return signing.open_enrolment((self.data / f"enrol-{who}.json").read_bytes()).token

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.url.rpartition(":")[2])

    def token_for(self, actor: str, role: str, space: str = SPACE) -> str:
        """A further token, with its space."""
        assert self.books is not None
        enrolment.add_space(self.books, space, space)
        return enrolment.add_token(self.books, actor, role, space, system_clock)


@contextmanager
def station_in_thread(data: Path) -> Iterator[Station]:
    """A station in a thread of this process."""
    server, listener, (url, _, _) = prepare(data)
    app = server.config.app
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield Station(data, url, app.state.books)  # type: ignore[union-attr]
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
        app.state.books.close()  # type: ignore[union-attr]


class StationProcess:
    """A station in a process of its own, on a port that stays the same over restarts."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.station = Station(data, "")
        self._process: subprocess.Popen[str] | None = None
        self.start()

    def start(self) -> None:
        """Starts it and waits until the port is its own."""
        port = self.station.port if self.station.url else 0
        program = (
            "import sys; from pathlib import Path; from client.station.serve import serve;"
            "serve(Path(sys.argv[1]), port=int(sys.argv[2]), say=lambda line: print(line, flush=True))"
        )
        command = [sys.executable, "-c", program, str(self.data), str(port)]
        root = Path(__file__).resolve().parent.parent.parent
        self._process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, encoding="utf-8")
        assert self._process.stdout is not None
        self.station.url = self._process.stdout.readline().strip()

    def kill(self) -> None:
        """Kill -9."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
