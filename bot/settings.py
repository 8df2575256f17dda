"""Settings: read once from the environment, prefix ``SHENBAO_``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ZONE = ZoneInfo("Asia/Shanghai")


class Settings(BaseSettings):
    """Everything that an administrator can set.

    ``data`` is the folder of the database and the files; ``public_url`` is where people reach the web chat, with a path
    prefix if there is one; ``now`` is a fixed clock for tests; ``template`` is the province's own Word file in place of
    the reconstructed one; ``database_url`` a PostgreSQL in place of the embedded SQLite; ``upload_mb`` how large a file
    may be that people send; ``office_seconds`` the time after which LibreOffice is stopped.
    """

    model_config = SettingsConfigDict(env_prefix="SHENBAO_", extra="ignore")

    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = ""
    now: datetime | None = None
    database_url: str = ""
    edition: str = "hebei-clusters/2024"
    template: Path | None = None
    upload_mb: int = Field(default=200, ge=1, le=4096)
    office_seconds: float = Field(default=60, gt=0)

    @field_validator("now")
    @classmethod
    def _zoned(cls, now: datetime | None) -> datetime | None:
        return now.replace(tzinfo=ZONE) if now is not None and now.tzinfo is None else now

    @field_validator("public_url")
    @classmethod
    def _without_slash(cls, url: str) -> str:
        return url.rstrip("/")

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

    def clock(self) -> datetime:
        """The present time in China, or the fixed one."""
        return self.now or datetime.now(ZONE)
