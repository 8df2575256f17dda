"""What the desk does in a review, in one transaction with its answer: looked at, commented, returned, passed.

Who decides holds the lock on the application. A decision that was made meanwhile by somebody else is shown instead of
making another one over it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk.examining import Sight, seen_of
from bot.desk.ledger import tell_job
from bot.desk.returning import Level, Remark, return_application
from bot.entering.roles import Act, Actor, may
from bot.turns.desks import Done
from bot.work.jobs import Job
from dialogs.definition.form import Form
from dialogs.derived import rounds
from dialogs.record import codec
from dialogs.record.application import Act as Deed
from dialogs.record.application import Answer, Application, ReviewEvent
from dialogs.record.region import Entrant, Region
from dialogs.state.examining import Examine
from dialogs.turn.messages import Happened
from storage import applications, inbox, participants, people, reviews
from storage.database import Session
from storage.people import Person

_LONGEST_OPINION = 500
Told = tuple[str, Mapping[str, str]]
"""What is said before the application is shown again: the note's name and its figures."""


@dataclass(frozen=True)
class Reviewing:
    """One errand of a review: by whom, about which entrant of the region."""

    session: Session
    form: Form
    person: Person
    region: Region
    entrant: Entrant
    now: datetime

    @property
    def level(self) -> Level:
        """Whose comments they are."""
        return "province" if self.person.role == "province" else "city"

    def allowed(self) -> bool:
        """Whether this person may read and review it as it stands."""
        actor = Actor(self.person.role, self.person.region)
        act: Act = "review"
        return may(self.form, actor, act, self.entrant.county or self.person.region, self.entrant.stage)

    def run(self, asked: Examine) -> Done:
        """Do it and show what there is to see now."""
        reviews.hold(self.session, asked.application)
        before = applications.load(self.session, asked.application)
        jobs: list[Job] = []
        place, (note, figures) = asked.place, _DEEDS[asked.deed](self, before, asked, jobs)
        if note in ("steps left", "comments open"):
            place = "unsure"
        audited: dict[str, object] = {"deed": asked.deed, "place": place}
        people.audit(self.session, self.now, "reviewed", asked.application, person_id=self.person.id, detail=audited)
        after = applications.load(self.session, asked.application)
        due = asked.about[0] if place == "preview" and asked.about else ""
        sight = Sight(self.session, self.form, self.region, self.entrant, self.level)
        seen = seen_of(sight, after, place, due)
        return Done(Happened("examined", {"seen": codec.dumps(seen), "note": note, **figures}), tuple(jobs))

    # --- comments ----------------------------------------------------------------------------------------------------

    def look(self, before: Application, asked: Examine, jobs: list[Job]) -> Told:
        """Nothing is done."""
        if asked.place == "preview" and not self._ready():
            return "nothing to return", {}
        return "", {}

    def _ready(self) -> list[reviews.Draft]:
        known = reviews.drafts(self.session, self.entrant.application, self.level)
        return [each for each in known if not (each.internal or each.dropped or each.round)]

    def draft(self, before: Application, asked: Examine, jobs: list[Job]) -> Told:
        """A comment is kept, for the county or for the reviewers alone."""
        about, reason, note, internal, *instead = asked.about
        known = reviews.drafts(self.session, before.id, self.level) if instead else []
        for old in (each for each in known if str(each.id) in instead):
            internal = internal or ("yes" if old.internal else "")  # the county never gets what was for the reviewers
            reviews.drop(self.session, before.id, self.level, old.id, self.now)
        comment = reviews.Draft(0, about, reason, note, bool(internal), self.person.id, 0, dropped=False)
        reviews.draft(self.session, before.id, self.level, comment, self.now)
        return "comment kept internally" if internal else "comment kept", {
            "about": about,
            "count": str(len(self._ready())),
        }

    def drop(self, before: Application, asked: Examine, jobs: list[Job]) -> Told:
        """A comment that was not sent is taken away; it can be had back."""
        gone = [reviews.drop(self.session, before.id, self.level, int(each), self.now) for each in asked.about]
        return ("comment dropped" if any(gone) else "comment gone"), {}

    def restore(self, before: Application, asked: Examine, jobs: list[Job]) -> Told:
        """It is there again."""
        known = reviews.drafts(self.session, before.id, self.level)
        last = max((each.id for each in known if each.dropped), default=0)
        back = reviews.drop(self.session, before.id, self.level, int(asked.about[0]) if asked.about else last, None)
        return ("comment back" if back else "comment gone"), {}

    # --- decisions ---------------------------------------------------------------------------------------------------

    def _overtaken(self, before: Application, asked: Examine) -> Told | None:
        """What somebody else decided since this person looked; None where nothing was."""
        last = rounds.latest(before)
        if asked.decided == decided(before) or last is None:
            return None
        return f"overtaken {last.kind}", {"by": last.by, "at": last.at[:16].replace("T", " ")}

    def give_back(self, before: Application, asked: Examine, jobs: list[Job]) -> Told:
        """All drafts go as one notice, if they are still those that were seen."""
        overtaken = self._overtaken(before, asked)
        if overtaken is not None:
            return overtaken
        ready = self._ready()
        if not ready or {each.id for each in ready} != set(asked.drafts):
            return "drafts changed", {}
        remarks = [Remark(each.about, each.reason, each.note) for each in ready]
        (due,) = asked.about
        sent = return_application(self.session, self.form, self.person, before.id, remarks, due, self.now, self.level)
        reviews.sent_with(self.session, before.id, self.level, [each.id for each in ready], sent.round)
        jobs += sent.jobs
        return "returned", {"count": str(len(ready)), "people": str(sent.people), "day": due}

    def passes(self, before: Application, asked: Examine, jobs: list[Job]) -> Told:
        """Nothing more is asked; what is not ticked or still open is said first, unless the reviewer is ``sure``."""
        overtaken = self._overtaken(before, asked)
        if overtaken is not None:
            return overtaken
        if not rounds.under_review(before):
            return "nothing to pass", {}
        sure = bool(asked.about) and asked.about[0] == "sure"
        last = rounds.last_round(self.form, before)
        open_still = [self._called(each) for each in last.comments if each.state in _OPEN] if last is not None else []
        if not sure and open_still:
            return "comments open", {"ids": "、".join(open_still)}
        sight = Sight(self.session, self.form, self.region, self.entrant, self.level)
        left = [each.name for each in seen_of(sight, before, "steps").steps if not each.done]
        if not sure and left:
            return "steps left", {"count": str(len(left))}
        states = last.comments if last is not None else ()
        needed = "；".join(f"{self._called(each)} {each.verdict}" for each in states if each.verdict)
        self._save(before, ReviewEvent("passed", self.person.name, self.now.isoformat(), rounds.number_of_next(before)))
        jobs += self._tell(
            before, {"by": self.person.name, "at": self.now.isoformat()[:16].replace("T", " "), "note": needed}
        )
        return "review passed", {}

    def _save(self, before: Application, *events: ReviewEvent) -> None:
        after = before.with_reviews(events)
        for each in events:
            after = after.with_act(Deed("passed", each.by, each.at)) if each.kind == "passed" else after
        applications.save(self.session, before, after, self.now, by=self.person.name, door="desk")

    def _tell(self, before: Application, told: dict[str, str]) -> list[Job]:
        key, event = f"passed:{before.id}:{len(before.reviews)}", codec.dumps(Happened("passed", told))
        addresses = [each.address_id for each in participants.companions(self.session, before.id, 0)]
        fresh = [each for each in addresses if inbox.accept(self.session, each, key, event, self.now)]
        return [tell_job(each, key) for each in fresh]

    def accept(self, before: Application, asked: Examine, jobs: list[Job]) -> Told:
        """What the county answered is accepted."""
        return self._judge(before, "accepted", asked.about)

    def accept_all(self, before: Application, asked: Examine, jobs: list[Job]) -> Told:
        """Everything that the county mended or explained is accepted; what it left open stays so."""
        last = rounds.last_round(self.form, before)
        answered = [each.id for each in last.comments if each.state is rounds.CommentState.ANSWERED] if last else []
        return self._judge(before, "accepted", answered) if answered else ("nothing to accept", {})

    def needs(self, before: Application, asked: Examine, jobs: list[Job]) -> Told:
        """It is accepted, but something is still needed."""
        comment, words = asked.about
        return self._judge(before, "needs", (comment,), words)

    def _judge(self, before: Application, kind: str, comments: Sequence[str], words: str = "") -> Told:
        known = [each for each in before.reviews if each.kind == "asked" and each.comment in comments]
        if not known:
            return "comment gone", {}
        by, at = self.person.name, self.now.isoformat()
        self._save(
            before,
            *(
                ReviewEvent(kind, by, at, each.round, comment=each.comment, note=words, level=self.level)
                for each in known
            ),
        )
        return f"comment {kind}", {"ids": "、".join(self._called(each) for each in known), "words": words}

    def _called(self, asked: ReviewEvent | rounds.Comment) -> str:
        """A comment by the number of what it is about, else by its own."""
        own = asked.comment if isinstance(asked, ReviewEvent) else asked.id
        return self.form.by_name[asked.about].id if asked.about in self.form.by_name else asked.about or own

    # --- on record ---------------------------------------------------------------------------------------------------

    def tick(self, before: Application, asked: Examine, jobs: list[Job]) -> Told:
        """A step was done."""
        self._record(before, "ticked", asked.about[0])
        return "", {}

    def untick(self, before: Application, asked: Examine, jobs: list[Job]) -> Told:
        """It was not, after all."""
        self._record(before, "unticked", asked.about[0])
        return "", {}

    def verify(self, before: Application, asked: Examine, jobs: list[Job]) -> Told:
        """A verification is put on record; the step that waits for it is done with it."""
        kind, day, who, words = asked.about
        self._record(before, "verified", kind, day, who, words)
        for step in (each for each in self.form.review.steps if each.verification == kind):
            self._record(before, "ticked", step.name)
        return "verified", {"kind": self.form.review.verifications.get(kind, kind), "day": day}

    def _record(
        self, before: Application, kind: str, about: str, day: str = "", who: str = "", words: str = ""
    ) -> None:
        said = reviews.Record(kind, about, rounds.number_of_next(before), day, who, words, self.person.id)
        reviews.record(self.session, before.id, self.level, said, self.now)

    def opine(self, before: Application, asked: Examine, jobs: list[Job]) -> Told:
        """9.4 and 9.6, which the city fills in, stand in the county's form from now on; 无 takes them away."""
        text = asked.about[0].strip()
        if len(text) > _LONGEST_OPINION:
            return "opinion too long", {"count": str(len(text)), "limit": str(_LONGEST_OPINION)}
        values = {"city_opinion": text, "recommended_on": self.now.date().isoformat()}
        if text in ("无", "none"):
            after = before.with_answers((), [slot for slot in values if slot in before.answers])
        else:
            by, at = self.person.name, self.now.isoformat()
            said = (Answer(slot, value, words=text, by=by, at=at, door="desk") for slot, value in values.items())
            after = before.with_answers(said)
        applications.save(self.session, before, after, self.now, by=self.person.name, door="desk")
        return ("opinion gone" if text in ("无", "none") else "opinion kept"), {"day": values["recommended_on"]}


_OPEN = (rounds.CommentState.OPEN, rounds.CommentState.ANSWERED)
_DEEDS: Mapping[str, Callable[[Reviewing, Application, Examine, list[Job]], Told]] = {
    "look": Reviewing.look,
    "draft": Reviewing.draft,
    "drop": Reviewing.drop,
    "restore": Reviewing.restore,
    "return": Reviewing.give_back,
    "pass": Reviewing.passes,
    "accept": Reviewing.accept,
    "accept all": Reviewing.accept_all,
    "needs": Reviewing.needs,
    "tick": Reviewing.tick,
    "untick": Reviewing.untick,
    "verify": Reviewing.verify,
    "opine": Reviewing.opine,
}


def decided(application: Application) -> str:
    """The last decision, as one word: what was decided since is noticed by it."""
    last = rounds.latest(application)
    return f"{last.kind} {last.round} {last.at}" if last is not None else ""
