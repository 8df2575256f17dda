"""Where the page stands on the net: the path before every route, and whether cookies are for https only."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

_STANDARD_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Site:
    """``prefix`` is empty or begins with a slash and ends without one; ``host`` has a port unless it is standard."""

    prefix: str
    host: str
    secure: bool

    @property
    def home(self) -> str:
        """The path of the chat page."""
        return f"{self.prefix}/"


def site_of(public_url: str) -> Site:
    """The site of ``SHENBAO_PUBLIC_URL``; without one the machine's own root. ``ValueError`` for what is no address."""
    if not public_url:
        return Site("", "", secure=False)
    parts = urlsplit(public_url)
    if parts.scheme not in _STANDARD_PORTS or not parts.hostname:
        raise ValueError(f"{public_url} is no http or https address")
    return Site(parts.path.rstrip("/"), host_of(public_url), secure=parts.scheme == "https")


def host_of(url: str) -> str:
    """Host and port of an address as ``Host`` says them, in small letters; empty where there is none."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2].lower()
    standard = _STANDARD_PORTS.get(parts.scheme)
    return host.removesuffix(f":{standard}") if standard is not None else host
