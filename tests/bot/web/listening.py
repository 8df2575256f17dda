"""A page that listens to its line of news, as a browser's EventSource does."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientResponse

_PATIENCE = 5.0


@dataclass(frozen=True)
class Heard:
    """One event: its kind (``ping`` and ``retry`` among them), its data, its number."""

    kind: str
    data: Any = None
    id: int | None = None

    @property
    def sequences(self) -> list[int]:
        """The numbers of the messages in it."""
        return [each["sequence"] for each in self.data["messages"]]


async def hear(line: ClientResponse) -> Heard | None:
    """The next event; None once the line has ended."""
    fields: dict[str, str] = {}
    while words := (await asyncio.wait_for(line.content.readline(), _PATIENCE)).decode():
        if words == "\n":
            return _heard(fields)
        name, _, value = words.rstrip("\n").partition(": ")
        fields[name or "comment"] = value
    return None


def _heard(fields: dict[str, str]) -> Heard:
    if "comment" in fields or ":" in fields:
        return Heard("ping")
    if "retry" in fields:
        return Heard("retry", int(fields["retry"]))
    return Heard(fields["event"], json.loads(fields["data"]), int(fields["id"]) if "id" in fields else None)


async def hear_until_end(line: ClientResponse) -> list[Heard]:
    """Everything up to the end of the line."""
    heard = []
    while (each := await hear(line)) is not None:
        heard.append(each)
    return heard
