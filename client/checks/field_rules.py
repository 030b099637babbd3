"""The texts and quick fixes of the checks that a profile generates (`field.*`), one rule for each kind of fault."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from client.catalog import identifiers, kinds, written_dates
from client.catalog.entry import Entry, Value, as_text
from client.catalog.likely import likely
from client.checks import scan
from client.checks.from_profile import parent_of, tidied
from client.checks.rule import Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text

Find = Callable[[Entry, Context], Iterable[Hit]]


def _at(entry: Entry, finding: Finding) -> Value:
    item = entry.item(finding.item) if finding.item else None
    values = item.values if item else entry.values
    return values.get(finding.field, "")


def _clear(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    return entry.with_value(finding.field, "", finding.item)


def _reread(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    """The value read again as if it had just been typed, part by part; parts that mean nothing stay."""
    which = context.profile.field_of(finding.field, item=bool(finding.item))
    if which is None:
        return None
    value = _at(entry, finding)
    parent = scan.text_at(entry, finding.item, which.linked_to) if which.linked_to else ""
    parts = [value] if isinstance(value, str) else list(value)
    read = [kinds.read(which, part, parent) for part in parts]
    again = [kinds.read(which, part) if new == part else new for part, new in zip(parts, read, strict=True)]
    flat = tuple(dict.fromkeys(one for new in again for one in ((new,) if isinstance(new, str) else new)))
    mended: Value = flat if which.kind == "codes" else ",".join(flat)
    return entry.with_value(finding.field, mended, finding.item) if mended and mended != value else None


def _take_near(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    which = context.profile.field_of(finding.field, item=bool(finding.item))
    if which is None or which.list is None:
        return None
    value = _at(entry, finding)
    parent = scan.text_at(entry, finding.item, which.linked_to) if which.linked_to else ""
    taken = []
    for part in (value,) if isinstance(value, str) else value:
        near = () if which.list.get(part) else likely(which.list, part, parent)
        taken.append(near[0] if len(near) == 1 else part)
    mended: Value = taken[0] if isinstance(value, str) else tuple(dict.fromkeys(taken))
    return entry.with_value(finding.field, mended, finding.item) if mended != value else None


def _tidy(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    which = context.profile.field_of(finding.field, item=bool(finding.item))
    return entry.with_value(finding.field, tidied(which, as_text(_at(entry, finding))), finding.item) if which else None


def _follow_child(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    """The upper field set to what its linked field says."""
    fields = context.profile.item_fields if finding.item else context.profile.fields
    child = next((one for one in fields if finding.field in (one.linked_to, one.id) and one.linked_to), None)
    if child is None:
        return None
    parent = parent_of(child, _at_place(entry, finding.item, child.id))
    return entry.with_value(child.linked_to, parent, finding.item) if parent else None


def _at_place(entry: Entry, item_id: str, field_id: str) -> Value:
    return _at(entry, Finding("", Severity.INFO, item_id, field_id))


def _swap(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    start, _, end = as_text(_at(entry, finding)).partition("/")
    return entry.with_value(finding.field, f"{end}/{start}", finding.item) if start and end else None


def _take_digits(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    """Letters that look like digits put right, where the check character says so."""
    meant = identifiers.uscc_meant(as_text(_at(entry, finding)))
    return entry.with_value(finding.field, meant, finding.item) if meant else None


def _first_day(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    """A month without a day as its first day: for the clerk to confirm, since the sheet does not say it."""
    month = written_dates.read_month(as_text(_at(entry, finding)))
    return entry.with_value(finding.field, month.isoformat(), finding.item) if month else None


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    severity: Severity
    title: Text
    what: Text
    why: Text
    good: Text
    bad: Text
    fix: Fix | None = None
    covers: tuple[str, ...] = field(default=())


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_EMPTY = Text("（空白）", "(blank)")
_GOOD = Text("{example}", "{example}")
_FORM = Fix(Text("改为规范写法", "Write it in the standard way"), _reread, safe=True)
_LIST_WHY = Text(
    "平台只认清单里的值，别的写法导入时会被退回或者丢掉。",
    "The platform knows only the values of the list; anything else is returned or lost on import.",
)

_ROWS = (
    _Row(
        "required", _E,
        Text("没有填", "Left blank"),
        Text("“{label}”没有填。", "“{label}” is empty."),
        Text("这是必填内容，缺了上级平台不接收。", "It is required; the platform above does not accept the entry without it."),
        _GOOD, _EMPTY,
        covers=("N01", "P01", "P02", "A01", "I02", "I05", "S01", "F01", "O01", "Q01", "G01"),
    ),
    _Row(
        "required-when", _E,
        Text("另一字段选了某一项就要填的，没有填", "Blank, although a choice elsewhere asks for it"),
        Text("“{because}”选了“{because_value}”，就要填“{label}”。", "With “{because}” set to “{because_value}”, “{label}” is needed."),
        Text("只有在这种情况下才需要，缺了别人不知道能不能用、怎么用。", "It is only needed in this case; without it nobody knows whether and how the data may be used."),
        _GOOD, _EMPTY,
        covers=("F03", "S02", "S03", "S04", "S09", "O02", "U01", "M03"),
    ),
    _Row(
        "forbidden", _E,
        Text("另一字段选了某一项就不能填的，填了", "Filled in, although a choice elsewhere forbids it"),
        Text("“{because}”选了“{because_value}”，“{label}”就不能填。", "With “{because}” set to “{because_value}”, “{label}” must stay empty."),
        Text("两处说法互相矛盾，审核时会退回。", "The two contradict each other; a reviewer returns such an entry."),
        _EMPTY, _GOOD,
        Fix(Text("清空这一格", "Empty this field"), _clear),
        covers=("S09",),
    ),
    _Row(
        "forbidden-choice", _E,
        Text("另一字段选了某一项就不用选的，选了", "Chosen, although a choice elsewhere leaves it out"),
        Text("“{because}”选了“{because_value}”，“{label}”就不用选。", "With “{because}” set to “{because_value}”, nothing is chosen for “{label}”."),
        Text("两处说法互相矛盾，审核时会退回。", "The two contradict each other; a reviewer returns such an entry."),
        _EMPTY, _GOOD,
        Fix(Text("清空这一格", "Empty this field"), _clear, safe=True),
        covers=("S09",),
    ),
    _Row(
        "parent-missing", _E,
        Text("填了类型，没有填它所属的分类", "A type without the class it belongs to"),
        Text("“{label}”没有填，按“{child}”应为“{suggestion}”。", "“{label}” is empty; by “{child}” it is “{suggestion}”."),
        Text("两格是连动的，先有分类才有类型。", "The two fields are linked: the type stands within a class."),
        _GOOD, _EMPTY,
        Fix(Text("填“{suggestion}”", "Fill in “{suggestion}”"), _follow_child, safe=True),
        covers=("F01",),
    ),
    _Row(
        "length", _E,
        Text("字数太多", "Too long"),
        Text("“{label}”有{length}个字，最多{limit}个。", "“{label}” has {length} characters; {limit} are allowed."),
        Text("平台的这一格只有这么长，多出来的会被截掉。", "The platform's field is only this long; the rest would be cut off."),
        _GOOD, Text("超过长度的文字", "A text above the limit"),
        covers=("N02", "A02", "I02"),
    ),
    _Row(
        "list", _E,
        Text("不是清单里的值", "Not a value of the list"),
        Text("“{value}”不在“{label}”的清单里。", "“{value}” is not in the list of “{label}”."),
        _LIST_WHY, _GOOD, Text("自己写的值", "A value of one's own"),
        covers=("F01", "I04", "S01", "O01", "U01", "G01"),
    ),
    _Row(
        "list-near", _E,
        Text("和清单里的值相近，但不一样", "Close to a value of the list, but not the same"),
        Text("“{label}”里没有“{value}”，是不是“{suggestion}”？", "“{label}” has no “{value}”; is it “{suggestion}”?"),
        _LIST_WHY, _GOOD, Text("意思差不多的另一种说法", "Another word of much the same meaning"),
        Fix(Text("改为“{suggestion}”", "Change to “{suggestion}”"), _take_near, when="suggestion"),
        covers=("X04", "I04", "U01", "S01"),
    ),
    _Row(
        "list-several", _E,
        Text("清单里有几个值都可能是它", "Several values of the list may be meant"),
        Text("“{label}”里没有“{value}”，可能是{suggestions}。", "“{label}” has no “{value}”; it may be {suggestions}."),
        _LIST_WHY, _GOOD, Text("没有说清楚是哪一个", "A word that does not say which one"),
        covers=("X04", "O01"),
    ),
    _Row(
        "list-open", _I,
        Text("不是常用的值", "Not one of the usual values"),
        Text("“{value}”不在“{label}”的常用值里，请确认。", "“{value}” is not among the usual values of “{label}”; please confirm."),
        Text("可以用别的值，但写法统一了才好查。", "Other values are allowed, but only like values are found together."),
        _GOOD, Text("不常见的值", "An unusual value"),
    ),
    _Row(
        "form", _E,
        Text("写法不规范", "Not written in the standard way"),
        Text("“{label}”的写法不规范：“{value}”。", "“{label}” is not written in the standard way: “{value}”."),
        Text("意思看得懂，但平台要统一的写法。", "The meaning is clear, but the platform wants one way of writing it."),
        _GOOD, Text("意思对、写法不对的值", "The right value in another spelling"),
        _FORM,
        covers=("D01", "P02", "X04"),
    ),
    _Row(
        "linked", _E,
        Text("和所选的分类对不上", "Not within the class that was chosen"),
        Text("“{value}”不属于所选的{above}“{above_value}”。", "“{value}” does not belong to {above} “{above_value}”."),
        Text("类型必须在所选的分类里，否则别人不知道到底是哪一种。", "A type must be of the chosen class, or nobody knows which of the two is meant."),
        _GOOD, Text("分类选“电子表格”，类型选“mysql”", "Class spreadsheet with type mysql"),
        Fix(Text("按类型改分类", "Set the class by the type"), _follow_child),
        covers=("F02", "S10"),
    ),
    _Row(
        "too-many", _E,
        Text("选得太多", "Too many values"),
        Text("“{label}”最多选{limit}个。", "“{label}” takes at most {limit}."),
        Text("平台的这一格只收这么多个值。", "The platform's field takes no more."),
        _GOOD, Text("选了几个互相排斥的值", "Several values that exclude each other"),
        covers=("S01", "U01"),
    ),
    _Row(
        "pattern", _E,
        Text("格式不对", "Wrong form"),
        Text("“{label}”的格式不对：“{value}”。{pattern}", "“{label}” has the wrong form: “{value}”. {pattern}"),
        Text("格式不对，平台和别的部门都认不出来。", "Neither the platform nor another office can read it in this form."),
        _GOOD, Text("格式不对的值", "A value of another form"),
        covers=("C01", "C06", "I05", "M02"),
    ),
    _Row(
        "number", _E,
        Text("不是数字", "Not a number"),
        Text("“{label}”要填数字，现在是“{value}”。", "“{label}” wants a number, not “{value}”."),
        Text("只有数字才能统计。", "Only numbers can be added up."),
        _GOOD, Text("很多", "many"),
        covers=("Q01",),
    ),
    _Row(
        "integer", _E,
        Text("不是整数", "Not a whole number"),
        Text("“{label}”要填整数，现在是“{value}”。", "“{label}” wants a whole number, not “{value}”."),
        Text("这里数的是个数，不会有小数。", "It counts things, so there are no decimals."),
        _GOOD, Text("3.5", "3.5"),
        covers=("Q01",),
    ),
    _Row(
        "minimum", _E,
        Text("数字太小", "Too small a number"),
        Text("“{label}”不能小于{minimum}，现在是“{value}”。", "“{label}” cannot be below {minimum}; it is “{value}”."),
        Text("多半是输错了，会把汇总数带错。", "Most likely a slip, and it spoils the totals."),
        _GOOD, Text("-1", "-1"),
        covers=("Q01",),
    ),
    _Row(
        "date", _E,
        Text("看不出是哪一天", "No date that can be read"),
        Text("“{label}”看不出是哪一天：“{value}”。", "“{label}” is no date that can be read: “{value}”."),
        Text("日期按年-月-日写，别的系统才能读。", "Dates are written year-month-day so that other systems can read them."),
        _GOOD, Text("去年年底", "end of last year"),
        Fix(Text("改为“{suggestion}”", "Change to “{suggestion}”"), _first_day, when="suggestion"),
        covers=("D01",),
    ),
    _Row(
        "period", _E,
        Text("看不出起止日期", "No period that can be read"),
        Text("“{label}”看不出起止日期：“{value}”。", "“{label}” is no period that can be read: “{value}”."),
        Text("按“开始日期 至 结束日期”写，别人才知道数据管哪一段时间。", "Written as start to end, so that others know which time the data cover."),
        _GOOD, Text("近几年", "recent years"),
        covers=("D02",),
    ),
    _Row(
        "period-order", _E,
        Text("开始日期晚于结束日期", "The period begins after it ends"),
        Text("“{label}”的开始日期晚于结束日期：“{value}”。", "“{label}” begins after it ends: “{value}”."),
        Text("多半是两个日期写反了。", "Most likely the two dates were swapped."),
        _GOOD, Text("2024-12-31 至 2020-01-01", "2024-12-31 to 2020-01-01"),
        Fix(Text("对调两个日期", "Swap the two dates"), _swap),
        covers=("D02",),
    ),
    _Row(
        "uscc-length", _E,
        Text("统一社会信用代码不是18位", "A credit code without its 18 characters"),
        Text("“{label}”应为18位，现在是{length}位。", "“{label}” has 18 characters; this one has {length}."),
        Text("统一社会信用代码（GB 32100）是认单位的依据，少一位就认不出来。", "The unified social credit code (GB 32100) tells which office it is; one character less and nobody knows."),
        Text("11110228000108441X", "11110228000108441X"), Text("1111022800010844", "1111022800010844"),
        covers=("P02",),
    ),
    _Row(
        "uscc-characters", _E,
        Text("统一社会信用代码里有不该出现的字符", "A credit code with characters it cannot have"),
        Text("“{label}”里有不该出现的字符：“{value}”。", "“{label}” has characters it cannot have: “{value}”."),
        Text("统一社会信用代码（GB 32100）不用字母I、O、S、V、Z，第3到8位是数字。", "The code (GB 32100) has no letters I, O, S, V, Z, and digits in places 3 to 8."),
        Text("11110228000108441X", "11110228000108441X"), Text("1111O228000108441X", "1111O228000108441X"),
        Fix(Text("改为“{suggestion}”", "Change to “{suggestion}”"), _take_digits, when="suggestion"),
        covers=("P02",),
    ),
    _Row(
        "uscc-check", _E,
        Text("统一社会信用代码的校验位不对", "A credit code whose check character does not fit"),
        Text("“{label}”的校验位不对，有一位可能抄错了：“{value}”。", "The check character of “{label}” does not fit; one character may be wrong: “{value}”."),
        Text("最后一位是按前17位算出来的（GB 32100），对不上就说明抄错了。", "The last character is computed from the other 17 (GB 32100); if it does not fit, something was copied wrongly."),
        Text("11110228000108441X", "11110228000108441X"), Text("111102280001084410", "111102280001084410"),
        covers=("P02",),
    ),
    _Row(
        "uscc-organisation", _E,
        Text("填的是9位组织机构代码", "The old 9-character organisation code"),
        Text("“{label}”填的是9位组织机构代码，应填18位统一社会信用代码。", "“{label}” holds the old 9-character organisation code; the 18-character credit code is wanted."),
        Text("组织机构代码已经停用，统一社会信用代码里含着它（第9到17位）。", "Organisation codes are no longer used; the credit code contains them (places 9 to 17)."),
        Text("11110228000108441X", "11110228000108441X"), Text("00010844-1", "00010844-1"),
        covers=("P03",),
    ),
    _Row(
        "phone", _W,
        Text("不像电话号码", "Does not look like a phone number"),
        Text("“{label}”不像电话号码：“{value}”。", "“{label}” does not look like a phone number: “{value}”."),
        Text("别的部门要用数据时按这个号码联系。", "It is the number other offices call when they want the data."),
        Text("010-69012345", "010-69012345"), Text("见通讯录", "see the directory"),
    ),
    _Row(
        "email", _E,
        Text("不像邮箱地址", "Does not look like an e-mail address"),
        Text("“{label}”不像邮箱地址：“{value}”。", "“{label}” does not look like an e-mail address: “{value}”."),
        Text("地址不对，别人的信就收不到。", "With a wrong address nothing arrives."),
        Text("tsztz@bjmy.gov.cn", "tsztz@bjmy.gov.cn"), Text("tsztz.bjmy.gov.cn", "tsztz.bjmy.gov.cn"),
    ),
    _Row(
        "url", _E,
        Text("不是完整的网址", "Not a full web address"),
        Text("“{label}”不是完整的网址：“{value}”。", "“{label}” is not a full web address: “{value}”."),
        Text("网址要以http://或https://开头才点得开。", "It must begin with http:// or https:// to be opened."),
        Text("https://data.beijing.gov.cn", "https://data.beijing.gov.cn"), Text("data.beijing", "data.beijing"),
    ),
    _Row(
        "untidy", _W,
        Text("有多余的空格、看不见的字符或全角字母数字", "Stray blanks, invisible characters or full-width letters"),
        Text("“{label}”里有多余的空格、看不见的字符或全角字母数字。", "“{label}” has stray blanks, invisible characters or full-width letters."),
        Text("看着一样，电脑却当成两个不同的名称，会查不到、会重复。", "It looks the same, but to a computer it is another name: not found, or doubled."),
        Text("2024年参保人员信息", "Insured persons 2024"), Text("２０２４年 参保人员信息 ", "Ｉnsured  persons "),
        Fix(Text("去掉多余的空格和全角字符", "Remove blanks and full-width characters"), _tidy, safe=True),
        covers=("N05",),
    ),
)  # fmt: skip


def rules(find_of: Callable[[str], Find]) -> tuple[Rule, ...]:
    """The generated rules; `find_of(code)` is how one of them finds its own hits."""
    return tuple(
        Rule(
            code=f"field.{row.code}",
            severity=row.severity,
            title=row.title,
            what=row.what,
            why=row.why,
            good=row.good,
            bad=row.bad,
            find=find_of(f"field.{row.code}"),
            fix=row.fix,
            covers=row.covers,
        )
        for row in _ROWS
    )
