"""同1.3, 和2.6一样: the answer to another question of the same kind, taken over; the echo shows what it is."""

from __future__ import annotations

import re

from dialogs.definition.form import Field, Kind, Looks
from dialogs.reading.cleaning import excerpt, narrow, one_line
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.record.application import Source

_LONGEST = 30
_SAME_AS = re.compile(
    r"(?:同|和|与|跟|按|照)[ ]?(?P<id>[CcSs]?[0-9]{1,2}(?:\.[0-9]{1,2})?)[ ]?(?:题)?"
    r"(?:一模一样|一样|相同|一致|一个号|的?(?:电话|号码|号|联系人|人|内容))?[。.]?$"
)

_AS_BEFORE = re.compile(
    r"(?:就|还是)?(?:同|和|与|跟|按|照|用)?(?:封面|前面|上面|前边|上边|上头|刚才|上一?个|前一?个|主管部门|局里|(?<=同)上)(?:上|填)?的?"
    r"(?:那个|这个)?(?:联系人?电话|联系方式|联系人|电话|号码|人|号|单位)?(?:一模一样|一样|相同|一致|同一?个?人?|不变|就行|吧)*"
    r"[,。 ]{0,2}(?:就是)?(?:我?本人|我|同一个人|一个人|一个号)?[。.]?|"
    r"(?:the )?same(?: (?:person|number|phone|contact|one|office))?(?: as (?:before|above|on the cover|earlier))?[.]?",
    re.IGNORECASE,
)
"""同封面, 和上面一样就是我本人: what the question offers anyway."""
_STILL_THE_ONE = re.compile(
    r"(?:就|还|还是|依旧|仍然?|都)+(?:用|填|写|打|留)?(?:是|为)?(?:原来|之前|以前|刚才|前面|上面|封面)?的?(?:那|这|同|上)?(?:一)?个?"
    r"(?:老)?(?:号码?|电话|手机号?|联系方式|联系人|人|他|她|一位|位)(?:吧|呗|就行|没变|不变|没换|啊|呀|的)*[。.]?"
)
"""还是那个号, 就是他: the one that the question offers."""
_OUR_OFFICE = re.compile(
    r"(?:就|还是|也)?(?:写|填|用|盖|是)?(?:我们|咱们?|本|我|俺)?(?:(?:县|区)(?:里|级)?)?(?:工信)?(?:局|单位|主管部门)(?:的?(?:章|名字|名称|全称)?)?"
    r"(?:就行|即可|就可以|吧)?[。.]?"
)
"""就写县局, 盖我们局的章: the office that the question offers."""


_LIKE_ANOTHER = re.compile(
    r"(?:就|还是|也)?(?:同|和|与|跟|按|照|用)(?P<what>[\u4e00-\u9fff]{2,14}?)"
    r"是?(?:一模一样|一样|相同|一致|同一?个?人?|一个人|那个|那位|的人)(?:就行|的|吧|呀|啊|了)*[。.]?|同(?P<short>上|[\u4e00-\u9fff]{2,10})[。.]?"
)
_ABOVE = re.compile(r"^(?:封面|[前上](?:面|边|头|一?[个题项])|刚才|上$)(?:上|填|写)?")
_WHICH = re.compile(r"的|[那这]?一?[个位]|联系人|名字|名称")
_OF_A_KIND = {
    Looks.PERSON: (Looks.PERSON,),
    Looks.OFFICE: (Looks.OFFICE, Looks.BODY),
    Looks.BODY: (Looks.BODY, Looks.OFFICE),
    Looks.INDUSTRY: (Looks.INDUSTRY,),
}
"""跟前面那个管委会一样, 同主管部门: another answer of the same kind, told by its place, its label or its words."""


def copies(question: Question, text: str) -> bool:
    """Whether a message takes over the answer to another question."""
    plain = narrow(one_line(text[: _LONGEST + 1]))
    ours = question.field.looks is Looks.OFFICE and _OUR_OFFICE.fullmatch(plain) is not None
    offered = question.field.suggest is not None and (
        ours or any(each.fullmatch(plain) for each in (_AS_BEFORE, _STILL_THE_ONE))
    )
    named = offered or _SAME_AS.fullmatch(plain) is not None
    return len(text) <= _LONGEST and (named or bool(_answers_like(question, plain)))


def read_copy(question: Question, text: str) -> Reading:
    """The values of the other question, slot for slot; ``REFERENCE`` where there are none, or of another kind."""
    plain = narrow(one_line(text))
    same = _SAME_AS.fullmatch(plain)
    named = question.form.by_id.get(same["id"].upper()) if same is not None else None
    other = named or question.form.by_name.get(question.field.suggest or "")
    alike = _answers_like(question, plain) if named is None and other is None else {}
    if alike:
        ways = (Alternative(f"{value}（同 {which}）", entries) for value, (which, entries) in alike.items())
        return Unsure(Why.CLOSEST, (*ways, NONE_OF_THESE), {"words": excerpt(plain)})
    if other is None or other.name == question.field.name or not _alike(question.field, other):
        return Unreadable(Why.REFERENCE, {"words": excerpt(plain)})
    values = {slot.part: question.answer(slot.path) for slot in other.slots}
    source = Source(document=f"同{other.id}")
    given = [(slot, values[slot.part]) for slot in question.slots if slot.part in values]
    found = [Entry(slot.path, answer.value, source=source) for slot, answer in given if answer is not None]
    if len(found) < len(question.slots) or any(entry.value is None for entry in found):
        return Unreadable(Why.REFERENCE, {"words": excerpt(plain)})
    return Read(tuple(found))


def _answers_like(question: Question, plain: str) -> dict[str, tuple[str, tuple[Entry, ...]]]:
    """The answers above that ask for the like, those that the words name first, with the number of their question."""
    said = _LIKE_ANOTHER.fullmatch(plain)
    field = question.field
    if said is None or field.kind is not Kind.TEXT or field.looks is Looks.ANYTHING or len(question.slots) != 1:
        return {}
    what = said["short"] or said["what"]
    told = _WHICH.sub("", _ABOVE.sub("", what))
    found: dict[str, tuple[str, tuple[Entry, ...]]] = {}
    for other in reversed(question.form.fields[: question.form.positions[field.name]]):
        value = question.value(other.paths[0]) if other.looks in _OF_A_KIND[field.looks] else None
        if isinstance(value, str) and value not in found:
            source = Source(document=f"同{other.id}")
            found[value] = (other.id, (Entry(question.slots[0].path, value, source=source),))
    labels = {value: question.form.by_id[which].called_in_full for value, (which, _) in found.items()}
    named = {value: each for value, each in found.items() if told and told in f"{labels[value]}{value}"}
    return named or (found if _ABOVE.match(what) else {})


def _alike(field: Field, other: Field) -> bool:
    """Whether the two ask for the same: kind, shape and unit."""
    return (field.kind, field.shape, field.unit) == (other.kind, other.shape, other.unit) and not field.choices
