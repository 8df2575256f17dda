"""An application of an earlier edition in the same database, offered for this year's form (``gathering.former``)."""

from __future__ import annotations

from functools import lru_cache

from dialogs.definition.form import Form
from dialogs.definition.loader import UnknownEdition, load
from dialogs.gathering.former import carried
from dialogs.record import codec
from dialogs.record.application import Application
from dialogs.turn.messages import FormerForm, Happened
from storage import applications, participants, people
from storage.applications import Listed
from storage.database import Session
from storage.errors import NotYours


def find_former(session: Session, form: Form, person: int, application: Application, asked: FormerForm) -> Happened:
    """What an earlier application says, or which there are. ``NotYours`` for a colleague of a part."""
    if not participants.sees_all(session, application.id, person):
        raise NotYours(application.id)
    region = people.person(session, person).region
    found = [each for each in applications.earlier(session, person, region) if _precedes(each.edition, form.edition)]
    chosen = [each for each in found if asked.application in ("", each.id)]
    if len(chosen) != 1:
        return Happened("former forms", {each.id: _called(each) for each in found})
    try:
        former = _form(chosen[0].edition)
    except UnknownEdition:
        return Happened("former forms")
    said = carried(form, former, applications.load(session, chosen[0].id))
    told = {"file": f"former:{chosen[0].id}", "name": _called(chosen[0]), "application": application.id}
    return Happened("gathered", {**told, "gathered": codec.dumps(said)})


def _precedes(edition: str, ours: str) -> bool:
    """Whether it is an earlier edition of the same series (``series/year``)."""
    series, _, year = ours.rpartition("/")
    other, _, theirs = edition.rpartition("/")
    return other == series and theirs < year


def _called(listed: Listed) -> str:
    year = listed.edition.rpartition("/")[2]
    return f"{year}年度申报表" + (f"（{listed.cluster_name}）" if listed.cluster_name else "")


@lru_cache(maxsize=8)
def _form(edition: str) -> Form:
    return load(edition)
