"""Short notices: one sentence each, named in the engine and worded here."""

from __future__ import annotations

from dialogs.form import Form
from dialogs.replies import Told
from renderers.chat.reports import deadlines
from renderers.i18n import Language, mark

_NOTICES = {
    "nothing to undo": mark("没有可撤销的了。"),
    "nothing before": mark("这已经是第一题。"),
    "undone": mark("已撤销，回到 {id}。"),
    "paused": mark("先到这里，填过的都在。回来时发“继续”。"),
    "rendering": mark("正在生成 Word 文件。"),
    "why decline": mark("申报自愿。不申报的原因是什么？一句话即可，会记在申报里；以后仍可恢复。"),
    "declined": mark("已记为不申报。{reason}"),
    "resumed": mark("已恢复申报，填过的都在。"),
    "why keep": mark("请用一句话写明口径或原因（可比价、统计口径变化等），会记在申报里，备市里审核。"),
    "no reason": mark("原因要写成一句话，数字或单个字不算。请重写，或发“返回”。"),
    "kept": mark("已保留，并记下说明：{reason}"),
    "unclear": mark("没听懂，什么也没有改。可以发“继续”“进度”“检查”，题号如 2.7，或“?”。"),
    "which question": mark("要去哪一题？"),
    "figure or jump": mark("“{words}”是这题的答案，还是要去那一题？"),
    "no such question": mark("没有第 {id} 题。发“进度”看目录。"),
    "elsewhere": mark("{id} 不在这里填：由封面带出，或打印后签字盖章，或由市级填写。"),
    "old button": mark("这个按钮是以前的，现在不起作用了。"),
    "old question": mark("这是前面 {id} 的按钮。要改 {id} 吗？"),
    "still complete": mark("改好了，全部仍是填完状态。需要新的 Word 请点预览。"),
    "clusters": mark("您名下有 {count} 个集群，打开哪一个？"),
    "opened": mark("已打开：{name}"),
    "opened new": mark("新建了一个集群的申报。"),
    "no optional questions": mark("没有可选核对题了。"),
    "language": mark("现在用中文。官方标题和正文始终是中文。"),
    "files later": mark("收到“{name}”。佐证文件眼下还不能在这里存，请先留好，装订时要用。"),
    "failed": mark("文件没有生成，我们会查原因；您的答案都在。稍后发“预览”再试。"),
    "trouble": mark("抱歉，这一条我们没处理成，已记录并会查。您的答案都在，请换个说法或稍后再试。"),
    "reminder": mark("提醒：申报还没有报送。发“进度”看还差什么。"),
    "time": mark("提醒：发“继续”接着填。"),
    "help": mark(
        "直接回答题目就行。随时可以发：\n"
        "继续 · 下一题 · 返回 · 稍后 · 重复 · 撤销\n"
        "进度（还差什么）· 检查（哪里不对）· 预览（Word）\n"
        "2.7 或“改 2.7 118 131 152”直接去改\n"
        "无（没有这种情况）· 等统计局（数还没到）· 待核实\n"
        "期限 · 佐证 · 集群 · 可选核对 · 不申报 · 暂停 · English"
    ),
}


def notice(form: Form, reply: Told, language: Language) -> str:
    """The words of a notice."""
    if reply.what == "deadlines":
        return deadlines(form, reply.figures.get("group"), language)
    figures = {"reason": "", "name": "", **reply.figures}
    return language.say(_NOTICES[reply.what], figures).rstrip()
