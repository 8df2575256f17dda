"""Settings: read once from the environment, prefix ``SHENBAO_``."""

from __future__ import annotations

import re
from datetime import datetime, time
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from dialogs.definition.loader import EDITION
from dialogs.derived.schedule import Habits

ZONE = ZoneInfo("Asia/Shanghai")


class Settings(BaseSettings):
    """Everything that an administrator can set.

    ``data`` is the folder of the database and the files; ``public_url`` is where people reach the web chat, with a path
    prefix if there is one; ``proxies`` are the addresses or networks of proxies whose ``X-Forwarded-For`` counts;
    ``now`` is a fixed clock for tests; ``template`` is the province's own Word file in place of the reconstructed one;
    ``database_url`` a PostgreSQL in place of the embedded SQLite; ``upload_mb`` how large a file may be that people
    send, ``person_mb``, ``application_mb`` and ``files_mb`` how large all files of one person, for one application and
    of everybody together; ``clamd`` is the socket of a virus scanner; ``ocr`` lets photos and scans be read;
    ``office_seconds`` is the time after which LibreOffice is stopped. Of drafts, review copies and pictures of pages
    the latest ``drafts`` of an application are kept, and none longer than ``draft_days``; lines of the audit are kept
    for ``audit_days``.

    ``metrics`` is the address and port at which Prometheus may ask for figures, such as 127.0.0.1:9464. ``objects`` is
    an object store for the files of people, such as s3://bucket/folder; the folder then holds copies.

    Reminders come at ``reminder_time``, so many working days before a date as ``reminder_days`` says, and never in
    ``quiet_hours``; all of it in China's time.

    ``smtp_host`` switches mail on, for reminders that reach nobody otherwise; ``smtp_from`` is the sender.

    ``telegram_token`` switches Telegram on, ``telegram_accepted`` says that this was decided. Updates are fetched,
    unless ``telegram_webhook_url`` says where Telegram shall deliver them. ``telegram_api_url`` is a Bot API server of
    one's own, ``telegram_proxy`` an HTTP proxy on the way to it. A mistake never shows what stood in the environment.
    """

    model_config = SettingsConfigDict(env_prefix="SHENBAO_", extra="ignore", hide_input_in_errors=True)

    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = ""
    proxies: str = ""
    now: datetime | None = None
    database_url: str = ""
    edition: str = EDITION
    template: Path | None = None
    upload_mb: int = Field(default=200, ge=1, le=4096)
    person_mb: int = Field(default=2048, ge=1)
    application_mb: int = Field(default=4096, ge=1)
    files_mb: int = Field(default=102_400, ge=1)
    drafts: int = Field(default=5, ge=1)
    draft_days: int = Field(default=30, ge=1)
    audit_days: int = Field(default=730, ge=1)
    clamd: Path | None = None
    ocr: bool = False
    office_seconds: float = Field(default=60, gt=0)
    metrics: str = ""
    objects: str = ""
    reminder_time: time = time(9)
    reminder_days: str = "10,5,3,1,0"
    quiet_hours: str = "20:30-08:00"
    smtp_host: str = ""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_from: str = ""
    telegram_token: SecretStr = SecretStr("")
    telegram_accepted: bool = False
    telegram_webhook_url: str = ""
    telegram_webhook_secret: SecretStr = SecretStr("")
    telegram_api_url: str = ""
    telegram_proxy: SecretStr = SecretStr("")

    @field_validator("now")
    @classmethod
    def _zoned(cls, now: datetime | None) -> datetime | None:
        return now.replace(tzinfo=ZONE) if now is not None and now.tzinfo is None else now

    @field_validator("public_url")
    @classmethod
    def _without_slash(cls, url: str) -> str:
        return url.rstrip("/")

    @field_validator("proxies")
    @classmethod
    def _networks(cls, named: str) -> str:
        try:
            _ = [ip_network(each.strip()) for each in named.split(",") if each.strip()]
        except ValueError:
            raise ValueError("not addresses or networks between commas, such as 127.0.0.1,10.0.0.0/8") from None
        return named

    @field_validator("metrics")
    @classmethod
    def _asked_at(cls, address: str) -> str:
        host, _, port = address.rpartition(":")
        if address and not (host and port.isdecimal() and int(port) < 2**16):
            raise ValueError("not an address and a port, such as 127.0.0.1:9464")
        return address

    @field_validator("reminder_days")
    @classmethod
    def _days(cls, days: str) -> str:
        if re.fullmatch(r"\d{1,2}(,\d{1,2})*", days) is None:
            raise ValueError("not working days between commas, such as 10,5,3,1,0")
        return days

    @field_validator("quiet_hours")
    @classmethod
    def _hours(cls, hours: str) -> str:
        if re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", hours) is None:
            raise ValueError("not two times of the day, such as 20:30-08:00")
        return hours

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, token: SecretStr) -> SecretStr:
        return _matching(token, r"\d{1,20}:[A-Za-z0-9_-]{10,100}", "a token as BotFather gives it, 123456:letters")

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _secret(cls, secret: SecretStr) -> SecretStr:
        return _matching(secret, r"[A-Za-z0-9_-]{16,256}", "16 to 256 letters, digits, _ or -")

    @field_validator("telegram_proxy")
    @classmethod
    def _proxy(cls, proxy: SecretStr) -> SecretStr:
        return _matching(proxy, r"https?://\S+", "an http or https proxy; socks is not supported")

    @field_validator("telegram_api_url", "telegram_webhook_url")
    @classmethod
    def _address(cls, url: str) -> str:
        _matching(SecretStr(url), r"https?://[^\s?#]+", "an http or https address")
        return url.rstrip("/")

    @model_validator(mode="after")
    def _mail_has_a_sender(self) -> Self:
        if self.smtp_host and "@" not in parseaddr(self.smtp_from)[1]:
            raise ValueError(
                "SHENBAO_SMTP_HOST needs SHENBAO_SMTP_FROM beside it, an address such as shenbao@example.cn"
            )
        return self

    @model_validator(mode="after")
    def _webhook_is_secured(self) -> Self:
        if self.telegram_webhook_url and not self.telegram_webhook_secret.get_secret_value():
            raise ValueError("SHENBAO_TELEGRAM_WEBHOOK_URL needs SHENBAO_TELEGRAM_WEBHOOK_SECRET beside it")
        return self

    @property
    def base_url(self) -> str:
        """Where links lead, without a slash at the end."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def database(self) -> str:
        """The database's URL: the embedded file unless another is set."""
        return self.database_url or f"sqlite:///{(self.data / 'app.db').absolute()}"

    @property
    def engine(self) -> Path | str:
        """Where the engine of the jobs keeps what it needs: a file of its own, or the PostgreSQL."""
        return self.database_url or self.data / "engine.db"

    @property
    def habits(self) -> Habits:
        """When to remind."""
        quiet, waking = (time.fromisoformat(each) for each in self.quiet_hours.split("-"))
        days = tuple(int(each) for each in self.reminder_days.split(","))
        return Habits(days, at=self.reminder_time, quiet=quiet, waking=waking)

    def clock(self) -> datetime:
        """The present time in China, or the fixed one."""
        return self.now or datetime.now(ZONE)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be read in a log."""
        held = (self.telegram_token, self.telegram_webhook_secret, self.telegram_proxy, self.smtp_password)
        return tuple(secret.get_secret_value() for secret in held if secret.get_secret_value())


def _matching(value: SecretStr, pattern: str, wanted: str) -> SecretStr:
    """The value, if it is empty or fits; the mistake says what was wanted and not what was there."""
    held = value.get_secret_value()
    if held and re.fullmatch(pattern, held) is None:
        raise ValueError(f"not {wanted}")
    return value
