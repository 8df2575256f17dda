"""The cluster's name said in a sentence: 我们报的是紧固件，永年的. What is made of it, county and trade, is offered."""

from __future__ import annotations

import re

from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.places import COUNTY, counties_called
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Unsure, Why

_ASKED_AS = "XX产业"
"""How the form prints the name that it asks for."""
_SAID = re.compile(
    r"(?:(?:我们?|咱们?|俺们?|本|这次|今年)*(?:县|区|市|集群|这边|这里|这儿|家)?(?:里|的)?"
    r"(?:主要|一直|就|都|也|打算|准备|想|要|主导产业|特色产业|特色)*"
    r"(?:报的?|申报的?|做的?|搞的?|产的|生产的?|是|以)(?:就是|是|做|搞|生产)*)"
    r"(?P<what>[^,，。;；]{2,16}?)(?:为主)?(?:产业集群|产业|行业|集群|这一?块儿?|这个)*(?:的|吧|呀|啊)*"
    r"(?:[,，。 ]+(?:我们?|咱们?|俺们?|是|在|本)*"
    r"(?P<place>[\u4e00-\u9fff]{1,8}?)(?:的|这边的?|这里的?|产业|集群)*)?[。.]?"
)
_OF = re.compile(
    r"^(?P<place>[\u4e00-\u9fff]{1,8}?(?:县|区|市))的?(?=[\u4e00-\u9fff]{2})|^(?P<short>[\u4e00-\u9fff]{2,3})的"
)
_OURS = re.compile("^(?:我|咱|俺|本|县|区|市)")


def cluster_said(question: Question, plain: str) -> Unsure | None:
    """The name that the form wants, of the trade that a sentence speaks of; None where it is no such sentence."""
    said = _SAID.fullmatch(plain) if _ASKED_AS in question.field.unfilled else None
    if said is None:
        return None
    trade, place = said["what"].strip(), said["place"] or ""
    of = _OF.match(trade)
    if of is not None:
        trade, place = trade[of.end() :], of["place"] or of["short"]
    county = _county(question, place)
    if county is None or len(trade) < 2:
        return None
    name = f"{county}{trade}产业"
    entries = tuple(Entry(slot.path, name) for slot in question.slots)
    return Unsure(Why.CLOSEST, (Alternative(name, entries), NONE_OF_THESE), {"words": excerpt(plain)})


def _county(question: Question, place: str) -> str | None:
    """The county that was named, as it is called now; otherwise the one of the cover."""
    found = counties_called(question.form.counties, place) if place and not _OURS.match(place) else ()
    if len(found) == 1:
        return found[0].name
    standing = question.value(COUNTY) if COUNTY in question.form.by_name else None
    return standing if isinstance(standing, str) else None
