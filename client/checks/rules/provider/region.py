"""Places 3 to 8 of a credit code are a region of GB/T 2260."""

from collections.abc import Iterable

from client.catalog import identifiers
from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text

PROVINCES = frozenset(
    [
        "10",
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
    ]
)


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    code = entry.text("provider_code")
    # 10 and 00 stand for bodies registered with the national authority.
    if len(code) != 18 or code[2:4] in PROVINCES or code[2:8] == "000000" or identifiers.uscc_fault(code):
        return NONE
    return (("", "provider_code", {"value": code, "region": code[2:8]}),)


RULE = Rule(
    code="provider.region",
    severity=Severity.WARNING,
    title=Text("单位代码里的区划不是任何省份的", "The region inside the code is of no province"),
    what=Text("代码{value}里的区划{region}不是任何省份的。", "The region {region} inside {value} is of no province."),
    why=Text(
        "统一社会信用代码第3到8位是登记机关所在地的区划码，对不上说明代码可能是编的。",
        "Places 3 to 8 are the region of the registering authority; a code without one may be invented.",
    ),
    good=Text("11110228000108441X（110228密云）", "11110228000108441X (110228 Miyun)"),
    bad=Text("第3到8位是990000的代码", "A code with 990000 in places 3 to 8"),
    find=_find,
    basis=Text("GB 32100—2015；GB/T 2260", "GB 32100-2015; GB/T 2260"),
    covers=("P06",),
    needs=("provider_code",),
    about=("provider_code",),
)
