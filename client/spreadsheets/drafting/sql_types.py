"""SQL types of MySQL, Oracle, Dm, Kingbase, SQL Server and PostgreSQL as the data types of a catalog."""

import re

_INTEGERS = {
    "int", "integer", "bigint", "smallint", "tinyint", "mediumint", "serial", "bigserial", "smallserial", "int2",
    "int4", "int8", "byte", "year", "unsigned", "pls_integer", "largeint",
}  # fmt: skip
_LONG = {
    "text", "mediumtext", "longtext", "tinytext", "clob", "nclob", "ntext", "json", "jsonb", "xml", "xmltype", "long",
    "longvarchar", "memo",
}  # fmt: skip
_BINARY = {
    "blob", "longblob", "mediumblob", "tinyblob", "bytea", "binary", "varbinary", "image", "raw", "bfile",
    "longvarbinary", "rowversion", "ole",
}  # fmt: skip
_WORDS = {
    "date": "date", "datetime": "datetime", "datetime2": "datetime", "smalldatetime": "datetime",
    "datetimeoffset": "datetime", "timestamp": "datetime", "timestamptz": "datetime", "time": "datetime",
    "bool": "logical", "boolean": "logical", "bit": "logical", "money": "currency", "currency": "currency", "single": "float", "smallmoney": "currency",
    "float": "float", "real": "float", "binary_float": "float", "float4": "float", "double": "double",
    "float8": "double", "binary_double": "double", "float32": "float", "float64": "double", "datetime64": "datetime",
    "date32": "date", "timestamp_ntz": "datetime", "abstime": "datetime",
}  # fmt: skip
_WRAPPED = {"nullable", "lowcardinality"}
"""ClickHouse puts the type in brackets behind these."""
_SIZED_INTEGER = re.compile(r"u?int\d{1,3}")
_SHAPES = {"geometry", "geography", "sdo_geometry", "st_geometry", "point", "polygon", "linestring"}
_EXACT = {"decimal", "numeric", "number", "dec", "fixed"}
_AMOUNT = re.compile(
    r"(?:金额|费用|工资|薪资|补助|补贴|津贴|价格|单价|总价|经费|投资额|税额|余额|收入|支出|保障金|养老金)(?:[（(].*[）)])?$"
)
_MOMENT = re.compile(r"时间|时刻")


def type_of(word: str, sizes: list[str], name: str) -> tuple[str, str, float]:
    """(data type, length, how sure) of `word(sizes)`; `name` is the column's Chinese name, where it has one."""
    word = word.lower()
    if word in _WRAPPED and sizes:
        return type_of(sizes[0], [size for size in sizes[1:] if size.isalnum()], name)
    first = sizes[0] if sizes and sizes[0].isdecimal() else ""
    scale = sizes[1] if len(sizes) > 1 and sizes[1].isdecimal() else ""
    if word in _EXACT:
        return _exact(word, first, scale, name)
    if word == "tinyint" and first == "1" and (name.startswith("是否") or name.endswith("标志")):
        return "logical", "1", 0.9
    if word in _INTEGERS or _SIZED_INTEGER.fullmatch(word):
        return "integer", "", 0.95
    if word in _SHAPES:
        return "general", "", 0.8
    if word in _LONG:
        return "long_text", "", 0.95
    if word in _BINARY:
        return "blob", "", 0.95
    if word == "bit" and first not in ("", "1"):
        return "blob", "", 0.6
    if word == "date" and _MOMENT.search(name):
        return "datetime", "", 0.7
    if word in _WORDS:
        return _WORDS[word], "", 0.6 if word == "time" else 0.95
    if "char" in word or word in (
        "string",
        "enum",
        "set",
        "uuid",
        "uniqueidentifier",
        "character",
        "national",
        "bpchar",
    ):
        one = "1" if word in ("char", "nchar", "character") and not sizes else first
        fixed = "36" if word in ("uuid", "uniqueidentifier") else one
        return ("long_text", "", 0.8) if sizes and sizes[0].lower() == "max" else ("string", fixed, 0.95)
    return "string", first, 0.3


def _exact(word: str, first: str, scale: str, name: str) -> tuple[str, str, float]:
    if _AMOUNT.search(name):
        return "currency", f"{first},{scale}" if scale not in ("", "0") else first, 0.8
    if scale not in ("", "0"):
        return "number", f"{first},{scale}", 0.95
    # NUMBER without a size holds fractions too; with one and no scale it is a whole number.
    return ("integer", first, 0.9) if first else ("number", "", 0.7 if word == "number" else 0.9)
