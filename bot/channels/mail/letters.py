"""A reminder as a mail: the words of the chat, a link, and the dates for the reader's own calendar."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

from bot.reminding.post import Letter


def mail_of(letter: Letter, sender: str, now: datetime) -> EmailMessage:
    """The mail. Its subject holds no link."""
    mail = EmailMessage()
    name, address = parseaddr(sender)
    domain = address.rpartition("@")[2] or "localhost"
    mail["From"] = Address(name or "shenbao", addr_spec=address)
    mail["To"] = Address(" ".join(letter.name.split()), addr_spec=letter.to)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{letter.key}@{domain}>" if letter.key else make_msgid(domain=domain)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(f"{letter.greeting}\n\n{letter.text}\n\n{letter.link}\n")
    charset = {"charset": "utf-8", "method": "PUBLISH"}
    mail.add_attachment(letter.calendar, maintype="text", subtype="calendar", filename="shenbao.ics", params=charset)
    return mail
