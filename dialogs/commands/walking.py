"""From question to question: 继续, 下一题, 返回, 稍后, 重复."""

from __future__ import annotations

from dialogs.answers import composing
from dialogs.answers.answering import put_off
from dialogs.answers.asking import ask, complete, proceed
from dialogs.answers.objecting import show_at
from dialogs.commands.reporting import show_report
from dialogs.definition.form import Field
from dialogs.derived.findings import Finding, finding_of
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Run
from dialogs.state.conversation import Asking, Composing, Deciding, Resting
from dialogs.turn import returned
from dialogs.turn.step import Step


def show_declined(step: Step) -> None:
    """Say that the county does not apply, and how to take the application up again."""
    act = step.application.declined
    reason = act.note if act is not None else ""
    step.offer(Told("declined", {"reason": reason}, (Option("resume"),)), (Run("resume"),), Resting())


def go_on(step: Step) -> None:
    """开始, 继续: the question that is open, else the next; then what was put off, then what waits."""
    if step.application.declined is not None:
        show_declined(step)
        return
    field = step.here
    if field is not None and not _answered_elsewhere(step, field):
        repeat(step)
    elif step.journey.fresh or step.conversation.queue:
        proceed(step, None)
    elif returned.takes_over(step):
        pass
    elif step.journey.complete:
        complete(step)
    else:
        revisit(step)


def _answered_elsewhere(step: Step, field: Field) -> bool:
    """Whether the question that was open here was answered meanwhile: on another channel, or by somebody else."""
    open_here = isinstance(step.state, Asking) and not step.state.again
    return open_here and not step.journey.untouched_slots(field)


def revisit(step: Step) -> None:
    """Ask what was put off; where all that is left waits for departments or holds an error, say so."""
    journey = step.journey
    fields = [*journey.doable, *(journey.waiting if not journey.doable else ())]
    if not fields:
        show_report(step)
        return
    step.update(queue=tuple(field.name for field in fields[1:]))
    ask(step, fields[0], again=not journey.untouched_slots(fields[0]))


def next_question(step: Step) -> None:
    """下一题: leave this question as it is and look at the one after it."""
    field = step.here
    if field is None:
        go_on(step)
    elif step.journey.untouched_slots(field):
        put_off(step, field)
    else:
        proceed(step, field.name)


def back(step: Step) -> None:
    """返回: the question before this one, its answer standing."""
    history = list(step.conversation.history)
    here = step.here
    while history and here is not None and history[-1] == here.name:
        history.pop()
    if not history:
        step.say(Told("nothing before"))
        return
    step.update(history=tuple(history[:-1]), queue=())
    ask(step, step.form.by_name[history[-1]], again=True)


def later(step: Step) -> None:
    """稍后: put the question off; a finding is left open."""
    field = step.here
    if field is None:
        go_on(step)
    else:
        put_off(step, field)


def repeat(step: Step) -> None:
    """重复: put the same question again."""
    field = step.here
    finding = _finding(step)
    if finding is not None:
        show_at(step, finding)
    elif isinstance(step.state, Composing) and step.state.text:
        composing.begin(step, step.state)
    elif field is None:
        go_on(step)
    else:
        ask(step, field, again=not step.journey.untouched_slots(field))


def _finding(step: Step) -> Finding | None:
    """The finding that is being decided, if it still stands."""
    key = step.state.finding if isinstance(step.state, Deciding) else None
    check = step.form.checks_by_key[key] if key is not None else None
    if check is None or key not in step.journey.failing:
        return None
    return finding_of(step.form, step.application, step.journey.values, check)
