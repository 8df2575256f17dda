"""Applications survive as they were, merge by slot, and never lose an answer to somebody else's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

import pytest

from dialogs.record.application import Act, Answer, Application, Blank, Kept, Source
from storage import applications, participants
from storage.database import Database
from storage.errors import NoSuchApplication, RewrittenAct, Stale
from storage.participants import Participant
from tests.storage.conftest import NOW

EDITION = "hebei-clusters/2024"


def said(slot: str, value: str | Decimal | None, words: str = "", blank: Blank | None = None) -> Answer:
    """An answer as a turn makes it, without a version."""
    return Answer(slot, value, blank, words, by="1", at="2024-04-01T17:30:00+08:00", door="web")


def created(database: Database, person: int) -> Application:
    """A new application of this person."""
    with database.write() as session:
        return applications.create(session, EDITION, person, NOW)


def saved(database: Database, before: Application, after: Application) -> Application:
    """What ``save`` returns, in a transaction of its own."""
    with database.write() as session:
        return applications.save(session, before, after, NOW, by="1", door="web")


def loaded(database: Database, application: str) -> Application:
    """The application as the database has it."""
    with database.read() as session:
        return applications.load(session, application)


def answered(database: Database, before: Application, *answers: Answer) -> Application:
    """The application after these answers."""
    return saved(database, before, before.with_answers(answers))


def test_everything_comes_back(database: Database, person: int) -> None:
    """Values of every kind, blanks, sources, reasons and acts come back as they were saved."""
    before = created(database, person)
    after = before.with_answers(
        [
            said("output/2021", Decimal("118.40"), "一百一十八亿四千万"),
            said("companies", None, "问统计局", Blank.WAITING),
            replace(said("violations", "no"), department="生态环境局", doubtful=True),
            replace(said("rd_spending/2021", Decimal("0.1")), source=Source("统计局", None, "2024-03")),
            replace(said("industry_type", None), value=("primary", "tertiary")),
            replace(said("target_extra", None), value=(("产值", "10", "12"), ("人才", "", "5"))),
        ]
    )
    after = after.with_kept(Kept("X-3/2021", "可比价", ("9.6", "10.00"), "1", "2024-04-01T17:31:00+08:00"))
    after = after.with_act(Act("declined", "1", "2024-04-02T08:00:00+08:00", "今年不申报"))
    after = after.with_holders({"output": "税务局", "companies": ""})
    result = saved(database, before, after)
    assert loaded(database, before.id) == result
    numbered = {slot: replace(answer, version=1) for slot, answer in after.answers.items()}
    assert result == replace(after, answers=numbered, version=2)


def test_holders_change_one_by_one_and_collide_like_answers(database: Database, person: int) -> None:
    """Two people who name holders of different questions merge; of the same question, the second is refused."""
    before = created(database, person)
    saved(database, before, before.with_holders({"output": "统计局", "smes": "园区管委会"}))
    merged = saved(database, before, before.with_holders({"area": "自然资源局"}))
    assert merged.holders == {"output": "统计局", "smes": "园区管委会", "area": "自然资源局"}
    with pytest.raises(Stale):
        saved(database, before, before.with_holders({"output": "税务局"}))
    without = saved(database, merged, merged.with_holders({"smes": None}))
    assert loaded(database, merged.id).holders == without.holders == {"output": "统计局", "area": "自然资源局"}


def test_only_differences_are_written(database: Database, person: int) -> None:
    """A save of one new answer leaves the version of the others alone and makes one event."""
    first = answered(database, created(database, person), said("a", "1"), said("b", "2"))
    second = answered(database, first, said("b", "3"))
    assert {slot: answer.version for slot, answer in second.answers.items()} == {"a": 1, "b": 2}
    with database.read() as session:
        events = applications.events(session, first.id)
    assert [(event.answer.slot, event.previous, event.answer.version) for event in events] == [
        ("a", 0, 1),
        ("b", 0, 1),
        ("b", 1, 2),
    ]


def test_nothing_new_writes_nothing(database: Database, person: int) -> None:
    """Saving an unchanged application returns it and leaves its version."""
    before = answered(database, created(database, person), said("a", "1"))
    assert saved(database, before, replace(before)) is before
    assert loaded(database, before.id).version == before.version


def test_words_are_kept_as_said(database: Database, person: int) -> None:
    """An event remembers the words, the person, the hour and the door, even after the answer changed."""
    first = answered(database, created(database, person), said("a", Decimal(118), "一百一十八"))
    answered(database, first, said("a", Decimal(119), "119"))
    with database.read() as session:
        old = applications.events(session, first.id)[0].answer
    assert (old.words, old.by, old.at, old.door) == ("一百一十八", "1", "2024-04-01T17:30:00+08:00", "web")


def test_taken_away_and_given_again(database: Database, person: int) -> None:
    """A removed answer is gone, its event says who took it away, and its versions never start anew."""
    first = answered(database, created(database, person), said("a", "1"))
    without = saved(database, first, first.with_answers([], without=["a"]))
    assert "a" not in loaded(database, first.id).answers
    again = answered(database, without, said("a", "2"))
    assert again.answers["a"].version == 3
    with database.read() as session:
        removal = applications.events(session, first.id)[1].answer
    assert (removal.value, removal.blank, removal.by, removal.door) == (None, None, "1", "web")


def test_an_empty_answer_is_none(database: Database, person: int) -> None:
    """An answer with neither value nor blank counts as not there, before and after."""
    before = created(database, person)
    assert answered(database, before, Answer("a")) is before
    first = answered(database, before, said("a", "1"))
    assert "a" not in answered(database, first, Answer("a")).answers


def test_different_slots_merge(database: Database, person: int) -> None:
    """Two people who answer different questions from the same picture both keep their answers."""
    before = created(database, person)
    answered(database, before, said("a", "1"))
    merged = answered(database, before, said("b", "2"))
    assert set(merged.answers) == {"a", "b"}
    assert merged == loaded(database, before.id)


def test_same_slot_is_stale(database: Database, person: int) -> None:
    """The second answer to the same question from the same picture is refused whole, and names the slot."""
    before = answered(database, created(database, person), said("a", "1"))
    answered(database, before, said("a", "2"))
    with pytest.raises(Stale) as refused:
        answered(database, before, said("a", "3"), said("b", "3"))
    assert refused.value.what == ("a",)
    now = loaded(database, before.id)
    assert now.answers["a"].value == "2"
    assert "b" not in now.answers


def test_two_saves_at_once(database: Database, person: int) -> None:
    """Of two saves of one answer at the same moment, the second waits for the first and is refused."""
    before = answered(database, created(database, person), said("a", "1"))
    with ThreadPoolExecutor(1) as pool:
        with database.write() as session:
            applications.save(session, before, before.with_answers([said("a", "2")]), NOW, by="1", door="web")
            second = pool.submit(answered, database, before, said("a", "3"))
            with pytest.raises(TimeoutError):
                second.result(timeout=0.3)
        with pytest.raises(Stale):
            second.result()
    assert loaded(database, before.id).answers["a"].value == "2"


def test_first_answers_collide_too(database: Database, person: int) -> None:
    """Two first answers to one question do not overwrite each other."""
    before = created(database, person)
    answered(database, before, said("a", "1"))
    with pytest.raises(Stale):
        answered(database, before, said("a", "2"))


def test_taking_away_a_changed_answer_is_stale(database: Database, person: int) -> None:
    """Nobody removes an answer that was changed since it was seen."""
    before = answered(database, created(database, person), said("a", "1"))
    answered(database, before, said("a", "2"))
    with pytest.raises(Stale):
        saved(database, before, before.with_answers([], without=["a"]))


def test_changing_a_removed_answer_is_stale(database: Database, person: int) -> None:
    """Nobody changes an answer that was taken away, and given again, since it was seen."""
    before = answered(database, created(database, person), said("a", "1"))
    gone = saved(database, before, before.with_answers([], without=["a"]))
    with pytest.raises(Stale):
        answered(database, before, said("a", "2"))
    answered(database, gone, said("a", "1"))
    with pytest.raises(Stale):
        answered(database, before, said("a", "2"))


def test_reasons_change_and_collide(database: Database, person: int) -> None:
    """A kept warning can be replaced and dropped; two people who keep the same one collide."""
    before = created(database, person)
    kept = Kept("X-3", "可比价", ("9.6",), "1", "2024-04-01T17:31:00+08:00")
    first = saved(database, before, before.with_kept(kept))
    with pytest.raises(Stale) as refused:
        saved(database, before, before.with_kept(replace(kept, reason="口径不同")))
    assert refused.value.what == ("X-3",)
    second = saved(database, first, first.with_kept(replace(kept, reason="口径不同")))
    assert loaded(database, before.id).kept["X-3"].reason == "口径不同"
    assert saved(database, second, replace(second, kept={})) == loaded(database, before.id)
    assert loaded(database, before.id).kept == {}


def test_acts_are_never_rewritten(database: Database, person: int) -> None:
    """Acts only come after one another; a picture without an old one is refused."""
    before = created(database, person)
    declined = Act("declined", "1", "2024-04-02T08:00:00+08:00")
    resumed = Act("resumed", "1", "2024-04-03T08:00:00+08:00")
    first = saved(database, before, before.with_act(declined))
    second = saved(database, first, first.with_act(resumed))
    assert loaded(database, before.id).acts == (declined, resumed)
    with pytest.raises(RewrittenAct):
        saved(database, second, replace(second, acts=(resumed,)))


def test_unknown_application(database: Database) -> None:
    """An application that does not exist can be neither loaded nor saved."""
    ghost = Application("nowhere", EDITION)
    with pytest.raises(NoSuchApplication):
        loaded(database, "nowhere")
    with pytest.raises(NoSuchApplication):
        answered(database, ghost, said("a", "1"))


def test_list_of_a_person(database: Database, person: int, other: int) -> None:
    """A person sees the applications of one's own and those one takes part in, named by their cluster."""
    first, second = created(database, person), created(database, other)
    answered(database, first, said("cluster_name", "清河县羊绒产业集群"))
    with database.write() as session:
        participants.add(session, second.id, person, ("industry",))
        participants.add(session, second.id, person, ("industry",))
    with database.read() as session:
        mine = applications.of_person(session, person)
        theirs = applications.of_person(session, other)
        assert not applications.may_open(session, first.id, other)
        assert applications.may_open(session, second.id, person)
    assert {(one.id, one.cluster_name, one.version) for one in mine} == {
        (first.id, "清河县羊绒产业集群", 2),
        (second.id, "", 1),
    }
    assert [(one.id, one.updated_at) for one in theirs] == [(second.id, NOW)]


def test_unstorable_characters_do_not_stop_a_save(database: Database, person: int) -> None:
    """What no database takes (NUL, half a surrogate pair) is replaced in the words as said."""
    first = answered(database, created(database, person), said("a", "1", "坏\x00字\ud800符"))
    assert loaded(database, first.id).answers["a"].words == "坏�字�符"


def test_everybody_who_works_on_it(database: Database, person: int, other: int) -> None:
    """The owner first, then the colleagues with their sections; a stranger's application has none of them."""
    shared, own = created(database, person).id, created(database, other).id
    with database.write() as session:
        participants.add(session, shared, other, ("digital",))
        participants.add(session, shared, person, ())
        assert participants.everybody(session, shared) == (
            Participant(person, "李娜"),
            Participant(other, "王强", ("digital",)),
        )
        assert participants.everybody(session, own) == (Participant(other, "王强"),)
        assert participants.everybody(session, "none") == ()
