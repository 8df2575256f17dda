"""What every answer carries, and who may post."""

from __future__ import annotations

import pytest

from bot.channels.web import proxies
from bot.channels.web.pages import STATIC, fingerprint
from bot.channels.web.site import Site, host_of, site_of
from bot.channels.web.talking import disposition
from bot.channels.web.texts import EN, ZH, spoken
from bot.work.limits import Allowance, Limiter
from tests.bot.web.client import Browser, browse
from tests.bot.web.fakes import FakeHouse


@pytest.mark.parametrize(
    "path", ["/", "/i/token", "/messages", "/healthz", "/nowhere", f"/static/{fingerprint()}/page.css"]
)
def test_every_answer_carries_the_security_headers(path: str) -> None:
    """Pages, data, errors and static files alike: nothing inline, no other host, no frame, no sniffing."""

    async def _visit(browser: Browser) -> None:
        headers = (await browser.get(path)).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "//" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"

    browse(FakeHouse(), _visit)


def test_only_static_files_are_kept_by_browsers() -> None:
    """Static files stay under a path that names their content; everything else, missing files too, is never kept."""

    async def _visit(browser: Browser) -> None:
        static = f"/static/{fingerprint()}"
        assert "immutable" in (await browser.get(f"{static}/chat.js")).headers["Cache-Control"]
        for path in ("/", "/messages", "/healthz", f"{static}/none.js", "/static/old/chat.js"):
            assert (await browser.get(path)).headers["Cache-Control"] == "no-store"

    browse(FakeHouse(), _visit, person=7)


def test_the_machine_says_that_it_is_up() -> None:
    """The health check needs no session and tells nothing else."""

    async def _visit(browser: Browser) -> None:
        answer = await browser.get("/healthz")
        assert answer.status == 200
        assert await answer.json() == {"status": "ok"}

    browse(FakeHouse(), _visit)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://127.0.0.1:1", "http://evil@127.0.0.1"])
def test_other_sites_cannot_post(origin: str) -> None:
    """A POST from anywhere else is refused before anything is looked at."""
    house = FakeHouse()
    house.people.invite("token", 7)

    async def _visit(browser: Browser) -> None:
        assert (await browser.post("/i/token", Origin=origin)).status == 403
        answer = await browser.say({"id": "abcdefgh1", "after": 0, "text": "118"}, Origin=origin)
        assert answer.status == 403

    browse(house, _visit, person=7)
    assert house.conversations.received == []
    assert house.people.states["token"] == "valid"


def test_the_public_address_may_post_behind_a_proxy() -> None:
    """A proxy changes the host that we see; the browser still names the public address."""

    async def _visit(browser: Browser) -> None:
        said = {"id": "abcdefgh1", "after": 0, "text": "118"}
        assert (await browser.say(said, Origin="https://xian.example")).status == 200
        assert (await browser.say(said, Origin="https://xian.example:443")).status == 200
        for other in ("https://xian.example:8443", "http://xian.example", "https://a@xian.example", browser.origin):
            assert (await browser.say(said, Origin=other)).status == 403

    browse(FakeHouse(public_url="https://xian.example/cluster"), _visit, person=7)


def test_refusals_are_pages_for_people_and_json_for_scripts() -> None:
    """The same refusal is readable by whoever asked."""

    async def _visit(browser: Browser) -> None:
        page = await browser.get("/nowhere")
        assert (page.status, page.content_type) == (404, "text/html")
        data = await browser.get("/nowhere", Accept="application/json")
        assert (data.status, data.content_type) == (404, "application/json")

    browse(FakeHouse(), _visit)


def test_a_token_cannot_break_out_of_the_page() -> None:
    """What stands in the address is escaped where it is shown."""
    house = FakeHouse()
    nasty = '"><script>x'
    house.people.invite(nasty, 7)

    async def _visit(browser: Browser) -> None:
        page = await (await browser.get("/i/%22%3E%3Cscript%3Ex")).text()
        assert "<script" not in page
        assert 'action="/i/%22%3E%3Cscript%3Ex"' in page

    browse(house, _visit)


def test_the_limiter_refills_and_forgets() -> None:
    """A burst passes, then a steady rate; of very many keys the first ones are forgotten."""
    now = [0.0]
    limiter = Limiter(Allowance(2, 1), clock=lambda: now[0])
    assert [limiter.allows("a") for _ in range(3)] == [True, True, False]
    now[0] = 1.0
    assert [limiter.allows("a") for _ in range(2)] == [True, False]
    now[0] = 1000.0
    assert [limiter.allows("a") for _ in range(3)] == [True, True, False]
    assert all(limiter.allows(str(number)) for number in range(10_000))
    assert limiter.allows("a")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("", Site("", "", secure=False)),
        ("http://127.0.0.1:8080", Site("", "127.0.0.1:8080", secure=False)),
        ("https://XIAN.example:443/a/b/", Site("/a/b", "xian.example", secure=True)),
    ],
)
def test_a_site_is_read_from_its_address(url: str, site: Site) -> None:
    """Host, path and security come from one setting."""
    assert site_of(url) == site


@pytest.mark.parametrize("url", ["xian.example", "ftp://xian.example", "https://", "//xian.example"])
def test_a_public_address_that_is_none_stops_the_start(url: str) -> None:
    """A setting that no browser could open is refused at once."""
    with pytest.raises(ValueError, match="no http or https address"):
        site_of(url)


@pytest.mark.parametrize(
    ("remote", "forwarded", "trusted", "client"),
    [
        ("127.0.0.1", ["203.0.113.9"], "", "127.0.0.1"),
        ("127.0.0.1", ["203.0.113.9"], "127.0.0.1", "203.0.113.9"),
        ("127.0.0.1", ["1.1.1.1, 203.0.113.9 , 10.1.2.3"], "127.0.0.1,10.0.0.0/8", "203.0.113.9"),
        ("127.0.0.1", ["1.1.1.1", "203.0.113.9"], "127.0.0.1", "203.0.113.9"),
        ("127.0.0.1", ["junk"], "127.0.0.1", "127.0.0.1"),
        ("127.0.0.1", [], "127.0.0.1", "127.0.0.1"),
        ("198.51.100.1", ["203.0.113.9"], "127.0.0.1", "198.51.100.1"),
        ("::ffff:127.0.0.1", ["203.0.113.9"], "127.0.0.1", "203.0.113.9"),
        ("::1", ["2001:db8:1:2:3:4:5:6"], "::1", "2001:db8:1:2::/64"),
    ],
)
def test_only_named_proxies_say_who_asks(remote: str, forwarded: list[str], trusted: str, client: str) -> None:
    """The last address that no trusted proxy has is the browser; a whole line of IPv6 is one asker."""
    assert proxies.client(remote, forwarded, proxies.networks(trusted)) == client


def test_hosts_are_compared_without_standard_ports() -> None:
    """Browsers leave the standard port out, people write it."""
    assert host_of("http://Host:80/x") == host_of("http://host") == "host"
    assert host_of("null") == ""


def test_names_of_downloads_cannot_break_the_header() -> None:
    """Quotes, line ends and slashes in a file's name stay inside the name."""
    said = disposition('a"b\r\nSet-Cookie: x/..\\申.docx')
    assert "\r" not in said
    assert said.startswith("attachment; filename=\"shenbao.docx\"; filename*=UTF-8''a_b__Set-Cookie%3A%20x_.._")
    assert disposition("无后缀").startswith('attachment; filename="shenbao"; ')


def test_both_languages_have_all_words() -> None:
    """The page's dictionary is complete, with the same placeholders."""
    assert ZH.keys() == EN.keys()
    assert all(("{count}" in ZH[key]) == ("{count}" in EN[key]) for key in ZH)


@pytest.mark.parametrize(
    ("accepted", "locale"),
    [("", "zh"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("en-US,en;q=0.9", "en"), ("en,zh;q=0.5", "zh"), ("fr", "zh")],
)
def test_strangers_are_spoken_to_in_a_language_they_read(accepted: str, locale: str) -> None:
    """English only where the browser asks for it and does not read Chinese."""
    assert spoken(accepted) == locale


def test_nothing_on_the_page_comes_from_elsewhere() -> None:
    """No static file and no template names another host (the name of SVG's language is no address)."""
    namespace = "http://www.w3.org/2000/svg"
    for path in [*STATIC.iterdir(), *(STATIC.parent / "templates").iterdir()]:
        text = path.read_text("utf-8").replace(namespace, "")
        assert "://" not in text, path.name
        assert "innerHTML" not in text, path.name
