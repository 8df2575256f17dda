"""Which county stands on the screen, and is meant by 他们 and 这家."""

from __future__ import annotations

import re

from dialogs.definition.notice import County
from dialogs.desk.ground.step import DeskStep
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examining

_OF_A_COUNTY = ("ask note", "flip flag")
_SPOKEN_OF = re.compile("他|她|它|这家|这个县|该县|县里|对方")


def county_shown(step: DeskStep) -> County | None:
    """The county that is shown, with its buttons."""
    if not isinstance(step.state, Resting):
        return None
    codes = [each.about[0] for each in step.conversation.actions if isinstance(each, Do) and each.verb in _OF_A_COUNTY]
    return next((each for each in step.region.counties if each.code in codes), None)


def is_theirs(words: str) -> bool:
    """Whether the words say 他们, 这家, and no name."""
    return re.fullmatch(_SPOKEN_OF.pattern + "们?", words) is not None or words in ("他们", "她们", "人家", "对方")


def reviewed(step: DeskStep) -> County | None:
    """The county whose review is open, with nothing awaited."""
    state = step.state
    return step.region.by_code.get(state.county) if isinstance(state, Examining) and not state.waits else None


def spoken_of(step: DeskStep, words: str) -> str:
    """The county that 他们 and 这家 speak of, by its code: the one on the screen, or the one that is reviewed."""
    county = (reviewed(step) or county_shown(step)) if _SPOKEN_OF.search(words) else None
    return county.code if county is not None else ""
