"""One mail server, by aiosmtplib: whether a mail is out, will never be, or was not tried."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import aiosmtplib

from bot.channels.mail.letters import mail_of
from bot.reminding.post import InDoubt, Letter, NotReached, Refused
from bot.settings import Settings

_SECONDS = 30.0
_PERMANENT = 500


@dataclass(frozen=True)
class MailServer:
    """The mail server of the settings."""

    settings: Settings

    @property
    def on(self) -> bool:
        """Whether one is set."""
        return bool(self.settings.smtp_host)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Connection]:
        """A line to the server, signed in; ``NotReached`` where it does not come about."""
        settings = self.settings
        client = aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            use_tls=settings.smtp_security == "tls",
            start_tls=settings.smtp_security == "starttls",
            tls_context=ssl.create_default_context() if settings.smtp_security != "none" else None,
            timeout=_SECONDS,
        )
        try:
            await client.connect()
            if settings.smtp_user:
                await client.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        except (aiosmtplib.SMTPException, OSError) as error:
            client.close()
            raise NotReached(_reason(error)) from error
        try:
            yield Connection(client, settings.smtp_from)
        finally:
            client.close()


@dataclass(frozen=True)
class Connection:
    """An open line to a mail server."""

    client: aiosmtplib.SMTP
    sender: str

    async def send(self, letter: Letter, now: datetime) -> None:
        """Hand over a letter. ``Refused``, ``NotReached`` (it may be tried again) or ``InDoubt`` where that fails."""
        try:
            await self.client.send_message(mail_of(letter, self.sender, now))
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = [each.code for each in error.recipients]
            raise (Refused if all(code >= _PERMANENT for code in codes) else NotReached)(_reason(error)) from error
        except aiosmtplib.SMTPResponseException as error:
            raise (Refused if error.code >= _PERMANENT else NotReached)(_reason(error)) from error
        except ValueError as error:
            raise Refused(_reason(error)) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise InDoubt(_reason(error)) from error


def _reason(error: Exception) -> str:
    """The kind of error and the server's code; never its words, in which addresses stand."""
    code = getattr(error, "code", None)
    return type(error).__name__ + (f" {code}" if code is not None else "")
