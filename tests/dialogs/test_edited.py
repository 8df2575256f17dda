"""An edited message: what it answered is answered anew, wherever the conversation is by then."""

from __future__ import annotations

from decimal import Decimal

from dialogs.definition.form import Form
from dialogs.turn.messages import Corrected
from tests.talk import Talk


def edited(talk: Talk, before: str, text: str, field: str) -> str:
    """What is said to the edit of a message that had answered a field."""
    talk.happen(Corrected(text, before, field))
    return "\n".join(talk.words)


def test_the_answer_changes_and_the_conversation_goes_on(form: Form) -> None:
    """The edited answer is echoed whatever is asked by then, and the next open question is put."""
    talk = Talk(form)
    talk.say("改 {#output} 118.4 131.62 146.9", "改 {#companies}")
    said = edited(talk, "118.4 131.62 146.9", "128.4 131.62 146.9", "output")
    assert said.startswith(talk.numbered("记下 {#output}：128.40"))
    assert talk.numbered("{#county_share} 集群总产值占所在县级行政区划产值比例") in said
    assert talk.application.answers["output/2021"].value == Decimal("128.4")


def test_lines_of_one_answer_stay_one_answer(form: Form) -> None:
    """Two names, one below the other, are two names and no two messages."""
    talk = Talk(form)
    talk.say("改 {#alliances} 甲协会")
    edited(talk, "甲协会", "甲协会\n乙联盟", "alliances")
    assert talk.application.answers["alliances/count"].value == 2


def test_words_that_speak_for_themselves_are_taken_as_said(form: Form) -> None:
    """改 with a number names its own question, whatever the message had answered before."""
    talk = Talk(form)
    talk.say("改 {#output} 118.4 131.62 146.9")
    edited(talk, "118.4 131.62 146.9", talk.numbered("改 {#banned_industry} 否"), "output")
    assert talk.application.answers["banned_industry"].value == "no"
    assert talk.application.answers["output/2021"].value == Decimal("118.4")
