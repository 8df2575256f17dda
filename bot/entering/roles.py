"""Who may do what in which region: the one place that says so.

Everybody stays in the own region and below it: a county contact in the county, a city coordinator in the reporting
group, a province coordinator everywhere. Coordinators see progress always, and content once a county has sent it for
review, or handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dialogs.definition.form import Form
from dialogs.definition.notice import County
from dialogs.record.region import Stage
from storage.errors import NotYours
from storage.people import Person
from storage.tables.people import Role

Act = Literal[
    "fill",
    "progress",
    "content",
    "invite",
    "revoke",
    "broadcast",
    "export",
    "remark",
    "receive",
    "date",
    "review",
    "record",
    "recommend",
    "register",
]

COORDINATORS: frozenset[Role] = frozenset({"city", "province"})
"""The roles that talk with the desk."""

_AT_A_DESK: frozenset[Act] = frozenset(
    {"progress", "content", "invite", "revoke", "broadcast", "export", "remark", "receive", "date", "review", "record"}
)
_ACTS: Mapping[Role, frozenset[Act]] = {
    "county": frozenset({"fill"}),
    "city": _AT_A_DESK | {"recommend"},
    "province": _AT_A_DESK | {"register"},
    "administrator": frozenset(),  # looks after the machine, by the command line
}
_SENT = frozenset({Stage.ACTED, Stage.RETURNED, Stage.RECEIVED})
_STAGES: Mapping[Act, frozenset[Stage]] = {
    **dict.fromkeys(("content", "export", "review"), _SENT),
    "receive": _SENT | {Stage.FILLED},
}
"""How far an application must be for an act: its content is the county's alone until it was sent."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who wants to do something: role and region as they stand with the person."""

    role: Role
    region: str


def may(form: Form, actor: Actor, act: Act, region: str, stage: Stage | None = None) -> bool:
    """Whether somebody may do this in a region: a county's code, a reporting group, or empty for the province.

    ``stage`` is that of the application that it is about, where it is about one: the content of one that was not
    sent yet is its county's alone.
    """
    if act not in _ACTS[actor.role] or not covers(form, actor, region):
        return False
    return stage is None or stage in _STAGES.get(act, (stage,))


def require(form: Form, person: Person, act: Act, region: str, stage: Stage | None = None) -> None:
    """``NotYours`` where this person may not do this there."""
    if not may(form, Actor(person.role, person.region), act, region, stage):
        raise NotYours(f"{act} {region}")


def covers(form: Form, actor: Actor, region: str) -> bool:
    """Whether a region is somebody's own or lies in it."""
    match actor.role:
        case "province" | "administrator":
            return actor.region == "" or actor.region == region
        case "city":
            county = next((each for each in form.counties if each.code == region), None)
            return bool(actor.region) and actor.region in (region, county.group if county is not None else region)
        case _:
            return actor.region == region


def counties_of(form: Form, actor: Actor) -> tuple[County, ...]:
    """The counties in somebody's region."""
    return tuple(county for county in form.counties if covers(form, actor, county.code))


def fits(form: Form, role: Role, region: str) -> bool:
    """Whether somebody of this role can be responsible for this region."""
    match role:
        case "city":
            return region in {group.name for group in form.groups}
        case "province" | "administrator":
            return region == ""
        case _:
            return region == "" or any(county.code == region for county in form.counties)
