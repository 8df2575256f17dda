"""The few words of the page itself; everything that is said in the conversation comes from ``renderers``."""

from __future__ import annotations

from collections.abc import Mapping

ZH = {
    "name": "申报助手",
    "conversation": "对话",
    "loading": "正在打开对话……",
    "earlier": "更早的消息",
    "newer": "到最新消息",
    "you": "您：",
    "assistant": "助手：",
    "answer": "输入回答",
    "placeholder": "在此输入，可粘贴表格中的一行",
    "send": "发送",
    "commands": "常用指令",
    "choices": "选项",
    "confirm": "确定",
    "confirm_some": "确定（已选 {count} 项）",
    "confirm_none": "都没有，填“无”",
    "sending": "发送中……",
    "unsent": "未送达，点此重发",
    "too_long": "这条有 {count} 个字符，太长了，请分几条发送。",
    "refused": "这条没能发送，文字已放回输入框。",
    "offline": "连不上服务器，正在重试。已输入的内容不会丢失。",
    "signed_out": "登录已失效，请重新打开您的个人链接。已输入的内容会保留。",
    "download": "下载",
    "script": "本页需要启用 JavaScript。请在浏览器设置中启用，或换用手机自带浏览器打开。",
    "enter": "进入",
    "invited": "这是您的个人链接",
    "invited_more": "点“进入”后，本机浏览器即可填写申报表，随时离开，回来接着填。请勿转发此链接。",
    "stranger": "请打开您的个人链接",
    "stranger_more": "请点开发给您的那条链接进入。若找不到，请向发链接的同事再要一个。",
    "spent": "此链接已用过",
    "spent_more": "个人链接只能在一台设备上使用。请在原来的手机或电脑上打开，或向发链接的同事再要一个。",
    "expired": "此链接已过期",
    "expired_more": "已填的内容都还在。请向发链接的同事再要一个新链接。",
    "revoked": "此链接已停用",
    "revoked_more": "请向发链接的同事询问。",
    "unknown": "链接不完整或有误",
    "unknown_more": "请从收到的消息里直接点开，或完整复制整条链接。",
    "missing": "没有这个页面",
    "missing_more": "地址可能不完整，或内容不属于您。",
    "slower": "操作太快了",
    "slower_more": "请过一会儿再试。",
    "wrong": "这一步没有完成",
    "wrong_more": "请回到刚才的页面再试一次。",
    "back": "返回首页",
}

EN = {
    "name": "Application assistant",
    "conversation": "Conversation",
    "loading": "Opening the conversation…",
    "earlier": "Earlier messages",
    "newer": "To the latest message",
    "you": "You: ",
    "assistant": "Assistant: ",
    "answer": "Your answer",
    "placeholder": "Type here, or paste a row of a table",
    "send": "Send",
    "commands": "Quick replies",
    "choices": "Choices",
    "confirm": "Confirm",
    "confirm_some": "Confirm ({count} ticked)",
    "confirm_none": "None of these (无)",
    "sending": "Sending…",
    "unsent": "Not delivered, tap to send again",
    "too_long": "This message has {count} characters, which is too long. Please send it in parts.",
    "refused": "This could not be sent. The text is back in the box.",
    "offline": "The server cannot be reached; trying again. Nothing that you typed is lost.",
    "signed_out": "You are signed out. Please open your personal link again. What you typed is kept.",
    "download": "Download",
    "script": "This page needs JavaScript.",
    "enter": "Enter",
    "invited": "This is your personal link",
    "invited_more": "Tap Enter to fill in the form here. Leave and come back at any time. Do not forward the link.",
    "stranger": "Please open your personal link",
    "stranger_more": "Open the link that you were sent. If you cannot find it, ask the sender for another.",
    "spent": "This link was already used",
    "spent_more": "A personal link works on one device. Open it there, or ask the colleague who sent it for another.",
    "expired": "This link has expired",
    "expired_more": "What you filled in is kept. Ask the colleague who sent the link for a new one.",
    "revoked": "This link was withdrawn",
    "revoked_more": "Please ask the colleague who sent it.",
    "unknown": "This link is incomplete or wrong",
    "unknown_more": "Open it from the message itself, or copy all of it.",
    "missing": "There is no such page",
    "missing_more": "The address may be incomplete, or this is not yours.",
    "slower": "That was too fast",
    "slower_more": "Please try again in a moment.",
    "wrong": "This step was not completed",
    "wrong_more": "Please go back and try again.",
    "back": "Go to the first page",
}

SOURCE = "zh"
LANGUAGES = {SOURCE: "zh-CN", "en": "en"}
_TEXTS = {SOURCE: ZH, "en": EN}


def texts(locale: str) -> Mapping[str, str]:
    """The page's words in a person's language; in Chinese for a language that nobody translated it into."""
    return _TEXTS.get(locale, ZH)


def language(locale: str) -> str:
    """The page's ``lang`` attribute."""
    return LANGUAGES.get(locale, LANGUAGES[SOURCE])


def spoken(accepted: str) -> str:
    """The language for somebody not known yet, from ``Accept-Language``: English where Chinese is not read."""
    return "en" if accepted.lower().startswith("en") and "zh" not in accepted.lower() else SOURCE
