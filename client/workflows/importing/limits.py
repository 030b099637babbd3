"""How much memory a worker may take, where the platform can hold it to that, and how it keeps it."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

LEAST = 1 << 30
_PER_BYTE = 40
_MOST = 6 << 30


def for_file(size: int) -> int:
    """The bytes a worker may take for a file of this size: a gibibyte, more for large ones."""
    return min(LEAST + size * _PER_BYTE, _MOST)


@contextmanager
def without_collector() -> Iterator[None]:
    """While millions of cells become entries nothing is thrown away: looking for what could be costs a tenth of it."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def hold(memory: int) -> None:
    """This process gets no more than `memory` bytes: asking for more fails at once instead of taking the machine along.

    A reader of values that is led astray may ask for a hundred gibibytes. Windows has no such limit for a process
    that is already running; there, the system refuses by itself what it cannot give.
    """
    if sys.platform == "win32":
        return
    import resource

    # RLIMIT_DATA leaves out files that are mapped (the store); other systems than Linux count them only with the rest.
    which = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _soft, hard = resource.getrlimit(which)
    wanted = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(which, (wanted, hard))
