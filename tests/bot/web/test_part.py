"""A colleague who was asked for a part of the form."""

from __future__ import annotations

from bot.house import House
from storage import applications
from tests.bot.web.client import Browser, browse
from tests.bot.web.everybody import SECRET, everybody
from tests.bot.web.real import SILENT, Furnished


def test_a_colleague_of_a_part_sees_the_part_only(house: House) -> None:
    """The overview, edits as they happen, questions of other parts by number, words and search."""

    async def _visit(browser: Browser) -> None:
        part = (await everybody(browser, house))["part"]
        overview = str(await (await part.get("/overview")).json())
        assert SECRET not in overview
        assert "四、数字化升级情况" in overview
        assert "二、" not in overview
        for number, words in enumerate(("改 1.8", "1.8", "改 1.8 40", "面积", f"撤销 {SECRET}")):
            answer = await part.say({"id": f"say-1234567{number}", "after": 1, "text": words})
            said = [each["text"] for each in (await answer.json())["messages"] if not each["mine"]]
            assert SECRET not in "".join(said).replace(words, "")  # one's own words may be quoted
        with house.database.read() as session:
            opened = applications.load(session, applications.of_person(session, 1)[0].id)
        assert str(opened.answers["area"].value) == SECRET

    browse(Furnished(house), _visit, pace=SILENT)
