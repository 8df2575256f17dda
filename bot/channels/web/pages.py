"""The HTML pages: the chat, and those that work without script. Jinja escapes all that is put in."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import segno
from aiohttp import hdrs, web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.channels.web.browsers import describe
from bot.channels.web.desk_texts import desk_texts
from bot.channels.web.plain_texts import plain_texts
from bot.channels.web.site import Site
from bot.channels.web.texts import language, spoken, texts
from bot.desk.page import DeskPage
from bot.entering.visitor import Device, OtherWays
from bot.evidence.incoming import Kept, UploadRefused
from bot.settings import ZONE

_KILO = 1024
_MANY_SECONDS = 100
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

    def chat(self, locale: str, address: int, *, desk: bool = False) -> web.Response:
        """The conversation's page. It holds no words of the conversation: the script fetches them.

        ``desk``: a coordinator's, whose contents are counties.
        """
        words = {**texts(locale), **desk_texts(locale)} if desk else texts(locale)
        return self._rendered("chat.html", locale, words, 200, address=address, desk=desk)

    def desk(self, locale: str, page: DeskPage, words: str) -> web.Response:
        """A coordinator's region, so many rows at a time; ``words`` chose them."""
        return self._rendered("desk.html", locale, {**texts(locale), **desk_texts(locale)}, 200, page=page, words=words)

    def invitation(self, request: web.Request, token: str, tap: str) -> web.Response:
        """The one button of a personal link; ``tap`` is the number of this page."""
        return self._page("invitation.html", locale_of(request), 200, token=token, tap=tap)

    def notice(self, request: web.Request, what: str, status: int = 200, seconds: int = 1) -> web.Response:
        """A sentence and what to do now; ``what`` names both among the texts, ``seconds`` are those to wait."""
        locale = locale_of(request)
        return self._page("notice.html", locale, status, what=what, more=(), time=shown_wait(seconds, locale))

    def slower(self, request: web.Request, seconds: int) -> str:
        """To somebody who was too fast: when to go on."""
        locale = locale_of(request)
        words = texts(locale)
        return f"{words['slower']}{plain_texts(locale)['stop']}{words['slower_more']}".format(
            time=shown_wait(seconds, locale)
        )

    def signed_out(self, locale: str, left: Sequence[Device], others: OtherWays) -> web.Response:
        """That this browser is signed out, and what still lets the person in."""
        words = plain_texts(locale)
        works = [words["works_device"].format(name=describe(each.agent, locale)) for each in left]
        lines = [*works, *other_ways(locale, others)]
        more = [words["works"], *lines] if lines else []
        return self._page("notice.html", locale, 200, what="signed_out_here", more=more, time="")

    def devices(
        self, locale: str, devices: Sequence[Device], present: str, open_now: Collection[str], others: OtherWays
    ) -> web.Response:
        """Where a person is signed in, and what else works; ``present`` is the session that looks."""
        names = {each.session: describe(each.agent, locale) for each in devices}
        openers = {each.opened_by for each in devices}
        lines = [
            DeviceLine(
                each.session,
                names[each.session],
                shown_time(each.since),
                shown_time(each.seen),
                each.session == present,
                each.session in open_now,
                names.get(each.opened_by, ""),
                each.session in openers,
            )
            for each in sorted(devices, key=lambda each: each.session != present)
        ]
        return self._page("devices.html", locale, 200, devices=lines, ways=other_ways(locale, others))

    def device_link(self, locale: str, url: str) -> web.Response:
        """A link for one more device, in words and as a picture."""
        return self._page("device_link.html", locale, 200, url=url, picture=Markup(picture_of(url)))  # noqa: S704

    def upload(
        self,
        request: web.Request,
        path: str,
        sent: Sequence[Kept],
        refused: Sequence[tuple[str, UploadRefused]],
        largest: int,
        empty: bool = False,
    ) -> web.Response:
        """The form of an upload link: what came so far, and what was refused just now (``empty``: nothing was sent)."""
        locale = locale_of(request)
        return self._page(
            "upload.html",
            locale,
            422 if refused or empty else 200,
            path=path,
            empty=empty,
            sent=[(each.name, shown_size(each.size)) for each in sent],
            refused=[(name, self.refusal(locale, why, largest)) for name, why in refused],
            limit=shown_size(largest),
        )

    def refusal(self, locale: str, refused: UploadRefused, largest: int) -> str:
        """Why a file is not taken, in a sentence; ``largest`` is how large one may be."""
        return plain_texts(locale)[f"refused_{refused.why}"].format(limit=shown_size(refused.limit or largest))

    def _page(self, template: str, locale: str, status: int, **values: object) -> web.Response:
        return self._rendered(template, locale, {**texts(locale), **plain_texts(locale)}, status, **values)

    def _rendered(
        self, template: str, locale: str, text: Mapping[str, str], status: int, **values: object
    ) -> web.Response:
        html = self.templates.get_template(template).render(
            text=text, locale=locale, language=language(locale), assets=self.assets, site=self.site, **values
        )
        return web.Response(text=html, status=status, content_type="text/html", charset="utf-8")


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device as its page shows it: ``opened_by`` is the name of the one that let it in, ``opened`` that it did so."""

    session: str
    name: str
    since: str
    seen: str
    this: bool
    open: bool
    opened_by: str
    opened: bool


def other_ways(locale: str, others: OtherWays) -> list[str]:
    """What lets people in besides devices that are signed in, a line for each kind."""
    words = plain_texts(locale)
    said = {name: number for name, number in others.ways.said.items() if name != "sessions"}
    lines = [words[f"works_{name}"].format(count=number) for name, number in said.items()]
    if others.colleagues:
        lines.append(words["works_people"].format(names=words["comma"].join(others.colleagues)))
    return lines


def picture_of(url: str) -> str:
    """A QR code as SVG without style: dark on light also where the page is dark, or no camera could read it."""
    return segno.make(url, error="m", micro=False).svg_inline(
        dark="#000", light="#fff", border=4, omitsize=True, svgclass="qr", lineclass=None
    )


def shown_time(moment: datetime) -> str:
    """A moment in China, to the minute."""
    return moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")


def shown_wait(seconds: int, locale: str) -> str:
    """How long to wait: seconds, and minutes where they are many."""
    words = plain_texts(locale)
    if seconds < _MANY_SECONDS:
        return words["seconds"].format(count=seconds)
    return words["minutes"].format(count=-(-seconds // 60))


def shown_size(size: int) -> str:
    """Bytes in the unit that people read, in one piece: 812 B, 45 KB, 3.2 MB."""
    if size < _KILO:
        return f"{size}\u00a0B"
    if size < _KILO * _KILO:
        return f"{size / _KILO:.0f}\u00a0KB"
    return f"{size / _KILO / _KILO:.1f}".removesuffix(".0") + "\u00a0MB"


def locale_of(request: web.Request) -> str:
    """The language of somebody who is not known yet."""
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
