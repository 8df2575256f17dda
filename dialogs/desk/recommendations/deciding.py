"""受理 邢台市, 收电子 邢台市, 补正 清河县 3.2 请核对: what is done about a hand-up that is called by its place."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.desk.ground.choosing import called
from dialogs.desk.ground.counties_named import city_called
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.recommendations.handing import ACCEPTED, ask_reason, decide, items, open_one, register, said_reason
from dialogs.desk.recommendations.recommending import handed_up, show
from dialogs.record.handups import HandedItem, HandedUp
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.desk_states import Do


def open_called(step: DeskStep, words: str) -> bool:
    """What the group of this name, or the one that handed this county up, has handed up; False for no such place."""
    chosen = {each.id: each for each, _ in _called(step, words)}
    if len(chosen) == 1:
        open_one(step, next(iter(chosen)))
        return True
    return _not_handed_up(step, words)


def register_called(form: str, step: DeskStep, words: str) -> bool:
    """收电子 邢台市: False where nothing of this name was handed up."""
    if step.region.recommending is not None:
        return _of_the_province(step)
    chosen = {each.id: each for each, _ in _called(step, words)}
    for each in chosen:
        register(step, each, form)
    return bool(chosen) or _not_handed_up(step, words)


def _of_the_province(step: DeskStep) -> bool:
    """A city sees its list, with what came back and the way to pass it on."""
    step.say(Note("only the province registers"))
    if handed_up(step) is not None:
        show(step)
    return True


def decide_called(decision: str, step: DeskStep, words: str, kept: str = "") -> bool:
    """受理 邢台市, 补正 清河县 3.2 请核对, 不予受理 清河县 逾期; ``kept`` is a reason that is asked about."""
    if step.region.recommending is not None:
        return _of_the_province(step)
    name, _, reason = words.strip().partition(" ")
    name, reason = name.rstrip("：:"), reason.strip()
    chosen = _called(step, name)
    if not chosen:
        return _not_handed_up(step, name)
    if decision != ACCEPTED and len(chosen) > 1:
        options = tuple(Option("desk open", {"name": step.region.called(item.county)}) for _, item in chosen)
        actions = [
            Do("ask reason", (handed.id, decision, item.application, *filter(None, (kept,)))) for handed, item in chosen
        ]
        step.offer(Note("which to send back", {"words": name}, options), actions)
        return True
    if decision == ACCEPTED:
        _accept(step, chosen)
    else:
        handed, item = chosen[0]
        about = (handed.id, decision, item.application)
        said_reason(step, about, reason) if reason else ask_reason(step, *about, kept)
    return True


def _accept(step: DeskStep, chosen: Sequence[tuple[HandedUp, HandedItem]]) -> None:
    """Of several those that nothing was decided about: what was sent back or refused stays so until it is named."""
    left = [(each, item) for each, item in chosen if not item.decision or len(chosen) == 1]
    for handed in {each.id: each for each, _ in left}.values():
        decide(step, handed.id, ACCEPTED, *(item.application for each, item in left if each is handed))
    others = [step.region.called(item.county) for _, item in chosen if item.decision not in ("", ACCEPTED)]
    if others and len(chosen) > 1:
        step.say(Note("decided before", {"names": "、".join(others), "first": others[0]}))
    elif not left:
        step.say(Note("all accepted"))


def _called(step: DeskStep, words: str) -> list[tuple[HandedUp, HandedItem]]:
    """What was handed up by the group, from the county or of the cluster that is called so."""
    plain = words.strip()
    every = items(step)
    of_group = [(each, item) for each, item in every if each.place in (plain, city_called(step, plain))]
    codes = {county.code for county in called(step.form, step.region, plain)}
    of_county = [(each, item) for each, item in every if item.county in codes]
    return of_group or of_county or [(each, item) for each, item in every if item.cluster == plain]


def _not_handed_up(step: DeskStep, words: str) -> bool:
    """Say of a place that nothing came from it; False where there is no such place."""
    if city_called(step, words) or called(step.form, step.region, words):
        step.say(Note("not handed up", {"name": words}))
        return True
    return False
