"""How much memory a worker may take, where the platform can hold it to that, and how it keeps it."""

import gc
import sys
from contextlib import suppress
from pathlib import Path

LEAST = 1 << 30
_PER_BYTE = 40
_MOST = 6 << 30


def size_of(file: Path) -> int:
    """The bytes of a file, 0 for one that cannot be asked."""
    with suppress(OSError):
        return file.stat().st_size
    return 0


def for_file(file: Path) -> int:
    """The bytes a worker may take for a file: a gibibyte, more for large ones."""
    return min(LEAST + size_of(file) * _PER_BYTE, _MOST)


def collect_nothing() -> None:
    """From now on this process throws nothing away, for it ends with its work: while millions of cells become entries,
    looking for what could go costs a tenth of it."""
    gc.disable()


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
