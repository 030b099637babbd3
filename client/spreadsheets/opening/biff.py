"""The records of an old xls (Excel 5 to 2003), for what calamine does not tell of them.

Reads no more than it must: the directory of the OLE container, then records one after another. Whatever is odd gives
nothing, never a failure.
"""

import struct
from collections.abc import Iterator

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFF0
EOF, BOUNDSHEET, COLINFO = 0x000A, 0x0085, 0x007D
_MOST_SECTORS = 500_000
_EXCEL_97 = 0x0600
ODD = (struct.error, IndexError, ValueError)
"""What reading a damaged file may raise."""


def sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """The sheets of a workbook in their order: the name, and where its records begin."""
    old = is_before_97(stream)
    for kind, body, _ in records(stream, 0):
        if kind == BOUNDSHEET:
            start, length = struct.unpack_from("<I", body)[0], body[6]
            if old:
                name = body[7 : 7 + length].decode("gb18030", "replace")
            elif body[7] & 1:
                name = body[8 : 8 + length * 2].decode("utf-16-le")
            else:
                name = body[8 : 8 + length].decode("latin-1")
            yield name, start


def is_before_97(stream: bytes) -> bool:
    """Whether the workbook was written by Excel 5 or 95: its texts are bytes of a code page."""
    version: int = struct.unpack_from("<H", stream, 4)[0]
    return version < _EXCEL_97


def records(stream: bytes | bytearray, start: int) -> Iterator[tuple[int, bytes | bytearray, int]]:
    """The records from `start` to the end of that part: kind, content and place."""
    place, end, header = start, len(stream) - 4, struct.Struct("<HH").unpack_from
    while place <= end:
        kind, length = header(stream, place)
        yield kind, stream[place + 4 : place + 4 + length], place
        if kind == EOF:
            return
        place += 4 + length


def stream_of(data: bytes) -> bytes:
    """The records of the workbook, out of its OLE container where there is one. Raises one of `ODD`."""
    return _stream(data) if data.startswith(_OLE) else data


def put_back(data: bytes, stream: bytes) -> bytes:
    """The file with other records of the same length. Raises one of `ODD`."""
    if not data.startswith(_OLE):
        return stream
    size, fat, first, _, _ = _entry(data)
    out = bytearray(data)
    for number, sector in enumerate(_sectors(first, fat)):
        piece = stream[number * size : (number + 1) * size]
        out[(sector + 1) * size : (sector + 1) * size + len(piece)] = piece
    return bytes(out)


def _stream(data: bytes) -> bytes:
    """The stream `Workbook` (or `Book`) of an OLE file, which is larger than the mini stream's limit in practice."""
    size, fat, first, length, root = _entry(data)
    if length >= struct.unpack_from("<I", data, 56)[0]:
        return _chain(data, first, fat, size)[:length]
    mini = _chain(data, struct.unpack_from("<I", data, 60)[0], fat, size)
    table = list(struct.unpack(f"<{len(mini) // 4}I", mini))
    return _chain(b"\0" * 64 + root, first, table, 64)[:length]


def _entry(data: bytes) -> tuple[int, list[int], int, int, bytes]:
    """Of an OLE file: the size of a sector, which sector follows which, the first one of the workbook's stream and its
    length, and the stream that the small ones lie in."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    fat = _fat(data, size)
    directory = _chain(data, struct.unpack_from("<I", data, 48)[0], fat, size)
    root = b""
    for place in range(0, len(directory) - 127, 128):
        entry = directory[place : place + 128]
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le")
        first, length = struct.unpack_from("<II", entry, 116)
        if entry[66] == 5:
            root = _chain(data, first, fat, size)
        if name in ("Workbook", "WORKBOOK", "Book", "BOOK"):
            return size, fat, first, length, root
    raise ValueError(_OLE)


def _fat(data: bytes, size: int) -> list[int]:
    sectors = [one for one in struct.unpack_from("<109I", data, 76) if one < _END]
    following = struct.unpack_from("<I", data, 68)[0]
    while following < _END and len(sectors) < _MOST_SECTORS:
        part = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        sectors += [one for one in part[:-1] if one < _END]
        following = part[-1]
    found: list[int] = []
    for sector in sectors:
        found += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return found


def _chain(data: bytes, first: int, fat: list[int], size: int) -> bytes:
    return b"".join(data[(one + 1) * size : (one + 2) * size] for one in _sectors(first, fat))


def _sectors(first: int, fat: list[int]) -> Iterator[int]:
    count = 0
    while first < _END and count < _MOST_SECTORS:
        yield first
        first, count = fat[first], count + 1
