"""The guide wants the sharing platform; mail and media are for what cannot be put there."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    if entry.get("sharing_way_class") != "mail_or_media" or entry.get("sharing") == "refused":
        return NONE
    return (("", "sharing_way_class", {"value": "mail_or_media"}),)


RULE = Rule(
    code="sharing.mail",
    severity=Severity.INFO,
    title=Text("能上共享平台的，没有选上平台", "Mail chosen instead of the sharing platform"),
    what=Text(
        "选的是“{value}”，能上共享平台的请上平台。", "“{value}” was chosen; use the sharing platform where possible."
    ),
    why=Text(
        "原则上通过共享平台共享，邮件和拷盘没有记录，也容易丢。",
        "Sharing goes through the platform as a rule; mail and disks leave no record and get lost.",
    ),
    good=Text("共享平台方式，文件", "Platform, file"),
    bad=Text("邮件或介质", "Mail or media"),
    find=_find,
    basis=Text("发改高技术〔2017〕1272号 共享方式", "NDRC High-Tech [2017] No. 1272, sharing method"),
    covers=("S11",),
    needs=("sharing_way_class",),
    about=("sharing_way_class",),
)
