"""One call of a method: GET or POST, as a query string, a form, JSON or multipart, read into one shape."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web
from multidict import MultiMapping

from tests.telegram.refusals import Refused, bad

UPLOAD_LIMIT = 50 << 20

# More patient than the standard, as Telegram is: grammy quotes no file name, not even one of Chinese and spaces.
_NAME = re.compile(r';\s*name="?([^";]+)')
_FILE = re.compile(r';\s*filename="?([^";]*)')


@dataclass(frozen=True)
class Upload:
    """A file in a multipart body."""

    name: str
    data: bytes
    mime: str


@dataclass
class Call:
    """The parameters, as they came; the accessors read them as what the method expects."""

    method: str
    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A string; empty where it was not given."""
        value = self.values.get(name, "")
        if not isinstance(value, str):
            raise bad(f'field "{name}" must be of type String')
        return value

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number, given as one or as its digits."""
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise bad(f'field "{name}" must be of type Number')
        try:
            return int(value)
        except ValueError:
            raise bad(f"can't parse integer value of {name}") from None

    def flag(self, name: str) -> bool:
        """Yes or no; Telegram takes true, yes and 1."""
        return str(self.values.get(name, "")).lower() in {"true", "yes", "1"}

    def value(self, name: str) -> Any:
        """An object or a list: serialised in forms, plain in a JSON body; None where it was not given."""
        given = self.values.get(name)
        if not isinstance(given, str):
            return given
        if not given:
            return None
        try:
            return json.loads(given)
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None


def _add(call: Call, values: MultiMapping[Any]) -> None:
    call.values.update({name: value for name, value in values.items() if isinstance(value, str)})


async def _part(call: Call, part: BodyPartReader) -> None:
    disposition = part.headers.get("Content-Disposition", "")
    name, file = _NAME.search(disposition), _FILE.search(disposition)
    data = bytes(await part.read(decode=True))
    if name is None:
        raise bad("can't parse the name of a part")
    if file is None:
        call.values[name[1]] = data.decode()
        return
    if len(data) > UPLOAD_LIMIT:
        raise Refused(413)
    mime = part.headers.get("Content-Type", "application/octet-stream")
    call.uploads[name[1]] = Upload(file[1].replace("%22", '"'), data, mime)


async def _multipart(call: Call, request: web.Request) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise bad("nested multipart is not supported")
        await _part(call, part)


async def _json(call: Call, request: web.Request) -> None:
    try:
        body = json.loads(await request.text() or "{}")
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad("expected a JSON object")
    call.values.update({name: value for name, value in body.items() if value is not None})


async def read(request: web.Request) -> Call:
    """Read the whole request."""
    call = Call(request.match_info["method"])
    _add(call, request.query)
    if (request.content_length or 0) > UPLOAD_LIMIT + (1 << 20):
        raise Refused(413)
    match request.content_type:
        case "application/json":
            await _json(call, request)
        case "multipart/form-data":
            await _multipart(call, request)
        case "application/x-www-form-urlencoded":
            _add(call, await request.post())
        case _ if request.can_read_body:
            raise bad("unsupported content type")
    return call
