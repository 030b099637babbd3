"""The short text that goes with a marked workbook: to whom, what was found, what to do with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from client.texts import Text

_FIELDS = 6
_GAP = Text("", " ")
_TO = Text("{department}：", "To {department}:")
_ANYBODY = Text("您好：", "Hello,")
_READ = Text(
    "你单位的《{file}》已收到并逐条检查，共 {entries} 条目录。",
    "we have received your file {file} and checked each of its {entries} entries.",
)
_FINE = Text("没有必须修改的问题，不用再发。", "Nothing in it must be mended; there is no need to send it again.")
_MEND = Text("其中 {mend} 条必须修改", "{mend} of them must be mended")
_REFUSED = Text("{refused} 行没有接收", "{refused} rows were not accepted")
_WHERE = Text("问题集中在：{fields}。", "Most faults are in: {fields}.")
_COUNTED = Text("{field}（{count} 处）", "{field} ({count})")
_ABSENT = Text(
    "表里没有这些列：{fields}。请在表头右边加上再填。",
    "The table has no columns for: {fields}. Please add them at the end of its header.",
)
_HOW = Text(
    "请在附件《{marked}》里改：有颜色的格子是要改的地方，每行最后的“校验结果”写明了原因；"
    "隐藏列请勿改动。改好后把这份附件发回，再次导入不会重复。",
    "Please mend the attached workbook {marked}: the coloured cells are what to change, and the last column of every"
    " row says why. Leave the hidden columns alone and send the workbook back; importing it again doubles nothing.",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What the text speaks of. `fields`: (label, places) with the most places first; `absent`: those of them without a
    column in the table; `marked` "" when none is needed."""

    department: str
    file: str
    entries: int
    mend: int
    refused: int
    fields: Sequence[tuple[str, int]] = ()
    marked: str = ""
    absent: Sequence[str] = ()

    @property
    def text(self) -> str:
        """The text in the present language, ready to be pasted into a message."""
        head = _TO.fill({"department": self.department}) if self.department else str(_ANYBODY)
        read = _READ.fill({"file": self.file, "entries": f"{self.entries:,}"})
        found = [
            part.fill({"mend": f"{self.mend:,}", "refused": f"{self.refused:,}"})
            for part, count in ((_MEND, self.mend), (_REFUSED, self.refused))
            if count
        ]
        if not found:
            return f"{head}\n{read}{_GAP}{_FINE}"
        told = [str(Text("，", ", ")).join(found) + str(Text("。", "."))]
        if self.fields:
            shown = [_COUNTED.fill({"field": name, "count": f"{count:,}"}) for name, count in self.fields[:_FIELDS]]
            told.append(_WHERE.fill({"fields": str(Text("、", ", ")).join(shown)}))
        if self.absent:
            told.append(_ABSENT.fill({"fields": str(Text("、", ", ")).join(self.absent)}))
        if self.marked:
            told.append(_HOW.fill({"marked": self.marked}))
        return "\n".join([head, f"{read}{_GAP}{told[0]}", *told[1:]])
