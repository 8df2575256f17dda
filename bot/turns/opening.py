"""Which application a conversation is about: the one before, the person's last of the edition, or a new one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dialogs.state.conversation import Conversation
from storage import applications, coordination, participants
from storage.database import Session
from storage.people import Speaker


def gone_on(
    session: Session, edition: str, speaker: Speaker, stored: Conversation | None, now: datetime
) -> Conversation:
    """The stored conversation, with a part that may have grown; who takes part no more, or is new, begins anew."""
    if stored is not None and not stored.owner:
        return stored
    if stored is not None and applications.may_open(session, stored.application or "", speaker.person_id):
        return in_part(session, speaker, stored)
    return begun(session, edition, speaker, speaker.locale, now)


def begun(session: Session, edition: str, speaker: Speaker, locale: str, now: datetime) -> Conversation:
    """A conversation that begins: on the last application of this edition, or on a new one.

    Last year's applications stay as they are; what they say can be taken over.
    """
    every = applications.of_person(session, speaker.person_id)
    listed = [each for each in every if each.edition == edition]
    known = listed[-1].id if listed else new_application(session, edition, speaker, now)
    new = in_part(session, speaker, Conversation(speaker.name, speaker.channel, locale, known))
    former = any(each.edition != edition for each in every) and not new.owner
    return replace(new, former=former)


def in_part(session: Session, speaker: Speaker, conversation: Conversation) -> Conversation:
    """The conversation with the part that this person was asked to fill, which may have grown since."""
    part = participants.part_of(session, conversation.application or "", speaker.person_id)
    sections, owner = (part.sections, part.owner) if part is not None else ((), "")
    return replace(conversation, sections=sections, owner=owner)


def new_application(
    session: Session, edition: str, speaker: Speaker, now: datetime, beside: Conversation | None = None
) -> str:
    """One more of this person, or of the county that is filled in for."""
    stands = beside is not None and beside.stands_for
    owner = coordination.owner_of(session, beside.application or "") if beside is not None and stands else None
    new = applications.create(session, edition, owner[0] if owner else speaker.person_id, now).id
    if owner is not None:
        participants.add(session, new, speaker.person_id, ())
    return new
