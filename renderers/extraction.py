"""Collects the texts of form files for translation (called by Babel when `make texts` runs).

Official labels, boxes and guidance stay Chinese; what the product itself says (messages, workings, hints, notes, the
introduction, the labels of its own auxiliary questions) is translated.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

import yaml

_OURS = ("message", "hint", "note", "working", "uncheckable", "handling", "words")
Message = tuple[int, str | None, str, list[str]]


def extract_forms(
    source: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """The texts of one YAML file, as Babel takes them: line, function, text, comments."""
    for text in _texts(yaml.safe_load(source)):
        yield 0, None, text, []


def _texts(node: Any) -> Iterator[str]:
    match node:
        case dict():
            yield from (node[key] for key in _OURS if isinstance(node.get(key), str))
            yield from node.get("introduction", [])
            if node.get("auxiliary"):
                yield node["label"]
                yield from (choice["label"] for choice in node.get("choices", []))
            for value in node.values():
                yield from _texts(value)
        case list():
            for value in node:
                yield from _texts(value)
