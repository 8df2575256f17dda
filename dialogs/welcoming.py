"""How a conversation opens: what this is, and what a coordinator put down for the county meanwhile."""

from __future__ import annotations

from dataclasses import replace

from dialogs.application import RECORDED
from dialogs.parts import titles
from dialogs.replies import Told
from dialogs.reporting import introduce
from dialogs.step import Step
from dialogs.walking import go_on


def welcome(step: Step) -> None:
    """Open the conversation, or take it up where it was left."""
    if step.conversation.welcomed:
        _say_recorded(step)
        go_on(step)
        return
    step.update(welcomed=True)
    if step.conversation.owner:
        sections = titles(step.form, step.conversation.sections)
        figures = {"owner": step.conversation.owner, "sections": "；".join(sections)}
        step.say(Told("welcome to part" if sections else "welcome to all", figures))
        go_on(step)
    else:
        introduce(step, "notes", "needs")
    _say_recorded(step)


def confirm_recorded(step: Step) -> None:
    """确认代录: what a coordinator put down for the county is its own word from now on."""
    recorded = step.application.recorded
    if not recorded:
        step.say(Told("nothing recorded"))
    elif step.conversation.stands_for or step.conversation.sections:
        step.say(Told("county confirms"))
    else:
        own = (replace(each, by=step.conversation.person, at=step.now) for each in recorded)
        step.application = step.application.with_answers(own)
        step.say(Told("recorded confirmed", {"count": str(len(recorded))}))


def _say_recorded(step: Step) -> None:
    recorded = step.application.recorded
    if recorded and not step.conversation.stands_for and not step.conversation.sections:
        names = "、".join(dict.fromkeys(each.by.removesuffix(RECORDED) for each in recorded))
        step.say(Told("recorded for you", {"count": str(len(recorded)), "by": names}))
