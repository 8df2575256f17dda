"""What reviewers returned, in words: the comments for the county, the history for both sides."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.definition.form import Form
from dialogs.derived.rounds import Comment, CommentState
from dialogs.saying.comments import Passage, Returned, ReviewHistory
from renderers.chat.values import phrase_date, phrase_moment
from renderers.i18n import Language, mark

_LEVELS = {"city": mark("市里"), "province": mark("省里")}
_STATES = {
    CommentState.OPEN: mark("待处理"),
    CommentState.ANSWERED: mark("已答复"),
    CommentState.ACCEPTED: mark("已认可"),
    CommentState.NEEDS: mark("已认可，另需"),
}
_SIGNS = {CommentState.OPEN: "□", CommentState.ANSWERED: "✓", CommentState.ACCEPTED: "✓✓", CommentState.NEEDS: "✓…"}
_PASSAGES = {
    "sent": mark("{at} {by} 送审"),
    "sent back": mark("{at} {by} 送回（第 {round} 次送审）"),
    "returned": mark("{at} {level} {by} 第 {round} 次退回，{due}前送回"),
    "passed": mark("{at} {by} 审核通过"),
}


def level(name: str, language: Language) -> str:
    """Whose comments they are: the city's or the province's."""
    return language.say(_LEVELS.get(name, _LEVELS["city"]))


def subject(form: Form, about: str, language: Language) -> str:
    """What a comment is about: the number and label of a question or of an item, or the whole."""
    field = form.by_name.get(about)
    if field is not None:
        return f"{field.id} {field.label}"
    item = form.evidence_by_id.get(about)
    return f"{item.id} {item.what}" if item is not None else language.say("整份申报")


def why(form: Form, reason: str, note: str, language: Language) -> str:
    """The reason with the reviewer's words."""
    known = form.review.reason(reason)
    words = language.say(known.words)
    if known.fatal:
        words = language.say("【硬性】{words}", {"words": words})
    return language.say("{words}：{note}", {"words": words, "note": note}) if note else words


def asked_for(form: Form, comment: Comment, language: Language) -> str:
    """A comment where its question is put."""
    line = language.say("▸ 退回意见：{why}", {"why": why(form, comment.reason, comment.note, language)})
    return line + (language.say("（您说明过：{words}）", {"words": comment.words}) if comment.words else "")


def state(comment: Comment, language: Language) -> str:
    """How a comment stands, with what was said to it."""
    parts = [language.say(_STATES[comment.state])]
    if comment.state is CommentState.NEEDS and comment.verdict:
        parts = [language.say("已认可，另需：{words}", {"words": comment.verdict})]
    if comment.changed:
        parts.append(language.say("已改"))
    elif comment.words and comment.about:
        parts.append(language.say("没有改"))
    if comment.words:
        parts.append(language.say("说明：{words}", {"words": comment.words}))
    return language.say("，").join(parts)


def line(form: Form, comment: Comment, language: Language, *, bare: bool = False) -> str:
    """One comment with its state; ``bare`` where its question stands right above."""
    figures = {"what": subject(form, comment.about, language), "why": why(form, comment.reason, comment.note, language)}
    said = figures["why"] if bare else language.say("{what}：{why}", figures)
    text = f"{_SIGNS[comment.state]} {said}"
    return text if comment.state is CommentState.OPEN else text + language.beside(state(comment, language))


def returned(form: Form, reply: Returned, language: Language) -> str:
    """All that was returned, in one message."""
    figures = {
        "level": level(reply.level, language),
        "by": reply.by,
        "round": str(reply.round),
        "at": phrase_moment(reply.at),
        "due": phrase_date(reply.due),
        "count": str(len(reply.comments)),
        "left": str(sum(each.state is CommentState.OPEN for each in reply.comments)),
        "sealed": phrase_date(reply.sealed) if reply.sealed else "",
        "papers": reply.papers,
    }
    head = mark("{level}（{by}）{at} 第 {round} 次退回，{count} 条意见，请在 {due} 前改好或说明，再送回：")
    again = mark("{level}（{by}）第 {round} 次退回，{count} 条意见，还有 {left} 条；{due} 前送回：")
    lines = [language.say(head if reply.fresh else again, figures)]
    lines += [line(form, each, language) + ("" if each.about else language.beside(each.id)) for each in reply.comments]
    if reply.papers:
        lines.append(language.say("表已在 {sealed} 盖章：改了以后要重新打印、盖章、扫描 {papers}。", figures))
    lines.append(_ending(reply, language))
    return "\n".join(lines)


def _ending(reply: Returned, language: Language) -> str:
    if any(each.state is CommentState.OPEN for each in reply.comments):
        return language.say("只有这几处等您处理，其他的照旧；没错的发“数据无误”和依据。改完发“送回”。")
    return language.say("都处理了，发“送回”交给市里。")


def history(form: Form, reply: ReviewHistory, language: Language) -> str:
    """What happened, the oldest first."""
    if not reply.passages:
        return language.say("还没有送审过。")
    lines = [reply.called] if reply.called else []
    for each in reply.passages:
        lines += _passage(form, each, language)
    return "\n".join(lines)


def _passage(form: Form, passage: Passage, language: Language) -> Iterable[str]:
    kind = "sent back" if passage.kind == "sent" and passage.round > 1 else passage.kind
    figures = {
        "at": phrase_moment(passage.at),
        "by": passage.by,
        "round": str(passage.round),
        "due": phrase_date(passage.due) if passage.due else "",
        "level": level(passage.level, language),
    }
    yield language.say(_PASSAGES[kind], figures) + (f"：{passage.note}" if passage.note else "")
    for each in passage.comments:
        yield f"　{line(form, each, language)}"
