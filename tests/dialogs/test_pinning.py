"""A photo of a number is pinned to its question: it stands beside the figure and is no evidence of the list."""

from __future__ import annotations

import pytest

from dialogs.definition.form import Form
from dialogs.derived.sources import pinned
from dialogs.saying.replies import Ask, Deliver
from dialogs.state.conversation import Asking
from dialogs.turn.messages import Happened, Sent
from tests.talk import Talk


def asking(form: Form) -> Talk:
    """2.1 is answered, 2.2 is asked."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始", "改 {#output} 118 131 147")
    return talk


def photo(talk: Talk, name: str = "报表.jpg", caption: str = "") -> list[str]:
    """Send a photo; returns what was said."""
    talk.happen(Sent(name, 1000, f"id-{name}", talk.numbered(caption), media_type="image/jpeg"))
    return talk.words


def names(talk: Talk, field: str) -> list[str]:
    """What is pinned to a question."""
    return [each.name for each in pinned(talk.application, talk.form.by_name[field])]


def test_a_photo_is_offered_to_the_question_that_is_asked(form: Form) -> None:
    """It is asked whether it is evidence or shows the number; pinned, the question comes back with its name."""
    talk = asking(form)
    assert talk.numbered("钉到 {#county_share}") in photo(talk)[-1]
    talk.press("钉到 {#county_share}")
    assert names(talk, "county_share") == ["报表.jpg"]
    last = talk.replies[-1]
    assert isinstance(last, Ask)
    assert last.pins == ("报表.jpg",)
    assert "钉着：报表.jpg" in talk.words[-1]
    talk.say("撤销")
    assert names(talk, "county_share") == []


@pytest.mark.parametrize(
    "words", ["钉到 {#output}", "把这张照片钉到{#output}", "贴到 {#output} 题", "pin to {#output}"]
)
def test_a_photo_is_pinned_by_words(form: Form, words: str) -> None:
    """While it is asked about, and afterwards; the open question stays."""
    talk = asking(form)
    photo(talk)
    talk.say(words)
    assert names(talk, "output") == ["报表.jpg"]
    assert isinstance(talk.conversation.state, Asking)
    later = asking(form)
    photo(later)
    later.say("稍后", words)
    assert names(later, "output") == ["报表.jpg"]


def test_a_caption_pins_at_once(form: Form) -> None:
    """钉到 2.1 below the photo."""
    talk = asking(form)
    photo(talk, caption="钉到 {#output}")
    assert names(talk, "output") == ["报表.jpg"]
    assert isinstance(talk.conversation.state, Asking)


def test_what_is_pinned_is_shown_and_taken_off(form: Form) -> None:
    """2.1 的照片 hands it over; 来源 names it; 取下 2.1 lays it among the unsorted; nothing sent, nothing pinned."""
    talk = asking(form)
    talk.say("钉到 {#output}")
    assert "还没有发过文件" in talk.words[0]
    photo(talk, caption="钉到 {#output}")
    talk.say("{#output} 的照片")
    assert [reply.attachment for reply in talk.replies if isinstance(reply, Deliver)] == ["id-报表.jpg"]
    assert talk.numbered("{#output} 钉着 报表.jpg") in "\n".join(talk.say("来源"))
    talk.say("取下 {#output}")
    assert names(talk, "output") == []
    assert [proof.item for proof in talk.application.proofs] == [""]
    talk.say("{#output} 的照片")
    assert "没有钉着" in talk.words[0]


def test_what_is_pinned_is_no_evidence(form: Form) -> None:
    """It fills no item of the list and is not among the files that wait for a place."""
    talk = asking(form)
    photo(talk, caption="钉到 {#output}")
    assert not talk.application.proofs[0].filed
    assert "没有待归类" in "\n".join(talk.say("归类"))


def test_a_part_of_somebody_else_takes_no_pins(form: Form) -> None:
    """A colleague pins to the own questions only."""
    talk = asking(form)
    talk.conversation = type(talk.conversation)("园区", "web", application="a1", sections=("digital",), owner="local")
    photo(talk)
    talk.say("钉到 {#output}")
    assert names(talk, "output") == []
