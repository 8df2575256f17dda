"""What Telegram's own side of the conversation says: to strangers and groups, about taps, about leaving.

Everything else that a person reads is phrased by ``renderers.chat``.
"""

from __future__ import annotations

ZH = {
    "stranger": "您好，这里是河北省中小企业特色产业集群申报助手。请用发给您本人的邀请链接进入。",
    "group": "抱歉，申报内容只能单独谈，我先离开这个群。请点我的头像私聊。",
    "unknown": "这个链接不对，可能没有复制完整。请向发给您链接的人再要一个。",
    "revoked": "这个链接已被收回。请向发给您链接的人再要一个。",
    "expired": "这个链接已过期。请向发给您链接的人再要一个。",
    "spent": "这个链接已被别人用过。请向发给您链接的人再要一个。",
    "slower": "链接试得太多了，请 {seconds} 秒后再点。",
    "taken": "这个 Telegram 账号已在为另一位联系人使用。要换人，请先发 /unlink 解除绑定，再点一次链接。",
    "unlink?": "要解除这个 Telegram 账号的绑定吗？填过的内容都会保留；以后再用 Telegram，需要新的链接。",
    "unlink": "解除绑定",
    "keep": "不，继续用",
    "unlinked": "已解除绑定。填过的内容都在，网页仍可使用。",
    "kept": "好的，没有变动。",
    "done": "确定",
    "none ticked": "还没有勾选。一项也没有，请按“无”。",
    "ticked": "已勾选：{numbers}",
    "cleared": "都未勾选",
    "old": "这个按钮是以前的。",
    "again": "（补发）",
    "elsewhere": "{name}\n文件超过 50 MB，Telegram 不能发。请在网页对话里下载。",
}

EN = {
    "stranger": "Hello. This is the application assistant for Hebei's SME clusters. Please use your personal link.",
    "group": "Sorry, applications are discussed in private only; I am leaving this group. Please write to me there.",
    "unknown": "This link is not right; perhaps it was not copied whole. Please ask for another one.",
    "revoked": "This link was withdrawn. Please ask for another one.",
    "expired": "This link has expired. Please ask for another one.",
    "spent": "Somebody else has used this link. Please ask for another one.",
    "slower": "Too many links were tried. Please go on in {seconds} s.",
    "taken": "This Telegram account serves another contact. To change, send /unlink first, then tap the link again.",
    "unlink?": "Unlink this Telegram account? What you filled in is kept; to use Telegram again you need a new link.",
    "unlink": "Unlink",
    "keep": "No, go on",
    "unlinked": "Unlinked. Everything you filled in is kept, and the web page still works.",
    "kept": "All right, nothing was changed.",
    "done": "Done",
    "none ticked": "Nothing is ticked. If there is nothing, press “none”.",
    "ticked": "Ticked: {numbers}",
    "cleared": "Nothing ticked",
    "old": "This button is from before.",
    "again": "(sent again) ",
    "elsewhere": "{name}\nLarger than 50 MB, which Telegram does not carry. Please download it on the web page.",
}

MENU = {
    "start": ("开始填报", "Begin"),
    "continue": ("继续填下一题", "Go on"),
    "progress": ("进度：还差什么", "Progress: what is left"),
    "check": ("检查：哪里不对", "Check: what is wrong"),
    "preview": ("预览 Word 申报表", "The Word form as it stands"),
    "help": ("怎么用，或解释当前这题", "Help, or explain this question"),
    "back": ("返回上一题", "Back"),
    "later": ("这题稍后再填", "Later"),
    "undo": ("撤销上一个回答", "Undo"),
    "evidence": ("佐证材料清单", "Evidence"),
    "deadlines": ("期限和报送要求", "Deadlines"),
    "remind": ("提醒：还差什么、还有几天", "Reminder: what is missing, how long"),
    "clusters": ("切换或新建集群", "Clusters"),
    "language_zh": ("用中文", "In Chinese"),
    "language_en": ("用英文", "In English"),
    "unlink": ("解除 Telegram 绑定", "Unlink this account"),
}
"""The commands of the menu, in Chinese and in English; Telegram takes Latin names only."""

ACCEPT = """\
SHENBAO_TELEGRAM_TOKEN 会打开 Telegram 渠道。Telegram 是境外服务：经它传送的姓名、电话、申报数据和佐证文件会到达境外
服务器；中国大陆不能直接访问。须由贵单位按数据出境和保密规定同意后才能使用。同意请设 SHENBAO_TELEGRAM_ACCEPTED=yes。
SHENBAO_TELEGRAM_TOKEN switches Telegram on. Telegram is a service abroad: names, telephone numbers, figures and files
that pass through it reach servers outside China, and it cannot be reached from the mainland without a detour. Using it
must have been accepted under your rules for data leaving the country: say so with SHENBAO_TELEGRAM_ACCEPTED=yes."""

ON = """\
Telegram 已打开：境外服务，内容会到达境外服务器，已由管理员同意使用（SHENBAO_TELEGRAM_ACCEPTED）。
Telegram is on: a service abroad, accepted by the administrator (SHENBAO_TELEGRAM_ACCEPTED)."""


def own(what: str, locale: str = "zh", **figures: str) -> str:
    """A text in a language."""
    return (EN if locale == "en" else ZH)[what].format(**figures)


def both(what: str, **figures: str) -> str:
    """A text for somebody whose language nobody knows."""
    return f"{own(what, **figures)}\n{own(what, 'en', **figures)}"
