"""Reminders in the conversation: what the own draft still lacks until the next date, with the way to go on.

They come between other things. Where words would be lost that are not kept yet (a long text, a reason, two readings),
a reminder is said without buttons and everything stays open; otherwise it rests the conversation, as a report does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.definition.form import Field
from dialogs.derived.deadlines import DateLine, returned_on
from dialogs.derived.journey import Journey
from dialogs.derived.regions import group_of
from dialogs.derived.rounds import last_round
from dialogs.derived.schedule import kind_of
from dialogs.record import codec
from dialogs.record.application import Act
from dialogs.record.options import Option
from dialogs.saying.date_replies import Dates, Lacks, Reminder
from dialogs.saying.replies import Told
from dialogs.state.actions import Action, Run, Visit
from dialogs.state.conversation import Asking, Composing, Justifying, Reasoning, Resting
from dialogs.turn import sealing
from dialogs.turn.messages import FindDates, KeepEmail, Snooze
from dialogs.turn.step import Step

REMINDER = "reminder"
_EMAIL = re.compile(
    r"(?:我的|my )?(?:电子邮箱|电子邮件|邮箱|邮件|e-?mail)\s{0,3}(?:地址|address)?\s{0,3}"
    r"(?:是|为|改成|换成|is)?\s{0,3}[:：]?\s{0,3}(\S.{0,120})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
_NONE = frozenset(("无", "没有", "删除", "不要", "none", "off"))


def deadlines(step: Step) -> None:
    """期限: to whom, by when, how many copies. The outside knows the dates that coordinators set."""
    step.request(FindDates("dates"))


def show_dates(step: Step, payload: Mapping[str, str]) -> None:
    """The dates that were found, with what is left of them; ``group`` is the county's, as the invitation named it."""
    group = group_of(step.form, step.application)
    named = payload.get("group", "") or (group.name if group is not None else "")
    step.say(Dates(codec.loads(payload["lines"]), named or None))


def remind_now(step: Step) -> None:
    """提醒: the reminder as it would come now."""
    step.request(FindDates(REMINDER))


def remind(step: Step, payload: Mapping[str, str]) -> None:
    """A reminder is due, or was asked for: ``points`` say of which dates; none where it was asked for."""
    lines: tuple[DateLine, ...] = codec.loads(payload["lines"]) if "lines" in payload else ()
    points: tuple[tuple[str, str], ...] = codec.loads(payload["points"]) if "points" in payload else ()
    kinds = tuple((name, kind_of(point)) for name, point in points)
    reply = Reminder(lines, kinds, _lacks(step.journey), _ended(step), _still_open(step))
    options, actions = _ways(step, any(kind == "overdue" for _, kind in kinds))
    if points and all(returned_on(name) for name, _ in points):
        options, actions = (Option("returned"), Option("snooze")), (Run("returned"), Run("snooze"))
    if isinstance(step.state, Resting | Asking):
        step.offer(replace(reply, options=options), actions, Resting())
    else:
        step.say(reply)


def _still_open(step: Step) -> tuple[str, ...]:
    """What was returned and is neither mended nor explained, by its numbers."""
    last = last_round(step.form, step.application)
    if last is None or last.back is not None:
        return ()
    about = (step.form.by_name[each.about].id if each.about in step.form.by_name else each.about for each in last.left)
    return tuple(dict.fromkeys(each for each in about if each))


def _ended(step: Step) -> str:
    """Whether the open application needs nothing more, while another one of this person does."""
    if step.application.declined is not None:
        return "declined"
    return "submitted" if step.application.submitted is not None else ""


def _lacks(journey: Journey) -> Lacks:
    """What the draft lacks: sections with something open, questions, proofs, what waits for whom, what does not fit."""
    waiting: dict[str, int] = {}
    for field in journey.waiting:
        department = journey.waits_for(field) or ""
        waiting[department] = waiting.get(department, 0) + 1
    return Lacks(
        sections=sum(bool(tally.open + tally.later) for tally in journey.tallies.values()),
        questions=journey.tally.open + journey.tally.later,
        proofs=0 if journey.sections else len(journey.missing_evidence),
        waiting=tuple(waiting.items()),
        errors=journey.tally.wrong,
        untouched=not journey.application.answers,
    )


def _ways(step: Step, overdue: bool) -> tuple[tuple[Option, ...], tuple[Action, ...]]:
    """The buttons: on with the draft, later, handed in; once a date is past, handed in comes first."""
    ways: list[tuple[Option, Action]] = [_on(step), (Option("snooze"), Run("snooze"))]
    if not step.conversation.owner and not _ended(step):
        ways.insert(0 if overdue else len(ways), (Option("submitted"), Run("submitted")))
    return tuple(option for option, _ in ways), tuple(action for _, action in ways)


def _on(step: Step) -> tuple[Option, Action]:
    if _ended(step):
        return Option("other clusters"), Run("clusters")
    field = _next(step)
    if field is None:
        return Option("check"), Run("check")
    if not step.application.answers:
        return Option("start"), Run("start")
    return Option("continue at", {"id": field.id}), Visit((field.name,))


def _next(step: Step) -> Field | None:
    """The question that is open, else the first that can be answered, else the first that waits."""
    if step.here is not None:
        return step.here
    journey = step.journey
    fields: Sequence[Field] = journey.fresh or journey.doable or journey.waiting
    return fields[0] if fields else None


def snooze(step: Step) -> None:
    """稍后提醒: the outside looks when."""
    step.request(Snooze())


def snoozed(step: Step, payload: Mapping[str, str]) -> None:
    """It is kept when the person will be reminded again; without any date ahead there is nothing to remind of."""
    step.say(Told("snoozed", payload) if payload.get("at") else Told("nothing to snooze"))


def submitted(step: Step) -> None:
    """已报送: the county says that the papers are handed in; reminders end, and it can be taken back."""
    if step.conversation.owner:
        step.say(Told("only owner submits", {"owner": step.conversation.owner}))
        return
    if step.application.submitted is None:
        about = f"{step.application.version} {sealing.fingerprint(step.form, step.application)}"
        step.application = step.application.with_act(Act("offline", step.conversation.person, step.now, about))
    step.offer(Told("submitted", {}, (Option("not submitted"),)), (Run("not_submitted"),), Resting())


def not_submitted(step: Step) -> None:
    """没有报送: what was said of handing in is taken back; reminders go on. What the city received stays received."""
    if step.conversation.owner:
        step.say(Told("only owner submits", {"owner": step.conversation.owner}))
        return
    act = step.application.submitted
    if act is not None and act.kind == "received":
        step.say(Told("received"))
        return
    if act is not None:
        step.application = step.application.with_act(Act("reopened", step.conversation.person, step.now))
    step.say(Told("not submitted"))


def kept_email(step: Step, words: str) -> bool:
    """邮箱 zhang@example.cn: where to write when no channel reaches; 邮箱 无 ends it. In a text it is text."""
    found = _EMAIL.fullmatch(words.strip())
    if found is None or isinstance(step.state, Composing | Reasoning | Justifying):
        return False
    address = found[1].strip().rstrip("。.")
    if address.casefold() in _NONE:
        step.request(KeepEmail(""))
    elif _ADDRESS.fullmatch(address):
        step.request(KeepEmail(address))
    elif "@" in address:
        step.say(Told("bad email", {"address": address}))
    else:
        return False
    return True


def email_kept(step: Step, payload: Mapping[str, str]) -> None:
    """The address is kept, or taken back."""
    step.say(Told("email kept" if payload.get("address") else "email gone", payload))


def calendar(step: Step) -> None:
    """日历: the dates as a file for the phone's own calendar."""
    step.request(FindDates("calendar"))
