"""The sequence part has at most six digits on the platforms that number codes."""

import re
from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text

_LONG = re.compile(r"[0-9]{7,}")


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    code = entry.text("code")
    behind = code.rpartition("/")[2]
    return (("", "code", {"value": code}),) if len(behind) < len(code) and _LONG.fullmatch(behind) else NONE


RULE = Rule(
    code="code.sequence",
    severity=Severity.ERROR,
    title=Text("代码斜杠后的顺序码超过6位", "A sequence number of more than 6 digits"),
    what=Text(
        "代码{value}斜杠后的顺序码超过6位。", "The sequence number of {value} behind the slash has more than 6 digits."
    ),
    why=Text(
        "各平台的顺序码都是6位，长了入不了库。",
        "Sequence numbers have 6 digits on the platforms; a longer one is not taken.",
    ),
    good=Text("307021022100/000009", "307021022100/000009"),
    bad=Text("307021022100/0000000009", "307021022100/0000000009"),
    find=_find,
    covers=("C06",),
    needs=("code",),
    about=("code",),
)
