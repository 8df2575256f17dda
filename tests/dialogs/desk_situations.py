"""Situations in which a coordinator types: a city that recommends, what came back, an open review, the province."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dialogs.definition.form import Form
from dialogs.desk.machine import take_turn
from dialogs.record import codec
from dialogs.record.handups import HandedItem, HandedUp, Recommending
from dialogs.record.region import Region, Remark, Sending, Stage
from dialogs.saying.briefs import Dossier
from dialogs.saying.examined import DraftLine, Examined, Head, StepLine
from dialogs.state.conversation import Conversation
from dialogs.turn.messages import Happened, Said
from tests.dialogs.desk import LINXI, NOW, QINGHE, WEI, region_of, sent

Situation = tuple[Region, Conversation]


def _city(form: Form) -> Region:
    """清河 was sent for review and is recommended, 临西 is a reserve; a broadcast is on its way; the quota is two."""
    sending = Sending("b1", "2024-04-11T09:00:00+08:00", "sending", "请抓紧", {"sent": 1, "todo": 1}, 2)
    return replace(sent(region_of(form)), recommending=Recommending("邢台市", 2, ("a1",), ("a2",)), sendings=(sending,))


def _handed(decision: str) -> HandedUp:
    items = (
        HandedItem("a1", QINGHE, "清河县", "清河羊绒", 1, decision, "2.7 家数与名单不符" if decision else ""),
        HandedItem("a2", LINXI, "临西县", "临西轴承", 1),
    )
    return HandedUp("h1", "邢台市", 1, "王科长", "2024-04-10T10:00:00+08:00", "XT-001", items)


def _back(form: Form) -> Region:
    """The city has handed up, and the province returned 清河."""
    return replace(_city(form), handed=(_handed("returned"),))


def _province(form: Form) -> Region:
    """All counties and groups; 邢台市 has handed up."""
    city = region_of(form)
    known = {each.county: each for each in city.entrants}
    entrants = tuple(
        replace(known[county.code], stage=Stage.ACTED, act="sent")
        if county.code == QINGHE
        else known.get(county.code, replace(known["130522"], county=county.code))
        for county in form.counties
    )
    return replace(
        city,
        scope="",
        name="河北省",
        counties=form.counties,
        groups=form.groups,
        entrants=entrants,
        handed=(_handed(""),),
    )


def examined(form: Form) -> Examined:
    """The first screen of the review of 清河, with one comment drafted and one of the last notice."""
    return Examined(
        Head(QINGHE, "a1", "清河县", "清河羊绒", "2", "sent", 2, 1, 2, "2024-04-10T10:00:00+08:00", "王五"),
        drafts=(DraftLine(12, "smes", "figures", "与名单不符", internal=False, number=3),),
        steps=tuple(StepLine(each.name, done=False) for each in form.review.steps),
        asked=(("1-1", "output"),),
    )


def _reviewing(form: Form, spot: str = "") -> Situation:
    seen = replace(examined(form), spot=spot)
    come = Happened("examined", {"seen": codec.dumps(seen)})
    return _city(form), take_turn(form, _city(form), Conversation("王科长", "web"), come, NOW).conversation


def _shown(form: Form, county: str = QINGHE) -> Situation:
    """清河 is on the screen, or another county."""
    region = _city(form)
    come = Happened("looked", {"dossier": codec.dumps(Dossier(region.entrants_of(county)[0], ()))})
    return region, take_turn(form, region, Conversation("王科长", "web"), come, NOW).conversation


def _said(begin: Callable[[Form], Situation], *said: str) -> Callable[[Form], Situation]:
    """What has begun there by these words."""

    def begun(form: Form) -> Situation:
        region, conversation = begin(form)
        for words in said:
            conversation = take_turn(form, region, conversation, Said(words), NOW).conversation
        return region, conversation

    return begun


def _resting(region: Callable[[Form], Region]) -> Callable[[Form], Situation]:
    return lambda form: (region(form), Conversation("王科长", "web"))


def _noted(form: Form) -> Situation:
    """A note on 威县 was just kept."""
    region = replace(_city(form), remarks={WEI: Remark(note="周三再问")})
    come = Happened("annotated", {"county": WEI, "note": "周三再问"})
    return region, take_turn(form, region, Conversation("王科长", "web"), come, NOW).conversation


SITUATIONS: Mapping[str, Callable[[Form], Situation]] = {
    "": _resting(region_of),
    "city": _resting(_city),
    "back": _resting(_back),
    "province": _resting(_province),
    "county": _shown,
    "review": _reviewing,
    "field": lambda form: _reviewing(form, "field:output"),
    "noted": _noted,
    "declined": lambda form: _shown(form, WEI),
    "draft_text": _said(_resting(_city), "群发 没填完"),
    "draft_ready": _said(_resting(_city), "群发 没填完", "请各县于4月20日前把没填完的部分填完。"),
    "reason": _said(_reviewing, "退回"),
}
