"""Small ods files, tag by tag as LibreOffice writes them."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

Value = str | float | None
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in {"office": "office", "table": "table", "text": "text", "style": "style", "number": "datastyle"}.items()
)  # fmt: skip
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
ZEROS = (
    '<number:number-style style:name="N1"><number:number number:decimal-places="0" number:min-integer-digits="6"/>'
    '</number:number-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
)
FAR = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'


def cell(value: Value, marks: str = "") -> str:
    if value is None:
        return f"<table:table-cell {marks}/>"
    if isinstance(value, str):
        return (
            f'<table:table-cell office:value-type="string" {marks}><text:p>{escape(value)}</text:p></table:table-cell>'
        )
    return f'<table:table-cell office:value-type="float" office:value="{value}" {marks}><text:p>{value}</text:p></table:table-cell>'


def error(text: str) -> str:
    return (
        f'<table:table-cell table:formula="of:=[.A1]" office:value-type="string" office:string-value="" '
        f'calcext:value-type="error"><text:p>{text}</text:p></table:table-cell>'
    )


def row(cells: Sequence[str | Value], marks: str = "") -> str:
    made = (one if isinstance(one, str) and one.startswith("<") else cell(one) for one in cells)
    return f"<table:table-row {marks}>{''.join(made)}</table:table-row>"


def ods(
    rows: Sequence[Sequence[str | Value]],
    *,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    more: str = "",
    settings: str = "",
) -> bytes:
    """A workbook with one sheet; a cell that begins with "<" is taken as it is."""
    width = max(map(len, rows))
    columns = "".join(
        f"<table:table-column{' table:visibility=' + chr(34) + 'collapse' + chr(34) if one in hidden_columns else ''}/>"
        for one in range(width)
    )
    body = "".join(row(cells, 'table:visibility="filter"' if n in hidden_rows else "") for n, cells in enumerate(rows))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} xmlns:calcext="urn:calcext">'
        f"<office:automatic-styles>{ZEROS}</office:automatic-styles><office:body><office:spreadsheet>{settings}"
        f'<table:table table:name="目录">{columns}{body}{more}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{_MANIFEST}"/>')
        package.writestr("content.xml", content)
    return data.getvalue()
