"""Until when, to whom, in which form and how many: the dates, those that coordinators set included."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.definition.form import Form
from dialogs.definition.notice import Deadline, ReportingGroup
from dialogs.derived.deadlines import DateLine, reports_itself
from dialogs.saying.date_replies import Dates
from renderers.chat.values import phrase_date
from renderers.i18n import Language


def dates(form: Form, reply: Dates, language: Language) -> str:
    """Whom the county hands its papers to and by when, and what the city does after that."""
    group = next((each for each in form.groups if each.name == reply.group), None)
    to_city = [line for line in reply.lines if _deadline(form, line).groups]
    to_province = [_block(form, line, None, language) for line in reply.lines if line not in to_city]
    if group is None:
        return "\n\n".join([*(_block(form, line, None, language) for line in to_city), *to_province])
    figures = {"group": group.name, "quota": str(group.quota), "receiver": group.receiver}
    quota = language.say("{group}最多推荐 {quota} 个集群，超过的省里不受理。", figures)
    if reports_itself(form, group.name):
        head = language.say("由 {receiver} 直接报省里：", figures)
        return "\n".join([head, *to_province, quota])
    then = language.say("再由市里报省里（县里不用办）：")
    return "\n".join([_to_city(form, to_city, group, language), "", then, *to_province, quota])


def _to_city(form: Form, lines: Sequence[DateLine], group: ReportingGroup, language: Language) -> str:
    """The county's own date; where the city has not set one, another city's as a reference and the word to ask."""
    fixed = [line for line in lines if line.fixed]
    if fixed:
        return "\n".join([language.say("县里要办的："), *(_block(form, line, group, language) for line in fixed)])
    figures = {"receiver": group.receiver}
    head = language.say("县里交给 {receiver}。截止日期和份数通知里没有写，请向市里问清。", figures)
    return "\n".join([head, *(_reference(form, line, language) for line in lines)])


def _reference(form: Form, line: DateLine, language: Language) -> str:
    figures = {
        "city": "、".join(_deadline(form, line).groups),
        "day": phrase_date(line.on),
        "left": left(line, language),
    }
    return language.say("{city}定的是 {day}（{left}），可作参考。", figures)


def left(line: DateLine, language: Language) -> str:
    """What is left until a date, or how long it is past, in working days and in days."""
    figures = {"working": str(abs(line.working)), "days": str(abs(line.days))}
    if line.days == 0:
        return language.say("就是今天")
    if line.days < 0:
        return language.say("已过 {days} 天", figures)
    if not line.known:
        return language.say("还有 {days} 天", figures)
    return language.say("还有 {working} 个工作日、{days} 天", figures)


def _block(form: Form, line: DateLine, group: ReportingGroup | None, language: Language) -> str:
    """A date with what goes where; of a city's own date only what the city said: the day."""
    deadline = _deadline(form, line)
    theirs = group is not None and bool(deadline.groups) and group.name not in deadline.groups
    receiver = group.receiver if theirs and group is not None else deadline.recipient
    figures = {"day": phrase_date(line.on), "left": left(line, language), "recipient": receiver}
    head = language.say("{day}前（含当天，宜早一个工作日；{left}）→ {recipient}", figures)
    if line.moved:
        head += language.say("（市里定的日期）")
    if theirs:
        return head + "\n" + language.say("份数和材料通知里没有写，请向市里问清。")
    return "\n".join([head, *_papers(deadline, language)])


def _papers(deadline: Deadline, language: Language) -> list[str]:
    figures = {
        "copies": str(deadline.copies),
        "papers": "、".join(deadline.papers),
        "email": deadline.email or "",
        "subject": deadline.subject or "",
        "address": deadline.address or "",
        "contacts": "，".join(deadline.contacts),
    }
    lines = [language.say("纸质一式 {copies} 份；{papers}", figures)]
    if deadline.email:
        lines.append(language.say("电子版发 {email}", figures))
    if deadline.subject:
        lines.append(language.say("邮件标题：{subject}", figures))
    if deadline.address:
        lines.append(language.say("地址：{address}", figures))
    if deadline.contacts:
        lines.append(language.say("联系：{contacts}", figures))
    if deadline.note:
        lines.append(language.say(deadline.note))
    return lines


def _deadline(form: Form, line: DateLine) -> Deadline:
    return next(each for each in form.deadlines if each.name == line.deadline)
