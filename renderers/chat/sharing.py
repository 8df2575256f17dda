"""Several people on one application: two answers to one question, whose answer was replaced, who filled what."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.definition.form import Form
from dialogs.record.application import Answer
from dialogs.saying.replies import Contested, Replaced
from dialogs.saying.summaries import Shares
from renderers.chat.values import phrase_moment, phrase_values
from renderers.i18n import Language


def contested(form: Form, reply: Contested, language: Language) -> str:
    """Both answers, and which is to stand."""
    field = form.by_name[reply.field]
    figures = {
        "id": field.id,
        "label": field.label,
        "who": _who(reply.theirs, language),
        "theirs": phrase_values(form, field, reply.theirs, language),
        "mine": phrase_values(form, field, reply.mine, language),
    }
    return language.say("{id} {label}：{who} 刚填了\n{theirs}\n您填的是\n{mine}\n用哪个？", figures)


def _who(answers: Sequence[Answer], language: Language) -> str:
    latest = max(answers, key=lambda answer: answer.at)
    return latest.by + language.beside(language.figure(phrase_moment(latest.at)))


def replaced(form: Form, reply: Replaced, language: Language) -> str:
    """Another person's answer stands in place of this person's; how to bring one's own back."""
    field = form.by_name[reply.field]
    figures = {
        "id": field.id,
        "label": field.label,
        "who": reply.by,
        "when": phrase_moment(reply.at),
        "theirs": phrase_values(form, field, reply.theirs, language) if reply.theirs else language.say("（空）"),
        "mine": phrase_values(form, field, reply.mine, language),
    }
    return language.say(
        "{who} {when} 改了您填的 {id} {label}：\n{mine} → {theirs}\n不同意就发“改 {id}”，可一点换回您的。", figures
    )


def shares(form: Form, reply: Shares, language: Language) -> str:
    """Who filled how many questions of which section, and when last."""
    if not reply.lines:
        return language.say("还没有人填过。")
    titles = {section.name: section.title for section in form.sections}
    by_section: dict[str, list[str]] = {}
    for line in reply.lines:
        figures = {"who": line.by, "count": str(line.count), "when": phrase_moment(line.at)}
        by_section.setdefault(line.section, []).append(language.say("{who} {count} 题（最近 {when}）", figures))
    lines = [f"{titles[section]}：{'；'.join(parts)}" for section, parts in by_section.items()]
    hint = language.say("请同事填某一部分：发“请园区填第四部分”。")
    return "\n".join([*lines, hint])


def standing_by(answers: Sequence[Answer], reader: str, language: Language) -> str:
    """Who answered and when, where that was somebody else than the reader."""
    others = [answer for answer in answers if answer.by and answer.by != reader and answer.at]
    if not others:
        return ""
    latest = max(others, key=lambda answer: answer.at)
    return language.say("（{who} {when} 填）", {"who": latest.by, "when": phrase_moment(latest.at)})
