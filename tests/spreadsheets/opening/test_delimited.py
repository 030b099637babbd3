from pathlib import Path

import pytest

from client.errors import ClientError
from client.progress import SILENT
from client.spreadsheets.opening import delimited
from client.spreadsheets.reader import read

CHARDET = Path(__file__).resolve().parents[4] / "shared" / "data" / "fixtures" / "chardet"
TEXT = "目录名称,提供单位,目录摘要\n婚姻登记信息,清河县民政局,全县婚姻登记\n低保对象信息,清河县民政局,全县低保对象\n"
ROWS = [line.split(",") for line in TEXT.split()]
NAMES = {
    "Big5": "big5hkscs", "CP932": "cp932", "CP949": "cp949", "EUC-KR": "cp949", "GB2312": "gb18030", "SHIFT_JIS": "cp932", "UTF-16": "utf-16",
    "UTF-16BE": "utf-16-be", "UTF-16LE": "utf-16-le", "utf-8": "utf-8", "utf-8-sig": "utf-8-sig",
}  # fmt: skip
FEW = {"Big5": 4, "EUC-KR": 2}
"""Texts of a few lines that are read in another encoding: cp950 for Big5 of Hong Kong, GB18030 for Korean."""


def rows_of(data: bytes) -> list[list[str]]:
    return delimited.parse(delimited.decode(data)[0], SILENT)


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("sign", [",", "\t", ";", "，", "；", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_separators_and_ends_of_lines(encoding: str, sign: str, ends: str) -> None:
    assert rows_of(TEXT.replace(",", sign).replace("\n", ends).encode(encoding)) == ROWS


@pytest.mark.parametrize(
    "data",
    [
        ("sep=;\n" + TEXT.replace(",", ";")).encode(),
        ("\ufeffsep=|\r\n" + TEXT.replace(",", "|")).encode(),
        TEXT.encode() + b"\x00" * 300,
        TEXT.replace("清河", "清\x00河").encode(),
        TEXT.encode() + b"\x1a",
        TEXT[:-20].rpartition("\n")[0].encode() + b"\n" + TEXT.splitlines()[-1].encode("gb18030"),
    ],
    ids=["sep", "sep with bom", "padded", "zeros", "dos end", "joined files"],
)  # fmt: skip
def test_oddities_of_other_programs(data: bytes) -> None:
    assert rows_of(data) == ROWS


def test_titles_trailing_signs_and_quotes() -> None:
    assert rows_of(("清河县,政务数据目录\n" + TEXT.replace(",", "\t")).encode())[1:] == ROWS
    assert [row[:3] for row in rows_of(TEXT.replace("\n", ",,,\n").encode())] == ROWS
    assert rows_of('名称,说明\n甲,"一,二\n三""四"""\n'.encode())[1] == ["甲", '一,二\n三"四"']


def test_codes_kept_as_text_for_excel() -> None:
    assert rows_of('名称,代码\n甲,="000123"\n乙,"=""00456"""\n'.encode()) == [
        ["名称", "代码"],
        ["甲", "000123"],
        ["乙", "00456"],
    ]


@pytest.mark.skipif(not CHARDET.exists(), reason="../shared is not here")
@pytest.mark.parametrize("folder", NAMES)
def test_the_files_of_chardet(folder: str) -> None:
    other = []
    for path in sorted((CHARDET / folder).iterdir()):
        data = path.read_bytes()
        try:
            wanted = data.decode(NAMES[folder])
        except UnicodeDecodeError:
            continue
        if delimited.decode(data)[0] != wanted:
            other.append(path.name)
    assert len(other) <= FEW.get(folder, 0), other


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(bytes([0, 1, 2, 3, 200, 7]) * 500)
    with pytest.raises(ClientError, match="not-text"):
        read(tmp_path / "a.csv")
