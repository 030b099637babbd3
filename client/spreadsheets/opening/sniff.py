"""What a file really is, by its bytes: offices rename .xlsx to .xls, save web pages as .xls, send .wps for .et."""

import io
import zipfile

from client.errors import InputProblem

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<style", b"<div")
_SIGNATURES = (
    (b"%PDF", "input.pdf"),
    (b"{\\rtf", "input.text-document"),
    (b"7z\xbc\xaf\x27\x1c", "input.archive"),
    (b"Rar!", "input.archive"),
    (b"\x1f\x8b", "input.archive"),
    (b"\x89PNG", "input.picture"),
    (b"\xff\xd8\xff", "input.picture"),
    (b"GIF8", "input.picture"),
    (b"SQLite format 3\x00", "input.database"),
    (b"MZ", "input.program"),
    (b"\x7fELF", "input.program"),
)


def kind_of(data: bytes) -> str:
    """`xlsx`, `xls`, `xlsb`, `ods` or `csv` (any text). Raises `InputProblem` naming what it is otherwise."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise InputProblem("input.empty-file")
    for start, code in _SIGNATURES:
        if data.startswith(start):
            raise InputProblem(code)
    if data.startswith(_OLE):
        return _compound(data)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _package(data)
    # BIFF2 to BIFF5 without a container: a bare BOF record.
    if data[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00") and data[3:4] == b"\x00":
        return "xls"
    return _text(data)


def _compound(data: bytes) -> str:
    """What an OLE compound file holds, by the names in its directory (UTF-16, as the format has them)."""
    if _named(data, "EncryptedPackage") or _named(data, "EncryptionInfo"):
        raise InputProblem("input.encrypted")
    if _named(data, "Workbook") or _named(data, "WORKBOOK") or _named(data, "Book") or _named(data, "BOOK"):
        return "xls"
    if _named(data, "WordDocument") or _named(data, "PowerPoint Document"):
        raise InputProblem("input.text-document")
    raise InputProblem("input.damaged", why="OLE")


def _named(data: bytes, name: str) -> bool:
    return (name.encode("utf-16-le") + b"\x00\x00") in data


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
    if any(name.startswith(("word/", "ppt/")) for name in lower):
        raise InputProblem("input.text-document")
    if any(name.endswith((".xlsx", ".xls", ".et", ".csv")) for name in lower):
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
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_MARKUP):
        raise InputProblem("input.html")
    if start.startswith(b"mime-version:"):
        raise InputProblem("input.html")
    if start.startswith(b"<?xml"):
        head = data[:20000].lower()
        raise InputProblem("input.html" if b"<html" in head or b"<table" in head else "input.xml")
    sixteen = data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:400].count(0) * 4 >= len(data[:400])
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13, 26, 27) for byte in data[:4096])
    if not sixteen and odd * 50 > len(data[:4096]):
        raise InputProblem("input.not-text")
    return "csv"
