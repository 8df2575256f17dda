"""群发: the text, whom it is for, how it looks and how many get it, and only then it goes; its state afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dialogs.desk.ground.choosing import choose
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import looking
from dialogs.desk.people import columns
from dialogs.reading.cleaning import excerpt
from dialogs.record.options import Option
from dialogs.record.region import Contact, Entrant, tally
from dialogs.saying.briefs import Note
from dialogs.saying.broadcast_briefs import Announced, Confirming
from dialogs.state.actions import Action
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Awaiting, Do, Drafting, Listing
from dialogs.state.errands import Broadcast
from dialogs.turn.messages import Sent

_NAMED = 6
"""Counties without anybody that are said by name."""
LONGEST = 2_000
"""Characters of a broadcast: one message on every channel."""
_SHOWN, _FEW = 60, 20
_SHEETS = (".xlsx", ".xls", ".csv", ".et", ".ods")


def begin(step: DeskStep, counties: Sequence[str] = (), text: str = "") -> None:
    """群发: write the text; ``counties`` are whom it is for where that is known already."""
    if not step.region.contacts:
        step.say(Note("nobody to write to"))
        return
    kept = step.draft or Drafting()
    words = "、".join(step.region.called(each) for each in counties)
    people = tuple(each.person for each in step.region.contacts if each.county in set(counties)) if counties else ()
    if counties and not people:
        _to_nobody(step, counties, replace(kept, text=text or kept.text))
        return
    left = [each for each in counties if each not in {contact.county for contact in step.region.contacts}]
    if len(left) <= _NAMED:  # of many it is seen whom it is for
        say_nobody(step, left)
    draft = replace(kept, stage="text", words=words or kept.words, people=people or kept.people)
    if text:
        write(step, draft, text)
    elif draft.text or draft.attachment:
        go_on(step, draft)
    else:
        _ask_text(step, draft)


def _to_nobody(step: DeskStep, counties: Sequence[str], draft: Drafting) -> None:
    """Nobody is in there: that is said; a text that is there already may go to others."""
    say_nobody(step, counties)
    if draft.text and len(draft.text) <= LONGEST:
        _ask_audience(step, replace(draft, words="", people=()))
    elif len(counties) == 1:
        looking.open_county(step, counties[0])


def say_nobody(step: DeskStep, counties: Sequence[str]) -> None:
    """Say of these counties that nobody there would get it."""
    if counties:
        step.say(Note("no recipients", {"words": excerpt("、".join(step.region.called(each) for each in counties))}))


def _ask_text(step: DeskStep, draft: Drafting) -> None:
    options = (Option("desk discard"),)
    chosen = [each for each in step.region.contacts if each.person in set(draft.people)]
    figures = {"limit": str(LONGEST), "to": excerpt("、".join(_named(step, chosen)))}
    step.offer(Note("write text", figures, options), (Do("discard"),), replace(draft, stage="text"))


def write(step: DeskStep, draft: Drafting, text: str) -> None:
    """The text of the broadcast."""
    if len(text) > LONGEST:
        step.say(Note("text too long", {"count": str(len(text)), "limit": str(LONGEST)}))
        step.update(state=draft)
        return
    go_on(step, replace(draft, text=text))


def attach(step: DeskStep, event: Sent) -> None:
    """A file for the broadcast; what is written with it is the text."""
    if event.attachment is None:
        step.say(Note("file not kept", {"name": event.name}))
        return
    if _is_sheet(event.name) and not isinstance(step.state, Drafting):
        _ask_what_for(step, event)
        return
    draft = step.draft or Drafting()
    draft = replace(draft, attachment=event.attachment, file=event.name, size=event.size)
    if event.caption.strip():
        draft = replace(draft, text=event.caption.strip())
    if not isinstance(step.state, Drafting):
        step.update(draft=draft)
        step.offer(Note("file at hand", {"name": event.name}, (Option("desk announce"),)), (Do("draft"),))
    elif draft.text:
        go_on(step, draft)
    else:
        step.say(Note("file taken", {"name": event.name}))
        step.update(state=draft)


def _is_sheet(name: str) -> bool:
    return name.lower().endswith(_SHEETS)


def _ask_what_for(step: DeskStep, event: Sent) -> None:
    """A sheet is a list of people, or goes along with a broadcast. Where people are being named, it is their list."""
    key = event.attachment or ""
    if isinstance(step.state, Listing | Awaiting) and getattr(step.state, "verb", "invite") == "invite":
        columns.take(step, key, event.name)
        return
    options = (Option("desk read list"), Option("desk announce file"), Option("desk stop"))
    ways = (Do("read list", (key, event.name)), Do("announce file", (key, event.name, str(event.size))), Do("stop"))
    step.offer(Note("sheet at hand", {"name": event.name}, options), ways)


def with_file(step: DeskStep, attachment: str, name: str, size: str) -> None:
    """The file goes along with a broadcast."""
    go_on(step, replace(step.draft or Drafting(), attachment=attachment, file=name, size=int(size)))


def resume_draft(step: DeskStep) -> None:
    """继续群发: the broadcast that was put aside."""
    draft = step.draft
    if draft is None:
        begin(step)
    elif draft.text:
        go_on(step, draft)
    else:
        _ask_text(step, draft)


def go_on(step: DeskStep, draft: Drafting) -> None:
    """What is missing next: the text, whom it is for, the confirmation."""
    if not draft.text:
        _ask_text(step, draft)
    elif not draft.people:
        _ask_audience(step, draft)
    else:
        confirm(step, draft)


def _ask_audience(step: DeskStep, draft: Drafting) -> None:
    region = step.region
    ways: list[tuple[Option, Action]] = [
        (Option("desk everybody", {"count": str(len(region.contacts))}), Do("audience", ("全部",)))
    ]
    for stage, _ in tally(region.entrants).items():
        people = _people(region.contacts, [each for each in region.entrants if each.stage is stage])
        if people:
            option = Option("desk stage", {"stage": stage.value, "count": str(len(people))})
            ways.append((option, Do("audience", (stage.value,))))
    idle = _people(region.contacts, choose(step.form, region, "3天没动", step.moment).entrants)
    if idle:
        ways.append((Option("desk idle", {"count": str(len(idle))}), Do("audience", ("3天没动",))))
    ways.append((Option("desk discard"), Do("discard")))
    options = tuple(option for option, _ in ways)
    waiting = replace(draft, stage="audience")
    step.offer(Note("for whom", {}, options), [action for _, action in ways], waiting)


def _people(contacts: Sequence[Contact], entrants: Sequence[Entrant]) -> tuple[int, ...]:
    counties = {each.county for each in entrants}
    return tuple(each.person for each in contacts if each.county in counties)


def audience(step: DeskStep, words: str) -> None:
    """Whom it is for: by state, by last update, by names of counties or people."""
    draft = step.draft
    if draft is None:
        step.say(Note("old button"))
        return
    named = [each.person for each in step.region.contacts if each.name in words.replace("，", "、").split("、")]
    choice = choose(step.form, step.region, words, step.moment)
    people = tuple(named) or _people(step.region.contacts, choice.entrants)
    if choice.unknown and not named:
        step.say(Note("unknown recipients", {"words": "、".join(choice.unknown)}))
        _ask_audience(step, draft)
    elif not people:
        step.say(Note("no recipients", {"words": words}))
        _ask_audience(step, draft)
    else:
        confirm(step, replace(draft, words=words, people=people))


def unclear(step: DeskStep, draft: Drafting, words: str) -> bool:
    """Words about one that is ready which choose nobody: it is shown again as it stands, with what can be done."""
    named = any(each.name in words for each in step.region.contacts)
    if named or choose(step.form, step.region, words, step.moment).entrants:
        return False
    step.say(Note("draft unclear", {"words": words.strip()[:40]}))
    confirm(step, draft)
    return True


def confirm(step: DeskStep, draft: Drafting) -> None:
    """How it looks to its recipients, who they are, and the button that sends it."""
    chosen = [each for each in step.region.contacts if each.person in set(draft.people)]
    unreached = tuple(f"{step.region.called(each.county)} {each.name}" for each in chosen if each.reach != "open")
    words, file = (draft.text, draft.attachment), (draft.file, draft.size)
    step.say(Announced(step.conversation.person, step.region.name, *words, *file, preview=True))
    options = (
        Option("desk send", {"count": str(len(chosen))}),
        Option("desk retext"),
        Option("desk reaudience"),
        Option("desk discard"),
    )
    actions = (Do("send"), Do("retext"), Do("reaudience"), Do("discard"))
    people = tuple(each.person for each in chosen)
    waiting = replace(draft, stage="confirm", people=people)
    places = len({each.county for each in chosen})
    shown = _named(step, chosen)[:_SHOWN]
    brief = Confirming(len(chosen), places, shown, unreached[:_SHOWN], not step.region.scope, options)
    step.offer(brief, actions, waiting)


def _named(step: DeskStep, chosen: Sequence[Contact]) -> tuple[str, ...]:
    """The counties, and where these are few people, who they are: 清河县 王五."""
    counties = dict.fromkeys(each.county for each in chosen)
    if len(chosen) > _FEW:
        return tuple(map(step.region.called, counties))
    people = {code: " ".join(each.name for each in chosen if each.county == code) for code in counties}
    return tuple(f"{step.region.called(code)} {people[code]}" for code in counties)


def send(step: DeskStep) -> None:
    """It goes. The keyboard is gone with it, so that a second tap sends nothing."""
    draft = step.state
    if not isinstance(draft, Drafting) or draft.stage != "confirm":
        if step.draft is None or not step.draft.text:
            step.say(Note("nothing to send"))
        else:
            go_on(step, step.draft)
        return
    step.update(state=Resting(), draft=None, actions=(), options=(), revision=step.conversation.revision + 1)
    step.request(Broadcast(draft.text, draft.people, draft.attachment, draft.words))


def retext(step: DeskStep) -> None:
    """Write the text anew; whom it is for stays, and the text until another one is there."""
    _ask_text(step, step.draft or Drafting())


def reaudience(step: DeskStep) -> None:
    """Choose anew whom it is for."""
    draft = step.draft
    if draft is not None:
        _ask_audience(step, replace(draft, people=(), words=""))
    else:
        begin(step)


def discard(step: DeskStep) -> None:
    """Nothing is sent."""
    step.update(state=Resting(), draft=None)
    step.say(Note("discarded"))
