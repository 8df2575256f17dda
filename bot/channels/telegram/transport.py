"""How python-telegram-bot's requests travel: over aiohttp, which is here already and takes a third of the time.

A failure is told apart by when it happened: before a connection stood, nothing was done; later, nobody knows.
"""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import urlencode

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
    TCPConnector,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.outcomes import InDoubt, Moved, NoChat, Outcome, Refused, Shut, Undone

_CONNECTIONS = 64
_ENCODED = {"Content-Type": "application/x-www-form-urlencoded"}
_SECONDS = 20.0
_UPLOAD_SECONDS = 300.0
_REFUSED_SECONDS = 60.0
_NO_CHAT = ("chat not found", "chat_id is empty", "peer_id_invalid", "user not found")
_BEFORE = (ClientConnectorError, ConnectionTimeoutError, ClientHttpProxyError)

T = TypeVar("T")


class Transport(BaseRequest):
    """The connections of one bot. They are made when the first request is, in the loop that makes it."""

    def __init__(self, proxy: str) -> None:
        self._proxy = proxy or None
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """How long an answer may take."""
        return _SECONDS

    async def initialize(self) -> None:
        """Open the connections."""
        self._open()

    def _open(self) -> ClientSession:
        if self._session is None or self._session.closed:
            self._session = ClientSession(connector=TCPConnector(limit=_CONNECTIONS), proxy=self._proxy)
        return self._session

    async def shutdown(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,
        connect_timeout: object = None,
        pool_timeout: object = None,
    ) -> tuple[int, bytes]:
        """Make one request; returns status and body. How long it may take is a matter of what it carries."""
        body = _body(request_data)
        plain = isinstance(body, bytes)
        headers, seconds = (_ENCODED, _SECONDS) if plain else (None, _UPLOAD_SECONDS)
        timeout = ClientTimeout(total=_UPLOAD_SECONDS, sock_connect=_SECONDS, sock_read=seconds)
        try:
            async with self._open().request(method, url, data=body, headers=headers, timeout=timeout) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except ClientError as error:
            raise NetworkError(type(error).__name__) from error


def _body(request_data: RequestData | None) -> bytes | FormData:
    """Words as they are; a form of several parts only where files come with them."""
    if request_data is None or not request_data.contains_files:
        return urlencode(request_data.json_parameters if request_data is not None else {}).encode("ascii")
    form = FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return form


def outcome(error: TelegramError) -> Outcome:
    """What an error of the library means. Its words are passed on only where Telegram said them."""
    match error:
        case Forbidden():
            return Shut()
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case BadRequest():
            return _bad(error.message)
        case InvalidToken():
            return Undone(_REFUSED_SECONDS)
        case NetworkError() if "too large" in error.message.lower():
            return Refused(error.message)
        case NetworkError():
            return _broken(error.__cause__)
    return Refused(type(error).__name__)


def _bad(said: str) -> Outcome:
    return NoChat() if any(each in said.lower() for each in _NO_CHAT) else Refused(said)


def _broken(cause: BaseException | None) -> Outcome:
    """An answer that says no, or no connection: it did not happen. A line that broke later: nobody knows."""
    said_no = cause is None or isinstance(cause, TelegramError)
    return Undone() if said_no or isinstance(cause, _BEFORE) else InDoubt()
