"""A reminder in words: the dates, what the draft lacks, what comes next. Short: it is read on a phone's lock screen."""

from __future__ import annotations

from dataclasses import replace

from dialogs.definition.form import Form
from dialogs.derived.deadlines import DateLine, returned_on
from dialogs.saying.date_replies import Lacks, Reminder
from renderers.chat.dates import left
from renderers.chat.values import phrase_date
from renderers.i18n import Language, mark

_WHAT = {True: mark("交市里"), False: mark("报省里")}
_FIRST = {
    "start": mark("报送日期："),
    "moved": mark("日期改了："),
    "before": mark("提醒："),
    "today": mark("今天到期："),
    "later": mark("您让再提醒："),
    "": mark("现在的情况："),
}
_LATE = 5


def reminder(form: Form, reply: Reminder, language: Language) -> str:
    """The dates first, then what is missing; once one is past, politely whether it was handed in on paper."""
    back = [day for name, _ in reply.points if (day := returned_on(name))]
    if back:
        only = len(back) == len(reply.points)
        rest = replace(reply, points=tuple(each for each in reply.points if not returned_on(each[0])))
        return _back(min(back), reply, language) + ("" if only else f"\n{reminder(form, rest, language)}")
    kinds = {kind for _, kind in reply.points}
    overdue = [line for line in reply.lines if (line.deadline, "overdue") in reply.points]
    if overdue:
        parts = [_overdue(form, overdue[0], language) + _asked(reply, language), *_ahead(form, reply, language)]
    else:
        parts = [_head(kinds, language) + (_dates(form, reply.lines, language) or language.say("日期都过了"))]
    parts.append(_state(reply, language))
    if "start" in kinds:
        parts.append(language.say("发“日历”可以把日期存进手机日历。"))
    return "\n".join(part for part in parts if part)


def _back(day: str, reply: Reminder, language: Language) -> str:
    """What was returned is to be back by then."""
    figures = {"day": phrase_date(day), "count": str(len(reply.back)), "ids": "、".join(reply.back)}
    head = language.say("退回的意见请在 {day} 前改好或说明，再送回。", figures)
    if not reply.back:
        return head + language.say("改好了请发“送回”。")
    return head + language.say("还有 {count} 处没有改：{ids}。", figures)


def _head(kinds: set[str], language: Language) -> str:
    order = ("today", "moved", "before", "later", "start")
    return language.say(_FIRST[next((kind for kind in order if kind in kinds), "")])


def _dates(form: Form, lines: tuple[DateLine, ...], language: Language) -> str:
    return language.say("；").join(_date(form, line, language) for line in lines if line.days >= 0)


def _date(form: Form, line: DateLine, language: Language) -> str:
    deadline = next(each for each in form.deadlines if each.name == line.deadline)
    figures = {"day": phrase_date(line.on), "left": left(line, language)}
    figures["what"] = language.say(_WHAT[bool(deadline.groups)])
    if line.fixed:
        return language.say("{day}前{what}（{left}）", figures)
    figures["city"] = "、".join(deadline.groups)
    return language.say("{city}是 {day}前{what}（{left}），您市的日期请问市里", figures)


def _overdue(form: Form, line: DateLine, language: Language) -> str:
    deadline = next(each for each in form.deadlines if each.name == line.deadline)
    days = -line.days
    figures = {"day": phrase_date(line.on), "what": language.say(_WHAT[bool(deadline.groups)]), "days": str(days)}
    if days <= 1:
        head = language.say("{what}的日期 {day} 昨天过了，这里还没有看到报送。", figures)
    elif days <= _LATE:
        head = language.say("{what}的日期 {day} 已过 {days} 天，这里还没有看到报送。", figures)
    else:
        head = language.say("{what}的日期 {day} 已过去较久（{days} 天），这里还没有看到报送。", figures)
        head += language.say("填过的都留着，下一次申报还能用。")
    return head


def _asked(reply: Reminder, language: Language) -> str:
    """Whether it was handed in: by the first button, where there are buttons."""
    if reply.options and reply.options[0].verb == "submitted":
        return language.say("如已线下报送，请回 1；没有的话可以接着填，也请和市里说一声。")
    return language.say("如已线下报送，请发“已报送”；没有的话可以接着填，也请和市里说一声。")


def _ahead(form: Form, reply: Reminder, language: Language) -> list[str]:
    ahead = _dates(form, reply.lines, language)
    return [language.say("后面还有：{dates}。", {"dates": ahead})] if ahead else []


def _state(reply: Reminder, language: Language) -> str:
    """What the draft lacks, in one or two sentences."""
    if reply.ended:
        return language.say("打开着的这份不用再管，您名下还有别的集群没有报送。")
    lacks = reply.lacks
    if lacks.untouched:
        return language.say("还没有开始填，可以分几次填，填过的都在。")
    missing = _missing(lacks, language)
    waiting = "、".join(
        language.say("{department} {count} 项", {"department": who or language.say("资料"), "count": str(count)})
        for who, count in lacks.waiting
    )
    if not missing and not waiting:
        return language.say("表已填完，还没有报送：打印、签字盖章、扫描、佐证装订编页后交上去，交了请告诉这里。")
    sentence = language.say("还差 {missing}", {"missing": "、".join(missing)}) if missing else ""
    if waiting:
        sentence += language.say("；") if sentence else ""
        sentence += language.say("等{waiting}", {"waiting": waiting})
    return sentence + language.say("。")


def _missing(lacks: Lacks, language: Language) -> list[str]:
    counted = (
        (lacks.sections if lacks.questions else 0, mark("{count} 节")),
        (lacks.questions, mark("{count} 题")),
        (lacks.proofs, mark("{count} 份佐证")),
        (lacks.errors, mark("{count} 处要改")),
    )
    return [language.say(words, {"count": str(count)}) for count, words in counted if count]
