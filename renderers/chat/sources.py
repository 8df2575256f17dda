"""Where figures come from: a line for each source, with the questions that it is the source of."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.derived.sources import Sourced
from dialogs.saying.summaries import Sources
from renderers.chat.values import phrase_moment, phrase_source
from renderers.i18n import Language
from renderers.numbering import ranges


def sources(form: Form, reply: Sources, language: Language) -> str:
    """Each source in a line; then what nobody named a source for, and how to name one."""
    if reply.kept:
        lines = [f"{_numbers(form, each.fields)} ← {phrase_source(each.source)}" for each in reply.lines]
        return "\n".join([language.say("来源记下了，数不变："), *lines])
    lines = [source_line(form, each, language) for each in reply.lines]
    for name, files in reply.pins:
        figures = {"id": form.by_name[name].id, "names": "、".join(files)}
        lines.append(language.say("{id} 钉着 {names}（发“{id} 的照片”看）", figures))
    head = language.say("数据从哪里来：") if lines else language.say("还没有人说过数据从哪里来。")
    if reply.bare:
        figures = {"count": str(len(reply.bare)), "ids": _numbers(form, reply.bare)}
        lines.append(language.say("没有注来源的 {count} 题：{ids}", figures))
    how = language.say("补一句就行：“2.3 统计局给的”，或“来源 2.1-2.5 2023年统计年报”。")
    return "\n".join([head, *lines, how])


def source_line(form: Form, sourced: Sourced, language: Language) -> str:
    """2.1–2.5 统计局 统计年报（王某 4月11日 09:30 填）."""
    figures = {"ids": _numbers(form, sourced.fields), "source": phrase_source(sourced.source), "who": sourced.by}
    if not sourced.at:
        return f"{figures['ids']} {figures['source']}"
    return language.say("{ids} {source}（{who} {when} 填）", {**figures, "when": phrase_moment(sourced.at)})


def _numbers(form: Form, names: tuple[str, ...]) -> str:
    return ranges(form, [form.by_name[name].id for name in names])
