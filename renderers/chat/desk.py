"""The desk in words: what needs doing today, tables, one county, invitations to hand out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dialogs.briefs import (
    DateMove,
    Dossier,
    EntrantRow,
    FollowUps,
    Handed,
    HowMany,
    Note,
    OneCounty,
    RegionDates,
    Table,
    Today,
    Which,
    YearRead,
)
from dialogs.deadlines import DateLine
from dialogs.form import Form
from dialogs.invitation_briefs import Doubted, Invitations, LinkList, Ready
from dialogs.region import Entrant, Stage
from renderers.chat import broadcasts, handing
from renderers.chat.dates import left
from renderers.chat.desk_follow import follow_line, follow_ups
from renderers.chat.desk_notes import note
from renderers.chat.holidays import year_read
from renderers.chat.inviting import (
    contact_line,
    doubted,
    invitations,
    link_list,
    ready,
    unused_line,
)
from renderers.chat.seconding import second_line
from renderers.chat.stages import STAGES
from renderers.chat.submission import STEPS
from renderers.chat.values import phrase_date, phrase_moment
from renderers.i18n import Language, mark

_NAMED = 12
"""How many names stand in a line."""
_SECTION_WORDS = {
    "u": mark("未开始"),
    "s": mark("进行中"),
    "t": mark("有问题"),
    "f": mark("已填完"),
}
_TITLES = {
    "progress": mark("{region}进度（{count} 家）"),
    "idle": mark("{days} 天没动的 {count} 家"),
    "trouble": mark("数对不上的 {count} 家"),
    "flagged": mark("您标记的 {count} 家"),
    "stage": mark("{stage} {count} 家"),
    "filtered": mark("{words}：{count} 家"),
}
_ACTS = {**STEPS, "sent": mark("已送审"), "passed": mark("审核通过")}
_HANDED = {
    "draft": mark("{name}"),
    "draft without pages": mark("{name}\n这里现在做不出 PDF，先给您 Word 版。"),
    "drafts": mark("导出好了：{count} 份申报表（Word {word}，PDF {pdf}，佐证册 {binder}）。点开下载，只有您能打开。"),
    "data": mark("数据好了：.xlsx 和 JSON 在一个压缩包里，字段说明在其中的“说明.txt”。"),
    "table": mark("进度表（{count} 家）："),
    "picture": mark("进度图，{at}："),
    "package": mark(
        "推荐材料好了（{count} 个集群，{files} 个文件）。按其中的报送清单办：电子版发 {email}，"
        "邮件标题“{subject}”；纸质一式 {copies} 份。点开下载，只有您能打开。"
    ),
    "package draft": mark("推荐材料（草稿，还没有上报）：{count} 个集群，{files} 个文件。"),
}


_MOVES = {
    ("to_city", True): mark("{name}交市里的日期现在是 {day}，县里会收到通知（夜里不发，次日早上发）。"),
    ("to_city", False): mark("{name}交市里的日期改为 {day}："),
    ("to_province", True): mark("报省里的日期现在是 {day}，全省会收到通知（夜里不发，次日早上发）。"),
    ("to_province", False): mark("报省里的日期改为 {day}："),
}


def _one_of(language: Language, counts: Mapping[str, int], mark_between: str = "，") -> str:
    parts = [f"{language.say(STAGES[name])} {count}" for name, count in counts.items()]
    return language.say(mark_between).join(parts)


def today(form: Form, reply: Today, language: Language) -> str:
    """The first screen: what needs doing, most urgent first."""
    figures = {"region": reply.region, "count": str(reply.total), "counts": _one_of(language, reply.counts)}
    lines = []
    if reply.welcome:
        lines.append(
            language.say("您好！这里是{region}的申报协调台：邀请县里、看进度、群发、导出，都在对话里。", figures)
        )
    lines.append(language.say("{region}共 {count} 家：{counts}。", figures))
    lines += [_left(each, language) for each in reply.left]
    quiet, new = len(lines), reply.counts.get(Stage.UNCONTACTED, 0)
    if new:
        lines.append(language.say("· {count} 家还没有人进来，发“邀请”请县里进来", {"count": str(new)}))
    if reply.still:
        lines.append(language.say("· {count} 家进来了、三天没动，发“谁没动”看名单", {"count": str(reply.still)}))
    if reply.troubled:
        lines.append(language.say("· {count} 家有对不上的数", {"count": str(reply.troubled)}))
    if reply.unused:
        lines.append(language.say("· {count} 条链接发出去还没人用，发“名单”看", {"count": str(reply.unused)}))
    if reply.late:
        some = "、".join(f"{name}（{phrase_date(day)}）" for name, day in reply.late[:_NAMED])
        late = {"count": str(len(reply.late)), "names": some}
        lines.append(language.say("· {count} 家退回后过了日子还没送回：{names}，可以发“催一下清河县”这样的话", late))
    lines += [f"· {broadcasts.in_short(each, language)}" for each in reply.sendings]
    lines += [f"· {second_line(each, language)}" for each in reply.seconds]
    lines += [f"· {follow_line(called, each, language)}" for called, each in reply.follow]
    if len(lines) == quiet:
        lines.append(language.say("今天没有急着要办的。"))
    return "\n".join(lines)


def _left(deadline: tuple[str, DateLine], language: Language) -> str:
    recipient, line = deadline
    figures = {"recipient": recipient, "day": phrase_date(line.on), "left": left(line, language)}
    return language.say("· {day}前报{recipient}：{left}", figures)


def dates(form: Form, reply: RegionDates, language: Language) -> str:
    """The dates, and how to set one."""
    lines = [_left(each, language) for each in reply.left]
    if reply.province:
        lines.append(language.say("要改报省里的日期，发“截止日期 省里 5月10日”。先给您看影响谁，确认了才改。"))
    hint = language.say(
        "要改交市里的日期，发“截止日期 4月22日”；只给一个县延期，发“截止日期 清河县 4月26日”。"
        "先给您看影响谁，确认了才改。"
    )
    return "\n".join((*lines, hint))


def date_move(form: Form, reply: DateMove, language: Language) -> str:
    """What a date changes, for whom, and who hears of it."""
    figures = {"name": reply.name, "day": phrase_date(reply.on)}
    lines = [language.say(_MOVES[reply.deadline, reply.done], figures)]
    if not reply.done:
        lines += [_before(each, language) for each in reply.before]
        told = {"count": str(len(reply.told)), "names": _some(reply.told), "silent": str(reply.silent)}
        if reply.told:
            lines.append(language.say("会通知 {count} 人：{names}", told))
        else:
            lines.append(language.say("没有人要通知。", told))
        if reply.silent:
            lines.append(language.say("不通知 {silent} 人（不申报，或已报送）。", told))
    if not reply.known:
        lines.append(language.say("那一年的节假日还没有数据，工作日按周末推算。"))
    return "\n".join(lines)


def _some(names: Sequence[str]) -> str:
    """The first names, and that there are more."""
    return "、".join(names[:_NAMED]) + ("……" if len(names) > _NAMED else "")


def _before(each: tuple[str, bool, tuple[str, ...]], language: Language) -> str:
    day, fixed, counties = each
    figures = {"day": phrase_date(day), "count": str(len(counties)), "names": _some(counties)}
    if fixed:
        return language.say("· 原来 {day}，{count} 个县：{names}", figures)
    return language.say("· 原来没有定（参考 {day}），{count} 个县：{names}", figures)


def table(form: Form, reply: Table, language: Language) -> str:
    """A title with the counts, then a line for each entrant."""
    total = sum(reply.counts.values())
    named = language.say(STAGES[reply.figures["stage"]]) if "stage" in reply.figures else ""
    figures = {**reply.figures, "count": str(total), "stage": named}
    head = language.say(_TITLES[reply.what], figures)
    if len(reply.counts) > 1:
        head += language.say("：") + _one_of(language, reply.counts)
    quiet = [each for each in reply.rows if _untouched(each)]
    lines = [line(each, reply.sections, language) for each in reply.rows if not _untouched(each)]
    if quiet:
        names = {"names": "、".join(each.called for each in quiet), "count": str(len(quiet))}
        lines.append(language.say("未联系 {count}：{names}", names))
    if reply.more:
        lines.append(language.say("……还有 {count} 家，发“表格”看全部。", {"count": str(reply.more)}))
    return "\n".join([head, *lines]) if total else head


def _untouched(row: EntrantRow) -> bool:
    """Whether there is nothing to say of a county but its name."""
    return row.entrant.stage is Stage.UNCONTACTED and not (row.invited or row.flagged or row.note)


def line(row: EntrantRow, sections: int, language: Language) -> str:
    """One entrant: the county, its cluster, how far it is, and what is the matter with it."""
    name = f"{'★ ' if row.flagged else ''}{row.called}"
    if row.entrant.cluster:
        name += f"（{row.entrant.cluster}）"
    parts = [f"{name} {state(row.entrant, language)}", *matters(row, sections, language)]
    return language.say("，").join(parts) + (f"　✎ {row.note}" if row.note else "")


def state(entrant: Entrant, language: Language) -> str:
    """How far it is, in a word or two."""
    if entrant.act in _ACTS:
        return language.say(_ACTS[entrant.act])
    word = language.say(STAGES[entrant.stage])
    return f"{word}（{entrant.reason}）" if entrant.reason else word


def matters(row: EntrantRow, sections: int, language: Language) -> Iterable[str]:
    """What there is to say of a entrant beside its state, each in a few words."""
    entrant = row.entrant
    if entrant.stage is Stage.UNCONTACTED and row.invited:
        yield language.say("链接已发，未进入")
    if entrant.stage in (Stage.FILLING, Stage.FILLED):
        yield language.say("{done}/{sections} 节", {"done": str(entrant.done), "sections": str(sections)})
    if entrant.stage in (Stage.DECLINED, Stage.CONSIDERING, Stage.UNCONTACTED):
        if entrant.stage is Stage.CONSIDERING and row.days > 0:
            yield language.say("{days} 天没动", {"days": str(row.days)})
        return
    if entrant.errors:
        yield language.say("{count} 处不对", {"count": str(entrant.errors)})
    if entrant.lacking:
        yield language.say("缺佐证 {count}", {"count": str(entrant.lacking)})
    if entrant.stage is Stage.FILLING and row.days > 0:
        yield language.say("{days} 天没动", {"days": str(row.days)})


def how_many(form: Form, reply: HowMany, language: Language) -> str:
    """One line to forward."""
    figures = {"when": phrase_moment(reply.at), "region": reply.region, "count": str(reply.total)}
    head = language.say("截至{when}，{region}共 {count} 家：", figures)
    return head + _one_of(language, reply.counts) + language.say("。")


def one_county(form: Form, reply: OneCounty, language: Language) -> str:
    """A county: its entrants, its sections, what is wrong, whom to call."""
    sections = len(reply.dossier.sections) if reply.dossier is not None else 0
    rows = reply.rows or ()
    lines = [line(each, sections, language) for each in rows] or [reply.called]
    for each in rows:
        if each.entrant.updated:
            lines.append(language.say("最近更新 {when}", {"when": phrase_moment(each.entrant.updated)}))
    if reply.dossier is not None:
        lines += _dossier(reply, language)
    lines += [contact_line(each, language) for each in reply.contacts]
    lines += [unused_line(each, language) for each in reply.links]
    lines += [follow_line("", each, language) for each in reply.follow]
    if not (reply.contacts or reply.links):
        lines.append(language.say("还没有联系人。"))
    return "\n".join(lines)


def _dossier(reply: OneCounty, language: Language) -> Iterable[str]:
    dossier = reply.dossier
    if dossier is None:
        return
    for each in dossier.sections:
        words = language.say(_SECTION_WORDS[each.state])
        if each.open:
            words += language.say("，还有 {count} 项", {"count": str(each.open)})
        if each.troubled:
            words += language.say("，看 {ids}", {"ids": "、".join(each.troubled)})
        yield f"{each.title}  {words}"
    for severity, message, figures in dossier.findings:
        yield f"{'✗' if severity == 'error' else '？'} {language.say(message, figures)}"
    if dossier.lacking:
        count = {"count": str(len(dossier.lacking)), "first": "；".join(dossier.lacking[:5])}
        yield language.say("还缺佐证 {count} 类：{first}", count) + ("……" if len(dossier.lacking) > 5 else "")
    yield from _recorded(dossier, language)
    if dossier.entrant.stage in (Stage.FILLING, Stage.CONSIDERING, Stage.FILLED):
        yield language.say("送审以前只看得到进度，看不到填的数。")


def _recorded(dossier: Dossier, language: Language) -> Iterable[str]:
    count, by = dossier.recorded
    if count:
        yield language.say("其中 {count} 项由{by}代录，等县里确认。", {"count": str(count), "by": by})


def which(form: Form, reply: Which, language: Language) -> str:
    """Several counties are called so."""
    return language.say("“{words}”是哪一个？", {"words": reply.words})


def handed(form: Form, reply: Handed, language: Language) -> str:
    """What the file is."""
    figures = {**reply.figures, "name": reply.name}
    if "at" in figures:
        figures["at"] = phrase_moment(figures["at"])
    return language.say(_HANDED[reply.what], figures)


WORDS: Mapping[type[Any], Callable[[Form, Any, Language], str]] = {
    Today: today,
    RegionDates: dates,
    DateMove: date_move,
    YearRead: year_read,
    Table: table,
    HowMany: how_many,
    OneCounty: one_county,
    FollowUps: follow_ups,
    LinkList: link_list,
    Which: which,
    Doubted: doubted,
    Ready: ready,
    Invitations: invitations,
    Handed: handed,
    Note: note,
    **broadcasts.WORDS,
    **handing.WORDS,
}
"""How each of the desk's replies is worded."""

COMMANDS = (mark("今天"), mark("进度"), mark("谁没动"), mark("群发"), "?")


def commands(kind: type[Any]) -> tuple[str, ...]:
    """What can always be typed under a reply of this kind: at the desk, not at a county."""
    return () if kind in broadcasts.FOR_COUNTIES else COMMANDS
