"""A coordinator's calls and reminders to oneself in words."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.record.region import FollowUp
from dialogs.saying.briefs import FollowUps
from renderers.chat.values import phrase_moment
from renderers.i18n import Language, mark

_LINES = {
    ("call", True): mark("{at}给{name}打过电话：{words}（{due}再问）"),
    ("call", False): mark("{at}给{name}打过电话：{words}"),
    ("reminder", True): mark("{due}提醒：{words}"),
    ("reminder", False): mark("提醒：{words}"),
}


def follow_line(called: str, each: FollowUp, language: Language) -> str:
    """One of them in a line; ``called`` is its county's name, where that is to be said."""
    figures = {
        "at": phrase_moment(each.at),
        "due": phrase_moment(each.due) if each.due else "",
        "name": called or language.say("他们"),
        "words": each.words or language.say("（没有写内容）"),
    }
    return language.say(_LINES[each.kind, bool(each.due)], figures)


def follow_ups(form: Form, reply: FollowUps, language: Language) -> str:
    """The one that is due now, or all of them."""
    lines = [follow_line(called, each, language) for called, each in reply.found]
    if reply.now:
        return "\n".join((language.say("您让我提醒的："), *lines))
    if not lines:
        return language.say("没有要跟进的。这样写：提醒我 周五 催清河县；打过电话 清河县 说下周交")
    return "\n".join((language.say("要跟进的 {count} 件：", {"count": str(len(lines))}), *lines))
