"""The control port as its callers see it: a telephone in their hands, though the server is elsewhere; calls block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import httpx

from tests.telegram.control import packed
from tests.telegram.phone import AlbumKind
from tests.telegram.state import Message


class Steering:
    """Speaks to the control port."""

    def __init__(self, address: str) -> None:
        # Never through a proxy: the server is on this machine.
        self._client = httpx.Client(base_url=address, timeout=90.0, trust_env=False)

    def __call__(self, path: str, /, **arguments: Any) -> Any:
        """Use one handle."""
        answer = self._client.post(f"/control/{path}", json=arguments)
        body = answer.json()
        if "error" in body:
            raise AssertionError(body["error"])
        return body["result"]

    def file(self, file_id: str) -> bytes:
        """The bytes of a file."""
        return self._client.get(f"/control/file/{file_id}").raise_for_status().content

    def message(self, body: dict[str, Any]) -> Message:
        """A message as it was at this moment."""
        message = Message(body["raw"], self.file, silent=body["silent"])
        message.versions, message.deleted, message.keys = body["versions"], body["deleted"], body["keys"]
        return message

    def close(self) -> None:
        """Speak no more."""
        self._client.close()


class RemoteTap:
    """A button pressed."""

    def __init__(self, steer: Steering, query_id: str) -> None:
        self.query_id = query_id
        self._steer = steer

    def answered(self, within: float = 10.0) -> dict[str, Any]:
        """Wait for the bot's answer."""
        answer: dict[str, Any] = self._steer(f"tap/{self.query_id}", within=within)
        return answer


class RemotePhone:
    """A person's telephone, from afar."""

    def __init__(self, steer: Steering, user_id: int) -> None:
        self.id = user_id
        self._steer = steer

    def _do(self, name: str, /, **arguments: Any) -> Any:
        return self._steer(f"user/{self.id}/{name}", **arguments)

    def _message(self, name: str, /, **arguments: Any) -> Message:
        return self._steer.message(self._do(name, **arguments))

    def _messages(self, name: str, /, **arguments: Any) -> list[Message]:
        return [self._steer.message(each) for each in self._do(name, **arguments)]

    def say(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Type a text."""
        return self._message("say", text=text, **({"reply_to": reply_to.id} if reply_to else {}))

    def say_long(self, text: str) -> list[Message]:
        """Paste a text of any length."""
        return self._messages("say_long", text=text)

    def burst(self, texts: Sequence[str], spacing: float = 0.001) -> list[Message]:
        """Type faster than anybody can."""
        return self._messages("burst", texts=list(texts), spacing=spacing)

    def start(self, payload: str = "") -> Message:
        """Open the bot by its link and press 开始."""
        return self._message("start", payload=payload)

    def edit(self, message: Message, text: str) -> None:
        """Change a text that was sent before."""
        self._do("edit", message=message.id, text=text)

    def tap(self, message: Message, which: str | int = 0, *, data: str | None = None) -> RemoteTap:
        """Press a button, by label or place."""
        return RemoteTap(self._steer, self._do("tap", message=message.id, which=which, data=data))

    def send_document(self, data: bytes, name: str, caption: str = "", *, size: int | None = None) -> Message:
        """Send a file as it is."""
        return self._message("send_document", base64=packed(data), name=name, caption=caption, size=size)

    def send_photo(self, data: bytes, caption: str = "") -> Message:
        """Send a picture as a photo."""
        return self._message("send_photo", base64=packed(data), caption=caption)

    def send_album(
        self, files: Sequence[tuple[bytes, str]], caption: str = "", kind: AlbumKind = "photo"
    ) -> list[Message]:
        """Send two to ten files at once."""
        pairs = [(packed(data), name) for data, name in files]
        return self._messages("send_album", files=pairs, caption=caption, kind=kind)

    def voice(self) -> Message:
        """Send a voice message."""
        return self._message("voice")

    def video(self) -> Message:
        """Send a video."""
        return self._message("video")

    def sticker(self) -> Message:
        """Send a sticker."""
        return self._message("sticker")

    def location(self) -> Message:
        """Send a place on the map."""
        return self._message("location")

    def block(self) -> None:
        """Stop the bot."""
        self._do("block")

    def unblock(self) -> None:
        """Let the bot write again."""
        self._do("unblock")

    def delete_account(self) -> None:
        """Leave Telegram."""
        self._do("delete_account")

    @property
    def inbox(self) -> list[Message]:
        """All messages of the bot that are still there, as they are now."""
        return self._messages("inbox")

    @property
    def last(self) -> Message:
        """The newest message of the bot."""
        return self.inbox[-1]

    @property
    def actions(self) -> list[str]:
        """What the bot was shown to be doing: typing, upload_document and so on."""
        return list(self._do("actions"))

    @property
    def unread(self) -> list[Message]:
        """What came or changed after that which was last waited for."""
        return self._messages("unread")

    def wait_for(self, words: str | None = None, *, within: float = 10.0) -> Message:
        """The next new or changed message that holds the words."""
        return self._message("wait_for", wanted=words, within=within)

    def quiet(self, seconds: float = 0.3) -> list[Message]:
        """Wait until nothing has come for so long; what is unread."""
        return self._messages("quiet", seconds=seconds)
