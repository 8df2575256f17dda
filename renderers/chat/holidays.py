"""A notice on holidays, as it was read: days off and days worked, what does not fit, what confirming it does."""

from __future__ import annotations

from datetime import date

from dialogs.definition.form import Form
from dialogs.saying.briefs import YearRead
from renderers.i18n import Language, mark

_TROUBLES = {
    "count": mark("天数对不上：{words}"),
    "weekday": mark("{words} 不是周末，却写着上班"),
    "day": mark("没读出日期：{words}"),
}


def year_read(form: Form, reply: YearRead, language: Language) -> str:
    """Every holiday in a line, to be held against the notice."""
    notice = reply.notice
    lines = [language.say("{year} 年放假安排，读到的是：", {"year": str(notice.year)})]
    for each in notice.holidays:
        span = _day(each.first) if each.first == each.last else f"{_day(each.first)}—{_day(each.last)}"
        days = (date.fromisoformat(each.last) - date.fromisoformat(each.first)).days + 1
        lines.append(language.say("· {name} {span}，{days} 天", {"name": each.name, "span": span, "days": str(days)}))
    if notice.shifted:
        worked = "、".join(_day(day) for day in notice.shifted)
        lines.append(language.say("· 周末上班：{days}", {"days": worked}))
    lines += [f"！{language.say(_TROUBLES[kind], {'words': words[:60]})}" for kind, words in notice.troubles]
    if reply.known:
        lines.append(language.say("这一年原来有数据，会被替换。"))
    lines.append(language.say("对得上通知就确认，工作日和提醒全省都按它算。"))
    return "\n".join(lines)


def _day(iso: str) -> str:
    return f"{int(iso[5:7])}月{int(iso[8:10])}日"
