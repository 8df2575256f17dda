"""Texts as Telegram takes them: trimmed, measured in UTF-16 units, with entities, marked or found."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from tests.telegram.calls import Call
from tests.telegram.refusals import bad

Entity = dict[str, Any]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w+)?")),
    ("url", re.compile(r"\b(?:https?://|t\.me/)[^\s<>\"，。；、）]+")),
    ("email", re.compile(r"\b[\w.+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}\b")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z]\w{4,31}")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)
_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}


def units(text: str) -> int:
    """The length in UTF-16 units, Telegram's measure."""
    return len(text.encode("utf-16-le")) // 2


class _Html(HTMLParser):
    """Telegram's few tags; anything else is refused with its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.entities: list[Entity] = []
        self._open: list[tuple[str, Entity]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}"')
        entity: Entity = {"type": _TAGS[tag], "offset": units(self.text), "length": 0}
        if tag == "a":
            entity["url"] = dict(attrs).get("href") or ""
        self._open.append((tag, entity))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            raise bad(f'can\'t parse entities: Unexpected end tag "{tag}"')
        entity = self._open.pop()[1]
        entity["length"] = units(self.text) - entity["offset"]
        if entity["length"]:
            self.entities.append(entity)

    def handle_data(self, data: str) -> None:
        self.text += data

    def finish(self) -> None:
        """Nothing may stay open."""
        self.close()
        if self._open:
            raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{self._open[-1][0]}\"")


def _marked(call: Call, text: str, given: str) -> tuple[str, list[Entity]]:
    """The text without its marks, and what the marks said."""
    match call.text("parse_mode").lower():
        case "":
            return text, [dict(each) for each in call.value(given) or []]
        case "html":
            reader = _Html()
            reader.feed(text)
            reader.finish()
            return reader.text, reader.entities
        case mode:
            raise bad(f"this test server does not do parse_mode {mode}")


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Telegram drops white space on both sides; what was marked moves along."""
    lead = units(text) - units(text.lstrip())
    end = units(text.strip())
    kept = []
    for each in entities:
        start = max(0, each["offset"] - lead)
        length = min(end, each["offset"] - lead + each["length"]) - start
        if length > 0:
            kept.append({**each, "offset": start, "length": length})
    return text.strip(), kept


def found(text: str, marked: list[Entity] | None = None) -> list[Entity]:
    """The entities of a text: those given and, where they leave room, those that Telegram finds itself."""
    entities = list(marked or [])
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            start, length = units(text[: match.start()]), units(match.group())
            if not any(
                start < each["offset"] + each["length"] and each["offset"] < start + length for each in entities
            ):
                entities.append({"type": kind, "offset": start, "length": length})
    return sorted(entities, key=lambda each: (each["offset"], -each["length"]))


def text_of(call: Call) -> dict[str, Any]:
    """The text of a message, checked; as the fields of a message."""
    text, entities = _trimmed(*_marked(call, call.text("text"), "entities"))
    if not text:
        raise bad("message text is empty")
    if units(text) > TEXT_LIMIT:
        raise bad("message is too long")
    entities = found(text, entities)
    preview = call.value("link_preview_options")
    return {
        "text": text,
        **({"entities": entities} if entities else {}),
        **({"link_preview_options": preview} if preview else {}),
    }


def caption_of(call: Call) -> dict[str, Any]:
    """The caption of a file, checked; no field where there is none."""
    caption, entities = _trimmed(*_marked(call, call.text("caption"), "caption_entities"))
    if units(caption) > CAPTION_LIMIT:
        raise bad("message caption is too long")
    entities = found(caption, entities)
    return {**({"caption": caption} if caption else {}), **({"caption_entities": entities} if entities else {})}


def said(text: str, name: str = "text") -> dict[str, Any]:
    """What a person typed, or put under a file, as the fields of a message; white space around it goes."""
    text = text.strip()
    limit = TEXT_LIMIT if name == "text" else CAPTION_LIMIT
    if not text or units(text) > limit:
        raise ValueError(f"no app sends a {name} of {units(text)} units; an app splits long texts: say_long")
    entities = found(text)
    key = "entities" if name == "text" else "caption_entities"
    return {name: text, **({key: entities} if entities else {})}


def split(text: str) -> list[str]:
    """A long text as Telegram's apps send it: cut at the limit, never within a character."""
    pieces, rest = [], text
    while units(rest) > TEXT_LIMIT:
        pieces.append(rest.encode("utf-16-le")[: 2 * TEXT_LIMIT].decode("utf-16-le", "ignore"))
        rest = rest[len(pieces[-1]) :]
    return [*pieces, rest]
