"""Where the page stands on the net: the path before every route, its origin, and what cookies it may set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

COOKIE = "shenbao_session"
_STANDARD_PORTS = {"http": 80, "https": 443}

_UNNAMED = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True)
class Site:
    """``prefix`` is empty or begins with a slash and ends without one; ``host`` has a port unless it is standard.

    ``origin`` is what a browser says that our pages come from; empty where no public address is set.
    """

    prefix: str
    host: str
    secure: bool

    @property
    def home(self) -> str:
        """The path of the chat page."""
        return f"{self.prefix}/"

    @property
    def origin(self) -> str:
        """Scheme and host of the public address."""
        return f"{'https' if self.secure else 'http'}://{self.host}" if self.host else ""

    @property
    def cookie(self) -> str:
        """The name of the session's cookie. Over https no neighbour can set one of this name, nor any page of http."""
        return f"__Host-{COOKIE}{_UNNAMED.sub('_', self.prefix)}" if self.secure else COOKIE

    @property
    def cookie_path(self) -> str:
        """Browsers take a ``__Host-`` cookie for the whole host only; its name keeps two sites of one host apart."""
        return "/" if self.secure else self.home


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


def origin_of(url: str) -> str:
    """The origin of an address as browsers write it; empty where it is none."""
    host, parts = host_of(url), urlsplit(url)
    return f"{parts.scheme}://{host}" if host and "@" not in parts.netloc else ""
