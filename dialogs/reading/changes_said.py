"""A wish to change a text as the plain wish that it is: 不是8家是9家 as 把8家改成9家, with nothing around it."""

from __future__ import annotations

import re

_LONGEST = 600
_LEFT_AS_IT_IS = re.compile(
    r"^(?:原来|原先|原有|前面|上面|之前)?(?:的|那|这)*(?:些|[段句条]|部分|内容|文字|话)*(?:写的)?"
    r"(?:都|就|先)?(?:不动|不变|不改|别动|保留|留着|照旧)[,，。;； ]+"
)
"""原来那段不动，末尾加一句：…"""
_ENGLISH = re.compile(
    r"^(?:please )?(?:add|put|write) (?:this |one )?(?:at|to|in) the (?:(?P<end>end)|beginning|start|front)[:,]\s*",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"^(?:(?:上面|前面|刚才|刚刚|以上)(?:那个|写的|发的|说的|那[句段条]|的|里面?)*[,，]?)+(?=\S)")
_EXCUSE = re.compile(
    r"^(?:(?:不好意思|抱歉|等等|哎呀?|哦|啊|不对|不是|错了|[我刚才]*(?:[写打填输说]错[字了]*|手误))"
    r"[,，。;；!！ ]+)+(?=\S)"
)
_LAST_FIGURE = re.compile(
    r"(?P<what>[^0-9,，。;；“”\n]{0,12}?)(?:是|有|为)?(?P<figure>[0-9]+(?:\.[0-9]+)?[^0-9\s,，。;；]{1,4})"
)
_AND_DONE = re.compile(r"[,，。;； ]+(?:就?(?:完成|好了|行了|写完了|完了|就这样|就这些|没了))[了吧。.!！]*$")
"""上面125改成128，完成: that the text is finished with it."""
_NOT_BUT = re.compile(
    r"不是(?P<old>[^,，。;；是\n]{1,20})[,，]?(?:而|应该)?是(?P<new>[^,，。;；\n]{1,20}?)(?:才对)?[。.]?"
)
_WRONG_BUT = re.compile(
    r"(?:把|将)?(?P<old>[^,，。;；\n]{1,20}?)(?:的?内容)?(?:写|填|说)?(?:得|的)?(?:不对|错了|有误)[,，。 ]+"
    r"(?:应该?是|应该|应为|是|改成|改为|换成)?(?P<new>[^,，。;；\n]{1,40}?)(?:才对)?[。.]?"
)
"""第一条不对，应该是销售人才缺; 163不对，165."""
_PUT_AT_END = re.compile(
    r"(?P<where>最?后[面边头]?|最后|末尾|结尾|前面|开头)(?:再|请|给)?(?:加上|补上|添上|写上)(?=[^一这那个去,，。:：]{3})"
)
_BUT_NOT = re.compile(
    r"[^0-9,，。;；]{0,14}?(?:应该)?是(?P<new>[0-9]+(?:\.[0-9]+)?)[^0-9\s,，。;；]{0,3}[,，;； ]+"
    r"(?:而)?不是(?P<old>[0-9]+(?:\.[0-9]+)?)[^0-9\s,，。;；]{0,3}[。.]?"
)
"""诊断的那个数是106，不是96."""


def ends_with_it(words: str) -> bool:
    """Whether a change of a text is said to be the last one."""
    return len(words) <= _LONGEST and _AND_DONE.search(words) is not None


def every_way(words: str) -> list[str]:
    """The wish as it was said, and without what points back, excuses, or says first what is wrong."""
    said = plainly(words)
    pointing = _POINTS_BACK.sub("", said, count=1)
    core = without_excuse(words)
    every = [said, pointing, core]
    if (wrong := _WRONG_BUT.fullmatch(core)) is not None:
        every.append(f"{wrong['old']}改成{wrong['new']}")
    if core != pointing and (figure := _LAST_FIGURE.fullmatch(core)) is not None:
        every.append(f"{figure['what']}改成{figure['figure']}")  # 不对，5件
    return every


def without_excuse(words: str) -> str:
    """The wish without what points back and excuses before it."""
    return _EXCUSE.sub("", _POINTS_BACK.sub("", plainly(words), count=1), count=1)


def plainly(words: str) -> str:
    """Without what is left as it is, English in the words of Chinese, 不是8家是9家 as 把8家改成9家."""
    said = _ENGLISH.sub(lambda at: "最后加一句：" if at["end"] else "前面加一句：", words.strip())
    said = _AND_DONE.sub("", _LEFT_AS_IT_IS.sub("", said, count=1))
    said = _PUT_AT_END.sub(r"\g<where>加一句：", said, count=1)
    other = _NOT_BUT.fullmatch(said)
    if other is None and (other := _BUT_NOT.fullmatch(said)) is not None:
        return f"把{other['old']}改成{other['new']}"
    return f"把{other['old']}改成{other['new']}" if other is not None else said
