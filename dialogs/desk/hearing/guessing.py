"""A message of which some words are unknown: what it probably wishes is offered as buttons, and nothing is done."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dialogs.desk.ground.meanings import choice, chooses, in_days, names, speech
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import command_of
from dialogs.desk.hearing import likening
from dialogs.desk.hearing.commanding import COMMANDS
from dialogs.desk.overview import looking
from dialogs.desk.reviews import reviewing
from dialogs.reading.cleaning import excerpt
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.actions import Action
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examining
from dialogs.words.wishes import BREAK, FILLER, Token, Wish, pieces

_LONGEST = 80
_PLACE = re.compile(r"\S{1,6}[县市区](?:\s|$)")
_MOST = 3
_VAGUE = frozenset(
    (
        *(
            "what",
            "who",
            "how",
            "how_is",
            "howmany",
            "where",
            "when",
            "why",
            "look",
            "fill",
            "question",
            "done",
            "change",
        ),
        *("thanks", "ack", "greet", "later", "goon", "next", "back", "previous", "city", "boss", "counties", "counted"),
        *("everybody", "wrong", "discard", "still", "stop", "wait", "bye", "give", "let", "zero", "purpose", "repeat"),
    )
)
"""Concepts that say too little by themselves to guess from."""
_OFFERED = frozenset(
    (
        *("progress", "count", "announce", "announcements", "draft", "table", "picture", "plain_picture", "data"),
        *("package", "recommended", "hand up", "hand-ups", "dates", "holidays", "reviews", "help", "links", "invite"),
        *("page", "undo", "pass", "send_back", "review_steps"),
        *("drafts", "review_first", "review_new", "review_drafts", "review_sections", "announcements"),
    )
)
"""Commands that have a button here."""


def guessed(step: DeskStep, words: str) -> bool:
    """Whether anything in the words speaks of something that can be done; it is offered."""
    if not isinstance(step.state, Resting | Examining) or len(words) > _LONGEST or "\n" in words:
        return False
    named = command_of(words)
    if named is not None and _PLACE.match(named[1]):  # a command, and a place that is not here
        return False
    plain = in_days(words)
    tokens = [
        each for each in pieces(step.form.desk_speech, plain, names(step, plain)) if each.concept not in (FILLER, BREAK)
    ]
    if not tokens and _said_nothing(step):
        return True
    if isinstance(step.state, Resting) and _shown_at_once(step, plain):
        return True
    liked = {action: option for option, action in likening.ways_like(step, plain)}
    ways = {**liked, **dict(_ways(step, tokens))} or _of_the_review(step)
    if not ways:
        return False
    chosen = [*list(ways.items())[:_MOST], (Do("stop"), Option("desk none of these"))]
    options = tuple(option for _, option in chosen)
    step.offer(Note("perhaps", {"words": excerpt(words)}, options), [action for action, _ in chosen], step.state)
    return True


def _shown_at_once(step: DeskStep, plain: str) -> bool:
    """What clearly is like a wish that changes nothing is shown: whoever meant something else has lost nothing."""
    command = likening.only_shows(step, plain)
    if command:
        COMMANDS[command](step)
    return bool(command)


def _said_nothing(step: DeskStep) -> bool:
    """嗯: what is shown stays."""
    match step.state:
        case Examining(place=place):
            reviewing.go(step, place)
        case _:
            looking.today(step)
    return True


def _of_the_review(step: DeskStep) -> dict[Action, Option]:
    """What is done most in a review, where nothing of the words is known."""
    commands = ("review_sections", "review_drafts", "send_back") if isinstance(step.state, Examining) else ()
    return {Do(each): Option(f"desk do {each}") for each in commands}


def _ways(step: DeskStep, tokens: list[Token]) -> Iterable[tuple[Action, Option]]:
    """What can be done of that which is spoken of, what most words speak of first."""
    said, spoken = frozenset(each.concept for each in tokens), speech(step)
    fitting = (
        (len(needed - _VAGUE), len(needed), wish)
        for wish in spoken.wishes
        for needed, _ in wish.said
        if needed <= said and needed - _VAGUE
    )
    surest = [wish for _, _, wish in sorted(fitting, key=lambda each: (-each[0], -each[1]))]
    hinted = [wish for wish in spoken.hints if any(needed <= said for needed, _ in wish.said)]
    for wish in (*surest, *hinted):
        way = _way(step, wish, tokens)
        if way is not None:
            yield way


def _way(step: DeskStep, wish: Wish, tokens: list[Token]) -> tuple[Action, Option] | None:
    verb, command = wish.do[0], " ".join(wish.do[1:])
    if verb == "run" and command in _OFFERED:
        return Do(command), Option(f"desk do {command}")
    chosen = choice(step, tokens) if verb in ("filter", "write") else ""
    if not chosen:
        return None
    if verb == "filter":
        return Do("filter", (chosen,)), Option("desk chosen", {"choice": chosen})
    counties = chooses(step, chosen)
    return (Do("announce", counties), Option("desk announce those", {"choice": chosen})) if counties else None
