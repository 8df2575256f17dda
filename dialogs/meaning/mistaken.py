"""What somebody says was wrong, in words of their own: C8那电话换号了，现在是…, 企业数最后一年少算了，160改165.

It names what is to be another by its number, by its label, by a year of the last answer or as what was said before, and
the new value behind 改成, 应该是, 现在是. It is only ever offered, with the old value beside the new one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice

from dialogs.answers.last import last_answered
from dialogs.correcting.correction import Correction, starts_with_number, with_value
from dialogs.definition.form import Field, Shape
from dialogs.definition.jumping import by_id
from dialogs.definition.labels import fields_called
from dialogs.derived.rounds import Round, fields_of
from dialogs.meaning.offering import changed_to, offer_correction
from dialogs.reading.results import Entry
from dialogs.reading.spoken_years import PLACES, YEARS, year_of
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Action, Run, Store
from dialogs.state.conversation import Asking, Composing, Deciding, Resting
from dialogs.turn import returned
from dialogs.turn.step import Step
from dialogs.words.spelling import printed
from dialogs.words.wishes import BREAK, FILLER, Token, pieces

_LONGEST, _LOOKED_AT = 60, 5
_VALUE = r"[ ]?(?P<value>[^,，。;；]{1,40}?)(?:[ ,，。;；]+(?P<tail>[^0-9]{1,14}))?[了吧啊。.]?$"
_SURE = re.compile(
    r"(?:改成|改为|换成|更正为|更正成|应该是|应该选|应该为|应为|应是|应选|现在是|现在叫|实际是|其实是"
    rf"|应该(?=[ ]?[0-9])){_VALUE}"
)
_PERHAPS = re.compile(rf"(?P<becomes>写成|其实为|该是|改|是)(?:一?下)?{_VALUE}")
_YEAR = re.compile(
    r"(?:(?:20)?(?P<two>2[0-9])年|(?<![0-9.])20(?P<bare>2[0-9])(?![0-9.年]))(?:度)?(?:末|底)?"
    rf"|(?P<spoken>{YEARS})(?:度)?"
)
_IN_A_ROW = re.compile(rf"(?P<two>(?!))|(?P<bare>(?!))|(?P<spoken>{PLACES})(?:数字?)?")
"""最后一个应该是71: a place in a row, where the words are sure to correct one."""
_OLD = re.compile(
    r"(?:从|由|是|的)?(?<![0-9.])(?!20[0-9]{2}(?![0-9.]))[0-9][0-9.]{0,14}[家亿万个人项件元%％]{0,2}[ ]*$"
)
_MISTAKE = frozenset(("wrong", "change", "switch"))
_AROUND = frozenset((FILLER, *_MISTAKE, "previous", "fill", "ack", "what", "again", "seen", "look"))


def mistaken(step: Step, words: str) -> tuple[Correction, ...]:
    """What is said to be another, for each question that may be meant; none where no question is named."""
    plain = unicodedata.normalize("NFKC", words).strip()
    if len(plain) > _LONGEST or "\n" in plain:
        return ()
    sure = _SURE.search(plain)
    found = sure or _PERHAPS.search(plain)
    if found is None or not plain[: found.start()].strip():
        return ()
    before = plain[: found.start()]
    head = f"{_OLD.sub('', before) or before} {found['tail'] or ''}"
    named = _YEAR if sure is None or _YEAR.search(head) else _IN_A_ROW
    tokens = pieces(step.form.speech, named.sub(" ", head))
    concepts = {each.concept for each in tokens}
    year = _year(step, named.search(head))
    value, figure = found["value"].strip(), re.match("[-−0-9]", found["value"]) is not None
    if sure is None and not (figure and (concepts & _MISTAKE or found["becomes"] == "改" or year)):
        return ()
    fields = _fields(step, tokens, concepts, year) or (_of_old_value(step, before) if sure is not None else ())
    changes = [each for each in (_changed(step, field, year, value) for field in fields) if each is not None]
    return tuple([each for each in changes if each.entries] or changes[:1])


def _year(step: Step, said: re.Match[str] | None) -> str:
    if said is None:
        return ""
    digits = said["two"] or said["bare"]
    return f"20{digits}" if digits else year_of(said["spoken"], step.form.base_year)


def _fields(step: Step, tokens: Sequence[Token], concepts: set[str], year: str) -> Sequence[Field]:
    """The questions that may be meant: by number, by a label, else the last answer where that is spoken of."""
    number = next((each.words for each in tokens if each.concept == "number"), "")
    if number:
        field = by_id(step.form, printed(number))
        return (field,) if field is not None else ()
    for called in _called(tokens):
        named = fields_called(step.form, called)
        if named:
            return named
    unnamed = all(each.concept in _AROUND | {BREAK} for each in tokens)
    if not unnamed or isinstance(step.state, Composing):
        return ()
    here = step.here if isinstance(step.state, Asking) else None
    if here is not None and not step.journey.untouched_slots(here):
        return (here,)
    if not (year or concepts & {"previous", "wrong"}):
        return ()
    returned_ = fields_of(step.form, found.left) if (found := _open_round(step)) is not None else ()
    may_be = (each for each in returned_ or last_answered(step) if not year or each.shape is Shape.YEARLY)
    return tuple(may_be if returned_ else islice(may_be, 1))


def _of_old_value(step: Step, before: str) -> Sequence[Field]:
    """赵敏调走了，换成孙浩: the latest answer whose words are named as what was."""
    if isinstance(step.state, Composing):
        return ()
    for field in islice(last_answered(step), _LOOKED_AT):
        answer = step.application.answer(field.paths[0])
        value = answer.value if answer is not None else None
        if isinstance(value, str) and len(value) > 1 and value in before:
            return (field,)
    return ()


def _open_round(step: Step) -> Round | None:
    """What the reviewers returned, where no question is open: then a bare year is of one of those answers."""
    return returned.returned(step) if isinstance(step.state, Resting) and step.application.reviews else None


def _called(tokens: Sequence[Token]) -> Iterable[str]:
    """What each clause speaks of, without the words around it; 企业数 before 企业."""
    for around in (frozenset(), _AROUND, _AROUND | {"question"}):
        clause: list[Token] = []
        for each in (*tokens, Token(BREAK, " ")):
            if each.concept != BREAK:
                clause.append(each)
                continue
            inside = [place for place, token in enumerate(clause) if token.concept not in around]
            if inside:
                yield "".join(token.words for token in clause[inside[0] : inside[-1] + 1])
            clause = []


def _changed(step: Step, field: Field, year: str, value: str) -> Correction | None:
    """The change, unless the question is open and has no answer yet: then it is an answer."""
    if not field.answerable or (field is step.here and step.journey.untouched_slots(field)):
        return None
    found = with_value(step, field, f"{year}年{value}" if year and field.shape is Shape.YEARLY else value)
    return Correction(field) if found is None or all(_stands(step, each) for each in found.entries) else found


def _stands(step: Step, entry: Entry) -> bool:
    answer = step.application.answer(entry.slot)
    return answer is not None and (answer.value, answer.blank) == (entry.value, entry.blank)


def beside_a_text(step: Step, words: str) -> bool:
    """Whether a text has begun, to which words belong that do not begin with the number of a question."""
    return isinstance(step.state, Composing) and bool(step.state.text) and not starts_with_number(words)


def offer_corrections(step: Step, found: Sequence[Correction], words: str) -> None:
    """Put the change, or where several questions are called so the change of each of them."""
    if len(found) == 1:
        offer_correction(step, found[0], words)
        return
    options = [Option("correct", {"id": each.field.id, **changed_to(each)}) for each in found]
    actions: list[Action] = [Store(each.field.name, each.entries, words) for each in found]
    reply = Told("which wish", {"words": words}, (*options, Option("leave so")))
    here, state = step.here, step.state
    waiting = Deciding(here.name, state.slots) if here is not None and isinstance(state, Asking) else None
    step.offer(reply, [*actions, Run("continue")], waiting)
