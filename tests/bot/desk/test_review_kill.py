"""kill -9 while a coordinator or a county does something that others hear of: nothing half, nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.house import House
from dialogs.record.application import Answer
from storage import applications, exports, people, recommendations, reviews
from tests.bot.conftest import NOON
from tests.bot.desk.killing import State, closed, gone_on, opened
from tests.bot.desk.people import arrive, own_application, say, times
from tests.bot.desk.test_handing_up import filing

_KILLS = 14
"""Tries of one deed, each killed at another call, spread over all of it."""


@dataclass
class People:
    """Who is there: their addresses, and the application of the county."""

    house: House
    answers: tuple[Answer, ...]
    city: int = 0
    county: int = 0
    province: int = 0
    application: str = ""

    def __post_init__(self) -> None:
        """Come in."""
        self.city = arrive(self.house, "王科长", "city", "邢台市")
        self.province = arrive(self.house, "陈处长", "province", "")
        self.county = filing(self.house, "清河县", self.answers)
        self.application = own_application(self.house, self.county)
        say(self.house, self.county, "送审")


@dataclass(frozen=True)
class Deed:
    """What somebody types, after others have typed theirs; ``check`` looks at what came of it."""

    who: str
    texts: tuple[str, ...]
    before: tuple[tuple[str, tuple[str, ...]], ...]
    check: Callable[[House, People], None]


def kinds(house: House, them: People) -> Counter[str]:
    """What happened in the review, counted."""
    with house.database.read() as session:
        return Counter(each.kind for each in applications.load(session, them.application).reviews)


def _drafted(house: House, them: People) -> None:
    """One comment, with its words."""
    with house.database.read() as session:
        (draft,) = reviews.drafts(session, them.application, "city")
    assert (draft.about, draft.note, draft.round) == ("output", "与年报不一致", 0)
    assert times(house, them.city, "记下了") == 1


def _returned(house: House, them: People) -> None:
    """One round of two questions, one notice to the county, both drafts gone with it."""
    assert kinds(house, them) == {"sent": 1, "returned": 1, "asked": 2}
    assert times(house, them.county, "第 1 次退回，2 条意见") == 1
    assert times(house, them.city, "已退回 清河县：2 条意见") == 1
    with house.database.read() as session:
        assert [each.round for each in reviews.drafts(session, them.application, "city")] == [1, 1]
        assert Counter(each.action for each in people.audited(session, NOON))["returned"] == 1


def _sent_back(house: House, them: People) -> None:
    """The mended figures are there, and the city hears of it once."""
    found = kinds(house, them)
    assert (found["sent"], found["returned"], found["asked"]) == (2, 1, 2)
    assert times(house, them.city, "改好送回") == 1
    with house.database.read() as session:
        answers = applications.load(session, them.application).answers
        written = applications.events(session, them.application)
    assert [str(answers[f"output/{year}"].value) for year in (2021, 2022, 2023)] == ["118.4", "131.7", "146.9"]
    assert Counter(each.answer.slot for each in written)["output/2022"] == 2


def _judged(house: House, them: People) -> None:
    """One comment accepted, the other accepted but needs something."""
    found = kinds(house, them)
    assert (found["accepted"], found["needs"]) == (1, 1)


def _passed(house: House, them: People) -> None:
    """The county hears once that it passed."""
    assert kinds(house, them)["passed"] == 1
    assert times(house, them.county, "审核通过（王科长") == 1


def _handed_up(house: House, them: People) -> None:
    """One hand-up, one word to the province, one package ordered."""
    with house.database.read() as session:
        (handed,) = recommendations.standing(session, house.form.edition)
        assert handed.number == 1
        assert [each.application_id for each in handed.items] == [them.application]
        assert Counter(each.action for each in people.audited(session, NOON))["handed up"] == 1
        assert exports.waiting(session) == ()
    assert times(house, them.province, "邢台市上报了 1 家") == 1
    assert times(house, them.city, "邢台市已上报 1 家") == 1
    assert times(house, them.city, "推荐材料好了（1 个集群") == 1


def _decided(house: House, them: People) -> None:
    """The province's word is on record and reaches the city once."""
    with house.database.read() as session:
        (handed,) = recommendations.standing(session, house.form.edition)
    assert [(each.decision, each.reason) for each in handed.items] == [("returned", "2.1 与佐证不符；3.2 请核对口径")]
    assert times(house, them.city, "省厅（陈处长）对清河县 清河县某产业：补正") == 1


def _passed_on(house: House, them: People) -> None:
    """The county has exactly the province's questions, in one notice."""
    with house.database.read() as session:
        asked = [each for each in applications.load(session, them.application).reviews if each.kind == "asked"]
    assert [(each.about, each.note, each.level) for each in asked] == [
        ("output", "与佐证不符", "province"),
        ("rd_spending", "请核对口径", "province"),
    ]
    assert times(house, them.county, "次退回，2 条意见") == 1
    assert times(house, them.city, "已把补正的 2 题转给清河县") == 1


_DRAFTS = ("city", ("审核 清河县", "批注 2.1 与年报不一致", "2", "批注 2.7 请核对", "2", "退回", "4月18日"))
_GIVEN_BACK = (_DRAFTS, ("city", ("1",)))
_MENDED = ("改 2.1", "118.4 131.7 146.9", "改 2.7", "数据无误，统计局口径", "送回")
_LIST = ("city", ("推荐 清河县", "上报"))
_UP = (_LIST, ("city", ("1",)))
_WORD = "补正 清河县 2.1 与佐证不符；3.2 请核对口径"
DEEDS = {
    "a comment is drafted": Deed("city", ("批注 2.1 与年报不一致", "2"), (("city", ("审核 清河县",)),), _drafted),
    "a notice is sent": Deed("city", ("1",), (_DRAFTS,), _returned),
    "it is mended and sent back": Deed("county", _MENDED, _GIVEN_BACK, _sent_back),
    "answers are judged": Deed(
        "city",
        ("接受 2.1", "接受 2.7，但要补年报复印件"),
        (*_GIVEN_BACK, ("county", _MENDED), ("city", ("审核 清河县", "只看新的"))),
        _judged,
    ),
    "it passes": Deed("city", ("审核通过", "1"), (("city", ("审核 清河县",)),), _passed),
    "a list is handed up": Deed("city", ("1",), (_LIST,), _handed_up),
    "the province decides": Deed("province", (_WORD,), _UP, _decided),
    "its questions are passed on": Deed("city", ("1",), (*_UP, ("province", (_WORD,))), _passed_on),
}


@pytest.fixture
def state(
    tmp_path: Path, database_url: str, kind: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[State]:
    """An empty database, without LibreOffice."""
    monkeypatch.setenv("PATH", str(tmp_path))
    server = request.getfixturevalue("server") if kind == "postgresql" else None
    state = State(tmp_path, kind, monkeypatch, server, database_url)
    yield state
    state.gone()


def prepared(state: State, answers: tuple[Answer, ...], deed: Deed) -> People:
    """All that happens before the deed."""
    house, jobs = opened(state.folder / "data")
    them = People(house, answers)
    for who, texts in deed.before:
        say(house, getattr(them, who), *texts)
        jobs.do_all()
    jobs.do_all()
    closed(house)
    return them


@pytest.mark.soak
@pytest.mark.parametrize("name", DEEDS)
def test_killed_anywhere(state: State, answers: tuple[Answer, ...], name: str) -> None:
    """Killed at fourteen places of the deed; the next start goes on, and the page says its words again."""
    deed = DEEDS[name]
    them = prepared(state, answers, deed)
    address = getattr(them, deed.who)
    data, calls = state.killed(address, deed.texts, 0)
    gone_on(data, address, deed.texts, lambda house: deed.check(house, them))
    for part in range(_KILLS):
        data, _ = state.killed(address, deed.texts, 1 + calls * part // _KILLS)
        gone_on(data, address, deed.texts, lambda house: deed.check(house, them))


@pytest.mark.parametrize("kind", ["sqlite"])
def test_killed_in_the_middle_of_a_notice(state: State, answers: tuple[Answer, ...]) -> None:
    """The one that others hear of, at two places."""
    deed = DEEDS["a notice is sent"]
    them = prepared(state, answers, deed)
    data, calls = state.killed(them.city, deed.texts, 0)
    gone_on(data, them.city, deed.texts, lambda house: deed.check(house, them))
    for last in (calls // 2, calls * 9 // 10):
        data, _ = state.killed(them.city, deed.texts, last)
        gone_on(data, them.city, deed.texts, lambda house: deed.check(house, them))
