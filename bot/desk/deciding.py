"""What the province says of a hand-up: received, 受理, 补正, 不予受理; and its questions on their way to the county."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.desk.handed import Errand, moment
from bot.desk.returning import Remark, return_application
from bot.settings import ZONE
from bot.turns.desks import Done
from bot.work.jobs import Job
from dialogs.definition.form import Form
from dialogs.desk.recommendations.handing import questions_of
from dialogs.record import codec
from dialogs.saying.handing_briefs import Decided
from dialogs.state.handing_errands import Decide
from dialogs.turn.messages import Happened
from storage import inbox, recommendations
from storage.errors import NotYours
from storage.recommendations import HandUp

_MENDING_DAYS = 3
"""Working days that a county has for a 补正 of the province, which names no day."""
_REASON = "other"
"""Of the catalogue of reasons: the province says it in own words."""
_DECISIONS: Mapping[str, recommendations.Decision] = {
    "accepted": "accepted",
    "returned": "returned",
    "refused": "refused",
}


def register(errand: Errand, hand_up: str, form: str) -> Done:
    """A receipt, once; the city hears of it."""
    handed = errand.hand_up(hand_up)
    errand.check("register", handed.place)
    which: recommendations.Form = "electronic" if form == "electronic" else "paper"
    fresh = recommendations.register(errand.session, hand_up, which, errand.person.name, errand.now)
    handed = errand.hand_up(hand_up)
    at, by = getattr(handed, f"{which}_at"), getattr(handed, f"{which}_by")
    event = Happened("registered", {"form": which, "place": handed.place, "by": by, "at": moment(at)})
    if not fresh:
        return Done(event)
    errand.audit(f"registered {which}", handed.place)
    return Done(event, errand.tell_city(handed.place, event))


def decide(errand: Errand, asked: Decide) -> Done:
    """A decision about each of these; the city hears of each, with its reason."""
    handed = errand.hand_up(asked.hand_up)
    errand.check("register", handed.place)
    wanted, by = _DECISIONS[asked.decision], errand.person.name
    if not {*asked.applications} <= {item.application_id for item in handed.items}:
        raise NotYours(asked.hand_up)
    jobs: list[Job] = []
    for application in asked.applications:
        recommendations.decide(errand.session, handed.id, application, wanted, asked.reason, by, errand.now)
        errand.audit("decided", handed.place, decision=wanted, application=application)
        jobs += errand.tell_city(handed.place, _decided(errand, handed, application, asked), application)
    shown = [_decided(errand, handed, each, asked) for each in asked.applications]
    first = Happened("decided", {key: words for key, words in shown[0].payload.items() if key != "pass"})
    for number, event in enumerate(shown[1:], 1):
        rest = Happened("decided", {key: words for key, words in event.payload.items() if key != "pass"})
        name = f"request:{errand.asked.id}:{number}"
        inbox.accept(errand.session, errand.asked.address_id, name, codec.dumps(rest), errand.now)
    return Done(first, tuple(jobs))


def _decided(errand: Errand, handed: HandUp, application: str, asked: Decide) -> Happened:
    shown = next(each for each in errand.shown(handed.place).items if each.application == application)
    brief = Decided(shown.called, shown.cluster, asked.decision, asked.reason, errand.person.name)
    payload = {"decided": codec.dumps(brief), "hand_up": handed.id, "application": application, "pass": "yes"}
    return Happened("decided", payload)


def pass_on(errand: Errand, hand_up: str, application: str) -> Done:
    """The province's questions go to the county, as they were put, each to be mended or explained."""
    handed, form = errand.hand_up(hand_up), errand.form
    errand.check("recommend", handed.place)
    item = next((each for each in handed.items if each.application_id == application), None)
    if item is None or not recommendations.pass_on(errand.session, hand_up, application, errand.now):
        return Done(Happened("hand-up refused", {"why": "passed"}))
    decider = replace(errand.person, name=f"{item.decided_by}（省厅）")
    remarks = tuple(_remarks(form, item.reason))
    due = form.calendar.shift(errand.now.astimezone(ZONE).date(), _MENDING_DAYS).isoformat()
    sent = return_application(errand.session, form, decider, application, remarks, due, errand.now, "province")
    errand.audit("passed on", handed.place, application=application, questions=len(remarks))
    called = next(each.called for each in errand.shown(handed.place).items if each.application == application)
    told = {"name": called, "count": str(len(remarks)), "due": due, "people": str(sent.people)}
    return Done(Happened("passed on", told), sent.jobs)


def _remarks(form: Form, reason: str) -> Iterator[Remark]:
    """The questions of a 补正 as comments; what the county does not fill in itself stands for the whole."""
    for number, words in questions_of(reason):
        field = form.by_id.get(number)
        about = (
            field.name if field is not None and field.answerable else number if number in form.evidence_by_id else ""
        )
        yield Remark(about, _REASON, words if about else f"{number} {words}".strip() or number)
