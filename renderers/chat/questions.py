"""Questions and their explanation: id and official label first, then years or unit, limit, an example."""

from __future__ import annotations

from dialogs.definition.form import Field, Form, Kind, Shape
from dialogs.reading.blanks import note_of
from dialogs.saying.replies import Ask, Counted, Explain
from renderers.chat.returned import asked_for
from renderers.chat.sharing import standing_by
from renderers.chat.values import phrase_slot, phrase_values
from renderers.i18n import Language


def title(field: Field, language: Language) -> str:
    """Id and official label, with the unit where the label does not carry it. Our own questions are translated."""
    label = language.say(field.label) if field.auxiliary else field.label
    carried = field.label.rstrip("）)").endswith(field.unit or "")
    unit = f"（{field.unit}）" if field.unit and not carried else ""
    return f"{field.id} {label}{unit}"


def ask(form: Form, reply: Ask, language: Language) -> str:
    """A question, at most a phone screen."""
    field = form.by_name[reply.field]
    lines = [title(field, language), f"〔{field.group}〕" if field.group else ""]
    lines += [asked_for(form, each, language) for each in reply.remarks]
    if reply.answers and reply.slots != tuple(answer.slot for answer in reply.answers if not answer.given):
        standing = [answer for answer in reply.answers if answer.given or answer.blank is not None]
        value = phrase_values(form, field, standing, language) + standing_by(standing, reply.reader, language)
        lines.append(language.say("现在：{value}", {"value": value}))
        if field.kind is Kind.PARAGRAPH:
            lines.append(language.say("发新的文字会替换现在的。"))
    said = dict.fromkeys(note for answer in reply.answers if (note := note_of(answer)))
    if said:
        lines.append(language.say("之前说：{words}", {"words": "；".join(said)}))
    if reply.pins:
        pins = {"names": "、".join(reply.pins), "id": field.id}
        lines.append(language.say("钉着：{names}（发“{id} 的照片”看）", pins))
    lines.extend(_how(form, field, reply, language))
    for sentence, figures in reply.workings:
        lines.append(language.say(sentence, figures))
    if reply.draft is not None:
        lines.append(
            language.say("按已填内容拟了一份草稿，可在它后面补充，也可自己写：\n{draft}", {"draft": reply.draft})
        )
    if reply.remarks:
        lines.append(language.say("直接发新的答案就是改；没错就发“数据无误，”和依据。"))
    return "\n".join(line for line in lines if line)


def _how(form: Form, field: Field, reply: Ask, language: Language) -> list[str]:
    hint = language.say(field.hint) if field.hint else ""
    lines = [hint, _slots(form, field, reply, language), _limit(field, language)]
    if field.note:
        lines.append(language.say(field.note))
    if field.example and field.kind not in (Kind.CHOICE, Kind.MULTI):
        lines.append(language.say("例：{example}", {"example": field.example}))
    return lines


def _slots(form: Form, field: Field, reply: Ask, language: Language) -> str:
    open_slots = [slot for slot in field.slots if slot.path in reply.slots]
    partial = len(open_slots) < len(field.slots)
    match field.shape:
        case Shape.YEARLY | Shape.MATRIX if partial:
            years = "、".join(dict.fromkeys(slot.part[0] for slot in open_slots))
            return language.say("还缺 {years} 年。", {"years": years})
        case Shape.YEARLY:
            years = "、".join(str(year) for year in form.years)
            return language.say("{years} 三年，一条发完。", {"years": years})
        case Shape.PAIR:
            labels = "、".join(phrase_slot(slot.label, language) for slot in open_slots)
            return language.say("依次发：{labels}。", {"labels": labels})
        case Shape.COUNT_NAMES:
            return language.say("名称一行一个或用顿号隔开，数量由此计出；没有就回“无”。")
        case _ if field.kind is Kind.MULTI:
            return language.say("可多选，回编号，如“1 3”；都没有回“无”。")
        case _:
            return ""


def _limit(field: Field, language: Language) -> str:
    if field.kind is not Kind.PARAGRAPH:
        return ""
    if field.shared_limit:
        return language.say(
            "一条写完就记下；分几条写的，写完回“完成”。本部分合计 {limit} 字以内。", {"limit": str(field.limit)}
        )
    return language.say("{limit} 字以内，一条写完就记下；分几条写的，写完回“完成”。", {"limit": str(field.limit)})


def counted(form: Form, reply: Counted, language: Language) -> str:
    """How long a text is so far."""
    field = form.by_name[reply.field]
    figures = {
        "id": field.id,
        "characters": str(reply.characters),
        "words": str(reply.words),
        "limit": str(reply.limit),
        "over": str(reply.words - reply.limit),
        "left": str(reply.limit - reply.characters),
    }
    if reply.empty:
        return language.say("{id} 已清空，请重新发。", figures)
    if field.shared_limit and reply.words <= reply.limit:
        return language.say("{id} 已收，本部分合计 {characters} 字（上限 {limit}）。接着发，或回“完成”。", figures)
    if reply.words > reply.limit > 0:
        return language.say("{id} 现 {words} 字，超出 {over} 字（上限 {limit}）。可重写；发“完成”先记下。", figures)
    if reply.characters > reply.limit > 0:
        return language.say(
            "{id} Word 计 {words} 字，连标点共 {characters} 个字符（上限 {limit}），再短些更稳妥。", figures
        )
    return language.say("{id} 已收 {characters} 字，还可写 {left} 字。接着发，或回“完成”。", figures)


def explain(form: Form, reply: Explain, language: Language) -> str:
    """Everything that helps with one question: the hint, 附件2, who holds the figure, the proofs."""
    field = form.by_name[reply.field]
    lines = [title(field, language)]
    if field.group:
        lines.append(language.say("属于：{group}", {"group": field.group}))
    lines.extend(language.say(line) for line in (field.hint, field.note) if line)
    if field.department:
        lines.append(language.say("一般由 {department} 掌握。", {"department": field.department}))
    lines.extend(
        language.say("附件2第 {number} 条：{text}", {"number": n, "text": form.guidance[n]}) for n in field.help
    )
    lines.extend(language.say(remark.handling) for remark in form.remarks if field.name in remark.fields)
    proofs = [each.what for each in form.evidence if field.name in each.fields and not each.literal]
    if proofs:
        lines.append(language.say("佐证：{proofs}", {"proofs": "；".join(proofs)}))
    if field.example:
        lines.append(language.say("例：{example}", {"example": field.example}))
    lines.append(language.say("没有数可回“等统计局”，不确定可加“待核实”，来源可写“来源：统计局 年报”。"))
    return "\n".join(lines)
