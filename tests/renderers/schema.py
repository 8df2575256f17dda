"""Whether a value fits a JSON Schema, for the keywords that ours use; an unknown keyword is an error, not ignored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
_SILENT = {"$schema", "$defs", "title", "description"}
_KNOWN = {"type", "const", "enum", "anyOf", "$ref", "required", "properties", "additionalProperties", "items"} | _SILENT


def misfits(schema: Mapping[str, Any], value: Any, root: Mapping[str, Any], place: str = "") -> Iterator[str]:
    """What does not fit, in words."""
    if set(schema) - _KNOWN:
        raise AssertionError(f"keywords that this does not know: {set(schema) - _KNOWN}")
    if "$ref" in schema:
        yield from misfits(root["$defs"][schema["$ref"].rpartition("/")[2]], value, root, place)
    if value not in schema.get("enum", [schema.get("const", value)]):
        yield f"{place} is {value!r}"
    if "anyOf" in schema and not any(not [*misfits(each, value, root, place)] for each in schema["anyOf"]):
        yield f"{place} is none of these: {value!r}"
    yield from _of_kind(schema, value, root, place)


def _of_kind(schema: Mapping[str, Any], value: Any, root: Mapping[str, Any], place: str) -> Iterator[str]:
    kind = schema.get("type")
    if kind and (not isinstance(value, _TYPES[kind]) or (kind == "integer" and isinstance(value, bool))):
        yield f"{place} is no {kind}: {value!r}"
    elif isinstance(value, dict):
        yield from _in_object(schema, value, root, place)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from misfits(schema.get("items", {}), each, root, f"{place}/{number}")


def _in_object(schema: Mapping[str, Any], value: dict[str, Any], root: Mapping[str, Any], place: str) -> Iterator[str]:
    yield from (f"{place} lacks {name}" for name in schema.get("required", ()) if name not in value)
    known, rest = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name, each in value.items():
        if name in known:
            yield from misfits(known[name], each, root, f"{place}/{name}")
        elif rest is False:
            yield f"{place}/{name} is not in the schema"
        elif isinstance(rest, dict):
            yield from misfits(rest, each, root, f"{place}/{name}")
