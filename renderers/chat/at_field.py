"""A question in a review: its answer, and right below it what changed, where it comes from, what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from dialogs.definition.form import Field, Form, Kind
from dialogs.record.application import Answer
from dialogs.saying.examined import DraftLine, FieldLook, Said
from renderers.chat.questions import title
from renderers.chat.returned import line, subject, why
from renderers.chat.values import figure, phrase_moment, phrase_source, phrase_values
from renderers.i18n import Language, mark


def finding(said: Said, language: Language) -> str:
    """What does not hold, or is in doubt."""
    severity, message, figures = said
    return f"{'✗' if severity == 'error' else '？'} {language.say(message, figures)}"


def texts(form: Form, look: FieldLook, language: Language) -> Iterable[str]:
    """A long text that the line above gives the length of, whole; and as it was, where it changed."""
    for answers, head in ((look.before, mark("原来：{text}")), (look.answers, mark("全文：{text}"))):
        for each in answers:
            text = str(each.value)
            long = form.slots[each.slot].kind is Kind.PARAGRAPH and text not in values_of(
                form, form.by_name[look.field], [each], language
            )
            if long and each.value is not None:
                yield language.say(head, {"text": text})


def at_field(form: Form, look: FieldLook, language: Language) -> Iterable[str]:
    """The lines of a question."""
    field = form.by_name[look.field]
    value = values_of(form, field, look.answers, language)
    yield f"{title(field, language)}  {value}"
    yield from _changed(form, look, language)
    yield from _whence(look, language)
    for said in look.findings:
        yield f"　{finding(said, language)}"
    for reason, message, stood in look.kept:
        about = {"message": language.say(message, stood), "reason": reason}
        yield "　" + language.say("✎ {message} 县里说明：{reason}", about)
    yield from _proofs(look, language)
    for comment in look.comments:
        yield f"　▸ {comment.id} {line(form, comment, language, bare=True)}"
    for draft in look.drafts:
        yield f"　{draft_line(form, draft, language)}"


def _changed(form: Form, look: FieldLook, language: Language) -> Iterable[str]:
    """What stood there before, and whether anybody asked for the change."""
    if not look.changed:
        return
    field = form.by_name[look.field]
    who = {"by": look.by, "at": phrase_moment(look.at)}
    moved = _moved(form, look)
    if moved:
        yield "　" + language.say("↻ {moved}（{by} {at}）", {"moved": "；".join(moved), **who})
    else:
        figures = {"old": values_of(form, field, look.before, language), **who}
        figures["new"] = values_of(form, field, look.answers, language)
        yield "　" + language.say("↻ {old} → {new}（{by} {at}）", figures)
    if not look.asked:
        yield "　" + language.say("↻ 没有要求改")


def _moved(form: Form, look: FieldLook) -> list[str]:
    """Of several figures those that are others now: 2022年 131.62 → 131.70; empty where it is not figures alone."""
    old, new = ({each.slot: each.value for each in answers} for answers in (look.before, look.answers))
    if (
        len(new) < 2
        or old.keys() != new.keys()
        or not all(isinstance(each, Decimal) for each in (*old.values(), *new.values()))
    ):
        return []
    slots = [form.slots[path] for path in new if old[path] != new[path]]
    return [f"{each.label} {figure(each, old[each.path])} → {figure(each, new[each.path])}" for each in slots]


def _proofs(look: FieldLook, language: Language) -> Iterable[str]:
    for proof in look.proofs:
        if proof.files:
            yield "　" + language.say("佐证 {item}：{names}", {"item": proof.item, "names": "、".join(proof.files)})
    lacking = "、".join(proof.item for proof in look.proofs if not proof.files)
    if lacking:
        yield "　" + language.say("缺佐证 {items}", {"items": lacking})


def values_of(form: Form, field: Field, answers: Sequence[Answer], language: Language) -> str:
    """What is answered; where it comes from has a line of its own."""
    if not answers:
        return language.say("（空）")
    return phrase_values(form, field, [replace(each, source=None) for each in answers], language)


def _whence(look: FieldLook, language: Language) -> Iterable[str]:
    """Department, document, date of the figures, who wrote them down; photos beside them."""
    for each in look.sources:
        figures = {"source": phrase_source(each.source), "who": each.by, "when": phrase_moment(each.at)}
        yield "　" + language.say("来源：{source}（{who} {when} 填）", figures)
    if look.pins:
        yield "　" + language.say("钉着：{names}", {"names": "、".join(look.pins)})


def draft_line(form: Form, draft: DraftLine, language: Language) -> str:
    """A comment that was not sent."""
    figures = {
        "id": str(draft.number),
        "what": subject(form, draft.about, language),
        "why": why(form, draft.reason, draft.note, language),
    }
    sentence = mark("▹ 草稿 {id} {what}：{why}")
    inside = mark("▹ 内部 {id} {what}：{why}（不给县里）")
    return language.say(inside if draft.internal else sentence, figures)
