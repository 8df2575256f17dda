"""Figures that are said by another question's: 比2.6少8家, 除了8家大的都是, 八成是中小企业, 同联系电话.

What comes out is offered with how it comes about, never taken: which figure a person measures by is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from dialogs.definition.form import NUMERIC, Field, Kind, Slot
from dialogs.reading.arithmetic import share_in
from dialogs.reading.chinese import chinese_number
from dialogs.reading.cleaning import excerpt, narrow, one_line
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import row_label
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Unsure, Why
from dialogs.record.application import Blank, Source
from dialogs.rules.functions import NIL

_LONGEST = 40
_NUMBER = r"(?P<number>[0-9]{1,6}(?:\.[0-9]{1,2})?|[一二两三四五六七八九十]{1,3})"
_ID = r"(?P<id>[0-9]{1,2}\.[0-9]{1,2})(?:题)?(?:的数|的|那个数)?"
_COUNTER = r"[ ]?[家个户人件项]?"
_WHOLE = r"(?:企业)?(?:总数|总量|企业数量?|全部企业|集群企业数?量?)"
_ABOVE = (
    r"(?:(?:这|那)(?=个|几个)|上[面边头]|上一?|前一?|前面)(?:的|那|这)*(?:一?[行题个项栏条])?(?:的?(?:数字?|值|那个))?"
)
_PART = r"(?:(?:其中)?(?:的)?[\u4e00-\u9fff]{2,6}?(?:数量?)?)??"
_EACH = "[,， ]?(?:每年|各年|都|各|要|再)*"
_BIG = "(?:的)?(?:大型?|规模大|龙头|上市|集团)?(?:的|型)?(?:企业|公司)?"
_REST = "(?:其[余他它]的?|剩下的?|别的)?(?:都|全|全部|均|全都)(?:是|为|算|属于|有)?(?:中小微?型?)?(?:企业)?"
_BY = (
    re.compile(
        rf"{_PART}(?:每年|各年)?都?(?:比|较)(?:{_ID}|{_WHOLE}|(?P<above>{_ABOVE})){_EACH}(?P<way>少|多){_NUMBER}{_COUNTER}"
    ),
    re.compile(
        rf"(?:就是|等于|用|按|拿)?(?:{_ID}|{_WHOLE}|(?P<above>{_ABOVE})){_EACH}(?P<way>减去?|加上?|去掉|扣除|扣掉){_NUMBER}{_COUNTER}"
    ),
    re.compile(rf"(?P<way>除|除了|除去|扣除|去掉|刨去|刨除){_NUMBER}{_COUNTER}{_BIG}(?:以外|之外|外)?[,， ]?{_REST}"),
)
_ALL = re.compile(
    r"(?:企业|我们(?:这)?|这里|三年|每年)*(?:全部?|都|均|全都|清一色)(?:都)?(?:是|为|属于|算)(?P<what>[\u4e00-\u9fff]{2,8}?)?(?:企业|公司|厂子?)?(?:的)?|"
    r"(?:都|全|全部)(?P<done>上云|接入?了?平台|用了?平台)|"
    r"没有?(?P<large>大型?(?:的)?企业|规模大的|大厂子?|大的)"
)
_ALIKE = re.compile(
    rf"(?:三年)?(?:都|全部?)?(?:和|跟|与|同)(?:集群)?(?:企业(?:总数|数量?)|(?P<above>{_ABOVE}))(?:都)?(?:是)?(?:一样|相同|一致|一个数)?(?:多)?|"
    r"(?:三年)?(?:都|全|全部|每年)(?:是)?(?:一样|相同|一致)(?:多)?|同上[面边]?(?:一[行题])?"
)
_COMPUTE = re.compile(
    r"(?:我?(?:不会|懒得|不想)算[,，; ]?)?"
    r"(?:麻烦|劳驾|请|你们?|您|恁|系统|机器|电脑|自动|不是|那就?|就|来|帮[我忙]?|给[我咱俺]?|替[我咱俺]|能不能|能|直接|自(?:己|个儿?|行)|"
    r"上[面边头](?:的|那些)?|表[内里上](?:的|那些)?|前[面边头](?:的|那些)?|刚才的?|数[字据]?|(?:主导产业|企业|工业|总)?(?:产值|产量|营收|收入|经费|人数|家数)的?|[两几]个|用|拿|按|照|把|相互?|一|它|这个|那个|这俩|那俩|去)*"
    r"(?:计算|推算|测算|换算|算|除|比)(?:一?下|算|出来|出|好|个|一[算除]|得|的|了|数|就行|就好|即可|呗|吧|呀|嘛|啊|填上?|结果|一个|吗|么)*"
)
"""你帮我算呗, 上面的数除一下: what the form computes for the question."""
_FIGURE_IN_WORDS = re.compile("[一二两三四五六七八九]成|分之|[一二两三四五六七八九十百千万亿]{2}")
_SHORTEST_REQUEST = 3
_MORE = frozenset(("多", "加", "加上"))
_SAME_AS = re.compile(r"(?:同|和|与|跟|用)(?P<label>[\u4e00-\u9fff]{2,10}?)(?:的)?(?:一模一样|一样|相同|一致|同一个)?")
_PART_OF = (r"{name} <= ([a-z_]+)", r".*percent\({name}, ([a-z_]+)(?:\[last\])?\).*")


def measured(question: Question, text: str) -> Unsure | None:
    """The figures that are said by another question's, offered; None where none are said so."""
    plain = narrow(one_line(text[: _LONGEST + 1])).strip(" 。.!了吧啊的")
    if len(text) > _LONGEST or not plain:
        return None
    if question.field.kind is Kind.PHONE:
        return _labelled_alike(question, plain)
    if question.field.kind not in NUMERIC:
        return None
    computed = _as_computed(question, plain) if _asks_to_compute(plain) else None
    if computed is not None or question.field.kind is Kind.PERCENT:
        return computed or _all_of_it(question, plain)
    return _by_a_difference(question, plain) or _by_another(question, plain) or _by_a_share(question, plain)


def _asks_to_compute(plain: str) -> bool:
    """Whether the words, or a clause of them beside talk (你帮我算吧，产值前面都填了), ask for the figure."""
    talk = not any(map(str.isdigit, plain)) and _FIGURE_IN_WORDS.search(plain) is None
    clauses = (each for each in re.split("[,;。 ]+", plain) if talk and len(each) >= _SHORTEST_REQUEST)
    return _COMPUTE.fullmatch(plain) is not None or any(_COMPUTE.fullmatch(each) is not None for each in clauses)


def _as_computed(question: Question, plain: str) -> Unsure | None:
    """What the form computes for the slots that are asked."""
    answers = question.application.answers if question.application is not None else {}
    values: dict[str, object] = {path: answer.value for path, answer in answers.items() if answer.value is not None}
    found: list[Entry] = []
    for slot in question.slots:
        calculation = question.field.calculations.get(slot.path)
        value = calculation.value(values) if calculation is not None else None
        if isinstance(value, Decimal):
            values[slot.path] = value
            found.append(Entry(slot.path, value))
        elif value is NIL:
            found.append(Entry(slot.path, None, Blank.NONE))
    if not found:
        return None
    by_path = {slot.path: slot for slot in question.slots}
    slots = [by_path[entry.slot] for entry in found]
    way = Alternative(f"{row_label(question.field, slots, found)}（按前面的数算）", tuple(found))
    return Unsure(Why.CLOSEST, (way, NONE_OF_THESE), {"words": excerpt(plain)})


def _heads(plain: str) -> tuple[str, ...]:
    """The words, and their first clause where no other figure stands behind it: 都一样，没有大企业."""
    head, mark, rest = plain.partition(",")
    again = set(re.findall("[0-9.]+", rest)) <= set(re.findall("[0-9.]+", head))
    return (plain, head.strip()) if mark and again else (plain,)


def _all_named(question: Question, plain: str) -> bool:
    """Whether words say that all are what the question counts: 全是中小企业, 没有大企业."""
    for head in _heads(plain):
        said = _ALL.fullmatch(head)
        if said is not None:
            what = said["what"] or said["done"] or ("中小" if said["large"] else "")
            return not what or any(what[at : at + 2] in question.field.label for at in range(len(what) - 1))
    return False


def _all_of_it(question: Question, plain: str) -> Unsure | None:
    """全是中小企业, where a share is asked: 100 %."""
    if not question.field.share or not _all_named(question, plain):
        return None
    entries = tuple(Entry(slot.path, Decimal(100)) for slot in question.slots)
    label = "每年都是 100%" if len(entries) > 1 else "100%"
    return Unsure(Why.CLOSEST, (Alternative(label, entries), NONE_OF_THESE), {"words": excerpt(plain)})


def _by_another(question: Question, plain: str) -> Unsure | None:
    """全是中小企业, 跟上面一样, 都一样，没有大企业: as many as another question has."""
    said = next((found for head in _heads(plain) if (found := _ALIKE.fullmatch(head)) is not None), None)
    if said is None and not _all_named(question, plain):
        return None
    other = _above(question) if said is not None and said["above"] else _whole(question)
    return _offered(question, plain, other, lambda value: value, "同 {id}") if other is not None else None


def _above(question: Question) -> Field | None:
    """The question above, where it counts the same: the one that this one is a part of, or the nearest."""
    before = question.form.fields[: question.form.fields.index(question.field)]
    alike = (
        each for each in reversed(before) if (each.unit, each.shape) == (question.field.unit, question.field.shape)
    )
    return _whole(question) or next(alike, None)


def _by_a_difference(question: Question, plain: str) -> Unsure | None:
    """比2.6少8家, 比上面那行各少2家, 除了8家大的都是."""
    said = next((found for head in _heads(plain) for each in _BY if (found := each.fullmatch(head)) is not None), None)
    if said is None:
        return None
    named, above = said.groupdict().get("id"), said.groupdict().get("above")
    other = question.form.by_id.get(named) if named else _above(question) if above else _whole(question)
    number = Decimal(said["number"]) if said["number"].isascii() else chinese_number(said["number"].replace("两", "二"))
    if other is None or number is None:
        return None
    step = number if said["way"] in _MORE else -number
    return _offered(question, plain, other, lambda value: value + step, f"{{id}} {'加' if step > 0 else '减'} {number}")


def _by_a_share(question: Question, plain: str) -> Unsure | None:
    """八成是中小企业, 上云率大概四成: a share of the whole, where a count is asked."""
    share = share_in(plain)
    whole = _whole(question) if share is not None else None
    if share is None or whole is None:
        return None
    found = _offered(question, plain, whole, lambda value: _rounded(value * share / 100), f"{{id}} 的 {share:f}%")
    if found is None:
        return None
    first, last = found.alternatives
    entries = tuple(replace(entry, doubtful=True) for entry in first.entries)
    return replace(found, alternatives=(replace(first, entries=entries), last))


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1), ROUND_HALF_UP)


def _whole(question: Question) -> Field | None:
    """The question whose figures this one's are a part of, as the rules of the form say it."""
    for check in question.form.checks_by_field[question.field.name]:
        for part_of in _PART_OF:
            found = re.fullmatch(part_of.format(name=question.field.name), check.test.text)
            if found is not None:
                return question.form.by_name.get(found[1])
    return None


def _offered(
    question: Question, plain: str, other: Field, change: Callable[[Decimal], Decimal], working: str
) -> Unsure | None:
    found: list[Entry] = []
    for slot in question.slots:
        value = _standing(question, other, slot)
        if value is None or change(value) < 0:
            return None
        found.append(Entry(slot.path, change(value), source=Source(document=working.format(id=other.id))))
    if not found or other.unit != question.field.unit:
        return None
    label = f"{row_label(question.field, question.slots, found)}（{working.format(id=other.id)}）"
    return Unsure(Why.CLOSEST, (Alternative(label, tuple(found)), NONE_OF_THESE), {"words": excerpt(plain)})


def _standing(question: Question, other: Field, slot: Slot) -> Decimal | None:
    """The other question's value in the same year; that of the last one, where this one asks for no year."""
    parts = (slot.part, (str(question.form.base_year),), ())
    paths = [each.path for part in parts for each in other.slots if each.part == part]
    value = question.value(paths[0]) if paths else None
    return value if isinstance(value, Decimal) else None


def _labelled_alike(question: Question, plain: str) -> Unsure | None:
    """同联系电话, 和联系人一样: the other numbers that stand, with the question that each answers."""
    said = _SAME_AS.fullmatch(plain)
    if said is None:
        return None
    ways: dict[str, Alternative] = {}
    for field in question.form.fields:
        value = question.value(field.paths[0]) if field.kind is Kind.PHONE and field is not question.field else None
        if isinstance(value, str) and value not in ways:
            source = Source(document=f"同{field.id}")
            entries = tuple(Entry(slot.path, value, source=source) for slot in question.slots)
            ways[value] = Alternative(f"{value}（同 {field.id}）", entries)
    alternatives = (*ways.values(), NONE_OF_THESE)
    return Unsure(Why.CLOSEST, alternatives, {"words": excerpt(plain)}) if ways else None
