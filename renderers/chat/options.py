"""The words on buttons."""

from __future__ import annotations

import re

from dialogs.record.options import Option
from renderers.chat.desk_options import DESK, OFFERED
from renderers.chat.matters import MATTERS
from renderers.chat.review_words import REVIEW
from renderers.chat.stages import STAGES, chosen
from renderers.chat.values import phrase_date
from renderers.chat.wishes import COMMANDS
from renderers.i18n import Language, mark

_VERBS = {
    "use": mark("用 {value}"),
    "put": mark("填 {value}"),
    "adopt there": mark("{id} 用 {value}"),
    "append": mark("在现有文字后接着写"),
    "use draft": mark("用这份草稿，再补充"),
    "reading": mark("{value}"),
    "yes": mark("是"),
    "as typed": mark("就是 {value}"),
    "retype": mark("重填"),
    "change": mark("改 {id}"),
    "correct": mark("是，{id} 改成 {new}"),
    "correct year": mark("是，{id} {year} 年改成 {new}"),
    "doubtful": mark("{id} 记为待核实，附上这句话"),
    "revised": mark("是，{id} 照这样改"),
    "leave so": mark("不，照旧"),
    "own": mark("自己填"),
    "keep": mark("保留，写明口径"),
    "keep value": mark("保留 {value}，写明口径"),
    "keep because": mark("保留，说明：{reason}"),
    "note": mark("记为说明"),
    "note above": mark("记为 {id} 的说明"),
    "put off": mark("{id} 到 {last} 的 {count} 段文字都稍后再填"),
    "wait for": mark("等{department}"),
    "reason": mark("记为说明：{reason}"),
    "leave": mark("稍后"),
    "answer": mark("答案是 {value}"),
    "answer of": mark("{id} 的答案：{value}"),
    "text of": mark("是 {id} 的正文"),
    "words of": mark("记为 {id} 的答案"),
    "said twice": mark("不算，是重复发的"),
    "write on": mark("接着写 {id}"),
    "text instead": mark("换掉 {id} 原来的文字"),
    "jump": mark("去第 {id} 题"),
    "field": mark("{id} {label}"),
    "continue at": mark("继续 {id}"),
    "snooze": mark("稍后提醒"),
    "submitted": mark("已报送"),
    "not submitted": mark("还没有报送"),
    "other clusters": mark("集群"),
    "done": mark("完成"),
    "rewrite": mark("重写"),
    "start": mark("开始"),
    "continue": mark("继续"),
    "needs": mark("需要准备什么"),
    "notes": mark("填报须知"),
    "decline": mark("不申报"),
    "resume": mark("恢复申报"),
    "back to form": mark("不，继续填"),
    "progress": mark("进度"),
    "check": mark("检查"),
    "preview": mark("预览 Word"),
    "evidence": mark("佐证清单"),
    "proof missing": mark("{id} {what}（缺）"),
    "proof given": mark("{id} {what}（{count} 个文件）"),
    "proof troubled": mark("{id} {what}（有问题）"),
    "proof unneeded": mark("{id} {what}（无需）"),
    "proof undecided": mark("{id} {what}（题还没答）"),
    "proof place": mark("{id} {what}"),
    "pin place": mark("钉到 {id}：数的照片，不算佐证"),
    "declared places": mark("自我声明的 {count} 项"),
    "other places": mark("别的项"),
    "file later": mark("先放待归类"),
    "section": mark("{title}"),
    "file": mark("{name}"),
    "unclear": mark("看不清，重拍"),
    "turn": mark("转 90°"),
    "next missing": mark("下一项缺的：{id}"),
    "back to questions": mark("继续答题"),
    "back to item": mark("回到 {id}"),
    "file replace": mark("换一个文件"),
    "file rename": mark("改名"),
    "file first": mark("放到最前"),
    "file also": mark("也用于别的项"),
    "file remove": mark("从这一项拿掉"),
    "file department": mark("是主管部门证明"),
    "file third_party": mark("是第三方证明"),
    "file declaration": mark("是自我声明"),
    "file unclear": mark("看不清"),
    "file clear": mark("看得清"),
    "file turn": mark("转 90°"),
    "take count": mark("{id} 用清单的 {value}"),
    "list template": mark("清单模板（Excel）"),
    "column": mark("按 {letter} 列：{begins}"),
    "as proposed": mark("按建议放好（{count} 个）"),
    "take figure": mark("填 {words}"),
    "no list": mark("“{name}”不是名单"),
    "file uncount": mark("不核对这份清单的家数"),
    "act sent": mark("送市局审核"),
    "act sealed": mark("负责人已签字、公章已盖"),
    "act scanned": mark("扫描件已传完"),
    "act mailed": mark("邮件已发"),
    "act posted": mark("纸质已送"),
    "act offline": mark("已线下报送"),
    "send scan": mark("传盖章扫描件"),
    "back to submission": mark("回到报送"),
    "change sealed": mark("照改，重新盖章"),
    "submit": mark("报送到哪一步了"),
    "binder": mark("装订佐证册"),
    "pack": mark("打包"),
    "declare literal": mark("是非勾选项（{count} 项）"),
    "declare missing": mark("所有还缺的（{count} 项）"),
    "proofs missing": mark("{title}（缺 {missing}）"),
    "proofs there": mark("{title}（齐）"),
    "missing proofs": mark("还缺哪些佐证"),
    "rows open": mark("{title}（{count} 题）"),
    "rows later": mark("{ids}（您说稍后的 {count} 题）"),
    "rows waiting": mark("等{department}（{count} 题）：{ids}"),
    "rows awaited": mark("等资料（{count} 题）：{ids}"),
    "rows more": mark("其余 {count} 题"),
    "row doubtful": mark("{id} {label}：待核实"),
    "unchecked": mark("不用处理的（说明过、无法核对，{count} 处）"),
    "sources": mark("数据从哪里来（{count} 题）"),
    "former": mark("用去年的表"),
    "departments": mark("部门清单"),
    "department missing": mark("{department}（缺 {missing} 题，共 {count} 题）"),
    "department there": mark("{department}（{count} 题都有了）"),
    "department text": mark("转发用的文字"),
    "department link": mark("专用链接"),
    "department sheet": mark("Excel 填报表"),
    "department wait": mark("这 {count} 题记为等{department}"),
    "department fill": mark("现在就填这 {count} 题"),
    "nudge": mark("催{department}"),
    "review": mark("领导审阅稿"),
    "pages": mark("看页面"),
    "use theirs": mark("用{name}的"),
    "use mine": mark("用我的"),
    "read in": mark("读进申报表"),
    "as evidence": mark("作为佐证/附件"),
    "read file": mark("读“{name}”"),
    "take over": mark("采用这 {count} 题"),
    "show new": mark("先看看是哪些"),
    "go through": mark("逐条看冲突和要确认的（{count}）"),
    "show differs": mark("冲突列成一张表"),
    "lines on": mark("下一页（{page}/{pages}）"),
    "lines back": mark("上一页（{page}/{pages}）"),
    "show unread": mark("看没看懂的（{count}）"),
    "show cleared": mark("看文件里空着的（{count}）"),
    "file section": mark("{title}（{count} 题）"),
    "file aside": mark("先放着"),
    "file gone": mark("这个文件不用了"),
    "back to file": mark("返回文件"),
    "keep table": mark("表内"),
    "take file": mark("文件：{value}"),
    "take reading": mark("按 {value}"),
    "answer anew": mark("另填"),
    "leave out": mark("不填"),
    "rest file": mark("剩下 {count} 处冲突都用文件"),
    "rest table": mark("剩下 {count} 处冲突都用表内"),
    "use my former": mark("用 {value}（我原来填的）"),
    "use my text": mark("用我原来填的"),
    "cluster": mark("{name}"),
    "unnamed cluster": mark("（还没有名称）"),
    "new cluster": mark("新建一个集群"),
    "stand by": mark("数据无误，写说明"),
    "one by one": mark("逐条处理（{count} 题）"),
    "see to": mark("{id} {label}"),
    "answer comment": mark("答复第 {id} 条"),
    "send back": mark("送回"),
    "back to returned": mark("先不写"),
    "change unasked": mark("照改"),
    "see to rest": mark("接着处理"),
    "send anyway": mark("照样送回"),
    **REVIEW,
    "returned": mark("看退回意见"),
    **OFFERED,
    **DESK,
}
_BOXES = (
    *(mark("否"), mark("不适用"), mark("非高耗能行业，不适用"), mark("非高用水行业，不适用")),
    *(mark("第一产业"), mark("第二产业"), mark("第三产业")),
)
"""Official boxes that are short enough for a word of explanation beside them: the catalogue has one."""
_LONGEST = 24
"""Characters of what is to be proved that a button shows on a phone."""


def phrase_option(option: Option, language: Language) -> str:
    """The label of one button; a box of our own questions is translated, an official one is not in the catalogue."""
    if option.verb == "choice":
        return language.say(option.figures["label"])
    if option.verb == "command":
        return language.say(COMMANDS.get(option.figures["command"]) or _VERBS[option.figures["command"]])
    if option.verb == "matter":
        return language.say(MATTERS[option.figures["matter"]])
    if option.verb == "review reason":
        return language.say(option.figures["words"])
    return _filled(option, language)


def _filled(option: Option, language: Language) -> str:
    """A label with its figures, as short as a phone needs it."""
    if option.verb in ("row finding", "row finding and more", "row kept"):
        return _finding(option, language)
    figures = option.figures
    if len(figures.get("what", "")) > _LONGEST:
        figures = {**figures, "what": figures["what"][: _LONGEST - 1] + "…"}
    if "day" in figures:
        figures = {**figures, "day": phrase_date(figures["day"])}
    if "step" in figures:
        figures = {**figures, "step": _short(language.say(figures["step"]))}
    if "choice" in figures:
        figures = {**figures, "name": chosen(figures["choice"], language)}
    if "stage" in figures:
        figures = {**figures, "stage": language.say(STAGES[figures["stage"]])}
    verb = "correct year" if option.verb == "correct" and "year" in figures else option.verb
    return language.say(_VERBS[verb], figures)


def _short(words: str) -> str:
    """What is to be done, without its particulars: a button names it, the text above says it whole."""
    head = re.split(r"[：，；（(:,;]", words)[0].strip()
    longest = _LONGEST if "一" <= head[:1] <= "龥" else 2 * _LONGEST  # a Latin letter is half as wide
    return head if len(head) <= longest else f"{head[: longest - 1]}…"


def _finding(option: Option, language: Language) -> str:
    """A question and what does not hold there."""
    sentence = language.say(option.figures["message"], option.figures).rstrip("。.")
    named = sentence if option.figures["id"] in sentence else f"{option.figures['id']} {sentence}"
    more = mark("。已说明：{reason}") if option.verb == "row kept" else mark("（另有 {more} 处）")
    return named if option.verb == "row finding" else named + language.say(more, option.figures)
