"""The machine: one event in, one turn out. Everything that moves a conversation starts here.

The algorithm is VoiceXML's form interpretation: select the next open item, collect, process, loop. There are seven
states and seven kinds of event; the table State × Event is total: ``take_turn`` never raises for anything that a person
can do, and always has something to say. It is pure: time comes in as an argument, and what the outside has to do goes
out as requests.

    Said        ``hearing`` says what each state hears: buttons, commands, jumps, corrections, its own words
    Corrected   the question that the edited message answered is answered anew, wherever we are now
    Chose       the current keyboard acts; an older one offers to change that earlier answer
    Commanded   the menu
    Sent        files belong to the evidence
    Elapsed     a reminder
    Happened    the outside has done what it was asked for
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import assert_never

from dialogs.answers import filling
from dialogs.answers.leaving import left_behind, mention
from dialogs.commands import clusters, commanding, last_year, printing, reminding, walking, welcoming
from dialogs.definition.form import Form
from dialogs.files import collecting, importing, proposing
from dialogs.meaning.going import answered_anew
from dialogs.meaning.hearing import hear
from dialogs.meaning.pressing import press
from dialogs.meaning.taken import unclear
from dialogs.record.application import Application
from dialogs.review.writing_back import passed_on
from dialogs.saying.replies import Told
from dialogs.state.conversation import Conversation, Resting
from dialogs.turn import returned, sharing
from dialogs.turn.messages import Chose, Commanded, Corrected, Elapsed, Event, Happened, Open, Said, Sent
from dialogs.turn.step import Step, Turn


def take_turn(  # noqa: C901 one case for each kind of event
    form: Form, application: Application, conversation: Conversation, event: Event, now: str
) -> Turn:
    """One step of the conversation. ``now`` is ISO 8601 with zone. Never raises for anything a person can do."""
    step = Step(form, application, conversation, now)
    match event:
        case Said(text, about=about, button=button):
            step.button = button
            hear(step, text.strip(), about)
        case Corrected():
            if not answered_anew(step, event):
                hear(step, event.text.strip(), None)
        case Chose():
            press(step, event)
        case Commanded(command):
            _commanded(step, command)
        case Sent():
            collecting.received(step, event)
        case Elapsed(_, payload):
            reminding.remind(step, payload)
        case Happened(kind, payload):
            _happened(step, kind, dict(payload))
        case _:
            assert_never(event)
    importing.take_up(step)
    filling.take_up(step)
    return step.turn()


def _commanded(step: Step, command: str) -> None:
    if command not in commanding.COMMANDS:
        unclear(step, command)
        return
    left = left_behind(step)
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
    step.update(state=Resting(), queue=(), lines=(), findings=(), history=(), undo=(), actions=(), welcomed=True)
    name = str(step.journey.values.get("cluster_name") or "")
    step.say(Told("opened new" if fresh else "opened" if name else "opened unnamed", {"name": name}))
    walking.go_on(step)


def _handed(step: Step, payload: Mapping[str, str]) -> None:
    step.request(Open(payload["application"]))
    step.say(Told("handed", payload))


_HAPPENINGS: Mapping[str, Callable[[Step, Mapping[str, str]], None]] = {
    "arrived": lambda step, _: welcoming.welcome(step),
    "opened": lambda step, _: _opened(step),
    "listed": clusters.choose,
    "dates": reminding.show_dates,
    "reminder": reminding.remind,
    "snoozed": reminding.snoozed,
    "email kept": reminding.email_kept,
    "rendered": printing.hand_over,
    "progress": lambda step, payload: step.say(Told("binding goes on", payload)),
    "invited": sharing.tell_link,
    "contested": sharing.replaced,
    "gathered": importing.came_in,
    "read": proposing.read,
    "paged": proposing.paged,
    "handed": _handed,
    "former forms": last_year.choose,
    "returned": returned.tell,
    "passed": lambda step, payload: step.say(
        Told("passed but needs" if payload["note"] else "passed by city", payload)
    ),
    "city told": lambda step, payload: step.say(Told("city told" if payload["to"] else "city not there", payload)),
    "received": lambda step, payload: step.say(Told("received by city", payload)),
    "written back": lambda step, payload: passed_on(step, payload["to"], only_answered="only" in payload),
}
