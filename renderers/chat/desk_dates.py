"""The dates of a region in words: what is left until each, what moving one changes."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.definition.form import Form
from dialogs.derived.deadlines import DateLine
from dialogs.saying.briefs import DateMove, RegionDates
from renderers.chat.dates import left
from renderers.chat.values import phrase_date
from renderers.i18n import Language, mark

_NAMED = 12
"""How many names stand in a line."""
_MOVES = {
    ("to_city", True): mark("{name}交市里的日期现在是 {day}，县里会收到通知（夜里不发，次日早上发）。"),
    ("to_city", False): mark("{name}交市里的日期改为 {day}："),
    ("to_province", True): mark("报省里的日期现在是 {day}，全省会收到通知（夜里不发，次日早上发）。"),
    ("to_province", False): mark("报省里的日期改为 {day}："),
}


def left_until(deadline: tuple[str, DateLine], language: Language) -> str:
    """A date with what is left until it, and to whom the papers go."""
    recipient, line = deadline
    figures = {"recipient": recipient, "day": phrase_date(line.on), "left": left(line, language)}
    return language.say("· {day}前报{recipient}：{left}", figures)


def dates(form: Form, reply: RegionDates, language: Language) -> str:
    """The dates, and how to set one."""
    lines = [left_until(each, language) for each in reply.left]
    if reply.province:
        lines.append(language.say("要改报省里的日期，发“截止日期 省里 5月10日”。先给您看影响谁，确认了才改。"))
    hint = language.say(
        "要改交市里的日期，发“截止日期 4月22日”；只给一个县延期，发“截止日期 清河县 4月26日”。"
        "先给您看影响谁，确认了才改。"
    )
    return "\n".join((*lines, hint))


def date_move(form: Form, reply: DateMove, language: Language) -> str:
    """What a date changes, for whom, and who hears of it."""
    figures = {"name": reply.name, "day": phrase_date(reply.on)}
    lines = [language.say(_MOVES[reply.deadline, reply.done], figures)]
    if not reply.done:
        lines += [_before(each, language) for each in reply.before]
        told = {"count": str(len(reply.told)), "names": _some(reply.told), "silent": str(reply.silent)}
        if reply.told:
            lines.append(language.say("会通知 {count} 人：{names}", told))
        else:
            lines.append(language.say("没有人要通知。", told))
        if reply.silent:
            lines.append(language.say("不通知 {silent} 人（不申报，或已报送）。", told))
    if not reply.known:
        lines.append(language.say("那一年的节假日还没有数据，工作日按周末推算。"))
    return "\n".join(lines)


def _some(names: Sequence[str]) -> str:
    """The first names, and that there are more."""
    return "、".join(names[:_NAMED]) + ("……" if len(names) > _NAMED else "")


def _before(each: tuple[str, bool, tuple[str, ...]], language: Language) -> str:
    day, fixed, counties = each
    figures = {"day": phrase_date(day), "count": str(len(counties)), "names": _some(counties)}
    if fixed:
        return language.say("· 原来 {day}，{count} 个县：{names}", figures)
    return language.say("· 原来没有定（参考 {day}），{count} 个县：{names}", figures)
