"""What each state of the conversation hears, held as a table: no reading is added, dropped or moved by accident."""

from __future__ import annotations

import pytest

from dialogs.definition.form import Form
from dialogs.meaning.hearing import ANSWERS, HEARS, LONG, OF_WORDS
from dialogs.state.conversation import (
    Asking,
    Composing,
    Deciding,
    Filing,
    Justifying,
    Proving,
    Reasoning,
    Resting,
    State,
    TakingOver,
)
from dialogs.turn.step import Step
from tests.crowd import places
from tests.talk import NOW

_EVERYWHERE = "filled_section named_a_button was_a_command stood_by wrote_back about_evidence kept_email"
_ELSEWHERE = f"{_EVERYWHERE} handed_over about_sources about_departments went".replace(
    "named_a_button was_a_command", "named_a_button text_ended asked_about_another was_a_command took_back"
)
_REASON = "filled_section named_a_button was_a_command changed corrected_by_number wished perhaps_no_reason"
_EXPECTED = {
    Resting: f"{_ELSEWHERE} called_wrong corrected wished taken_up",
    Asking: f"revised_text {_ELSEWHERE} disowned said_beside_answer unit_said said_better called_wrong corrected "
    "thought_again texts_put_off left_for put_off hindered_by_others asked_what_fits wished complained "
    "said_aside answered",
    Deciding: f"{_ELSEWHERE} disowned offer_changed revised_text said_beside_answer unit_said called_wrong corrected "
    "thought_again asked_what_fits wished answered_again complained answered".replace(
        "text_ended", "offer_agreed text_ended"
    ),
    Composing: f"trimmed revised_text {_ELSEWHERE} called_wrong corrected_beside_a_text unit_said thought_again "
    "texts_put_off left_for put_off asked_what_fits wished said_aside composed",
    Filing: f"{_EVERYWHERE} heard_behind".replace(" stood_by", ""),
    Proving: f"{_EVERYWHERE} heard_behind",
    TakingOver: f"{_EVERYWHERE} answered_otherwise heard_behind".replace(" stood_by", "").replace(
        " about_evidence", ""
    ),
    Reasoning: f"{_REASON} reasoned",
    Justifying: f"{_REASON} explained",
}


@pytest.mark.parametrize("state", _EXPECTED, ids=lambda state: state.__name__)
def test_a_state_hears_what_the_table_says(state: type[State]) -> None:
    """The surest reading comes first."""
    assert " ".join(rung.__name__ for rung in HEARS[state]) == _EXPECTED[state]


@pytest.mark.parametrize("state", _EXPECTED, ids=lambda state: state.__name__)
def test_every_state_ends_with_a_reading_of_its_own(state: type[State]) -> None:
    """What no other reading knows is taken by the state, in messages of any length: nothing is unheard."""
    assert HEARS[state][-1] is LONG[state][-1]
    assert HEARS[state][-1] in ANSWERS


def test_every_state_has_a_ladder() -> None:
    """The table is total."""
    assert set(HEARS) == set(LONG) == set(_EXPECTED)


_FIGURES = (
    "1",
    "2",
    "0 0 0",
    "12000 13500 15120",
    "95.2%",
    "2.4 78.5 79.2 80.4",
    "2.7",
    "2023",
    "-3",
    "1、3",
    "5.6 2024.4",
)


def test_figures_alone_say_nothing_to_a_reading_of_words(form: Form) -> None:
    """What is not put to such a reading would have been left as it is by it, wherever the conversation is."""
    for place in places(form):
        for words in _FIGURES:
            assert not form.speech.is_spoken(words)
            for rung in OF_WORDS.intersection(HEARS[type(place.conversation.state)]):
                step = Step(form, place.application, place.conversation, NOW)
                assert not rung(step, words), (rung, words)
                assert (step.conversation, step.turn().replies) == (place.conversation, ())


@pytest.mark.parametrize("words", ["666", "用", "3天", "2.7题", "①", "1个"])
def test_a_message_with_a_word_in_it_is_put_to_every_reading(form: Form, words: str) -> None:
    """666 is said in praise."""
    assert form.speech.is_spoken(words)
