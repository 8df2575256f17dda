"""撤销: what was said last is taken back, as far as nobody else spoke since."""

from __future__ import annotations

from dataclasses import replace

from dialogs.answers.asking import ask, proceed
from dialogs.record.application import Answer, Blank
from dialogs.saying.replies import Told
from dialogs.state.conversation import Asking, Undo, UndoHolders, UndoProofs, change_of
from dialogs.turn import filing
from dialogs.turn.step import Step


def undo(step: Step) -> None:
    """撤销: the last answer is taken back, and its question asked again."""
    if not step.conversation.undo:
        step.say(Told("nothing to undo"))
        return
    *rest, newest = step.conversation.undo
    last = change_of(newest)
    if isinstance(last, UndoHolders):
        _undo_holders(step, last, tuple(rest))
        return
    if isinstance(last, UndoProofs):
        _undo_proofs(step, last, tuple(rest))
        return
    if last.file:
        _undo_file(step, last, tuple(rest))
        return
    if _overtaken(step, last):
        step.update(undo=tuple(rest))
        step.say(Told("undo overtaken", {"id": step.form.by_name[last.field].id}))
        return
    versions = {answer.slot: answer.version for answer in step.application.answers.values()}
    back = [replace(answer, version=versions.get(answer.slot, answer.version)) for answer in last.answers]
    step.application = step.application.with_answers(back, without=last.empty)
    step.update(undo=tuple(rest), findings=())
    field = step.form.by_name[last.field]
    step.say(Told("undone", {"id": field.id, "label": field.label}))
    ask(step, field, again=True)


def _undo_file(step: Step, last: Undo, rest: tuple[str, ...]) -> None:
    """Everything that came from a file goes back at once; what somebody else answered since stays theirs."""
    mine = [answer for answer in last.answers if not _others(step, answer.slot)]
    empty = [slot for slot in last.empty if not _others(step, slot)]
    kept = len(last.answers) + len(last.empty) - len(mine) - len(empty)
    versions = {answer.slot: answer.version for answer in step.application.answers.values()}
    back = [replace(answer, version=versions.get(answer.slot, answer.version)) for answer in mine]
    step.application = step.application.with_answers(back, without=empty)
    waiting = tuple(replace(each, settled=(), going=False) for each in step.conversation.pending)
    step.update(undo=rest, findings=(), pending=waiting)
    fields = {step.form.slots[slot].field for slot in (*empty, *(answer.slot for answer in mine))}
    figures = {"name": last.name, "count": str(len(fields)), "kept": str(kept)}
    step.say(Told("file undone but" if kept else "file undone", figures))
    if step.here is not None:
        ask(step, step.here, again=isinstance(step.state, Asking) and step.state.again)
    else:
        proceed(step, None)


def _others(step: Step, slot: str) -> bool:
    answer = step.application.answer(slot)
    return answer is not None and answer.by != step.conversation.person


def _undo_proofs(step: Step, last: UndoProofs, rest: tuple[str, ...]) -> None:
    """Files lie as they did before; whatever is open stays open."""
    step.update(undo=rest)
    names = "、".join(dict.fromkeys(proof.name for proof in (*last.before, *last.after)))
    step.say(Told("proofs undone" if filing.restore(step, last) else "proofs overtaken", {"names": names}))


def _undo_holders(step: Step, last: UndoHolders, rest: tuple[str, ...]) -> None:
    """The same departments hold the figures as before; those that somebody else named since stay."""
    changed = [name for name in {**last.before, **last.after} if last.before.get(name) != last.after.get(name)]
    kept = [name for name in changed if step.application.holders.get(name) == last.after.get(name)]
    step.update(undo=rest)
    step.application = step.application.with_holders({name: last.before.get(name) for name in kept})
    waited = [answer for answer in last.answers if _still_waits(step, answer.slot)]
    step.application = step.application.with_answers(waited)
    names = dict.fromkeys([*kept, *(step.form.slots[answer.slot].field for answer in waited)])
    ids = "、".join(step.form.by_name[name].id for name in names if name in step.form.by_name)
    step.say(Told("holders undone" if names else "nothing to undo", {"ids": ids}))


def _still_waits(step: Step, slot: str) -> bool:
    answer = step.application.answer(slot)
    return answer is not None and answer.blank is Blank.WAITING


def _overtaken(step: Step, last: Undo) -> bool:
    """Whether somebody else answered since: 撤销 takes back one's own words only."""
    was = {answer.slot: answer for answer in last.answers}
    standing = (step.application.answer(slot) for slot in (*was, *last.empty))
    others = (answer for answer in standing if answer is not None and answer.by != step.conversation.person)
    return any(not _said_the_same(was.get(answer.slot), answer) for answer in others)


def _said_the_same(was: Answer | None, now: Answer) -> bool:
    """Whether only what stands beside somebody's answer changed: its source."""
    return was is not None and (was.value, was.blank, was.by, was.at) == (now.value, now.blank, now.by, now.at)
