"""What is said beside an answer just given: 里头有2件是植物新品种, 名单到时候再交. The next question stays open."""

from __future__ import annotations

import re

from dialogs.answers.answering import understand
from dialogs.answers.asking import shown_entry
from dialogs.answers.last import last_answered
from dialogs.answers.slips_said import denies_a_slip
from dialogs.correcting.correction import Correction
from dialogs.correcting.fewer_said import SOME_OFF
from dialogs.correcting.news import near_last
from dialogs.definition.form import FREE, NUMERIC, Field, Kind, Shape
from dialogs.meaning.deeds import to_run
from dialogs.meaning.either import answers_in, answers_of
from dialogs.meaning.offering import offer_correction
from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.names_later import papers_come_later
from dialogs.reading.results import Entry, Read, Unsure, Why
from dialogs.reading.spoken_years import PLACES
from dialogs.record.application import Blank, Value
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import NoteDown, Run, Store, Way
from dialogs.state.conversation import Asking, Deciding
from dialogs.turn.step import Step

_LONGEST = 50
_YES_OR_NO = frozenset(("yes", "no"))
_FEWEST = 6
"""Characters of a remark that says more than 有."""
_SECOND_THOUGHT = re.compile(
    r"(?:哦|啊|呃|哎|不对|等一?[下等]|等会儿?|且慢|慢着|对了|忘了?说了?|想起来了?|补充一?[下句]?|不过|但是?|还有|"
    r"刚才(?:那题|那个)?|[ ,，:：])+"
)
_IN_A_ROW = re.compile(PLACES)
_BY_HOW_MUCH = re.compile("[少多漏错改加减扣去]")
_ASKS = re.compile("[吗么呢?]|怎么|咋|要不要|是不是|能不能|可以不|算不算|用不用")
_ASKS_AT_ALL = re.compile("[吗么?？]|怎么|咋|要不要|是不是|能不能|还是|哪")
_NUMBER = "(?:[0-9]{1,6}|[一两俩三四五六七八九十]{1,3})"
_PART_OF_IT = re.compile(
    r"(?:(?:(?:这|那)[个些]?)?(?:里[头面]|当中|其中)|含|包括|包含|算上)的?(?:还|也)?(?:有|含|包括|是)?(?:大概|约)?"
    rf"{_NUMBER}[家个件项户人名条]?(?:是|为|属于|算|的|在|没|还|都|不)?[\u4e00-\u9fff]{{2,}}.*"
)
"""其中2件是国防专利: a part of a figure, with what it is."""
_HOW_COUNTED = re.compile(
    r"(?:(?:含|算|包|包括|统计|数|加)(?:进去)?着呢"
    r"|(?:期末|年末|年底|时点|在册|在岗|平均)(?:数|人数|在册|在岗|的)+(?=[,，。;； ]|$)"
    r"|(?:都|全)是?按[^,，。;；]{2,14}(?:算|统计|来|口径)的?)"
)
"""都是年底在册的，派遣工含着呢: how a figure was counted."""

_NOT_WRITTEN = re.compile(
    r"(?!这|它|先|都|我|别|不|等|那就|按|写|填|用)"
    r"(?P<what>[^,，。;；?？说讲让叫]{1,10}?(?:那?个?(?:数|号)?(?:就?是)?(?:估|猜|毛估|蒙)的?)?)"
    r"[,，。;； ]*(?:就|先|也|可|都|给我|请)*(?:(?:别|不要|甭|不用)(?:往|给)?(?:上|表上|表里|里)?"
    r"(?:写|填|记|放|印|留)(?:上去|进去|上|里头?)?"
    r"|不(?:留|登|印)(?:上去|上)?)(?:了|吧|啊|呀|哈)*(?:[,，。;； ][^0-9写填改换记?？吗]{0,20})?"
)
"""31那个是估的，先别往上写; 手机就不留了: what of it is not to be on paper, which needs no answer."""


def said_beside_answer(step: Step, words: str) -> bool:
    """Offer to keep with the last answer what says more of it; papers that come later are no answer and no wish."""
    plain = narrow(words).strip(" 。.!！")
    if len(plain) > _LONGEST or "\n" in plain or not isinstance(step.state, Asking | Deciding):
        return False
    return (
        _stands(step, plain)
        or _figure_again(step, plain, words)
        or _part_of_last(step, plain)
        or _how_counted(step, plain)
        or _not_to_be_written(step, plain)
        or _box_again(step, plain)
        or _papers_later(step, plain)
    )


def _stands(step: Step, plain: str) -> bool:
    """我没写错，就是这个数: nothing changes; the words can be kept with the answer."""
    here, last = step.here, next(last_answered(step), None)
    if not isinstance(step.state, Asking) or here is None or last is None or here is last or not denies_a_slip(plain):
        return False
    _offer(step, here, plain, [_note(last, plain), to_run("continue")])
    return True


def _figure_again(step: Step, plain: str, words: str) -> bool:
    """等等，23年有1家在备案; 第一个是40.3: said behind a row that was just kept, of it and not of the open question."""
    here, last = step.here, next(last_answered(step), None)
    lead, place = _SECOND_THOUGHT.match(plain), _IN_A_ROW.match(plain)
    if not isinstance(step.state, Asking) or here is None or last is None or here is last or not (lead or place):
        return False
    if not (last.numeric and last.shape is Shape.YEARLY) or here.kind in FREE or _ASKS.search(plain):
        return False
    if plain.startswith("不对") or _BY_HOW_MUCH.search(plain):
        return False  # a correction
    said = plain[lead.end() :] if lead is not None else plain
    reading = understand(step, last, last.paths, said)
    ways = reading.alternatives if isinstance(reading, Unsure) and reading.why is Why.CLOSEST else ()
    entries = reading.entries if isinstance(reading, Read) else ways[0].entries if len(ways) == 2 else ()
    if not 0 < len(entries) < len(last.slots) or any(each.value is None for each in entries):
        return False
    if lead is None and not (len(entries) == 1 and near_last(step, entries[0])):
        return False
    if all(each.value == _value(step, each.slot) for each in entries):
        _offer(step, here, plain, [_note(last, plain), to_run("continue")])
    else:
        offer_correction(step, Correction(last, entries), words, value=said)
    return True


def _value(step: Step, slot: str) -> Value | None:
    answer = step.application.answer(slot)
    return answer.value if answer is not None else None


def _part_of_last(step: Step, plain: str) -> bool:
    here, last = step.here, next(last_answered(step), None)
    if not isinstance(step.state, Asking) or here is None or last is None or not _PART_OF_IT.fullmatch(plain):
        return False
    if SOME_OFF.fullmatch(plain):
        return False  # 里面有5个过期的，不能算: the figure becomes another
    if last.kind not in NUMERIC or here.kind in FREE or here is last or here.label.startswith("其中"):
        return False
    answers = answers_of(here, answers_in(step, here, step.state.slots, plain)) if here.numeric else []
    _offer(step, here, plain, [_note(last, plain), *answers, to_run("continue")])
    return True


def _how_counted(step: Step, plain: str) -> bool:
    here, last = step.here, next(last_answered(step), None)
    if not isinstance(step.state, Asking) or here is None or last is None or not _HOW_COUNTED.search(plain):
        return False
    if last.kind not in NUMERIC or here.kind in FREE or here is last or _ASKS_AT_ALL.search(plain):
        return False
    if any(map(str.isdigit, plain)):
        return False
    _offer(step, here, plain, [_note(last, plain), to_run("continue")])
    return True


def _not_to_be_written(step: Step, plain: str) -> bool:
    here, last = step.here, next(last_answered(step), None)
    if not isinstance(step.state, Asking) or here is None or last is None or here is last:
        return False
    said = _NOT_WRITTEN.fullmatch(plain) if here.kind is not Kind.PARAGRAPH else None
    if said is None or said["what"].strip() in here.label or said["what"].startswith("无"):
        return False
    _offer(step, here, plain, [_note(last, plain), to_run("continue")])
    return True


def _box_again(step: Step, plain: str) -> bool:
    """等下 有一家列过失信名单: said behind 否; whether that stays so is asked."""
    here, last = step.here, next(last_answered(step), None)
    lead = _SECOND_THOUGHT.match(plain)
    if not isinstance(step.state, Asking) or here is None or last is None or lead is None or here.kind in FREE:
        return False
    other = _other_box(step, last, plain[lead.end() :])
    if here is last or other is None or _ASKS.search(plain):
        return False
    standing = step.application.answer(last.paths[0])
    was = Entry(last.paths[0], standing.value if standing is not None else None)
    doubtful = Store(last.name, (Entry(last.paths[0], blank=Blank.LATER),), plain)  # a standing answer stays, marked
    correct = Option("correct", {"id": last.id, "new": shown_entry(last, other)}), Store(last.name, (other,), plain)
    mark = Option("doubtful", {"id": last.id}), doubtful
    answers = answers_of(here, answers_in(step, here, step.state.slots, plain)) if here.kind is Kind.CHOICE else []
    ways = [_note(last, plain), correct, mark, *answers, (Option("leave so"), Run("continue"))]
    figures = {"words": excerpt(plain), "id": last.id, "value": shown_entry(last, was)}
    step.offer(Told("amiss", figures, tuple(each for each, _ in ways)), [way for _, way in ways])
    return True


def _other_box(step: Step, last: Field, said: str) -> Entry | None:
    """The other one of 是 and 否, if words speak for it rather than for the one that stands."""
    standing = step.application.answer(last.paths[0])
    if standing is None or standing.value not in _YES_OR_NO or len(said) < _FEWEST:
        return None
    reading = understand(step, last, last.paths, said)
    likely = reading.alternatives[0].entries if isinstance(reading, Unsure) and reading.why is Why.RIDER else ()
    return likely[0] if likely and likely[0].value in _YES_OR_NO - {standing.value} else None


def _papers_later(step: Step, plain: str) -> bool:
    here, state = step.here, step.state
    if here is None or here.kind in FREE or not papers_come_later(plain):
        return False
    if isinstance(state, Asking) and here.shape is Shape.COUNT_NAMES:
        return False
    last = next(last_answered(step), here)
    ways = [_note(last, plain), to_run("evidence"), to_run("continue")]
    step.offer(
        Told("proofs later", {"words": excerpt(plain)}, tuple(each for each, _ in ways)), [way for _, way in ways]
    )
    return True


def _note(last: Field, plain: str) -> Way:
    return Option("note above", {"id": last.id}), NoteDown(last.name, plain)


def _offer(step: Step, here: Field, plain: str, ways: list[Way]) -> None:
    options = tuple(option for option, _ in ways)
    step.offer(Told("text or aside", {"words": excerpt(plain), "id": here.id}, options), [way for _, way in ways])
