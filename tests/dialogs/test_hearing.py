"""What each state of the conversation hears, held as a table: no reading is added, dropped or moved by accident."""

from __future__ import annotations

import pytest

from dialogs.meaning.hearing import ANSWERS, HEARS, LONG
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

_EVERYWHERE = "filled_section named_a_button was_a_command stood_by wrote_back about_evidence kept_email"
_ELSEWHERE = f"{_EVERYWHERE} handed_over about_sources about_departments went"
_REASON = "filled_section named_a_button was_a_command changed corrected_by_number wished perhaps_no_reason"
_EXPECTED = {
    Resting: f"{_ELSEWHERE} called_wrong corrected wished taken_up",
    Asking: f"revised_text {_ELSEWHERE} called_wrong corrected hindered_by_others wished said_aside answered",
    Deciding: f"{_ELSEWHERE} revised_text called_wrong corrected wished answered_again answered",
    Composing: f"trimmed revised_text {_ELSEWHERE} called_wrong corrected_beside_a_text wished said_aside composed",
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
