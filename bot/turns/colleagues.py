"""What others hear when somebody answers: pages that are open show it, replaced answers are told to whose they were.

The word to open pages is only a hint and may get lost; a replaced answer is an event in the other person's inbox, kept
in the same transaction as the change itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dialogs.definition.form import Field, Form
from dialogs.definition.parts import covers
from dialogs.reading.results import Entry
from dialogs.record import codec
from dialogs.record.application import Answer, Application
from dialogs.turn.messages import Happened
from renderers.chat.values import phrase_values
from renderers.i18n import SOURCE, language
from storage import conversations, inbox, participants
from storage.database import Session
from storage.participants import Companion
from storage.people import Speaker

_MOST = 5
"""Changed questions that are told of one by one; a turn that changes more is a document taken over."""


@dataclass(frozen=True, slots=True)
class Nudge:
    """Somebody to be told after the transaction: ``waiting`` where an event of ours lies in that inbox."""

    address: int
    waiting: bool
    edits: tuple[Mapping[str, str], ...]


def word_for_others(
    session: Session, form: Form, speaker: Speaker, address: int, change: tuple[Application, Application], now: datetime
) -> tuple[Nudge, ...]:
    """Whom to tell of the ``change`` (before, after) of this speaker; word of replaced answers goes into inboxes."""
    before, after = change
    changed = [answer for slot, answer in after.answers.items() if answer is not before.answers.get(slot)]
    others = participants.companions(session, after.id, address) if changed else ()
    if not others:
        return ()
    fields = list(dict.fromkeys(form.field_of(answer.slot).name for answer in changed))[:_MOST]
    edits = {name: _edit(form, form.by_name[name], changed, speaker, now) for name in fields}
    events = list(_replaced(form, speaker, before, changed, now))
    told: list[Nudge] = []
    for other in others:
        mine = (event for name, event in events if _concerns(session, other, name, event))
        kept = [_keep(session, other, event, now) for event in mine]
        shown = tuple(edit for name, edit in edits.items() if _for(form, other, speaker, name))
        told.append(Nudge(other.address_id, any(kept), shown))
    return tuple(told)


def _for(form: Form, other: Companion, speaker: Speaker, field: str) -> bool:
    """Whether somebody is told of a change: of another person's, in the own part."""
    return other.person_id != speaker.person_id and covers(form, other.sections, form.by_name[field])


def _edit(form: Form, field: Field, changed: list[Answer], speaker: Speaker, now: datetime) -> dict[str, str]:
    answers = [answer for answer in changed if form.field_of(answer.slot) is field]
    value = phrase_values(form, field, answers, language(SOURCE))
    return {"by": speaker.name, "id": field.id, "label": field.label, "value": value, "at": now.isoformat()}


def _replaced(
    form: Form, speaker: Speaker, before: Application, changed: list[Answer], now: datetime
) -> Iterator[tuple[str, Happened]]:
    """For each person whose answers were replaced by something else: the name, and what to tell."""
    lost: dict[tuple[str, str], list[Answer]] = {}
    for answer in changed:
        old = before.answers.get(answer.slot)
        if old is not None and old.given and (old.value, old.blank) != (answer.value, answer.blank):
            lost.setdefault((old.by, form.field_of(answer.slot).name), []).append(old)
    new = {answer.slot: answer for answer in changed}
    for (name, field), answers in lost.items():
        mine = tuple(Entry(old.slot, old.value, old.blank) for old in answers)
        theirs = tuple(new[old.slot] for old in answers)
        told = {"application": before.id, "field": field, "by": speaker.name, "at": now.isoformat()}
        yield name, Happened("contested", {**told, "mine": codec.dumps(mine), "theirs": codec.dumps(theirs)})


def _concerns(session: Session, other: Companion, name: str, event: Happened) -> bool:
    """Whether this is whose answer was replaced, at an address where that application is open."""
    if other.name != name:
        return False
    state = conversations.load(session, other.address_id).state
    return state is not None and codec.loads(state).application == event.payload["application"]


def _keep(session: Session, other: Companion, event: Happened, now: datetime) -> bool:
    key = f"contested:{event.payload['application']}:{event.payload['field']}:{event.payload['at']}"
    return inbox.accept(session, other.address_id, key, codec.dumps(event), now) is not None
