"""Asks a station over plain HTTP and holds every answer against the published contract.

Reads the small part of JSON Schema that the contract uses; the contract is JSON, which is YAML too.
"""

import http.client
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from client import paths

TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


@cache
def contract() -> Mapping[str, Any]:
    """The published contract."""
    raw = paths.resource("platforms", "exchange-openapi.yaml").read_text(encoding="utf-8")
    document: Mapping[str, Any] = json.loads(raw)
    return document


@dataclass(frozen=True)
class Said:
    """An answer."""

    status: int
    document: dict[str, Any]
    headers: Mapping[str, str]
    content: bytes = b""


def ask(
    url: str,
    method: str,
    path: str,
    token: str = "",
    document: object = None,
    *,
    raw: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Said:
    """One request; fails when the answer is not what the contract says."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    sent = {"Authorization": f"Bearer {token}"} if token else {}
    body = raw if raw is not None else json.dumps(document).encode() if document is not None else None
    try:
        connection.request(method, path, body, {**sent, **(headers or {})})
        answer = connection.getresponse()
        content = answer.read()
        kind = answer.headers.get("Content-Type", "")
        said = Said(
            answer.status, json.loads(content) if kind.endswith("json") else {}, dict(answer.headers.items()), content
        )
    finally:
        connection.close()
    faults = list(faults_of(method, path, said, kind))
    assert faults == [], f"{method} {path} answered {said.status} {said.document}"
    return said


def faults_of(method: str, path: str, said: Said, kind: str) -> Iterator[str]:
    """Where an answer differs from the contract."""
    operation = _operation(method, path.partition("?")[0])
    if operation is None:
        if said.status not in (404, 405):
            yield f"{path} is not in the contract"
        return
    answers = operation["responses"]
    agreed = answers.get(str(said.status))
    if agreed is None:
        yield f"status {said.status} is not agreed, only {sorted(answers)}"
        return
    agreed = _resolved(agreed)
    for name, header in agreed.get("headers", {}).items():
        if header.get("required") and name.lower() not in {one.lower() for one in said.headers}:
            yield f"header {name} is missing"
    shapes = agreed.get("content", {})
    if kind not in shapes:
        yield f"{kind} is not agreed, only {sorted(shapes)}"
        return
    yield from schema_faults(shapes[kind]["schema"], said.document, "")


def schema_faults(schema: Mapping[str, Any], value: object, at: str) -> Iterator[str]:
    """Where a value differs from a schema."""
    schema = _resolved(schema)
    if "anyOf" in schema and all(any(True for _ in schema_faults(one, value, at)) for one in schema["anyOf"]):
        yield f"{at}: fits none of the alternatives"
    for one in schema.get("allOf", ()):
        condition = one.get("if")
        if condition is None or not any(True for _ in schema_faults(condition, value, at)):
            yield from schema_faults(one.get("then", one if condition is None else {}), value, at)
    kinds = schema.get("type")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(isinstance(value, TYPES[kind]) for kind in kinds):
        yield f"{at}: {type(value).__name__} is none of {kinds}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{at}: is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if isinstance(value, str):
        yield from _text_faults(schema, value, at)
    elif isinstance(value, int) and not isinstance(value, bool) and value < schema.get("minimum", value):
        yield f"{at}: {value} is too small"
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from schema_faults(schema.get("items", {}), part, f"{at}/{place}")
    elif isinstance(value, dict):
        yield from (f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value)
        others = schema.get("additionalProperties", {})
        for name, part in value.items():
            wanted = schema.get("properties", {}).get(name, others if isinstance(others, dict) else {})
            yield from schema_faults(wanted, part, f"{at}/{name}")


def _text_faults(schema: Mapping[str, Any], value: str, at: str) -> Iterator[str]:
    forms = {"uuid": UUID, "date-time": STAMP}
    if schema.get("format") in forms and not forms[schema["format"]].fullmatch(value):
        yield f"{at}: {value!r} is no {schema['format']}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not fit {schema['pattern']}"


def _operation(method: str, path: str) -> Mapping[str, Any] | None:
    for template, operations in contract()["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) and method.lower() in operations:
            found: Mapping[str, Any] = operations[method.lower()]
            return found
    return None


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in schema:
        found: Any = contract()
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        schema = {**found, **{name: value for name, value in schema.items() if name != "$ref"}}
    return schema
