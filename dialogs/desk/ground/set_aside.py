"""Clauses beside a wish that wish nothing: 早上好，我刚到办公室，…; …，我下午开会用. What is left is heard alone."""

from __future__ import annotations

import re

_LONGEST = 80
_CLAUSES = re.compile(r"[,，。;；!！]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_GREETS = re.compile(
    "(?:早|早上好|上午好|中午好|下午好|晚上好|你好|您好|在吗|行|行吧|好|好的|嗯+|可以|那|对了|哦对了|辛苦了?|麻烦了?|麻烦你了?|谢谢)"
    "|我?(?:也)?(?:刚|才|刚刚|刚才)(?:到|来|回|进|上班|开完会|坐下|忙完).{0,6}"
)
_PURPOSE = re.compile(
    "(?:我|我们|[局市县厅]里|给|等会儿?|待会儿?|一会儿?|上午|下午|晚上|明天|今天|马上|要|好|去|得|还|正好|急着?)*"
    "(?:开会|汇报|交差|打印|存档|备用|调度会|会上|[领局处科主][导长任])(?:上)?(?:要|得|等着?|急着?|好|催着)*(?:用|看|说|汇报|一份|一下|问|讲|要|的)+(?:呢|的|了|吧)?"
)


def without_asides(words: str) -> str:
    """The message without greetings and without what it is for; all of it where nothing else is said."""
    plain = words.strip()
    clauses = [each.strip() for each in _CLAUSES.split(plain) if each.strip()] if len(plain) <= _LONGEST else []
    left = [each for each in clauses if not (_GREETS.fullmatch(each) or is_purpose(each))]
    return "，".join(left) if left and len(left) < len(clauses) else plain


def is_purpose(clause: str) -> bool:
    """Whether a clause only says what something is for: 我下午开会用."""
    return _PURPOSE.fullmatch(clause.strip(" ,，")) is not None
