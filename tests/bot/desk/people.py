"""People of a region in a real house: a coordinator and contacts, each with a conversation on the web."""

from __future__ import annotations

import itertools
import re

from bot.entering.visiting import People
from bot.house import House
from dialogs.record.application import Act, Answer
from dialogs.turn.messages import Happened, Said
from storage import applications, attachments, people
from storage.attachments import Attachment
from storage.tables.people import Role
from tests.bot.conftest import NOON
from tests.bot.patience import until

_NUMBERS = itertools.count()


def code_of(house: House, name: str) -> str:
    """The code of a county that has its name for itself."""
    return next(county.code for county in house.form.counties if county.name == name)


def arrive(house: House, name: str, role: Role, region: str) -> int:
    """Somebody comes in; returns the address."""
    with house.database.write() as session:
        person = people.register(session, name, role, region, NOON)
        address = people.ensure(session, person.id, "web", str(person.id))
    house.conversations.receive(address.id, "arrived", Happened("arrived"))
    return address.id


def contact(house: House, name: str, county: str) -> int:
    """A county's contact comes in; returns the address."""
    return arrive(house, name, "county", code_of(house, county))


def say(house: House, address: int, *texts: str) -> str:
    """Type these; returns what was said since the last one."""
    before = 0
    for text in texts:
        before = house.history.messages(address)[-1].sequence
        house.conversations.receive(address, f"said-{next(_NUMBERS)}", Said(text))
    return heard(house, address, before)


def heard(house: House, address: int, after: int = 0) -> str:
    """What an address was told after a message."""
    return "\n".join(each.text for each in house.history.messages(address, after or -1) if not each.mine)


def told(house: House, address: int, words: str) -> str:
    """Wait until an address was told this; returns the message."""

    def found() -> str:
        said = (each.text for each in house.history.messages(address) if not each.mine)
        return next((text for text in said if words in text), "")

    return until(found)


def times(house: House, address: int, words: str) -> int:
    """How many messages to an address hold these words."""
    return sum(words in each.text for each in house.history.messages(address) if not each.mine)


def own_application(house: House, address: int) -> str:
    """The application of a contact."""
    with house.database.read() as session:
        return applications.of_person(session, people.speaking(session, address).person_id)[0].id


LINK = re.compile(r"/i/([A-Za-z0-9_-]{32})")


def filled(house: House, address: int, answers: tuple[Answer, ...], *acts: str) -> None:
    """A county has answered all this, and done these acts."""
    application = own_application(house, address)
    with house.database.write() as session:
        before = applications.load(session, application)
        after = before.with_answers(answers)
        for act in acts:
            after = after.with_act(Act(act, "张三", NOON.isoformat()))
        applications.save(session, before, after, NOON, by="张三", door="web")


def come_in(house: House, text: str) -> int:
    """Somebody opens the link that stands in a text; returns the person."""
    found = LINK.search(text)
    assert found is not None, text
    session = People(house).redeem(found[1], "phone", house.settings.clock(), None)
    visitor = People(house).find(session)
    assert visitor is not None
    house.conversations.receive(int(visitor.address), "arrived", Happened("arrived"))
    return visitor.person


def delivered(house: House, address: int, words: str) -> tuple[Attachment, bytes]:
    """Wait for a file with these words; its row and its bytes."""

    def found() -> str:
        files = (each for each in house.history.messages(address) if each.file is not None and words in each.text)
        return next((each.file.attachment for each in files if each.file is not None), "")

    name = until(found)
    with house.database.read() as session:
        row = attachments.find(session, name, people.speaking(session, address).person_id)
    return row, attachments.path_of(row, house.documents.folder).read_bytes()
