"""One small catalog in every format a spreadsheet may have."""

from collections.abc import Callable, Sequence
from email.message import EmailMessage

from tests.spreadsheets import binary, open_document, word_document
from tests.spreadsheets.old_excel import OldSheet, excel2, xls

HEAD = ("目录名称", "提供单位", "目录代码", "目录摘要", "更新日期", "联系电话")
WORDS = ("婚姻登记", "低保对象", "养老机构", "社会组织", "殡葬服务", "儿童福利", "学籍管理", "道路运输", "排污许可")
Row = list[str | float | None]


def table(count: int = 6) -> list[Row]:
    rows: list[Row] = [list(HEAD)]
    for place, word in enumerate(WORDS[:count]):
        rows.append(
            [
                f"{word}信息",
                "清河县民政局",
                f"307001/{place * 7 + 3}",
                f"全县{word}的基本情况。",
                "2025-01-02",
                "0551-62951113",
            ]
        )
    return rows


def page(rows: Sequence[Row]) -> bytes:
    cells = ("".join(f"<td>{one or ''}</td>" for one in row) for row in rows)
    return f"<meta charset=utf-8><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".encode()


def excel_2003(rows: Sequence[Row]) -> bytes:
    cells = ("".join(f'<Cell><Data ss:Type="String">{one or ""}</Data></Cell>' for one in row) for row in rows)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    body = "".join(f"<Row>{row}</Row>" for row in cells)
    return f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="a"><Table>{body}</Table></Worksheet></Workbook>'.encode()


FORMATS: dict[str, Callable[[list[Row]], bytes]] = {
    "xls": lambda rows: xls(OldSheet(rows, "目录", formats={(1, 2): "0.00"})),
    "xlsb": binary.xlsb,
    "ods": open_document.ods,
    "html": page,
    "xml": excel_2003,
    "excel2": excel2,
    "docx": lambda rows: word_document.docx(word_document.table([[str(one or "") for one in row] for row in rows])),
}


def single_file(*pages: bytes, front: str = "<html><frameset></frameset></html>") -> bytes:
    """Pages saved as one file, as Excel and WPS do it."""
    message = EmailMessage()
    message["From"] = "Saved by WPS"
    message["MIME-Version"] = "1.0"
    message.set_content(front, subtype="html")
    message.make_related()
    for text in pages:
        message.add_related(text, "text", "html")
    return bytes(message)
