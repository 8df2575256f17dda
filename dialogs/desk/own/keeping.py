"""What a coordinator keeps for oneself: flags, notes, filters; and that papers came."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.desk.ground.choosing import called, choose
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview.looking import may_be_received, open_county, with_county
from dialogs.record.options import Option
from dialogs.record.region import Remark
from dialogs.saying.briefs import Note
from dialogs.state.desk_states import Awaiting, Do
from dialogs.state.errands import Annotate, Receive, SaveFilter

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
    handed = [each for each in step.region.entrants_of(county) if each.application and may_be_received(each)]
    if not handed:
        step.say(Note("not filled yet", {"name": step.region.called(county)}))
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
