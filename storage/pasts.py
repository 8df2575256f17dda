"""An application as it stood at a moment, from the events that are never rewritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from dialogs.record.application import Answer, Application
from storage import answers, applications


def as_of(session: Session, application: Application, moment: datetime) -> Application:
    """The answers, acts and files of an application as they stood then; reasons for kept warnings are today's."""
    standing: dict[str, Answer] = {}
    for event in applications.events(session, application.id):
        answer = event.answer
        if datetime.fromisoformat(answer.at) > moment:
            continue
        if answers.empty(answer):
            standing.pop(answer.slot, None)
        else:
            standing[answer.slot] = answer
    acts = tuple(act for act in application.acts if datetime.fromisoformat(act.at) <= moment)
    proofs = tuple(each for each in application.proofs if not each.at or datetime.fromisoformat(each.at) <= moment)
    return replace(application, answers=standing, acts=acts, proofs=proofs)
