"""做轴承的那个县交没交: a county that is called by what it makes."""

from __future__ import annotations

import re

from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import looking
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting

_LONGEST = 40
_MAKES = re.compile(
    "(?:做|搞|弄|生产|报)(?:的是)?(?P<what>[^,，。\\s的]{2,8}?)(?:产业|集群|的)?的?(?:那|这)?[个家]?(?:县|区|市|集群|地方)"
)


def asked(step: DeskStep, words: str) -> bool:
    """Whether a county is called by its cluster and no other way; the one of that cluster is named and shown."""
    plain = words.strip()
    found = _MAKES.search(plain) if isinstance(step.state, Resting) and len(plain) <= _LONGEST else None
    if found is None or counties_in(step, plain):
        return False
    there = {
        each.county: each.cluster for each in step.region.entrants if each.cluster and found["what"] in each.cluster
    }
    if len(there) != 1:
        return False
    county, cluster = next(iter(there.items()))
    step.say(
        Note("county by cluster", {"words": found["what"], "name": step.region.called(county), "cluster": cluster})
    )
    looking.open_county(step, county)
    return True
