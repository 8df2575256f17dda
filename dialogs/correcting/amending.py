"""An answer that stands, with something of it changed: 少写了个零, 都加10, 写反了, 把420改430, 姓黄不姓王."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from dialogs.answers.answering import understand
from dialogs.answers.slips_said import SLIPPED, TURNED
from dialogs.definition.form import Field, Kind, Shape, Slot
from dialogs.reading.chinese import counted
from dialogs.reading.results import Entry, Read
from dialogs.reading.spoken_years import PLACES, YEARS, year_of
from dialogs.record.application import Application, Value
from dialogs.turn.step import Step

_WORDS = (Kind.TEXT, Kind.PARAGRAPH)
_SWAPPED = re.compile(
    "(?:上面|刚才|刚刚|前面|上一?[个题条]|那个|我|把|给|的|顺序|年份|位置|前后|这?两个数?字?|数字?|基[期准年]?(?:值|数)?[和跟与]目标值?|都)*[写填说打弄搞报输看]?(?:反|倒|颠倒)(?:过来)?了?"
    "|(?:这?两个)?(?:对调|调换|调个个儿?|换一下|换个位置|交换)(?:一下)?"
)
"""写反了, 两个数说反了, 对调一下."""
_MORE_ZERO = re.compile(r"(?:少|漏)(?:写|打|填|输)?了?一?个?(?:零(?!头)|0)")
_LESS_ZERO = re.compile(r"多(?:写|打|填|输)?了?一?个?(?:零(?!头)|0)")
_WHEN = re.compile(rf"(?:20)?(?P<two>2[0-9])年|(?P<spoken>{YEARS}|{PLACES})")
_EXCUSED = re.compile("[,，。;； ]+[^0-9,，。;；]{0,10}(?:错|岔|混|口误|手误|反)[^0-9,，。;；]{0,4}$")
"""22年是132不是130，我看错行了."""
_IN_YEAR = re.compile(rf"(?:{_WHEN.pattern})(?:的|那个|那年|数据?|值|数字)*[ ,，:：]*")
_TIMES = re.compile(r"(?:都|全部?|全都)?(?:要)?(?P<way>乘以?|除以?)[ ]?(?P<factor>10{1,4})")
_FIGURE_INSTEAD = re.compile(
    r"(?:请|麻烦)?(?:把|将)?(?:中间|里面|前面|后面|那个|这个|的)*(?P<old>-?[0-9]+(?:\.[0-9]+)?)(?:那个|这个)?[ ]?"
    rf"(?:(?:{SLIPPED}|{TURNED}|错了)[,， ]*(?:应该?)?(?:是|为)?|改成?|改为|应为|应该是|应是|换成|写成|更正为|->|=>|→)"
    r"[ ]?(?P<new>-?[0-9]\S{0,20})"
)
"""把420改430: the one figure among the last answers that is so."""
_MONTH = re.compile("[0-9]{4}-0?(?P<month>[0-9]{1,2})-")
_BY_A_WORD = r"(?:[ ,，、]+(?:就是|是)?[\u4e00-\u9fff]{2,4}的那?个?[\u4e00-\u9fff]字?[。.]?)?"
_NOT_BUT = re.compile(
    r"(?:[^\s,，。;；不0-9]{1,8}|第[一二三四五六七八九十0-9]{1,2}[个家项]?)?"
    r"(?:(?:应该|其实)?不(?:是|应该是|该是)|非)[ ]?(?P<old>[^\s,，。;；是]{1,30}?)[ ,，。;；]*"
    r"(?:(?:而|应该?|其实|要|就)?(?:是|为)[ ]?|(?<=[ ,，;；])(?=[-−]?[0-9]))"
    rf"(?P<new>\S[^,，。;；]{{0,40}}?)(?:才对|的)?[了吧啊。.]?{_BY_A_WORD}|"
    r"(?:应该?|其实)?(?:是|为)?(?P<right>-?[0-9][0-9.]*[^\d\s,，。;；不]{0,3})[ ,，;；]*(?:而)?"
    r"不(?:应该?)?是[ ]?(?P<wrong>-?[0-9][0-9.]*)[^\d\s,，。;；]{0,3}[。.]?|"
    rf"(?:应该?|其实)?(?:是|为|叫)(?P<name>[^\s,，。;；0-9不是]{{1,30}}){_BY_A_WORD}[ ,，;；]+(?:而)?"
    rf"不(?:应该?)?(?:是|叫)[ ]?(?P<no_name>[^\s,，。;；0-9]{{1,30}}?){_BY_A_WORD}[了吧啊。.]?"
)
"""不是103是130, 是130不是103; 不是德龙，是德金，黄金的金: the word only tells how it is written."""
_POWERS = tuple(Decimal(10) ** power for power in (0, 3, 4, 8))
"""What the units differ by in which one figure is said."""
_ONE = r"(?P<old>[0-9]+(?:\.[0-9]+)?)[ ]?[^\d\s,，。;；是才年含包]{0,4}?"
_NEW = r"(?P<new>[0-9]+(?:\.[0-9]+)?[ ]?[^\d\s,，。;；年]{0,6}?)(?:才对|左右)?[了吧啊。.]?"
_OF_ANOTHER = re.compile(
    rf"(?:哦|不对|错了|不好意思|[,， ])*(?:我?(?:刚才|[上前后]面|最后|中间)(?:说的|报的|填的|那个|的)*)?(?:那|这)?个?"
    rf"(?:(?:20)?(?P<of>2[0-9])年的?(?:那个|数)?)?{_ONE}(?:那个|这个)?(?:其实|应该?)?(?:是|含|包括|包含)(?:(?:20)?(?P<its>2[0-9])年|[^0-9,，。;；])"
    r"[^0-9,，。;；]{0,12}(?:的|数|口径|了)[了啊]?[,，。;； ]+"
    rf"(?:[^0-9,，。;；]{{0,12}}?[,，])?[^0-9,，。;；]{{0,12}}?(?:(?:20)?(?P<year>2[0-9])年)?[^0-9,，。;；]{{0,8}}?{_NEW}"
)
"""126是全县的，集群里头118; 90是25年的，26年按105."""
_WHOLE_AND_CLUSTER = re.compile(
    rf"(?:全[县市区]|整个[县市区]|[县市区]里?(?:总共|一共))[^0-9,，。;；]{{0,8}}{_ONE}[,，。;； ]+"
    rf"(?:我们|咱们|其中|单)*(?:集群|园区)[^0-9,，。;；]{{0,8}}?{_NEW}"
)
"""全县才126，集群118家, where 126 stands."""
_PART_OF_IT = re.compile(
    rf"(?:那|这)?个?{_ONE}(?:里面?|里头|中|当中|其中)(?:还|也)?有[^,，。;；]{{1,20}}[,，。;； ]+"
    rf"(?:[^0-9,，。;；]{{1,10}}[,，])?(?:所以|那)?(?:去掉|扣掉|减掉|扣除|不算|刨掉)?[^0-9,，。;；]{{0,6}}?(?:按|就|剩|实际|应该?|是|算|报)+下?{_NEW}"
)
"""61家里有6家是重复的，按55."""
_TOO_MUCH = re.compile(
    rf"[^0-9,，。;；]{{0,8}}?{_ONE}(?:有点|太|偏|还是|是|报)*(?:保守|激进|冒进|夸张|悬|[高低大小少多])"
    r"(?:了|一?点|些)*[,，。;； ]+"
    rf"[^0-9,，。;；]{{0,10}}?(?:定|按|改|报|写|填|就|用|说)[^0-9,，。;；]{{0,3}}?{_NEW}"
)
"""90太保守了，领导说定105."""
_PART_OFF = re.compile(
    rf"(?:那|这)?个?{_ONE}(?:里面?|里头|中|当中|其中)(?:还|也)?有(?P<less>[0-9]{{1,3}}|[一两二三四五六七八九十]{{1,3}})"
    r"[家个件项户人][^,，。;；]{0,16}[,，。;； ]+"
    r"(?:得|要|应该?|就|先|都|给|把[它他]们?)*(?:去掉|扣掉|扣除?|减掉|减|刨掉|刨|剔除|剔|不算|别算|拿掉)[了吧它他们。]*"
)
"""15里面有1家搬走了，去掉."""
_NOT_THIS_FIGURE = (_OF_ANOTHER, _WHOLE_AND_CLUSTER, _PART_OF_IT, _TOO_MUCH)
_WORD_INSTEAD = re.compile(
    r"(?:请|麻烦)?(?:把|将)(?P<old>[^,，。;；]{1,20}?)(?:改成|改为|换成|替换成)(?P<new>[^,，。;；]{1,40})"
)
_FAMILY_NAME = re.compile(
    r"(?:应该)?姓(?P<new>[\u4e00-\u9fff])[,，]?不姓[\u4e00-\u9fff]|不姓[\u4e00-\u9fff][,，]?(?:是)?姓(?P<after>[\u4e00-\u9fff])"
)
_MORE = re.compile(
    r"(?:三年|每年|各年)?(?:都|每年都?|各年都?|各)(?:应该?)?(?:要|得)?(?:再)?(?P<way>加|减|扣)(?:上|去|掉)?"
    r"[^0-9,，。;；]{0,8}?[ ]?(?P<by>[0-9]+(?:\.[0-9]+)?)[家个人项件名]?[了吧。]?"
)
"""都加10, 三年都要减去个体户30家."""
_TWO_YEARS = re.compile(
    r"(?:把|将)?最?(?:(?:20)?(?P<one>2[0-9])年?的?(?:数据?|数字)?(?:和|跟|与|、|同)?(?:20)?(?P<other>2[0-9])年?|(?P<place>[前头后末])(?:面|边)?[两二][年个])"
    r"的?(?:这?[两二][年个])?的?(?:数据?|数字)?(?:我|给|都|是|不小心|一不留神)*"
    rf"(?:[写填说打弄搞报输看混记]{TURNED}|{TURNED}|[弄搞写填]混|对调|互换|调换|换)(?:一?下|个个儿?|过来)?[了。.]?"
)
"""22年和23年写反了, 21、22我写反了, 前两年的弄反了."""


def amended(step: Step, field: Field, bare: str) -> tuple[Entry, ...] | None:
    """All figures of an answer after these words; None where they say nothing of it."""
    return _scaled(step, field, bare) or _swapped(step, field, bare)


Instead = tuple[re.Match[str] | None, re.Match[str] | None, re.Match[str] | None]
"""What is to be replaced, as it was said: a figure, a word, a family name."""


def instead(plain: str) -> Instead | None:
    """What a message says is to be replaced by something else; None where it says nothing of the kind."""
    said = _FIGURE_INSTEAD.fullmatch(plain), _WORD_INSTEAD.fullmatch(plain), _FAMILY_NAME.fullmatch(plain)
    return said if any(said) else None


def not_but(step: Step, field: Field, plain: str, *, loosely: bool = False) -> tuple[Entry, ...] | None:
    """不是103是130, 22年不是92，是91.9: the answer in which that stands, with the new value; None where in no slot."""
    year, rest = _year_in_front(step, field, plain)
    said = _NOT_BUT.fullmatch(_EXCUSED.sub("", rest))
    if said is None:
        return None if loosely else _of_another(step, field, plain)
    if loosely and not year:
        return None
    old, new = said["old"] or said["wrong"] or said["no_name"], said["new"] or said["right"] or said["name"]
    for slot in (each for each in field.slots if not year or year in each.part):
        changed = _in_place(step, slot, (old, new), plain, loosely=loosely)
        if changed is not None:
            return changed
    return None


def _in_place(
    step: Step, slot: Slot, change: tuple[str, str], plain: str, *, loosely: bool
) -> tuple[Entry, ...] | None:
    """One answer with the new value in place of the old one; None where the old one does not stand there."""
    old, new = change
    answer = step.application.answer(slot.path)
    if answer is None or answer.value is None:
        return None
    if slot.kind in (Kind.TEXT, Kind.NAMES, Kind.PHONE) and isinstance(answer.value, str):
        return (Entry(slot.path, answer.value.replace(old, new)),) if answer.value.count(old) == 1 else None
    month = _MONTH.match(str(answer.value)) if slot.kind is Kind.DATE and "月" not in plain else None
    field = step.form.field_of(slot.path)
    was, becomes = (
        understand(step, field, [slot.path], f"{month['month']}月{each}" if month else each) for each in change
    )
    if loosely or (isinstance(was, Read) and [each.value for each in was.entries] == [answer.value]):
        return becomes.entries if isinstance(becomes, Read) else ()
    return None


def _year_in_front(step: Step, field: Field, plain: str) -> tuple[str, str]:
    """The year that words about a row of years begin with, and the rest of them."""
    said = _IN_YEAR.match(plain) if field.shape is Shape.YEARLY else None
    if said is None:
        return "", plain
    year = f"20{said['two']}" if said["two"] else year_of(said["spoken"], step.form.base_year)
    return year, plain[said.end() :]


def _of_another(step: Step, field: Field, plain: str) -> tuple[Entry, ...] | None:
    """126是全县的，集群里头118: the figure that stands is of something else, and what it is of this."""
    said = next((found for each in _NOT_THIS_FIGURE if (found := each.fullmatch(_less(plain))) is not None), None)
    if said is None or field.shape not in (Shape.SINGLE, Shape.PAIR, Shape.YEARLY):
        return None
    for slot in field.slots:
        answer = step.application.answer(slot.path)
        standing = answer.value if answer is not None else None
        factor = standing / Decimal(said["old"]) if isinstance(standing, Decimal) and Decimal(said["old"]) else None
        if factor in _POWERS and _is_of(step, field, slot, _year(said)):
            reading = understand(step, field, [slot.path], said["new"])
            new = _times(reading.entries, factor) if isinstance(reading, Read) else ()
            moved = _where_it_is(field, slot, standing, said) if new else ()
            return tuple(sorted((*moved, *new), key=lambda entry: field.paths.index(entry.slot)))
    return None


def _less(plain: str) -> str:
    """15里面有1家搬走了，去掉 with what is left of it: 15里面有1家搬走了，就剩14."""
    said = _PART_OFF.fullmatch(plain)
    left = Decimal(said["old"]) - counted(said["less"].replace("两", "二")) if said is not None else Decimal(-1)
    return f"{said['old']}里面有{said['less']}家，就剩{left:f}" if said is not None and left >= 0 else plain


def _where_it_is(field: Field, slot: Slot, standing: Value | None, said: re.Match[str]) -> tuple[Entry, ...]:
    """415.5是23年的: the figure in the year of which it is."""
    year = said.groupdict().get("its")
    others = (each for each in field.slots if each is not slot and field.shape is Shape.YEARLY)
    return tuple(Entry(each.path, standing) for each in others if each.part[0] == f"20{year}")


def _year(said: re.Match[str]) -> str | None:
    named = said.groupdict()
    return named.get("year") or named.get("of")


def _is_of(step: Step, field: Field, slot: Slot, year: str | None) -> bool:
    """Whether a year that is named is that of a slot: the base or the aim of a pair."""
    if field.shape is Shape.YEARLY:
        return year is None or slot.part[0] == f"20{year}"
    of_aim = field.shape is Shape.PAIR and slot is field.slots[-1]
    return year is None or (int(year) > step.form.base_year % 100) == of_aim


def _times(entries: Sequence[Entry], factor: Decimal) -> tuple[Entry, ...]:
    """The figures in the unit in which that one was said that stands; with a unit of their own they have it already."""
    if factor == 1 or any(entry.typed_unit for entry in entries):
        return tuple(entries)
    return tuple(
        replace(each, value=each.value * factor if isinstance(each.value, Decimal) else each.value) for each in entries
    )


def replaced_inside(step: Step, field: Field, said: Instead) -> tuple[Entry, ...] | None:
    """The answer with one figure, word or family name of it replaced; None where that does not stand in it.

    No entries: it stands there, and what is to come instead cannot be read.
    """
    figure, word, name = said
    for slot in field.slots:
        answer = step.application.answer(slot.path)
        standing = answer.value if answer is not None else None
        if figure is not None and isinstance(standing, Decimal) and standing == Decimal(figure["old"]):
            reading = understand(step, field, [slot.path], figure["new"])
            return reading.entries if isinstance(reading, Read) else ()
        if figure is not None and slot.kind is Kind.PHONE and str(standing).count(figure["old"]) == 1:
            return (Entry(slot.path, str(standing).replace(figure["old"], figure["new"])),)
        if word is not None and slot.kind in _WORDS and isinstance(standing, str) and word["old"] in standing:
            return (Entry(slot.path, standing.replace(word["old"], word["new"])),)
        if name is not None and slot.kind is Kind.TEXT and isinstance(standing, str):
            return (Entry(slot.path, f"{name['new'] or name['after']}{standing[1:]}"),)
    return None


def _scaled(step: Step, field: Field, bare: str) -> tuple[Entry, ...] | None:
    """少写了个零, 多了一个零, 都乘10: every figure of the last answer."""
    times, more = _TIMES.fullmatch(bare), _MORE.fullmatch(bare)
    if more is not None:
        by = Decimal(more["by"]) if more["way"] == "加" else -Decimal(more["by"])
        return _numbers(step.application, field, lambda value: value + by) or None
    if _MORE_ZERO.search(bare):
        factor, up = 10, True
    elif _LESS_ZERO.search(bare):
        factor, up = 10, False
    elif times is not None:
        factor, up = int(times["factor"]), times["way"].startswith("乘")
    else:
        return None
    found = _numbers(step.application, field, lambda value: value * factor if up else value / factor)
    when = _WHEN.search(bare) if field.shape is Shape.YEARLY else None
    year = (f"20{when['two']}" if when["two"] else year_of(when["spoken"], step.form.base_year)) if when else ""
    return tuple(each for each in found if each.slot.endswith(year)) or None


def _numbers(application: Application, field: Field, change: Callable[[Decimal], Decimal]) -> tuple[Entry, ...]:
    found: list[Entry] = []
    for slot in field.slots:
        answer = application.answer(slot.path)
        if answer is not None and isinstance(answer.value, Decimal):
            found.append(Entry(slot.path, change(answer.value), doubtful=answer.doubtful, source=answer.source))
    return tuple(found)


def _swapped(step: Step, field: Field, bare: str) -> tuple[Entry, ...] | None:
    """写反了: base and target change places; of three years the first and the last."""
    two = _TWO_YEARS.fullmatch(bare) if field.shape is Shape.YEARLY else None
    if two is not None:
        return _exchanged(step, field, _years(step, two))
    if _SWAPPED.fullmatch(bare) is None or field.shape not in (Shape.PAIR, Shape.YEARLY):
        return None
    answers = [answer for slot in field.slots if (answer := step.application.answer(slot.path)) is not None]
    if len(answers) < len(field.slots):
        return None
    pairs = zip(answers, reversed(answers), strict=True)
    return tuple(Entry(here.slot, there.value, there.blank, doubtful=there.doubtful) for here, there in pairs)


def _years(step: Step, two: re.Match[str]) -> tuple[str, str]:
    """The years that are named, or the first two or the last two of the form."""
    if not two["place"]:
        return f"20{two['one']}", f"20{two['other']}"
    last = step.form.base_year - (two["place"] in "前头")
    return str(last - 1), str(last)


def _exchanged(step: Step, field: Field, years: tuple[str, str]) -> tuple[Entry, ...] | None:
    """The figures of two years in each other's places."""
    slots = [slot for slot in field.slots if slot.part and slot.part[0] in years]
    answers = [answer for slot in slots if (answer := step.application.answer(slot.path)) is not None]
    if len(answers) != len(years):
        return None
    pairs = zip(answers, reversed(answers), strict=True)
    return tuple(Entry(here.slot, there.value, there.blank, doubtful=there.doubtful) for here, there in pairs)
