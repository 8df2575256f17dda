"""An application goes back to its county, without a house: as ``bot.desk.returning`` writes it down."""

from __future__ import annotations

from dialogs.derived.rounds import digest, number_of_next
from dialogs.record.application import Act, ReviewEvent
from dialogs.turn.messages import Happened
from tests.talk import Talk

DUE = "2024-04-18"


def give_back(talk: Talk, *remarks: tuple[str, str, str], level: str = "city") -> None:
    """The city returns these (about, reason, note), and the contact hears of it."""
    before = talk.application
    number = number_of_next(before)
    known = sum(each.kind == "asked" and each.round == number for each in before.reviews)
    asked = [
        ReviewEvent(
            "asked",
            "王科长",
            talk.now,
            number,
            comment=f"{number}-{place}",
            about=about,
            reason=reason,
            note=note,
            level=level,
            was=digest(talk.form, before, about),
        )
        for place, (about, reason, note) in enumerate(remarks, known + 1)
    ]
    returned = ReviewEvent("returned", "王科长", talk.now, number, due=DUE, level=level)
    after = before.with_act(Act("returned", "王科长", talk.now)).with_reviews([returned, *asked])
    talk.applications[before.id] = after
    talk.happen(Happened("returned", {"application": before.id, "round": str(number)}))
