"""Broken workbooks, the same for a seed: bytes flipped, truncated, parts doubled, entities, nesting, external links."""

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.spreadsheets.formats import FORMATS, single_file, table
from tests.spreadsheets.layouts import LAYOUTS
from tests.spreadsheets.more_layouts import MORE

_BOMB = b'<!DOCTYPE x [<!ENTITY a "%s">%s]>'
_LARGEST = 120_000


def seeds(folder: Path, shared: Path) -> list[bytes]:
    """Small workbooks of every format to start from."""
    made = []
    for name in ("national", "two-sheet template", "items merged", "forms", "gb18030", "utf-16 tab", "sections"):
        (folder / name).mkdir(parents=True, exist_ok=True)
        made.append({**LAYOUTS, **MORE}[name](folder / name).path.read_bytes())
    made += [make([list(row) for row in table(9)]) for make in FORMATS.values()]
    made.append(single_file(FORMATS["html"](table())))
    real = [*sorted((shared / "fixtures" / "calamine").glob("*")), *sorted((shared / "templates").glob("*.xlsx"))]
    real += [*sorted(shared.glob("p12*")), *sorted(shared.glob("p04*"))]
    kinds = (".xls", ".xlsx", ".ods", ".xlsb", ".csv")
    return made + [
        path.read_bytes() for path in real if path.suffix in kinds and path.is_file() and path.stat().st_size < _LARGEST
    ]


def mutants(started: Sequence[bytes], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """`count` broken files, each with the name of what was done to it."""
    dice = random.Random(seed)
    for _ in range(count):
        data = dice.choice(started)
        ways = [*_RAW, *(_PACKED * 2 if data[:2] == b"PK" else _MARKED * 2 if data[:1] == b"<" else ())]
        way = dice.choice(ways)
        try:
            broken = way(data, dice)
        except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError):
            broken = _flip(data, dice)
        yield way.__name__.strip("_"), broken


def _flip(data: bytes, dice: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(dice.choice((1, 3, 20, 200))):
        broken[dice.randrange(len(broken))] = dice.randrange(256)
    return bytes(broken)


def _truncate(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(1, len(data))]


def _repeat(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data))
    piece = data[start : start + dice.randrange(1, 4096)]
    return data[:start] + piece * dice.randrange(2, 50) + data[start:]


def _blank(data: bytes, dice: random.Random) -> bytes:
    start, size = dice.randrange(len(data)), dice.randrange(1, 2048)
    filling = dice.choice((b"\x00", b"\xff", b" ", b"<", b'"'))
    return data[:start] + filling * size + data[start + size :]


def _numbers(data: bytes, dice: random.Random) -> bytes:
    """Four bytes that readers take for a length or a row."""
    broken = bytearray(data)
    for _ in range(dice.choice((1, 4, 16))):
        at = dice.randrange(max(1, len(broken) - 4))
        broken[at : at + 4] = dice.choice(
            (b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80", b"\x01\x00\x00\x00")
        )
    return bytes(broken)


def _repacked(
    data: bytes, change: Callable[[str, bytes], bytes], *, twice: str = "", more: dict[str, bytes] | None = None
) -> bytes:
    out = io.BytesIO()
    with (
        warnings.catch_warnings(action="ignore"),
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in package.namelist():
            content = change(name, package.read(name))
            target.writestr(name, content)
            if name == twice:
                target.writestr(name, content[: len(content) // 2])
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def _part(data: bytes, dice: random.Random) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels", ".bin"))]
    sheets = [name for name in names if "sheet" in name or "content" in name]
    return dice.choice(sheets if sheets and dice.random() < 0.6 else names)


def _inside(way: Callable[[bytes, random.Random], bytes]) -> Callable[[bytes, random.Random], bytes]:
    """The same, done to one part of a package instead of its packed bytes."""

    def apply(data: bytes, dice: random.Random) -> bytes:
        chosen = _part(data, dice)
        return _repacked(data, lambda name, content: way(content, dice) if name == chosen and content else content)

    apply.__name__ = f"inside{way.__name__}"
    return apply


def _doubled(data: bytes, dice: random.Random) -> bytes:
    return _repacked(data, lambda _, content: content, twice=_part(data, dice))


def _entities(content: bytes, dice: random.Random) -> bytes:
    """Ten entities, each ten of the one before, used in the first text there is."""
    nested = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    outside = b'<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY g SYSTEM "http://127.0.0.1:9/x">'
    document = b'<!DOCTYPE x [<!ENTITY e0 "ha">' + nested + outside + b"]>"
    head = content.find(b"?>") + 2 if content.startswith(b"<?xml") else 0
    entity = dice.choice((b"&e9;", b"&f;", b"&g;", b"&none;"))
    used = re.sub(rb"(<(?:v|td|Data[^<>]*|text:p)>)", lambda found: found[1] + entity, content[head:], count=3)
    return content[:head] + document + used


def _nested(content: bytes, dice: random.Random) -> bytes:
    depth = dice.choice((100, 5_000, 100_000))
    name = dice.choice((b"c", b"row", b"si", b"is", b"f", b"x", b"table", b"td", b"b", b"Row", b"Data"))
    at = content.find(b"<", len(content) // 2)
    return content[:at] + b"<" + name + b">" * 1 + (b"<" + name + b">") * depth + content[at:]


def _far(content: bytes, dice: random.Random) -> bytes:
    """Cells, merges, repeats and counts at the end of the world."""
    wild = dice.choice((b"XFD1048576", b"ZZZZ99999999", b"A0", b"A-1", b"", b"A1:XFD1048576", b"A99999999999999999999"))
    content = re.sub(
        rb'\br(ef)?="[A-Z]+\d+(:[A-Z]+\d+)?"',
        lambda found: b'r%s="%s"' % (found[1] or b"", wild),
        content,
        count=dice.choice((1, 5, 0)),
    )
    return re.sub(
        rb'(count|repeated|min|max|s|spans)="\d+"',
        lambda found: found[1] + b'="%d"' % dice.choice((-1, 2**31, 2**63, 10**9)),
        content,
        count=dice.choice((0, 2)),
    )


def _text(content: bytes, dice: random.Random) -> bytes:
    long = dice.choice(
        (
            b"A" * 200_000,
            b"\xf0\x9f\x98\x80" * 9000,
            b"=cmd|' /C calc'!A0",
            b" " * 100_000,
            "示例：、".encode() * 20_000,
            b"1" * 50_000,
            b'c r="A1" t="e" ' * 5000,
        )
    )
    return re.sub(
        rb"(<(?:v|t|td|Data|text:p)(?:\s[^<>]*)?>)[^<]*",
        lambda found: found[1] + long,
        content,
        count=dice.choice((1, 3)),
    )


def _external(data: bytes, dice: random.Random) -> bytes:
    """Links to elsewhere: a file of this machine, a share, a web page."""
    target = dice.choice(
        (b"file:///etc/passwd", b"\\\\127.0.0.1\\share\\x.xlsx", b"http://127.0.0.1:9/x", b"../../../etc/passwd")
    )
    link = (
        b'<Relationship Id="rIdX" TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="%s"/></Relationships>'
        % target
    )

    def change(name: str, content: bytes) -> bytes:
        if name.endswith(".rels"):
            return content.replace(b"</Relationships>", link)
        return content.replace(b"<v>", b"<f>'[1]Sheet1'!$A$1+DDE(\"a\")</f><v>", 2) if "sheet" in name else content

    return _repacked(
        data, change, more={"xl/externalLinks/externalLink1.xml": b"<externalLink/>", "../../out.txt": b"x"}
    )


def _reaching(content: bytes, dice: random.Random) -> bytes:
    """Cells of a page or of Excel 2003 XML that reach, or stand, far out; tables without end."""
    wild = dice.choice((0, -1, 7, 1000, 65_534, 1_048_576, 10**9, 10**30))
    marks = dice.choice(
        (b'colspan="%d"', b"rowspan=%d", b'colspan=%d rowspan="99999"', b'ss:Index="%d"', b'ss:MergeDown="%d"', b'ss:Span="%d" ss:MergeAcross="9"')
    )  # fmt: skip
    changed = re.sub(
        rb"<(td|tr|Cell|Row|Data)",
        lambda found: b"<" + found[1] + b" " + marks % wild,
        content,
        count=dice.choice((1, 5, 0)),
    )
    return changed.replace(b"</table>", b"") if dice.random() < 0.3 else changed * dice.choice((1, 1, 3))


_RAW: list[Callable[[bytes, random.Random], bytes]] = [_flip, _truncate, _repeat, _blank, _numbers]
_PACKED: list[Callable[[bytes, random.Random], bytes]] = [
    *(_inside(way) for way in (_flip, _truncate, _repeat, _blank, _entities, _nested, _far, _text)),
    _doubled,
    _external,
]
_MARKED: list[Callable[[bytes, random.Random], bytes]] = [_entities, _nested, _text, _reaching]
