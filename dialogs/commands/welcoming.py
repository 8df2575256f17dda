"""How a conversation opens: what this is, and what a coordinator put down for the county meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dialogs.commands.reporting import introduce
from dialogs.commands.walking import go_on
from dialogs.definition.parts import titles
from dialogs.record.application import RECORDED, Answer
from dialogs.record.proofs import Proof
from dialogs.saying.replies import Told
from dialogs.turn.step import Step


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
    elif step.application.answers:  # on another channel, or in somebody else's place
        step.say(Told("welcome again"))
        go_on(step)
    else:
        introduce(step, "notes", "needs")
    _say_recorded(step)


def confirm_recorded(step: Step) -> None:
    """确认代录: what a coordinator put down and sent for the county is its own from now on."""
    recorded, files = step.application.recorded, step.application.recorded_files
    if not recorded and not files:
        step.say(Told("nothing recorded"))
    elif step.conversation.stands_for or step.conversation.sections:
        step.say(Told("county confirms"))
    else:
        by, at = step.conversation.person, step.now
        confirmed = step.application.with_answers(replace(each, by=by, at=at) for each in recorded)
        step.application = confirmed.with_proofs(replace(each, by=by) for each in files)
        step.say(_told("recorded confirmed", recorded, files))


def _say_recorded(step: Step) -> None:
    recorded, files = step.application.recorded, step.application.recorded_files
    if (recorded or files) and not step.conversation.stands_for and not step.conversation.sections:
        step.say(_told("recorded for you", recorded, files))


def _told(what: str, recorded: Sequence[Answer], files: Sequence[Proof]) -> Told:
    """So many answers, and so many files where there are some; by whom."""
    signed = (*(each.by for each in recorded), *(each.by for each in files))
    names = "、".join(dict.fromkeys(by.removesuffix(RECORDED) for by in signed))
    figures = {"count": str(len(recorded)), "by": names, "files": str(len({each.file for each in files}))}
    return Told(f"{what} with files" if files else what, figures)
