"""Workbooks encrypted with the password every Excel knows are read; those with a person's own are not."""

import hashlib
import io
import struct
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]
from msoffcrypto.method.rc4 import DocumentRC4  # type: ignore[import-untyped]
from openpyxl import Workbook, load_workbook

from client.errors import InputProblem
from client.spreadsheets.marking.faults import Marks, Row
from client.spreadsheets.marking.workbook import write_marked
from client.spreadsheets.opening import biff
from client.spreadsheets.reader import read
from client.spreadsheets.understand import understand
from tests.spreadsheets.formats import table
from tests.spreadsheets.layouts import sheet_of
from tests.spreadsheets.old_excel import OldSheet, xls

KNOWN = "VelvetSweatshop"
_PLAIN, _PLACE = frozenset({0x0809, 0x002F}), 0x0085
"""Records that are never encrypted, and the one whose first four bytes are not."""


def encrypted_xlsx(password: str) -> bytes:
    book, made, out = Workbook(), io.BytesIO(), io.BytesIO()
    for row in table():
        sheet_of(book).append(row)
    book.save(made)
    OOXMLFile(made).encrypt(password, out)
    return out.getvalue()


def encrypted_xls(password: str) -> bytes:
    """RC4 of 40 bits, as Excel 97 to 2003 protect the structure of a workbook."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))

    def turned(data: bytes) -> bytes:
        return bytes(DocumentRC4.decrypt(password, salt, io.BytesIO(data), blocksize=1024).read())

    check = turned(verifier + hashlib.md5(verifier, usedforsecurity=False).digest())
    # The name makes the records end where those of four bytes do, so that the zeros behind them are records too.
    data = xls(OldSheet(table(), "目录表"), password=struct.pack("<HHH", 1, 1, 1) + salt + check)
    plain = biff.stream_of(data)
    stream, cipher, place = bytearray(plain), turned(plain), 0
    while place + 4 <= len(plain):
        kind, length = struct.unpack_from("<HH", plain, place)
        start, end = place + 4 + (4 if kind == _PLACE else 0), place + 4 + length
        if kind not in _PLAIN:
            stream[start:end] = cipher[start:end]
        place = end
    return biff.put_back(data, bytes(stream))


@pytest.mark.parametrize("made", [encrypted_xlsx, encrypted_xls])
def test_a_protected_structure_is_no_password(made: type, tmp_path: Path) -> None:
    path = tmp_path / "a.et"
    path.write_bytes(made(KNOWN))
    found = understand(path)
    assert len(found.drafts) == len(table()) - 1
    rows = [Row(draft.sheet, draft.row, f"key{draft.row}", first=True) for draft in found.drafts]
    write_marked(path, Marks(found.profile, [], rows, {}), tmp_path / "b.xlsx")
    assert load_workbook(tmp_path / "b.xlsx").worksheets[0]["A2"].value == table()[1][0]
    path.write_bytes(made("a word of the office's own"))
    with pytest.raises(InputProblem, match="encrypted"):
        read(path)


def test_rounds_without_end_are_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    data = encrypted_xlsx(KNOWN)
    assert b'spinCount="100000"' in data
    path.write_bytes(data.replace(b'spinCount="100000"', b'spinCount="999999"'))
    with pytest.raises(InputProblem, match="encrypted"):
        read(path)
