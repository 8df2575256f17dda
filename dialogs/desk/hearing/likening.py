"""What a coordinator's sentence is like that no rung knows: it is offered, with the county that it names.

A button does what a coordinator could type, so that whoever presses it is asked what that asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from dialogs.desk.ground.counties_named import cities_in, counties_in
from dialogs.desk.ground.meanings import can_be_done
from dialogs.desk.ground.shown import county_shown
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import command_of
from dialogs.meaning.resembling import asks_for
from dialogs.reading.cleaning import letters
from dialogs.record.options import Option
from dialogs.state.actions import Action, Way
from dialogs.state.conversation import State
from dialogs.state.desk_states import Do, Drafting
from dialogs.state.errands import Annotate, KeepFollowUp
from dialogs.state.examining import Examining
from dialogs.words.likeness import Likings

TEXT = ("text",)
"""What is written to counties, or about their answers."""
MATTERS = ("text", "remark", "note", "reading", "look", "review", "withdraw", "later", "stop", "extension", "standin")
"""What sentences are about that no wish of the desk says by itself."""
_OF_A_COUNTY: Mapping[str, tuple[str, str]] = {
    "look": ("look", "查看 {name}"),
    "reading": ("look", "查看 {name}"),
    "review": ("review", "审核 {name}"),
    "run invite": ("invite", "邀请 {name}"),
    "run links": ("reissue", "重发 {name}"),
    "withdraw": ("withdraw", "收回 {name}"),
    "run announce": ("announce", "群发给 {name}"),
    "extension": ("extend", "延期 {name}"),
    "standin": ("stand in", "代录 {name}"),
    "note": ("note", "备注 {name}"),
    "export": ("export", "导出 {name}"),
    "run send_back": ("review", "审核 {name}"),
    "run pass": ("review", "审核 {name}"),
    "remark": ("review", "审核 {name}"),
}
"""What is offered where a county is named or shown: its button, and the words that do it."""
_WITHOUT: Mapping[str, tuple[str, ...]] = {
    "look": ("progress",),
    "reading": ("announcements", "reviews"),
    "review": ("reviews",),
    "withdraw": ("links",),
    "stop": ("pause", "cancel", "announcements"),
    "extension": ("dates",),
    "export": ("drafts",),
    "filter": ("progress", "count"),
    "note": ("follow_ups",),
    "standin": ("links",),
    "send": ("send",),
}
"""The commands that are offered where none is."""
_IN_A_REVIEW: Mapping[str, tuple[str, ...]] = {
    "review": ("review_sections",),
    "look": ("review_first",),
    "remark": ("review_drafts", "review_sections"),
    "reading": ("review_history",),
}
_TYPED = ("note", "called", "remind", "announce", "announce to")
_TELLS = re.compile("(?:请|麻烦|帮我)?(?:提醒|告诉|通知|转告|和|跟|给|对|让|叫|催|群发|问问)")
"""提醒清河 …, 和清河说下 …: what stands behind is to be told."""
_QUOTED = re.compile(r"[:：]\s*\S{4}")
"""其他都发一遍：请周五前交: what is to be told is set off."""
_ASKS = re.compile("[吗？?]|有没有|为啥|为什么|怎么|咋|查查|能不能|看看|把.{1,12}(?:去了|去掉|取消|改成|撤)")
_NOTES = re.compile("记(?:一?[下笔条]|个事?|上|着)|备注")
"""给临西记个事：…: said to be a note."""
_NOTED = ("note", "run follow_ups", "text", "reading")
_WRITTEN = ("run announce", "text", "extension", "run dates")
"""What a note, and what a broadcast may be made of."""
_LIKELY, _LEAST = 0.1, 0.05
CLEAR = 0.25
"""The share of likeness from which on something is offered beside what was understood."""
_SHOWN = 0.4
"""The share from which on what only shows is shown at once."""
_SHOW = frozenset(
    (
        *("progress", "count", "recommended", "hand-ups", "dates", "holidays", "links", "reviews", "follow_ups"),
        *("announcements", "filters", "today", "help"),
    )
)
_DOES = re.compile(
    "[加删换撤改退]|发(?!生|到|出去)|邀请|提醒我|取消|不算|算成|别给"
    r"|(?i:\b(?:move|send|change|set|delete|remove|add|invite|withdraw|cancel|put)\b)"
)
"""What is to be done, and not only shown."""
_LETTERS, _LONGEST = 5, 80
_BEGUN = 4
"""So many characters of a note stand in the words that it was made of; one that they put right is another."""


def ways_like(step: DeskStep, words: str, least: float = _LIKELY) -> list[Way]:
    """A button for each thing that the words may wish; none where they are too little like any, or a text."""
    county = _county(step, words)
    found: dict[Action, Option] = {}
    for each in _like(step, words, least):
        for option, action in _ways(step, " ".join(each.do), county):
            found.setdefault(action, option)
    return [(option, action) for action, option in found.items()]


def otherwise(step: DeskStep, words: str, before: State) -> list[Way] | None:
    """What a sentence is like, where a note, a reminder or a broadcast was made of it that it is not like; else None.

    有没有写个缘由 asks, and 把不申报给去了吧 wants something: neither is a note.
    """
    written = isinstance(step.state, Drafting) and not isinstance(before, Drafting) and bool(step.state.text)
    noted = any(
        isinstance(each, KeepFollowUp) or (isinstance(each, Annotate) and each.note and each.note[:_BEGUN] in words)
        for each in step.requested
    )
    typed = command_of(words)
    if noted and _NOTES.search(words) and not _ASKS.search(words):
        return None
    if (
        not (written or noted)
        or (typed is not None and typed[0] in _TYPED)
        or (written and (_TELLS.match(words) or _QUOTED.search(words)))
    ):
        return None
    if noted and "备注" not in words and _ASKS.search(words):
        return ways_like(step, words)
    own = _WRITTEN if written else _NOTED
    found = _like(step, words)
    return None if not found or any(" ".join(each.do) in own for each in found) else ways_like(step, words)


def only_shows(step: DeskStep, words: str) -> str:
    """The command that words clearly are like, where it only shows something, and they ask or want; else empty."""
    likest = _like(step, words, _SHOWN)[:1]
    verb, _, command = " ".join(likest[0].do).partition(" ") if likest else ("", "", "")
    shows = verb == "run" and command in _SHOW and not _says_more(step, words) and asks_for(words)
    return command if shows and can_be_done(step, ("run", command)) else ""


def _says_more(step: DeskStep, words: str) -> bool:
    """Whether a place is named, or something is to be done."""
    return bool(counties_in(step, words) or cities_in(step, words)) or _DOES.search(words) is not None


def is_no_text(step: DeskStep, words: str) -> bool:
    """Whether words where a text is awaited are like something else, and not like a text at all."""
    return bool(_like(step, words)) and not step.form.desk_speech.likeness.is_like(_nameless(step, words), TEXT)


def _like(step: DeskStep, words: str, least: float = _LIKELY) -> Likings:
    if letters(words) < _LETTERS or len(words) > _LONGEST:
        return ()
    known, foreign = step.form.desk_speech.likeness, words.isascii()
    return known.like(_nameless(step, words), least, _LEAST, neither=TEXT, foreign=foreign)


def _nameless(step: DeskStep, words: str) -> str:
    """The words with places as sentences have them, whichever they are."""
    for _, name in counties_in(step, words):
        words = words.replace(name, "{county}")
    return words


def _county(step: DeskStep, words: str) -> str:
    """The one county that the words name, or the one on the screen; nothing where there is none, or several."""
    named = counties_in(step, words)
    if named:
        return named[0][0].name if len(named) == 1 else ""
    if isinstance(step.state, Examining):
        return step.region.called(step.state.county)
    shown = county_shown(step)
    return shown.name if shown is not None else ""


def _ways(step: DeskStep, wish: str, county: str) -> Iterable[Way]:
    reviewing = isinstance(step.state, Examining)
    if wish == "stop" and isinstance(step.state, Drafting):
        yield from _commands(step, ("discard",))  # the one that is written, and no other that goes out
    elif reviewing and wish in _IN_A_REVIEW:
        yield from _commands(step, _IN_A_REVIEW[wish])
    elif county and wish in _OF_A_COUNTY and not (reviewing and wish.startswith("run ")):
        button, typed = _OF_A_COUNTY[wish]
        yield Option(f"desk would {button}", {"name": county}), Do("say so", (typed.format(name=county),))
    elif wish in _WITHOUT:
        yield from _commands(step, _WITHOUT[wish])
    elif wish.startswith("run "):
        yield from _commands(step, (wish.removeprefix("run "),))


def _commands(step: DeskStep, commands: Sequence[str]) -> Iterable[Way]:
    for each in commands:
        if can_be_done(step, ("send",) if each == "send" else ("run", each)):
            yield Option(f"desk do {each}"), Do(each)
