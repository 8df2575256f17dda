"""Replies in words: what a turn said as values, phrased for a person in one language.

``phrase`` is total over the replies; each kind has its own module beside this one. A phrased reply knows its buttons
and which words can be typed instead, but not the channel that carries it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.definition.form import Form, Kind
from dialogs.record.standing import Place
from dialogs.saying.comments import Returned, ReviewHistory
from dialogs.saying.date_replies import Dates, Reminder
from dialogs.saying.examined import Examined
from dialogs.saying.proof_replies import Evidence, FileCard, ProofCard, ProofRows, Sorting
from dialogs.saying.replies import (
    Ask,
    Confirm,
    Contested,
    Counted,
    Deliver,
    Explain,
    Filled,
    Heard,
    Misread,
    Object,
    Replaced,
    Reply,
    Sheet,
    Show,
    Told,
    Welcome,
)
from dialogs.saying.summaries import (
    Completed,
    DepartmentCard,
    Departments,
    Forward,
    Needs,
    Progress,
    Report,
    Shares,
    Sources,
    Submission,
    Unchecked,
)
from renderers.chat import (
    dates,
    departments,
    desk,
    evidence,
    importing,
    notices,
    questions,
    reading,
    reminders,
    reports,
    returned,
    review,
    sharing,
    sheets,
    sources,
    submission,
)
from renderers.chat.options import phrase_option
from renderers.chat.standing import phrase_group, phrase_place
from renderers.chat.values import phrase_values
from renderers.i18n import Language, mark
from renderers.numbering import ranges

_AT_THE_START = (mark("整节填"), mark("逐题填"))
_WHILE_ASKING = (mark("稍后"), mark("返回"), "?", mark("进度"), mark("整节"))
_WHILE_COUNTING = (mark("无"), mark("稍后"), mark("返回"), "?", mark("进度"), mark("整节"))
_WHILE_WRITING = (mark("完成"), mark("无"), mark("稍后"), mark("返回"), "?")
_WHILE_RETURNED = (mark("退回意见"), mark("送回"), mark("审核记录"), "?")
_WHILE_REVIEWING = (mark("回到审核"), mark("批注草稿"), mark("退回补正"), mark("今天"), "?")
_AT_REST = (mark("继续"), mark("进度"), mark("检查"), mark("预览"), "?")
_UNDER: Mapping[type[Reply], tuple[str, ...]] = {
    Counted: _WHILE_WRITING,
    **dict.fromkeys((Confirm, Object, Contested), _WHILE_ASKING),
    **dict.fromkeys((Told, Progress, Report, Unchecked, Completed, Needs), _AT_REST),
    **dict.fromkeys((Returned, ReviewHistory), _WHILE_RETURNED),
    Examined: _WHILE_REVIEWING,
}
"""The words that can be typed below replies of a kind."""


@dataclass(frozen=True, slots=True)
class Phrased:
    """One message in words: its numbered buttons, the keyboard's revision and field, and typed words that help.

    ``ways`` are words that open a section in one way or another; ``place`` says where the conversation is. ``groups``
    are the headings above the buttons of a list, one for each button.
    """

    text: str
    buttons: tuple[str, ...] = ()
    revision: int = 0
    field: str | None = None
    multiple: bool = False
    commands: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    place: str = ""
    groups: tuple[str, ...] = ()


def phrase(form: Form, reply: Reply, language: Language) -> Phrased:
    """A reply in words."""
    language = language.of(form)
    options = getattr(reply, "options", ())
    buttons = tuple(phrase_option(option, language) for option in options)
    groups = tuple(phrase_group(each.group, language) if each.group else "" for each in options)
    field = getattr(reply, "field", None)
    place: Place | None = getattr(reply, "place", None)
    return Phrased(
        text=_text(form, reply, language),
        buttons=buttons,
        revision=getattr(reply, "revision", 0),
        field=field,
        multiple=isinstance(reply, Ask) and form.by_name[reply.field].kind is Kind.MULTI,
        commands=_commands(form, reply, language),
        ways=tuple(language.say(word) for word in _AT_THE_START) if isinstance(reply, Ask) and reply.opens else (),
        place=phrase_place(form, place, language) if place is not None else "",
        groups=groups if any(groups) else (),
    )


def _text(form: Form, reply: Reply, language: Language) -> str:
    return _WORDS[type(reply)](form, reply, language)


def _welcome(form: Form, reply: Welcome, language: Language) -> str:
    first, *others = form.introduction
    lines = [language.say(each) for each in (others if reply.whole else [first])]
    if reply.minutes:
        lines[-1] += language.say("约还要 {count} 分钟，可以分几次填。", {"count": str(reply.minutes)})
    return "\n".join(lines)


def heard(form: Form, reply: Heard, language: Language) -> str:
    """The echo of an answer, and the proofs that it now calls for."""
    field = form.by_name[reply.field]
    value = phrase_values(form, field, reply.entries, language)
    figures = {"id": field.id, "value": value}
    sentence = mark("记下 {id}：\n{value}") if "\n" in value else mark("记下 {id}：{value}")
    line = language.say(sentence, figures)
    copies = form.copies.get(field.name, ())
    if copies:
        line += language.say("（同时填入 {ids}）", {"ids": ranges(form, [each.id for each in copies])})
    if reply.beside:
        line += language.say("（附带的话作为原话保留）")
    proofs = [each.what for each in form.evidence if each.id in reply.evidence] if reply.evidence else []
    if proofs and field.kind is Kind.MULTI:
        line += "\n" + language.say("勾选的 {count} 项都要附佐证。", {"count": str(len(proofs))})
    elif proofs:
        line += "\n" + language.say("要附佐证：{proofs}", {"proofs": "；".join(proofs)})
    return line


def _delivery(form: Form, reply: Deliver, language: Language) -> str:
    if reply.draft and reply.kind != "review":  # which says so itself, and is never handed in
        return language.say("{name}（草稿，还有未完成的内容，不得报送）", {"name": reply.name})
    return reply.name


def _pages(form: Form, reply: Show, language: Language) -> str:
    numbers = [picture.page for picture in reply.pictures]
    if reply.field is None:
        return language.say("申报表共 {count} 页：", {"count": str(len(numbers))})
    figures = {"id": form.by_name[reply.field].id, "page": str(numbers[0]), "count": str(len(numbers))}
    return language.say("申报表共 {count} 页，{id} 在第 {page} 页：", figures)


def _commands(form: Form, reply: Reply, language: Language) -> tuple[str, ...]:
    match reply:
        case Ask(wrote=wrote):
            field = form.by_name[reply.field]
            plain = field.kind in (Kind.CHOICE, Kind.DATE, Kind.PHONE)
            words: tuple[str, ...] = _WHILE_ASKING if plain else _WHILE_COUNTING
            if wrote:
                on = language.say("接着写 {id}", {"id": form.by_name[wrote].id})
                return (on, *(language.say(word) for word in words))
        case Replaced(field=name):
            return (language.say("改 {id}", {"id": form.by_name[name].id}), language.say("继续"))
        case _ if type(reply) in desk.WORDS:
            words = desk.commands(type(reply))
        case _:
            words = _UNDER.get(type(reply), ())
    return tuple(language.say(word) for word in words)


_WORDS: Mapping[type[Reply], Callable[[Form, Any, Language], str]] = {
    Ask: questions.ask,
    Counted: questions.counted,
    Explain: questions.explain,
    Misread: reading.misread,
    Confirm: reading.confirm,
    Object: reading.objection,
    Heard: heard,
    Filled: sheets.filled,
    Sheet: sheets.sheet,
    Progress: reports.progress,
    Report: reports.report,
    Unchecked: reports.unchecked,
    Needs: reports.needs,
    Evidence: evidence.checklist,
    ProofRows: evidence.rows,
    ProofCard: evidence.card,
    FileCard: evidence.file_card,
    Sorting: evidence.sorting,
    Submission: submission.submission,
    Completed: reports.completed,
    Told: notices.notice,
    Welcome: _welcome,
    Deliver: _delivery,
    Dates: dates.dates,
    Reminder: reminders.reminder,
    Show: _pages,
    Contested: sharing.contested,
    Replaced: sharing.replaced,
    Shares: sharing.shares,
    Sources: sources.sources,
    Departments: departments.departments,
    DepartmentCard: departments.card,
    Forward: departments.forward,
    Returned: returned.returned,
    ReviewHistory: returned.history,
    Examined: review.examined,
    **importing.WORDS,
    **desk.WORDS,
}
