"""审核 清河县: an application, read-only; comments are drafted, and one notice takes them to the county.

Every look and every deed is asked of the outside, which comes back with what there is to see at that place: so it is
never older than what was done a moment ago, by whomever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dialogs.desk.ground.places_of_review import ways
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import looking
from dialogs.desk.reviews import commenting, judging
from dialogs.desk.reviews.commenting import LONGEST_NOTE, deed, doing, opened
from dialogs.reading.dates import day_of
from dialogs.record import codec
from dialogs.record.options import Option
from dialogs.record.region import Entrant, Stage
from dialogs.saying.briefs import Note
from dialogs.saying.examined import Examined
from dialogs.state.conversation import Resting, State
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examine, Examining

_MOST = 8
_PUT = re.compile(r"^(?:再|也|就)?(?:补|加|写|添|填)(?:上|一?下|成|为)?[\s:：,，]+|^(?:是|为)[\s:：,，]*")
"""推荐理由补上：…."""


def review_called(step: DeskStep, words: str) -> bool:
    """审核 清河县: False where no county of the region is called so."""
    return looking.with_county(step, words, review_county, "review")


def review_county(step: DeskStep, county: str, place: str = "") -> None:
    """Open what the county sent at a place; what it has not sent yet is shown as far as it may be seen."""
    sent = [each for each in step.region.entrants_of(county) if each.application and looking.readable(each)]
    if len(sent) == 1:
        look(step, county, sent[0].application, place)
    elif sent:
        options = tuple(Option("desk open", {"name": each.cluster or "—"}) for each in sent[:_MOST])
        actions = [Do("review of", (county, each.application, place)) for each in sent[:_MOST]]
        step.offer(Note("review which", {"name": step.region.called(county)}, options), actions, Resting())
    else:
        step.say(Note("not sent yet", {"name": step.region.called(county)}))
        looking.open_county(step, county)


def waiting(step: DeskStep) -> None:
    """审核: the counties that have sent something and wait; then, by name alone, those that it was returned to."""
    found = [each for each in step.region.entrants if _waits(each)]
    back = [step.region.called(each.county) for each in step.region.entrants if each.stage is Stage.RETURNED]
    options = tuple(Option("desk review", {"name": step.region.called(each.county)}) for each in found[:_MOST])
    names = "、".join(step.region.called(each.county) for each in found)
    figures = {"count": str(len(found)), "names": names}
    if back:
        step.say(Note("reviews returned", {"count": str(len(back)), "names": "、".join(back)}))
    what = "reviews waiting" if found else "no reviews waiting"
    actions = [Do("review of", (each.county, each.application)) for each in found[:_MOST]]
    step.offer(Note(what, figures, options), actions, Resting())


def _waits(entrant: Entrant) -> bool:
    return entrant.stage is Stage.ACTED and entrant.act not in ("passed", "")


def look(step: DeskStep, county: str, application: str, place: str = "") -> None:
    """Ask for what there is to see at a place."""
    step.update(state=Examining(application, county, place, **_carried(step.state, application)))
    step.request(Examine(application, place=place))


def _carried(state: State, application: str) -> dict[str, Any]:
    """What goes along to another place of the same review."""
    until = state.until if isinstance(state, Examining) and state.application == application else ""
    return {"pending": _left(state, application), "until": until}


def _left(state: State, application: str) -> tuple[tuple[str, str], ...]:
    """The remarks that are still to be written, where one of them was begun and is left."""
    begun = isinstance(state, Examining) and state.waits in ("reason", "note") and state.application == application
    return state.pending if isinstance(state, Examining) and begun else ()


def go(step: DeskStep, place: str) -> None:
    """Another place of the review that is open."""
    state = opened(step)
    if state is not None:
        look(step, state.county, state.application, place)


def examined(step: DeskStep, payload: Mapping[str, str]) -> None:
    """What was asked for is there; what was done, or why it was not, is said before it."""
    seen: Examined = codec.loads(payload["seen"])
    if payload.get("note"):
        figures = {key: value for key, value in payload.items() if key not in ("seen", "note")}
        step.say(Note(payload["note"], {"name": seen.head.called, **figures}))
    at_rest = isinstance(step.state, Resting | Examining)
    if at_rest:
        found = ways(step.form, seen)
        drafted = tuple((f"{each.id}-{each.number}", each.about) for each in seen.drafts)
        pending = step.state.pending if isinstance(step.state, Examining) else ()
        state = Examining(
            seen.head.application, seen.head.county, seen.spot, seen.head.decided, asked=seen.asked, drafted=drafted
        )
        until = step.state.until if isinstance(step.state, Examining) else ""
        state = replace(state, pending=pending, until=until if seen.spot != "preview" else "")
        if seen.spot == "preview":
            state = replace(
                state, waits="confirm", due=seen.due, drafts=tuple(each.id for each in seen.drafts if not each.internal)
            )
        if pending:
            step.say(commenting.several(pending))
            found = [*commenting.pending_ways(step, pending), *found]
        reply = replace(seen, options=tuple(option for option, _ in found))
        step.offer(reply, [action for _, action in found], state)
    else:
        step.say(seen)


def county_sent(step: DeskStep, payload: Mapping[str, str]) -> None:
    """A county sent its application, or sent it back; one tap opens it."""
    figures = {"name": step.region.called(payload["county"]), "by": payload["by"]}
    note = Note(f"county {payload['what']}", figures)
    if isinstance(step.state, Resting) or (isinstance(step.state, Examining) and not step.state.waits):
        options = (Option("desk review", {"name": figures["name"]}),)
        actions = (Do("review of", (payload["county"], payload["application"])),)
        step.offer(replace(note, options=options), actions)
    else:
        step.say(note)


# --- words ------------------------------------------------------------------------------------------------------------


def was_about_it(step: DeskStep, state: Examining, words: str) -> bool:
    """Words typed while a review is open: what is awaited; False where nothing is."""
    match state.waits:
        case "reason" | "note":
            commenting.comment(step, state, words)
        case "due":
            commenting.due(step, state, words)
        case "needs":
            deed(step, "needs", state.about, words[:LONGEST_NOTE])
        case "opinion":
            deed(step, "opine", words, place="")
        case "verify":
            _verified(step, state, words)
        case _:
            return False
    return True


def passes(step: DeskStep, sure: str = "") -> None:
    """审核通过: with steps that are not ticked or comments that are open it is asked first; beside a question too."""
    state = step.state
    if isinstance(state, Examining) and not sure and state.place.startswith(("field:", "section:")):
        options = (Option("desk pass whole"), Option("desk stop"))
        step.offer(Note("pass whole", {}, options), (Do("pass", ("whole",)), Do("review place", (state.place,))), state)
        return
    deed(step, "pass", sure, place="")


def verify(step: DeskStep, kind: str = "") -> None:
    """登记核查: which kind, then day, people and result in one line."""
    state = opened(step)
    kinds = step.form.review.verifications
    if state is None:
        return
    if not kind:
        options = tuple(Option("reading", {"value": words}) for words in kinds.values())
        step.offer(Note("verify which", {}, options), [Do("verify", (name,)) for name in kinds], state)
        return
    asked = replace(state, waits="verify", about=kind)
    figures = {"kind": kinds.get(kind, kind)}
    step.offer(Note("verify how", figures, (Option("desk stop"),)), (Do("review place", (state.place,)),), asked)


def _verified(step: DeskStep, state: Examining, words: str) -> None:
    """4月15日 王科长、李工 属实: the day, who, and what came of it."""
    parts = words.split(maxsplit=2)
    day = day_of(step.form, parts[0]) if parts else None
    if day is None or len(parts) < 3:
        step.say(Note("verify unclear", {"words": words[:40]}))
        verify(step, state.about)
    elif day > step.moment.date().isoformat():
        step.say(Note("verify not yet", {"day": day}))
        verify(step, state.about)
    else:
        deed(step, "verify", state.about, day, parts[1][:LONGEST_NOTE], parts[2][:LONGEST_NOTE], place="steps")


def ask_opinion(step: DeskStep) -> None:
    """推荐意见: the city's text for 9.4, and today for 9.6."""
    state = opened(step)
    if state is not None:
        asked = replace(state, waits="opinion")
        step.offer(Note("opinion how", {}, (Option("desk stop"),)), (Do("review place", (state.place,)),), asked)


def opine(step: DeskStep, words: str) -> bool:
    """推荐意见 同意推荐, 推荐理由补上：…: the text at once."""
    deed(step, "opine", _PUT.sub("", words), place="")
    return True


def going(place: str) -> Callable[[DeskStep], None]:
    """A command that shows a place of the review that is open."""
    return lambda step: go(step, place)


VERBS: Mapping[str, Callable[..., None]] = {
    "review": review_county,
    "review of": look,
    "review place": go,
    "comment": commenting.begin,
    "reason": commenting.reason,
    "no note": commenting.no_note,
    "send back": commenting.send_back,
    "send return": commenting.really,
    "accept": doing("accept"),
    "accept all": lambda step: deed(step, "accept all"),
    "needs": judging.ask_needs,
    "tick": doing("tick"),
    "untick": doing("untick"),
    "drop draft": doing("drop"),
    "restore draft": doing("restore"),
}
"""What buttons of a review do, beside its commands."""
