"""Commands as they are typed: a word that stands alone, or one with something behind it."""

from __future__ import annotations

from dialogs.desk.ground import place_names
from dialogs.desk.ground.places_of_review import IN_A_REVIEW
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import command_of, folded
from dialogs.desk.hearing import mentioning, wishing
from dialogs.desk.hearing.commanding import COMMANDS, STAYING, WITH_WORDS
from dialogs.desk.overview import looking
from dialogs.desk.own import dating
from dialogs.desk.reviews import commenting
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.examining import Examining

_IN_A_DRAFT = frozenset({"send", "discard", "retext", "reaudience"})
_LOOSE = frozenset(
    (
        *("reserve", "flag", "receive", "revoke", "return", "accept", "review", "filter", "date", "open"),
        *("announce to", "export", "hand over", "reissue", "recommend"),
    )
)
"""Commands with words behind them that begin like a wish: 看下各县到哪了, 通知各县周五前交, 换成英文."""


def alone(step: DeskStep, words: str) -> bool:
    """Whether a message is a command, and can be one here."""
    command = step.form.desk_lexicon.get(folded(words))
    if command is None or (command in _IN_A_DRAFT and step.draft is None and isinstance(step.state, Resting)):
        return False
    run(step, command)
    return True


def with_words(step: DeskStep, words: str) -> bool:
    """Whether a message begins with a command that has something behind it."""
    found = command_of(words)
    if found is None:
        return False
    verb, rest = found
    on_a_day = verb == "date" and words.startswith(("截止", "截至", "期限")) and bool(dating.WEEKDAY.fullmatch(rest))
    loose = verb in _LOOSE and isinstance(step.state, Resting | Examining) and not on_a_day
    if loose and wishing.wished(step, words, apart=True):
        return True
    if verb not in ("announce", "announce to", *IN_A_REVIEW):
        commenting.put_aside(step)
        looking.at_rest(step)
    done = WITH_WORDS[verb](step, rest) or (verb != "announce to" and mentioning.mentioned(step, words))
    if not (done or loose or place_names.of_another_city(step, words) or place_names.asked(step, words)):
        step.say(Note("nothing called so", {"words": rest, "region": step.region.name}))
    return done or not loose


def run(step: DeskStep, command: str) -> None:
    """Do it; what is open is put aside where it does not stay open."""
    verb = COMMANDS.get(command) or COMMANDS["today"]
    if command not in STAYING:
        commenting.put_aside(step)
        looking.at_rest(step)
    verb(step)
