"""What is said when words could not be read, or not without asking: what is wrong, and how to mend it."""

from __future__ import annotations

import re

from dialogs.definition.form import Form, Kind, Shape
from dialogs.saying.replies import Confirm, Misread, Object
from renderers.chat.questions import title
from renderers.i18n import Language, mark

_MISREAD = {
    "empty": mark("没有收到内容，原来的答案不变。"),
    "not a number": mark("“{words}”不像数字。请只发数字，如 {example}；没有就回“无”。"),
    "not whole": mark("“{words}”有小数，{id} 要填整数。"),
    "wrong unit": mark("“{typed}”换算不成{unit}，请按{unit}填。"),
    "too many": mark("收到 {got} 个数，这题只要 {expected} 个。请重发。"),
    "too few": mark("收到 {got} 个数，这题要 {expected} 个。缺的可写“等统计局”。"),
    "not a choice": mark("没认出“{words}”。请回选项前的编号或原文。"),
    "one choice": mark("这题只能选一个，请回一个编号。"),
    "not a date": mark("“{words}”不是日期。请按“{example}”填。"),
    "not a phone": mark("“{words}”不像电话。手机 11 位，座机带区号，如 0311-87851916。"),
    "not a matrix": mark("没看懂“{words}”。一年一行，如：{example}（先主持后参与）。"),
    "not rows": mark("没看懂“{words}”。一行一个指标：方向 | 指标 | 基准值 | 目标值；没有就回“无”。"),
    "no such place": mark("名录里没有“{words}”。请回编号或全名。"),
    "control characters": mark("文字里有打印不出的符号，请删去再发。"),
    "too large": mark("这个数太大了，请核对单位后重发。"),
    "repeated year": mark("{year} 年出现了两次，请重发。"),
    "no such day": mark("“{words}”没有这一天：{month}月只有{days}天。请重发。"),
    "full name": mark("“{words}”印在表上没人认得，请写全名。"),
    "acknowledged": mark("好。{id} 等您回答，不急；要先跳过请回“稍后”。"),
    "reference": mark("“{words}”不能印在表上，请写内容本身；文件请直接发过来，要等部门可写“等统计局”。"),
    "classified": mark("涉密内容请不要发到这里。{id} 可回“稍后”，与上级商定口径后再填。"),
    "asked": mark("{id} 还等着回答，说明如下。"),
    "one figure": mark("“{words}”不是一个确定的数。请填一个数；拿不准可写“300 待核实”，要等部门可写“等统计局”。"),
    "sum of years": mark("“{words}”是几年合计，这题要一年一个数，如 {example}。"),
}
_CONFIRM = {
    "unit": mark("像是{mistaken_for}。按 {values} {unit}记？"),
    "share": mark("是 {low} 还是 {high}？"),
    "one of three": mark("只有一个数 {value}，是哪一年的？"),
    "years of two": mark("只有两个数，是哪两年的？"),
    "none or zero": mark("表里要分清：填“无”还是 0？"),
    "former name": mark("{words} 现在叫 {name}，按新名记？"),
    "other city": mark("{words} 属于 {city}，不在 C2 的市里。市和县一起改？"),
    "closest": mark("“{words}”是指哪一个？"),
    "rider": mark("“{words}”按“{value}”记？附带的话会作为原话保留。"),
    "tiny": mark("“{words}”换成本题的单位后太小，印出来几乎是 0，单位对吗？"),
    "outlier": mark("“{words}”里各年相差上千倍，单位一致吗？"),
    "no answer": mark("“{words}”要记成什么？"),
    "count differs": mark("写的是 {typed} 个，列出 {listed} 个，按哪个记？"),
}
_ALONE = {
    "closest": mark("“{words}”是这个意思吗？"),
    "no answer": mark("“{words}”这样记吗？"),
}
"""What is asked where only one meaning is offered."""

_FOREIGN_MONEY = re.compile("美[元金]|刀|[欧日港]元|港币|usd|eur|jpy|hkd", re.IGNORECASE)
_ZONE = re.compile("开发区|高新区|管理区|园区")
"""Units without a county code of their own (I-44)."""


def misread(form: Form, reply: Misread, language: Language) -> str:
    """A sentence that says what could not be read and how to mend it."""
    field = form.by_name[reply.field]
    example = field.example or ("118 131 152" if field.shape is Shape.YEARLY else "12")
    if reply.why == "empty" and field.kind is Kind.PARAGRAPH:
        return language.say("还没有写内容。请发文字，没有相关情况就回“无”。")
    sentence = language.say(_MISREAD[reply.why], {"id": field.id, "example": example, **reply.figures})
    if reply.why == "wrong unit" and _FOREIGN_MONEY.search(reply.figures.get("typed", "")):
        sentence += language.say("外币按该年度统计公报的汇率折成人民币再填（附件2第5条）。")
    if reply.why == "no such place" and _ZONE.search(reply.figures.get("words", "")):
        sentence += language.say("开发区、高新区请选所在的县（市、区）；能否单独申报，请先问市局。")
    return sentence


def confirm(form: Form, reply: Confirm, language: Language) -> str:
    """The doubt that only the person can settle."""
    if reply.why == "one of three" and form.by_name[reply.field].shape is Shape.PAIR:
        return language.say("只有一个数 {value}，是基准值还是目标值？", reply.figures)
    alone = sum(option.verb != "retype" for option in reply.options) == 1
    sentence = _ALONE.get(reply.why, _CONFIRM[reply.why]) if alone else _CONFIRM[reply.why]
    asked = language.say(sentence, {"id": form.by_name[reply.field].id, **reply.figures})
    if "left" in reply.figures:
        asked += language.say("没放进去的：{left}。", reply.figures)
    if "unread" in reply.figures:
        asked += language.say("没认出“{unread}”，也有的话请重填。", reply.figures)
    return asked


def objection(form: Form, reply: Object, language: Language) -> str:
    """What does not hold, in the question's own words."""
    sentence = "\n".join(language.say(reply.message, figures) for figures in (reply.figures, *reply.more))
    if reply.refused:
        return language.say("{sentence}没有记下，请重填。", {"sentence": sentence})
    mark_ = "✗" if reply.severity == "error" else "？"
    field = form.by_name[reply.field]
    if reply.elsewhere:
        return f"{mark_} {title(field, language)}\n{sentence}"
    return f"{mark_} {sentence}"
