"""提醒我 周五 催清河县, 打过电话 清河县 说下周交: what a coordinator wants to come back to, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta

from dialogs.desk.ground.choosing import called as counties_called
from dialogs.desk.ground.shown import spoken_of
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview.looking import with_county
from dialogs.reading.moments import Moment, moment_in
from dialogs.record import codec
from dialogs.record.options import Option
from dialogs.record.region import FollowUp
from dialogs.saying.briefs import FollowUps, Note
from dialogs.state.actions import Action
from dialogs.state.desk_states import Awaiting, Do
from dialogs.state.errands import KeepFollowUp, MoveFollowUp

_LONGEST = 300
_AT = time(9)
_SHOWN = 20
HOUR_FIRST = re.compile(r"(?:上午|下午|晚上|中午|早上)?[0-9一二三四五六七八九十]{1,2}[点:：]")
"""下午三点 without a day is today's."""
_DAYS = ("1", "3", "7")


def remind(step: DeskStep, words: str) -> bool:
    """提醒我 周五 催清河县: said again then, at 9:00 where no time is named; without a day it is asked for."""
    found = moment_in(f"今天{words}" if HOUR_FIRST.match(words) else words, step.moment.date())
    if found is None:
        figures = {"words": words.strip()[:_LONGEST]}
        step.offer(
            Note("remind when", figures, (Option("desk stop"),)), (Do("stop"),), Awaiting("remind", (words.strip(),))
        )
    elif not found.rest:
        step.say(Note("remind what"))
    else:
        county = _county_in(step, found.rest) or spoken_of(step, found.rest)
        _keep(step, "reminder", county, found.rest, found)
    return True


def called(step: DeskStep, words: str) -> bool:
    """打过电话 清河县 说下周交: put down; a day in the words is when to ask again. False without a county."""
    name, _, text = words.strip().partition(" ")
    found = counties_called(step.form, step.region, name.rstrip("，,：:"))
    if len(found) != 1:
        return with_county(step, name, lambda inner, county: _called(inner, county, text), "open")
    _called(step, found[0].code, text)
    return True


def _called(step: DeskStep, county: str, text: str) -> None:
    day = moment_in(text, step.moment.date())
    step.request(KeepFollowUp("call", county, text.strip()[:_LONGEST], _when(step, day) if _ahead(step, day) else ""))


def _county_in(step: DeskStep, words: str) -> str:
    """The county that a reminder speaks of, where it names one by its name."""
    named = [each.code for each in step.region.counties if each.name in words]
    shorter = [each.code for each in step.region.counties if each.name[:-1] in words and len(each.name) > 2]
    return next(iter(named or shorter), "")


def _keep(step: DeskStep, kind: str, county: str, words: str, when: Moment) -> None:
    if _ahead(step, when):
        step.request(KeepFollowUp(kind, county, words[:_LONGEST], _when(step, when)))
    else:
        step.say(Note("remind past", {"day": when.day.isoformat()}))


def remind_of(step: DeskStep, when: Moment, words: str, county: str = "") -> None:
    """Say these words again then."""
    _keep(step, "reminder", county, words, when)


def _ahead(step: DeskStep, when: Moment | None) -> bool:
    return when is not None and _when(step, when) > step.moment.isoformat()


def _when(step: DeskStep, when: Moment | None) -> str:
    if when is None:
        return ""
    return datetime.combine(when.day, when.at or _AT, step.moment.tzinfo).isoformat()


def said_when(step: DeskStep, verb: str, about: tuple[str, ...], words: str) -> None:
    """The day that was asked for: of a reminder that is new, or of one that is known."""
    found = moment_in(words, step.moment.date())
    if found is None:
        step.say(Note("no such date", {"words": words.strip()[:40]}))
        step.update(state=Awaiting(verb, about))
    elif verb == "remind":
        _keep(step, "reminder", _county_in(step, about[0]), about[0], found)
    elif _ahead(step, found):
        step.request(MoveFollowUp(int(about[0]), _when(step, found)))
    else:
        step.say(Note("remind past", {"day": found.day.isoformat()}))


def move(step: DeskStep, key: str, days: str) -> None:
    """Say it again so many days later, at 9:00; or ask when."""
    if not days:
        step.offer(Note("remind again when", {}, (Option("desk stop"),)), (Do("stop"),), Awaiting("follow", (key,)))
        return
    day = step.moment.date() + timedelta(days=int(days))
    step.request(MoveFollowUp(int(key), datetime.combine(day, _AT, step.moment.tzinfo).isoformat()))


def done(step: DeskStep, key: str) -> None:
    """Said no more."""
    step.request(MoveFollowUp(int(key)))


def kept(step: DeskStep, payload: Mapping[str, str]) -> None:
    """It is put down, moved, or done; after a call without a day it is asked when to ask again."""
    found: FollowUp = codec.loads(payload["follow"])
    name = step.region.called(found.county) if found.county else ""
    figures = {"name": name, "words": found.words, "when": found.due}
    if payload.get("done"):
        step.say(Note("follow done", figures))
        return
    what = "will remind" if found.kind == "reminder" else "call kept, again" if found.due else "call kept"
    step.mention(Note(what, figures), _ways(found) if not found.due else _ways(found)[-2:])


def due(step: DeskStep, payload: Mapping[str, str]) -> None:
    """It is to be said now."""
    found: FollowUp = codec.loads(payload["follow"])
    name = step.region.called(found.county) if found.county else ""
    ways = _ways(found)
    if found.county:
        ways.insert(0, (Option("desk open", {"name": name}), Do("open", (found.county,))))
    step.mention(FollowUps(((name, found),), now=True), ways)


def _ways(found: FollowUp) -> list[tuple[Option, Action]]:
    key = str(found.key)
    later: list[tuple[Option, Action]] = [
        (Option("desk in days", {"days": days}), Do("follow", (key, days))) for days in _DAYS
    ]
    return [
        *later,
        (Option("desk other day"), Do("follow", (key, ""))),
        (Option("desk done"), Do("follow done", (key,))),
    ]


def show(step: DeskStep) -> None:
    """我的提醒: what is still to be said again, and the calls."""
    region = step.region
    found = tuple((region.called(each.county) if each.county else "", each) for each in region.follow_ups[:_SHOWN])
    ways: list[tuple[Option, Action]] = [
        (Option("desk done so", {"words": f"{name} {each.words}".strip()[:16]}), Do("follow done", (str(each.key),)))
        for name, each in found[:6]
    ]
    step.mention(FollowUps(found), ways)
