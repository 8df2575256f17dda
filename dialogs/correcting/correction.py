"""Corrections: 2.4 78.5 79.2 80.4, 把2.6的2021改成1290, 不对，是37.2, 电话写错了，是…, 还有乙协会, 写反了.

A correction means the question that it names; one that names none means the answer given last, and is offered with the
old and the new value, whatever is asked at the moment. It is never the answer to the question that happens to be open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from dialogs.answers.answering import understand
from dialogs.answers.fitting import reads_here
from dialogs.answers.last import last_answered
from dialogs.answers.slips_said import NOT_IN_FULL, SLIPPED, TURNED, WRONG, without_excuse, without_looking
from dialogs.correcting.amending import amended, instead, not_but, replaced_inside
from dialogs.correcting.editing import edited
from dialogs.correcting.retouching import retouched
from dialogs.definition.form import Field, Kind, Shape
from dialogs.gathering.sheets import field_labelled
from dialogs.reading.cleaning import letters
from dialogs.reading.extra_rows import adds_a_row
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unsure
from dialogs.reading.spoken_years import PLACES, YEARS, year_of
from dialogs.state.conversation import Asking, Deciding
from dialogs.turn.step import Step

_LONGEST = 200
ID = r"(?P<id>[CcSs][0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2})"
_YEAR = r"(?P<year>20[0-9]{2})年?(?:度)?"
_BECOMES = r"(?:改成|改为|应为|[应因]该是|应是|更正为|更正成|变成|是|为|=|:)"
_NAMED = re.compile(
    rf"(?:请|麻烦|帮我)*(?:改一?下|修改|更正)?(?:把|将)?{ID}[ ]?(?:题)?的?(?:{_YEAR})?(?:的)?(?:数据?|值|数字|那个)?"
    rf"[ ]?(?:填错了|写错了|错了)?[,，]?[ ]?{_BECOMES}[ ]?(?P<value>(?![的吧了]$)\S.*)"
)
_LISTED = re.compile(rf"{ID}[ :：]+(?P<value>[-−]?[0-9].*)")
_LAST = re.compile(
    rf"(?:哦|呃|啊|抱歉|对不起|不好意思)?[,，]?(?:上一?(?:个|题|条)|刚才|刚刚|前面|前一个)?(?:那个|的)?(?P<noun>[\u4e00-\u9fff]{{0,6}}?)(?:数)?"
    rf"(?:(?:(?<!是)不是(?=[ ,，。:：;0-9])|不对|错了|[写打]错字了?|错字|{SLIPPED})"
    rf"[,，。:：; ]*(?:{_BECOMES}|应该选?|应选|要?选)?|(?:改成|改为|改选|更正为|[应因]该是|应为|应该选|应选|要选))"
    rf"[ ]?[“\"]?(?P<value>(?![了啦呀啊吧])[^“”\"]+?)[”\"]?[。.]?"
)
_OF_LABEL = re.compile(
    r"(?:请|麻烦|帮我)?(?:把|将)?(?P<subject>[^,，。;；:：\n]{2,30}?)[ ]?"
    r"(?:填错了|写错了|错了)?[,，]?[ ]?(?:改成|改为|更正为|更正成|换成|变成|写成|应该是|应为|应是|应该为)"
    r"[ ]?(?P<value>\S.{0,60})"
)
_LABEL_AND_YEAR = re.compile(
    rf"(?P<subject>[^0-9,，。;；:：\n]{{2,20}}?)的?{_YEAR}的?[ ]?(?:应该)?(?:是|为|=|:)?[ ]?(?P<value>[0-9]\S{{0,20}})"
)
"""总产值2023年是150: another question, by its label and one of its years."""
_YEAR_CORRECTED = re.compile(
    rf"(?:(?P<before>上一?题|上一?个|刚才|刚刚|前面)的?)?(?:把|将)?"
    rf"(?:{_YEAR}|(?P<short>2[0-9])年(?:度|的)?|(?P<spoken>{YEARS})|(?P<place>{PLACES}))"
    r"(?:的|那个|那年|数据?|值|数字)*"
    rf"(?P<wrong>(?:[写打填输弄抄看报说]错字?了?|错了?|不对|{TURNED}|{NOT_IN_FULL})[ ,，。:：]+)?"
    r"[ ]?(?:实际|其实|准确)*(?P<becomes>(?:四舍五入|取整|约)[成到]|[换改写]成|改为|应该?[是为]|更正为|[是为=:])?[ ]?"
    r"(?P<value>[0-9一二三四五六七八九十百千两][^\s,，。;；的]{0,20}?)(?P<sure>才对)?[了吧。]?(?:[,，; ]+[^0-9]{2,20})?"
)
"""2022年应该是410, 上一题2023年430, 去年的是430, 最后那个倒过来了 71: one year of the last answer."""
_OLD_ONE_FIRST = re.compile(
    r"(?P<year>(?:20)?2[0-9]年)(?:的|那个|那年|那)*(?:[0-9.]+)[家个件项户人%]?(?:也|都|还|这个)*(?:得|要|该|应该?|需要?)?"
    r"(?:改|错了?|不对)(?:一?下)?了?[ ,，]*(?:改成|改为|应该?是|是|成)[ ]?(?=[0-9])"
)
"""22年那个14也得改 是13: the old figure beside the year."""
_UNSURE = frozenset((None, "是", "为", "=", ":"))
_FEWEST_OF_TEXT = 8
"""Letters below which words are no text that would stand instead of another."""
_MOST_BACK = 3
"""Answers that are looked through for a figure that is to be another."""
_OF_LAST_YEAR = re.compile(rf"{_YEAR}的?[ ]?{_BECOMES}?[ ]?(?P<value>\S.*)")
_HALF = re.compile("(?P<role>目标|基准|现状)")
"""目标应该是95: one half of a pair."""
_HALF_CHANGED = re.compile(
    r"(?:[^0-9]{0,12}(?:[0-9.]+%?[^0-9,，。;；]{0,6})?[,，。;； ]+)?"
    r"(?:那|就|把|将|行|我|先|再)*(?P<role>目标|基准|现状|基数)值?"
    r"(?:就|那|还是|得|要|应该?|再)*(?:(?P<changes>改|调|提|降|升|换|抬)|写|填|定|按)?(?:高|低)?[成为到是]*[ ]?"
    r"(?P<value>[0-9][^,，。;；吧]{0,12}?)(?:吧|好了|就行|得了)*[。.]?"
)
_MISSED_ONE = frozenset(("少写了一个", "少了一个", "漏了一个", "还少一个", "还有一个", "漏写了一个"))


@dataclass(frozen=True, slots=True)
class Correction:
    """A changed answer: the field, and what is to stand there. Without ``entries`` it is asked again.

    ``ways`` are several readings of the new value, such as the year it may belong to, or one that was worked out;
    ``said`` is what was said of a named one that has no single reading.
    """

    field: Field
    entries: tuple[Entry, ...] = ()
    named: bool = False
    ways: tuple[Alternative, ...] = ()
    said: str = ""


def starts_with_number(words: str) -> bool:
    """Whether a message begins with the number of a question, or with 把 and one."""
    return re.match(rf"\s*(?:请|麻烦)?(?:把|将)?{ID}", words) is not None


def correction(step: Step, words: str) -> Correction | None:
    """What a message corrects; None where it is no correction."""
    plain = unicodedata.normalize("NFKC", words).strip()
    if not plain or len(plain) > _LONGEST or "\n" in plain:
        return None
    plain = _OLD_ONE_FIRST.sub(r"\g<year>应该是", plain)
    named = _of_named(step, plain)
    if named is not None or not step.form.speech.is_spoken(plain):
        return named
    if adds_a_row(plain):
        return _of_one_row_more(step, plain)
    for core in without_excuse(plain):
        found = _unnamed(step, core)
        if found is not None and found.entries:
            return found
    return _unnamed(step, without_looking(plain))


def _unnamed(step: Step, plain: str) -> Correction | None:
    return (
        _of_half(step, plain)
        or _of_what_stands(step, plain)
        or _of_labelled(step, plain)
        or _of_year(step, plain)
        or _of_last(step, plain)
    )


def _of_named(step: Step, plain: str) -> Correction | None:
    match = _NAMED.fullmatch(plain) or _LISTED.fullmatch(plain)
    field = step.form.by_id.get(match["id"].upper()) if match is not None else None
    if match is None or field is None or not field.answerable:
        return None
    year = match.groupdict().get("year")
    value = re.sub("[吧了。]+$", "", match["value"]) or match["value"]
    words = f"{year}年{value}" if year else value
    reading = understand(step, field, field.paths, words)
    if not isinstance(reading, Read):
        return Correction(field, named=True, said=words) if match.re is _NAMED else None
    if match.re is _LISTED and not _is_row_of(step, field, reading.entries):
        return None
    return Correction(field, reading.entries, named=True)


def _of_one_row_more(step: Step, plain: str) -> Correction | None:
    """再加一行，海外仓，1个，3个: beside the rows that stand, where another question is open."""
    fields = (each for each in step.form.fields if each.kind is Kind.ROWS and each is not step.here)
    for field in fields:
        answer, reading = step.application.answer(field.paths[0]), understand(step, field, field.paths, plain)
        rows = answer.value if answer is not None else None
        added = reading.entries[0].value if isinstance(reading, Read) else None
        if isinstance(rows, tuple) and isinstance(added, tuple):
            return Correction(field, (Entry(field.paths[0], (*rows, *added)),))
    return None


def _of_half(step: Step, plain: str) -> Correction | None:
    """那目标改210: the half that is named of the pair that was answered last."""
    said, last = _HALF_CHANGED.fullmatch(plain), next(last_answered(step), None)
    if said is None or last is None or last.shape is not Shape.PAIR:
        return None
    if step.here is last:
        meant_so = not isinstance(understand(step, last, last.paths, plain), Read)
    else:
        other = step.here is not None and step.here.shape is not Shape.PAIR
        meant_so = said["changes"] in ("改", "换") or (other and said["changes"] is not None)
    return _replaced(step, [last], f"{said['role']} {said['value']}") if meant_so else None


def _of_labelled(step: Step, plain: str) -> Correction | None:
    """把产值2023年改成200, 2022年团体标准应该是2项: the question by its label, or the last one that has such labels."""
    match = _OF_LABEL.fullmatch(plain)
    if match is None or not re.search(r"\d", match["value"]):
        return None
    year = re.search(_YEAR, match["subject"])
    label = re.sub(rf"(?:的)?{_YEAR}的?", "", match["subject"]).strip("的 ")
    field = field_labelled(step.form, label) or field_labelled(step.form, re.sub("的?(?:数据?|值)$", "", label))
    if field is None:
        matrix = next((each for each in last_answered(step) if each.shape is Shape.MATRIX), None)
        return _replaced(step, [matrix], f"{match['subject']}{match['value']}") if matrix is not None else None
    if field is step.here and step.journey.untouched_slots(field):
        return None  # an answer, not a correction
    return _replaced(step, [field], f"{year['year']}年{match['value']}" if year is not None else match["value"])


def _of_what_stands(step: Step, plain: str) -> Correction | None:
    """把420改430, 姓黄不姓王, 不是103是130: of the last answers the one in which that stands."""
    said, fields = instead(plain), tuple(islice(last_answered(step), _MOST_BACK))
    for field in fields:
        entries = replaced_inside(step, field, said) if said is not None else not_but(step, field, plain)
        if entries is not None:
            return Correction(field, entries)
    changed = not_but(step, fields[0], plain, loosely=True) if fields else None
    return Correction(fields[0], changed) if changed else None


def _of_year(step: Step, plain: str) -> Correction | None:
    """One year: of the question that is named by its label, or of the last answer, where the words say so."""
    labelled = _LABEL_AND_YEAR.fullmatch(plain)
    field = field_labelled(step.form, labelled["subject"]) if labelled is not None else None
    if labelled is not None and field is not None and not (field is step.here and step.journey.untouched_slots(field)):
        return _replaced(step, [field], f"{labelled['year']}年{labelled['value']}")
    said = _YEAR_CORRECTED.fullmatch(plain)
    if said is None or not (said["before"] or said["wrong"] or said["sure"] or said["becomes"] not in _UNSURE):
        return None
    short, spoken = f"20{said['short']}" if said["short"] else "", said["spoken"] or said["place"]
    year = said["year"] or short or year_of(spoken, step.form.base_year)
    last = next(last_answered(step), None)
    yearly = last is not None and last.shape is Shape.YEARLY
    return _replaced(step, [last], f"{year}年{said['value']}") if last is not None and yearly else None


def _is_row_of(step: Step, field: Field, entries: Sequence[Entry]) -> bool:
    """Whether `2.4 78.5 79.2 80.4` is a whole row of that question and no row of the one that is open."""
    state = step.state
    here = len(state.slots) if isinstance(state, Asking | Deciding) else 0
    return len(entries) == len(field.slots) and len(entries) + 1 != here and (here == 0 or len(entries) > 1)


def _of_last(step: Step, plain: str) -> Correction | None:
    bare = plain.strip(" ,，。.!！")
    last = next(last_answered(step), None)
    if last is None:
        return None
    if (bare.casefold() in WRONG and not _chosen_here(step, bare)) or bare in _MISSED_ONE:
        return Correction(last)
    changed = amended(step, last, bare) or edited(step, last, bare)
    if changed is not None:
        return Correction(last, changed)
    touched = retouched(step, tuple(islice(last_answered(step), _MOST_BACK)), bare)
    if touched is not None:
        return Correction(touched.field, touched.ways[0].entries if touched.ways else (), ways=touched.ways)
    match = _LAST.fullmatch(plain)
    if match is not None:
        fields = _meant(tuple(last_answered(step)), match["noun"])
        half = _HALF.match(match["noun"]) if fields[0].shape is Shape.PAIR else None
        return _replaced(step, fields, f"{half['role']} {match['value']}" if half else match["value"])
    return None


def _chosen_here(step: Step, bare: str) -> bool:
    """Whether 不是 answers the question that is open: one of 是 and 否."""
    return step.here is not None and step.here.kind is Kind.CHOICE and reads_here(step, bare)


def _replaced(step: Step, fields: Sequence[Field], value: str) -> Correction | None:
    year = _OF_LAST_YEAR.fullmatch(value)
    for field in fields:
        if field.kind is Kind.PARAGRAPH and letters(value) < _FEWEST_OF_TEXT:
            continue  # 按错了 选2 is no text
        words = f"{year['year']}年{year['value']}" if year is not None and field.shape is Shape.YEARLY else value
        reading = understand(step, field, field.paths, words)
        if isinstance(reading, Read) and any(entry.value is not None for entry in reading.entries):
            return Correction(field, reading.entries)
        if isinstance(reading, Unsure) and field is fields[0]:
            return meant(field, reading) or Correction(field)
    return Correction(fields[0]) if fields and re.search(r"\d", value) else None


def with_value(step: Step, field: Field, value: str) -> Correction | None:
    """The change of one question that a new value means; None where it is no value for it."""
    if field.kind is Kind.PARAGRAPH and letters(value) < _FEWEST_OF_TEXT:
        return None
    return meant(field, understand(step, field, field.paths, value))


def meant(field: Field, reading: Reading) -> Correction | None:
    """The change that a reading would make, with its several meanings; None where it has none."""
    if isinstance(reading, Read):
        return Correction(field, reading.entries)
    ways = tuple(each for each in reading.alternatives if each.entries) if isinstance(reading, Unsure) else ()
    return Correction(field, ways[0].entries, ways=ways if len(ways) > 1 else ()) if ways else None


def value_said(words: str) -> str | None:
    """The new value in words that correct without saying what: 不对，是 200 300 280; None where there is none."""
    match = _LAST.fullmatch(unicodedata.normalize("NFKC", words).strip())
    return match["value"] if match is not None else None


def _meant(fields: Sequence[Field], noun: str) -> tuple[Field, ...]:
    """电话写错了 means the last telephone number."""
    wanted = noun.strip("的个那这是")
    named = tuple(field for field in fields if wanted and _speaks_of(field, wanted))
    return named or tuple(fields[:1])


def _speaks_of(field: Field, noun: str) -> bool:
    return noun in field.label or (
        field.kind is Kind.PHONE and noun in ("电话", "手机", "号码", "手机号", "电话号码", "座机")
    )
