"""Table definitions out of an SQL script of any of the data bases that offices use.

sqlglot splits the script into words as each data base writes them (quotes, brackets, comments); the definitions are
read from the words, because real scripts are full of storage clauses that no parser knows. Nothing is ever run.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from client.errors import InputProblem
from client.spreadsheets.drafting import dialects
from client.spreadsheets.drafting.found import Column, Table
from client.spreadsheets.drafting.naming import chinese_part, named
from client.spreadsheets.drafting.sql_types import type_of

_MOST_TEXT = 2_000_000
_MOST_COLUMNS = 2_000
_LONGEST_LINE = 1_000
_TABLE = re.compile(r"\bCREATE\s+(?:\w+\s+){0,3}TABLE\b", re.IGNORECASE)
_DATA = re.compile(
    r"^\s*(?:(?:INSERT|REPLACE|UPDATE|DELETE|MERGE|COPY|VALUES)\b(?!\s+[\w()]+\s*(?:,|$))|\()", re.IGNORECASE
)
_STATEMENT = re.compile(
    r"^\s*(?:CREATE|COMMENT|ALTER|EXEC|EXECUTE|DROP|SET|USE|GO|LOCK|UNLOCK|SELECT|BEGIN|COMMIT|--|/\*)\b", re.IGNORECASE
)
_KEYS = {"PRIMARY", "KEY", "UNIQUE", "INDEX", "CONSTRAINT", "FOREIGN", "FULLTEXT", "SPATIAL", "CHECK", "EXCLUDE", "CLUSTER", "NOT", "LIKE", "PERIOD"}  # fmt: skip
_MODIFIERS = {"varying", "precision", "unsigned", "zerofill", "integer", "/", "hyperlink", "raw"}
_AFTER_TYPE = {"varying": "varchar", "precision": "double", "integer": "integer", "hyperlink": "memo", "raw": "raw"}
"""Words of a type behind its first: `double precision`, `Long Integer`, `Memo/Hyperlink`."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the script. `quoted`: a name in quotes; `text_`: a text in quotes."""

    text: str
    quoted: bool = False
    literal: bool = False

    @property
    def upper(self) -> str:
        """For comparing with key words: quoted ones are none."""
        return "" if self.quoted or self.literal else self.text.upper()


@dataclass
class _Making:
    """A table while the script is read."""

    name: str
    columns: list[Column]
    comment: str = ""
    comments: dict[str, str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)


def looks_like_ddl(text: str) -> bool:
    """Whether a text defines tables."""
    return _TABLE.search(text[:_MOST_TEXT]) is not None


def tables(text: str) -> tuple[Table, ...]:
    """Every table the script defines. Raises `InputProblem` when it defines none."""
    text = dialects.spelt_out(_definitions(text))
    kind, sure = dialects.kind_of(text)
    words_of = dialects.tokenizer(kind, text)
    made: dict[str, _Making] = {}
    for piece, before in _pieces(text):
        if said := _COMMENT.fullmatch(piece):
            path = [name.strip(' "`[]') for name in said["path"].split(".")]
            _commented(said["what"].upper(), path, said["text"].replace("''", "'"), made)
            continue
        notes = _notes(piece)
        for words in _statements(piece, words_of):
            for table in _take(words, made):
                table.comment = table.comment or before
                table.comments = {**notes, **table.comments}
    if not made:
        raise InputProblem("draft.no-table")
    return tuple(_table(one, kind, sure) for one in made.values())


def _definitions(text: str) -> str:
    """The script without its rows of data, which may be gigabytes."""
    kept: list[str] = []
    size = 0
    skipping = False
    for line in text.splitlines(keepends=True):
        if _STATEMENT.match(line):
            skipping = False
        elif _DATA.match(line) and not (line.lstrip().startswith("(") and not skipping):
            skipping = True
        if not skipping:
            kept.append(line)
            size += len(line)
        if skipping and line.rstrip().endswith(";"):
            skipping = False
        if size > _MOST_TEXT:
            break
    return "".join(kept)


def _statements(piece: str, dialect: str) -> Iterator[list[Word]]:
    """The statements of a piece as words. One that cannot be split (an open quote) is left out."""
    from sqlglot import tokenize
    from sqlglot.errors import SqlglotError
    from sqlglot.tokenizer_core import TokenType

    literals = {TokenType.STRING, TokenType.NATIONAL_STRING, TokenType.RAW_STRING, TokenType.UNICODE_STRING}
    try:
        tokens = tokenize(piece, read=dialect)
    except (SqlglotError, RecursionError, ValueError):
        return
    words: list[Word] = []
    for token in tokens:
        if token.token_type is TokenType.SEMICOLON:
            if words:
                yield words
            words = []
        else:
            quoted, literal = token.token_type is TokenType.IDENTIFIER, token.token_type in literals
            # `PRIMARY KEY` is one token.
            texts = [token.text] if quoted or literal else token.text.split()
            words += [Word(text, quoted, literal) for text in texts]
    if words:
        yield words


_BEGIN = re.compile(
    r"(?:^|(?<=;))[ \t]*(?:CREATE|COMMENT[ \t]+ON|ALTER[ \t]+TABLE|EXEC(?:UTE)?)\b", re.IGNORECASE | re.MULTILINE
)


_NOTE = re.compile(
    r"^[\s,]*[`\"\[]?(?P<name>\w+)[`\"\]]?\s+[A-Za-z][^\n]*?(?:--+\s*(?P<line>\S[^\n]*?)|/\*+\s*(?P<inside>[^*\n]+?)\s*\*/)\s*,?\s*$"
)
_ABOVE = re.compile(r"^\s*(?:--+|/\*+)\s*(?P<said>[^\n*]+?)\s*(?:\*/|-*)\s*$")
_TABLE_FRONT = re.compile(r"^(?:数据)?表(?:名|名称|结构)?\s*[:：]?\s*")
_LONGEST_NOTE = 200


def _notes(piece: str) -> dict[str, str]:
    """What comments at the end of a column's line say of it (`xm varchar(50), -- 姓名`), by column in capitals."""
    found: dict[str, str] = {}
    for line in piece.splitlines() if "--" in piece or "/*" in piece else ():
        note = _NOTE.match(line[:_LONGEST_LINE])
        said = (note["line"] or note["inside"] or "") if note else ""
        sign = max(line.find("--"), line.find("/*"))
        # Signs inside a text are no comment.
        if note and chinese_part(said) and line[:sign].count("'") % 2 == 0 and len(found) < _MOST_COLUMNS:
            found[note["name"].upper()] = said[:_LONGEST_NOTE]
    return found


def _said_above(text: str) -> str:
    """The Chinese comment that stands right above a definition, "" for none."""
    for line in reversed(text[-_LONGEST_LINE:].splitlines()[-4:]):
        said = _ABOVE.match(line)
        if line.strip() and not said and not re.match(r"\s*(?:DROP|SET|GO)\b", line, re.IGNORECASE):
            return ""
        if said and (name := chinese_part(_TABLE_FRONT.sub("", said["said"]))) and len(name) <= 40:
            # 审批系统 投资项目表: the system stands before the table.
            return name.split()[-1] if name.endswith("表") else name
    return ""


_COMMENT = re.compile(
    r"\s*COMMENT\s+ON\s+(?P<what>TABLE|COLUMN)\s+(?P<path>[\w.\"`\[\]$#]+)\s+IS\s+N?'(?P<text>(?:[^']|'')*)'\s*;?\s*",
    re.IGNORECASE,
)
"""The form nearly all such statements have; there are thousands in a dump, and splitting each into words is slow."""


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The script cut before every definition, each piece with the comment that stands above it."""
    starts = [found.start() for found in _BEGIN.finditer(text)] or [found.start() for found in _TABLE.finditer(text)]
    if not starts:
        return
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = text[start:end]
        if re.match(r"\s*CREATE\s+(?!(?:\w+\s+){0,3}TABLE)", piece, re.IGNORECASE):
            continue
        before = _said_above(text[max(0, start - _LONGEST_LINE) : start])
        yield re.sub(r"^\s*(?:GO|/)\s*$", ";", piece, flags=re.IGNORECASE | re.MULTILINE), before


def _take(words: Sequence[Word], made: dict[str, _Making]) -> Iterator[_Making]:
    """Reads one statement into the tables so far; gives the table that it defines."""
    ups = [word.upper for word in words]
    if "TABLE" in ups[:5] and ups[0] == "CREATE":
        yield from _create(words, ups.index("TABLE") + 1, made)
    elif ups[:2] == ["COMMENT", "ON"] and len(words) > 4 and words[-1].literal:
        _commented(ups[2], [word.text for word in words[3:-2] if word.text != "."], words[-1].text, made)
    elif ups[:2] == ["ALTER", "TABLE"]:
        _altered(words, ups, made)
    elif any(word.text.lower() == "sp_addextendedproperty" for word in words[:6]):
        _extended(words, made)


def _altered(words: Sequence[Word], ups: Sequence[str], made: dict[str, _Making]) -> None:
    """A key, blanks that are forbidden and columns that are added behind the definition."""
    verb = next((at for at, up in enumerate(ups) if at > 1 and up in ("ADD", "MODIFY", "ALTER", "CHANGE")), 0)
    table = next((made[word.text.upper()] for word in reversed(words[2:verb]) if word.text.upper() in made), None)
    if table is None:
        return
    if "PRIMARY" in ups:
        table.keys |= _in_brackets(words, ups.index("PRIMARY"))
    rest = words[verb + 1 :]
    if rest and rest[0].upper in ("COLUMN", "ONLY"):
        rest = rest[1:]
    if rest and rest[0].text == "(" and not rest[0].literal:
        rest = rest[1 : _closing(rest, 0)]
    if ups[verb] == "ADD" and len(rest) > 1 and rest[0].upper not in _KEYS and len(table.columns) < _MOST_COLUMNS:
        known = {column.name.upper() for column in table.columns}
        added = [_column(part) for part in _parts(rest) if len(part) > 1]
        table.columns += [column for column in added if column.name.upper() not in known]
    elif any(up == "NOT" and following == "NULL" for up, following in itertools.pairwise(ups[verb:])) and rest:
        name = rest[0].text.upper()
        table.columns = [replace(one, nullable=False) if one.name.upper() == name else one for one in table.columns]


def _commented(what: str, path: Sequence[str], said: str, made: dict[str, _Making]) -> None:
    if not path:
        return
    if what == "TABLE" and path[-1].upper() in made:
        made[path[-1].upper()].comment = said
    elif what == "COLUMN" and len(path) > 1 and path[-2].upper() in made:
        made[path[-2].upper()].comments[path[-1].upper()] = said


def _extended(words: Sequence[Word], made: dict[str, _Making]) -> None:
    """SQL Server keeps comments as properties: …'MS_Description', N'姓名', …'TABLE', N't', 'COLUMN', N'xm'."""
    texts = [word.text for word in words if word.literal]
    low = [text.lower() for text in texts]
    if "ms_description" not in low or "table" not in low:
        return
    said = texts[low.index("ms_description") + 1]
    table = texts[low.index("table") + 1 : low.index("table") + 2]
    if not table or table[0].upper() not in made:
        return
    if "column" in low[low.index("table") :]:
        column = texts[low.index("column", low.index("table")) + 1 :]
        made[table[0].upper()].comments.update({name.upper(): said for name in column[:1]})
    else:
        made[table[0].upper()].comment = said


def _create(words: Sequence[Word], place: int, made: dict[str, _Making]) -> Iterator[_Making]:
    start = next((at for at in range(place, len(words)) if words[at].text == "(" and not words[at].literal), -1)
    if start <= place:
        return
    name = words[start - 1].text
    end = _closing(words, start)
    table = _Making(name, [])
    for part in _parts(words[start + 1 : end]):
        first = part[0].upper
        if first in _KEYS and not (
            len(part) > 1 and first in ("KEY", "INDEX", "PERIOD", "CLUSTER") and _is_type(part[1])
        ):
            ups = [word.upper for word in part]
            if "PRIMARY" in ups:
                table.keys |= _in_brackets(part, ups.index("PRIMARY"))
        elif len(part) > 1 and len(table.columns) < _MOST_COLUMNS:
            table.columns.append(_column(part))
    behind = words[end + 1 :]
    table.comment = _comment_of(behind)
    if keyed := _key_behind(behind):
        table.keys |= _in_brackets(behind, keyed)
    if table.columns:
        made[name.upper()] = table
        yield table


def _key_behind(rest: Sequence[Word]) -> int:
    """Where a key is declared behind the columns (Doris, StarRocks, ClickHouse), 0 for nowhere."""
    ups = [word.upper for word in rest]
    pairs = enumerate(itertools.pairwise(ups))
    return next((at for at, pair in pairs if pair in (("PRIMARY", "KEY"), ("UNIQUE", "KEY"))), 0)


def _comment_of(rest: Sequence[Word]) -> str:
    """The table's COMMENT behind its columns; not one in brackets, which is of a partition."""
    depth = 0
    for at, word in enumerate(rest):
        depth += {"(": 1, ")": -1}.get("" if word.literal or word.quoted else word.text, 0)
        if word.upper == "COMMENT" and depth == 0:
            return next((one.text for one in rest[at + 1 : at + 3] if one.literal), "")
    return ""


def _is_type(word: Word) -> bool:
    return type_of(word.text, [], "")[2] > 0.5


def _closing(words: Sequence[Word], start: int) -> int:
    depth = 0
    for at in range(start, len(words)):
        if not words[at].literal and not words[at].quoted:
            depth += {"(": 1, ")": -1}.get(words[at].text, 0)
            if depth == 0:
                return at
    return len(words)


def _parts(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The definitions between the outer brackets."""
    part: list[Word] = []
    depth = 0
    for word in words:
        sign = "" if word.literal or word.quoted else word.text
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            if part:
                yield part
            part = []
        else:
            part.append(word)
    if part:
        yield part


def _in_brackets(words: Sequence[Word], place: int) -> set[str]:
    start = next((at for at in range(place, len(words)) if words[at].text == "("), len(words))
    return {word.text.upper() for word in words[start + 1 : _closing(words, start)] if word.text.strip("(),")}


def _column(part: Sequence[Word]) -> Column:
    name, kind = part[0].text, part[1].text
    at = 2
    sizes: list[str] = []
    while at < len(part) and (part[at].text == "(" or part[at].text.lower() in _MODIFIERS or part[at].text == "."):
        if part[at].text == "(":
            end = _closing(part, at)
            sizes = [word.text.split()[0] for word in part[at + 1 : end] if word.text.replace(",", " ").split()]
            sizes = [size for size in sizes if size.upper() not in ("CHAR", "BYTE")]
            if kind.lower() == "text" and sizes:
                kind = "varchar"  # Access calls it so
            at = end + 1
        elif part[at].text == ".":
            kind, at = part[at + 1].text if at + 1 < len(part) else kind, at + 2
        else:
            kind = _AFTER_TYPE.get(part[at].text.lower(), kind)
            at += 1
    rest = part[at:]
    ups = [word.upper for word in rest]
    comment = next(
        (rest[place + 1].text for place, up in enumerate(ups[:-1]) if up == "COMMENT" and rest[place + 1].literal), ""
    )
    primary = "PRIMARY" in ups
    not_null = any(up == "NOT" and following == "NULL" for up, following in itertools.pairwise(ups))
    # A type in two words: `double precision`, `character varying`, `timestamp without time zone`.
    words = kind.split()
    said = chinese_part(comment) or chinese_part(named(name, "").text)
    data_type, length, sure = type_of(
        "varchar" if words[-1:] == ["varying"] else words[0] if words else "", sizes, said
    )
    return Column(name, comment, data_type, length, not (not_null or primary), primary, sure=sure)


def _table(one: _Making, kind: str, sure: float) -> Table:
    columns = []
    for column in one.columns:
        comment = one.comments.get(column.name.upper(), column.comment)
        primary = column.primary or column.name.upper() in one.keys
        made = replace(column, comment=comment, primary=primary, nullable=column.nullable and not primary)
        if comment != column.comment:
            made = _again(made)
        columns.append(made)
    return Table(one.name, tuple(columns), one.comment, kind, sure)


def _again(column: Column) -> Column:
    """A comment that came after the definition may say what a number or a date is."""
    words = {"number": "decimal", "integer": "decimal", "date": "date"}
    if column.type not in words or (column.type == "integer" and not column.length):
        return column
    sizes = column.length.split(",") if column.length else []
    data_type, length, sure = type_of(words[column.type], sizes, chinese_part(column.comment))
    return (
        replace(column, type=data_type, length=length, sure=sure) if data_type in ("currency", "datetime") else column
    )
