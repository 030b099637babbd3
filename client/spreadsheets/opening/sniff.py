"""What a file really is, by its bytes: offices rename .xlsx to .xls, save web pages as .xls, send .wps for .et."""

import io
import json
import re
import zipfile

from client.errors import InputProblem
from client.spreadsheets.opening import delimited

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|table|tr|head|body|meta|style|div|frameset)[\s>/]", re.IGNORECASE)
_WORKBOOK_XML = re.compile(rb"<(?:\w{1,9}:)?Workbook[\s>]")
_MAIL = re.compile(
    rb"^(?:mime-version|from|to|subject|received|content-type|return-path|date|x-[\w-]+):", re.IGNORECASE
)
_ONE_FILE = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)
_SIGNATURES = (
    (b"%PDF", "input.pdf"),
    (b"{\\rtf", "input.text-document"),
    (b"7z\xbc\xaf\x27\x1c", "input.archive"),
    (b"Rar!", "input.archive"),
    (b"\x1f\x8b", "input.archive"),
    (b"MSCF", "input.archive"),
    (b"BZh", "input.archive"),
    (b"\xfd7zXZ\x00", "input.archive"),
    (b"\x89PNG", "input.picture"),
    (b"\xff\xd8\xff", "input.picture"),
    (b"GIF8", "input.picture"),
    (b"II*\x00", "input.picture"),
    (b"MM\x00*", "input.picture"),
    (b"SQLite format 3\x00", "input.database"),
    (b"\x00\x01\x00\x00Standard ", "input.database"),
    (b"MZ", "input.program"),
    (b"\x7fELF", "input.program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "input.shortcut"),
    (b"[InternetShortcut]", "input.shortcut"),
    # What the encryption of an office's whole disk leaves of a file that was carried out: E-SafeNet, and Green Shield.
    (b"\x62\x14\x23\x65", "input.sealed"),
    (b"%TSD-Header-###%", "input.sealed"),
    (b"ID;P", "input.old-exchange"),
    (b"TABLE\r\n0,1\r\n", "input.old-exchange"),
)
_IN_XML = (
    (b"uof:", "input.other-office"),
    (b"office:document", "input.other-office"),
    (b"wordDocument", "input.text-document"),
    (b"pkg:package", "input.text-document"),
)
_OF_MAIL = "__properties_version1.0"
_SHEETS = (".xlsx", ".xls", ".et", ".ett", ".ods", ".csv", ".xlsm")
_LOOKED = 65_536
_LONGEST_JSON = 20 << 20


def kind_of(data: bytes) -> str:
    """`xlsx`, `xls`, `biff` (Excel 2 to 4), `xlsb`, `ods`, `html`, `mhtml`, `xml`, `docx` or `csv` (any text).

    Raises `InputProblem` naming what it is otherwise.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise InputProblem("input.empty-file")
    for start, code in _SIGNATURES:
        if data.startswith(start):
            raise InputProblem(code)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise InputProblem("input.picture")
    if data.startswith(_OLE):
        return _compound(data)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _package(data)
    # A bare BOF record: Excel 2 to 4 wrote no container; Excel 5 did, but other programs may not.
    if data[:2] in (b"\x09\x04", b"\x09\x02", b"\x09\x00", b"\x09\x08") and data[3:4] == b"\x00":
        return "biff"
    if _is_dbase(data):
        raise InputProblem("input.database")
    return _text(data)


def _compound(data: bytes) -> str:
    """What an OLE compound file holds, by the names in its directory (UTF-16, as the format has them)."""
    if _named(data, "EncryptedPackage") or _named(data, "EncryptionInfo"):
        raise InputProblem("input.encrypted")
    if _named(data, "Workbook") or _named(data, "WORKBOOK") or _named(data, "Book") or _named(data, "BOOK"):
        return "xls"
    if _named(data, "WordDocument") or _named(data, "PowerPoint Document"):
        raise InputProblem("input.text-document")
    if _named(data, _OF_MAIL):
        raise InputProblem("input.mail")
    raise InputProblem("input.damaged", why="OLE")


def _named(data: bytes, name: str) -> bool:
    return (name.encode("utf-16-le") + b"\x00\x00") in data


def _is_dbase(data: bytes) -> bool:
    """A dBASE or FoxPro table: its version, the day of its last change, and a header of 32 bytes and 32 a field."""
    if len(data) < 65 or data[0] not in (0x03, 0x30, 0x31, 0x43, 0x83, 0x8B, 0xF5):
        return False
    length = int.from_bytes(data[8:10], "little")
    return (
        1 <= data[2] <= 12
        and 1 <= data[3] <= 31
        and length > 64
        and data[43:44] in (b"C", b"N", b"D", b"L", b"M", b"F", b"I")
    )


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            lower = {name.lower().replace("\\", "/") for name in names}
            if "mimetype" in names or "content.xml" in lower:
                return _open_document(package, names)
    except InputProblem:
        raise
    except Exception as problem:  # zlib and lzma raise their own kinds; whatever it is, the package is damaged
        raise InputProblem("input.damaged", why=type(problem).__name__) from problem
    if any(name.endswith("xl/workbook.bin") for name in lower):
        return "xlsb"
    if any(name.endswith("workbook.xml") or "worksheets/" in name for name in lower):
        return "xlsx"
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith(("word/", "ppt/")) for name in lower):
        raise InputProblem("input.text-document")
    if "ofd.xml" in lower:
        raise InputProblem("input.pdf")
    if any(name.startswith("index/") and name.endswith(".iwa") for name in lower) or "index.zip" in lower:
        raise InputProblem("input.other-office")
    if any(name.endswith(_SHEETS) for name in lower):
        raise InputProblem("input.archive")
    # Some writers name the parts freely; calamine follows the relations and decides.
    if "[content_types].xml" in lower:
        return "xlsx"
    raise InputProblem("input.archive")


def _open_document(package: zipfile.ZipFile, names: set[str]) -> str:
    manifest = package.read("META-INF/manifest.xml")[:1_000_000] if "META-INF/manifest.xml" in names else b""
    if b"encryption-data" in manifest:
        raise InputProblem("input.encrypted")
    kind = package.read("mimetype")[:200] if "mimetype" in names else b"spreadsheet"
    if b"spreadsheet" not in kind:
        raise InputProblem("input.text-document")
    return "ods"


def _text(data: bytes) -> str:
    # Signs of UTF-16 are found as well without its zeros.
    head = data[:_LOOKED].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").replace(b"\x00", b"")
    if head.startswith(b"<"):
        return _markup(head)
    if _MAIL.match(head) and b"mime-version:" in head.lower():
        if _ONE_FILE.search(head[:4096]):
            return "mhtml"
        raise InputProblem("input.mail")
    if head[:1] in (b"{", b"[") and _is_json(data):
        raise InputProblem("input.json")
    sixteen = data.startswith((b"\xff\xfe", b"\xfe\xff")) or delimited.utf_16_of(data)
    # Zeros are what some systems pad texts with; they are left out when it is read.
    odd = sum(byte < 32 and byte not in (0, 9, 10, 11, 12, 13, 26, 27) for byte in data[:4096])
    odd += max(0, data[:4096].count(0) - 4096 // 4)
    if not sixteen and odd * 50 > len(data[:4096]):
        raise InputProblem("input.not-text")
    return "csv"


def _markup(head: bytes) -> str:
    if _WORKBOOK_XML.search(head) and b"schemas-microsoft-com:office:spreadsheet" in head:
        return "xml"
    if _PAGE.search(head):
        return "html"
    if head.startswith((b"<?xml", b"<!DOCTYPE")) or b"xmlns" in head:
        raise InputProblem(next((code for mark, code in _IN_XML if mark in head), "input.xml"))
    return "csv"


def _is_json(data: bytes) -> bool:
    """Whether it is JSON from end to end: what a portal answers when it refuses a download."""
    try:
        json.loads(data[:_LONGEST_JSON])
    except (ValueError, RecursionError):
        return False
    return True
