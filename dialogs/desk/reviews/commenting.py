"""批注: a comment with its reason and note is drafted; all drafts go to the county as one notice with a date."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dialogs.desk.ground.days import day_named, day_within
from dialogs.desk.ground.places_of_review import subject_called
from dialogs.desk.ground.step import DeskStep
from dialogs.reading.cleaning import excerpt
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.actions import Way
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examine, Examining

LONGEST_NOTE = 500
_LIKE_A_NUMBER = re.compile(r"[A-Za-z0-9.\-]+")
_WRITE = re.compile(r"^(?:里?(?:写|说)(?:上|道|成|的?是|一?下)?)[\s:：,，]*")
_VERDICTS = ("accept", "accept all", "needs")


def opened(step: DeskStep) -> Examining | None:
    """The review that is open; where none is, the person hears how to open one."""
    if isinstance(step.state, Examining):
        return step.state
    step.say(Note("no review open"))
    return None


def deed(step: DeskStep, what: str, *about: str, place: str | None = None) -> None:
    """Do something in the review that is open, and look at it again."""
    state = opened(step)
    if state is not None:
        place = _shown_after(state.place, what) if place is None else place
        pending = state.pending if what == "draft" else ()
        step.update(state=Examining(state.application, state.county, state.place, pending=pending, until=state.until))
        step.request(Examine(state.application, what, place, about, state.decided))


def _shown_after(place: str, what: str) -> str:
    """What is shown after a deed: a verdict on one of many comments leaves the list of the others, in short."""
    if place == "preview":
        return ""
    return "new:0" if place.startswith("new") and what in _VERDICTS else place


def doing(what: str) -> Callable[[DeskStep, str], None]:
    """A button that does this about something."""
    return lambda step, about: deed(step, what, about)


def comment_inside(step: DeskStep, words: str) -> bool:
    """内部批注 2.1 要现场看: the county never gets it."""
    return comment_on(step, words, "internal")


def comment_on(step: DeskStep, words: str, kind: str = "") -> bool:
    """批注 2.1 与年报不一致; 批注 单位不对 is of what is shown, else of the whole. False for no such question."""
    state = opened(step)
    if state is None:
        return True
    found = subject_called(step.form, words)
    if found is None and _LIKE_A_NUMBER.match(words):
        return False
    shown = state.place.removeprefix("field:")
    about, note = found or (shown if shown in step.form.by_name else "", _WRITE.sub("", words))
    begin(step, about, kind, note)
    return True


def begin(step: DeskStep, about: str, kind: str = "", note: str = "", replaces: str = "") -> None:
    """A comment on this: the reason is asked first; ``kind`` is ``internal`` where the county shall not get it."""
    state = opened(step)
    if state is not None:
        asked = replace(state, waits="reason", about=about, reason="", note=note, internal=kind == "internal")
        pending = tuple(each for each in state.pending if each[1] not in note)
        _ask_reason(step, replace(asked, replaces=replaces, pending=pending))


def offer_several(step: DeskStep, state: Examining, remarks: Sequence[tuple[str, str]]) -> None:
    """Each of these remarks, with what it is about, as a comment."""
    ways = pending_ways(step, remarks)
    note = several(remarks)
    step.offer(
        replace(note, options=tuple(each for each, _ in ways)),
        [action for _, action in ways],
        replace(state, pending=tuple(remarks)),
    )


def several(remarks: Sequence[tuple[str, str]]) -> Note:
    """How many remarks are still to be written."""
    return Note("several comments", {"count": str(len({note for _, note in remarks}))})


def pending_ways(step: DeskStep, remarks: Sequence[tuple[str, str]]) -> list[Way]:
    """A button for each remark; where one may be about several questions, with their names."""
    notes = [note for _, note in remarks]
    ways: list[Way] = []
    for about, note in remarks:
        field = step.form.by_name.get(about)
        name = (field.id if field is not None else about) or "整份"
        called = f"{name} {field.label}" if field is not None and notes.count(note) > 1 else name
        ways.append((Option("desk say so", {"words": f"{called}：{excerpt(note)}"}), Do("comment", (about, "", note))))
    return ways


def _ask_reason(step: DeskStep, state: Examining) -> None:
    reasons = step.form.review.reasons
    options = (*(Option("review reason", {"words": each.words}) for each in reasons), Option("desk stop"))
    actions = (*(Do("reason", (each.name,)) for each in reasons), Do("review place", (state.place,)))
    figures = {"about": state.about, "note": state.note, "internal": "yes" if state.internal else ""}
    step.offer(Note("comment reason", figures, options), actions, state)


def reason(step: DeskStep, name: str) -> None:
    """The reason was chosen; words are asked for where there are none yet."""
    state = opened(step)
    if state is None or state.waits not in ("reason", "note"):
        if state is not None:
            step.say(Note("old button"))
        return
    known = step.form.review.reason(name)
    chosen = replace(state, reason=name, waits="note")
    if state.note:
        _keep(step, chosen)
        return
    options = () if known.wants_note else (Option("review no note"),)
    actions = () if known.wants_note else (Do("no note"),)
    figures = {"about": state.about, "reason": name}
    what = "comment note wanted" if known.wants_note else "comment note"
    ways_on = (*options, Option("desk stop"))
    step.offer(Note(what, figures, ways_on), (*actions, Do("review place", (state.place,))), chosen)


def no_note(step: DeskStep) -> None:
    """The reason says it all."""
    state = opened(step)
    if state is not None and state.waits == "note":
        _keep(step, state)


def comment(step: DeskStep, state: Examining, words: str) -> None:
    """Words while a comment is asked are its note; without a reason yet that is asked with the words kept."""
    if len(words) > LONGEST_NOTE:
        step.say(Note("comment too long", {"count": str(len(words)), "limit": str(LONGEST_NOTE)}))
        return
    said = replace(state, note=f"{state.note}\n{words}" if state.note else words)
    if state.reason:
        _keep(step, said)
    else:
        _ask_reason(step, said)


def _keep(step: DeskStep, state: Examining) -> None:
    internal = "yes" if state.internal else ""
    place = f"field:{state.about}" if state.about in step.form.by_name else "drafts"
    instead = (state.replaces,) if state.replaces else ()
    deed(step, "draft", state.about, state.reason, state.note, internal, *instead, place=place)


def send_back(step: DeskStep) -> None:
    """退回: until when, then the notice as the county gets it, and only then it goes."""
    state = opened(step)
    if state is not None and state.until:
        step.update(state=replace(state, until=""))
        due(step, replace(state, until=""), state.until)
    elif state is not None:
        step.update(state=replace(state, waits="due"))
        step.offer(Note("return due", {}, (Option("desk stop"),)), (Do("review place", (state.place,)),))


def due(step: DeskStep, state: Examining, words: str) -> None:
    """The date by which it is to come back; a day that cannot be is asked again."""
    day = day_named(step, words) or day_within(step, words)  # a preview follows, with the day in it
    if day is None or day < step.moment.date().isoformat():
        wrong = Note("date past", {"day": day}) if day else Note("no such date", {"words": words.strip()[:40]})
        step.say(wrong)
        send_back(step)
    else:
        step.request(Examine(state.application, "look", "preview", (day,)))
        step.update(state=replace(state, waits="", due=day))


def keep_day(step: DeskStep, day: str | None) -> None:
    """Until when it is to come back, said beside a comment: the return takes it up; without one it is asked then."""
    if day is not None and isinstance(step.state, Examining) and day >= step.moment.date().isoformat():
        step.update(state=replace(step.state, until=day))
        step.say(Note("due then", {"day": day}))
    else:
        step.say(Note("due later"))


def really(step: DeskStep) -> None:
    """It was confirmed: these drafts, by this date, as they were seen."""
    state = opened(step)
    if state is None:
        return
    if state.waits != "confirm":
        step.say(Note("old button"))
        return
    step.update(state=Examining(state.application, state.county))
    step.request(Examine(state.application, "return", "", (state.due,), state.decided, state.drafts))


def put_aside(step: DeskStep) -> None:
    """Something else is done: a comment that was begun is said with its words, nothing of it was kept."""
    state = step.state
    if isinstance(state, Examining) and state.waits in ("reason", "note") and (state.note or state.reason):
        step.say(Note("comment left", {"about": state.about, "note": state.note}))
