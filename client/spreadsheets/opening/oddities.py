"""Packages that Excel and LibreOffice open and the reader of values refuses whole: what it stumbles over is taken out."""

import re
import zipfile
from collections.abc import Mapping

from client.spreadsheets.opening.beneath import small_part

_WORKBOOK, _CONTENT = "xl/workbook.xml", "content.xml"
_RELATION = re.compile(rb"<(?:\w{1,9}:)?Relationship\s[^<>]{0,2000}>")
_SHEET = re.compile(rb"<(?:\w{1,9}:)?sheet\s[^<>]{0,1000}?\w{1,9}:id=[\"']([^\"'<>]{0,100})[\"'][^<>]{0,300}>")
_ID = re.compile(rb"\bId=[\"']([^\"'<>]{1,100})[\"']")
_TABLES = (b"worksheet", b"chartsheet", b"dialogsheet")
_INDENTED = re.compile(rb"<table:table-row[^<>]{0,300}>\s{1,99}<")
_INDENT = re.compile(rb">\s{1,500}(?=<(?:/?table:|/?office:|text:p[\s>/]))")


def is_indented(content: bytes) -> bool:
    """Whether there are lines between the tags of a table in an ods, as programs write it that print XML for people."""
    return bool(_INDENTED.search(content))


def mended(package: zipfile.ZipFile, kind: str) -> Mapping[str, bytes]:
    """The parts to read instead of those in the package, by name: no sheet that holds the macros of Excel 4 or nothing
    at all, no blanks between the tags of a table."""
    if kind == "ods":
        return {_CONTENT: _INDENT.sub(b">", package.read(_CONTENT))}
    workbook = small_part(package, _WORKBOOK)
    relations = _RELATION.findall(small_part(package, "xl/_rels/workbook.xml.rels"))
    tables = {found[1] for tag in relations if any(word in tag for word in _TABLES) and (found := _ID.search(tag))}
    sheets = list(_SHEET.finditer(workbook))
    odd = [sheet[0] for sheet in sheets if sheet[1] not in tables]
    if not odd or len(odd) == len(sheets):
        return {}
    for tag in odd:
        # A tag with an end of its own leaves that end; a sheet holds nothing, so both are one.
        workbook = workbook.replace(tag if tag.endswith(b"/>") else tag + b"</sheet>", b"")
    return {_WORKBOOK: workbook}
