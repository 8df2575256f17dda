"""Clauses beside a wish that wish nothing: 早上好，我刚到办公室，…; …，我下午开会用. What is left is heard alone."""

from __future__ import annotations

import re

_LONGEST = 80
_CLAUSES = re.compile(r"[,，。;；!！]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_GREETS = re.compile(
    "(?:早|早上好|上午好|中午好|下午好|晚上好|你好|您好|在吗|行|行吧|好|好的|嗯+|可以|那|对了|哦对了|辛苦了?|麻烦了?|麻烦你了?|谢谢)"
    "|我?(?:也)?(?:刚|才|刚刚|刚才)(?:到|来|回|进|上班|开完会|坐下|忙完).{0,6}"
    "|(?:我)?(?:马上|这就|正|要|在|快)+(?:进会场|开会|上会|汇报|出门|上车|下乡)了?"
    "|(?:你|您)?就?(?:直接|简单|给我|跟我)*(?:说|讲|报)(?:一句|一声|个数)(?:就行|就成|就好)?"
    "|(?:领导|[局处科主省市厅][长里任座])(?:刚才?)?(?:问起|催问|问)(?:来了|了|的|我)?|我(?:来|自己|好|直接)*(?:给[他她]们?)?打(?:给[他她]们?|过去)?(?:电话)?(?:问问?)?"
    "|(?:先)?(?:帮我)?(?:麻烦|劳驾|请)?核对一下"
)
_FRONT = re.compile("^(?:[哎诶唉嗯呃欸喂吧哦噢]+|(?:行|好|嗯)(?=[,，。 ]))[,，。\\s]*(?=[\u4e00-\u9fff]{2})")
"""哎刚才群发那个停了, 吧威县的电话给我: what slips out before the first word."""
_IF_WELL = re.compile(
    "(?:要是|如果)?(?:都)?(?:没(?:有|啥|什么)*(?:大)?(?:问题|毛病|意见|变化)|可以|方便|能行)的话[,，\\s]*(?:就|那就|那)?"
)
"""没啥问题的话: whatever is wrong is shown before anything goes out for good."""
_PURPOSE = re.compile(
    "(?:我|我们|[局市县厅]里|给|等会儿?|待会儿?|一会儿?|上午|下午|晚上|明天|今天|马上|要|好|去|得|还|正好|急着?)*"
    "(?:开会|汇报|交差|打印|存档|备用|调度会|会上|[领局处科主][导长任])(?:上)?(?:要|得|等着?|急着?|好|催着)*(?:用|看|说|汇报|一份|一下|问|讲|要|的)+(?:呢|的|了|吧)?"
)


def without_asides(words: str) -> str:
    """The message without greetings and without what it is for; all of it where nothing else is said."""
    plain = words.strip()
    begun = _IF_WELL.sub("", _FRONT.sub("", plain), count=1)
    if begun != plain and 1 < len(begun) <= _LONGEST:
        return without_asides(begun)
    clauses = [each.strip() for each in _CLAUSES.split(plain) if each.strip()] if len(plain) <= _LONGEST else []
    left = [each for each in clauses if not is_aside(each)]
    return "，".join(left) if left and len(left) < len(clauses) else plain


def is_aside(clause: str) -> bool:
    """Whether a clause wishes nothing: 马上进会场了, 我下午开会用."""
    said = clause.strip(" ,，。;；!！")
    return _GREETS.fullmatch(said) is not None or is_purpose(said)


def is_purpose(clause: str) -> bool:
    """Whether a clause only says what something is for: 我下午开会用."""
    return _PURPOSE.fullmatch(clause.strip(" ,，")) is not None
