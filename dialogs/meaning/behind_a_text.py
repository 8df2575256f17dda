"""What is said behind a text that stands: that it is all (就这一句，好了), or words that would stand in its place.

A text that was kept is never replaced by a remark: what comes behind it, and holds little of it, is asked about.
"""

from __future__ import annotations

import re

from dialogs.answers import composing
from dialogs.answers.objecting import show_next_finding
from dialogs.commands import commanding
from dialogs.definition.form import Field, Kind
from dialogs.meaning.wishing import perhaps_wished
from dialogs.reading.cleaning import excerpt, letters, narrow
from dialogs.reading.remarks import asks
from dialogs.reading.results import Entry
from dialogs.record.options import Option
from dialogs.saying.replies import Explain, Told
from dialogs.state.actions import Leave, Store, Way
from dialogs.state.conversation import Asking, Composing, Deciding
from dialogs.turn.step import Step
from dialogs.words.likely import is_talk

_LONGEST_END, _LONGEST_QUESTION = 20, 40
_OF_IT = (
    r"(?:这[么样些点]?|[上前]面|以上)(?:就?是)?(?:[一二两三四五六七八九0-9]{1,2}|几|多)?[句段条点个些项家]?"
    r"(?:话|内容|文字)?"
)
_ALL = re.compile(
    rf"(?:嗯+|好的?|行|那)?(?:我|内容|文字|正文|这一?[段句题块](?:话|内容)?)?(?:就|先|暂时|只有|只|也|都|是|写|填|说|按)*{_OF_IT}"
    r"(?:写|填|定|交|发|来|了|吧|啦|为止|就行|就好|即可|可以|就可以)*"
)
"""就这一句, 就这么写, 就写这些: that what was said is all."""
_END = re.compile(
    r"(?:已经?)?(?:写|填|说|发|输|弄|敲)?完(?:成|毕)?[了啦]?|[好行][了啦吧]?|可以了|没有?了|(?:没有?|无)(?:别的|其[他它]的?|更多的?)了?|"
    r"结束了?|就这样[了吧]?|(?:先|就)?(?:写|填)?到这里?(?:吧|为止)?|ok"
)
_MARKS = re.compile(r"[\s,，。;；.!！~、]+")
_PIECE = 4
_MUCH = 0.5
_SHORTEST_TEXT = 10
"""Letters from which on words may stand instead of a text."""
"""How much of the text that stands is in a new version of it."""


def text_ended(step: Step, words: str) -> bool:
    """就这一句，好了: said behind a text, or to what does not hold in it, it is an end and no text."""
    state, here = step.state, step.here
    objected = isinstance(state, Deciding) and here is not None and bool(_standing(step, here))
    if not says_that_is_all(words, surely=not objected):
        return False
    if isinstance(state, Composing) and state.text:
        composing.finish(step, state)
    elif objected and here is not None and not step.journey.complete:
        step.say(Told("text stays", {"id": here.id}))
        show_next_finding(step, here)
    elif objected or (isinstance(state, Asking) and composing.just_kept(step) is not None):
        commanding.run(step, "done")
    else:
        return False
    return True


def says_that_is_all(words: str, *, surely: bool = False) -> bool:
    """Whether nothing else is said; 没了 and 好了 alone say it only to what does not hold in a text."""
    clauses = [each for each in _MARKS.split(words.strip().casefold()) if each]
    if len(words) > _LONGEST_END or not clauses:
        return False
    others = [each for each in clauses if _ALL.fullmatch(each) is None]
    return (not surely or len(others) < len(clauses)) and all(map(_END.fullmatch, others))


def _standing(step: Step, field: Field) -> str:
    """The text that stands at a question for one."""
    answer = step.application.answer(field.slots[0].path) if field.kind is Kind.PARAGRAPH else None
    return answer.value if answer is not None and isinstance(answer.value, str) else ""


def perhaps_instead(step: Step, words: str) -> bool:
    """Words typed to what does not hold in a text: another text, more of it, or neither; the person says which."""
    here = step.here if isinstance(step.state, Deciding) else None
    standing = _standing(step, here) if here is not None else ""
    if here is None or not standing or _holds(words, standing):
        return False
    if is_talk(step.form.speech, words) and perhaps_wished(step, words):
        return True
    if _explained(step, here, words):
        return True
    more = composing.joined(step, here, words)
    instead = Store(here.name, (Entry(here.slots[0].path, words.strip()),), words)
    ways: list[Way] = [(Option("write on", {"id": here.id}), more)]
    if letters(words) >= _SHORTEST_TEXT:  # 125写成128了 never stands instead of a text
        ways.append((Option("text instead", {"id": here.id}), instead))
    ways.append((Option("leave so"), Leave()))
    options = tuple(option for option, _ in ways)
    told = Told("text instead", {"id": here.id, "words": excerpt(words)}, options)
    step.offer(told, [action for _, action in ways], step.state)
    return True


def _explained(step: Step, here: Field, words: str) -> bool:
    """36家这个数含不含小巨人？: the help of the question, and what does not hold once more."""
    plain, state = narrow(words).strip(), step.state
    question = len(plain) <= _LONGEST_QUESTION and "\n" not in plain and (plain.endswith("?") or asks(plain))
    if not question or not isinstance(state, Deciding) or state.finding is None:
        return False
    step.say(Explain(here.name))
    step.update(findings=(state.finding, *step.conversation.findings))
    show_next_finding(step, here)
    return True


def _holds(words: str, standing: str) -> bool:
    """Whether a new version has much of the text that stands in it."""
    pieces = [standing[at : at + _PIECE] for at in range(max(1, len(standing) - _PIECE + 1))]
    return sum(piece in words for piece in pieces) >= _MUCH * len(pieces)
