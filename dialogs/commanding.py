"""The commands of the conversation: one small function for each typed word or menu button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dialogs import (
    awaiting,
    carding,
    clusters,
    collecting,
    composing,
    importing,
    last_year,
    listing,
    printing,
    reminding,
    returned,
    sharing,
    sourcing,
    submitting,
)
from dialogs.actions import Run
from dialogs.answering import put_off, undo
from dialogs.application import RECORDED, Act
from dialogs.asking import ask, complete, proceed, show_progress
from dialogs.conversation import Asking, Composing, Deciding, Filing, Proving, Reasoning, Resting
from dialogs.findings import Finding, fails, finding_of
from dialogs.form import Field
from dialogs.objecting import show_at
from dialogs.options import Option
from dialogs.parts import titles
from dialogs.replies import Explain, Told
from dialogs.reporting import introduce, show_needs, show_notes, show_report, show_unchecked
from dialogs.step import Step

_STAYING = frozenset(
    {"start", "continue", "repeat", "help", "deadlines", "snooze", "calendar", "language_zh", "language_en"}
    | {"preview", "review", "pages", "people", "binder", "pack"}
)
"""Commands after which a long text goes on where it was; before all others it is kept as the answer."""
_ENDING = frozenset(
    {"check", "unchecked", "sources", "departments", "progress", "sections", "pause", "clusters", "new_cluster"}
)
"""Commands that end a tour of questions (可选核对, 补填): what was left of it is not asked any more."""
_IN_PLACE = frozenset({"undo", "language_zh", "language_en"})
"""Commands after which an item of the evidence list stays open."""

_WHILE_DECLINED = frozenset({"resume", "help", "clusters", "new_cluster", "language_zh", "language_en", "deadlines"})


def run(step: Step, command: str) -> None:
    """Do what a command says; what was being written is kept first, files that wait for a place stay unsorted."""
    _leave_files(step, command)
    if command in ("done", "submit") and isinstance(step.state, Composing):
        composing.finish(step, step.state)
        return
    if command == "drop" and isinstance(step.state, Composing) and step.state.text:
        composing.drop_last(step, step.state)
        return
    if command == "rewrite" and isinstance(step.state, Composing):
        composing.rewrite(step, step.state)
        return
    if command == "undo" and isinstance(step.state, Composing) and step.state.dropped:
        composing.restore(step, step.state)
        return
    if command not in _STAYING:
        composing.save(step)
    if command in _ENDING:
        step.update(queue=(), findings=())
    if step.application.declined is not None and command not in _WHILE_DECLINED:
        show_declined(step)
    else:
        COMMANDS[command](step)


def _leave_files(step: Step, command: str) -> None:
    if isinstance(step.state, Filing | Proving) and command not in _IN_PLACE:
        step.update(state=step.state.back)
    if command not in (*_IN_PLACE, "import"):
        importing.left(step)


def show_declined(step: Step) -> None:
    """Say that the county does not apply, and how to take the application up again."""
    act = step.application.declined
    reason = act.note if act is not None else ""
    step.offer(Told("declined", {"reason": reason}, (Option("resume"),)), (Run("resume"),), Resting())


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


def help_(step: Step) -> None:
    """帮助: explain the question that is open, or how to use the conversation."""
    field = step.here
    step.say(Explain(field.name) if field is not None else Told("help"))


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
    if check is None or not fails(check, step.journey.values):
        return None
    return finding_of(step.form, step.application, step.journey.values, check)


def pause(step: Step) -> None:
    """暂停: nothing is asked until the person comes back; everything is kept."""
    options = (Option("continue"), Option("progress"))
    step.offer(Told("paused", {}, options), (Run("continue"), Run("progress")), Resting())


def done(step: Step) -> None:
    """完成: the documents if all is filled, otherwise what is still missing; behind a text that was kept, no more."""
    kept = composing.just_kept(step)
    if kept is not None and not step.journey.complete:
        step.say(Told("text kept already", {"id": kept.id}))
        repeat(step)
        return
    step.update(queue=(), findings=())
    if step.journey.complete:
        complete(step)
    else:
        show_report(step)


def decline(step: Step) -> None:
    """不申报: applying is voluntary; the reason is an answer. A colleague leaves that to the contact."""
    if step.conversation.owner:
        step.say(Told("only owner declines", {"owner": step.conversation.owner}))
        return
    step.offer(Told("why decline", {}, (Option("back to form"),)), (Run("continue"),), Reasoning(None))


def resume(step: Step) -> None:
    """恢复申报: take the application up again after declining."""
    if step.application.declined is not None:
        act = Act("resumed", step.conversation.person, step.now)
        step.application = step.application.with_act(act)
        step.say(Told("resumed"))
    step.update(state=Resting())
    go_on(step)


def optional(step: Step) -> None:
    """可选核对: the auxiliary questions that nothing depends on."""
    fields = step.journey.optional
    if not fields:
        step.say(Told("no optional questions"))
        return
    step.update(queue=tuple(field.name for field in fields[1:]))
    ask(step, fields[0])


def devices(step: Step) -> None:
    """设备: where another device comes in and a lost one goes out; pages do that, not the conversation."""
    step.say(Told("devices"))


def afresh(step: Step) -> None:
    """重新填, 清空: nothing is ever thrown away in one go; the ways to change or to begin another are offered."""
    ways = (Option("progress"), Option("new cluster"))
    step.offer(Told("not afresh", {}, ways), (Run("sections"), Run("new_cluster")), Resting())


def about(step: Step) -> None:
    """你是谁, 人工客服: what this is, and who answers what it cannot."""
    step.say(Told("about"))


def speak(locale: str) -> Callable[[Step], None]:
    """Change the language of the conversation; official texts stay Chinese."""

    def change(step: Step) -> None:
        step.update(locale=locale)
        step.say(Told("language"))

    return change


COMMANDS: Mapping[str, Callable[[Step], None]] = {
    "start": go_on,
    "confirm_recorded": confirm_recorded,
    "continue": go_on,
    "next": next_question,
    "back": back,
    "later": later,
    "help": help_,
    "repeat": repeat,
    "rewrite": repeat,  # outside a long text there is nothing to rewrite
    "progress": show_progress,
    "sections": show_progress,
    "check": show_report,
    "unchecked": show_unchecked,
    "undo": undo,
    "drop": repeat,  # outside a long text there is no sentence to take back
    "done": done,
    "pause": pause,
    "preview": printing.preview,
    "decline": decline,
    "resume": resume,
    "import": importing.resume_reading,
    "optional": optional,
    "clusters": clusters.show_all,
    "new_cluster": clusters.open_new,
    "section": carding.hand_out,
    "needs": show_needs,
    "notes": show_notes,
    "deadlines": reminding.deadlines,
    "devices": devices,
    "afresh": afresh,
    "about": about,
    "remind": reminding.remind_now,
    "snooze": reminding.snooze,
    "calendar": reminding.calendar,
    "submitted": reminding.submitted,
    "not_submitted": reminding.not_submitted,
    "evidence": listing.show_list,
    "missing_evidence": listing.show_missing,
    "sort": collecting.sort,
    "fetch": collecting.fetch,
    "declare": listing.offer_declaration,
    "submit": submitting.show,
    "send_review": submitting.send_review,
    "send_back": submitting.send_back,
    "returned": returned.show,
    "review_history": returned.history,
    "binder": printing.binder,
    "pack": printing.pack,
    "review": printing.review,
    "pages": printing.pages,
    "people": sharing.show_people,
    "sources": sourcing.show,
    "departments": awaiting.show_all,
    "former": last_year.find,
    "language_zh": speak("zh"),
    "language_en": speak("en"),
}
