"""撤销: what can be taken back, each with its button; nothing is taken back by the word alone."""

from __future__ import annotations

from dialogs.desk.ground.step import DeskStep
from dialogs.desk.recommendations.recommending import handed_up
from dialogs.desk.reviews import reviewing
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.actions import Action
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examining


def ask(step: DeskStep) -> None:
    """Which of the things that were done is meant; in a review its drafts, where one taken away comes back."""
    if isinstance(step.state, Examining):
        reviewing.go(step, "drafts")
        return
    ways = _ways(step)
    options = tuple(option for option, _ in ways)
    what = "undo what" if ways else "nothing to undo"
    step.offer(Note(what, {}, options), [action for _, action in ways])


def _ways(step: DeskStep) -> list[tuple[Option, Action]]:
    region = step.region
    ways: list[tuple[Option, Action]] = []
    if any(each.open for each in region.sendings):
        ways.append((Option("desk cancel"), Do("cancel")))
    if step.draft is not None:
        ways.append((Option("desk draft"), Do("draft")))
    handed = handed_up(step)
    if handed is not None and handed.untouched:
        ways.append((Option("desk take back"), Do("take back")))
    elif region.recommending is not None and region.recommending.chosen:
        ways.append((Option("desk back to list"), Do("recommended")))
    if region.links:
        ways.append((Option("desk links"), Do("links")))
    if region.follow_ups:
        ways.append((Option("desk follow ups"), Do("follow_ups")))
    return ways
