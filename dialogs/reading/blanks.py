"""Answers without a value: 无 (the form prints it), 待定 (somebody will know later), 等统计局 (and who that is)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.definition.form import Form
from dialogs.reading.cleaning import narrow
from dialogs.reading.question import Question
from dialogs.reading.results import Entry, Read
from dialogs.record.application import Answer, Blank

_NONE = (
    r"(?:目前|现在|我们|我县|本县|这里|这边|暂时|暂|尚|还){1,4}(?:没有|没|无)|一[个家项件户起所](?:也|都)?没有?|没有一[个家项件户起所]|"
    "无此项|无此情况|无相关情况|无相关|无数据|暂无|均无|都无|全无|皆无|无|没有相关情况|没有此项|没有|均没有|都没有|没|"
    '(?:[三几]年|每年|各年|历年)?(?:都|全部?|统一|均|一律)?(?:写|填|记|按)(?:成|作|个)?[“"]?无[”"]?|'
    "不涉及|未涉及|不适用|none|nil|n/a"
)
_LATER = (
    r"(?:这个|名称|名字|具体|人选|日期)*(?:还|暂|尚)(?:没|未|没有)(?:最终|正式|完全|最后)?"
    r"(?:定下来|定好|定|确定下来|确定|敲定|想好|商量好|研究|批下来|批|落实)(?:呢|了)?|"
    r"(?:得|要|需要|还得|还要|还是|正)*等(?:我们?|咱们?|县里?|市里?|区里?|分管|主管)?(?:的)?"
    r"(?:领导|局长|主任|科长|书记|县长|区长|市长|老板|上面|上级|上会|常务会|党组会?)[^,，。;；0-9\n]{0,3}"
    r"(?:批|定|签|点头|拍板|同意|研究|决定|审|答复)[^,，。;；0-9\n]{0,4}|"
    "不知道|不清楚|不掌握|暂不清楚|暂不掌握|待定|待补充|待补|待填|待查|待核实|待核|待确认|待统计|稍后再填|稍后填|稍后|"
    "以后再填|以后再说|回头再填|回头填|暂缺|缺失|缺|未知|暂未统计|尚未统计|tbd|later|unknown|"
    "等[\u4e00-\u9fff]{1,8}(?:出来|下来|定下来|定了|有了)(?:以后|之后)?再?(?:算|填|写|说|报)?|"
    "等[\u4e00-\u9fff]{1,6}(?:那天|那会儿?|的时候|完了?|以后|之后)(?:我?再(?:回来|回头|来)?(?:写|填|说|定|补)(?:上|这题|这个)?)?|[\u4e00-\u9fff]{0,4}的?时候再(?:写|填|说|定)|[\u4e00-\u9fff]{1,6}(?:那天|当天|以后|之后|完)再?(?:写|填|说|定|补)|(?:以后|回头|晚点|过后|改天|明天|下次|有空)(?:再)?(?:写|填|说|补|弄|发)|先(?:空着|空|放着|放一放|不填|不写|略|留空|跳过)"
)
_ENDS = r"(?=$|[\s,;、|/.。!)])"
_BLANK = re.compile(rf"(?:(?P<none>{_NONE})|(?P<later>{_LATER})){_ENDS}", re.IGNORECASE)
_OFFICE = "局|委员会|管委会|委|办公室|办|厅|中心|部门|部|科|站|处|院|园区|公司|企业|协会|商会|银行|政府"
_SAYS = (
    "回话|回信|信儿|消息|通知|"
    "发函|回函|来函|全[称名]|准信|核算|测算|计算|给出|提供|回复|答复|反馈|核实|确认|报送|上报|统计|出具|数据|报数|出数|给数|给"
)
_WAITING = re.compile(
    r"(?:这[俩两][个项]?|这[三几][个项年]|这个|这题|这项|此项|该项|此题|这|数据|准数|具体数|准确数|我们|我|先|具体)?(?:都|全)?(?:还)?(?:需要|需|要|得|正在|还在|还要|还得)?"
    r"(?:等待|等候|等|待|问问|问一下|问|咨询|找|联系)(?:一下)?(?![了过])[ ]*"
    rf"(?P<office>[\u4e00-\u9fff]{{2,14}}?)(?:的)?(?:{_SAYS}|后|再|了){{0,6}}{_ENDS}"
)
_NOT_YET = re.compile(
    rf"(?P<office>[\u4e00-\u9fff]{{1,12}}?(?:{_OFFICE}))(?:(?:还没|还未|尚未|没有|没|未)(?:有)?(?:{_SAYS}|出|报){{1,3}}|"
    rf"(?:正在|还在|在)(?:核实?|核对|统计|汇总|查|算|测算|整理)(?:了|中|呢|数据)?){_ENDS}"
)
_WILL = re.compile(
    rf"(?P<office>[\u4e00-\u9fff]{{1,12}}?(?:{_OFFICE}))(?:那边|的人|的同志|的同事)?(?:说了?|讲了?|答应|表示|回复)?[,，]?"
    rf"(?:还?[要得会]|等)?(?:到|过)?(?:下|本|这|明|后|月底|月初|年底|周|几天|两天|三天)[^0-9\n]{{0,8}}?(?:{_SAYS}|出|报|有)(?:数|结果)?"
    rf"{_ENDS}"
)
"""统计局说下周给: who will know, and when."""
_HOLDS = re.compile(
    rf"(?:这个?)?(?:数据?|指标|数字)?(?:都)?(?:在|归|以)(?P<office>[\u4e00-\u9fff]{{1,12}}?(?:{_OFFICE}))"
    rf"(?:那里?|那边|手里|手上)?(?:的)?(?:管|掌握|有|里|为准)?{_ENDS}"
)
"""数在统计局: who has it."""
_HAS_IT = re.compile(
    rf"(?:这个?|这块|这项)?(?:[名清]单|数据?|台账|资料|材料)?(?:在)?(?P<office>[\u4e00-\u9fff]{{1,12}}?(?:{_OFFICE}))(?:那边|那里|那儿|手里|手上)?"
    rf"(?:才|都|会)?(?:有|掌握|知道|清楚|管)(?:着|的)?(?:[名清]单|数据?|台账|资料|材料|底数|明细)?{_ENDS}"
)
"""科技局那边有名单: who has what is asked for."""
_PARTICLE = re.compile("(?<=[\u4e00-\u9fff])[呀啊呢哈哦嘛噢喔]+$")
_SO_NONE = re.compile(
    r"[^0-9\n?？]{2,30}[,，。;；][ ]?(?:那|就|都|也|所以|统一|一律)*"
    r"(?:写|填|记)(?:成|作|个)?[“\"]?无[”\"]?(?:吧|了|就行|就好|即可)?"
)
"""国家级的没有，写无吧: what is said last is the answer."""
_LED_IN = re.compile(
    r"^(?:(?:行|好的?|嗯+|哦|可以|明白|知道了)[了吧]?[ ]?[,，。;；!！ ][ ]?)?(?:那就?|就)?我?们?就?"
    r"(?=[三几每各]年|都|全|统一|一律|写|填|记|先|等)"
)
"""行，那都填无: what leads to an answer, and is no part of it."""
_DOES_NOT_KNOW = re.compile(r"^(?:我)?(?:也)?(?:不知道|不清楚|不掌握|没数|没有数|不太清楚|说不准)[ ]?[,，。;；][ ]?")
_AND_WHY = re.compile(r"[ ]?[,，。;；][ ]?[^0-9\n]{2,24}")
"""等统计局，他们下周给: what is said beside the one who will know."""
_ASKED_FOR = re.compile(
    rf"(?:这个?|这块|这部分|这题|这项)?(?:得|要|需要|应该|我)?(?:请|让|叫|由)(?P<office>[\u4e00-\u9fff]{{1,12}}?(?:{_OFFICE}))(?:来|去|帮忙|负责)?(?:填写?|填报|提供|报|出|给|写|弄|做|整理){_ENDS}"
)
_BACK = r"(?:再|又)?(?:回来|回头|回过头来?|来|过来)?(?:再)?[填补](?:上)?(?:这个|这[道个]?题|它)?"
_THEN_BACK = rf"(?:等?到时候?|那时候?)我?{_BACK}"
_COMES_BACK = re.compile(rf"{_THEN_BACK}[吧了啊]?")
_LEFT = (
    r"(?:这(?:[一个道]|几[个道]?|些)?[题栏项空格块]?|就|那就?|我们?|只能|暂时|还是|全部?|都|也)*"
    r"(?:先(?:空着|空|放着|放一?放|不填|不写|不管|不弄|留空|跳过|过)|跳过|稍后再?填|回头再[填说补]|以后再[填说]|下次再填|"
    rf"{_THEN_BACK}|(?<=[,，。;； ])我?(?=再){_BACK})[吧了啊]?"
)
"""这几个先不管, 到时候再回来填这个."""
_AND_LEFT = re.compile(
    rf"(?P<why>[^0-9\n]{{2,30}}?)[,，。;； ]+{_LEFT}|{_LEFT}[,，。;； ]+(?P<behind>[^0-9\n]{{2,30}})"
)
_NOT_KNOWN = re.compile("[没未不等待]|还在|正在|明[天儿早]|后天|下[周个]|过[几两]天|[要得]先")
_WISHES = re.compile("[能可要行会]不[能可要行会]|[吗?？]|递|提交|上报|送审")
"""管委会那边还没定谁对接，先空着: why there is nothing, and that it is left open."""
_CROSSED_OUT = re.compile(r"[-—–―/_]{1,6}|空白?|无[(（](?:未|没有?|尚未|暂未|不)[^()（）\n]{0,16}[)）]")
"""How a cell of a list is struck out on paper."""

_NO_OFFICE = frozenset(("全部", "大部", "局部", "内部", "外部", "各部", "一部"))
"""What ends like an office and is none: 全部都有."""
_TALKS = re.compile("不[是归]|都|[我咱俺你]们?|[这那]|[一本][节块题]|部分|怎么|什么|还要|之前")
"""What no office is called by: 这一节都不是我们科管的."""
_FIGURE = re.compile("[0-9](?![0-9]*[号日月点天周])")
"""What stands in an answer of which only a part is waited for: 118 / 等统计局 / 146."""
_LONGEST, _LONGEST_NAME = 60, 12
_POINTED_AT = re.compile("^[这那]?(?:一?[块个题项段]|部分)?(?:的?数据?)?[ ,，]*")
_SOUNDS_LIKE_AN_OFFICE = re.compile(f"(?:{_OFFICE})$")
_DEPARTMENTS = (
    "统计局",
    "税务局",
    "商务局",
    "市场监管局",
    "发改局",
    "生态环境局",
    "人社局",
    "科技局",
    "自然资源局",
    "应急局",
)


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no value; ``department`` is the one it waits for."""

    blank: Blank
    department: str | None = None


def departments_of(form: Form) -> tuple[str, ...]:
    """The departments that the form's own questions name, and the usual ones."""
    return tuple(dict.fromkeys((*form.departments, *_DEPARTMENTS)))


def missing_at(text: str, start: int, departments: Iterable[str]) -> tuple[Missing, int] | None:
    """The reason for a missing value that begins here, and where it ends; ``text`` is narrow."""
    blank = _BLANK.match(text, start)
    if blank is not None:
        return Missing(Blank.NONE if blank["none"] else Blank.LATER), blank.end()
    for pattern in (_WAITING, _NOT_YET, _ASKED_FOR, _WILL, _HOLDS, _HAS_IT):
        waiting = pattern.match(text, start)
        department = _department(waiting["office"], departments) if waiting else None
        if waiting is not None and department is not None:
            return Missing(Blank.WAITING, department), waiting.end()
    return None


def missing(text: str, departments: Iterable[str]) -> Missing | None:
    """The reason for a missing value, where the whole (narrow) message says nothing else."""
    if len(text) > _LONGEST:
        return None
    plain = _PARTICLE.sub("", _DOES_NOT_KNOW.sub("", _LED_IN.sub("", text.strip())).rstrip("。.!,;~ "))
    found = missing_at(plain, 0, departments)
    if _COMES_BACK.fullmatch(plain):
        return Missing(Blank.LATER)
    if _SO_NONE.fullmatch(plain):
        return Missing(Blank.NONE)
    if found is None:
        return _left_open(plain, departments)
    if found[1] == len(plain):
        return found[0]
    beside = found[0].blank is Blank.WAITING and _AND_WHY.fullmatch(plain, found[1])
    return found[0] if beside else _said_twice(plain, found, departments)


def _left_open(plain: str, departments: Iterable[str]) -> Missing | None:
    """The reason and 先空着; where a department of the form is the reason, it is asked whether to wait for it."""
    said = _AND_LEFT.fullmatch(plain)
    why = (said["why"] or said["behind"]) if said is not None else ""
    if _NOT_KNOWN.search(why) is None or _WISHES.search(why) or any(each in why for each in departments):
        return None
    return Missing(Blank.LATER)


def leaves_open(plain: str) -> bool:
    """Whether a (narrow) clause says no more than that the question is left open: 先过, 这题先空着."""
    return re.fullmatch(_LEFT, plain) is not None


def _said_twice(plain: str, found: tuple[Missing, int], departments: Iterable[str]) -> Missing | None:
    """还没定，等局长批: that it is open, and what is waited for."""
    rest = plain[found[1] :].lstrip(",，。;；")
    apart = found[0].blank is Blank.LATER and len(rest) < len(plain) - found[1]
    more = missing_at(rest, 0, departments) if apart else None
    if apart and more is None:
        return _left_open(plain, departments)
    return more[0] if more is not None and more[0].blank is not Blank.NONE and more[1] == len(rest) else None


def note_of(answer: Answer) -> str:
    """What was said beside an answer that is still waited for; nothing where the words only say so."""
    waits = answer.value is None and answer.blank in (Blank.LATER, Blank.WAITING)
    said = answer.words.strip() if waits else ""
    return "" if _FIGURE.search(narrow(said)) or missing(narrow(said), ()) is not None else said


def is_struck_out(plain: str) -> bool:
    """Whether a (narrow) text is how a cell is struck out: a dash, a stroke, 空."""
    return _CROSSED_OUT.fullmatch(plain) is not None


def read_blank(question: Question, text: str) -> Read | None:
    """无, 待定 or 等统计局 for every slot that is asked, where the whole message says nothing else."""
    if len(text) > _LONGEST:
        return None
    plain = narrow(text).strip(" \n。.")
    reason = Missing(Blank.NONE) if is_struck_out(plain) else missing(plain, departments_of(question.form))
    reason = reason or _of_its_name(question, plain)
    if reason is None:
        return None
    return Read(tuple(Entry(slot.path, None, reason.blank, reason.department) for slot in question.slots))


def _of_its_name(question: Question, plain: str) -> Missing | None:
    """总体思路先空着，等县长定: what is called by words of its label is left open, or waited for."""
    label = question.field.label
    longest = next((end for end in range(_LONGEST_NAME, 1, -1) if len(plain) > end and plain[:end] in label), 0)
    rest = _POINTED_AT.sub("", plain[longest:]) if longest else ""
    reason = missing(rest, departments_of(question.form)) if rest else None
    return reason if reason is not None and reason.blank is not Blank.NONE else None


def _department(typed: str, departments: Iterable[str]) -> str | None:
    """A department by its name or by the beginning of it (税务); any other name that sounds like an office."""
    known = tuple(departments)
    if typed in _NO_OFFICE or _TALKS.search(typed):
        return None
    if typed in known:
        return typed
    begun = next((each for each in known if each.startswith(typed)), None)
    return begun or (typed if _SOUNDS_LIKE_AN_OFFICE.search(typed) else None)
