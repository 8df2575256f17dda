"""Who may do what where: every role at every act in every kind of region, as one table."""

from __future__ import annotations

from itertools import product

import pytest

from bot.entering.inviting import UnsuitableRegion, region_of_role
from bot.entering.roles import Act, Actor, counties_of, covers, fits, may
from dialogs.definition.form import Form
from dialogs.record.region import Stage
from storage.tables.people import Role

COUNTY, NEIGHBOUR, ELSEWHERE, APART = "130534", "130533", "130123", "130181"
"""清河县 and 威县 of 邢台市, 正定县 of 石家庄市, 辛集市 that lies in 石家庄 and reports by itself."""
ACTORS: dict[str, Actor] = {
    "county": Actor("county", COUNTY),
    "county without one": Actor("county", ""),
    "city": Actor("city", "邢台市"),
    "other city": Actor("city", "石家庄市"),
    "own city": Actor("city", "辛集市"),
    "city without one": Actor("city", ""),
    "province": Actor("province", ""),
    "administrator": Actor("administrator", ""),
}
REGIONS = (COUNTY, NEIGHBOUR, ELSEWHERE, APART, "邢台市", "石家庄市", "辛集市", "")
COVERED: dict[str, tuple[bool, ...]] = {
    "county": (True, False, False, False, False, False, False, False),
    "county without one": (False, False, False, False, False, False, False, True),
    "city": (True, True, False, False, True, False, False, False),
    "other city": (False, False, True, False, False, True, False, False),
    "own city": (False, False, False, True, False, False, True, False),
    "city without one": (False,) * 8,
    "province": (True,) * 8,
    "administrator": (True,) * 8,
}
ACTS: tuple[Act, ...] = ("fill", "progress", "content", "invite", "revoke", "broadcast", "export", "remark", "receive")
COORDINATES = {"city", "other city", "own city", "city without one", "province"}


@pytest.mark.parametrize("who", ACTORS)
def test_everybody_stays_in_the_own_region(form: Form, who: str) -> None:
    """The own region and what lies in it; 辛集 is no part of 石家庄 here."""
    assert tuple(covers(form, ACTORS[who], region) for region in REGIONS) == COVERED[who]


@pytest.mark.parametrize(("who", "act"), [*product(ACTORS, ACTS)])
def test_every_role_at_every_act(form: Form, who: str, act: Act) -> None:
    """Filling is the county's, everything else the coordinators', and each only where the region is covered."""
    allowed = who in COORDINATES if act != "fill" else who.startswith("county")
    for region, covered in zip(REGIONS, COVERED[who], strict=True):
        assert may(form, ACTORS[who], act, region) == (allowed and covered)


@pytest.mark.parametrize("stage", Stage)
def test_content_is_seen_once_it_was_sent(form: Form, stage: Stage) -> None:
    """Progress always; figures and exports once the county has sent something for review, returned or not."""
    sent = stage in (Stage.ACTED, Stage.RETURNED, Stage.RECEIVED)
    acts: tuple[Act, ...] = ("content", "export")
    for act in acts:
        assert may(form, ACTORS["city"], act, COUNTY, stage) == sent
    posted = sent or stage is Stage.FILLED  # papers may come by post
    assert may(form, ACTORS["city"], "receive", COUNTY, stage) == posted
    assert may(form, ACTORS["city"], "progress", COUNTY, stage)


def test_the_counties_of_a_region(form: Form) -> None:
    """As many as report there: 18 to 邢台, 21 to 石家庄, one to 辛集, all to the province, none to nobody."""
    wanted = {"city": 18, "other city": 21, "own city": 1, "city without one": 0, "province": 167, "county": 1}
    assert {who: len(counties_of(form, ACTORS[who])) for who in wanted} == wanted


@pytest.mark.parametrize(
    ("role", "region", "code"),
    [
        ("city", "石家庄市", "石家庄市"),
        ("city", "辛集市", "辛集市"),
        ("county", "辛集市", "130181"),
        ("county", "清河县", COUNTY),
        ("county", "", ""),
        ("province", "", ""),
    ],
)
def test_a_role_has_a_region_of_its_kind(form: Form, role: Role, region: str, code: str) -> None:
    """The same name is a group for a city's coordinator and a county for its contact."""
    assert region_of_role(form, role, region) == code
    assert fits(form, role, code)


@pytest.mark.parametrize(
    ("role", "region"), [("city", ""), ("city", "清河县"), ("province", "石家庄市"), ("county", "石家庄市")]
)
def test_a_region_of_another_kind_is_refused(form: Form, role: Role, region: str) -> None:
    """An operator who mixes them up hears which kind is wanted."""
    with pytest.raises(UnsuitableRegion):
        region_of_role(form, role, region)
