"""The commands of the conversation: one small function for each typed word or menu button."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dialogs.answers import carding, composing, sourcing
from dialogs.answers.asking import ask, complete, show_progress
from dialogs.answers.objecting import review
from dialogs.answers.undoing import undo
from dialogs.commands import awaiting, clusters, last_year, printing, reminding
from dialogs.commands.reporting import show_needs, show_notes, show_report, show_unchecked
from dialogs.commands.walking import back, go_on, later, next_question, repeat, show_declined
from dialogs.commands.welcoming import confirm_recorded
from dialogs.files import collecting, importing, listing
from dialogs.record.application import Act
from dialogs.record.options import Option
from dialogs.review import submitting
from dialogs.saying.replies import Explain, Told
from dialogs.state.actions import Run
from dialogs.state.conversation import Composing, Filing, Justifying, Proving, Reasoning, Resting
from dialogs.turn import returned, sharing
from dialogs.turn.step import Step

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
    if isinstance(step.state, Composing) and (command == "done" or (command == "submit" and step.state.text)):
        composing.finish(step, step.state)
        return
    if command == "drop" and isinstance(step.state, Composing) and step.state.text:
        composing.drop_last(step, step.state)
        return
    if command == "rewrite" and isinstance(step.state, Composing):
        composing.rewrite(step, step.state)
        return
    if command == "undo" and _took_back(step):
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


def _took_back(step: Step) -> bool:
    """撤销 where something was begun that is no answer yet: a text that was dropped, a reason that is awaited."""
    match step.state:
        case Composing(dropped=text) if text:
            composing.restore(step, step.state)
        case Justifying():
            returned.show(step)
        case Reasoning(None):
            go_on(step)
        case Reasoning(finding) if finding is not None:
            review(step, (finding,))
        case _:
            return False
    return True


def help_(step: Step) -> None:
    """帮助: explain the question that is open, or how to use the conversation."""
    field = step.here
    step.say(Explain(field.name) if field is not None else Told("help"))


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


def declined(step: Step, reason: str) -> None:
    """Applying is given up for this reason; it can be taken up again."""
    step.application = step.application.with_act(Act("declined", step.conversation.person, step.now, reason))
    step.offer(Told("declined", {"reason": reason}, (Option("resume"),)), (Run("resume"),), Resting())


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
