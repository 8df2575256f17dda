"""A person's telephone: what it does to the bot; what it shows is a screen's."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from tests.telegram.membership import membership
from tests.telegram.refusals import BLOCKED, DEACTIVATED
from tests.telegram.screen import Screen
from tests.telegram.state import Chat, Message, Tap, Telegram
from tests.telegram.texts import said, split

AlbumKind = Literal["photo", "document"]


def quoted(message: Message | None) -> dict[str, Any]:
    """The field that says which message is answered; without that which it answered itself."""
    if message is None:
        return {}
    return {"reply_to_message": {name: value for name, value in message.raw.items() if name != "reply_to_message"}}


class Phone(Screen):
    """One person and the private chat with the bot."""

    def __init__(self, telegram: Telegram, user: dict[str, Any]) -> None:
        about: dict[str, Any] = {"id": user["id"], "type": "private", "first_name": user["first_name"]}
        about |= {name: user[name] for name in ("last_name", "username") if name in user}
        super().__init__(telegram, Chat(about))
        self.user = user

    # ----------------------------------------------------------------------------------------------------- texts

    def say(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Type a text."""
        return self.post({**said(text), **quoted(reply_to)})

    def say_long(self, text: str) -> list[Message]:
        """Paste a text of any length; it goes out in pieces, as from a real app."""
        return [self.say(each) for each in split(text)]

    async def burst(self, texts: Sequence[str], spacing: float = 0.001) -> list[Message]:
        """Type faster than anybody can."""
        sent = []
        for text in texts:
            sent.append(self.say(text))
            await asyncio.sleep(spacing)
        return sent

    def start(self, payload: str = "") -> Message:
        """Open the bot by its link and press 开始."""
        if self.chat.shut == BLOCKED:
            self.unblock()
        return self.say(f"/start {payload}".strip())

    def edit(self, message: Message, text: str) -> None:
        """Change a text, or a caption, that was sent before."""
        name = "text" if "text" in message.raw else "caption"
        drop = ("text", "entities") if name == "text" else ("caption", "caption_entities")
        message.change({**said(text, name), "edit_date": self.telegram.date()}, drop=drop)
        self.telegram.updates.add("edited_message", message.raw, ("chat", self.id))

    def post(self, fields: dict[str, Any]) -> Message:
        """Send a message made of these fields."""
        if self.chat.shut:
            raise RuntimeError("who blocked the bot cannot write to it; start() or unblock() first")
        self.chat.reachable = True
        message = self.telegram.message(self.chat, self.user, fields)
        self.telegram.updates.add("message", message.raw, ("chat", self.id))
        return message

    # --------------------------------------------------------------------------------------------------- buttons

    def tap(self, message: Message, which: str | int = 0, *, data: str | None = None) -> Tap:
        """Press a button, by label or place; ``data`` presses one that is no longer shown."""
        pressed = data if data is not None else message.button(which).get("callback_data")
        if pressed is None:
            raise LookupError(f"{which!r} is a link, not a button for the bot")
        tap = Tap(str(secrets.randbits(62)), self.chat, self.telegram.now())
        self.telegram.taps[tap.query_id] = tap
        instance = {"chat_instance": self.chat.instance, "data": pressed}
        body = {"id": tap.query_id, "from": self.user, "message": message.raw, **instance}
        self.telegram.updates.add("callback_query", body, ("query", self.id))
        return tap

    # ----------------------------------------------------------------------------------------------------- files

    def send_document(
        self, data: bytes, name: str, caption: str = "", *, mime: str = "", size: int | None = None
    ) -> Message:
        """Send a file as it is; ``size`` pretends that it is larger than these bytes."""
        return self.post({**self._document(data, name, mime, size), **self._caption(caption)})

    def send_photo(self, data: bytes, caption: str = "") -> Message:
        """Send a picture as a photo: it loses its name."""
        return self.post({**self.telegram.files.photo(data), **self._caption(caption)})

    def send_album(
        self, files: Sequence[tuple[bytes, str]], caption: str = "", kind: AlbumKind = "photo"
    ) -> list[Message]:
        """Send two to ten files at once: as many messages with one media_group_id, the caption on the first."""
        return list(self._album(files, caption, kind))

    async def send_album_slowly(
        self, files: Sequence[tuple[bytes, str]], caption: str = "", kind: AlbumKind = "photo", spacing: float = 0.3
    ) -> list[Message]:
        """The same over a bad line: the messages come with pauses between them."""
        sent = []
        for message in self._album(files, caption, kind):
            sent.append(message)
            await asyncio.sleep(spacing)
        return sent

    def _album(self, files: Sequence[tuple[bytes, str]], caption: str, kind: AlbumKind) -> Iterator[Message]:
        if not 2 <= len(files) <= 10:
            raise ValueError("an album has two to ten files")
        group = {"media_group_id": str(secrets.randbits(60))}
        for place, (data, name) in enumerate(files):
            file = self.telegram.files.photo(data) if kind == "photo" else self._document(data, name)
            yield self.post({**group, **file, **self._caption(caption if place == 0 else "")})

    def _document(self, data: bytes, name: str, mime: str = "", size: int | None = None) -> dict[str, Any]:
        files = self.telegram.files
        return files.document(files.store(data, name, size=size), name, mime)

    def _caption(self, caption: str) -> dict[str, Any]:
        return said(caption, "caption") if caption else {}

    def voice(self, seconds: int = 4) -> Message:
        """Send a voice message."""
        file = self.telegram.files.store(b"OggS" + bytes(seconds * 100), "voice.oga", "voice")
        return self.post({"voice": {"duration": seconds, "mime_type": "audio/ogg", **file.fields()}})

    def video(self, seconds: int = 4) -> Message:
        """Send a video."""
        file = self.telegram.files.store(bytes(4) + b"ftypmp42" + bytes(seconds * 1000), "video.mp4", "videos")
        shape = {"width": 480, "height": 848, "duration": seconds, "mime_type": "video/mp4"}
        return self.post({"video": {**shape, **file.fields()}})

    def sticker(self, emoji: str = "👍") -> Message:
        """Send a sticker."""
        file = self.telegram.files.store(b"RIFF\x10\x00\x00\x00WEBPVP8 " + emoji.encode(), "sticker.webp", "stickers")
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self.post({"sticker": {**shape, "emoji": emoji, "set_name": "ordinary", **file.fields()}})

    def location(self, latitude: float = 38.04, longitude: float = 114.51) -> Message:
        """Send a place on the map."""
        return self.post({"location": {"latitude": latitude, "longitude": longitude}})

    # ------------------------------------------------------------------------------------------------ membership

    def block(self) -> None:
        """Stop the bot."""
        membership(self.telegram, self.chat, self.user, "member", "kicked")
        self.chat.shut = BLOCKED

    def unblock(self) -> None:
        """Let the bot write again."""
        self.chat.shut = ""
        membership(self.telegram, self.chat, self.user, "kicked", "member")

    def delete_account(self) -> None:
        """Leave Telegram; the bot is not told."""
        self.chat.shut = DEACTIVATED
