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


@pytest.mark.parametrize("cut", [1, 2])
def test_a_file_cut_off_in_a_character_stays_in_its_encoding(cut: int) -> None:
    assert rows_of(TEXT.strip().encode()[:-cut])[:2] == ROWS[:2]
    assert rows_of(TEXT.strip().encode()[:-cut])[2][:2] == ROWS[2][:2]
    assert rows_of("目录".encode()[:-cut]) == [["目\ufffd"]]


@pytest.mark.parametrize("every", [2, 3, 7])
@pytest.mark.parametrize(("first", "second"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_files_joined_line_by_line(first: str, second: str, every: int) -> None:
    rows = [[f"孤儿信息{n}", "清河县民政局", "全县孤儿"] for n in range(40)]
    lines = [",".join(row).encode(second if n % every == 0 else first) for n, row in enumerate(rows)]
    assert rows_of(b"\n".join(lines)) == rows


def test_words_of_gb18030_that_are_utf_8_by_chance() -> None:
    text = "名称,单位\n联通,联通\n" + "联通\n" * 20 + "孤儿信息,民政局\n"
    assert rows_of(text.encode("gb18030")) == [line.split(",") for line in text.split()]


BROKEN = {
    "at the start": ('"信息9,民政局,情况9', ['"信息9', "民政局", "情况9"]),
    "in the last cell": ('信息9,民政局,"情况9', ["信息9", "民政局", '"情况9']),
    "inside": ('信息9,民"政"局,情况9"', ["信息9", '民"政"局', '情况9"']),
}


@pytest.mark.parametrize("summary", ["情况", "情况,见附件", "一、情况\n二、情况,见附件"])
@pytest.mark.parametrize("count", [12, 3000])
@pytest.mark.parametrize("name", BROKEN)
def test_a_quote_left_open_swallows_no_row(name: str, count: int, summary: str) -> None:
    rows = [["目录名称", "提供单位", "摘要"], *([f"信息{n}", "民政局", summary] for n in range(count))]
    quoted = f'"{summary}"' if "," in summary else summary
    lines = [",".join([*row[:2], quoted if place else row[2]]) for place, row in enumerate(rows)]
    lines[count // 2], rows[count // 2] = BROKEN[name]
    assert rows_of("\r\n".join(lines).encode()) == rows


def test_quotes_made_to_keep_us_busy() -> None:
    assert len(rows_of(b"a,b\n" * 6000 + b'x,w"y,"z\n' * 40_000)) == 46_000


def test_marks_of_other_programs_in_front() -> None:
    assert rows_of(b"\xef\xbb\xbf\xef\xbb\xbfa,b\n") == [["a", "b"]]
    assert rows_of(b'"sep=;"\r\na;b,c\r\n') == [["a", "b,c"]]
    assert rows_of(b"sep=\r\na,b\r\nc,d\r\n") == [["sep="], ["a", "b"], ["c", "d"]]
    assert rows_of(b'a,b\n="0012",="x ""y"""\n') == [["a", "b"], ["0012", 'x "y"']]
