"""A review in words: the first screen, a section, a question with all that was said of it, comments, steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dialogs.definition.form import Form
from dialogs.derived.rounds import Comment, CommentState
from dialogs.saying.comments import ReviewHistory
from dialogs.saying.examined import Examined
from renderers.chat.at_field import at_field, draft_line, finding, texts
from renderers.chat.returned import history, line, subject, why
from renderers.chat.stages import beside
from renderers.chat.values import phrase_date, phrase_moment
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


def _name(reply: Examined, language: Language) -> str:
    return beside(reply.head.called, reply.head.cluster, language)


def _first(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    """Rules that hold and that do not, the gravest first; what lacks, what is in doubt, which version, sent when."""
    head = reply.head
    figures = {
        "name": _name(reply, language),
        "state": language.say(_STATES[head.state], {"due": phrase_date(head.due) if head.due else ""}),
        "version": str(head.sends),
        "round": str(head.passes + (head.state == "sent")),
        "at": phrase_moment(head.at) if head.at else "",
        "by": head.by,
    }
    yield language.say("审核 {name}：{state}", figures)
    if head.at:
        yield language.say("第 {version} 次送审：{at} {by}", figures)
    yield _rules(reply, language)
    for each in reply.gravest:
        yield finding(each, language)
    if reply.lacking:
        some = "、".join(reply.lacking[:_MANY]) + ("……" if len(reply.lacking) > _MANY else "")
        yield language.say("缺佐证 {count} 类：{items}", {"count": str(len(reply.lacking)), "items": some})
    if reply.doubtful:
        yield language.say("县里标了待核实：{ids}", {"ids": "、".join(reply.doubtful)})
    changed = sum(each.changed for each in reply.sections)
    if changed:
        yield language.say("上次送审或退回以后，县里改了 {count} 题", {"count": str(changed)})
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
        yield from at_field(form, each, language)


def _one(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    for each in reply.fields:
        yield from at_field(form, each, language)
        yield from texts(form, each, language)


def _undecided(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    """The comments without a verdict."""
    left = [comment for comment in reply.comments if _open([comment])]
    figures = {"name": _name(reply, language), "count": str(len(left))}
    if not left:
        yield language.say("{name}的意见都定了。", figures)
        return
    yield language.say("{name} 还有 {count} 条意见没有定：", figures)
    yield from (line(form, comment, language) for comment in left)


def _new(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    """What is new since the reviewers decided last: each comment with its answer, each change old → new."""
    if ":" in reply.spot:
        yield from _undecided(form, reply, language)
        return
    count = sum(each.changed for each in reply.fields)
    yield language.say("{name} 只看新的：改了 {count} 题", {"name": _name(reply, language), "count": str(count)})
    told = {each.field for each in reply.fields}
    settled = [each for each in reply.fields if each.comments and not _open(each.comments)]
    for each in sorted(reply.fields, key=lambda look: place_of(form.by_name[look.field].id)):
        if each not in settled:
            yield from at_field(form, each, language)
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
        yield language.say("{name} 还没有批注草稿。发“批注 2.1 …”写一条。", {"name": _name(reply, language)})
    else:
        yield language.say("{name}的批注草稿（还没有发给县里）：", {"name": _name(reply, language)})
    for each in reply.drafts:
        yield draft_line(form, each, language)


def _preview(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    """The notice as the county gets it."""
    ready = [each for each in reply.drafts if not each.internal]
    figures = {"name": _name(reply, language), "count": str(len(ready)), "due": phrase_date(reply.due)}
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
    yield language.say("{name} 审核步骤（点一下打勾，再点取消）：", {"name": _name(reply, language)})
    known = {each.name: each for each in form.review.steps}
    for number, each in enumerate(reply.steps, 1):
        step = known[each.name]
        who = {"by": each.by, "when": phrase_moment(each.at) if each.at else ""}
        done = language.say("（{by} {when}）", who) if each.done else beside("", step.source, language)
        yield f"{'✓' if each.done else '□'} {number}. {language.say(step.words)}{done}"
    yield from _verified(form, reply, language)


def _sections(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    yield language.say("{name} 看哪一节？", {"name": _name(reply, language)})


def _unsure(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    known = {each.name: each for each in form.review.steps}
    left = [f"□ {language.say(known[each.name].words)}" for each in reply.steps if not each.done]
    yield language.say("{name} 仍然审核通过吗？", {"name": _name(reply, language)})
    yield from left


def _history(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    yield history(form, ReviewHistory(reply.passages, _name(reply, language)), language)


def _compare(form: Form, reply: Examined, language: Language) -> Iterable[str]:
    """Two versions: what differs, old → new."""
    name, last = _name(reply, language), str(len(reply.versions))
    old, _, new = reply.spot.partition(":")[2].partition(":")
    known = {str(each.number): each for each in reply.versions}
    if not reply.versions:
        yield language.say("{name} 还没有送审过，没有可比较的版本。", {"name": name})
        return
    if old not in known or (new not in known and new != "now"):
        figures = {"name": name, "last": last}
        yield language.say("{name}一共送审了 {last} 次。要比较，发两次的序号，或一次和现在：比较 第1次 现在。", figures)
        return
    for number in (each for each in (old, new) if each in known):
        figures = {"number": number, "by": known[number].by, "at": phrase_moment(known[number].at)}
        yield language.say("第{number}次送审：{at} {by}", figures)
    figures = {"name": name, "old": old, "new": new, "count": str(len(reply.fields))}
    today = mark("{name} 第{old}次送审 → 现在：改了 {count} 题")
    both = mark("{name} 第{old}次送审 → 第{new}次送审：改了 {count} 题")
    yield language.say(both if new in known else today, figures)
    for each in sorted(reply.fields, key=lambda look: place_of(form.by_name[look.field].id)):
        yield from at_field(form, each, language)


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
    "compare": _compare,
}
