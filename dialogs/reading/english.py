"""Answers in English: 1.2 billion yuan, 12k, about 5 percent, 18 April 2024, from 46 to 75, not applicable.

The message is rewritten in the words that the readers know. Only what answers of figures, dates and boxes are made of
is known here; a message with any other Latin word is left as it is.
"""

from __future__ import annotations

import re

from dialogs.definition.form import Kind
from dialogs.reading.months import in_figures
from dialogs.reading.question import Question

_LONGEST = 200
_FIGURE = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_DAY = re.compile("(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?")
_NUMERALS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_OFFICES = (
    (r"statistics|statistical", "统计局"),
    (r"tax(?:ation)?", "税务局"),
    (r"market (?:regulation|supervision)", "市场监管局"),
    (r"commerce", "商务局"),
    (r"development and reform", "发改局"),
    (r"(?:ecology|ecological|environment(?:al)?)(?: protection)?", "生态环境分局"),
    (r"science(?: and technology)?", "科技局"),
    (r"human resources", "人社局"),
    (r"natural resources", "自然资源局"),
    (r"emergency(?: management)?", "应急局"),
)
_WAITS = r"(?:i(?: have to|'ll| will| must)? )?(?:ask|waiting for|wait for|wait on|pending from|to be given by)"
_WHOLE = (
    (
        r"(?:there (?:is|are)|we have|we have got|it has)? ?(?:none|nothing|no such (?:thing|firm|company|platform)s?)"
        r"(?: (?:here|at all|so far|yet|else|to write|to add|to report))?|no more|nothing else",
        "无",
    ),
    (r"none of (?:the above|these|them|those)|none applies|none apply|neither", "都没有"),
    (r"(?:it )?(?:is )?(?:not applicable|does not apply|doesn't apply|not relevant)", "不适用"),
    (r"all(?: of)?(?: (?:them|these|those|the above))?|everything|every one", "全部"),
    (r"(?:all|everything|all of them) (?:except|but|apart from) (?P<rest>[0-9, and]+)", r"除了\g<rest>都有"),
    (
        r"(?:i |we )?(?:do not|don't) know(?: it)?(?: yet)?|unknown|not known(?: yet)?|not available(?: yet)?|"
        r"to be (?:decided|determined|confirmed)|tbd|tbc|not yet",
        "待定",
    ),
    (r"(?:the )?same as (?:last year|the year before)", "同去年"),
    (
        r"(?:there (?:is|are)|we have) ?no (?:such )?(?P<what>[a-z]+(?: [a-z]+)?)|"
        r"no (?:exports?|foreign investment|fdi|(?:listed )?(?:companies|firms)|patents|(?:such )?platforms?|branches|"
        r"pilots|standards|solid waste|(?:such )?(?:associations|alliances|projects))",
        "没有",
    ),
    (r"no idea|i have no idea|we do not have it yet", "待定"),
    (r"(?:in |as )?tonnes", "吨"),
)
_SCALES = (
    (r"hundred million", "亿"),
    (r"ten thousand", "万"),
    (r"trillion|tn", "万亿"),
    (r"billion|bn", "十亿"),
    (r"million|mln|mn", "百万"),
    (r"thousand|k", "千"),
)
_UNITS = (
    (r"us dollars?|dollars?|usd", "美元"),
    (r"yuan(?: rmb)?|rmb|cny|renminbi", "元"),
    (r"percentage points?", "个百分点"),
    (r"percent|per cent|pct", "%"),
    (r"square kilomet(?:er|re)s?|sq\.? ?km|km2|km²", "平方公里"),
    (r"square met(?:er|re)s?|sq\.? ?m|m2|m²", "平方米"),
    (r"hectares?|ha", "公顷"),
    (r"mu", "亩"),
    (r"companies|company|firms?|enterprises?|smes?|businesses", "家"),
    (r"people|persons?|employees|workers|staff|researchers", "人"),
    (r"invention patents|patents?|applications", "件"),
    (r"standards", "项"),
    (r"platforms?|branches|branch|centres?|centers?", "个"),
    (r"tonnes?|tons?", "吨"),
)
_SMALL = (
    r"(?:is|are|was|were|be|will be|it's|it|we|have|had|has|there|the|an?|of|in|total|altogether|only|just|exactly|"
    r"respectively|by|for|years?|option|number|box|boxes)"
)
_WORDS = (
    (r"about|around|approximately|approx\.?|roughly|nearly|almost|circa|some", "约"),
    (r"(?:fell|dropped|declined|decreased|went down|down)(?: by)?|(?:a )?(?:fall|drop|decrease|decline) of", "下降"),
    (r"(?:rose|grew|increased|went up|up)(?: by)?|(?:a )?(?:rise|growth|increase) of", "增长"),
    (r"base(?:line)?(?: value)?(?: is| of)?|currently|at present|today's", "基准"),
    (r"(?:the )?(?:target|goal)(?: value)?(?: is| of)?", "目标"),
    (r"today", "今天"),
    (r"yesterday", "昨天"),
    (r"yes", "是"),
    (r"no|not", "否"),
    (r"primary(?: industry)?", "第一产业"),
    (r"secondary(?: industry)?", "第二产业"),
    (r"tertiary(?: industry)?", "第三产业"),
    (r"from", "从"),
    (r"to|until", "到"),
    (r"and|plus|&", "、"),
    (_SMALL, ""),
)
_OF_A_YEAR = re.compile(
    rf"(?P<figure>(?:约)?{_FIGURE}[^0-9,;a-z]{{0,6}})[ ]?(?:in|for|by|at the end of)[ ](?P<year>20[0-9]{{2}})(?!年)"
)
_NOW = re.compile(rf"(?P<figure>{_FIGURE}[^0-9,;a-z]{{0,6}})[ ](?:now|at present|today)")
_EVERY_YEAR = re.compile(
    r"(?P<figure>.{1,40}?)[ ](?:each|every|per|a)[ ]year|"
    r"(?P<same>.{1,40}?)[ ](?:in )?(?:all|each of the) three(?: years)?"
)
_ROUGHLY_ALL = re.compile(r"^(?:about|around|approximately|approx\.?|roughly) (?=[0-9])")
_SCALED = re.compile(r"(?<=[0-9])(?P<scale>亿|万亿|十亿|百万|千|万)(?![亿万]|美元|元)")
_LATIN = re.compile(r"[A-Za-z]{2,}|(?<=[0-9])k")
_LEFT = re.compile(r"[A-Za-z]")
_JOINED = re.compile(
    r"(?<=[0-9%])[ ]+(?=[亿万十百千元美家人件项个平公亩吨%])|(?<=[\u4e00-\u9fff])[ ]+(?=[\u4e00-\u9fff])"
)
_SEVERAL = re.compile(r"[ ]*、[ ]*(?:、[ ]*)*|,[ ]*、[ ]*")
_BETWEEN_NAMES = re.compile(r"(?<=[\u4e00-\u9fff)）])[ ]+and[ ]+(?=[\u4e00-\u9fff])", re.IGNORECASE)


def from_english(question: Question, text: str) -> str | None:
    """The message in words that the readers know; None where it is not English, or has a word that is not known."""
    dated = question.field.kind is Kind.DATE and "/" in text
    if len(text) > _LONGEST or "\n" in text or not (dated or _LATIN.search(text)):
        return None
    plain = " ".join(text.lower().replace("’", "'").split()).strip(" .!")
    whole = _whole(plain)
    if whole is not None:
        return _for_boxes(question, whole)
    meant = _dated(plain) if question.field.kind is Kind.DATE else _spelled(plain)
    return None if _LEFT.search(meant) else meant.strip(" ,、")


def without_and(text: str) -> str:
    """甲中心 and 乙中心: names with what parts them on paper."""
    return _BETWEEN_NAMES.sub("、", text)


def _whole(plain: str) -> str | None:
    """What a message says as a whole: that there is none, that it is not known, whom it waits for."""
    waits = re.match(rf"{_WAITS} (?:the )?", plain)
    for office, name in _OFFICES if waits is not None else ():
        rest = plain[waits.end() :] if waits is not None else ""
        if re.fullmatch(rf"(?:county )?(?:{office})(?: (?:bureau|office|department|authority))?", rest):
            return f"等{name}"
    named = re.fullmatch(rf"{_WAITS} (?:the )?(?P<office>[\u4e00-\u9fff]{{2,10}})", plain)
    if named is not None:
        return f"等{named['office']}"
    found = ((re.fullmatch(pattern, plain), instead) for pattern, instead in _WHOLE)
    return next((match.expand(instead) for match, instead in found if match is not None), None)


def _for_boxes(question: Question, whole: str) -> str:
    """除了1、3都有: numbers with what parts them; 无 of a yes-or-no question is 没有."""
    if whole == "都没有" and question.field.kind is Kind.CHOICE:
        return "没有"
    return re.sub(r"[ ]*(?:,|and)[ ]*", "、", whole) if whole.startswith("除了") else whole


def _dated(plain: str) -> str:
    day = in_figures(plain.removeprefix("on ").removeprefix("in "))
    return day if _DAY.fullmatch(day) else _worded(plain)


def _spelled(plain: str) -> str:
    for number, word in enumerate(_NUMERALS):
        plain = re.sub(rf"\b{word}\b(?! year)", str(number), plain)
    plain = _ROUGHLY_ALL.sub("大约 ", _with_units(plain))
    now = _NOW.sub(r"基准\g<figure>", plain)
    by_year = _OF_A_YEAR.sub(r"\g<year>年\g<figure>", now)
    each = _EVERY_YEAR.fullmatch(by_year)
    meant = f"每年都是{each['figure'] or each['same']}" if each is not None else by_year
    for number, word in enumerate(_ORDINALS, 1):
        meant = re.sub(rf"\b(?:the )?{word}\b(?: (?:one|option|box|2))?", f"第{number}个", meant)
    return _worded(meant)


def _with_units(plain: str) -> str:
    for pattern, instead in (*_SCALES, *_UNITS):
        plain = re.sub(rf"(?<=[0-9])[ ]?(?:{pattern})(?![a-z0-9])", instead, plain)
    for pattern, instead in _UNITS:
        plain = re.sub(rf"(?<=[亿万千])[ ]?(?:{pattern})(?![a-z0-9])", instead, plain)
    return _SCALED.sub(r"\g<scale>美元", plain) if "美元" in plain else plain


def _worded(plain: str) -> str:
    for pattern, instead in _WORDS:
        plain = re.sub(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])", instead, plain)
    return _JOINED.sub("", _SEVERAL.sub("、", " ".join(plain.split())))
