"""The desk's machine: one event in, one turn out. Never raises for anything a person can do, always has an answer.

Said        a button by its number, a command, a command with something behind it, people, a county, a filter;
            while something is awaited, what it is awaited for
Chose       the current keyboard acts; an older one says that it is old
Sent        a file for a broadcast
Happened    the outside has done what it was asked for, or a county wrote back
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from dialogs.definition.form import Form
from dialogs.desk import consenting, happening
from dialogs.desk.broadcasts import announcing
from dialogs.desk.ground import place_names, set_aside
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.hearing import (
    again_later,
    awaited,
    by_city,
    correcting,
    following,
    guessing,
    hesitating,
    in_turn,
    last_seen,
    likening,
    list_changes,
    listing,
    meanwhile,
    mentioning,
    mentioning_cities,
    naming_people,
    noting,
    on_screen,
    ordering,
    papers_in_words,
    remarking,
    remarks_apart,
    reminders_in_words,
    review_sentences,
    ruling,
    said_in_review,
    setting_right,
    telling,
    typed_commands,
    wishing,
)
from dialogs.desk.hearing.commanding import do
from dialogs.desk.overview import by_cluster, looking, unclear
from dialogs.desk.own import holidays
from dialogs.desk.people import inviting
from dialogs.desk.reviews import judging
from dialogs.desk.sentence import figures, hearing
from dialogs.reading.cleaning import narrow_figures
from dialogs.record.region import Region
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Conversation, Resting
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examining
from dialogs.turn.messages import Chose, Commanded, Corrected, Elapsed, Event, Happened, Said, Sent
from dialogs.turn.naming import named_button
from dialogs.turn.step import Turn

_LONGEST = 12_000


def take_turn(form: Form, region: Region, conversation: Conversation, event: Event, now: str) -> Turn:
    """One step of a coordinator's conversation. ``now`` is ISO 8601 with zone."""
    step = DeskStep(form, region, conversation, now)
    match event:
        case Said(text, button=button):
            step.button = button
            _said(step, text.strip())
            unclear.never_silent(step, text.strip())
        case Corrected(text):
            _said(step, text.strip())
        case Chose():
            _pressed(step, event)
        case Commanded(command):
            typed_commands.run(step, command)
        case Sent():
            announcing.attach(step, event)
        case Elapsed():
            looking.today(step)
        case Happened(kind, payload):
            happening.happened(step, kind, dict(payload))
        case _:
            assert_never(event)
    return step.turn()


def _said(step: DeskStep, words: str) -> None:
    if not words:
        unclear.unclear(step)
    elif len(words) > _LONGEST:
        step.say(Note("too long", {"count": str(len(words))}))
    elif not _named_a_button(step, words):
        words = narrow_figures(words) if step.awaits_no_words else words
        words = correcting.corrected(step, words) or words
        before, free = step.mark(), isinstance(step.state, Resting | Examining)
        _heard(step, words)
        following.remember(step, words, before)
        ways = likening.otherwise(step, words, before.conversation.state) if free else None
        if ways is not None or (free and hesitating.doubtful(step, words)):
            step.rewind(before)
            hesitating.weigh(step, words, ways or ())


def _heard(step: DeskStep, words: str) -> None:
    if in_turn.heard(step, words, _heard):
        return
    if not any(rung(step, words) for rung in LADDER):
        _heard_by_sound(step, words)


def _heard_by_sound(step: DeskStep, words: str) -> None:
    """What no rung knows may be pinyin, or a name that is misspelt; else what it speaks of is offered."""
    beside = (_perhaps_of_the_shown, _hearing(following.of_the_county), _without_asides)
    if any(rung(step, words) for rung in beside) or hearing.heard(step, words, _typed):
        return
    if place_names.nearly_in_chinese(step, words):
        return
    spelled = place_names.in_chinese(step, words)
    if spelled != words.casefold() and any(rung(step, spelled) for rung in LADDER):
        return
    if not (
        place_names.of_another_city(step, words) or place_names.asked(step, spelled) or guessing.guessed(step, spelled)
    ):
        unclear.unclear(step, words)


def _named_a_button(step: DeskStep, words: str) -> bool:
    """Its number stage alone."""
    action = named_button(step, words) or consenting.confirmed(step, words)
    if not isinstance(action, Do):
        return False
    _act(step, action)
    return True


def _act(step: DeskStep, action: Do) -> None:
    """What a button says; of words that may be a text: that they are, or what they wish instead."""
    step.button = None  # what is heard next are words of the action's, and no longer those of the button
    match action:
        case Do("text so", (words,)):
            awaited.take_text(step, words)
        case Do("say again", (words,)):
            wishing.hear_again(step, words)
        case Do("after all", (words,)):
            _heard(step, words)
        case Do("say so", (words,)):
            awaited.leave_the_text(step)
            _said(step, words)
        case _:
            do(step, action)


def _as(step: DeskStep, plain: str | None) -> bool:
    """Whether these words, in place of those that were typed, mean something."""
    return plain is not None and any(rung(step, plain) for rung in LADDER)


def _of_the_shown(step: DeskStep, words: str) -> bool:
    return _as(step, on_screen.by_its_name(step, words))


def _without_asides(step: DeskStep, words: str) -> bool:
    """早上好，…, …，我下午开会用: what is wished beside."""
    left = set_aside.without_asides(words)
    return left != words.strip() and step.awaits_no_words and _as(step, left)


def _perhaps_of_the_shown(step: DeskStep, words: str) -> bool:
    return _as(step, on_screen.perhaps_about_it(step, words))


def _hesitated(step: DeskStep, words: str) -> bool:
    """What is denied or put off is left, and what else is wished is heard; what is asked about is offered."""
    rest = hesitating.rest_of(step, words)
    if rest:
        _said(step, rest)
    return rest is not None or hesitating.asked(step, words)


def _hearing(rung: Callable[[DeskStep, str, Callable[[DeskStep, str], None]], bool]) -> Callable[[DeskStep, str], bool]:
    return lambda step, words: rung(step, words, _heard)


def _mentioned(step: DeskStep, words: str) -> bool:
    return hearing.mentioned(step, words, _typed)


def _said_plainly(step: DeskStep, words: str) -> bool:
    return hearing.heard(step, words, _typed, first=True)


def _typed(step: DeskStep, words: str) -> None:
    """A command that a sentence was made into, which is not taken apart again."""
    if not any(rung(step, words) for rung in _PLAIN):
        unclear.unclear(step, words)


def _named_people(step: DeskStep, words: str) -> bool:
    if not inviting.looks_like_people(step, words) or naming_people.switched(words):
        return False
    inviting.invite(step, words)
    return True


LADDER = (
    _named_a_button,
    consenting.consented,
    on_screen.turned,
    typed_commands.alone,
    judging.judged,
    _hearing(following.followed),
    noting.noted,
    noting.asked_which,
    papers_in_words.reasoned,
    telling.told,
    reminders_in_words.reminded,
    again_later.asked,
    _said_plainly,
    ordering.ordered,
    on_screen.passed,
    _of_the_shown,
    last_seen.asked,
    by_cluster.asked,
    by_city.asked,
    figures.asked,
    list_changes.changed,
    _hesitated,
    setting_right.set_right,
    _hearing(meanwhile.wished),
    remarks_apart.drafted,
    review_sentences.heard,
    said_in_review.said,
    awaited.was_awaited,
    remarking.remarked,
    typed_commands.with_words,
    holidays.pasted,
    _named_people,
    naming_people.several,
    ruling.ruled,
    papers_in_words.said,
    listing.asked,
    wishing.all_but,
    wishing.apart,
    wishing.wished,
    looking.open_called,
    looking.filtered,
    _mentioned,
)
"""What a typed message may mean, the surest first."""
_PLAIN = (
    *(rung for rung in LADDER if rung not in (_said_plainly, _mentioned)),
    mentioning_cities.mentioned,
    mentioning.mentioned,
)
"""The same without taking sentences apart."""


def _pressed(step: DeskStep, event: Chose) -> None:
    actions = step.conversation.actions
    fits = len(event.numbers) == 1 and 1 <= event.numbers[0] <= len(actions)
    action = actions[event.numbers[0] - 1] if fits and event.revision == step.conversation.revision else None
    if isinstance(action, Do):
        _act(step, action)
    else:
        step.say(Note("old button"))
