"""Commands with something behind them: 打开 清河县, 群发：请于周五前…, 5天没动, 导出 清河县. English too."""

from __future__ import annotations

import re
import unicodedata

CLAUSES = re.compile(r"[,，。;；\s]+")
"""What stands between the clauses of a coordinator's sentence: marks and, where it was dictated, blanks."""
_BEHIND = r"\s*[:：]?\s*(?P<rest>\S.*)"
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (verb, re.compile(pattern, re.IGNORECASE | re.DOTALL))
    for verb, pattern in (
        ("idle", r"(?P<rest>[0-9]{1,3})\s*天(?:以上)?(?:都)?(?:没|未)(?:动|更新|填)的?(?:有)?(?:谁|哪些)?"),
        ("idle", r"(?:谁)(?P<rest>[0-9]{1,3})\s*天(?:没|未)(?:动|更新|填)"),
        ("idle", r"idle (?P<rest>[0-9]{1,3}) days?"),
        ("unflag", r"(?:取消标记|取消关注|不再关注|unflag)" + _BEHIND),
        ("flag", r"(?:标记|关注|flag)" + _BEHIND),
        ("note", r"(?:备注|note)" + _BEHIND),
        ("remind", r"(?:(?:到时|请)?提醒我|remind me)" + _BEHIND),
        ("called", r"(?:(?:已?打(?:过|了)电话|电话(?:记录|打过|打了)|已?通话)(?:给)?|called|phoned)" + _BEHIND),
        ("reissue", r"(?:(?:重发|补发|再发|换)(?:链接)?(?:给)?|resend(?: the)? link(?: to)?)" + _BEHIND),
        ("hand over", r"(?:移交|换联系人|换人|hand over)" + _BEHIND),
        ("stand in", r"(?:代录|代填|替(?=\S+填)|stand in for)" + _BEHIND),
        ("revoke", r"(?:(?:撤回|收回|作废)(?:链接)?|撤销邀请|revoke)" + _BEHIND),
        (
            "invite",
            r"(?:再|还)?(?:要)?(?:加|添)(?:一个|个|上|一家|一位)(?!一?句|几句)(?:联系人|人|同志)?\s*[:：]?\s*(?P<rest>\S.*)",
        ),
        ("invite", r"(?:邀请|添加联系人|加联系人|invite)(?:一?下|一个|上)?" + _BEHIND),
        (
            "date",
            r"(?:把|将)?(?:我们|咱们)?(?:全?市里?|全省|各县)?(?:的)?(?:截止|截至|交稿|上报)(?:日期|时间)?(?:改|延|推迟|提前|延长)(?:到|至|为|成)"
            r"[ ]*(?P<rest>\S.*)",
        ),
        ("date", r"(?:(?:市里?)?(?:截止|截至)(?:日期|时间)?|期限|交稿(?:日期|时间)|延期|deadline)" + _BEHIND),
        ("holiday notice", r"(?:放假安排|节假日(?:安排)?|holidays)" + _BEHIND),
        ("swap", r"(?P<rest>[^\s:：，,。]{2,16}?\s*(?:换成|换为)\s*[^\s:：，,。]{2,16})"),
        (
            "drop recommended",
            r"(?:不推荐|取消推荐|撤回推荐|撤掉推荐|别推荐|不再推荐|don't recommend|do not recommend)" + _BEHIND,
        ),
        ("order", r"(?:推荐顺序|推荐排序|排序|recommendation order)" + _BEHIND),
        ("contact", r"(?:推荐|上报)(?:汇总)?(?:表|材料|名单)?(?:上|里)?的?联系人" + _BEHIND),
        ("contact", r"recommendation contact" + _BEHIND),
        ("recommend", r"(?:推荐(?!意见|理由|.{1,30}(?:备选|候补))|recommend )" + _BEHIND),
        ("reserve", r"(?:备选|候补|放(?:入|到)?备选|reserve )" + _BEHIND),
        ("register electronic", r"(?:登记|已收|收到|收)(?:了)?电子(?:版|件|材料)?(?:收到)?" + _BEHIND),
        ("register electronic", r"(?:received|register) electronic" + _BEHIND),
        ("register paper", r"(?:登记|已收|收到|收)(?:了)?纸质?(?:版|件|材料)?(?:收到)?" + _BEHIND),
        ("register paper", r"(?:received|register) paper" + _BEHIND),
        ("refuse", r"(?:不予受理|不受理|refuse )" + _BEHIND),
        ("accept", r"(?:受理|accept )" + _BEHIND),
        ("return", r"(?:补正|要求补正|ask for correction of )" + _BEHIND),
        ("receive", r"(?:已收|已收到|收到|登记收到|received)" + _BEHIND),
        ("announce", r"(?:群发|发通知|broadcast|announce)\s*[:：]\s*(?P<rest>\S.*)"),
        ("announce to", r"(?:群发给|发给|通知(?!:)|broadcast to)" + _BEHIND),
        ("name filter", r"(?:存筛选|保存筛选|save filter)" + _BEHIND),
        ("drop filter", r"(?:删筛选|删除筛选|drop filter)" + _BEHIND),
        ("filter", r"(?:筛选|只看|filter)" + _BEHIND),
        ("export data", r"(?:导出数据|数据导出(?!来)|export data)" + _BEHIND),
        ("comment inside", r"(?:内部批注|internal comment(?: on)?)" + _BEHIND),
        ("comment", r"(?:批注|写意见|comment(?: on)?)" + _BEHIND),
        ("opine", r"(?:(?:写|填|出)(?:一?个|一下|上)?)?(?:(?:市级|市局|市里)?推荐(?:意见|理由)|opinion)" + _BEHIND),
        ("review", r"(?:审核|审查|审一下|review)" + _BEHIND),
        ("compare", r"(?:比较|对比|compare)" + _BEHIND),
        ("export", r"(?:导出|下载|export)" + _BEHIND),
        ("open", r"(?:打开|查看|看看|看一下|看|改|open|show)" + _BEHIND),
    )
)
_AS_SAID = ("announce", "note", "remind", "called")
"""The commands whose text stays as it was typed."""
_LOOSE_END = re.compile("(?<=[县市区])(?:的(?:那份)?|那[家份边个]|这[家份边个])?[吧呗啊了]?$")
_LEAVE = re.compile(
    r"(?:不用|不要|别|不必|无需|甭|先不)(?:再)?(?:给|跟|去)?.{0,8}?(?:催|提醒|通知|告诉|转告|发消息|发信息|联系|打电话)"
    r"|(?:催|通知|提醒|群发)(?:办|人)?的?(?:时候|时)?.{0,3}(?:别|不要|不用|甭)再?(?:带|算|叫|捎|发给?|通知|催)(?:上|着)?"
    r"(?:[他她它]们?|这家|人家|这个县)?[了吧]?$"
)
"""不用提醒威县了: nothing is to be begun."""


NEGATED = re.compile("不(?!申报|报)|别|甭|勿|免")
"""临西不用发: that county is left out."""


_FINE = re.compile("没(?:有)?(?:问题|毛病|意见|错)|无误")
_DOUBTS = re.compile("不|别|甭|勿|没|未|等|再|先|停|撤|删|取消|算了|改|[吗么?？]|是否|能否")


def without_doubt(words: str) -> bool:
    """Whether nothing in a message denies, asks or puts off what it says: what is sent or decided needs that."""
    return _DOUBTS.search(_FINE.sub("", words)) is None


def leaves_alone(words: str) -> bool:
    """Whether somebody is not to be written to, called or reminded."""
    return _LEAVE.search(words) is not None


def command_of(words: str) -> tuple[str, str] | None:
    """The command that a message begins with, and what stands behind it."""
    plain = words.strip()
    for verb, pattern in PATTERNS:
        found = pattern.fullmatch(plain)
        if found is not None:
            return verb, found["rest"] if verb in _AS_SAID else _called(found["rest"])
    return None


def _called(rest: str) -> str:
    """清河县 of 清河县的, 清河县吧: a name alone, without what says nothing behind it."""
    plain = rest.strip().rstrip("。.!！?？")
    return plain if any(each.isspace() for each in plain) else _LOOSE_END.sub("", plain) or plain


def folded(words: str) -> str:
    """A message as the lexicon spells it: narrow, without a full stop at its end, small letters."""
    return unicodedata.normalize("NFKC", words).strip(" 。.!！~～").casefold() or words
