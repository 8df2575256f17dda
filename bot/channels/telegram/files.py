"""Files that people send: streamed into the attachments as 待归类, and told to the conversation.

A file is kept under the number of the update that brought it; so a crash between the file and the conversation doubles
nothing, and the next try finds what is there.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from typing import Protocol

from bot.channels.telegram.correcting import key_of
from bot.channels.telegram.incoming import Incoming, Media
from bot.evidence.incoming import HEAD, Kept, UploadRefused
from bot.evidence.incoming import Incoming as Arrived
from bot.evidence.receiving import Uploads, event_of, upload_link
from bot.house import House
from bot.turns.notices import tell
from dialogs.record import codec
from dialogs.saying.replies import Told
from dialogs.state.conversation import Conversation
from dialogs.turn.messages import Sent
from storage import conversations
from storage.attachments import Arriving
from storage.people import Known


class TooLarge(Exception):
    """The channel does not hand out files of this size."""


class Unfetched(Exception):
    """The file did not come; ``again`` says whether it may come later."""

    def __init__(self, *, again: bool) -> None:
        super().__init__()
        self.again = again


class Source(Protocol):
    """Where files come from."""

    def pieces(self, file_id: str) -> AsyncIterator[bytes]:
        """A file, piece by piece. ``TooLarge``, ``Unfetched``."""


class Files:
    """Takes files in for one house."""

    def __init__(self, house: House, source: Source) -> None:
        self._house = house
        self._source = source

    async def take(self, known: Known, batch: Sequence[Incoming]) -> None:
        """Take one file, or those of an album in their order; ``Unfetched`` where it is worth trying again.

        An album has its words under one of its pictures: they are about all of them. To look at a file takes a while:
        the conversation hears of them when all are there, so that they are asked about as one.
        """
        caption = next((each.media.caption for each in batch if each.media is not None and each.media.caption), "")
        arrived = [
            await self._one(known, each.media, caption, key_of(each.update_id))
            for each in batch
            if each.media is not None
        ]
        for tell_of in arrived:
            await asyncio.to_thread(tell_of)

    async def _one(self, known: Known, media: Media, caption: str, key: str) -> Callable[[], object]:
        """Keep a file, or not; what is to be told of it is told later."""
        uploads, house = Uploads(self._house), self._house
        try:
            with await asyncio.to_thread(uploads.begin, media.size or None) as arriving:
                head = await self._stream(media, arriving, uploads.largest)
                file = Arrived(arriving, media.name, head)
                kept = await asyncio.to_thread(_keep, house, uploads, known, file, key)
        except TooLarge:
            return partial(_too_large, house, known, media, key)
        except UploadRefused as refused:
            return partial(_refused, house, known, media, refused, key)
        return partial(house.conversations.receive, known.address_id, key, event_of(kept, caption))

    async def _stream(self, media: Media, arriving: Arriving, largest: int) -> bytes:
        head = b""
        async for piece in self._source.pieces(media.file_id):
            head += piece[: HEAD - len(head)]
            if arriving.size + len(piece) > largest:
                raise TooLarge
            await asyncio.to_thread(arriving.write, piece)
        return head


def _keep(house: House, uploads: Uploads, known: Known, file: Arrived, key: str) -> Kept:
    return uploads.keep(file, known.person_id, _open_application(house, known), key)


def _open_application(house: House, known: Known) -> str | None:
    with house.database.read() as session:
        state = conversations.load(session, known.address_id).state
    conversation: Conversation | None = None if state is None else codec.loads(state)
    return None if conversation is None else conversation.application


def _too_large(house: House, known: Known, media: Media, key: str) -> None:
    """Telegram does not hand the file over: the person gets a link of one's own to the web page."""
    link = upload_link(house, known.person_id, _open_application(house, known))
    tell(house, known.address_id, key, Told("file too large", {"name": media.name, "link": link}))


def _refused(house: House, known: Known, media: Media, refused: UploadRefused, key: str) -> None:
    if refused.why in ("empty", "large"):
        house.conversations.receive(known.address_id, key, Sent(media.name, media.size))
    else:
        figures = {"name": media.name, "limit": str(refused.limit // (1024 * 1024))}
        tell(house, known.address_id, key, Told(f"file {refused.why}", figures))


def give_up(house: House, known: Known, batch: Sequence[Incoming]) -> None:
    """The files did not come, and will not: the person is asked to send them again."""
    for each in batch:
        if each.media is not None:
            lost = Sent(each.media.name, each.media.size)
            house.conversations.receive(known.address_id, key_of(each.update_id), lost)
