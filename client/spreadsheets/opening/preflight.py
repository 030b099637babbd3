"""Looks into a zipped workbook before it is unpacked: bombs, and cells so far out that reading would need all memory.

calamine makes a table from the first to the last filled cell; a sheet of 1.4 kB with A1 and XFD1048576 filled makes it
abort the whole process (store.md 4), and `<dimension>` may lie, so the addresses themselves are looked at.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO
from xml.parsers import expat

from client.errors import Cancelled, InputProblem
from client.progress import Progress
from client.spreadsheets.opening import beneath_xlsb, far, oddities, open_content
from client.spreadsheets.opening.beneath import Look, Watch, small_part
from client.spreadsheets.opening.beneath_ods import OpenWatch
from client.spreadsheets.opening.places import column_of

_MOST_PARTS = 5_000
_MOST_BYTES = 1 << 30
_MOST_PART = 700 << 20
_RATIO = 300
_RATIO_FROM = 50 << 20
_CHUNK = 1 << 20
_MOST_CUT = 100 << 20
_CELL = re.compile(
    rb'<(?:\w{1,20}:)?c\s[^<>]{0,200}?\br="\$?([A-Za-z]{1,4})\$?([0-9]{1,9})"[^<>/]{0,200}>'
    # A cell that is only styled holds nothing, however it is written.
    rb"(?!\s{0,9}(?:<(?:\w{1,20}:)?v\s{0,9}/>|<(?:\w{1,20}:)?v></(?:\w{1,20}:)?v>)?\s{0,9}</(?:\w{1,20}:)?c>)"
)
_ADDRESS = re.compile(rb'r="\$?([A-Za-z]{1,9})\$?([0-9]{1,30})')
_WHOLE_CELL = re.compile(
    rb'<(?:\w{1,20}:)?c\s[^<>]{0,200}?\br="\$?([A-Za-z]{1,4})\$?([0-9]{1,9})"[^<>/]{0,200}>'
    rb"(?:[^<]|<(?!/(?:\w{1,20}:)?c>))*+</(?:\w{1,20}:)?c>"
)
# Numbers that overflow make the reader count for ever.
_WILD = re.compile(rb'ref="[A-Za-z:$]{0,9}[0-9]{8}')
_LAST_ROW, _LAST_COLUMN, _LETTERS = 1_048_576, 16_384, 3
_ENOUGH = far.MOST_CELLS // far.SPARSE


def check(data: bytes, kind: str, progress: Progress) -> tuple[bytes, Mapping[str, Look]]:
    """The package, without cells that stray far from a table, and what lies beneath its sheets by name.

    Raises `InputProblem` when unpacking or reading would need too much memory.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            sizes(parts)
            if kind == "ods":
                seen = _open_document(package, progress)
                changed = _open_content(package, seen) if seen.sparse or seen.breaks or seen.indented else {}
                return (_again(package, changed, progress) if changed else data), seen.looks
            if kind != "xlsx":
                return data, beneath_xlsb.looks(package)
            watch = Watch(package)
            boxes = {}
            for part in parts:
                if _may_be_sheet(part.filename):
                    look = watch.part(part.filename)
                    with package.open(part) as stream:
                        sparse = _sheet(stream, watch, progress)
                    if sparse:
                        boxes[part.filename] = _table(package, part, look, progress)
            mended = dict(oddities.mended(package))
            mended.update({name: _cut(package.read(name), box) for name, box in boxes.items() if box})
            return (_again(package, mended, progress) if mended else data), watch.looks
    except (InputProblem, Cancelled):
        raise
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as problem:
        code = "input.encrypted" if "password" in str(problem) or "encrypted" in str(problem) else "input.damaged"
        raise InputProblem(code, why=type(problem).__name__) from problem
    except Exception as problem:  # zlib and lzma raise their own kinds; whatever it is, the package is damaged
        raise InputProblem("input.damaged", why=type(problem).__name__) from problem


def sizes(parts: list[zipfile.ZipInfo]) -> None:
    """Raises `InputProblem` when a package would unpack to too much."""
    if len(parts) > _MOST_PARTS:
        raise InputProblem("input.bomb", parts=len(parts), megabytes=0)
    total = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    too_dense = total > _RATIO_FROM and total / packed > _RATIO
    if total > _MOST_BYTES or too_dense or any(part.file_size > _MOST_PART for part in parts):
        raise InputProblem("input.bomb", parts=len(parts), megabytes=total >> 20)


def _may_be_sheet(name: str) -> bool:
    lower = name.lower()
    known = ("sharedstrings", "styles", "theme", "drawing", "docprops", "comments", "[content_types]", "printer")
    return lower.endswith(".xml") and not any(word in lower for word in known)


def pieces(stream: IO[bytes], progress: Progress) -> Iterator[bytes]:
    """A part piece by piece. Sizes in the directory of a package may lie too."""
    read = 0
    while piece := stream.read(_CHUNK):
        read += len(piece)
        if read > _MOST_PART:
            raise InputProblem("input.bomb", parts=1, megabytes=read >> 20)
        progress.step(0)
        yield piece


def _chunks(stream: IO[bytes], progress: Progress) -> Iterator[bytes]:
    """The part piece by piece, each with the unfinished tag of the one before."""
    rest = b""
    for piece in pieces(stream, progress):
        whole = rest + piece
        end = whole.rfind(b"<")
        rest = whole[end:] if end >= 0 and len(whole) - end < 4096 else b""
        yield whole[:end] if rest else whole
    yield rest


def _sheet(stream: IO[bytes], watch: Watch, progress: Progress) -> bool:
    """Whether the box of the filled cells may be too large for what it holds."""
    reach, filled = Reach(), 0
    for chunk in _chunks(stream, progress):
        watch.piece(chunk)
        if _WILD.search(chunk):
            raise InputProblem("input.far-cell", row=_LAST_ROW, columns=_LAST_COLUMN)
        reach.stretch(chunk)
        if filled < _ENOUGH:
            filled += chunk.count(b"v></") + chunk.count(b"is></")
    if reach.wild:
        raise InputProblem("input.far-cell", row=_LAST_ROW, columns=_LAST_COLUMN)
    return far.is_sparse(reach.most, filled)


class Reach:
    """How far the addresses of a sheet reach at most, by their lengths and first signs: 2 to 5 hundred thousand rows.

    Taking each address apart costs more than reading the values.
    """

    def __init__(self) -> None:
        self._digits, self._first_digit = 1, 0
        self._letters, self._first_letter = 1, "@"
        self._farther = self._pattern()

    def _pattern(self) -> re.Pattern[bytes]:
        """Finds an address that reaches farther than those so far."""
        letter, digit = self._first_letter, self._first_digit
        letters = "" if letter == "Z" else f"[{chr(ord(letter) + 1)}-Z{chr(ord(letter) + 33)}-z]"
        beside = f"|{letters}[A-Za-z]{{{self._letters - 1}}}(?=\\$?[0-9])" if letters else ""
        below = f'|[{digit + 1}-9][0-9]{{{self._digits - 1}}}"' if digit < 9 else ""
        return re.compile(
            f'r="\\$?(?:[A-Za-z]{{{self._letters + 1}}}{beside}|[A-Za-z]+\\$?(?:[0-9]{{{self._digits + 1}}}{below}))'.encode()
        )

    def stretch(self, chunk: bytes) -> None:
        """Takes in the addresses of some XML."""
        place = 0
        while found := self._farther.search(chunk, place):
            place = found.start()
            cell = _ADDRESS.match(chunk, place)
            if cell is None:
                place += 1
                continue
            letters, digits = cell[1].decode().upper(), cell[2].decode().lstrip("0") or "0"
            self._letters, self._first_letter = max((self._letters, self._first_letter), (len(letters), letters[0]))
            self._digits, self._first_digit = max((self._digits, self._first_digit), (len(digits), int(digits[0])))
            self._farther = self._pattern()
            place = found.start() + 1

    @property
    def wild(self) -> bool:
        """Whether there is an address that no sheet has; numbers that overflow make the reader count for ever."""
        return self._digits > len(str(_LAST_ROW)) or self._letters > _LETTERS

    @property
    def most(self) -> int:
        """The cells of the box there may be."""
        rows = (self._first_digit + 1) * int(10 ** (self._digits - 1))
        columns = (ord(self._first_letter) - 63) * int(27 ** (self._letters - 1))
        return rows * columns


def _table(package: zipfile.ZipFile, part: zipfile.ZipInfo, look: Look, progress: Progress) -> far.Box | None:
    """The box of the cells that stand together, None when all do. Raises `InputProblem` when far ones hold data."""
    filled: dict[int, list[int]] = {}
    columns: dict[bytes, int] = {}
    count = 0
    with package.open(part) as stream:
        for chunk in _chunks(stream, progress):
            for letters, number in _CELL.findall(chunk):
                column = columns.get(letters)
                if column is None:
                    column = columns[letters] = column_of(letters.decode())
                filled.setdefault(int(number) - 1, []).append(column)
                count += 1
    if not filled:
        return None
    whole = far.Box(min(filled), min(map(min, filled.values())), max(filled), max(map(max, filled.values())))
    if whole.bottom >= _LAST_ROW or whole.right >= _LAST_COLUMN:
        raise InputProblem("input.far-cell", row=whole.bottom + 1, columns=whole.right + 1)
    if not far.is_sparse(whole.cells, count):
        return None
    box = far.table(filled)
    if part.file_size > _MOST_CUT:
        raise InputProblem("input.far-cell", row=whole.bottom + 1, columns=whole.right + 1)
    look.stray = far.stray(filled, box)
    return box


def _again(package: zipfile.ZipFile, changed: Mapping[str, bytes], progress: Progress) -> bytes:
    """The package again, some of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for part in package.infolist():
            progress.step(0)
            target.writestr(part.filename, changed.get(part.filename) or package.read(part))
    return made.getvalue()


def _cut(content: bytes, box: far.Box) -> bytes:
    def kept(cell: re.Match[bytes]) -> bytes:
        return cell[0] if box.holds(int(cell[2]) - 1, column_of(cell[1].decode())) else b""

    return _WHOLE_CELL.sub(kept, content)


def _open_content(package: zipfile.ZipFile, watch: OpenWatch) -> Mapping[str, bytes]:
    """What is to be read instead of the content of an ods, by the name of the part."""
    part = package.getinfo("content.xml")
    if part.file_size > _MOST_CUT:
        # What is refused is told with its place, as in other files; breaks are not worth the memory.
        if watch.sparse:
            raise InputProblem("input.far-cell", row=max(one.last_row for one in watch.looks.values()), columns=1)
        return {}
    content = package.read(part)
    if watch.indented:
        content = open_content.closed_up(content)
    if watch.breaks:
        content = open_content.with_breaks(content)
    if watch.sparse:
        content = open_content.without_strays(content, watch.looks, watch.sparse)
    return {part.filename: content}


def _open_document(package: zipfile.ZipFile, progress: Progress) -> OpenWatch:
    watch = OpenWatch(small_part(package, "styles.xml"))
    # XML that ends too early makes calamine wait for the rest for ever.
    sound = expat.ParserCreate()
    for part in package.infolist():
        if part.filename == "content.xml":
            with package.open(part) as stream:
                for chunk in _chunks(stream, progress):
                    sound.Parse(chunk, False)
                    watch.piece(chunk)
    sound.Parse(b"", True)
    watch.piece(b"")
    return watch
