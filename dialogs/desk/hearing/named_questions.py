"""A question that is named in words in a review: 营收怎么填的 shows it, 主导产业写得太泛 begins a comment."""

from __future__ import annotations

import re

from dialogs.definition.form import Field
from dialogs.definition.labels import fields_called
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import CLAUSES
from dialogs.desk.reviews import commenting
from dialogs.desk.reviews.reviewing import look
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examining

FAULTS = re.compile(
    r"[填报算]得?[高低大小]|差太|差得|相差|要.{0,6}证明|要.{0,4}盖章|原件|复印件|别写|少写|精简|删减|写那么多|太泛|泛泛|笼统|空洞|太虚|具体[点些]|不具体|细化|充实|可疑|虚高|夸大|离谱|异常|写多|写少|[写填报]得?太|空泛|差了?[一二两三四五几0-9]|[多少]了?[一二两三几0-9]|多了|少了|不是|太差|矛盾|冲突|打架|重复|不信|不认|要改|改一|修改|缺|补|不全|不符|不对|不准|有误|错|问题|一[致至]|没有?(?:盖|签|印|附|佐证|材料|证明|填|写|签字)|漏|超|偏[高低大小]|太[高低大小多少]|[高低多少大超]出"
    r"|看不清|模糊|过期|对不上|退回|打回|重填|重新|核[实对]|说明|解释|依据|来源|不够|不清|存疑|疑问|不合理|[比较].{1,12}还[多高大少低小]|[多高大少低小]于|倒挂"
)
NO_FAULT = re.compile(
    "(?:没|无)(?:有|啥|什么|发现)?(?:什么|啥)?(?:太?大|明显)?的?(?:问题|意见|毛病|错)|可以|符合|对的|不用改|不错|挺好|很好"
)
_AHEAD = re.compile(r"^(?:再|先)?(?:看看|看一?下|看|打开|翻到|跳到|去|瞧瞧|查一?下|帮我看看)?(?:他们|它|这家|县里)?的?")
_NAME = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,10}?)(?:那个|这个|那一?[块栏题项条]|这一?[块栏题项条]|[这那][里儿]|上面?)?的?(?:数据?|数字|金额|情况|内容)?(?:是|有)?"
    r"[,，\s]*(?P<rest>(?:报的|填报|申报|名单|怎么|咋|如何|填的?|写的?|写得|填得|好像|明显|感觉|似乎|算|不|没|有|偏|太|跟|和|与|超|缺|漏|少|多了|可疑|存疑|虚|夸|离谱|异常|矛盾|重复|要|得|应|请|错|自己|你|帮|给我|算|核|查|是不是|吧|呢|是多少|多少|$).*)"
)
_LOOKS = re.compile(
    r"(?:是)?(?:怎么|咋|如何)(?:填|写|算|来).{0,3}|(?:填|写)的?(?:是)?(?:啥|什么|多少).{0,2}|是?多少[呢啊]?|呢|"
    r"(?:自己|你|帮我|给我|再)*(?:算|核|查|看)(?:一|算|查|对|看)?下?(?:对不对|对吗|是多少|看|了?没有?)?|"
)
_JUMPS = re.compile("(?:先|再|直接)?(?:跳到|翻到|回到|转到|去|到|看看?|打开)")
_RATE = re.compile("(?:的)?(?:年均)?(?:增[长涨]|增)(?:率|速|幅)$")
_MOST = 4


def blamed(words: str) -> str:
    """The clauses that find fault, without those that find none: 重点任务太笼统 of 保障措施还行，重点任务太笼统."""
    clauses = (each for each in CLAUSES.split(words) if each)
    return "，".join(each for each in clauses if FAULTS.search(each) and not NO_FAULT.search(each))


def question_named(part: str) -> tuple[str, str]:
    """The name of a question that a part of a message begins with, and what is said of it; empty without one."""
    found = _NAME.fullmatch(_AHEAD.sub("", part, count=1).rstrip("?？。"))
    return (found["name"], found["rest"]) if found is not None else ("", "")


def named(step: DeskStep, state: Examining, plain: str, note: str) -> bool:
    """Whether the words name a question; it is shown, or a comment on it is begun where they find fault with it."""
    clause = note.split("，")[0] if _JUMPS.match(note) else note
    found = _NAME.fullmatch(_AHEAD.sub("", clause, count=1).rstrip("?？。"))
    fields = _called(step, found["name"]) if found is not None else ()
    if found is None or not fields:
        return False
    if _LOOKS.fullmatch(found["rest"]):
        show(step, state, fields)
    elif FAULTS.search(found["rest"]) and not NO_FAULT.search(found["rest"]):
        ask_comment(step, fields, note)
    else:
        return False
    return True


def _called(step: DeskStep, name: str) -> tuple[Field, ...]:
    """The questions of this name; of one with a rate behind it (产值增长率) those of what it is the rate of."""
    return fields_called(step.form, name) or fields_called(step.form, _RATE.sub("", name))


def show(step: DeskStep, state: Examining, fields: tuple[Field, ...]) -> None:
    """The question; of several of a name it is asked."""
    if len(fields) == 1:
        look(step, state.county, state.application, f"field:{fields[0].name}")
    else:
        _offer(step, fields, [Do("review place", (f"field:{each.name}",)) for each in fields[:_MOST]])


def ask_comment(step: DeskStep, fields: tuple[Field, ...], note: str) -> None:
    """A comment on the question; of several of a name it is asked."""
    if len(fields) == 1:
        commenting.begin(step, fields[0].name, note=note)
    else:
        _offer(step, fields, [Do("comment", (each.name, "", note)) for each in fields[:_MOST]])


def _offer(step: DeskStep, fields: tuple[Field, ...], actions: list[Do]) -> None:
    options = tuple(Option("desk question", {"id": each.id, "label": each.label}) for each in fields[:_MOST])
    step.offer(Note("which question", {}, options), actions, step.state)
