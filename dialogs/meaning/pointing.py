"""Which question or part a message points at by another name: 改下联系人电话, 2.6那个家数填错了, 第四块让园区弄."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dialogs.answers import composing
from dialogs.answers.asking import ask
from dialogs.definition.form import Field, Form
from dialogs.definition.jumping import by_id
from dialogs.definition.labels import fields_called
from dialogs.meaning.going import offer_fields
from dialogs.meaning.sections import go_to_section
from dialogs.saying.replies import Told
from dialogs.turn import sharing
from dialogs.turn.messages import Invite
from dialogs.turn.step import Step
from dialogs.words.spelling import printed
from dialogs.words.wishes import BREAK, FILLER, UNKNOWN, Token, pieces

_LONGEST = 12
"""Characters of somebody's name."""
_TOWARDS = frozenset(("go", "back", "fill", "look", "goon"))
_GOING = frozenset((FILLER, BREAK, *_TOWARDS, "part", "whole", "ack", "thanks", "again", "next", "repeat", "rewrite"))
_VERBS = frozenset(("look", "change", "wrong", "go", "back"))
_AROUND = frozenset(
    (
        FILLER,
        BREAK,
        *_VERBS,
        "question",
        "what",
        "howmany",
        "how",
        "previous",
        "fill",
        "thanks",
        "ack",
        "again",
        "where",
        "last_year",
        "said_before",
        "seen",
    )
)
_WHO = frozenset((UNKNOWN, "dept", "colleague", "boss"))
_RATHER_NOT = re.compile("别|甭|不[用要必让给]|先不|不再|[我名]叫|[填写]我")
"""别让科技局填第三部分, 填我吧，我叫王晓明: nobody is to be asked."""
_TO = frozenset(("给", "由", "归", "让"))
_ASKING_FOR = frozenset(("let", "give"))
_HANDING = frozenset(
    (
        FILLER,
        BREAK,
        *_WHO,
        "let",
        "give",
        "link",
        "fill",
        "part",
        "question",
        "thanks",
        "word",
        "next",
        "whole",
        "days",
        "howmany",
        "later",
    )
)


def pointed(step: Step, words: str) -> bool:
    """Whether a message hands a part over, or wants to see or to change a question that it names; it is done."""
    return _handed(step, words) or _went(step, words) or _named_a_field(step, words)


def go_to(step: Step, field: Field) -> None:
    """Put a question of the own part; of another it is said whose it is."""
    composing.save(step)
    if step.journey.own(field):
        ask(step, field, again=not step.journey.untouched_slots(field))
    else:
        sharing.refuse(step, field)


def _handed(step: Step, words: str) -> bool:
    """让发改局的人把第三部分弄一下, 绿色那部分让环保局来: who is asked to fill which part."""
    if _RATHER_NOT.search(words) or not _hands(pieces(step.form.speech, words)):
        return False
    tokens = pieces(step.form.speech_of_titles, words)
    said = {each.concept for each in tokens}
    who = _who(tokens)
    if (
        not (said & {"fill", "link"} or (said & {"part", "whole"} and said & {"dept", "colleague"}))
        or not said <= _HANDING
        or not 1 < len(who) <= _LONGEST
    ):
        return False
    here = step.here
    if "part" not in said and not ("whole" in said and here is not None):
        step.say(Told("share with", {"name": who}))
        return True
    named = "、".join(each.words for each in tokens if each.concept == "part")
    sections = sharing.named_sections(step.form, named)
    if sections is not None and here is not None and not named:
        sections = (step.form.homes[here.name],)
    if not sections:
        return False
    composing.save(step)
    sharing.hand_over(step, Invite(who, sections))
    return True


def _who(tokens: Sequence[Token]) -> str:
    """信息中心的小周: who is named, with what stands between the parts of a name; nobody where these are scattered."""
    called = [place for place, each in enumerate(tokens) if each.concept in _ASKING_FOR or each.words in _TO]
    named = [place for place, each in enumerate(tokens) if each.concept in _WHO]
    inside = [place for place in named if called and place > called[-1]] or named
    between = tokens[inside[0] : inside[-1] + 1] if inside else ()
    apart = any(each.concept not in (*_WHO, FILLER) for each in between)
    if apart and any(each.concept == UNKNOWN for each in between):
        return ""
    words = [each.words for each in between if not apart or each.concept in _WHO]
    return "".join(words).removesuffix("的人").removesuffix("人")


def _hands(tokens: Sequence[Token]) -> bool:
    """Whether a message speaks of handing something over; 给 does where it stands before somebody."""
    before = pairwise(tokens)
    given = any(each.words in _TO and behind.concept in ("dept", "colleague") for each, behind in before)
    return given or not _ASKING_FOR.isdisjoint(each.concept for each in tokens)


def _went(step: Step, words: str) -> bool:
    """我想先弄创新那块, 跳到绿色化那一部分去, 去填规划: a part by what it is called."""
    tokens = pieces(step.form.speech_of_parts, words)
    said = {each.concept for each in tokens}
    parts = [each.words.removeprefix("从") for each in tokens if each.concept == "part"]
    if len(parts) != 1 or not said & _TOWARDS or not said <= (_GOING | {"word"} if "go" in said else _GOING):
        return False
    sections = sharing.named_sections(step.form, parts[0])
    if not sections:
        return False
    go_to_section(step, sections[0])
    return True


def _named_a_field(step: Step, words: str) -> bool:
    """改下联系人电话, 集群名字打错字了, 把利润那题打开: the question that is called so, or those it may be."""
    by_number = _numbered(step.form, words)
    if by_number is not None:
        go_to(step, by_number)
        return True
    called = _called(step.form, words)
    fields = fields_called(step.form, called) if called else ()
    if not fields:
        return False
    if len(fields) == 1:
        go_to(step, fields[0])
        return True
    offer_fields(step, fields)
    return True


def _numbered(form: Form, words: str) -> Field | None:
    """2.6那个家数填错了: a question by its number, with words besides that hold no figure."""
    tokens = pieces(form.speech, words)
    numbers = [each.words for each in tokens if each.concept == "number"]
    other = "".join(each.words for each in tokens if each.concept not in ("number", BREAK))
    if len(numbers) != 1 or any(each.isdigit() for each in other) or not _speaks_of_changing(tokens):
        return None
    return by_id(form, printed(numbers[0]))


def _speaks_of_changing(tokens: Sequence[Token]) -> bool:
    return any(each.concept in ("wrong", "change", "look") for each in tokens)


def _called(form: Form, words: str) -> str:
    """What a message wants to change or to see, without the words around it; nothing where it wants neither."""
    tokens: Sequence[Token] = pieces(form.speech, words)
    said = {each.concept for each in tokens}
    if not said & (_VERBS | {"said_before"}) and not ("fill" in said and said & {"what", "howmany"}):
        return ""
    inside = [place for place, each in enumerate(tokens) if each.concept not in _AROUND]
    between = tokens[inside[0] : inside[-1] + 1] if inside else ()
    return "" if any(each.concept == BREAK for each in between) else "".join(each.words for each in between)
