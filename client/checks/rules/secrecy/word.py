"""A bare word proves nothing (国家秘密载体印制资质 is a licence), but somebody should look."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import Context, Hit, Rule, Severity
from client.checks.words import any_of
from client.texts import Text

# A refusal rests on laws whose titles speak of secrets, and the secrecy fields are for just that.
_NOT_HERE = frozenset(
    {"refusal_basis", "refusal_reason", "secrecy", "item_secrecy", "sharing_condition", "open_condition"}
)


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    return [
        (item, field, {"value": part, "word": found[0]})
        for item, field, part in scan.striking(entry)
        if field not in _NOT_HERE and (found := any_of("secrecy_word").search(part))
    ]


RULE = Rule(
    code="secrecy.word",
    severity=Severity.WARNING,
    title=Text("有涉密字样", "A word of secrecy"),
    what=Text(
        "这里有“{word}”字样，请确认内容不涉密。", "Here stands “{word}”; please make sure that nothing secret is in it."
    ),
    why=Text(
        "涉密内容不能编入目录。只是名称里带这个词的，写一句说明就可以。",
        "Secret content is not registered. If the word is only part of a name, one sentence of explanation will do.",
    ),
    good=Text(
        "国家秘密载体印制资质单位名录（说明：公开的资质名单）",
        "国家秘密载体印制资质单位名录 (with an explanation: a public list)",
    ),
    bad=Text("涉密会议纪要", "涉密会议纪要"),
    find=_find,
    basis=Text("国务院令第809号 第三条", "State Council Decree 809, art. 3"),
    covers=("I10",),
)
