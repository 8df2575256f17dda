"""两人确认 in words: what waits for a second coordinator, and what became of it."""

from __future__ import annotations

from dialogs.record.region import SecondLook
from renderers.chat.values import phrase_moment
from renderers.i18n import Language, mark

_EXCERPT = 20
NOTES = {
    "second looks on": mark("好。从现在起，群发要另一位协调人（{names}）同意才发出。不要了，发“不用两人确认”。"),
    "second looks on, alone": mark(
        "好。从现在起，群发要另一位协调人同意才发出。现在这里只有您一位，要先请管理员再邀请一位；"
        "不要了，发“不用两人确认”。"
    ),
    "second looks off": mark("好。从现在起，您点“发送”群发就发出，不用第二个人。已在等确认的仍要等。"),
    "second look asked": mark(
        "还没有发出，等另一位协调人确认。把下面的链接发给同事（{names}），对方登录后点开，能看到全文和人数，"
        "同意了才发。{when}前有效。对方发“待确认”也看得到。\n{link}\n在 Telegram 里，请同事发：/start {token}"
    ),
    "no second looks": mark("没有等确认的群发。"),
    "second look": mark(
        "{by}要把上面这条发给 {places} 个县的 {count} 人：{counties}。您同意才发出。{when}前有效。"
        "按钮不在了，发“待确认”。"
    ),
    "second look own": mark("您这条群发要发给 {places} 个县的 {count} 人，还在等另一位协调人确认，{when}前有效。"),
    "second look over": mark("您这条群发没有人在 {when} 前确认，没有发出。撤回后可以改了再发。"),
    "second look afterwards": mark("有一条群发等您确认。先发“结束代录”回协调台，再发“待确认”。"),
    "second unknown": mark("这个确认链接不对，或已经作废，什么也没有发。请向写群发的同事再要一次。"),
    "second expired": mark("这条群发的确认已过期，没有发出。请写的人撤回后再发一次。"),
    "second agreed before": mark("{by}已经同意，这条群发已经发出，不会再发第二次。"),
    "second returned before": mark("{by}已经退回这条群发，没有发出。"),
    "second withdrawn before": mark("{by}已经撤回这条群发，没有发出。"),
    "second not by the author": mark("自己写的群发要由另一位协调人同意，您只能撤回。"),
    "second agreed by you": mark("您同意了，{name}的群发现在发出，只发一次。"),
    "second returned by you": mark("已退回，没有发出，{name}会收到通知。"),
    "second agreed to": mark("{by}同意了您的群发，现在发出。"),
    "second returned": mark("{by}退回了您的群发，没有发出。文字留着，可以改了再发：\n{words}"),
    "second withdrawn": mark("已撤回，没有发出。文字留着，可以改了再发：\n{words}"),
}
"""Short notices about it."""


def second_line(found: SecondLook, language: Language) -> str:
    """One that waits, in a line of the first screen."""
    words = " ".join(found.text.split())
    excerpt = words if len(words) <= _EXCERPT else words[: _EXCERPT - 1] + "…"
    figures = {"by": found.by, "words": excerpt, "count": str(found.count), "when": phrase_moment(found.until)}
    if found.own and found.over:
        return language.say("您的群发“{words}”没有人确认，已过期，没有发出；发“待确认”撤回或再看", figures)
    if found.own:
        return language.say("您的群发“{words}”在等另一位协调人确认", figures)
    return language.say("{by}的群发“{words}”（{count} 人）等您同意或退回，发“待确认”", figures)
