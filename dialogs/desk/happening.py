"""What the outside did, or what came from a county: what is said of it at the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dialogs.desk.broadcasts import on_its_way, seconding
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import exporting, looking
from dialogs.desk.own import calling, dating, holidays, keeping
from dialogs.desk.people import columns, inviting, standing_in
from dialogs.desk.recommendations import handing, recommending
from dialogs.desk.reviews import reviewing
from dialogs.saying.briefs import Note


def happened(step: DeskStep, kind: str, payload: dict[str, str]) -> None:
    """Say what came of it; what is not known here failed."""
    done = _DONE.get(kind)
    if done is not None:
        done(step, payload)
    else:
        step.say(Note("failed", payload))


ASIDE = frozenset(
    (
        "replied",
        "broadcast begun",
        "broadcast over",
        "second look opened",
        "second decided",
        "exported",
        "export failed",
        "list read",
        "list unread",
        "follow-up due",
        "county sent",
        "hand-up came",
    )
)
"""What is told whatever the coordinator is doing, also while filling in for a county."""

_DONE: Mapping[str, Callable[[DeskStep, dict[str, str]], None]] = {
    "arrived": lambda step, _: looking.today(step),
    "looked": looking.looked,
    "list read": columns.read,
    "list unread": columns.unread,
    "links made": inviting.tell_links,
    "withdrawn": lambda step, payload: step.say(Note("withdrawn", payload)),
    "annotated": keeping.annotated,
    "follow-up kept": calling.kept,
    "follow-up due": calling.due,
    "stand-in": standing_in.begun,
    "stood in": standing_in.over,
    "year kept": holidays.kept,
    "date weighed": dating.weighed,
    "date set": dating.is_set,
    "date refused": dating.refused,
    "county sent": reviewing.county_sent,
    "examined": reviewing.examined,
    "received": lambda step, payload: step.say(Note("received", payload)),
    "filter kept": lambda step, payload: step.say(Note("filter kept" if payload["words"] else "filter gone", payload)),
    "broadcast begun": on_its_way.counted,
    "broadcast steered": on_its_way.counted,
    "broadcast counted": on_its_way.counted,
    "broadcast over": on_its_way.counted,
    "second look set": seconding.is_set,
    "second look asked": seconding.asked,
    "second look opened": seconding.opened,
    "second look": seconding.shown,
    "second answered": seconding.answered,
    "second decided": seconding.decided,
    "replied": on_its_way.replied,
    "exported": exporting.exported,
    "export failed": lambda step, payload: step.say(Note("export failed")),
    "refused": lambda step, payload: step.say(Note("not yours")),
    "exports counted": exporting.counted,
    "recommended": recommending.kept,
    "list changed": recommending.changed,
    "handed up": handing.done,
    "hand-up refused": handing.refused,
    "hand-up came": handing.came,
    "taken back": lambda step, payload: step.say(Note("taken back", payload)),
    "registered": handing.registered,
    "decided": handing.decided,
    "passed on": handing.passed_on,
}
"""What the outside did, by its kind."""
