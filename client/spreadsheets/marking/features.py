"""What of Excel's a marked copy does not keep: openpyxl reads cells, styles, formulas and lists, and drops the rest.

Of an old xls it has the values and the looks (see `old_styles`); of other kinds the values only. Charts come back redrawn. Pictures, shapes, controls and everything that newer versions of Excel and WPS keep in
extensions are lost in the copy (the office's own file is never touched), and the clerk is told which.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from client.spreadsheets.opening.places import column_of
from client.texts import Text

FEATURES = {
    "styles": Text("颜色、边框等格式（原文件的样式读不出来）", "formats (the file's own could not be read)"),
    "formulas": Text("公式（只留下结果）", "formulas (their results are there)"),
    "lists": Text("下拉列表", "drop-downs"),
    "conditions": Text("条件格式", "conditional formats"),
    "charts": Text("图表（会重画，格式可能变）", "charts (redrawn, their format may change)"),
    "images": Text("图片", "pictures"),
    "cell-images": Text("嵌在单元格里的图片", "pictures inside cells"),
    "shapes": Text("形状、文本框和艺术字", "shapes and text boxes"),
    "controls": Text("按钮、复选框等控件", "buttons and other controls"),
    "macros": Text("宏", "macros"),
    "pivot-tables": Text("数据透视表（刷新后才准）", "pivot tables (right after they are refreshed)"),
    "conditional-formats": Text("新版的条件格式（图标集、数据条等）", "newer conditional formats (icons, data bars)"),
    "drop-downs": Text("引用其他工作表的下拉列表（新版格式）", "drop-downs that refer to other sheets (newer form)"),
    "sparklines": Text("迷你图", "sparklines"),
    "slicers": Text("切片器和日程表", "slicers and timelines"),
    "threads": Text("新版的批注对话", "threaded comments"),
    "objects": Text("嵌入的对象", "embedded objects"),
    "signatures": Text("数字签名", "digital signatures"),
}
"""Every feature by its code, in the clerk's words."""

_PARTS = (
    ("charts", re.compile(r"xl/(?:charts|chartsheets)/")),
    ("images", re.compile(r"xl/media/")),
    ("cell-images", re.compile(r"xl/(?:cellimages\.xml|richData/)")),
    ("controls", re.compile(r"xl/(?:ctrlProps|activeX)/")),
    ("macros", re.compile(r"xl/vbaProject\.bin|xl/macrosheets/")),
    ("pivot-tables", re.compile(r"xl/pivotTables/")),
    ("slicers", re.compile(r"xl/(?:slicers|timelines)/")),
    ("threads", re.compile(r"xl/threadedComments/")),
    ("objects", re.compile(r"xl/embeddings/")),
    ("signatures", re.compile(r"_xmlsignatures/")),
)
_INSIDE = (
    ("conditional-formats", re.compile(rb"<x14:conditionalFormatting[ >]")),
    ("drop-downs", re.compile(rb"<x14:dataValidation[ >]")),
    ("sparklines", re.compile(rb"<x14:sparklineGroup[ >]")),
)
_SHAPES = re.compile(rb"<xdr:(?:sp|grpSp|cxnSp)[ >]")
_TAIL = 4 << 20
_RANGE = re.compile(
    rb'<(?:\w{1,9}:)?(?:mergeCell|hyperlink)\s[^<>]{0,2000}?\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"'
)


def lost_in(data: bytes) -> tuple[str, ...]:
    """The features of this xlsx that its marked copy will not have, in the order of `FEATURES`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            found = set(_found(package))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        return ()
    return tuple(name for name in FEATURES if name in found)


def unfolded(data: bytes) -> int:
    """How many cells openpyxl would make of merged and linked ranges: it keeps each one of them, of whole columns too."""
    count = 0
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                for left, top, right, bottom in _RANGE.findall(package.read(part)):
                    width = abs(column_of(right.decode()) - column_of(left.decode())) + 1
                    count += width * (abs(int(bottom) - int(top)) + 1)
    return count


def _found(package: zipfile.ZipFile) -> Iterator[str]:
    for part in package.namelist():
        yield from (name for name, pattern in _PARTS if pattern.match(part))
        if part.startswith("xl/worksheets/sheet"):
            # Extensions stand at the end of a sheet.
            with package.open(part) as stream:
                end = b""
                while piece := stream.read(_TAIL):
                    end = (end + piece)[-2 * _TAIL :]
            yield from (name for name, pattern in _INSIDE if pattern.search(end))
        elif part.startswith("xl/drawings/drawing") and _SHAPES.search(package.read(part)):
            yield "shapes"
