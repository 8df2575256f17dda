"""An answer that stands, thought of again in any words: 写早了，24号; 高企22年改成46; 漏了南区，加上南区3.1.

A message that has a word of mending and carries a value: what the answer would become is worked out for the questions
that may be meant, those that it names, else the last ones. It is only ever offered, beside what stands there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from dialogs.answers.answering import understand
from dialogs.answers.fitting import possible
from dialogs.answers.last import last_answered
from dialogs.correcting.amending import amended, not_but
from dialogs.correcting.correction import Correction
from dialogs.correcting.editing import edited
from dialogs.correcting.fewer_said import COUNTED_TOO
from dialogs.correcting.news import NEWS, answers_here, same_each_year
from dialogs.correcting.postponing import MOVED, postponed
from dialogs.correcting.restating import restated
from dialogs.correcting.retouching import left_out, retouched
from dialogs.correcting.whose import SURELY, WHEN, Meant, awaits
from dialogs.correcting.whose import named as named_in
from dialogs.definition.form import NUMERIC, Field, Kind, Shape
from dialogs.reading.plausible import looks_like_a_person
from dialogs.reading.results import Alternative, Entry, Read, Unsure, Why
from dialogs.reading.spoken_years import year_of
from dialogs.turn.step import Step

_LONGEST, _LONGEST_ASIDE = 60, 25
_MOST_BACK = 3
"""Answers that are looked through where no question is named."""
_MENDS = re.compile(
    rf"{MOVED}|^(?!.*(?:不过|但|还是))(?:(?:这个?|那个?|刚才|上面)[^0-9,，]{{0,6}})?是[^0-9,，]{{2,12}}(?:面积|口径|价|数|的)[,，]|"
    r"错|不对|有误|不该|不应|(?:去|扣|减|刨|拿)掉|剔除|别算|[写填报打按输敲算数记说选点勾加统](?:计|得)?(?:早|晚|大|小|多|少|重|漏|反|混|岔|串|高|低)了|"
    r"改(?=成|为|到|叫|一下|[个过了]|[ ,，]?[0-9]|[^,，造进善制革良建]{2,4}$)|"
    r"换(?!热)|改名|更名|改称|更正|纠正|漏|忘|[没未](?:去|算|加|减|扣|剔|选|勾)|少了?一?[位个]|多了?一?[位个]|才对|不是|再?补(?![贴助偿])|再[加添]|少了|另外还?有|对了,?还有|题还有|减[掉去]|"
    r"[写填报打说](?:的|成)?(?:是|了)?(?:个|一个)?简称|不是全称|加上|去掉|[多少][算报填写记选勾]|写成|应该|应为|负(?:的|数|号|值|增长)|传真|空号|停机|停用|不用了"
)
"""A word by which something said before is to be another."""
_SIGN = re.compile("负(?:的|数|号|值|增长)")
_ONLY_NEWS = re.compile(NEWS)
_COMPARES = re.compile(r"(?<![占对])比(?![例重率])")
"""比去年多9家: a figure by another one, and nothing wrong."""
_POINTS_BACK = re.compile(
    r"^(?:哦|呃|啊|哎呀?|那个|对了|不好意思|抱歉|等等|等下|[,，。 ])*"
    r"(?:(?:上面|刚才|刚刚|前面|上一?[个条题]|前一?[个题]|我|[\u4e00-\u9fff]{2,6}(?=那道?题))+(?:那个|那道?题|这个|发的|填的|写的|说的|的)*)?(?:把|将)?"
)
_POINTED = re.compile("(?P<about>[\u4e00-\u9fff]{2,6})那道?题")
_AND_THEN = re.compile(
    r"[,，;； ]*(?:改完|改好|然后|完了|之后|再|接着)(?:了|再|就)*(?:接着|继续|往下|回来|回到|问|填)"
    r"(?:我|这个?|这题|下一?题|着|问|填|来|弄|往下)*[吧。]?$"
)
"""…改成92.6再问我这个: what is to come after it."""
_CLAUSE = re.compile(r"[,，;；。!！]+")
_BECOMES = (
    r"(?:改成|改为|改到|改叫|改|换成|更正为|更正成|写成|应该是|应该为|应该叫|应该|应为|应是|"
    r"现在是|现在叫|其实是|实际是|是|为|叫)"
)
_FIGURE = re.compile(r"(?P<head>[^0-9]*?)(?P<value>[-−]?[0-9].*?)(?:[ ,，]*(?:才对|才是))?[吧了的。!！]*")
_WORDS = re.compile(rf"(?P<head>.*?){_BECOMES}(?P<value>(?!一?下)[^,，。;；是]{{2,40}}?)(?:才对|才是)?[吧了。!！]*")
_PERHAPS = re.compile("应该|应为|不是")
"""What is said of a guess as well: 应该达到了."""
_TAKES_OFF = re.compile("去掉|删|不要|剔除")
_ADDS_ONE = re.compile(f"再[加补添增][上充]?一?[个家项]?|另外还?有|{COUNTED_TOO}")
_NOT_THAT = re.compile(
    r"(?:是|应该是)?(?P<new>[^\s,，。;；是]{2,40})[,，;； ]+(?:而)?不是(?P<old>[^,，。;；]{2,40})[。.]?"
)
"""李敏，不是刘建国: the new value before the old one."""
_OLD_AND_NEW = re.compile(r"(?P<old>[^,，。;；]{1,20}?)(?:改成|改为|换成|改到)(?P<new>[^,，。;；]{1,30}?)[吧了。]?")
_OLD_BEFORE_A_REASON = re.compile(
    r"(?P<old>-?[0-9]+(?:\.[0-9]+)?)(?![0-9.年月号日])[^0-9].{0,24}?[,，;； ](?:那?就|要|得)?"
    r"(?:改成?|改为|应该?是|应为|换成|更正为|写成)[ ]?(?P<new>-?[0-9][^\s,，。;；]{0,12}?)[了吧。]*"
)
"""223少加了5件商标，改228: the old figure, why, and the new one."""
_AFTER_A_SLIP = re.compile(
    r"(?P<head>.*(?:[写打发填说弄搞]错字?|错)了?[,，。:： ]+)(?:应?该?是)?(?P<value>[\u4e00-\u9fff]{2,4})[。.]?"
)
"""名字写错了，刘建军."""
_NAMES_MORE = re.compile(rf"{_BECOMES}[ ]?(?!传真|座机|手机|电话|空号|办公室)[\u4e00-\u9fff]{{2,}}")
_OTHER_NUMBER = re.compile(
    r"(?:[别甭]|不要?|不用)再?(?:写|填|印|留|放|登|用|公开)|(?:还是|换成?|改成?)(?:写|填|留|用|印)|不方便|没人接|打不通|"
    r"(?:私人|个人|自己)的?(?:号|手机|电话)|(?:写|填|留|用|印)[\u4e00-\u9fff]{0,6}(?:办公室|值班室|座机|单位|[科局]里|公家|手机)"
)
"""那个是我私人的号，写办公室的: another telephone number of the same people."""
_AROUND_A_NAME = re.compile("^(?:还是|就|换|改)?[写填留用找打叫]|[吧的了]+$")
_PIECE = re.compile(r"[\s,，。;；:：、0-9-]+")
_OF_FIGURES = (Kind.DATE, Kind.PHONE, *NUMERIC)
_OF_WORDS = (Kind.TEXT, Kind.CHOICE)


def afterthoughts(step: Step, words: str) -> tuple[Correction, ...]:
    """The changes that a message may mean; none where it mends nothing, or says no value that could stand there."""
    plain = _AND_THEN.sub("", unicodedata.normalize("NFKC", words).strip())
    if not plain or len(plain) > _longest(step, plain) or "\n" in plain or plain.endswith("?"):
        return ()
    if _COMPARES.search(plain) or not any(each.search(plain) for each in (_MENDS, _ONLY_NEWS, _OTHER_NUMBER)):
        return ()
    core = plain[match.end() :] if (match := _POINTS_BACK.match(plain)) is not None else plain
    named = named_in(step, core)
    if any(awaits(step, each.field) for each in named):
        return ()  # an answer
    if named:
        found = (_change(step, each) for each in named)
        return tuple(each for each in found if each is not None)
    if not (_POINTED.search(plain) and SURELY.search(plain)) and _is_answer(step, plain):
        return ()
    last = (Meant(field, core, named=False) for field in _last(step, plain))
    return tuple(islice((each for meant in last if (each := _change(step, meant)) is not None), 1))


def _last(step: Step, plain: str) -> Sequence[Field]:
    """The last answers; where a word of a label points back (质量那题), those whose label has it."""
    last = tuple(islice(last_answered(step), _MOST_BACK))
    pointed = _POINTED.search(plain)
    return [field for field in last if pointed is not None and pointed["about"] in field.label] or last


def _longest(step: Step, plain: str) -> int:
    """Where a text is awaited, a sentence of some length is one, unless it ends with what becomes what."""
    here = step.here
    text = here is not None and here.kind is Kind.PARAGRAPH and _old_and_new(plain[-_LONGEST:]) is None
    return _LONGEST_ASIDE if text else _LONGEST


def _is_answer(step: Step, plain: str) -> bool:
    """Whether the open question, which has no answer yet, understands the message."""
    here = step.here
    if here is None or not awaits(step, here) or (here.numeric and _ADDS_ONE.search(plain)):
        return False
    if here.kind is Kind.PARAGRAPH:
        return "错" not in plain and _old_and_new(plain) is None
    reading = understand(step, here, step.journey.untouched_slots(here), plain)
    if _ONLY_NEWS.search(plain) and not _MENDS.search(plain):
        return answers_here(step, here, reading)
    sign = here.kind is Kind.PERCENT and not _MENDS.search(_SIGN.sub("", plain))  # 负增长，1.8%
    offered = here.kind in (Kind.DATE, Kind.PHONE) or sign
    return isinstance(reading, Read) or (isinstance(reading, Unsure) and offered)


def _change(step: Step, meant: Meant) -> Correction | None:
    """What stands as it would be: by what is said to be wrong with it, or with the value that is said."""
    field = meant.field
    if awaits(step, field):
        return None
    for said in _parts(meant):
        entries = amended(step, field, said) or edited(step, field, said) or postponed(step, field, said)
        if entries is not None and _stands_otherwise(step, entries):
            return Correction(field, entries)
    for said in _parts(meant):
        touched = retouched(step, (field,), said) or left_out(step, field, said)
        if touched is not None and touched.ways:
            return Correction(field, touched.ways[0].entries, ways=touched.ways)
    again = restated(step, field, meant.said)
    again = again or _other_number(step, meant)
    if again is not None:
        return Correction(field, again)
    return _not_that(step, meant) or _instead(step, meant) or _put(step, meant)


def _other_number(step: Step, meant: Meant) -> tuple[Entry, ...] | None:
    """那个是我私人的号，别印表上，写办公室的吧，0319-8162236: unless it is somebody else's, who is named beside it."""
    said, field = meant.said, meant.field
    if field.kind is not Kind.PHONE or not _OTHER_NUMBER.search(said):
        return None
    pieces = (_AROUND_A_NAME.sub("", each) for each in _PIECE.split(said) if not _OTHER_NUMBER.match(each))
    if any(looks_like_a_person(each) for each in pieces):
        return None
    match understand(step, field, field.paths, said):
        case Read(entries) | Unsure(why=Why.CLOSEST, alternatives=(Alternative(entries=entries), _, _)):
            return entries if _stands_otherwise(step, entries) else None
        case _:
            return None


def _instead(step: Step, meant: Meant) -> Correction | None:
    """1998年改成2001年, where the first stands."""
    said = _old_and_new(meant.said) or _OLD_BEFORE_A_REASON.fullmatch(meant.said)
    entries = not_but(step, meant.field, f"不是{said['old']}是{said['new']}") if said is not None else None
    return Correction(meant.field, entries) if entries else None


def _old_and_new(said: str) -> re.Match[str] | None:
    """1998年改成2001年, alone or behind why: 2022年财务重新核了，七百一十五点五改成七百二十一."""
    return _OLD_AND_NEW.fullmatch(said) or _OLD_AND_NEW.fullmatch(_CLAUSE.split(said)[-1].strip())


def _not_that(step: Step, meant: Meant) -> Correction | None:
    """李敏，不是刘建国, of a name that stands."""
    said, path = _NOT_THAT.fullmatch(meant.said), meant.field.paths[0]
    standing = step.application.answer(path)
    if said is None or meant.field.kind is not Kind.TEXT or standing is None or standing.value != said["old"]:
        return None
    return Correction(meant.field, (Entry(path, said["new"]),))


def _parts(meant: Meant) -> Iterator[str]:
    """The whole, with its year in front, and its last clause where those before it only say that something is wrong."""
    said = meant.said.strip(" ,，。")
    yield said
    when = WHEN.search(said) if meant.field.shape is Shape.YEARLY else None
    if when is not None and when.start():
        yield f"{when[0]}{said[: when.start()]}{said[when.end() :]}"
    first, *reasons = [each for each in _CLAUSE.split(said) if each.strip()] or [""]
    if reasons and not any(map(str.isdigit, "".join(reasons))):
        yield first.strip()  # 最后那个数再加3家，年底新批的
    *before, last = [first, *reasons]
    if before and not any(map(str.isdigit, "".join(before))) and _MENDS.search("".join(before)):
        yield last.strip()


def _put(step: Step, meant: Meant) -> Correction | None:
    """The new value in the place of the old one."""
    field, year, rest = meant.field, "", meant.said
    when = WHEN.search(rest) if field.shape is Shape.YEARLY else None
    if when is not None:
        digits = when["two"] or when["bare"]
        year = f"20{digits}" if digits else year_of(when["spoken"], step.form.base_year)
        rest = rest[: when.start()] + rest[when.end() :]
    value = _value(step, meant, _what_was_wrong_first(rest) if field.kind is Kind.PHONE else rest)
    if not value:
        return None
    ways = [way for way in _ways(step, field, year, value) if _can_stand(step, field, way.entries)]
    return Correction(field, ways[0].entries, ways=tuple(ways) if len(ways) > 1 else ()) if ways else None


def _what_was_wrong_first(rest: str) -> str:
    """电话是0319-8165568，刚才那个是传真, the other way round."""
    *before, last = _CLAUSE.split(rest)
    wrong = before and not any(map(str.isdigit, last)) and _MENDS.search(last) is not None
    return f"{last}，{'，'.join(before)}" if wrong else rest


def _value(step: Step, meant: Meant, rest: str) -> str:
    """The value that is said, where words of mending, or the name of the question, lead to it; empty if none is."""
    kind = meant.field.kind
    pattern = _FIGURE if kind in _OF_FIGURES else _WORDS if kind in _OF_WORDS else None
    last = _CLAUSE.split(rest)[-1]
    clauses = (last.strip() if SURELY.match(last.strip()) else "", rest.strip())
    said = next((found for each in clauses if pattern is not None and (found := pattern.fullmatch(each))), None)
    if said is None and kind is Kind.TEXT and (slip := _AFTER_A_SLIP.fullmatch(rest.strip())) is not None:
        return str(slip["value"])
    if said is None or _TAKES_OFF.search(said["value"]):
        return ""
    if kind in (Kind.PHONE, Kind.DATE) and _NAMES_MORE.search(said["head"]):
        return ""  # 换成李敏 139…: a name as well
    return str(said["value"]).strip() if meant.named or _leads_to(step, meant.field, said) else ""


def _leads_to(step: Step, field: Field, said: re.Match[str]) -> bool:
    """Whether the words before a value say that something is to be another."""
    before = said.string[: said.end("value")]
    if field.kind in NUMERIC and _ONLY_NEWS.search(said["head"]):
        return True
    mends = _MENDS.search(before if field.kind in _OF_FIGURES else _PERHAPS.sub("", before))
    mending = mends is not None and mends.start() < said.start("value")
    if field.kind is not Kind.TEXT:
        return mending
    standing = step.application.answer(field.paths[0])
    names_it = standing is not None and str(standing.value) in said["head"]
    return "的" not in said["value"] and (names_it or (mending and not _asks_for_a_name(step)))


def _asks_for_a_name(step: Step) -> bool:
    """Whether words that say a name may be the answer to the open question."""
    return step.here is not None and step.here.kind is Kind.TEXT and awaits(step, step.here)


def _ways(step: Step, field: Field, year: str, value: str) -> Sequence[Alternative]:
    """What the value means there: of one year where a row of years is spoken of, of the month that stands in a date."""
    words = f"{year}年{value}" if year else value
    if field.kind is Kind.DATE and "月" not in value and (month := _month(step, field)):
        words = f"{month}月{value}"
    match understand(step, field, field.paths, words):
        case Read(entries) if all(entry.value is not None for entry in entries):
            return (Alternative("", entries),)
        case Unsure(alternatives=alternatives):
            yearly = field.shape is Shape.YEARLY
            return [each for each in alternatives if each.entries and not (yearly and same_each_year(each))]
        case _:
            return ()


def _month(step: Step, field: Field) -> str:
    answer = step.application.answer(field.paths[0])
    date = re.match("[0-9]{4}-0?([0-9]{1,2})-", str(answer.value)) if answer is not None else None
    return date[1] if date is not None else ""


def _can_stand(step: Step, field: Field, entries: Sequence[Entry]) -> bool:
    return _stands_otherwise(step, entries) and possible(step, field, entries)


def _stands_otherwise(step: Step, entries: Sequence[Entry]) -> bool:
    """Whether anything else stands there now."""
    standing = ((entry, step.application.answer(entry.slot)) for entry in entries)
    return any(answer is None or answer.value != entry.value for entry, answer in standing)
