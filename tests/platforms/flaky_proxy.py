"""A TCP proxy on 127.0.0.1 with the faults of a bad line; no root needed. The rules may be changed at any time."""

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

GARBAGE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\nConnection: close\r\n\r\n<not json"
)
BUSY = b"HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class FlakyProxy:
    """Forwards to `target` as long as no rule says otherwise.

    `latency`: seconds each way; `cut_up_after`: bytes after which a request is cut off, once; `cut_down_after`: bytes
    after which an answer is cut off, as often as `cuts_down` says; `eat_responses`: so many
    answers are swallowed after the request went through (the receipt is lost); `refuse`: connections are reset;
    `answer`: these bytes instead of forwarding, as often as `answers` says. `seen` notes what was done.
    """

    target: tuple[str, int]
    latency: float = 0.0
    cut_up_after: int = 0
    cut_down_after: int = 0
    cuts_down: int = 0
    eat_responses: int = 0
    refuse: bool = False
    answer: bytes = b""
    answers: int = 0
    port: int = 0
    seen: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where to ask instead of the real address."""
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        if self.refuse:
            self.seen.append("refused")
            _reset(writer)
            return
        if self.answers > 0:
            self.answers -= 1
            self.seen.append("answered")
            await _read_request(reader)
            writer.write(self.answer)
            with contextlib.suppress(OSError):
                await writer.drain()
                writer.close()
            return
        try:
            up_reader, up_writer = await asyncio.open_connection(*self.target)
        except OSError:
            _reset(writer)
            return
        # Cancelled when the test ends while a connection is still kept alive.
        with contextlib.suppress(asyncio.CancelledError):
            await self._both(reader, writer, up_reader, up_writer)

    async def _both(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        up_reader: asyncio.StreamReader,
        up_writer: asyncio.StreamWriter,
    ) -> None:
        await asyncio.gather(
            self._pipe(reader, up_writer, writer, up=True), self._pipe(up_reader, writer, up_writer, up=False)
        )

    async def _pipe(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, other: asyncio.StreamWriter, *, up: bool
    ) -> None:
        passed = 0
        try:
            while piece := await source.read(4096):
                passed += len(piece)
                if self.latency:
                    await asyncio.sleep(self.latency)
                if up and self.cut_up_after and passed > self.cut_up_after:
                    self.cut_up_after = 0
                    self.seen.append("cut")
                    _reset(sink)
                    _reset(other)
                    return
                if not up and self.cuts_down > 0 and passed > self.cut_down_after:
                    self.cuts_down -= 1
                    self.seen.append("cut down")
                    # Ended, not reset: what has arrived is not taken away from the reader.
                    sink.close()
                    _reset(other)
                    return
                if not up and self.eat_responses > 0:
                    self.eat_responses -= 1
                    self.seen.append("eaten")
                    _reset(sink)
                    _reset(other)
                    return
                sink.write(piece)
                await sink.drain()
        except OSError:
            pass
        finally:
            with contextlib.suppress(OSError, RuntimeError):
                sink.close()


async def _read_request(reader: asyncio.StreamReader) -> None:
    """The whole request, so that closing afterwards does not reset the answer away."""
    head = await reader.readuntil(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            await reader.readexactly(int(line.partition(b":")[2]))


def _reset(writer: asyncio.StreamWriter) -> None:
    plug = writer.get_extra_info("socket")
    if plug is not None:
        with contextlib.suppress(OSError):
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


@contextmanager
def flaky_proxy(port: int) -> Iterator[FlakyProxy]:
    """A proxy in front of a port of 127.0.0.1."""
    proxy = FlakyProxy(("127.0.0.1", port))
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    stops: list[Callable[[], object]] = []

    async def live() -> None:
        server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
        proxy.port = server.sockets[0].getsockname()[1]
        stop = asyncio.Event()
        stops.append(lambda: loop.call_soon_threadsafe(stop.set))
        ready.set()
        await stop.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def run() -> None:
        loop.run_until_complete(live())
        # Transports that were aborted close themselves in the loop's next turn.
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield proxy
    finally:
        stops[0]()
        thread.join(10)
