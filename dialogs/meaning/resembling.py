"""What a sentence is like that no reading is sure of, 李科长问弄到哪了: it is offered.

What only tells or shows is told and shown at once, where the likeness is clear: whoever meant something else has lost
nothing by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dialogs.commands.telling import MATTERS
from dialogs.definition.form import FREE, Field, Kind
from dialogs.meaning.deeds import do, offer_ways, to_run
from dialogs.reading.cleaning import letters
from dialogs.reading.results import Read, Reading, Unreadable, Unsure, Why
from dialogs.record.options import Option
from dialogs.state.actions import Run, Tell, Way
from dialogs.turn.step import Step
from dialogs.words.likely import likely, nearest
from dialogs.words.likeness import NO_WISH, Liking, Likings
from dialogs.words.wishes import CHAT, Meant, pieces

_OFFERED_FOR: Mapping[str, tuple[str, ...]] = {
    "recall": ("submit", "undo"),
    "todo": ("progress", "submit"),
    "finished": ("progress", "submit"),
    "mend": ("returned", "check"),
    "beside": ("sections",),
    "part": ("sections",),
}
"""The commands offered where one of these deeds is only probably meant."""
_BESIDE: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("offer", "remind", "snooze"): ("tell no reminders",),
    ("run", "people"): ("tell how to share",),
}
"""Matters that sentences of a wish are about as well."""
_SHOW = frozenset(
    (
        *("todo", "finished", "counted", "run progress", "run check", "run sections", "run deadlines"),
        *("run departments", "run needs", "run evidence", "run missing_evidence", "run about", "run returned"),
        *("run review_history", "run notes", "run clusters"),
    )
)
"""Wishes that only show something."""
_LONGEST, _LETTERS, _LATIN_WORDS = 80, 5, 3
_LETTERS_OF_A_TEXT = 10
_TOLD, _CLEAR, _LIKELY, _LEAST = 0.4, 0.3, 0.12, 0.04
"""The shares of likeness from which on a matter is told, a wish is clear, it may be meant, it may be offered too."""
_ASKED, _UNKNOWN_NAME, _WISHED_BESIDE = 0.15, 0.06, 0.2
"""The same for words that ask, perhaps about the question; that hardly are a name; that may be one of two answers."""
_WORDS_AND_RETYPE = 2
"""The buttons of words of which nothing is known: as they were typed, and to type again."""
_WISHED: Mapping[Kind, float] = {Kind.PARAGRAPH: 0.12, Kind.TEXT: 0.4, Kind.NAMES: 0.4}
"""The share from which on words may be a wish although they could be kept as an answer of this kind."""
_OPEN = frozenset(
    (
        *(Why.NOT_A_NUMBER, Why.NOT_A_CHOICE, Why.NOT_A_DATE, Why.NOT_A_PHONE, Why.NOT_A_MATRIX, Why.NOT_ROWS),
        *(Why.NO_SUCH_PLACE, Why.ASKED, Why.TOO_MANY),
    )
)
"""Where it is not known what the words are; everywhere else the reading says better what it lacks."""
_KEPT_FROM_ANSWERING = frozenset(
    (("run", "later"), ("run", "departments"), ("run", "needs"), ("article", "plan", "map"))
)
"""Wishes of those who have no answer yet: they are offered more than that."""
_KIND = frozenset(("thanks", "greet"))
_PART_OF_AN_ANSWER = re.compile("[0-9]|^(?:没|无)|的(?:有|没有?)(?=$|[,，。;；])")
"""18.2平方公里（规划面积）, 没有国家级的: asked about, since a notice alone would leave them unsaid."""
_SPOKEN = re.compile("[我俺你您咱恁吗呢吧啊呀给咋啥怎哪谁么看啦嘞哎唉请？?]|[A-Za-z]{3}")
"""What is said to somebody has one of these; texts of the form hardly any."""
_ASKED_FOR = re.compile(f"{_SPOKEN.pattern}|[多几何什能可要想不没还]|作废|错|丢")
"""The same with what questions, wishes and troubles are made of; 目前只做了图谱 has none, and may be an answer."""
_FIGURE = re.compile("[0-9]|(?<![十百千万])[一二三四五六七八九十][点成百千万亿]")
_WORD = re.compile("[A-Za-z]+")
_EXPLAIN = ("run", "help")


def resembled(step: Step, words: str, reading: Reading | None, least: float | None = None) -> bool:
    """Whether the words are like sentences that wish something; it is offered, and told where it only tells."""
    asked = isinstance(reading, Unreadable) and reading.why is Why.ASKED
    if isinstance(reading, Read | Unsure) or (isinstance(reading, Unreadable) and reading.why not in _OPEN):
        return False
    found = like(step, words, least or (_ASKED if asked else _CLEAR if _FIGURE.search(words) else _LIKELY))
    if not found or (asked and found[0].do == _EXPLAIN):
        return False
    likest, spoken = found[0], nearest(step.form.speech, words)[:1]
    agreed = [each for each in spoken if each.do[0] in MATTERS and each.do in [other.do for other in found]]
    if agreed or _only_shows(likest, words):
        do(step, agreed[0] if agreed else Meant(likest.do, ()), words)
        return True
    if likest.share < _CLEAR and {each.concept for each in pieces(step.form.speech, words)} & _KIND:
        return False
    ways = ways_like([*found, *(Liking(each.do, likest.share) for each in spoken)])
    if not [way for way in ways if not (asked and way[1] == Run("help"))]:
        return False
    explain = [to_run("help")] if step.here is not None else []
    offer_ways(step, words, [*ways, *explain])
    return True


def _only_shows(likest: Liking, words: str) -> bool:
    """Whether the words clearly are like a wish that changes nothing, and hold no answer that would be left unsaid."""
    shows = likest.do[0] in (*MATTERS, CHAT) or " ".join(likest.do) in _SHOW
    return shows and likest.share >= _TOLD and _PART_OF_AN_ANSWER.search(words) is None and asks_for(words)


def asks_for(words: str) -> bool:
    """Whether words ask or want something, or are said to somebody: others may be an answer, whatever they are like."""
    return _ASKED_FOR.search(words) is not None


def clearly_resembled(step: Step, words: str, reading: Reading, *, hindered: bool) -> bool:
    """The same only for words that are clearly like it; whoever is kept from answering is better helped elsewhere."""
    found = like(step, words, _CLEAR) if isinstance(reading, Unreadable) and reading.why in _OPEN else ()
    if not found or likely(step.form.speech, words) is not None or (hindered and found[0].do in _KEPT_FROM_ANSWERING):
        return False
    return resembled(step, words, reading, _CLEAR)


def offer_beside(step: Step, field: Field, words: str, reading: Unsure) -> None:
    """What words are like, beside the answers that they may be and that are offered already."""
    if field.kind in FREE and not any(entry.blank is not None for entry in reading.alternatives[0].entries):
        unknown = reading.why is Why.NO_ANSWER and not _says_what_is_meant(reading)
        ways = ways_like(like(step, words, _UNKNOWN_NAME if unknown else _WISHED_BESIDE))
        step.offer_as_well([way for way in ways if way[1] not in step.conversation.actions])


def _says_what_is_meant(reading: Unsure) -> bool:
    """Whether an answer stands out of the words: a name of 刘建军 科长."""
    return len(reading.alternatives) > _WORDS_AND_RETYPE


def like(step: Step, words: str, least: float = _LIKELY) -> Likings:
    """The wishes that words are like; none where they are too little like any, or rather an answer."""
    foreign = words.isascii()
    few = len(_WORD.findall(words)) < _LATIN_WORDS if foreign else letters(words) < _LETTERS
    if few or len(words) > _LONGEST:
        return ()
    return step.form.speech.likeness.like(words, least, _LEAST, neither=NO_WISH, foreign=foreign)


def sounds_like_a_wish(step: Step, field: Field, words: str) -> bool:
    """Whether words that could be kept as a text or a name are more like a wish."""
    least = _WISHED.get(field.kind)
    if least is None or letters(words) < _LETTERS_OF_A_TEXT or not _SPOKEN.search(words):
        return False
    return bool(like(step, words, min(least, _LIKELY) if words.isascii() else least))


def ways_like(found: Sequence[Liking]) -> list[Way]:
    """A button for each of these wishes."""
    ways: list[Way] = []
    for each in found:
        told = each.do[0] in MATTERS
        matters = (" ".join(each.do),) if told else _BESIDE.get(each.do, ())
        ways.extend(map(to_run, commands_of(each.do)))
        ways.extend((Option("matter", {"matter": matter}), Tell(matter)) for matter in matters)
    return ways


def commands_of(do: Sequence[str]) -> tuple[str, ...]:
    """The commands that a wish runs, or that are offered for it; none where it only tells."""
    verb, *about = do
    return tuple(about) if verb in ("run", "offer") else _OFFERED_FOR.get(verb, ())
