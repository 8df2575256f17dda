"""A text that is wished and not written: 你帮我写一个, 改软一点再发, 25号改成26号 where another day stands."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.desk.broadcasts import announcing
from dialogs.desk.ground.step import DeskStep
from dialogs.reading.cleaning import excerpt
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.actions import Action
from dialogs.state.desk_states import Do, Drafting

_LONGEST = 60
_WRITE_IT = re.compile(
    "^(?:那|就|要不|还是|麻烦|请)?(?:你|您|系统|(?:你|您)?能不能|(?:你|您)?能)?(?:来|先)?(?:帮我|给我|替我|帮忙|帮)(?:先)?(?:写|拟|编|起草|想|组织)"
    "(?!(?:上|的|好)(?!一))|^(?:你|您)(?:来|先)?(?:写|拟|编|起草)(?:一|个|吧|就)|有(?:没有)?(?:现成的?|个)?(?:模板|范文|样稿|参考)|给(?:我)?(?:个|一份)(?:模板|范文|样稿)"
)
_STYLE = re.compile(
    "(?:改|写|说|弄|换|整|调)(?:得|的)?(?:再|稍微?)?(?:软|柔和?|客气|委婉|温和|缓和|短|简短|简洁|正式|严肃|硬气?|强硬|明白|清楚|礼貌|详细|长|急)(?:一?点|一?些|点儿|一下)"
    "|(?:语气|口气|措辞|文字|话)(?:是不是|有点|好像)?(?:太|过于|不够|有点)|^(?:有点|太)(?:硬|长|短|啰嗦|生硬|凶|正式)了?"
)
_OTHER = r"[^“”\",，。]{1,12}?"
_PUT = re.compile(
    rf"(?:把|将)?[“\"]?(?P<old>{_OTHER})[”\"]?(?:改成|改为|换成|换为|改到)[“\"]?(?P<new>{_OTHER})[”\"]?[吧。]?"
)
_ITS_DAY = re.compile(
    "(?:正文|文字|内容|通知|里面?|上面|的|那个)*(?:日期|时间|日子|号数|期限|截止(?:日期|时间)?|天数?)"
)
NO_MORE = re.compile(
    "[,，。;；\\s]*(?:别的|其[他它余]|剩下|后面|前面)的?(?:都|就|全)*(?:不用?|别|甭|不要)(?:动|改|变|管)了?[。]?$"
)
"""日期改成18号，别的不用动."""
_DAY = re.compile(
    r"(?:[0-9]{1,2}月)?[0-9]{1,2}[日号]|(?:下|本|这)?(?:周|星期|礼拜)[一二三四五六日天]|明天|后天|今天|月底|月初"
)


def wished(step: DeskStep, words: str) -> bool:
    """Whether another text is wished without saying which; the text is asked for, and the one that is there stays."""
    state, plain = step.state, words.strip()
    if not isinstance(state, Drafting) or len(plain) > _LONGEST:
        return False
    if _WRITE_IT.search(plain):
        step.say(Note("no text of its own"))
        announcing.retext(step)
    elif state.text and state.stage != "text" and _STYLE.search(plain):
        step.say(Note("reword yourself", {"words": state.text}))
        announcing.retext(step)
    else:
        return state.stage != "text" and _another_day(step, state, plain)
    return True


def _another_day(step: DeskStep, state: Drafting, plain: str) -> bool:
    """25号改成26号, where the text says 4月20日: what stands there is quoted, and may be changed."""
    found = _PUT.fullmatch(NO_MORE.sub("", plain))
    its = found is not None and _ITS_DAY.fullmatch(found["old"]) is not None
    if (
        found is None
        or (found["old"] in state.text and not its)
        or not ((its or _DAY.fullmatch(found["old"])) and _DAY.fullmatch(found["new"]))
    ):
        return False
    there = list(dict.fromkeys(_DAY.findall(state.text)))
    if its and len(there) == 1 and state.text.count(there[0]) == 1:
        announcing.write(
            step, replace(state, stage="text"), state.text.replace(there[0], _with_month(there[0], found["new"]))
        )
        return True
    ways: list[tuple[Option, Action]] = []
    for each in there:
        typed = f"把{each}改成{_with_month(each, found['new'])}"
        ways.append((Option("desk say so", {"words": typed}), Do("say so", (typed,))))
    ways += [(Option("desk retext"), Do("retext")), (Option("desk do draft"), Do("draft"))]
    figures = {"words": found["old"], "there": "、".join(there), "text": excerpt(state.text)}
    note = Note("other day in text" if there else "no day in text", figures, tuple(option for option, _ in ways))
    step.offer(note, [action for _, action in ways], state)
    return True


def _with_month(old: str, new: str) -> str:
    """26号 in place of 4月20日 is 4月26日."""
    month = re.match("[0-9]{1,2}月", old)
    bare = re.fullmatch("([0-9]{1,2})[日号]", new)
    return f"{month[0]}{bare[1]}{old[-1]}" if month is not None and bare is not None else new
