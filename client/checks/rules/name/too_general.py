"""A name of less than four characters, or a bare generic noun, does not tell one entry from another."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.words import keys
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    name = entry.text("name")
    if len(name) > 16 or not name.strip():
        return NONE
    key = scan.key(name)
    return (("", "name", {"value": name}),) if len(key) < 4 or key in keys("generic_name") else NONE


RULE = Rule(
    code="name.too-general",
    severity=Severity.WARNING,
    title=Text("名称太笼统", "Too general a name"),
    what=Text("名称“{value}”太笼统。", "The name “{value}” is too general."),
    why=Text(
        "别人搜到几百条同样的名称，认不出哪一条是要的。",
        "Others find hundreds of the same name and cannot tell which one they need.",
    ),
    good=Text("城乡居民养老保险参保信息", "城乡居民养老保险参保信息"),
    bad=Text("基本信息", "基本信息"),
    find=_find,
    covers=("N10",),
    needs=("name",),
    about=("name",),
)
