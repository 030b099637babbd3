"""A file is handed over as a file, a data base as tables or an interface (reviewers' list of the 1272 sheets)."""

from collections.abc import Iterable, Mapping

from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.checks import formats
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text

_WAYS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(formats.FILE_LIKE, frozenset({"file", "batch"})),
    "database": frozenset({"database", "interface", "batch"}),
    "service": frozenset({"interface"}),
}
_FIRST: Mapping[str, str] = {**dict.fromkeys(formats.FILE_LIKE, "file"), "database": "database", "service": "interface"}


def _allowed(kind: str, profile: Profile) -> frozenset[str]:
    ways = _WAYS.get(kind, frozenset())
    listed = profile.lists.get("sharing_way")
    # Where tables are not among the ways (Decree 809 art. 22), a data base may also be handed over as a file.
    return ways | {"file"} if kind == "database" and listed and not listed.get("database") else ways


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    way = entry.text("sharing_way")
    if not way or way == "none" or entry.text("sharing_way_class") == "mail_or_media":
        return NONE
    listed = context.profile.lists.get("sharing_way")
    if listed is None or listed.get(way) is None:
        return NONE
    kinds = formats.classes(entry, context.profile)
    if len(kinds) != 1:
        return NONE
    (kind,) = kinds
    allowed = _allowed(kind, context.profile)
    if not allowed or way in allowed:
        return NONE
    return (("", "sharing_way", {"value": way, "format_class": kind}),)


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    kinds = formats.classes(entry, context.profile)
    listed = context.profile.lists.get("sharing_way")
    way = _FIRST.get(next(iter(kinds), ""), "")
    return entry.with_value("sharing_way", way) if listed and listed.get(way) else None


RULE = Rule(
    code="format.way",
    severity=Severity.ERROR,
    title=Text("共享方式和数据格式配不上", "A sharing method that does not go with the format"),
    what=Text(
        "格式是“{format_class}”，共享方式不能是“{value}”。",
        "With the format “{format_class}” the sharing method cannot be “{value}”.",
    ),
    why=Text(
        "文件、表格、图像类的资源只能按文件给；数据库用库表或接口给。",
        "Documents, sheets and images can only be handed over as files; data bases as tables or through an interface.",
    ),
    good=Text("电子表格，文件", "Spreadsheet, file"),
    bad=Text("电子表格，数据库", "Spreadsheet, database"),
    find=_find,
    fix=Fix(Text("按格式改共享方式", "Set the method by the format"), _mend),
    covers=("F04",),
    needs=("format_type", "sharing_way"),
    about=("sharing_way",),
)
