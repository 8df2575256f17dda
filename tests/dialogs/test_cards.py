"""A section's card while it is filled in: read as it would be, and nothing is stored; what is told once it is sent."""

from __future__ import annotations

import pytest

from dialogs.answers.carding import CardRow, look_at
from dialogs.definition.form import Form
from dialogs.record.application import Application
from dialogs.saying.replies import Ask, Filled, Misread, Object
from dialogs.turn.messages import Happened
from dialogs.turn.step import Step
from tests.county import asked
from tests.talk import NOW, Talk


@pytest.fixture
def talk(form: Form) -> Talk:
    """A county at the second section."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始", "改 {#output}")
    return talk


def look(talk: Talk, **said: str) -> dict[str, CardRow]:
    """The card of the second section with these words in it, by question."""
    section = next(each for each in talk.form.sections if each.name == "industry")
    step = Step(talk.form, talk.application, talk.conversation, NOW)
    return {row.row.field: row for row in look_at(step, section, said)}


def test_what_is_typed_is_read_along_and_nothing_is_stored(talk: Talk) -> None:
    """A computed value, words that are no figure, a figure that cannot be, one that contradicts another."""
    seen = look(talk, output="118 131 147", main_share="84 85 86", companies="很多", sme_share="101 20 30")
    assert [entry.slot for entry in seen["main_growth"].computed] == ["main_growth"]
    assert isinstance(seen["companies"].trouble, Misread)
    refused = seen["sme_share"].trouble
    assert isinstance(refused, Object)
    assert refused.refused
    assert not talk.application.answers
    slip = look(talk, companies="141 150 152", smes="133 141 160")["smes"].trouble
    assert isinstance(slip, Object)
    assert (slip.severity, slip.refused) == ("error", False)


def test_a_sent_card_tells_proofs_and_findings_and_asks_about_the_rest(talk: Talk) -> None:
    """One summary: what was kept, which proofs it calls for, what does not fit; then the line that was not taken."""
    talk.say(
        "整节\n{#companies}＝141 150 152\n{#smes}＝133 141 160\n{#little_giants}＝1 2 3\n"
        "{#specialised}＝很多\n{#chain_work}＝1 3"
    )
    (filled,) = [reply for reply in talk.replies if isinstance(reply, Filled)]
    assert {row.field for row in filled.rows} == {"companies", "smes", "little_giants", "chain_work"}
    assert filled.evidence
    assert "smes" in {noted.field for noted in filled.findings}
    assert "类佐证（" in "\n".join(talk.words)
    assert asked(talk) == "specialised"
    talk.say("9 12 16")
    assert talk.numbered("{#smes}") in "\n".join(talk.words)
    assert any(isinstance(reply, Object) for reply in talk.replies)


def test_a_section_begins_with_both_ways_and_says_where_one_is(talk: Talk) -> None:
    """整节填 and 逐题填 at its first question only; the place counts what is answered and what is to be looked at."""
    first = next(reply for reply in talk.replies if isinstance(reply, Ask))
    assert talk.phrased[-1].place == "二 · 0/26"
    assert not first.opens
    talk.say("118 131 147")
    assert talk.phrased[-1].place == "二 · 1/26"
    talk.say("稍后", "开始")
    fresh = Talk(talk.form)
    fresh.happen(Happened("arrived"))
    fresh.say("开始")
    assert list(fresh.phrased[-1].ways) == ["整节填", "逐题填"]
    fresh.say("逐题填")
    assert asked(fresh) == "banned_industry"
    assert not fresh.say("否")[-1].startswith(talk.numbered("{#banned_industry}"))
    assert not fresh.phrased[-1].ways


def test_a_colleague_sees_the_own_card_only(form: Form) -> None:
    """Words for questions of other sections are not looked at."""
    talk = Talk(form, applications={"a1": Application("a1", form.edition)})
    assert "area" not in look(talk, area="36.5")
