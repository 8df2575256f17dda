"""A phone without a screen: enters by a personal link and talks to a running service, as the page does."""

from __future__ import annotations

import json
import secrets
import urllib.request
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import quote, urlsplit

Message = dict[str, Any]


class Phone:
    """One person's phone."""

    def __init__(self, link: str) -> None:
        parts = urlsplit(link)
        self._site = f"{parts.scheme}://{parts.netloc}"
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar())).open
        self._post(parts.path, b"")
        self._get("/")

    def say(self, text: str) -> list[Message]:
        """Type something; returns what is new."""
        after = self.messages()[-1]["sequence"]
        body = json.dumps({"id": secrets.token_hex(8), "after": after, "text": text}).encode()
        answer: list[Message] = json.loads(self._post("/say", body))["messages"]
        return answer

    def send(self, name: str, content: bytes) -> None:
        """Send a file, as the page sends large ones."""
        about = {"Id": secrets.token_hex(8), "Size": str(len(content)), "Name": quote(name), "Offset": "0"}
        headers = {"Origin": self._site, "Content-Type": "application/octet-stream"}
        headers |= {f"X-Upload-{key}": value for key, value in about.items()}
        request = urllib.request.Request(f"{self._site}/upload/piece", content, headers, method="POST")  # noqa: S310
        with self._open(request) as answer:
            assert json.loads(answer.read())["kept"], name

    def move(self, url: str) -> None:
        """Talk to another process of the same service; cookies know no ports."""
        parts = urlsplit(url)
        self._site = f"{parts.scheme}://{parts.netloc}"

    def messages(self) -> list[Message]:
        """The latest messages."""
        found: list[Message] = json.loads(self._get("/messages"))["messages"]
        return found

    def files(self, part: str = "") -> list[str]:
        """The names of the files that were handed over, in order, those that hold a part."""
        names = (each["file"]["name"] for each in self.messages() if each.get("file"))
        return [name for name in names if part in name]

    def heard(self, part: str) -> bool:
        """Whether something was said that holds this."""
        return any(part in each["text"] for each in self.messages())

    def _get(self, path: str) -> bytes:
        with self._open(f"{self._site}{path}") as answer:
            content: bytes = answer.read()
        return content

    def _post(self, path: str, body: bytes) -> bytes:
        kind = "application/json" if body else "application/x-www-form-urlencoded"
        headers = {"Origin": self._site, "Content-Type": kind}
        request = urllib.request.Request(f"{self._site}{path}", body, headers, method="POST")  # noqa: S310
        with self._open(request) as answer:
            content: bytes = answer.read()
        return content
