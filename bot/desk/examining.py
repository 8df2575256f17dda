"""An application as its reviewers see it at one place: rules, figures with what was said of them, comments, steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.desk.versions import Compared, pair_of, versions_of
from dialogs.definition.form import Field, Form
from dialogs.definition.workdays import in_china
from dialogs.derived import rounds
from dialogs.derived.findings import Finding, unknown
from dialogs.derived.journey import Journey, printed_sections
from dialogs.derived.rounds import Comment
from dialogs.derived.sources import pinned, sources_of
from dialogs.record.application import Answer, Application
from dialogs.record.region import Entrant, Region
from dialogs.saying.examined import (
    DraftLine,
    Examined,
    FieldLook,
    Head,
    PartLook,
    ProofLook,
    Said,
    StepLine,
    Verified,
)
from dialogs.turn import returned, sealing
from storage import applications, people, reviews
from storage.database import Session

_MOST = 12


@dataclass(frozen=True)
class Sight:
    """Who looks: at which entrant, as the city or the province."""

    session: Session
    form: Form
    region: Region
    entrant: Entrant
    level: str


@dataclass(frozen=True)
class Change:
    """What stood in a question when the reviewers last decided, and who changed it last since."""

    before: tuple[Answer, ...]
    by: str
    at: str


@dataclass(frozen=True)
class _Look:
    """All that follows from an application for who looks at it, worked out where it is needed."""

    sight: Sight
    application: Application

    @cached_property
    def journey(self) -> Journey:
        return Journey(self.sight.form, self.application)

    @cached_property
    def last(self) -> rounds.Round | None:
        return rounds.last_round(self.sight.form, self.application)

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        return self.last.comments if self.last is not None else ()

    @cached_property
    def drafts(self) -> tuple[reviews.Draft, ...]:
        return reviews.drafts(self.sight.session, self.application.id, self.sight.level)

    @cached_property
    def drafted(self) -> tuple[DraftLine, ...]:
        kept = (each for each in self.drafts if not each.dropped and (each.internal or not each.round))
        numbers = {each.id: number for number, each in enumerate(self.drafts, 1)}
        return tuple(
            DraftLine(each.id, each.about, each.reason, each.note, each.internal, numbers[each.id]) for each in kept
        )

    @cached_property
    def records(self) -> tuple[reviews.Record, ...]:
        return reviews.records(self.sight.session, self.application.id, self.sight.level)

    @cached_property
    def changes(self) -> dict[str, Change]:
        return changes_since(self.sight, self.application, self.mark)

    @property
    def mark(self) -> int | None:
        """Up to which change the reviewers know it: the last return, else how it was first sent; None before that."""
        if self.last is not None:
            return self.last.returned.mark
        first = next((each for each in self.application.reviews if each.kind == "sent"), None)
        return first.mark if first is not None else None


def seen_of(sight: Sight, application: Application, place: str = "", due: str = "") -> Examined:
    """What there is to see at a place; the rest of it is empty."""
    look = _Look(sight, application)
    kind, _, name = place.partition(":")
    pair = pair_of(application, name) if kind == "compare" else None
    if pair is not None:
        place = f"compare:{pair[0]}:{pair[1]}"
    fields = (
        _compared(look, *pair) if pair is not None else tuple(_field(look, each) for each in _fields(look, kind, name))
    )
    whole = kind in ("", "unsure")
    shown = fields and kind == "field"
    journey = look.journey
    return Examined(
        head=_head(look),
        spot=place,
        gravest=tuple(_said(each) for each in (*journey.errors, *journey.warnings)[:_MOST]) if whole else (),
        lacking=tuple(each.id for each in journey.missing_evidence) if whole else (),
        doubtful=tuple(each.id for each in journey.doubtful) if whole else (),
        sections=_sections(look) if whole or kind == "sections" else (),
        fields=fields,
        comments=tuple(each for each in look.comments if each.about == name) if shown else look.comments,
        drafts=look.drafted,
        steps=_steps(look) if whole or kind == "steps" else (),
        verified=tuple(
            Verified(each.about, each.day, each.who, each.words) for each in look.records if each.kind == "verified"
        ),
        opinion=_standing(application, (sight.form.by_name["city_opinion"], sight.form.by_name["recommended_on"])),
        versions=versions_of(application) if kind in ("compare", "history") else (),
        passages=returned.passages(sight.form, application) if whole or kind == "history" else (),
        due=due,
        dropped=max((each.id for each in look.drafts if each.dropped), default=0),
        asked=tuple((each.id, each.about) for each in look.comments),
    )


def _compared(look: _Look, old: str, new: str) -> tuple[FieldLook, ...]:
    events = applications.events(look.sight.session, look.application.id)
    return Compared(look.sight.form, look.application, events, old, new).looks()


def _head(look: _Look) -> Head:
    form, application, journey = look.sight.form, look.application, look.journey
    sent, latest = rounds.sent(application), rounds.latest(application)
    act = next((each for each in reversed(application.acts) if each.kind == "sent"), None)
    held, uncheckable = _tally(look)
    seal = sealing.sealed(form, application)
    about = [form.by_name[each.about] for each in look.drafted if not each.internal and each.about in form.by_name]
    return Head(
        county=look.sight.entrant.county,
        application=application.id,
        called=look.sight.region.called(look.sight.entrant.county),
        cluster=look.sight.entrant.cluster,
        decided=f"{latest.kind} {latest.round} {latest.at}" if latest is not None else "",
        state=latest.kind if latest is not None else "",
        version=int(sealing.version_of(act) or 0) if act is not None else application.version,
        passes=max((each.round for each in application.reviews if each.kind == "returned"), default=0),
        sends=sum(each.kind == "sent" for each in application.reviews),
        at=sent.at if sent is not None else "",
        by=sent.by if sent is not None else "",
        due=look.last.returned.due if look.last is not None else "",
        held=held,
        errors=len(journey.errors),
        warnings=len(journey.warnings),
        kept=sum(each.reason is not None for each in journey.findings),
        unknown=uncheckable,
        sealed=seal.at[:10] if seal is not None else "",
        papers=sealing.papers(form, about) if seal is not None else (),
    )


def _tally(look: _Look) -> tuple[int, int]:
    """How many checks hold, and how many nobody can decide."""
    journey, held = look.journey, 0
    for check in look.sight.form.checks:
        if check.key not in journey.failing and not unknown(check, journey.values):
            held += check.when is None or check.when(journey.values) is True
    return held, len(journey.unknown)


def _fields(look: _Look, kind: str, name: str) -> Sequence[Field]:
    form = look.sight.form
    match kind:
        case "field":
            return [form.by_name[name]] if name in form.by_name else []
        case "section":
            return [each for each in form.fields_by_section.get(name, ()) if look.journey.relevant(each)]
        case "new":
            asked = {each.about for each in look.comments}
            return [each for each in form.printed if each.name in asked or each.name in look.changes]
        case _:
            return []


def _field(look: _Look, field: Field) -> FieldLook:
    journey, change = look.journey, look.changes.get(field.name)
    own = [each for each in journey.findings if each.field == field.name]
    items = [each for each in journey.proofs if field.name in each.requirement.fields and (each.wanted or each.files)]
    comments = tuple(each for each in look.comments if each.about == field.name)
    return FieldLook(
        field=field.name,
        answers=_standing(look.application, (field,)),
        findings=tuple(_said(each) for each in own if each.reason is None),
        kept=tuple(
            (each.reason or "", each.rule.message, dict(each.figures)) for each in own if each.reason is not None
        ),
        proofs=tuple(
            ProofLook(each.requirement.id, tuple(file.name for file in each.files), each.missing) for each in items
        ),
        comments=comments,
        drafts=tuple(each for each in look.drafted if each.about == field.name),
        changed=change is not None,
        before=change.before if change is not None else (),
        by=change.by if change is not None else "",
        at=change.at if change is not None else "",
        asked=bool(comments) or look.last is None,
        sources=sources_of(look.sight.form, look.application, {field.name}),
        pins=tuple(each.name for each in pinned(look.application, field)),
    )


def _standing(application: Application, fields: Iterable[Field]) -> tuple[Answer, ...]:
    answers = (application.answer(path) for field in fields for path in field.paths)
    return tuple(answer for answer in answers if answer is not None)


def _said(finding: Finding) -> Said:
    return finding.rule.severity.value, finding.rule.message, dict(finding.figures)


def _sections(look: _Look) -> tuple[PartLook, ...]:
    journey, found = look.journey, list[PartLook]()
    for section in printed_sections(look.sight.form):
        tally = journey.tallies.get(section.name)
        names = {each.name for each in look.sight.form.fields if each.section == section.name}
        changed = len(names & look.changes.keys())
        found.append(PartLook(section.name, tally.wrong if tally else 0, tally.doubted if tally else 0, changed))
    return tuple(found)


def _steps(look: _Look) -> tuple[StepLine, ...]:
    """Each step with who ticked it in this round; what was ticked in an earlier one is to be looked at again."""
    number, last = rounds.number_of_next(look.application), dict[str, reviews.Record]()
    for each in look.records:
        if each.kind in ("ticked", "unticked") and each.round == number:
            last[each.about] = each
    return tuple(_step(look, step.name, last.get(step.name)) for step in look.sight.form.review.steps)


def _step(look: _Look, name: str, record: reviews.Record | None) -> StepLine:
    if record is None or record.kind != "ticked" or record.at is None:
        return StepLine(name, done=False)
    by = people.person(look.sight.session, record.by).name
    return StepLine(name, done=True, by=by, at=in_china(record.at))


def changes_since(sight: Sight, application: Application, mark: int | None) -> dict[str, Change]:
    """By question: what stood there after the change of this number, where something else stands now."""
    if mark is None:
        return {}
    events = applications.events(sight.session, application.id)
    old: dict[str, Answer] = {}
    latest: dict[str, Answer] = {}
    for event in events:
        (old if event.id <= mark else latest)[event.answer.slot] = event.answer
    found: dict[str, Change] = {}
    for slot in latest:
        field = sight.form.slots.get(slot)
        if field is None or field.field in found or field.field in ("city_opinion", "recommended_on"):
            continue
        change = _change(sight.form.by_name[field.field], application, old, latest)
        if change is not None:
            found[field.field] = change
    return found


def _change(field: Field, application: Application, old: dict[str, Answer], latest: dict[str, Answer]) -> Change | None:
    before = tuple(old[path] for path in field.paths if path in old and _holds(old[path]))
    now = _standing(application, (field,))
    if [(each.slot, each.value, each.blank) for each in before] == [
        (each.slot, each.value, each.blank) for each in now
    ]:
        return None
    last = max((latest[path] for path in field.paths if path in latest), key=lambda each: each.at)
    return Change(before, last.by, last.at)


def _holds(answer: Answer) -> bool:
    return answer.value is not None or answer.blank is not None
