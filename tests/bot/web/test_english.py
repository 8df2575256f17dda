"""The pages of whoever talks English hold no Chinese words of our own, only names and what the form prints."""

from __future__ import annotations

import json
import re
from html import unescape

from bot.house import House
from dialogs.turn.messages import Said
from tests.bot.web.client import Browser, browse
from tests.bot.web.everybody import add_person, at_desk
from tests.bot.web.real import SILENT, Furnished, sign_in

HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
SHOWN_BESIDE = re.compile(r'(?:aria-label|placeholder|title|alt|value)="([^"]*)"')
TAG = re.compile(r"<[^>]+>")
HAN = re.compile("[\u3001-\u303f\u4e00-\u9fff\uff01-\uff60]+")
CHINESE_BUTTON = {"中文"}
"""What leads back to Chinese is named in Chinese."""

NAMES = {"张三", "赵六", "city协调人", "邢台市"}
PRINTED = {"亿元", "吨标准煤", "核", "优质中小企业", "中小企业特色产业集群申报表"}
"""Units, numbers of our own questions and terms of the notice, as they stand in the list of questions."""


def shown(html: str) -> list[str]:
    """The words of a page: its texts, and what stands in fields and is read aloud."""
    plain = HIDDEN.sub(" ", html)
    return [unescape(each).strip() for each in (*SHOWN_BESIDE.findall(plain), *TAG.split(plain)) if each.strip()]


def chinese_in(words: list[str], names: set[str]) -> set[str]:
    """What is left of Chinese once the names are taken out."""
    left: set[str] = set()
    for each in words:
        for name in sorted(names, key=len, reverse=True):
            each = each.replace(name, "")
        left.update(HAN.findall(each))
    return left


def official(house: House) -> set[str]:
    """The names of places, sections and labels, and of the people of these tests."""
    form = house.form
    places = {county.name for county in form.counties}
    printed = {field.label for field in form.fields} | {field.group or "" for field in form.fields}
    return (places | printed | {section.title for section in form.sections} | CHINESE_BUTTON | NAMES | PRINTED) - {""}


def test_the_pages_of_a_coordinator_are_english(house: House) -> None:
    """The overview as it is, filtered, filtered by words that nobody knows; the devices; the panel beside the chat."""
    add_person(house, "赵六", "county", next(each.code for each in house.form.counties if each.name == "威县"))
    found: dict[str, set[str]] = {}

    async def _visit(browser: Browser) -> None:
        session = await at_desk(browser, house, "city", "邢台市")
        desk = browser.with_session(session)
        house.conversations.receive(2, "english", Said("English"))
        for page in ("/", "/desk", "/desk?q=idle+5+days", "/desk?q=qqq", "/desk?q=contacted", "/devices"):
            answer = await desk.get(page)
            assert answer.status == 200
            found[page] = chinese_in(shown(await answer.text()), official(house))
        answer = await desk.get("/overview")
        found["/overview"] = chinese_in(strings(json.loads(await answer.text())), official(house))

    browse(Furnished(house), _visit, pace=SILENT)
    assert {page: words for page, words in found.items() if words} == {}


def test_the_pages_of_a_contact_are_english(house: House) -> None:
    """The page of the chat, the panel of questions beside it, and the devices."""
    found: dict[str, set[str]] = {}

    async def _visit(browser: Browser) -> None:
        contact = browser.with_session(await sign_in(browser, house))
        for number, words in enumerate(("English", "start")):
            house.conversations.receive(1, f"said-{number}", Said(words))
        for page in ("/", "/devices"):
            answer = await contact.get(page)
            found[page] = chinese_in(shown(await answer.text()), official(house))
        answer = await contact.get("/overview")
        found["/overview"] = chinese_in(strings(json.loads(await answer.text())), official(house))

    browse(Furnished(house), _visit, pace=SILENT)
    assert {page: words for page, words in found.items() if words} == {}


def strings(value: object) -> list[str]:
    """All texts in what a page asks for."""
    match value:
        case str():
            return [value]
        case list():
            return [each for part in value for each in strings(part)]
        case dict():
            return [each for part in value.values() for each in strings(part)]
        case _:
            return []
