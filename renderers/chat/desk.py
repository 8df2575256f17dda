"""The desk in words: what needs doing today, tables, one county, invitations to hand out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dialogs.definition.form import Form
from dialogs.record.region import Stage
from dialogs.saying.briefs import (
    ByCity,
    CityLine,
    DateMove,
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
from dialogs.saying.invitation_briefs import Doubted, Invitations, LinkList, Ready
from renderers.chat import broadcasts, handing
from renderers.chat.desk_dates import date_move, dates, left_until
from renderers.chat.desk_follow import follow_line, follow_ups
from renderers.chat.desk_notes import note
from renderers.chat.entrants import line
from renderers.chat.holidays import year_read
from renderers.chat.inviting import (
    doubted,
    invitations,
    link_list,
    ready,
)
from renderers.chat.one_county import one_county
from renderers.chat.seconding import second_line
from renderers.chat.stages import STAGES, beside, chosen, listed
from renderers.chat.values import phrase_date, phrase_moment
from renderers.i18n import Language, mark

_NAMED = 12
"""How many names stand in a line."""
_TITLES = {
    "progress": mark("{region}进度（{count} 家）"),
    "idle": mark("{days} 天没动的 {count} 家"),
    "trouble": mark("数对不上的 {count} 家"),
    "flagged": mark("您标记的 {count} 家"),
    "stage": mark("{stage} {count} 家"),
    "filtered": mark("{words}：{count} 家"),
}
_CITIES = {
    "progress": mark("{region}各市进度（{count} 个市）："),
    "quota": mark("推荐名额："),
    "over": mark("超过名额的 {count} 个市："),
    "none over": mark("没有超过名额的。已上报的："),
}
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
    lines += [left_until(each, language) for each in reply.left]
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
        some = listed((beside(name, phrase_date(day), language) for name, day in reply.late[:_NAMED]), language)
        late = {"count": str(len(reply.late)), "names": some}
        lines.append(language.say("· {count} 家退回后过了日子还没送回：{names}，可以发“催一下清河县”这样的话", late))
    lines += [f"· {broadcasts.in_short(each, language)}" for each in reply.sendings]
    lines += [f"· {second_line(each, language)}" for each in reply.seconds]
    lines += [f"· {follow_line(called, each, language)}" for called, each in reply.follow]
    if len(lines) == quiet:
        lines.append(language.say("今天没有急着要办的。"))
    return "\n".join(lines)


def table(form: Form, reply: Table, language: Language) -> str:
    """A title with the counts, then a line for each entrant."""
    total = sum(reply.counts.values())
    named = language.say(STAGES[reply.figures["stage"]]) if "stage" in reply.figures else ""
    figures = {**reply.figures, "count": str(total), "stage": named}
    if reply.what == "filtered":
        figures["words"] = chosen(figures["words"], language)
    head = language.say(_TITLES[reply.what], figures)
    if len(reply.counts) > 1:
        head += language.say("：") + _one_of(language, reply.counts)
    quiet = [each for each in reply.rows if _untouched(each)]
    lines = [line(each, reply.sections, language) for each in reply.rows if not _untouched(each)]
    if quiet:
        names = {"names": listed((each.called for each in quiet), language), "count": str(len(quiet))}
        lines.append(language.say("未联系 {count}：{names}", names))
    if reply.more:
        lines.append(language.say("……还有 {count} 家，发“表格”看全部。", {"count": str(reply.more)}))
    return "\n".join([head, *lines]) if total else head


def _untouched(row: EntrantRow) -> bool:
    """Whether there is nothing to say of a county but its name."""
    return row.entrant.stage is Stage.UNCONTACTED and not (row.invited or row.flagged or row.note)


def how_many(form: Form, reply: HowMany, language: Language) -> str:
    """One line to forward."""
    figures = {"when": phrase_moment(reply.at), "region": reply.region, "count": str(reply.total)}
    head = language.say("截至{when}，{region}共 {count} 家：", figures)
    return head + _one_of(language, reply.counts) + language.say("。")


def by_city(form: Form, reply: ByCity, language: Language) -> str:
    """A line for each city: how far its counties are, or how many it handed up of how many it may."""
    figures = {"region": reply.region, "count": str(len(reply.rows))}
    head = language.say(_CITIES[reply.what], figures)
    return "\n".join([head, *(_of_city(each, reply.what, language) for each in reply.rows)])


def _of_city(row: CityLine, what: str, language: Language) -> str:
    figures = {"city": row.city, "handed": str(row.handed), "quota": str(row.quota)}
    if what != "progress":
        return language.say("{city}：最多 {quota} 家，已上报 {handed} 家", figures)
    figures |= {"count": str(sum(row.counts.values())), "counts": _one_of(language, row.counts)}
    handed = language.say("；上报 {handed} 家", figures) if row.handed else ""
    return language.say("{city} {count} 家：{counts}", figures) + handed


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
    ByCity: by_city,
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
