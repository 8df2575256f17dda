"""The HTML pages: the chat, the invitation, and one notice for everything else. Jinja escapes all that is put in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from aiohttp import hdrs, web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.channels.web.site import Site
from bot.channels.web.texts import language, spoken, texts

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


def fingerprint() -> str:
    """A name for the present state of the static files: browsers may keep them for ever under it."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Pages:
    """Makes the pages of one site; ``assets`` is the path of its static files."""

    site: Site
    assets: str
    templates: Environment

    def chat(self, locale: str, address: str) -> web.Response:
        """The conversation's page. It holds no words of the conversation: the script fetches them."""
        return self._page("chat.html", locale, 200, address=address)

    def invitation(self, request: web.Request, token: str) -> web.Response:
        """The one button of a personal link."""
        return self._page("invitation.html", _locale(request), 200, token=token)

    def notice(self, request: web.Request, what: str, status: int = 200) -> web.Response:
        """A sentence and what to do now; ``what`` names both among the texts."""
        return self._page("notice.html", _locale(request), status, what=what)

    def _page(self, template: str, locale: str, status: int, **values: object) -> web.Response:
        html = self.templates.get_template(template).render(
            text=texts(locale), language=language(locale), assets=self.assets, site=self.site, **values
        )
        return web.Response(text=html, status=status, content_type="text/html", charset="utf-8")


def _locale(request: web.Request) -> str:
    return spoken(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""))


def pages_of(site: Site) -> Pages:
    """The pages of a site."""
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return Pages(site, f"{site.prefix}/static/{fingerprint()}", templates)
