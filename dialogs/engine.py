"""The machine: one event in, one turn out. Everything that moves a conversation starts here.

The algorithm is VoiceXML's form interpretation: select the next open item, collect, process, loop. There are seven
states and seven kinds of event; the table State × Event is total: ``take_turn`` never raises for anything that a person
can do, and always has something to say. It is pure: time comes in as an argument, and what the outside has to do goes
out as requests.

    Said        numbers press a button, words may be a command or a jump; otherwise the state takes them
    Corrected   the question that the edited message answered is answered anew, wherever we are now
    Chose       the current keyboard acts; an older one offers to change that earlier answer
    Commanded   the menu
    Sent        files belong to the evidence
    Elapsed     a reminder
    Happened    the outside has done what it was asked for
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import assert_never

from dialogs import commanding, composing, either, printing, proving, reminding, sharing, speaking
from dialogs.answering import answer, is_text, receive, take, understand
from dialogs.application import Act, Application, Kept
from dialogs.conversation import (
    Asking,
    Composing,
    Conversation,
    Deciding,
    Filing,
    Proving,
    Reasoning,
    Resting,
    Run,
)
from dialogs.correcting import correction, offer_correction, starts_with_number
from dialogs.findings import finding_of
from dialogs.form import Field, Form, Kind
from dialogs.going import answered_anew, filled_section, offer_fields, went
from dialogs.jumping import asks_to_change, search
from dialogs.leaving import mention, offered
from dialogs.messages import Chose, Commanded, Corrected, Elapsed, Event, Happened, Open, Said, Sent
from dialogs.naming import named_button
from dialogs.objecting import show_next_finding
from dialogs.options import Option
from dialogs.pressing import act, press
from dialogs.reading.results import Unreadable, Why
from dialogs.replies import Misread, Told
from dialogs.step import Step, Turn
from dialogs.writing_back import passed_on, wrote_back

_SHORTEST_REASON = 2
_LONGEST_ASIDE = 4_000
"""Characters up to which a message is looked at as a command, a jump or a correction; a longer one is a text."""
_WIDE = re.compile(r"[ \t\u3000]{9,}")
_CHOSEN = (Kind.CHOICE, Kind.MULTI)
_MAY_BE_SEARCHED = frozenset((Why.NOT_A_NUMBER, Why.NOT_A_DATE, Why.NOT_A_PHONE, Why.NOT_A_MATRIX, Why.NO_SUCH_PLACE))


def take_turn(  # noqa: C901 one case for each kind of event
    form: Form, application: Application, conversation: Conversation, event: Event, now: str
) -> Turn:
    """One step of the conversation. ``now`` is ISO 8601 with zone. Never raises for anything a person can do."""
    step = Step(form, application, conversation, now)
    match event:
        case Said(text):
            _said(step, text.strip())
        case Corrected():
            if not answered_anew(step, event):
                _said(step, event.text.strip())
        case Chose():
            press(step, event)
        case Commanded(command):
            _commanded(step, command)
        case Sent():
            proving.received(step, event)
        case Elapsed(_, payload):
            reminding.remind(step, payload)
        case Happened(kind, payload):
            _happened(step, kind, dict(payload))
        case _:
            assert_never(event)
    return step.turn()


def _said(step: Step, words: str) -> None:
    """The first rung of the ladder that knows what the words mean does it; the last one is the state itself."""
    if not words:
        _unclear(step, words)
        return
    left = offered(step)
    if filled_section(step, words):
        mention(step, left)
        return
    plain = _WIDE.sub("        ", words)
    for rung in LADDER if len(words) <= _LONGEST_ASIDE else (_refused_as_too_long,):
        if rung(step, plain):
            if rung is not _named_a_button:
                mention(step, left)
            return
    about_it = step.here is not None and left is not None and left.field == step.here.name
    _hear(step, words)
    if not about_it:
        mention(step, left)


def _refused_as_too_long(step: Step, words: str) -> bool:
    """Thousands of changes in one message: nothing of it is done, and the person hears how to go on."""
    if isinstance(step.state, Reasoning) or not asks_to_change(words[:_LONGEST_ASIDE]):
        return False
    step.say(Told("too many changes", {"characters": str(_LONGEST_ASIDE)}))
    return True


def _named_a_button(step: Step, words: str) -> bool:
    """Its number standing alone, or its own words. Boxes are ticked by reading, since several may be named."""
    asked = step.form.by_name[step.state.field] if isinstance(step.state, Asking) else None
    if asked is not None and (asked.kind is Kind.MULTI or either.has_unit(asked, words)):
        return False
    action = named_button(step, words)
    if action is None:
        return False
    if either.button_or_figure(step, action, words):
        return True
    act(step, action)
    return True


def _was_a_command(step: Step, words: str) -> bool:
    """A command in full works in every state; what was left open by it is said."""
    command = step.form.lexicon.get(_folded(words))
    if command is None:
        return False
    finding = step.state.finding if isinstance(step.state, Reasoning) else None
    commanding.run(step, command)
    _say_left_open(step, finding)
    return True


def _say_left_open(step: Step, finding: str | None) -> None:
    if finding is not None and not isinstance(step.state, Reasoning):
        check = step.form.checks_by_key[finding]
        step.say(
            Told(
                "left open",
                {"id": step.form.by_name[finding_of(step.form, step.application, step.journey.values, check).field].id},
            )
        )


def _about_evidence(step: Step, words: str) -> bool:
    """The number of an item, a place for files, what to do with them; other words leave files unsorted."""
    if isinstance(step.state, Reasoning):
        return False
    if speaking.said(step, words):
        return True
    if isinstance(step.state, Filing | Proving):
        if isinstance(step.state, Filing):
            step.say(Told("files wait", {"count": str(len(step.journey.unsorted))}))
        step.update(state=step.state.back)
    return False


def _handed_over(step: Step, words: str) -> bool:
    handed = None if isinstance(step.state, Reasoning) else sharing.handing(step.form, words)
    if handed is None:
        return False
    composing.save(step)
    sharing.hand_over(step, handed)
    return True


def _corrected(step: Step, words: str) -> bool:
    """A correction names its question, or means the last answer; a reason and a long text are words of their own."""
    if isinstance(step.state, Reasoning | Composing) and not starts_with_number(words):
        composed = isinstance(step.state, Composing) and not step.state.text
        if not composed:
            return False
    found = correction(step, words)
    if found is None:
        return False
    if found.named and found.entries:
        composing.save(step)
        take(step, found.field, found.entries, words)
    elif found.named:
        composing.save(step)
        receive(step, found.field, found.field.paths, words)
    else:
        offer_correction(step, found, words)
    return True


def _jumped(step: Step, words: str) -> bool:
    finding = step.state.finding if isinstance(step.state, Reasoning) else None
    if isinstance(step.state, Reasoning) and not asks_to_change(words):
        return False
    if not went(step, words):
        return False
    _say_left_open(step, finding)
    return True


LADDER = (
    _named_a_button,
    _was_a_command,
    wrote_back,
    _about_evidence,
    reminding.kept_email,
    _handed_over,
    _jumped,
    _corrected,
)
"""What a typed message may mean, the surest first; words that no rung knows are the state's: an answer, a part of a
text, a reason, a search."""


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip(" 。.!！~～").casefold() or words


def _hear(step: Step, words: str) -> None:
    """Words that are no command: the state says what they are."""
    match step.state:
        case Asking(field, slots):
            _answer_or_search(step, step.form.by_name[field], slots, words)
        case Composing() as composition:
            composing.add(step, composition, words)
        case Deciding(field, slots):
            receive(step, step.form.by_name[field], slots, words)
        case Reasoning(finding):
            _reason(step, finding, words)
        case Resting():
            _take_up(step, words)


def _take_up(step: Step, words: str) -> None:
    """Words while nothing is asked: perhaps the answer to the question that a report interrupted, or a search."""
    field = step.form.by_name[step.conversation.history[-1]] if step.conversation.history else None
    slots = step.journey.untouched_slots(field) if field is not None else ()
    fields = search(step.form, words)
    if field is not None and slots and not is_text(field) and not fields:
        reading = understand(step, field, slots, words)
        if not isinstance(reading, Unreadable):
            answer(step, field, slots, words, reading)
            return
    offer_fields(step, fields) if fields else _unclear(step, words)


def _answer_or_search(step: Step, field: Field, slots: tuple[str, ...], words: str) -> None:
    reading = understand(step, field, slots, words)
    searches = isinstance(reading, Unreadable) and reading.why in _MAY_BE_SEARCHED and not is_text(field)
    fields = search(step.form, words) if searches and field.kind not in _CHOSEN else ()
    if fields:
        offer_fields(step, fields)
    else:
        answer(step, field, slots, words, reading)


def _unclear(step: Step, words: str) -> None:
    """Nothing is changed by words that mean nothing; the question stands."""
    field = step.here
    if field is not None and not words:
        step.say(Misread(field.name, "empty", {}))
        return
    options = (Option("continue"), Option("progress"), Option("check"))
    if isinstance(step.state, Resting):
        step.offer(Told("unclear", {}, options), (Run("continue"), Run("progress"), Run("check")))
    else:
        step.say(Told("unclear"))


def _reason(step: Step, key: str | None, words: str) -> None:
    """A reason: for not applying, or for keeping a deviation that the city will see."""
    person, now = step.conversation.person, step.now
    if sum(character.isalpha() for character in words) < _SHORTEST_REASON:
        step.say(Told("no reason"))
        return
    if key is None:
        step.application = step.application.with_act(Act("declined", person, now, words))
        step.offer(Told("declined", {"reason": words}, (Option("resume"),)), (Run("resume"),), Resting())
        return
    check = step.form.checks_by_key[key]
    finding = finding_of(step.form, step.application, step.journey.values, check)
    step.application = step.application.with_kept(Kept(key, words, finding.stands_on, person, now))
    step.say(Told("kept", {"reason": words}))
    show_next_finding(step, step.form.by_name[finding.field])


def _commanded(step: Step, command: str) -> None:
    if command not in commanding.COMMANDS:
        _unclear(step, command)
        return
    left = offered(step)
    commanding.run(step, command)
    mention(step, left)


def _happened(step: Step, kind: str, payload: dict[str, str]) -> None:
    if kind in _HAPPENINGS:
        _HAPPENINGS[kind](step, payload)
    else:
        step.say(Told("failed", payload))


def _opened(step: Step) -> None:
    """Another application is open in this conversation now."""
    fresh = not step.application.answers
    step.update(state=Resting(), queue=(), findings=(), history=(), undo=(), actions=(), welcomed=True)
    name = step.journey.values.get("cluster_name", "")
    step.say(Told("opened new" if fresh else "opened", {"name": str(name)}))
    commanding.go_on(step)


def _handed(step: Step, payload: Mapping[str, str]) -> None:
    step.request(Open(payload["application"]))
    step.say(Told("handed", payload))


_HAPPENINGS: Mapping[str, Callable[[Step, Mapping[str, str]], None]] = {
    "arrived": lambda step, _: commanding.welcome(step),
    "opened": lambda step, _: _opened(step),
    "listed": commanding.show_clusters,
    "dates": reminding.show_dates,
    "reminder": reminding.remind,
    "snoozed": reminding.snoozed,
    "email kept": reminding.email_kept,
    "rendered": printing.hand_over,
    "invited": sharing.tell_link,
    "contested": sharing.replaced,
    "handed": _handed,
    "received": lambda step, payload: step.say(Told("received by city", payload)),
    "written back": lambda step, payload: passed_on(step, payload["to"], only_answered="only" in payload),
}
