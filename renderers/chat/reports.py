"""Progress, check, needs, completion: what stands, what is missing, what comes next."""

from __future__ import annotations

from dialogs.definition.form import Form, Section
from dialogs.saying.summaries import Completed, Needs, Noted, Progress, Report, SectionReport, Unchecked
from renderers.chat.standing import phrase_counts, phrase_tally
from renderers.chat.values import phrase_moment
from renderers.i18n import Language, mark
from renderers.numbering import ranges

_NOT_PRINTED = mark("可选核对")


def progress(form: Form, reply: Progress, language: Language) -> str:
    """What can be done now and what waits, then the sections."""
    titles = {section.name: title_of(section, language) for section in form.sections}
    lines = [f"{titles[line.section]}  {phrase_tally(line.tally, language)}" for line in reply.sections]
    return "\n".join([_head(reply, language), *lines])


def _head(reply: Progress, language: Language) -> str:
    tally = reply.tally
    now = tally.open + tally.later
    parts = [language.say("您现在可答 {count} 题", {"count": str(now)})] if now else []
    for place, (department, count) in enumerate(reply.waiting):
        who = department or language.say("资料")
        waits = language.say("等{department} {count} 题", {"department": who, "count": str(count)})
        since = reply.since[place] if place < len(reply.since) else ""
        when = {"when": phrase_moment(since).split(" ")[0]}
        parts.append(waits + (language.say("（{when}起）", when) if since else ""))
    if not tally.unfinished:
        parts.append(language.say("县里要填的都填了"))
    if now and reply.minutes:
        parts[0] += language.say("，约还要 {count} 分钟", {"count": str(reply.minutes)})
    head = language.say("，").join(parts) + language.say("。") if parts else ""
    if tally.later:
        head += language.say("其中待定 {count} 题（您说稍后的）。", {"count": str(tally.later)})
    if tally.wrong:
        head += language.say("有错 {count} 题，要先改。", {"count": str(tally.wrong)})
    if tally.doubted:
        head += language.say("有疑 {count} 题，请看一眼。", {"count": str(tally.doubted)})
    if reply.proofs:
        head += language.say("佐证还缺 {count} 类。", {"count": str(reply.proofs)})
    return head


def title_of(section: Section, language: Language) -> str:
    """A section's heading: the paper's, or in the reader's language where the questions are our own."""
    return section.title if section.printed else language.say(_NOT_PRINTED)


def report(form: Form, reply: Report, language: Language) -> str:
    """The check of the whole form, section by section."""
    figures = {
        "evidence": str(reply.evidence),
        "missing": str(reply.missing),
        "counts": phrase_counts(reply.tally, language),
    }
    if reply.tally.complete and not reply.tally.doubted:
        head = language.say("检查完了：没有空项，没有对不上的数。还没有报送。", figures)
    else:
        head = language.say("{counts}（按题数）。", figures)
    if reply.missing:
        head += language.say("佐证 {evidence} 类，还缺 {missing} 类。", figures)
    elif reply.evidence:
        head += language.say("佐证 {evidence} 类都有了。", figures)
    if any(option.group for option in reply.options):
        head += "\n" + language.say("点哪一行，就去处理哪一行：")
    return head


def unchecked(form: Form, reply: Unchecked, language: Language) -> str:
    """What was explained and what nobody can check, section by section."""
    if not reply.sections:
        return language.say("没有无法核对的，也没有说明过的。")
    titles = {section.name: title_of(section, language) for section in form.sections}
    lines = [language.say("这些不用处理：说明过的会给市里审核看，无法核对的不影响填完。")]
    for section in reply.sections:
        lines.append(f"【{titles[section.section]}】")
        lines.extend(finding(form, each, language) for each in section.findings)
        lines.extend(_unknown(form, section, language))
    return "\n".join(lines)


def _unknown(form: Form, section: SectionReport, language: Language) -> list[str]:
    """What nobody can check, and why: it never counts against the county."""
    by_reason: dict[str, list[str]] = {}
    for each in section.unknown:
        by_reason.setdefault(each.reason or "", []).append(form.by_name[each.field].id)
    lines: list[str] = []
    for reason, ids in by_reason.items():
        why = language.say(reason) if reason else language.say("缺核对用的数，可在“可选核对”里补")
        figures = {"ids": ranges(form, set(ids)), "reason": why.rstrip("。.")}
        lines.append(language.say("无法核对 {ids}：{reason}", figures))
    return lines


def finding(form: Form, noted: Noted, language: Language) -> str:
    """One finding in a line: ✗ where it has to be mended, ？ where it is to be decided, ✓ where it was explained."""
    sentence = language.say(noted.message, noted.figures)
    field = form.by_name[noted.field].id
    if noted.reason is not None:
        return language.say(
            "✓ {id} {sentence}已说明：{reason}", {"id": field, "sentence": sentence, "reason": noted.reason}
        )
    named = sentence if field in sentence else f"{field} {sentence}"
    return f"{'✗' if noted.severity == 'error' else '？'} {named}"


def needs(form: Form, reply: Needs, language: Language) -> str:
    """Which department holds what: to be asked for before the first question."""
    lines = [language.say("要用到的数据，一般在这些部门（按题号）：")]
    lines.extend(f"{department}：{ranges(form, ids)}" for department, ids in reply.departments)
    lines.append(language.say("手头没有的，到时回“等统计局”就行，随时可以走开再来。"))
    return "\n".join(lines)


def completed(form: Form, reply: Completed, language: Language) -> str:
    """Filled is not submitted: what comes next."""
    lines = [language.say("县里要填的都填完了，Word 文件这就发给您。注意：这还不是报送。")]
    if reply.tally.doubted:
        lines.append(language.say("有疑 {count} 题，发“检查”可看。", {"count": str(reply.tally.doubted)}))
    lines.append(
        language.say(
            "接下来：①打印，负责人签字、盖公章 ②扫描盖章件 ③佐证 {count} 类单独装订，编目录页码 ④按下面的份数报送",
            {"count": str(reply.evidence)},
        )
    )
    if reply.missing:
        lines.append(language.say("佐证还缺 {count} 类，发“还缺哪些佐证”可看。", {"count": str(reply.missing)}))
    lines.append(language.say("评审结果在省厅网站公示 5 个工作日；通知没有写公示和公布的日期。"))
    return "\n".join(lines)
