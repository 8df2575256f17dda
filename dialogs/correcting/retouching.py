"""One figure of an answer, said to be another by what is wrong with it: 最后一位是3, 2022年少算了5件, 最后那个写反了.

A row of which no year is named may be meant in any of its years: each is a way of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dialogs.answers.answering import understand
from dialogs.answers.asking import shown_entry
from dialogs.answers.slips_said import MANY, OF_YEAR, TURNED, WRONGLY
from dialogs.correcting.fewer_said import SOME_GONE, SOME_LESS, SOME_OFF, TAKEN_OFF, how_many
from dialogs.correcting.respelling import BY_WORD, CHARACTER, Change, by_word, spelled
from dialogs.definition.form import NUMERIC, Field, Kind, Shape, Slot
from dialogs.reading.chinese import counted
from dialogs.reading.results import Alternative, Entry, Read
from dialogs.reading.spoken_years import PLACES, YEARS, year_of
from dialogs.turn.step import Step

_PHONES = (Kind.PHONE,)
_PLACE = (
    rf"(?:(?P<ordinal>倒数第|第)(?P<nth>{MANY})位|(?P<from>最?后|末尾?|尾|前|开头|头)(?P<many>{MANY})位"
    r"|(?P<tail>末尾|尾数|尾号|个位数?|结尾|末位|尾巴)|(?P<head>首位|开头))(?:数字?|号码)?"
)
_DIGITS = re.compile(
    rf"{OF_YEAR}(?P<noun>电话|手机|座机|号码|手机号码?|电话号码|号)?的?{_PLACE}(?:的|上|那个)*{WRONGLY}?[ ,，。;；:：]*"
    r"(?:不是[0-9]+[,，]?(?:而|应该?)?)?(?:应该?|其实|要|改|换|写)?(?:是|为|成)?[ ]?(?P<digits>[0-9]{1,6})"
    rf"(?:才对|的)?[了吧啊。.]?(?:[ ,，]*{WRONGLY}[了。]?)?"
)
_A_DIGIT_AMISS = re.compile(
    r"(?:电话|手机|号码|手机号码?|号|数字?)?(?:又|还)?(?:少|漏|多|缺)(?:打|写|输|填|按|敲|发|了)*[一1两]个?位(?:数字?)?[了。]?|"
    rf"{OF_YEAR}(?:电话|手机|号码|号)?的?{_PLACE}(?:好像|可能)?{WRONGLY}[。]?"
)
"""少打了一位, 最后一位写错了: which digit it is to be, nobody says."""
_ONE_AMISS = re.compile(
    rf"(?:20)?2[0-9]年(?:度)?的?(?:那个|数)?{WRONGLY}|(?:{YEARS}|{PLACES})的?(?:那个|数字?)?{WRONGLY}"
)
_APPENDED = re.compile(
    rf"{OF_YEAR}(?:电话|手机|号码|号)?的?(?:最后|末尾|后面|结尾|尾巴)(?:面|上)?(?:还|应该|要)?(?:(?:少|漏|缺)(?:打|写|输|填)?了?|再?[加补]上?)(?:一?个|数字)*"
    r"[ ]?(?P<digits>[0-9]{1,4})[了吧。]?"
)
"""末尾少了个2: a number that ends too early."""
_MISCOUNT = re.compile(
    rf"{OF_YEAR}(?:(?P<less>少|漏|缺)|(?P<more>多|重复|重)|(?:(?:还|应该?)?[要得该再](?:再)?)(?:(?P<plus>加)|(?P<minus>减)))"
    r"(?:算|报|写|填|数|统计|计|记|输|登|加|减)?(?:上|掉|去)?了?[ ]?"
    r"(?P<by>[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十]+)[ ]?(?P<unit>[^\d\s,，。;；位零]{0,4}?)[了吧。.]?"
)
_LEFT_OUT = re.compile(
    rf"{OF_YEAR}[^0-9]{{0,12}}(?:(?P<less>漏|少|[没忘][了]?(?:算|加|填|报|统计)|[再又]?加上|再加|[再又]?补上?|补充|另加|还有)"
    r"|(?P<more>多|重复|扣|减|去掉))(?P<plus>(?!))?[^0-9是为成到%]{0,14}?"
    r"(?P<by>[0-9]+(?:\.[0-9]+)?|(?:[两二三四五六七八九十]|(?<=[那这])一)(?=[个家件项名]))[ ]?"
    r"(?P<unit>[^\d\s,，。;；位零]{0,6}?)(?:[ ,，]*(?:[没未漏忘要得再应该也给]*(?:算|加|减|扣|补|包含?|写|报|填|统计)"
    r"(?:上|掉|去|进去|进来|在内|去掉)*了?))?[了吧。.]?"
)
"""漏了南区，加上南区3.1: what was left out, with what it is called."""
_TOTALLED = re.compile(
    rf"{OF_YEAR}(?=.*(?:[加算]上|再加|漏|少[了算报写]|忘|还有|连|包括|没[算加报写]))[^0-9:：\n]{{0,24}}?"
    r"(?:一?共|总共|合计|总计|总数|加起来|(?:就|才|正好|刚好|一起|都)(?=[是有]))(?:就|才|应该?|要|得|是|有|为)*[ ]?"
    r"(?P<all>[0-9]+(?:\.[0-9]+)?)[ ]?(?P<unit>[^\d\s,，。;；]{0,4}?)(?:了|吧|啊|才对)*"
    r"(?:[ ,，。;；]+[^0-9\n]{0,16})?[。.]?"
)
"""加上迪拜刚开的那个，一共4个: what all of it comes to."""
_TAKES_OFF = re.compile("去掉|剔除|扣|减|刨")
_NAMES_A_PART = re.compile("加|补|减|扣|还有|没")
_NEGATIVE = (
    rf"{OF_YEAR}(?:那个|数字?)*(?:(?:应该|应当|应|其实|是|为|要|得|写成|改成|都)+(?P<down>负的?|负数|负值|负增长|下降的?|降的|减少的?|负号)"
    r"|[^0-9]{0,4}(?:漏|少|忘|没)(?:了|记了?)?(?:打|写|填|输|加)?了?(?:一?个)?(?:负号|减号|“?[-−]”?号?)|(?:加|补)上?个?(?:负号|减号)"
    r"|(?P<up>(?:应该|应|其实|是|为|要|得|改成)*正(?:的|数|值|增长)|(?:应该)?不是负(?:的|数|值)?|(?:多|去掉?)了?(?:打|写)?了?个?(?:负号|减号)))"
)
_SIGN = re.compile(rf"{_NEGATIVE}(?:才对)?[了吧啊。.]?")
"""23年应该是负的, 最后一个漏了负号: a figure with the other sign."""
_AREA = re.compile(
    rf"{OF_YEAR}区号(?:{WRONGLY}|应该)*[ ,，:：]*(?:应该?|改)?(?:是|为|成)?[ ]?(?P<area>0[0-9]{{2,3}})[了。.]?"
)
_TURNED = re.compile(
    rf"{OF_YEAR}(?P<old>[0-9]+(?:\.[0-9]+)?)?(?P<where>前|后|最后|末)?(?:[两二]位|[两二]个?数字|数字|个位十位)?"
    rf"(?:都)?{TURNED}[。.!！]*"
)
_MOST_WAYS = 3


@dataclass(frozen=True, slots=True)
class Retouched:
    """The field, and each way in which one of its figures may be another; no way: it is asked again."""

    field: Field
    ways: tuple[Alternative, ...] = ()


def retouched(step: Step, fields: Sequence[Field], plain: str) -> Retouched | None:
    """What these words change in the first of the fields that they may be about; None where they say nothing so."""
    for pattern, change in _SAID:
        said = pattern.fullmatch(plain)
        found = next(_changed(step, fields, said, change(step, said)), None) if said is not None else None
        if found is not None:
            return found
    numbered = [field for field in fields if field.kind in (*_PHONES, *NUMERIC)]
    amiss = _A_DIGIT_AMISS.fullmatch(plain) or _TURNED.fullmatch(plain) or _ONE_AMISS.fullmatch(plain)
    return Retouched(numbered[0]) if numbered and amiss else None


def left_out(step: Step, field: Field, plain: str) -> Retouched | None:
    """漏了南区，加上南区3.1: the figure with what was left out of it, whatever that is called."""
    said = _LEFT_OUT.fullmatch(plain)
    return next(_changed(step, (field,), said, _counted(step, said)), None) if said is not None else None


def _changed(step: Step, fields: Sequence[Field], said: re.Match[str], change: Change) -> Iterator[Retouched]:
    for field in fields:
        found = {slot: _way(step, field, slot, change) for slot in _slots(step, field, said)}
        ways = {slot: way for slot, way in found.items() if way is not None}
        several = len(ways) > 1
        named = (replace(way, label=f"{slot.label} {way.label}") if several else way for slot, way in ways.items())
        if ways:
            yield Retouched(field, tuple(named))


def _way(step: Step, field: Field, slot: Slot, change: Change) -> Alternative | None:
    answer = step.application.answer(slot.path)
    standing = answer.value if answer is not None else None
    if not isinstance(standing, Decimal | str) or slot.kind not in (*_PHONES, *NUMERIC, Kind.TEXT):
        return None
    found = change(field, slot, standing)
    if found is None or found[0] == standing:
        return None
    value, working = found
    entry = Entry(slot.path, value)
    shown = shown_entry(field, entry)
    return Alternative(f"{working} = {shown}" if working else shown, (entry,))


def _slots(step: Step, field: Field, said: re.Match[str]) -> Sequence[Slot]:
    """The slots of the year that is named, else all; a matrix has too many to mean one."""
    short = said["short"] or said.groupdict().get("its")
    year = said["year"] or (f"20{short}" if short else "")
    if said["spoken"]:
        year = year_of(said["spoken"], step.form.base_year)
    if field.shape not in (Shape.SINGLE, Shape.YEARLY) or len(field.slots) > _MOST_WAYS:
        return ()
    return [slot for slot in field.slots if not year or (slot.part and slot.part[0] == year)]


def _digits_of(step: Step, said: re.Match[str]) -> Change:
    """最后一位是3, 第5位是8, 后两位应该是03: digits in their places."""

    def change(field: Field, slot: Slot, standing: Decimal | str) -> tuple[Decimal | str, str] | None:
        if field.kind is Kind.TEXT or (said["noun"] and field.kind not in _PHONES):
            return None
        text = standing if isinstance(standing, str) else f"{standing:f}"
        at = [place for place, each in enumerate(text) if each.isdigit()]
        first = _first_place(said, len(at))
        meant = at[first : first + len(said["digits"])] if 0 <= first < len(at) else []
        if len(meant) < len(said["digits"]) or len(said["digits"]) != _how_many(said):
            return None
        put = dict(zip(meant, said["digits"], strict=True))
        text = "".join(put.get(place, each) for place, each in enumerate(text))
        return (text if isinstance(standing, str) else Decimal(text)), ""

    return change


def _how_many(said: re.Match[str]) -> int:
    if said["many"]:
        return counted(said["many"])
    return len(said["digits"]) if said["tail"] in ("末尾", "尾数", "尾号", "结尾") or said["head"] == "开头" else 1


def _first_place(said: re.Match[str], length: int) -> int:
    """Where among the digits the named ones begin."""
    if said["nth"]:
        nth = counted(said["nth"])
        return length - nth if said["ordinal"].startswith("倒") else nth - 1
    front = said["head"] or (said["from"] or "") in ("前", "开头", "头")
    return 0 if front else length - _how_many(said)


def _counted(step: Step, said: re.Match[str]) -> Change:
    """少算了5件, 多报2家: the figure and what was left out of it, or too much in it."""
    adds = bool(said["less"] or said["plus"]) and not (said.re is _LEFT_OUT and _TAKES_OFF.search(said[0]))

    def change(field: Field, slot: Slot, standing: Decimal | str) -> tuple[Decimal | str, str] | None:
        by = _amount(step, field, slot, said) if isinstance(standing, Decimal) else None
        if by is None or not isinstance(standing, Decimal):
            return None
        if said.re is _LEFT_OUT and 2 * by > abs(standing) and not _NAMES_A_PART.search(said[0]):
            return None  # 写多了，441: what is to stand there
        value = standing + by if adds else standing - by
        old, more = (shown_entry(field, Entry(slot.path, each)) for each in (standing, by))
        return (value, f"{old}{'+' if adds else '-'}{more}") if value >= 0 else None

    return change


def _totalled(step: Step, said: re.Match[str]) -> Change:
    """一共4个: the figure with what was left out is that one already."""

    def change(field: Field, slot: Slot, standing: Decimal | str) -> tuple[Decimal | str, str] | None:
        reading = understand(step, field, [slot.path], said["all"] + said["unit"])
        total = reading.entries[0].value if isinstance(reading, Read) else None
        more = isinstance(total, Decimal) and isinstance(standing, Decimal) and total > standing
        return (total, "") if more and isinstance(total, Decimal) else None

    return change


def _signed(_: Step, said: re.Match[str]) -> Change:
    """负的, 漏了负号: the figure below zero; 是正的: above."""

    def change(_: Field, __: Slot, standing: Decimal | str) -> tuple[Decimal | str, str] | None:
        if not isinstance(standing, Decimal) or not standing or (standing > 0) == bool(said["up"]):
            return None
        return -standing, ""

    return change


def _amount(step: Step, field: Field, slot: Slot, said: re.Match[str]) -> Decimal | None:
    """How much, in the unit of the field; None where it is counted in another one."""
    by, unit = said["by"], said["unit"]
    reading = understand(step, field, [slot.path], by + unit) if unit else None
    if isinstance(reading, Read) and isinstance(reading.entries[0].value, Decimal):
        return reading.entries[0].value
    if unit and not (field.kind is Kind.INTEGER and {unit, field.unit or ""} <= _COUNTERS):
        return None
    number = Decimal(by) if by[0].isdigit() else Decimal(how_many(by) or counted(by))
    return number if number % 1 == 0 or field.kind is not Kind.INTEGER else None


def _appended(_: Step, said: re.Match[str]) -> Change:
    """末尾少了个2: a telephone number with what it lacks at its end."""

    def change(field: Field, __: Slot, standing: Decimal | str) -> tuple[Decimal | str, str] | None:
        return (f"{standing}{said['digits']}", "") if field.kind in _PHONES and isinstance(standing, str) else None

    return change


_COUNTERS = frozenset(("家", "户", "个", "所", "件", "项", "人", "名"))
"""What things are counted in; people use one for another."""


def _turned(_: Step, said: re.Match[str]) -> Change:
    """写反了: neighbouring digits of a figure change places, where only two can; of a longer one the last or first."""

    def change(field: Field, _: Slot, standing: Decimal | str) -> tuple[Decimal | str, str] | None:
        text = standing if isinstance(standing, str) else f"{standing:f}"
        at = [place for place, each in enumerate(text) if each.isdigit() and field.kind is not Kind.TEXT]
        if len(at) < 2 or not (len(at) == 2 or said["where"]) or said["old"] not in (None, text):
            return None
        first, second = at[:2] if said["where"] == "前" else at[-2:]
        turned = text[:first] + text[second] + text[first + 1 : second] + text[first] + text[second + 1 :]
        return None if turned.startswith("0") else ((turned if isinstance(standing, str) else Decimal(turned)), "")

    return change


def _area_changed(_: Step, said: re.Match[str]) -> Change:
    """区号错了，是0310: a landline with that area code."""

    def change(field: Field, _: Slot, standing: Decimal | str) -> tuple[Decimal | str, str] | None:
        number = str(standing)
        landline = field.kind in _PHONES and number.startswith("0") and "-" in number
        return (f"{said['area']}-{number.partition('-')[2]}", "") if landline else None

    return change


_SAID = (
    (CHARACTER, spelled),
    (BY_WORD, by_word),
    (_AREA, _area_changed),
    (_DIGITS, _digits_of),
    (_TOTALLED, _totalled),
    (_MISCOUNT, _counted),
    (TAKEN_OFF, _counted),
    (SOME_OFF, _counted),
    (SOME_GONE, _counted),
    (SOME_LESS, _counted),
    (_SIGN, _signed),
    (_TURNED, _turned),
    (_APPENDED, _appended),
)
