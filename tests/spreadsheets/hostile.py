"""Files made to run, to reach out, or to eat the machine: one for each way, small as bytes."""

import io
import re
import sqlite3
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import Workbook

from tests.spreadsheets import open_document
from tests.spreadsheets.formats import page, table
from tests.spreadsheets.old_excel import OldSheet, xls

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET, _BOOK, _STRINGS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_PARTS = {"sheet": _SHEET, "book": _BOOK, "strings": _STRINGS, "styles": "xl/styles.xml", "relations": _RELATIONS}
_LAUGHS = '<!DOCTYPE x [<!ENTITY e0 "ha">' + "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)
) + '<!ENTITY f SYSTEM "file:///etc/hostname">]>'  # fmt: skip
_RUNS = "=cmd|' /C calc'!A0"
Files = Mapping[str, Callable[[], bytes]]


def book(**parts: tuple[str, str]) -> bytes:
    """The small catalog; `parts`: in sheet, book, strings, styles or relations, a pattern and what stands there instead."""
    texts = [str(cell) for row in table() for cell in row]
    rows = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{letter}{row}" t="s"><v>{row * 6 - 6 + n}</v></c>' for n, letter in enumerate("ABCDEF"))
        + "</row>"
        for row in range(1, 8)
    )
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    made = io.BytesIO()
    Workbook().save(made)
    data = packed(
        made.getvalue(),
        {
            _SHEET: ("<sheetData></sheetData>", f"<sheetData>{rows}</sheetData>"),
            "[Content_Types].xml": (
                "</Types>",
                f'<Override PartName="/{_STRINGS}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
            ),
            _RELATIONS: (
                "</Relationships>",
                f'<Relationship Id="rId99" Type="{_RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            ),
        },
        {_STRINGS: f"<sst {main}>{''.join(f'<si><t>{text}</t></si>' for text in texts)}</sst>"},
    )
    return packed(data, {_PARTS[name]: change for name, change in parts.items()})


def packed(data: bytes, parts: Mapping[str, tuple[str, str]], more: Mapping[str, bytes | str] | None = None) -> bytes:
    out = io.BytesIO()
    with (
        warnings.catch_warnings(action="ignore"),
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name).decode() if name in parts else ""
            if content:
                pattern, text = parts[name]
                found = re.search(pattern, content, re.DOTALL)
                assert found, (name, pattern)
                content = content[: found.start()] + text + content[found.end() :]
            new.writestr(name, content or old.read(name))
        for name, extra in (more or {}).items():
            new.writestr(name, extra)
    return out.getvalue()


def after(text: str) -> tuple[str, str]:
    """Behind the cells of a sheet."""
    return "</sheetData>", f"</sheetData>{text}"


def _sheets(names: list[str]) -> bytes:
    data = book()
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="s{n}"/>' for n, name in enumerate(names, 1))
    related = "".join(
        f'<Relationship Id="s{n}" Type="{_RELATION}/worksheet" Target="/xl/worksheets/{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read(_SHEET)
    change = {
        _BOOK: ("<sheets>.*</sheets>", f'<sheets xmlns:r="{_RELATION}">{listed}</sheets>'),
        "xl/_rels/workbook.xml.rels": ("</Relationships>", f"{related}</Relationships>"),
    }
    return packed(data, change, {f"xl/worksheets/{n}.xml": sheet for n in range(1, len(names) + 1)})


def _size_said(size: int) -> bytes:
    """A package whose directory lies about how large its sheet is."""
    data = bytearray(book())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        if data[at + 46 :].startswith(_SHEET.encode()):
            data[at + 24 : at + 28] = size.to_bytes(4, "little")
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _linked(target: str) -> bytes:
    return book(relations=(r'Target="/?(?:xl/)?worksheets/sheet1.xml"', f'Target="{target}"'))


def _dde() -> bytes:
    link = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd" ddeTopic="/C calc"><ddeItems><ddeItem name="A0"/></ddeItems></ddeLink></externalLink>'
    data = book(
        sheet=("</sheetData>", f'<row r="9"><c r="A9" t="str"><f>{_RUNS[1:]}</f><v>x</v></c></row></sheetData>')
    )
    return packed(
        data,
        {},
        {
            "xl/externalLinks/externalLink1.xml": link,
            "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99,
            "../../outside.txt": "x",
            "/absolute.txt": "x",
        },
    )


def _ods(rows: str = "", **marks: str) -> bytes:
    lines = table()
    lines[2][1] = open_document.cell(
        str(lines[2][1]), " ".join(f'table:number-{name.replace("_", "-")}="{said}"' for name, said in marks.items())
    )
    return open_document.ods(lines, more=rows)


def _database(*script: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        conn = sqlite3.connect(path)
        for line in script:
            conn.execute(line)
        conn.commit()
        conn.close()
        return path.read_bytes()


def _looped_ole() -> bytes:
    data = bytearray(xls(OldSheet(table(), "目录")))
    fat = int.from_bytes(data[76:80], "little")
    for entry in range(40):
        at = (fat + 1) * 512 + entry * 4
        data[at : at + 4] = (0).to_bytes(4, "little")
    return bytes(data)


_MANY, _LOTS = 70_000, 100_000
_ALL = "A1:XFD1048576"
_INLINE = '<row r="9"><c r="A9" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'


def _laughing(part: str, root: str, text: str) -> bytes:
    data = book(**{part: (root, _LAUGHS + root)})
    return packed(data, {_PARTS[part]: (text, text + "&e9;&f;")})


def _ranges(of: str, one: str, count: int) -> bytes:
    return book(sheet=after(f'<{of} count="{count}">{"".join(one.format(n) for n in range(10, count + 10))}</{of}>'))


BOOKS: Files = {
    "laughs in the texts": lambda: _laughing("strings", "<sst", "<t>"),
    "laughs in a sheet": lambda: _laughing("sheet", "<worksheet", "<v>"),
    "laughs in the styles": lambda: _laughing("styles", "<styleSheet", "<fonts"),
    "nested in a sheet": lambda: book(sheet=("</sheetData>", "<row>" * _LOTS + "</sheetData>")),
    "nested in the styles": lambda: book(styles=("<fonts", "<x>" * _LOTS + "<fonts")),
    "nested texts": lambda: book(strings=("<si>", "<si>" + "<r>" * _LOTS)),
    "formulas, links and macros that run": _dde,
    "a file as a sheet": lambda: _linked("file:///etc/passwd"),
    "a path as a sheet": lambda: _linked("../../../../../etc/passwd"),
    "a share as a sheet": lambda: _linked("\\\\127.0.0.1\\c$\\x.xml"),
    "the book as its own sheet": lambda: _linked("workbook.xml"),
    "the relations as a sheet": lambda: _linked("_rels/workbook.xml.rels"),
    "a size said too small": lambda: _size_said(10),
    "a size said too large": lambda: _size_said(0xFFFFFFF0),
    "merged many times": lambda: _ranges("mergeCells", '<mergeCell ref="A{0}:B{0}"/>', _MANY),
    "merged everywhere": lambda: book(sheet=after(f'<mergeCells><mergeCell ref="{_ALL}"/></mergeCells>')),
    "columns merged": lambda: _ranges("mergeCells", '<mergeCell ref="H1:M1048576"/>', 3),
    "merged over each other": lambda: _ranges("mergeCells", '<mergeCell ref="A1:Z60000"/>', 300),
    "links everywhere": lambda: book(sheet=after(f'<hyperlinks><hyperlink ref="{_ALL}" location="A1"/></hyperlinks>')),
    "links many times": lambda: _ranges("hyperlinks", '<hyperlink ref="A{0}" location="A1"/>', _LOTS),
    "lists many times": lambda: _ranges(
        "dataValidations", '<dataValidation type="list" sqref="A{0}"><formula1>"a,b"</formula1></dataValidation>', _LOTS
    ),
    "colours many times": lambda: book(
        sheet=after(
            "".join(
                f'<conditionalFormatting sqref="A{n}"><cfRule type="expression" priority="{n}"><formula>1</formula></cfRule></conditionalFormatting>'
                for n in range(1, _LOTS)
            )
        )
    ),
    "lists everywhere": lambda: _ranges(
        "dataValidations", f'<dataValidation type="list" sqref="{" ".join([_ALL] * 500)}"/>', 3
    ),
    "columns many times": lambda: book(
        sheet=(
            "<sheetData>",
            "<cols>" + "<col min='1' max='16384' hidden='1' width='3'/>" * _LOTS + "</cols><sheetData>",
        )
    ),
    "a filter and an array everywhere": lambda: book(
        sheet=(
            "</sheetData>",
            f'<row r="9"><c r="A9"><f t="array" ref="{_ALL}">1</f><v>1</v></c></row></sheetData><autoFilter ref="{_ALL}"/>',
        )
    ),
    "styles without end": lambda: book(
        styles=("<cellXfs[^>]*>", "<cellXfs>" + '<xf numFmtId="0" fontId="0"/>' * 150_000)
    ),
    "fonts without end": lambda: book(
        styles=("<fonts[^>]*>", "<fonts>" + "".join(f"<font><sz val='{n}'/></font>" for n in range(1, 200_000)))
    ),
    "texts without end": lambda: book(strings=("<si>", "<si><t>x</t></si>" * 500_000 + "<si>")),
    "one text without end": lambda: book(strings=("<t>", "<t>" + "x" * 8_000_000)),
    "texts miscounted": lambda: book(strings=("<sst ", '<sst count="4294967295" uniqueCount="4294967295" ')),
    "a text that is not there": lambda: book(sheet=("<v>1</v>", "<v>4294967295</v>")),
    "a thousand sheets": lambda: _sheets([f"表{n}" for n in range(1000)]),
    "names of sheets that run": lambda: _sheets(
        ["../../x", _RUNS, "x" * 300, "", "a", "a", "[1]b&apos;!", "&#10;", "CON"]
    ),
    "row 0": lambda: book(sheet=('<row r="2"', '<row r="0"')),
    "row -1": lambda: book(sheet=('<c r="A3"', '<c r="A-1"')),
    "row 4294967296": lambda: book(sheet=('<c r="A3"', '<c r="A4294967296"')),
    "column ZZZZ": lambda: book(sheet=('<c r="A3"', '<c r="ZZZZ3"')),
    "cells in one place": lambda: book(
        sheet=("</sheetData>", "<row r='9'>" + "<c r='A9'><v>1</v></c>" * 50_000 + "</row></sheetData>")
    ),
    "rows in one place": lambda: book(sheet=("</sheetData>", _INLINE[:-12] * 20_000 + "</sheetData>")),
    "names without end": lambda: book(
        book=(
            "</sheets>",
            "</sheets><definedNames>"
            + "".join(f"<definedName name='n{n}'>n{n + 1}</definedName>" for n in range(_LOTS))
            + "</definedNames>",
        )
    ),
    "an ods of a thousand million rows": lambda: _ods(
        '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
    ),
    "an ods of wide rows": lambda: _ods(
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="99999999" office:value-type="float" office:value="1"/></table:table-row>'
    ),
    "an ods merged everywhere": lambda: _ods(rows_spanned="1048576", columns_spanned="16384"),
    "an ods merged without end": lambda: _ods(rows_spanned="99999999999", columns_spanned="0"),
    "an ods that laughs": lambda: packed(
        open_document.ods(table()), {"content.xml": ("<office:document-content", _LAUGHS + "<office:document-content")}
    ),
    "an ods nested": lambda: _ods("<table:table-row><table:table-cell><text:p>" + "<text:span>" * _LOTS),
    "an xls merged everywhere": lambda: xls(OldSheet(table(), "目录", merged=[(0, 0, 65535, 255)] * 900)),
    "an xls whose sectors go round": _looped_ole,
    "a page nested": lambda: b"<table><tr><td>" * 30_000 + page(table()),
    "a page of spans": lambda: page(table()).replace(b"<td>", b"<td colspan=16384 rowspan=1048576>"),
    "a text of quotes": lambda: b"a,b\n" * 6000 + b'x,w"y,"z\n' * 60_000,
    "a text of separators": lambda: ("目录名称,提供单位\n" + ",".join("x" * 19_000) + "\n").encode() * 40,
    "a text of one line": lambda: b"x" * 5_000_000,
    "a text that runs": lambda: "\n".join(
        ",".join([f"{sign}cmd|' /C calc'!A0" for sign in ("=", "+", "-", "@", "\t=", "＝")]) for _ in range(9)
    ).encode(),
    "json nested": lambda: b"[" * _LOTS + b"]" * _LOTS,
    "json-ld nested": lambda: b'{"@graph":[' + b'{"a":' * _LOTS + b"1" + b"}" * _LOTS + b"]}",
    "definitions nested": lambda: b"create table t (a int default " + b"(" * _LOTS + b"1" + b")" * _LOTS + b");",
    "definitions without end": lambda: b"create table t (" + b",".join(b"c%d int" % n for n in range(40_000)) + b");",
    "tables without end": lambda: b"\n".join(b"create table t%d (a int);" % n for n in range(20_000)),
    "a definition of one word": lambda: b"create table " + b"t" * 10_000_000,
    "a database that counts for ever": lambda: _database(
        "CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) AS c FROM n"
    ),
    "a database of one value": lambda: _database("CREATE TABLE t(a)", "INSERT INTO t VALUES (zeroblob(60000000))"),
    "a database with names that run": lambda: _database(
        """CREATE TABLE "=cmd|' /C calc'!A0" ("a""b" text, "'; DROP TABLE x; --" int)"""
    ),
}
"""Each with a name that says what it is made for."""

HEAVY = frozenset(
    {
        "merged many times", "links everywhere", "lists many times", "colours many times", "styles without end", "fonts without end",
        "one text without end", "links many times", "names without end", "a thousand sheets", "tables without end", "a definition of one word",
    }
)  # fmt: skip
"""They take seconds."""
