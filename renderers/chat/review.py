"""A review in words: the first screen, a section, a question with all that was said of it, comments, steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from dialogs.application import Answer
from dialogs.comments import ReviewHistory
from dialogs.examined import DraftLine, Examined, FieldLook, Said
from dialogs.form import Field, Form, Kind
from dialogs.rounds import Comment, CommentState
from renderers.chat.questions import title
from renderers.chat.returned import history, line, subject, why
from renderers.chat.values import figure, phrase_date, phrase_moment, phrase_source, phrase_values
from renderers.i18n import Language, mark
from renderers.numbering import place_of

_STATES = {
    "sent": mark("等您审核"),
    "returned": mark("已退回，{due}前送回"),
    "passed": mark("审核通过"),
    "": mark("没有送审，是从别的渠道报来的"),
}
_MANY = 20


def examined(form: Form, reply: Examined, language: Language) -> str:
    """What there is to see at a place."""
    kind = reply.spot.partition(":")[0]
    lines = _PLACES.get(kind, _first)(form, reply, language)
    return "\n".join(each for each in lines if each)


def _name(reply: Examined) -> str:
    head = reply.head
    return f"{head.called}（{head.cluster}）" if head.cluster else head.called


def _first(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    """Rules that hold and that do not, the gravest first; what lacks, what is in doubt, which version, sent when."""
    head = reply.head
    figures = {
        "name": _name(reply),
        "state": language.say(_STATES[head.state], {"due": phrase_date(head.due) if head.due else ""}),
        "version": str(head.version),
        "round": str(head.passes + (head.state == "sent")),
        "at": phrase_moment(head.at) if head.at else "",
        "by": head.by,
    }
    yield language.say("审核 {name}：{state}", figures)
    if head.at:
        yield language.say("第 {version} 版，{at} {by} 送审", figures)
    yield _rules(reply, language)
    for each in reply.gravest:
        yield _finding(each, language)
    if reply.lacking:
        some = "、".join(reply.lacking[:_MANY]) + ("……" if len(reply.lacking) > _MANY else "")
        yield language.say("缺佐证 {count} 类：{items}", {"count": str(len(reply.lacking)), "items": some})
    if reply.doubtful:
        yield language.say("县里标了待核实：{ids}", {"ids": "、".join(reply.doubtful)})
    changed = sum(each.changed for each in reply.sections)
    if changed:
        yield language.say("您上次看过以后改了 {count} 题", {"count": str(changed)})
    yield from _verified(form, reply, language)
    if reply.opinion:
        yield language.say("9.4 推荐意见：{text}", {"text": str(reply.opinion[0].value)})
    yield language.say("发题号（如 2.1）看一题，发“二”看一节，发“批注 2.1 …”写批注。")


def _rules(reply: Examined, language: Language) -> str:
    head = reply.head
    figures = {
        "held": str(head.held),
        "errors": str(head.errors),
        "warnings": str(head.warnings),
        "kept": str(head.kept),
        "unknown": str(head.unknown),
    }
    return language.say(
        "核对：{held} 条通过，{errors} 条不对，{warnings} 条有疑，{kept} 条县里说明过，{unknown} 条无法核对", figures
    )


def _finding(said: Said, language: Language) -> str:
    severity, message, figures = said
    return f"{'✗' if severity == 'error' else '？'} {language.say(message, figures)}"


def _verified(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    for each in reply.verified:
        figures = {
            "kind": language.say(form.review.verifications.get(each.kind, each.kind)),
            "day": phrase_date(each.day),
            "who": each.who,
            "words": each.words,
        }
        yield language.say("{kind}：{day} {who}，{words}", figures)


def _section(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    """Every question of a section with its answer, and what was said of it right below."""
    name = reply.spot.partition(":")[2]
    yield next(section.title for section in form.sections if section.name == name)
    for each in sorted(reply.fields, key=lambda look: place_of(form.by_name[look.field].id)):
        yield from _field(form, each, language)


def _one(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    for each in reply.fields:
        yield from _field(form, each, language)
        yield from _texts(form, each, language)


def _texts(form: Form, look: FieldLook, language: Language) -> Iterable[str]:
    """A long text that the line above gives the length of, whole; and as it was, where it changed."""
    for answers, head in ((look.before, mark("原来：{text}")), (look.answers, mark("全文：{text}"))):
        for each in answers:
            text = str(each.value)
            long = form.slots[each.slot].kind is Kind.PARAGRAPH and text not in _values(
                form, form.by_name[look.field], [each], language
            )
            if long and each.value is not None:
                yield language.say(head, {"text": text})


def _field(form: Form, look: FieldLook, language: Language) -> Iterable[str]:
    field = form.by_name[look.field]
    value = _values(form, field, look.answers, language)
    yield f"{title(field, language)}  {value}"
    yield from _changed(form, look, language)
    yield from _whence(look, language)
    for said in look.findings:
        yield f"　{_finding(said, language)}"
    for reason, message, stood in look.kept:
        about = {"message": language.say(message, stood), "reason": reason}
        yield "　" + language.say("✎ {message} 县里说明：{reason}", about)
    yield from _proofs(look, language)
    for comment in look.comments:
        yield f"　▸ {comment.id} {line(form, comment, language, bare=True)}"
    for draft in look.drafts:
        yield f"　{_draft(form, draft, language)}"


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
        figures = {"old": _values(form, field, look.before, language), **who}
        figures["new"] = _values(form, field, look.answers, language)
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


def _values(form: Form, field: Field, answers: Sequence[Answer], language: Language) -> str:
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


def _draft(form: Form, draft: DraftLine, language: Language) -> str:
    figures = {
        "id": str(draft.number),
        "what": subject(form, draft.about, language),
        "why": why(form, draft.reason, draft.note, language),
    }
    sentence = mark("▹ 草稿 {id} {what}：{why}")
    inside = mark("▹ 内部 {id} {what}：{why}（不给县里）")
    return language.say(inside if draft.internal else sentence, figures)


def _new(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    """What is new since the reviewers decided last: each comment with its answer, each change old → new."""
    if ":" in reply.spot:
        left = sum(_open([comment]) for comment in reply.comments)
        yield language.say("{name} 还有 {count} 条意见没有定：", {"name": _name(reply), "count": str(left)})
        yield from (line(form, comment, language) for comment in reply.comments if _open([comment]))
        return
    count = sum(each.changed for each in reply.fields)
    yield language.say("{name} 只看新的：改了 {count} 题", {"name": _name(reply), "count": str(count)})
    told = {each.field for each in reply.fields}
    settled = [each for each in reply.fields if each.comments and not _open(each.comments)]
    for each in sorted(reply.fields, key=lambda look: place_of(form.by_name[look.field].id)):
        if each not in settled:
            yield from _field(form, each, language)
    for comment in reply.comments:
        if comment.about not in told:
            yield f"▸ {comment.id} {line(form, comment, language)}"
    for each in settled:
        yield from (line(form, comment, language) for comment in each.comments)
    if reply.head.state == "sent" and _open(reply.comments):
        yield language.say("也可以发：接受 2.7；接受 2.7，但要补…；再问 2.7 …；全部接受。")


def _open(comments: Iterable[Comment]) -> bool:
    return any(each.state in (CommentState.OPEN, CommentState.ANSWERED) for each in comments)


def _drafts(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    if not reply.drafts:
        yield language.say("{name} 还没有批注草稿。发“批注 2.1 …”写一条。", {"name": _name(reply)})
    else:
        yield language.say("{name} 的批注草稿（还没有发给县里）：", {"name": _name(reply)})
    for each in reply.drafts:
        yield _draft(form, each, language)


def _preview(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    """The notice as the county gets it."""
    ready = [each for each in reply.drafts if not each.internal]
    figures = {"name": _name(reply), "count": str(len(ready)), "due": phrase_date(reply.due)}
    yield language.say("退回 {name}：{count} 条意见，请在 {due} 前改好或说明、送回：", figures)
    for number, each in enumerate(ready, 1):
        yield f"{number}. {subject(form, each.about, language)}：{why(form, each.reason, each.note, language)}"
    if reply.head.sealed and reply.head.papers:
        sealed = {"sealed": phrase_date(reply.head.sealed), "papers": "、".join(reply.head.papers)}
        yield language.say("县里已在 {sealed} 盖章：改了以后要重新打印、盖章、扫描 {papers}。", sealed)
    elif reply.head.state != "":
        yield language.say("县里还没有盖章，改起来不费事。")


def _steps(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    """What is to be done before a decision, each with who did it."""
    yield language.say("{name} 审核步骤（点一下打勾，再点取消）：", {"name": _name(reply)})
    known = {each.name: each for each in form.review.steps}
    for number, each in enumerate(reply.steps, 1):
        step = known[each.name]
        done = f"（{each.by} {phrase_moment(each.at)}）" if each.done else f"（{step.source}）"
        yield f"{'✓' if each.done else '□'} {number}. {language.say(step.words)}{done}"
    yield from _verified(form, reply, language)


def _sections(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    yield language.say("{name} 看哪一节？", {"name": _name(reply)})


def _unsure(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    known = {each.name: each for each in form.review.steps}
    left = [f"□ {language.say(known[each.name].words)}" for each in reply.steps if not each.done]
    yield language.say("{name} 仍然审核通过吗？", {"name": _name(reply)})
    yield from left


def _history(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    yield history(form, ReviewHistory(reply.passages, _name(reply)), language)


_PLACES: Mapping[str, Callable[[Form, Examined, Language], Iterable[str]]] = {
    "section": _section,
    "field": _one,
    "new": _new,
    "drafts": _drafts,
    "preview": _preview,
    "steps": _steps,
    "sections": _sections,
    "unsure": _unsure,
    "history": _history,
}
