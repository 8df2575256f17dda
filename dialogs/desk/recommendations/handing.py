"""上报: the city hands its list up, once it was looked at; the province registers, decides, and sends back by the city.

What is not filled cannot be handed up, for 附件4 would have gaps. Everything else is said and confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.desk.ground.step import DeskStep
from dialogs.desk.recommendations.recommending import handed_up, listed, ranked, show
from dialogs.reading.cleaning import excerpt
from dialogs.record import codec
from dialogs.record.handups import HandedItem, HandedUp
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.saying.handing_briefs import Decided, HandUpCheck, HandUps
from dialogs.state.actions import Action
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Awaiting, Do
from dialogs.state.errands import Export
from dialogs.state.handing_errands import Decide, HandUp, PassOn, Register, TakeBack

_MOST_WAYS = 8
_LONGEST = 500
_QUESTION = re.compile(r"(?<![0-9.])(?P<id>(?:[1-9]\.[0-9]{1,2}|[CS][0-9]{1,2}|E-[0-9]{1,2}))(?![0-9.])")
_BETWEEN = " \t\n:：,，;；。、"
ACCEPTED, RETURNED, REFUSED = "accepted", "returned", "refused"


# --- the city -------------------------------------------------------------------------------------------------------


def check(step: DeskStep) -> None:
    """上报: what would go and what is the matter with it; a button does it. The province sees what has come."""
    if step.region.recommending is None:
        overview(step)
        return
    found = listed(step)
    if found is None:
        return
    rows = ranked(step, found.chosen)
    if not rows:
        show(step, "nobody chosen")
        return
    blocked = any(each.blocked for each in rows)
    ways: list[tuple[Option, Action]] = []
    if not blocked:
        ways.append((Option("desk really hand up", {"count": str(len(rows))}), Do("really hand up")))
    ways.append((Option("desk package draft"), Do("package")))
    ways.append((Option("desk back to list"), Do("recommended")))
    options = tuple(option for option, _ in ways)
    brief = HandUpCheck(found.place, found.quota, rows, blocked, found.contact, found.phone, options)
    step.offer(brief, [action for _, action in ways])


def really(step: DeskStep) -> None:
    """It was confirmed."""
    found = listed(step)
    if found is not None:
        step.request(HandUp(found.place, found.version))


def done(step: DeskStep, payload: Mapping[str, str]) -> None:
    """It is handed up: the receipt; the counties hear of it only if the coordinator tells them."""
    handed: HandedUp = codec.loads(payload["handed"])
    counties = tuple(dict.fromkeys(each.county for each in handed.items))
    ways = (
        (Option("desk announce to"), Do("announce", counties)),
        (Option("desk take back"), Do("take back")),
    )
    figures = {"receipt": handed.receipt, "count": str(len(handed.items)), "by": handed.by}
    figures |= {"at": handed.at[:16].replace("T", " "), "place": handed.place}
    step.offer(Note("handed up", figures, tuple(option for option, _ in ways)), [action for _, action in ways])


def refused(step: DeskStep, payload: Mapping[str, str]) -> None:
    """It was not done: why, and the list as it stands."""
    step.say(Note(f"hand-up {payload['why']}", dict(payload)))
    show(step)


def take_back(step: DeskStep) -> None:
    """撤回上报: asked first; impossible once the province has touched it."""
    handed = handed_up(step)
    if handed is None:
        step.say(Note("nothing handed up"))
    elif not handed.untouched:
        step.say(Note("hand-up touched"))
    else:
        ways = (Option("desk really take back"), Option("desk stop"))
        step.offer(
            Note("take back", {"receipt": handed.receipt}, ways), (Do("really take back", (handed.id,)), Do("stop"))
        )


def really_take_back(step: DeskStep, hand_up: str) -> None:
    """It was confirmed."""
    step.request(TakeBack(hand_up))


def package(step: DeskStep) -> None:
    """推荐材料: everything for the province as one archive; a draft until it is handed up."""
    found = step.region.recommending
    if found is None:
        step.say(Note("only cities recommend"))
    elif not found.chosen and handed_up(step) is None:
        show(step, "nobody chosen")
    else:
        step.request(Export("package"))
        step.say(Note("package begun"))


def pass_on(step: DeskStep, hand_up: str, application: str) -> None:
    """Send the province's questions on to the county."""
    step.request(PassOn(hand_up, application))


# --- the province ---------------------------------------------------------------------------------------------------


def overview(step: DeskStep) -> None:
    """上报情况: what has come from whom, what was decided; a city sees its own."""
    if step.region.recommending is not None:
        show(step)
        return
    handed = step.region.handed
    there = {each.place for each in handed}
    missing = tuple(group.name for group in step.region.groups if group.name not in there)
    shown = handed[:_MOST_WAYS]
    options = tuple(Option("desk open", {"name": each.place}) for each in shown)
    step.offer(HandUps(handed, missing, options), [Do("hand-up", (each.id,)) for each in shown])


def open_one(step: DeskStep, hand_up: str) -> None:
    """One group's hand-up, and what can be said of it."""
    handed = next((each for each in step.region.handed if each.id == hand_up), None)
    if handed is None:
        step.say(Note("old button"))
        return
    ways: list[tuple[Option, Action]] = []
    for form in ("electronic", "paper"):
        if not getattr(handed, form):
            ways.append((Option(f"desk register {form}"), Do("register", (handed.id, form))))
    open_items = [each for each in handed.items if not each.decision]
    if open_items:
        every = (handed.id, ACCEPTED, *(each.application for each in open_items))
        ways.append((Option("desk accept all", {"count": str(len(open_items))}), Do("decide", every)))
    for each in open_items[:4]:
        name = step.region.called(each.county)
        ways.append((Option("desk return", {"name": name}), Do("ask reason", (handed.id, RETURNED, each.application))))
        ways.append((Option("desk refuse", {"name": name}), Do("ask reason", (handed.id, REFUSED, each.application))))
    brief = HandUps((handed,), (), tuple(option for option, _ in ways))
    step.offer(brief, [action for _, action in ways])


def register(step: DeskStep, hand_up: str, form: str) -> None:
    """The province has got it, by mail or on paper."""
    step.request(Register(hand_up, form))


def decide(step: DeskStep, hand_up: str, decision: str, *applications: str) -> None:
    """Accept these."""
    step.request(Decide(hand_up, applications, decision))


def ask_reason(step: DeskStep, hand_up: str, decision: str, application: str, kept: str = "") -> None:
    """Ask why, which no decision but 受理 goes without; ``kept`` is what was said of it already."""
    item = next((each for _, each in items(step) if each.application == application), None)
    name = step.region.called(item.county) if item is not None else "？"
    about: tuple[str, ...] = (hand_up, decision, application)
    ways = [(Option("desk stop"), Do("stop"))]
    if kept and decision == REFUSED:
        ways.insert(0, (Option("desk take so", {"words": excerpt(kept)}), Do("text so", (kept,))))
    elif kept:
        about = (*about, kept)
    what, figures = f"reason {decision}{' kept' if kept else ''}", {"name": name, "words": kept}
    step.offer(
        Note(what, figures, tuple(option for option, _ in ways)), [do for _, do in ways], Awaiting("reason", about)
    )


def said_reason(step: DeskStep, about: Sequence[str], words: str) -> None:
    """The reason that was asked for; a 补正 names questions."""
    hand_up, decision, application, *kept = about
    words = _with_kept(words, *kept)
    if len(words) > _LONGEST:
        step.say(Note("reason too long", {"count": str(len(words)), "limit": str(_LONGEST)}))
        ask_reason(step, hand_up, decision, application)
        return
    wrong = unknown_questions(step, words) if decision == RETURNED else []
    if wrong or (decision == RETURNED and not questions_of(words)):
        step.say(Note("which questions" if wrong else "no questions", {"words": "、".join(wrong)}))
        ask_reason(step, hand_up, decision, application, "" if wrong else words.strip())
        return
    step.request(Decide(hand_up, (application,), decision, words.strip()))


def _with_kept(words: str, kept: str = "") -> str:
    """3.2, of which 能耗没有佐证 was said before: both together."""
    bare = kept and all(not said for _, said in questions_of(words))
    return f"{words.strip()}{' ' if bare else '；'}{kept}" if kept and kept not in words else words


def unknown_questions(step: DeskStep, words: str) -> list[str]:
    """The numbers in a text that no question of the form has."""
    known = {field.id for field in step.form.printed} | {each.id for each in step.form.evidence}
    return [number for number, _ in questions_of(words) if number not in known]


def questions_of(words: str) -> tuple[tuple[str, str], ...]:
    """The questions that a text names, each with what is said of it: 3.2 口径请核对；2.7 家数与名单不符."""
    found = list(_QUESTION.finditer(words))
    if not found:
        return ()
    ends = [each.start() for each in found[1:]] + [len(words)]
    said = [(each["id"], words[each.end() : end].strip(_BETWEEN)) for each, end in zip(found, ends, strict=True)]
    shared = said[-1][1]
    return tuple((number, comment or shared) for number, comment in said)


def items(step: DeskStep) -> list[tuple[HandedUp, HandedItem]]:
    """All that was handed up, with what it was handed up in."""
    return [(each, item) for each in step.region.handed for item in each.items]


# --- what came of it ------------------------------------------------------------------------------------------------


def registered(step: DeskStep, payload: Mapping[str, str]) -> None:
    """A receipt is on record: said where it was registered, and to the city."""
    step.say(Note(f"registered {payload['form']}", dict(payload)))


def decided(step: DeskStep, payload: Mapping[str, str]) -> None:
    """What the province decided, with a way to pass a 补正 on for the city."""
    brief: Decided = codec.loads(payload["decided"])
    ways: list[tuple[Option, Action]] = []
    if payload.get("pass") and brief.decision == RETURNED:
        ways.append((Option("desk pass on"), Do("pass on", (payload["hand_up"], payload["application"]))))
    questions = questions_of(brief.reason) if brief.decision == RETURNED else ()
    brief = replace(brief, questions=questions)
    if isinstance(step.state, Resting):
        step.offer(replace(brief, options=tuple(option for option, _ in ways)), [action for _, action in ways])
    else:  # somebody is in the middle of something: 推荐 has the same button
        step.say(brief)


def passed_on(step: DeskStep, payload: Mapping[str, str]) -> None:
    """The county has it."""
    step.say(Note("passed on", dict(payload)))


def came(step: DeskStep, payload: Mapping[str, str]) -> None:
    """A city has handed up, or taken back: said at the province's desk."""
    step.say(Note(payload["what"], dict(payload)))
