"""The office and its section are two things."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    division = entry.text("provider_division")
    if not division or scan.key(division[:512]) != scan.key(entry.text("provider")[:512]):
        return NONE
    return (("", "provider_division", {"value": division}),)


RULE = Rule(
    code="provider.same-as-division",
    severity=Severity.INFO,
    title=Text("科室和提供单位写的一样", "The section only repeats the office"),
    what=Text(
        "“{label}”和提供单位写的一样，应写具体的科室，没有可以不填。",
        "“{label}” repeats the office; name the section, or leave it empty.",
    ),
    why=Text("别的部门要找到具体管数据的人。", "Others need to find the people who look after the data."),
    good=Text("提供单位：县民政局；内设机构：社会救助股", "Office: county civil affairs; section: social assistance"),
    bad=Text("提供单位：县民政局；内设机构：县民政局", "County civil affairs in both"),
    find=_find,
    needs=("provider_division",),
    about=("provider_division",),
)
