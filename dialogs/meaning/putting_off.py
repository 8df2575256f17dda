"""That somebody else writes, counts or sends it first: 让园区写，写好发你; 等企业报上来再填. Never an answer itself."""

from __future__ import annotations

import re

from dialogs.answers.answering import understand
from dialogs.definition.form import FREE, Field
from dialogs.meaning.deeds import to_run
from dialogs.meaning.unanswered import department_in, offered_instead
from dialogs.reading.blanks import departments_of, missing
from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unsure
from dialogs.record.application import Blank
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import NoteDown, Store, Tell, Way
from dialogs.state.conversation import Asking, Composing
from dialogs.turn.step import Step

_LONGEST = 40
_DOES = "(?:起草|提供|整理|统计|汇总|准备|核实|核对|测算|写|算|发|给|填|弄|定|报|出|看|查|核|拟|搞|做|问|选)"
_FIRST = (
    "(?:我们?|咱们?|这个?|这[题块段篇]|先|得|要|想|已经|正|还是|回头|打算|准备)*(?P<by>让|叫|喊|请|等|交给|安排)"
    f"(?P<who>[\\u4e00-\\u9fff]{{1,10}}?)(?:那边|去|来|先|再|把[\\u4e00-\\u9fff]{{1,6}}?|帮忙)*{_DOES}"
    "(?:一[下个版份稿]|看|去|人|谁|数据?|稿子?|材料|[名清]单)*(?P<done>(?:上来|过来|出来|下来|来|好|完|了|着|给我们?)*)"
)
_THEN = (
    f"(?:{_DOES}[好完了齐出来下上过]{{1,3}})?(?:就|再|我们?|一起|会|回头|明天|过[两几]天|随后|之后|马上|然后|统一)*"
    f"(?:给[您你我]们?)?(?:(?:告诉|转|传|通知|说|补|{_DOES})(?:给)?(?:[您你]们?|我们?|过来|上来|来|去)*)(?:再(?:填|说|写|报|定))?"
)
_PUT_OFF = re.compile(rf"{_FIRST}(?:[,，。;；、 ]*(?P<then>{_THEN}))?[吧啊呀哈呢了。]*")
_HELD = re.compile(
    r"[^,，。;；\n]{0,12}?(?:归|是|属于?|在|由)(?P<who>[^,，。;；0-9\n]{2,16}?)"
    r"(?:(?:那边|那里|那儿|手[里上头])?(?:分管|负责|掌握|统计|经手|管|弄|抓)|那边|那里|手[里上头])"
    r"(?:的|着|呢)?[,，。;； ]+"
    r"(?:能不能|可不可以|能|可以|要不|是不是|直接|得)*(?:让|叫|请|喊|转给|发给|给|由)(?:[他她它]们?|人家)"
    rf"(?:来|去|看着|自己|直接|帮忙)*{_DOES}(?:一下|这[题块个]|行不行|可以吗|行[不吗]|成不|中不|[吗不吧呗])*"
)
_HOLDER = re.compile(
    r"(?P<who>[^,，。;；0-9\n这那]{2,14}?)(?:分管|负责|掌握|管|弄)(?:着)?(?:这[个块题项]?|的)[,，。;； ]+"
    r"(?:能不能|可不可以|能|可以|要不|直接|得)*(?:让|叫|请|转给|发给|给|由)(?:[他她它]们?|人家)"
    rf"(?:来|去|看着|自己|直接|帮忙)*{_DOES}(?:一下|这[题块个]|行不行|可以吗|行[不吗]|[吗不吧呗])*"
)
"""这题归专精特新那边的小谷管，能让他来填不; 小谷管这个，转给他填."""
_SOMEBODY = re.compile("(?:[小老][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,2}(?:科长|股长|主任|局长|经理|会计|工|姐|哥|老师))$")
_MYSELF = re.compile("^(?:我|俺|咱|你|您|恁|大家)|怎|咋|哪|谁|什么")


def put_off(step: Step, words: str) -> bool:
    """Offer to wait for who was named, to come back later, or to hand the question over."""
    slots, plain = _asked(step), narrow(words).strip()
    if not slots or len(plain) > _LONGEST:
        return False
    said, field = _PUT_OFF.fullmatch(plain), step.here
    held = (_HELD.fullmatch(plain) or _HOLDER.fullmatch(plain)) if said is None else None
    if held is not None and field is not None and not _MYSELF.search(held["who"]):
        _offer(step, field, slots, plain, held["who"], understand(step, field, slots, words))
        return True
    if said is None or field is None or _MYSELF.search(said["who"]):
        return False
    if said["by"] != "等" and not (said["then"] or said["done"]):  # 让园区写: rather to be shared at once
        return False
    reading = understand(step, field, slots, words)
    if field.kind not in FREE:
        return offered_instead(step, field, words, reading)
    if said["by"] == "等" and _may_be_blank(reading):
        return False
    _offer(step, field, slots, plain, said["who"], reading)
    return True


def _may_be_blank(reading: Reading) -> bool:
    """Whether the words are read as waiting already, or offered so first."""
    match reading:
        case Read(entries) | Unsure(alternatives=(Alternative(entries=entries), *_)):
            return any(entry.blank is not None for entry in entries)
        case _:
            return False


def _asked(step: Step) -> tuple[str, ...]:
    """The slots that are asked; none while a text has begun, of which the words may be more."""
    match step.state:
        case Asking(_, slots):
            return tuple(slots)
        case Composing(_, slot, text) if not text:
            return (slot,)
        case _:
            return ()


def _offer(step: Step, field: Field, slots: tuple[str, ...], plain: str, who: str, reading: Reading) -> None:
    """To wait, to come back, to share, to keep the words beside the question; last, that they are the answer."""
    waits = missing(f"等{who}", departments_of(step.form))
    person = _SOMEBODY.search(who)
    office = (waits.department if waits is not None else None) or department_in(step, plain)
    office = office or (person[0] if person is not None else "")
    blanks = tuple(Entry(slot, blank=Blank.WAITING, department=office) for slot in slots)
    ways: list[Way] = [(Option("wait for", {"department": office}), Store(field.name, blanks, plain))] if office else []
    ways += [
        to_run("later"),
        (Option("matter", {"matter": "tell how to share"}), Tell("tell how to share")),
        (Option("note", {"words": excerpt(plain)}), NoteDown(field.name, plain)),
    ]
    kept = reading.entries if isinstance(reading, Read) else ()
    if any(entry.value is not None for entry in kept):
        ways.append((Option("words of", {"id": field.id}), Store(field.name, kept, plain)))
    options = tuple(option for option, _ in ways)
    step.offer(Told("text or aside", {"words": excerpt(plain), "id": field.id}, options), [each for _, each in ways])
