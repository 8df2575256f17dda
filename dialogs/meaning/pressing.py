"""Buttons: what the numbered ways to go on do, and what becomes of a button that is no longer on the screen."""

from __future__ import annotations

from dialogs.answers import composing
from dialogs.answers.answering import put_off_all, receive, take
from dialogs.answers.asking import ask, proceed
from dialogs.answers.objecting import keep, review, show_next_finding
from dialogs.commands import awaiting, commanding, last_year, telling, walking
from dialogs.definition.form import Kind
from dialogs.files import collecting, importing
from dialogs.meaning import unanswered
from dialogs.record.options import Option
from dialogs.review import mending
from dialogs.saying.replies import Told
from dialogs.state.actions import (
    Action,
    Change,
    Compose,
    Decline,
    ForDepartment,
    Justify,
    Keep,
    Leave,
    NoteDown,
    PutOff,
    Review,
    Run,
    Store,
    Switch,
    TakeFormer,
    Tell,
    Visit,
)
from dialogs.state.conversation import Asking, Composing, Reasoning, Resting
from dialogs.state.desk_states import Do
from dialogs.state.file_actions import FileAction, GoThrough, PutAside, ReadIn, Settle, SettleRest, ShowFile, TakeOver
from dialogs.state.proof_actions import ProofAction
from dialogs.turn.messages import Chose, Open
from dialogs.turn.step import Step


def press(step: Step, event: Chose) -> None:
    """A pressed button: the current keyboard acts, an old one offers to change that earlier answer."""
    state = step.state
    stale = event.revision != step.conversation.revision
    if stale or any(not 1 <= number <= len(step.conversation.actions) for number in event.numbers):
        _stale(step, event.field)
    elif isinstance(state, Asking) and step.form.by_name[state.field].kind is Kind.MULTI:
        words = " ".join(str(number) for number in event.numbers) or "无"
        receive(step, step.form.by_name[state.field], state.slots, words)
    elif len(event.numbers) == 1:
        act(step, step.conversation.actions[event.numbers[0] - 1])
    else:
        step.say(Told("unclear", {"words": " ".join(map(str, event.numbers))}))


def _keep(step: Step, action: Keep) -> None:
    if action.reason:
        keep(step, action.finding, action.reason)
    else:
        step.offer(Told("why keep", {}), (), Reasoning(action.finding))


def _stale(step: Step, name: str | None) -> None:
    field = step.form.by_name.get(name) if name is not None else None
    if field is None or not field.answerable:
        step.say(Told("old button"))
        walking.repeat(step)
        return
    composing.save(step)
    options = (Option("change", {"id": field.id}), Option("continue"))
    reply = Told("old question", {"id": field.id, "label": field.label}, options)
    here = step.here
    go_on: Action = Change(here.name) if here is not None else Run("continue")
    step.offer(reply, (Change(field.name), go_on), Resting())


def act(step: Step, action: Action) -> None:  # noqa: C901 one case for each kind of button
    """Do what a button says."""
    match action:
        case Store():
            _store(step, action)
        case Compose(name, slot, text):
            composing.begin(step, Composing(name, slot, text))
        case Change(name):
            ask(step, step.form.by_name[name], again=True)
        case Keep():
            _keep(step, action)
        case Leave():
            _leave(step)
        case Run(command):
            commanding.run(step, command)
        case Visit(fields):
            step.update(queue=fields, findings=())
            proceed(step, None)
        case Review(findings):
            review(step, findings)
        case ForDepartment() | TakeFormer() | Justify() | Decline() | NoteDown() | PutOff():
            _with_others(step, action)
        case Tell(matter):
            telling.tell(step, matter)
        case Switch(application):
            step.request(Open(application))
        case Do():
            step.say(Told("old button"))  # a desk's, in the hand of somebody who has none any more
        case _:
            _act_on_file(step, action)


def _act_on_file(step: Step, action: FileAction | ProofAction) -> None:
    match action:
        case ReadIn() | TakeOver() | GoThrough() | ShowFile() | Settle() | SettleRest() | PutAside():
            importing.act(step, action)
        case _:
            collecting.act(step, action)


def _with_others(step: Step, action: ForDepartment | TakeFormer | Justify | Decline | NoteDown | PutOff) -> None:
    match action:
        case Decline(reason):
            commanding.declined(step, reason)
        case Justify():
            mending.begin(step, action)
        case TakeFormer():
            last_year.take(step, action)
        case NoteDown():
            unanswered.noted(step, action)
        case PutOff(fields):
            put_off_all(step, [step.form.by_name[name] for name in fields])
        case _:
            awaiting.act(step, action)


def _store(step: Step, store: Store) -> None:
    field = step.form.by_name[store.field]
    if step.here != field:
        composing.save(step)
    take(step, field, store.entries, store.words, reopens=store.reopens)


def _leave(step: Step) -> None:
    field = step.here
    if field is not None:
        show_next_finding(step, field)
    else:
        proceed(step, None)
