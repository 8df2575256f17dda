"""One county at the desk in words: its entrants, its sections, what is wrong, whom to call."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.definition.form import Form
from dialogs.record.region import Stage
from dialogs.saying.briefs import Dossier, OneCounty
from renderers.chat.desk_follow import follow_line
from renderers.chat.entrants import line
from renderers.chat.inviting import contact_line, unused_line
from renderers.chat.values import phrase_moment
from renderers.i18n import Language, mark

_SECTION_WORDS = {
    "u": mark("未开始"),
    "s": mark("进行中"),
    "t": mark("有问题"),
    "f": mark("已填完"),
}


def one_county(form: Form, reply: OneCounty, language: Language) -> str:
    """A county: its entrants, its sections, what is wrong, whom to call."""
    sections = len(reply.dossier.sections) if reply.dossier is not None else 0
    rows = reply.rows or ()
    lines = [line(each, sections, language) for each in rows] or [reply.called]
    for each in rows:
        if each.entrant.updated:
            lines.append(language.say("最近更新 {when}", {"when": phrase_moment(each.entrant.updated)}))
    if reply.dossier is not None:
        lines += _dossier(reply, language)
    lines += [contact_line(each, language) for each in reply.contacts]
    lines += [unused_line(each, language) for each in reply.links]
    lines += [follow_line("", each, language) for each in reply.follow]
    if not (reply.contacts or reply.links):
        lines.append(language.say("还没有联系人。"))
    return "\n".join(lines)


def _dossier(reply: OneCounty, language: Language) -> Iterable[str]:
    dossier = reply.dossier
    if dossier is None:
        return
    for each in dossier.sections:
        words = language.say(_SECTION_WORDS[each.state])
        if each.open:
            words += language.say("，还有 {count} 项", {"count": str(each.open)})
        if each.troubled:
            words += language.say("，看 {ids}", {"ids": "、".join(each.troubled)})
        yield f"{each.title}  {words}"
    for severity, message, figures in dossier.findings:
        yield f"{'✗' if severity == 'error' else '？'} {language.say(message, figures)}"
    if dossier.lacking:
        count = {"count": str(len(dossier.lacking)), "first": "；".join(dossier.lacking[:5])}
        yield language.say("还缺佐证 {count} 类：{first}", count) + ("……" if len(dossier.lacking) > 5 else "")
    yield from _recorded(dossier, language)
    if dossier.entrant.stage in (Stage.FILLING, Stage.CONSIDERING, Stage.FILLED):
        yield language.say("送审以前只看得到进度，看不到填的数。")


def _recorded(dossier: Dossier, language: Language) -> Iterable[str]:
    count, by = dossier.recorded
    if count:
        yield language.say("其中 {count} 项由{by}代录，等县里确认。", {"count": str(count), "by": by})
