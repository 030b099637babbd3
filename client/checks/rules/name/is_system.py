"""A name that is an IT system's name says nothing about the data (a reviewers' standing complaint)."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.words import words
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    name = entry.text("name")
    if not name:
        return NONE
    system = entry.text("source_system")
    if name.endswith(words("system_ending")) or (system and scan.key(system[:512]) == scan.key(name[:512])):
        return (("", "name", {"value": name}),)
    return NONE


RULE = Rule(
    code="name.is-system",
    severity=Severity.WARNING,
    title=Text("名称像是系统的名称", "The name of an IT system, not of data"),
    what=Text(
        "“{value}”像是系统的名称，不是数据的名称。", "“{value}” looks like the name of an IT system, not of data."
    ),
    why=Text(
        "目录登记的是数据。写系统名，别的部门看不出里面有什么数据。",
        "The catalog registers data. From a system's name no other office can tell which data it holds.",
    ),
    good=Text("不动产登记信息", "不动产登记信息"),
    bad=Text("不动产登记管理系统", "不动产登记管理系统"),
    find=_find,
    covers=("N04",),
    needs=("name",),
    about=("name",),
)
