"""What cannot be taken back needs words without doubt: a no, a question or a later beside them does nothing of it."""

from __future__ import annotations

from itertools import product

import pytest

from dialogs.definition.form import Form
from dialogs.state.desk_states import Do, Drafting
from dialogs.state.errands import Broadcast
from dialogs.state.examining import Examine
from dialogs.state.handing_errands import Decide, HandUp, TakeBack
from dialogs.turn.messages import Chose, Request
from tests.dialogs.desk import Desk
from tests.dialogs.desk_situations import SITUATIONS

_DOUBTS = (
    "先不{}",
    "别{}",
    "不要{}",
    "先别{}",
    "不想{}",
    "{}吗",
    "能{}吗",
    "{}？",
    "等会再{}",
    "要不要{}",
    "{} 先等等",
    "还没{}",
    "不{}了 删掉",
)
_READY = ("群发", "请大家周五前交", "全部")
_DECISIONS = ("pass", "return", "accept", "accept all", "needs", "opine")


def _is_final(request: Request) -> bool:
    """Whether it sends or decides something."""
    decides = isinstance(request, Examine) and request.deed in _DECISIONS
    return decides or isinstance(request, Broadcast | Decide | HandUp | TakeBack)


def _desk(form: Form, situation: str, *words: str) -> Desk:
    """A coordinator who has typed these."""
    region, conversation = SITUATIONS[situation](form)
    desk = Desk(form, region, conversation)
    for each in words:
        desk.say(each)
    return desk


def _asked(desk: Desk, words: str) -> list[Request]:
    """What is asked of the outside by words typed there; the desk stays as it is."""
    beside = Desk(desk.form, desk.region, desk.conversation)
    beside.say(words)
    return beside.asked


def _concept(form: Form, concept: str) -> list[str]:
    return sorted(word for word, known in form.desk_speech.words.items() if known == concept and not word.isascii())


@pytest.mark.parametrize("doubt", _DOUBTS)
def test_a_broadcast_goes_by_no_word_that_is_doubted(form: Form, doubt: str) -> None:
    """Each word for sending, with a no, a question or a later: it stands there, or is put aside."""
    desk = _desk(form, "city", *_READY)
    for word in _concept(form, "send"):
        assert not any(map(_is_final, _asked(desk, doubt.format(word)))), doubt.format(word)


@pytest.mark.parametrize("doubt", _DOUBTS)
def test_a_review_passes_by_no_word_that_is_doubted(form: Form, doubt: str) -> None:
    """The same of a review that is open."""
    desk = _desk(form, "review")
    for word in _concept(form, "passed"):
        assert not any(map(_is_final, _asked(desk, doubt.format(word)))), doubt.format(word)


def test_nothing_is_sent_or_decided_by_a_question(form: Form) -> None:
    """Whatever is open: questions about what would be final do nothing of it."""
    questions = (
        "能上报吗",
        "上报了没",
        "邢台能受理吗",
        "清河受理了没有",
        "可以通过吗",
        "要不要撤回上报",
        "群发发了吗",
        "清河补正了吗",
    )
    for situation, words in product(SITUATIONS, questions):
        assert not any(map(_is_final, _asked(_desk(form, situation), words))), (situation, words)


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize(
    "words", ["export 清河县", "invite 威县 13900002222", "ask for correction of 清河县", "refuse 威县 late"]
)
def test_what_an_offer_names_is_done_and_becomes_no_text(form: Form, situation: str, words: str) -> None:
    """The button of a wish, pressed where a text is awaited: what it says is no text, and not asked again."""
    desk = _desk(form, situation, words)
    for number, action in enumerate(desk.conversation.actions, 1):
        if isinstance(action, Do) and action.verb == "say so":
            pressed = Desk(desk.form, desk.region, desk.conversation)
            said = pressed.happen(Chose(desk.conversation.revision, (number,)))
            draft = pressed.conversation.state
            assert not (isinstance(draft, Drafting) and draft.text == action.about[0])
            assert action.about[0] not in said, said
