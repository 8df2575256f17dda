"""Broadcasts in words: how a message looks to its recipients, before it is sent, and who got it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dialogs.definition.form import Form
from dialogs.record.region import Sending
from dialogs.saying.broadcast_briefs import Account, Announced, Confirming, Replied
from renderers.chat.stages import listed
from renderers.chat.values import phrase_moment
from renderers.i18n import Language, mark

STATES = {
    "todo": mark("待发"),
    "sending": mark("发送中"),
    "sent": mark("已发"),
    "seen": mark("已看到"),
    "failed": mark("失败"),
    "blocked": mark("收不到"),
    "unreached": mark("未触达"),
    "cancelled": mark("未发（已取消）"),
}
_HEADS = {
    "sending": mark("群发中"),
    "paused": mark("群发已暂停"),
    "done": mark("群发完成"),
    "cancelled": mark("群发已取消"),
}
FOR_COUNTIES: frozenset[type[Any]] = frozenset({Announced})


def announced(form: Form, reply: Announced, language: Language) -> str:
    """The message as it reaches a county; how to write back is said under it."""
    figures = {"by": reply.by, "region": reply.region}
    head = language.say("【{region} {by}】", figures)
    foot = language.say("要答复，发“回复”和您的话，如“回复 收到”。")
    if reply.preview:
        head = language.say("收到的人看到的是：\n【{region} {by}】", figures)
    file = f"\n📎 {reply.name}" if reply.name and reply.preview else ""
    return f"{head}\n{reply.text}{file}\n\n{foot}"


def confirming(form: Form, reply: Confirming, language: Language) -> str:
    """How many people get it."""
    figures = {
        "count": str(reply.count),
        "counties": listed(reply.counties, language),
        "places": str(reply.places),
    }
    words = language.say("发给 {places} 个县的 {count} 人：{counties}。确认发送吗？", figures)
    if reply.unreached:
        words += "\n" + language.say("其中这些人现在收不到：{names}", {"names": "、".join(reply.unreached)})
    if reply.of_province:
        words += "\n" + language.say("收到的是县级联系人，市局的同志收不到。")
    return words


def in_short(sending: Sending, language: Language) -> str:
    """A broadcast in one line."""
    figures = {"when": phrase_moment(sending.at), "words": sending.excerpt}
    head = language.say(_HEADS[sending.state]) + language.say("（{when}“{words}”）", figures)
    counts = [f"{language.say(STATES[name])} {count}" for name, count in sending.counts.items() if count]
    return head + language.say("：") + language.say("，").join(counts)


def account(form: Form, reply: Account, language: Language) -> str:
    """How far a broadcast is; every recipient and state where that was asked for."""
    total = language.say("共 {count} 人。", {"count": str(reply.sending.total)})
    lines = [in_short(reply.sending, language) + language.say("。") + total]
    for each in reply.rows:
        when = f" {language.figure(phrase_moment(each.at))}" if each.at else ""
        lines.append(f"{each.called} {each.name}　{language.say(STATES[each.state])}{when}")
    if reply.more:
        lines.append(language.say("……还有 {count} 人，发“表格”看全部。", {"count": str(reply.more)}))
    if reply.rows:
        lines.append(language.say("“已发”是到了对方的对话里，“已看到”是对方之后来过。"))
    return "\n".join(lines)


def replied(form: Form, reply: Replied, language: Language) -> str:
    """What a county wrote back."""
    return language.say("{county} {name}：{words}", {"county": reply.called, "name": reply.name, "words": reply.words})


WORDS: Mapping[type[Any], Callable[[Form, Any, Language], str]] = {
    Announced: announced,
    Confirming: confirming,
    Account: account,
    Replied: replied,
}
"""How each of these is worded."""
