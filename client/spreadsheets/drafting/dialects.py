"""Which data base a script was written for, by the words that only it uses."""

import re

_SIGNS: tuple[tuple[str, str, float], ...] = (
    ("mysql", r"`\w|ENGINE\s*=|AUTO_INCREMENT|\bunsigned\b|MySQL", 2),
    ("sqlserver", r"\[dbo\]|\bGO\s*$|\bnvarchar\b|sp_addextendedproperty|\[\w+\]\s*\[|IDENTITY\s*\(|SQL\s?Server", 2),
    ("oracle", r"\bVARCHAR2\b|\bNUMBER\s*[(,]|\bPCTFREE\b|\bTABLESPACE\b|\bENABLE\b|Oracle", 2),
    ("postgresql", r"character varying|ALTER TABLE ONLY|\bbigserial\b|\bserial\b|::\w+|PostgreSQL|\bjsonb\b|\bbytea\b", 2),
    ("kingbasees", r"\bvarchar\s*\(\s*\d+\s+char\b|character varying\(\d+ char\)", 5),
    # One word of these is enough: the others only share the language they were made after.
    ("dm", r"CLUSTER\s+PRIMARY|STORAGE\s*\(\s*ON\b|CLUSTERBTR|达梦|\bDM\s?[78]\b|dmdbms", 50),
    ("kingbasees", r"kingbase|人大金仓|sys_catalog|\bsys_dump\b", 50),
    ("gbase", r"ENGINE\s*=\s*EXPRESS|\bGBASE|南大通用", 50),
    ("oceanbase", r"\bTABLET_SIZE\b|\bREPLICA_NUM\b|OceanBase", 50),
    ("gaussdb", r"orientation\s*=\s*(?:row|column)|\bgs_dump\b|pg_systimestamp|openGauss|GaussDB", 50),
    ("oscar", r"神通|\bOSCAR", 50),
    ("sqlite", r"PRAGMA\s+foreign_keys|\bAUTOINCREMENT\b|sqlite_sequence|SQLite", 20),
    # Of these the lists of the standards have none.
    ("", r"MergeTree|ENGINE\s*=\s*OLAP|DISTRIBUTED BY HASH|\bTBLPROPERTIES\b|ROW FORMAT SERDE|\bLIFECYCLE\s+\d", 50),
    ("access", r"MDB Tools|\bLong Integer\b|Memo/Hyperlink|Microsoft Access", 50),
)  # fmt: skip
_DIALECTS = {
    "mysql": "mysql", "gbase": "mysql", "oceanbase": "mysql", "sqlserver": "tsql", "access": "tsql", "oracle": "oracle",
    "dm": "oracle", "sqlite": "sqlite",
}  # fmt: skip


def kind_of(text: str) -> tuple[str, float]:
    """(the data base whose words the script uses most, how sure); "" where nothing tells or the lists have none such."""
    scores = {name: 0.0 for name, _, _ in _SIGNS}
    for name, pattern, weight in _SIGNS:
        scores[name] += weight * min(len(re.findall(pattern, text, re.IGNORECASE | re.MULTILINE)), 5)
    best = max(scores, key=lambda name: scores[name])
    rest = max(score for name, score in scores.items() if name != best)
    return (best, 0.9 if scores[best] > 2 * rest else 0.6) if scores[best] else ("", 0.0)


def tokenizer(kind: str, text: str) -> str:
    """The dialect of sqlglot that splits such a script into words."""
    return _DIALECTS.get(kind) or ("mysql" if "`" in text else "postgres")


_VALUE = re.compile(
    r"\bSET\s+(?P<set>@\w+)\s*=\s*(?P<text>N?'(?:[^']|'')*')|(?<='MS_Description',)\s*(?P<use>@\w+)", re.IGNORECASE
)


def spelt_out(text: str) -> str:
    """Comments that stand in a variable, put where they are used (scripts of Entity Framework)."""
    known: dict[str, str] = {}

    def put(found: re.Match[str]) -> str:
        if found["set"]:
            known[found["set"]] = found["text"]
            return found[0]
        return known.get(found["use"], found[0])

    return _VALUE.sub(put, text) if "MS_Description" in text else text
