"""Packages that Excel opens and the reader of values refuses whole: what it stumbles over is taken out."""

import re
import zipfile
from collections.abc import Mapping

from client.spreadsheets.opening.beneath import small_part

_WORKBOOK = "xl/workbook.xml"
_RELATION = re.compile(rb"<(?:\w{1,9}:)?Relationship\s[^<>]{0,2000}>")
_SHEET = re.compile(rb"<(?:\w{1,9}:)?sheet\s[^<>]{0,1000}?\w{1,9}:id=[\"']([^\"'<>]{0,100})[\"'][^<>]{0,300}>")
_ID = re.compile(rb"\bId=[\"']([^\"'<>]{1,100})[\"']")
_TABLES = (b"worksheet", b"chartsheet", b"dialogsheet")


def mended(package: zipfile.ZipFile) -> Mapping[str, bytes]:
    """The parts to read instead of those in the package, by name: no sheet that holds the macros of Excel 4 or nothing
    at all."""
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
