"""Recommending and handing up in words: the list with its quota, what is checked, what the province said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dialogs.definition.form import Form
from dialogs.record.handups import HandedItem, HandedUp
from dialogs.saying.handing_briefs import Decided, HandUpCheck, HandUps, OverQuota, Ranked, RankedList
from renderers.chat.stages import beside, listed
from renderers.chat.submission import STEPS
from renderers.chat.values import phrase_moment
from renderers.i18n import Language, mark

DECISIONS = {
    "": mark("还没有决定"),
    "accepted": mark("受理"),
    "returned": mark("补正"),
    "refused": mark("不予受理"),
}
_SAID = {
    "recommended": mark("记下了。"),
    "reserved": mark("已放入备选。"),
    "left out": mark("已从名单拿掉。"),
    "swapped": mark("换好了，换下的放在备选第一位。"),
    "ordered": mark("顺序改好了。"),
    "contact": mark("联系人记下了，印在汇总表和请示上。"),
    "there already": mark("已经在名单里了，什么也没有改。要改顺序，发“推荐顺序”。"),
    "not there": mark("名单里没有这一家，什么也没有改。"),
    "changed meanwhile": mark("同事刚刚改过名单，您的改动没有记下。现在是这样："),
    "nobody chosen": mark("还没有选推荐哪几家，没有可上报的。"),
}


def ranked_list(form: Form, reply: RankedList, language: Language) -> str:
    """The list: what was done, who is recommended in which order, reserves, what is left of the quota."""
    lines = [language.say(_SAID[reply.said])] if reply.said else []
    if reply.handed is not None:
        lines += _handed(reply.handed, language)
    figures = {"place": reply.city, "quota": str(reply.quota), "count": str(len(reply.chosen))}
    lines.append(language.say("{place}的推荐名单（{count}/{quota}）：", figures))
    if reply.chosen:
        lines += _numbered(reply.chosen, language)
    else:
        lines.append(language.say("还没有选。发“推荐”和县名，或点下面的。"))
    if reply.reserves:
        lines.append(language.say("备选："))
        lines += _numbered(reply.reserves, language)
    lines.append(_contact(reply.contact, reply.phone, language))
    if reply.handed is None:
        lines.append(language.say("上报前随时可改（推荐、备选、不推荐、某县换成某县）；县里看不到，您不发就不会知道。"))
    return "\n".join(lines)


def _contact(contact: str, phone: str, language: Language) -> str:
    if contact:
        return language.say("汇总表联系人：{name} {phone}", {"name": contact, "phone": phone})
    return language.say("汇总表的联系人和电话留空待填；要印上，发“推荐联系人 姓名 电话”。")


def _numbered(rows: Sequence[Ranked], language: Language) -> list[str]:
    return [f"{number}. {_line(each, language)}" for number, each in enumerate(rows, 1)]


def _line(row: Ranked, language: Language) -> str:
    name = beside(row.called, row.cluster, language)
    return language.say("，").join((name, *_matters(row, language)))


def _matters(row: Ranked, language: Language) -> Iterable[str]:
    if row.unfilled:
        yield language.say("还没有填完")
    elif row.mending:
        yield language.say("退回了，县里在改")
    elif row.unsent:
        yield language.say("已填完，还没有送审")
    elif row.act in STEPS:
        yield language.say(STEPS[row.act])
    if row.errors:
        yield language.say("{count} 处不对", {"count": str(row.errors)})
    if row.lacking:
        yield language.say("缺佐证 {count}", {"count": str(row.lacking)})


def over_quota(form: Form, reply: OverQuota, language: Language) -> str:
    """The notice's sentence, who does not fit, and that nothing was changed."""
    figures = {"place": reply.city, "quota": str(reply.quota), "names": listed(reply.names, language)}
    sentence = language.say(
        "通知{source}：“{sentence}”", {"source": form.quota.source, "sentence": form.quota.sentence}
    )
    rest = language.say("{place}最多 {quota} 家，{names}放不下，名单没有改。换下一家，或放入备选？", figures)
    return f"{sentence}\n{rest}"


def check(form: Form, reply: HandUpCheck, language: Language) -> str:
    """What would be handed up, and what is the matter with it."""
    figures = {"place": reply.city, "quota": str(reply.quota), "count": str(len(reply.rows))}
    lines = [language.say("{place}上报 {count} 家（最多 {quota} 家）：", figures), *_numbered(reply.rows, language)]
    if reply.blocked:
        lines.append(language.say("有没填完、没送审或在改的，不能上报。换下它，或等县里。"))
    elif any(each.errors or each.lacking or not each.act for each in reply.rows):
        lines.append(language.say("上面写的不足不挡上报，请确认都知道。"))
    left = reply.quota - len(reply.rows)
    if left > 0:
        lines.append(language.say("名额还剩 {count} 个。", {"count": str(left)}))
    lines.append(_contact(reply.contact, reply.phone, language))
    if not reply.blocked:
        lines.append(
            language.say(
                "上报后省里马上看得到，名单定下；省里登记收到以前可以撤回。材料（请示、汇总表、申报表、佐证）随后发给您。"
            )
        )
    return "\n".join(lines)


def hand_ups(form: Form, reply: HandUps, language: Language) -> str:
    """What has come from each group, and who has not handed up."""
    lines = [line for each in reply.handed for line in _handed(each, language)]
    if not reply.handed:
        lines.append(language.say("还没有市里上报。"))
    if reply.missing:
        missing = {"count": str(len(reply.missing)), "names": listed(reply.missing, language)}
        lines.append(language.say("还没有上报 {count}：{names}", missing))
    return "\n".join(lines)


def _handed(handed: HandedUp, language: Language) -> Iterable[str]:
    figures = {"place": handed.place, "count": str(len(handed.items)), "by": handed.by, "receipt": handed.receipt}
    figures |= {"at": phrase_moment(handed.at), "number": str(handed.number)}
    yield language.say("{place}第 {number} 次上报 {count} 家：{at} {by}，回执 {receipt}", figures)
    yield language.say("电子版 {electronic}，纸质 {paper}", _receipts(handed, language))
    for number, each in enumerate(handed.items, 1):
        yield f"{number}. {_item(each, language)}"


def _receipts(handed: HandedUp, language: Language) -> dict[str, str]:
    forms = {"electronic": handed.electronic, "paper": handed.paper}
    none = language.say("未登记")
    return {form: phrase_moment(at) if at else none for form, at in forms.items()}


def _item(item: HandedItem, language: Language) -> str:
    name = beside(item.called, item.cluster, language)
    words = language.say(DECISIONS[item.decision])
    if item.reason:
        words += language.say("：{reason}", {"reason": item.reason})
    if item.passed:
        words += language.say("（已转县里）")
    return f"{name} {words}"


def decided(form: Form, reply: Decided, language: Language) -> str:
    """What the province decided, with the questions of a 补正."""
    figures = {"name": reply.called, "cluster": reply.cluster, "by": reply.by}
    figures["decision"] = language.say(DECISIONS[reply.decision])
    head = language.say("省厅（{by}）对{name} {cluster}：{decision}", figures)
    if reply.decision != "returned":
        return head + (language.say("。原因：{reason}", {"reason": reply.reason}) if reply.reason else "")
    labels = {field.id: field.label for field in form.fields} | {each.id: each.what for each in form.evidence}
    return "\n".join([head, *(f"{each} {labels.get(each, '')}：{words}" for each, words in reply.questions)])


WORDS: Mapping[type[Any], Callable[[Form, Any, Language], str]] = {
    RankedList: ranked_list,
    OverQuota: over_quota,
    HandUpCheck: check,
    HandUps: hand_ups,
    Decided: decided,
}
"""How each is worded."""

NOTES = {
    "exports under way": mark("正在导出（几点要的，已做/共几份）：\n{lines}\n好了就发来。"),
    "no exports": mark("没有正在做的导出。"),
    "only cities recommend": mark("推荐由市里（含定州、辛集、雄安）做，省里看“上报情况”。"),
    "nothing to recommend": mark("{name}没有在申报的集群，不能推荐，名单没有改。"),
    "which order": mark("现在的顺序：\n{lines}\n新顺序发号码，如“2 1 3”，或县名，如“威县、清河县”。"),
    "no such order": mark("没认出“{words}”，顺序没有改。"),
    "contact how": mark("没认出“{words}”。这样写：推荐联系人 王某 0319-2680000"),
    "handed up": mark(
        "{place}已上报 {count} 家：{at} {by}，回执 {receipt}。省里看得到了，县里还不知道。\n"
        "材料正在打包，好了就发来：推荐请示（发文字号、签发人待填）、汇总表、申报表和佐证，附报送清单。"
    ),
    "hand-up over": mark("超过名额，没有上报。"),
    "hand-up unfilled": mark("有没填完、没送审或在改的，没有上报：{names}"),
    "hand-up changed": mark("名单刚刚变了，没有上报。请看一遍再报："),
    "hand-up standing": mark("已经上报过了，没有再报。"),
    "hand-up touched": mark("省里已登记或决定，不能撤回。要改，请省里退回补正。"),
    "nothing handed up": mark("还没有上报。"),
    "take back": mark("撤回上报（回执 {receipt}）？省里会看到已撤回，名单又可以改。"),
    "taken back": mark("已撤回上报（回执 {receipt}），名单又可以改了。发“推荐”接着改。"),
    "package begun": mark("正在打包推荐材料，好了就发来，可以接着做别的。"),
    "reason returned": mark("{name}补正什么？写题号和意见，如：3.2 与佐证不符；2.7 请核对"),
    "reason refused": mark("{name}为什么不予受理？原因会发给市里。"),
    "reason too long": mark("有 {count} 字，超过 {limit} 字，没有记下。请缩短后再发。"),
    "which questions": mark("没有题号 {words}，没有退。补正要写清是哪几题："),
    "no questions": mark("没认出题号，没有退。补正要写清是哪几题："),
    "which to send back": mark("“{words}”报了几家，是哪一家？"),
    "only the province registers": mark("收件和受理由省里登记，您这里看“推荐”。"),
    "not handed up": mark("{name}还没有上报，没有可登记的。"),
    "registered electronic": mark("{place}的电子版：省厅已登记收到（{by}，{at}）。"),
    "registered paper": mark("{place}的纸质材料：省厅已登记收到（{by}，{at}）。"),
    "passed on": mark("已把补正的 {count} 题转给{name}（{people} 人），请 {due} 前改好送回；改好后再上报。"),
    "hand-up passed": mark("这几题已经转过了，没有再转。"),
    "city handed up": mark("{place}上报了 {count} 家（{by}，{at}，回执 {receipt}）。发“上报情况”看。"),
    "city took back": mark("{place}撤回了上报（{by}，{at}，回执 {receipt}）。"),
}
"""Short notices, by their names."""
