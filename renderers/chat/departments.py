"""What departments hold and owe: the list, one department's card, and the text that is forwarded to it."""

from __future__ import annotations

from dialogs.definition.form import Field, Form
from dialogs.derived.departments import Owed
from dialogs.gathering.sheets import MARK, label
from dialogs.saying.summaries import DepartmentCard, Departments, Forward
from renderers.chat.values import phrase_moment
from renderers.i18n import SOURCE, Language, mark
from renderers.i18n import language as source_language
from renderers.numbering import ranges

_GREETING = "您好！我们在填报{title}{cluster}，请贵单位提供下面 {count} 项数据："
_NUDGE = "您好！{since}请贵单位提供的下面 {count} 项数据还没有收到，{title}{cluster}等着用，麻烦尽快提供："
_HOW = "回复办法：在“＝”后面填，或一行一项写“题号 数”，整段发回来就行。没有这种情况写“无”，暂时没有写“稍后”。"
_SOURCE = "请在最后一行写明数据来源：报表名称、日期。"


def departments(form: Form, reply: Departments, language: Language) -> str:
    """How to go on; the departments stand on the buttons."""
    if not reply.lines:
        return language.say("没有哪个部门名下有题。")
    lines = [language.say(mark("各部门一般掌握的数据，点一个部门：转发文字、专用链接或 Excel 填报表。"))]
    lines.extend(held(form, each) for each in reply.lines)
    lines.append(language.say(mark("和本县不一样就说一声：“2.3 归税务局”、“统计局管 2.1-2.5”。")))
    return "\n".join(lines)


def card(form: Form, reply: DepartmentCard, language: Language) -> str:
    """What one department holds, what is missing, and since when it is waited for."""
    line = reply.line
    figures = {"department": line.department, "count": str(len(line.fields)), "ids": numbers(form, line.fields)}
    if not line.fields:
        return language.say("{department}名下没有题。可以说“{department}管 2.1-2.5”。", figures)
    parts = [language.say("{department}：{count} 题（{ids}）。", figures)]
    missing = {"count": str(len(line.missing)), "ids": numbers(form, line.missing)}
    parts.append(language.say("还缺 {count} 题：{ids}。", missing) if line.missing else language.say("都有了。"))
    if line.since:
        parts.append(language.say("{when} 起在等。", {"when": phrase_moment(line.since)}))
    return "".join(parts)


def forward(form: Form, reply: Forward, language: Language) -> str:
    """The text for the department, in Chinese: what is asked, question by question, and how to answer."""
    del language
    speech = source_language(SOURCE).of(form)  # departments read Chinese, whoever asks
    wanted = reply.line.missing or reply.line.fields
    figures = {
        "title": f"《{form.title}》",
        "cluster": f"（{reply.cluster}）" if reply.cluster else "",
        "count": str(len(wanted)),
        "since": phrase_moment(reply.line.since).split(" ")[0] if reply.line.since else "",
    }
    greeting = _NUDGE if reply.nudge else _GREETING
    lines = [f"{reply.line.department}：", greeting.format(**figures)]
    for name in wanted:
        lines.extend(question_lines(form.by_name[name], speech))
    return "\n".join([*lines, _HOW, _SOURCE])


def question_lines(field: Field, speech: Language) -> list[str]:
    """A question as a department reads it: number, label, unit and years; below it what is meant."""
    hint = f"　　{speech.say(field.hint)}" if field.hint else ""
    return [f"{label(field)}{MARK}", *([hint] if hint else [])]


def numbers(form: Form, names: tuple[str, ...]) -> str:
    """Printed numbers of questions."""
    return ranges(form, [form.by_name[name].id for name in names])


def held(form: Form, line: Owed) -> str:
    """A department and its questions in a line."""
    return f"{line.department}：{numbers(form, line.fields)}"
