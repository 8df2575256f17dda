"""What stands on the buttons of a review, and its short notices at the desk."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.saying.briefs import Note
from renderers.chat.returned import subject, why
from renderers.i18n import Language, mark

REVIEW = {
    "desk review": mark("审核 {name}"),
    "review no note": mark("不用写，就这样"),
    "review new": mark("只看新的（改了 {count} 题）"),
    "review sections": mark("逐节看"),
    "review section": mark("{title}（{count} 题要看）"),
    "review section fine": mark("{title}"),
    "review drafts": mark("批注草稿（{count}）"),
    "review steps": mark("审核步骤（{done}/{count}）"),
    "review return": mark("退回县里（{count} 条）"),
    "review pass": mark("审核通过"),
    "review pass anyway": mark("仍然通过"),
    "review opinion": mark("写推荐意见"),
    "review history": mark("审核记录"),
    "review compare": mark("比较 第{old}次和第{new}次送审"),
    "review compare now": mark("比较 第{old}次送审和现在"),
    "review first": mark("回到审核"),
    "review comment": mark("批注 {id}"),
    "review internal": mark("内部批注 {id}"),
    "review next": mark("下一题 {id}"),
    "review accept": mark("认可 {id}"),
    "review needs": mark("认可 {id}，但还需…"),
    "review accept all": mark("全部认可（已答复的 {count} 条）"),
    "review more": mark("更多（还有 {count} 条）"),
    "review more drafts": mark("更多草稿"),
    "review drop whole": mark("删掉草稿 {id}（整份）"),
    "review again": mark("{id} 再批注"),
    "review drop": mark("删掉草稿 {id}（{about}）"),
    "review restore": mark("找回刚删的"),
    "review send": mark("发给县里（{count} 条）"),
    "review redate": mark("改日期"),
    "review tick": mark("□ {step}"),
    "review untick": mark("✓ {step}（取消）"),
    "review verify": mark("登记{kind}"),
}
"""The labels of buttons."""

NOTES = {
    "review which": mark("{name}有几份申报，审核哪一份？"),
    "not sent yet": mark("{name}还没有送审，只看得到进度："),
    "reviews waiting": mark("等您审核的 {count} 份：{names}"),
    "reviews returned": mark("已退回、等县里送回的 {count} 份：{names}"),
    "no reviews waiting": mark("现在没有等您审核的。"),
    "no review open": mark("还没有打开哪一份。先发“审核 清河县”这样的话。"),
    "comment reason": mark("批注 {subject}{inside}：选一个理由，也可以先写要说的话。{note}"),
    "comment on each": mark("{ids} 各批一条：先批 {first}，写好后再点下一条。"),
    "comment as typed": mark("批注照您的原话写，这里不会替您改写，现在是“{words}”；要换，发“改成：…”。还差理由："),
    "whence": mark("数从哪来、谁填的，写在题目下面；没有写，就是县里没有注明来源。"),
    "whence and proofs": mark(
        "数从哪来、谁填的，附了哪些佐证，都写在题目下面；没有写，就是县里没有注明。盖没盖章，要打开佐证看。"
    ),
    "not to compare": mark("{name}还没有送审，{id} 填了多少这里看不到，没法比。正在审的这份："),
    "comment note": mark("{subject}，{why}。要补充什么，直接写；不用补充就点按钮。"),
    "comment note wanted": mark("{subject}，{why}。这个理由要写明是什么问题，请直接写。"),
    "comment too long": mark("批注有 {count} 字，超过 {limit} 字，没有记下。请写短一些。"),
    "comment left": mark("{subject} 的批注还没有写完，没有记下。{note}"),
    "comment kept": mark("记下了，还没有发给县里。草稿现在有 {count} 条，发“退回补正”一起发。"),
    "comment kept internally": mark("记下了，只有您这边看得到。"),
    "comment dropped": mark("删掉了，可以找回。"),
    "comment back": mark("找回来了。"),
    "comment gone": mark("这一条已经不在了，或已发给县里。"),
    "ask needs": mark("认可 {ids}，还需要县里做什么？直接写。"),
    "comment accepted": mark("{ids} 已认可。"),
    "nothing to accept": mark("没有县里答复过、还没有定的意见。"),
    "no such comment": mark("没有 {words} 这一条，什么也没有做。现在有：{ids}。"),
    "needs which": mark("哪一条？发“接受 2.7，但要补…”这样的话。现在有：{ids}。"),
    "comment needs": mark("{ids} 已认可，另需：{words}"),
    "nothing to return": mark("没有可发的批注草稿。先发“批注 2.1 …”写一条。"),
    "return due": mark("哪天前送回？发日期，如“4月22日”。"),
    "drafts changed": mark("这份的批注草稿刚才有变化，什么也没有发。请再看一遍，再发“退回补正”。"),
    "returned": mark("已退回 {name}：{count} 条意见，{day}前送回，通知了 {people} 人。"),
    "overtaken sent": mark("{name}（{by}）{at} 又送来了新的一版，刚才那一步没有做。请看新的："),
    "overtaken returned": mark("{by} {at} 已经退回 {name}，刚才那一步没有做。现在是这样："),
    "overtaken passed": mark("{by} {at} 已经审核通过 {name}，刚才那一步没有做。现在是这样："),
    "nothing to pass": mark("{name} 现在不在您手里（没有送审，或已退回、已通过），没有可通过的。"),
    "comments open": mark("还有意见没有定：{ids}。"),
    "steps left": mark("还有 {count} 步没有勾："),
    "review passed": mark("{name}：审核通过，已告诉县里。这还不是推荐。"),
    "verify which": mark("登记哪一种？"),
    "verify how": mark("{kind}：哪天、谁、结果怎样？写一行，如“4月15日 王科长、李工 属实”。"),
    "verify unclear": mark("没看懂“{words}”，没有登记。"),
    "verify not yet": mark("{day} 还没有到，没有登记。"),
    "verified": mark("{kind}已登记（{day}）。"),
    "opinion how": mark("9.4 推荐意见写什么？直接发文字，会印在申报表第九部分；日期按今天。发“无”清除。"),
    "opinion kept": mark("推荐意见写进 9.4，9.6 日期 {day}；县里打印的表上就有了。"),
    "opinion gone": mark("9.4、9.6 已清除。"),
    "opinion too long": mark("推荐意见有 {count} 字，超过 {limit} 字，没有记下。"),
}
"""The notices, by name."""


def about_comment(form: Form, reply: Note, language: Language) -> dict[str, str]:
    """What a comment is about and why, in words, for a notice that speaks of one."""
    if "about" not in reply.figures:
        return {}
    reason, words = reply.figures.get("reason", ""), reply.figures.get("note", "")
    return {
        "subject": subject(form, reply.figures["about"], language),
        "why": why(form, reason, "", language) if reason else "",
        "inside": language.say("（内部，不给县里）") if reply.figures.get("internal") else "",
        "note": language.say("（写好的：{note}）", {"note": words}) if words else "",
    }
