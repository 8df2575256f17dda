"""退回: what the city returned, for the county: exactly those questions are open, each with its comment.

A change of another answer is asked about first. What was returned is answered by mending it or by a word of
explanation; whether something was mended follows from the answers and is stored nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dialogs.definition.form import Field, Form
from dialogs.derived.rounds import Comment, Round, fields_of, open_round, rounds, sent, under_review
from dialogs.reading.results import Entry
from dialogs.record.application import Act, Application, ReviewEvent
from dialogs.record.options import Option
from dialogs.saying.comments import Passage, Returned, ReviewHistory
from dialogs.saying.replies import Told
from dialogs.state.actions import Action, Change, Justify, Run, Visit
from dialogs.state.conversation import Asking, Resting
from dialogs.state.proof_actions import ShowProof
from dialogs.turn import sealing
from dialogs.turn.messages import Notify
from dialogs.turn.step import Step

_MOST = 8
"""Comments that have a button each."""


def returned(step: Step) -> Round | None:
    """The round that this person has to see to, with the comments on the own part; None where there is none."""
    found = open_round(step.form, step.application)
    if found is None:
        return None
    mine = tuple(each for each in found.comments if _own(step, each))
    return Round(found.number, found.returned, mine, found.back) if mine else None


def _own(step: Step, comment: Comment) -> bool:
    field = step.form.by_name.get(comment.about)
    return step.journey.own(field) if field is not None else not step.conversation.sections


def remarks(step: Step, field: Field) -> tuple[Comment, ...]:
    """What the reviewers say of a question that was returned and is not settled."""
    if not step.application.reviews:
        return ()
    found = returned(step)
    return tuple(each for each in found.comments if each.about == field.name) if found is not None else ()


def tell(step: Step, payload: Mapping[str, str]) -> None:
    """It was returned just now: all comments in one message, then one goes through them."""
    found = returned(step)
    if found is None or payload.get("application") not in (None, step.application.id):
        step.say(Told("returned elsewhere", payload))
    elif isinstance(step.state, Resting | Asking):
        _show(step, found, fresh=True)
    else:  # words would be lost that are not kept yet: everything stays open, and 退回意见 shows it again
        step.say(replace(_reply(step, found), fresh=True))


def show(step: Step) -> None:
    """退回意见: what was returned, and how each comment stands."""
    found = returned(step)
    if found is not None:
        _show(step, found)
    elif under_review(step.application):
        _say_under_review(step)
    else:
        step.say(Told("nothing returned"))


def takes_over(step: Step) -> bool:
    """Whether what was returned comes next, where nothing else is to be asked."""
    found = returned(step) if step.application.reviews else None
    if found is not None:
        _show(step, found)
    return found is not None


def _show(step: Step, found: Round, *, fresh: bool = False) -> None:
    ways = list(_ways(step, found))
    reply = replace(_reply(step, found), fresh=fresh, options=tuple(option for option, _ in ways))
    step.offer(reply, [action for _, action in ways], Resting())


def _reply(step: Step, found: Round) -> Returned:
    seal = sealing.sealed(step.form, step.application)
    fields = fields_of(step.form, found.comments)
    return Returned(
        round=found.number,
        by=found.returned.by,
        level=found.returned.level,
        at=found.returned.at,
        due=found.returned.due,
        comments=found.comments,
        sealed=seal.at[:10] if seal is not None else "",
        papers="、".join(sealing.papers(step.form, fields)) if seal is not None else "",
    )


def _ways(step: Step, found: Round) -> Iterable[tuple[Option, Action]]:
    left = found.left
    fields = fields_of(step.form, left)
    if len(fields) > 1:
        yield Option("one by one", {"count": str(len(fields))}), Visit(tuple(each.name for each in fields))
    for name in dict.fromkeys(each.about for each in left[:_MOST]):
        yield _way(step.form, name, next(each for each in left if each.about == name))
    if not step.conversation.owner:
        yield Option("send back", {"level": found.returned.level}), Run("send_back")


def _way(form: Form, about: str, comment: Comment) -> tuple[Option, Action]:
    if about in form.by_name:
        field = form.by_name[about]
        return Option("see to", {"id": field.id, "label": field.label}), Change(field.name)
    if about in form.evidence_by_id:
        return Option("see to", {"id": about, "label": form.evidence_by_id[about].what}), ShowProof(about)
    return Option("answer comment", {"id": comment.id}), Justify((comment.id,))


# --- changes meanwhile ------------------------------------------------------------------------------------------------


def warning(step: Step, entries: Sequence[Entry]) -> Told | None:
    """What is asked before a sealed paper is changed, or something that was not returned; None where neither is."""
    return sealing.warning(step, entries) or _unasked(step, entries)


def _unasked(step: Step, entries: Sequence[Entry]) -> Told | None:
    found = open_round(step.form, step.application) if step.application.reviews else None
    others = _not_asked(step, found, entries) if found is not None else []
    if found is None or not others:
        return None
    figures = {"ids": "、".join(each.id for each in others), "asked": called(step.form, found.comments)}
    return Told("not returned", figures, (Option("change unasked"), Option("leave so")))


def called(form: Form, comments: Iterable[Comment]) -> str:
    """What comments are about: numbers of questions and of items; for the whole the comment's own number."""
    named = [form.by_name[each.about].id if each.about in form.by_name else each.about or each.id for each in comments]
    return "、".join(dict.fromkeys(named))


def _not_asked(step: Step, found: Round, entries: Iterable[Entry]) -> list[Field]:
    asked = {each.about for each in found.comments}
    changed = [field for field in _changed(step, entries) if field.name not in asked]
    return [field for field in changed if not _follows(step.form, field, asked)]


def _follows(form: Form, field: Field, asked: set[str]) -> bool:
    """Whether a question is computed from one that was returned: it is mended with it."""
    reads = (form.slots[slot].field for check in form.checks_by_field[field.name] for slot in check.slots)
    return bool(field.calculations) and any(name in asked for name in reads)


def _changed(step: Step, entries: Iterable[Entry]) -> list[Field]:
    """The printed questions whose given answers these entries would change."""
    found = dict[str, Field]()
    for entry in entries:
        field, standing = step.form.field_of(entry.slot), step.application.answer(entry.slot)
        if standing is None or not standing.given or field.auxiliary:
            continue
        if (standing.value, standing.blank) != (entry.value, entry.blank):
            found[field.name] = field
    return list(found.values())


def tell_changed(step: Step, entries: Iterable[Entry]) -> None:
    """A change that the reviewers did not ask for is marked for them, and the person hears so."""
    if not step.application.reviews:
        return
    found = open_round(step.form, step.application)
    if found is None and not under_review(step.application):
        return
    changed = _not_asked(step, found, entries) if found is not None else _changed(step, entries)
    last = sent(step.application)
    if changed and last is not None:
        ids = "、".join(each.id for each in changed)
        step.say(Told("changed under review", {"ids": ids, "at": last.at[:10]}))


# --- back and forth ---------------------------------------------------------------------------------------------------


def answer(step: Step, comments: Sequence[str], words: str) -> None:
    """The county explains: the answer stands, and why."""
    number = next((each.round for each in step.application.reviews if each.comment == comments[0]), 0)
    said = [
        ReviewEvent("answered", step.conversation.person, step.now, number, comment=each, note=words)
        for each in comments
    ]
    step.application = step.application.with_reviews(said)


def send(step: Step) -> None:
    """送审, 送回: the reviewers see this version now, and hear of it."""
    before, person = step.application, step.conversation.person
    about = f"{before.version} {sealing.fingerprint(step.form, before)}"
    number = max((each.round for each in before.reviews if each.kind == "returned"), default=0) + 1
    step.application = before.with_act(Act("sent", person, step.now, about)).with_reviews(
        [ReviewEvent("sent", person, step.now, number)]
    )
    step.request(Notify("sent back" if number > 1 else "sent"))


def _say_under_review(step: Step) -> None:
    last = sent(step.application)
    if last is not None:
        step.say(Told("under review", {"at": last.at[:16].replace("T", " "), "by": last.by}))


def already_sent(step: Step) -> bool:
    """Whether it lies with the reviewers already: then the person hears so."""
    if under_review(step.application):
        _say_under_review(step)
    return under_review(step.application)


# --- the history ------------------------------------------------------------------------------------------------------


def history(step: Step) -> None:
    """审核记录: everything that happened, for the county."""
    step.say(ReviewHistory(passages(step.form, step.application)))


def passages(form: Form, application: Application) -> tuple[Passage, ...]:
    """What happened in a review, the oldest first; each return with its comments as they stand now."""
    found = {each.returned: each.comments for each in rounds(form, application)}
    return tuple(
        Passage(
            kind=each.kind,
            by=each.by,
            at=each.at,
            round=each.round,
            due=each.due,
            level=each.level,
            note=each.note,
            comments=found.get(each, ()),
        )
        for each in application.reviews
        if each.kind in ("sent", "returned", "passed")
    )
