"""What a coordinator keeps for oneself: flags, notes, filters; and what is taken out of the region."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.briefs import Handed, Note
from dialogs.desk.choosing import called, choose
from dialogs.desk.looking import open_county, readable, with_county
from dialogs.desk.step import DeskStep
from dialogs.errands import Annotate, Awaiting, Do, Export, Receive, SaveFilter
from dialogs.options import Option
from dialogs.region import Remark

_LONGEST_NOTE, _LONGEST_NAME = 300, 20


def flag(step: DeskStep, county: str) -> None:
    """标记: this county is to be looked after."""
    step.request(Annotate(county, flagged=True))


def unflag(step: DeskStep, county: str) -> None:
    """取消标记."""
    step.request(Annotate(county, flagged=False))


def flip_flag(step: DeskStep, county: str) -> None:
    """The other way round."""
    step.request(Annotate(county, flagged=not step.region.remarks.get(county, Remark()).flagged))


def note(step: DeskStep, words: str) -> bool:
    """备注 清河县 下周三再问: False where it begins with no county of the region."""
    name, _, text = words.strip().partition(" ")
    found = called(step.form, step.region, name)
    if len(found) != 1:
        return with_county(step, name, ask_note, "ask note")
    if text.strip():
        keep_note(step, found[0].code, text)
    else:
        ask_note(step, found[0].code)
    return True


def ask_note(step: DeskStep, county: str) -> None:
    """Ask for the words of a note."""
    figures = {"name": step.region.called(county), "note": step.region.remarks.get(county, Remark()).note}
    step.offer(Note("write note", figures, (Option("desk stop"),)), (Do("stop"),), Awaiting("note", (county,)))


def keep_note(step: DeskStep, county: str, words: str) -> None:
    """Keep a note; 无 takes it away."""
    text = "" if words.strip() in ("无", "none", "删除") else words.strip()[:_LONGEST_NOTE]
    step.request(Annotate(county, note=text))


def annotated(step: DeskStep, payload: Mapping[str, str]) -> None:
    """A flag or a note is kept."""
    what = "noted" if payload.get("note") else "flagged" if payload.get("flagged") == "yes" else "unmarked"
    figures = {"name": step.region.called(payload["county"]), "note": payload.get("note", "")}
    step.offer(
        Note(what, figures, (Option("desk open", {"name": figures["name"]}),)), (Do("open", (payload["county"],)),)
    )


def receive(step: DeskStep, county: str) -> None:
    """已收 清河县: the city has got the papers. Only what is filled can have been handed in."""
    handed = [each for each in step.region.entrants_of(county) if each.application and readable(each)]
    if not handed:
        step.say(Note("not finished yet", {"name": step.region.called(county)}))
        open_county(step, county)
    for each in handed:
        step.request(Receive(each.application))


def name_filter(step: DeskStep, words: str) -> None:
    """Ask under which name a choice is kept."""
    step.offer(
        Note("name filter", {"words": words}, (Option("desk stop"),)), (Do("stop"),), Awaiting("filter", (words,))
    )


def keep_filter(step: DeskStep, name: str, words: str) -> None:
    """Keep a choice under a name."""
    step.request(SaveFilter(name.strip()[:_LONGEST_NAME], words))


def save_filter(step: DeskStep, words: str) -> bool:
    """存筛选 重点 填报中 5天没动: False where the words choose nothing that is known."""
    name, _, rest = words.strip().partition(" ")
    choice = choose(step.form, step.region, rest, step.moment)
    if not rest or choice.unknown:
        return False
    keep_filter(step, name, rest.strip())
    return True


def export(step: DeskStep, county: str) -> None:
    """导出 清河县: the drafts of this county that are finished."""
    entrants = [each for each in step.region.entrants_of(county) if each.application]
    if not entrants:
        step.say(Note("nothing to export", {"name": step.region.called(county)}))
    elif not any(readable(each) for each in entrants):
        step.say(Note("not finished yet", {"name": step.region.called(county)}))
        open_county(step, county)
    else:
        step.request(Export("drafts", (county,)))


def export_some(step: DeskStep, words: str) -> bool:
    """导出 清河县, 导出 已填完, 导出 邢台市: False where the words choose nothing that is known."""
    choice = choose(step.form, step.region, words, step.moment)
    counties = tuple(dict.fromkeys(each.county for each in choice.entrants))
    if choice.unknown or not counties:
        return bool(with_county(step, words, export, "export"))
    if len(counties) == 1:
        export(step, counties[0])
    else:
        export_all(step, counties)
    return True


def export_all(step: DeskStep, counties: tuple[str, ...] = ()) -> None:
    """导出全市: every finished draft, as one archive."""
    wanted = set(counties)
    ready = [each for each in step.region.entrants if readable(each) and (not wanted or each.county in wanted)]
    if ready:
        step.request(Export("drafts", counties))
        step.say(Note("exporting", {"count": str(len(ready)), "region": step.region.name}))
    else:
        step.say(Note("nothing finished", {"region": step.region.name}))


def take(step: DeskStep, kind: str) -> None:
    """Data, a table, a picture."""
    step.request(Export(kind))


def exported(step: DeskStep, payload: Mapping[str, str]) -> None:
    """A file is there."""
    rest = {name: value for name, value in payload.items() if name not in ("what", "attachment", "name", "size")}
    step.say(Handed(payload["what"], payload["attachment"], payload["name"], int(payload["size"]), rest))
