"""Two people on one application in a real house: links to parts, edits that merge, edits that collide, word of both."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from decimal import Decimal

from bot.entering.access import revoke
from bot.entering.inviting import hand_over
from bot.house import House, build
from dialogs.record import codec
from dialogs.turn.messages import Happened, Said
from storage import applications, conversations, inbox, invitations, people, standing
from storage.tables import METADATA
from tests.bot.conftest import NOON
from tests.bot.test_conversation import answer, contact, say

_LINK = re.compile(r"/i/(\S+)")


def spoken(house: House, address: int) -> str:
    """The last few things that were said to somebody."""
    return "\n".join(message.text for message in house.history.messages(address)[-4:])


def colleague(house: House, owner: int, words: str, known: int | None = None) -> int:
    """The contact says ``words``; whoever opens the link of the reply comes in at this address."""
    say(house, owner, words)
    found = _LINK.findall(spoken(house, owner))
    with house.database.write() as session:
        invitation = invitations.look(session, found[-1])
        person = invitations.redeem(session, found[-1], house.settings.clock(), known)
        address = people.ensure(session, person.id, "web", str(person.id)).id
    assert invitation is not None
    hand_over(house, person.id, invitation)
    house.conversations.receive(address, "arrived", Happened("arrived"))
    return address


def open_application(house: House, address: int) -> str:
    """Which application is open at an address."""
    with house.database.read() as session:
        state: str = codec.loads(conversations.load(session, address).state or "").application
        return state


def test_a_link_leads_to_the_contacts_application_and_part(house: House) -> None:
    """The colleague's conversation opens the same application, asks section four, and says who asked."""
    owner = contact(house, "张三")
    say(house, owner, "开始")
    other = colleague(house, owner, "请园区填第四部分")
    assert open_application(house, other) == open_application(house, owner)
    assert "张三 请您一起填" in spoken(house, other)
    say(house, other, "开始")
    assert "4.1" in spoken(house, other)


def test_a_colleague_whose_link_is_withdrawn_reaches_the_application_no_more(house: House) -> None:
    """The conversation goes on in an application of the colleague's own; the contact's stays as it is."""
    owner = contact(house, "张三")
    say(house, owner, "开始", "改 1.8", "36.5")
    say(house, owner, "请园区填第一部分")
    token = _LINK.findall(spoken(house, owner))[-1]
    helper = contact(house, "李四")
    say(house, helper, "开始")
    with house.database.write() as session:
        at = people.address(session, helper)
        assert at is not None
        own = invitations.invite_known(session, people.person(session, at.person_id), NOON, NOON.replace(year=2025))
        invitations.redeem(session, own, NOON, None)
        invitations.redeem(session, token, NOON, at.person_id)
        invitation = invitations.look(session, token)
    assert invitation is not None
    hand_over(house, at.person_id, invitation)
    assert open_application(house, helper) == open_application(house, owner)
    revoke(house, invitation.token_hash[:12])
    say(house, helper, "改 1.8", "40")
    assert answer(house, owner, "area") == Decimal("36.5")
    assert open_application(house, helper) != open_application(house, owner)


def test_edits_of_different_questions_merge(house: House) -> None:
    """Both answer at the same time, many times over: everything of both is there."""
    owner = contact(house, "张三")
    say(house, owner, "开始")
    other = colleague(house, owner, "请园区一起填")
    mine = [f"改 2.{number} {number} {number} {number}" for number in range(6, 14)]
    theirs = [f"改 4.{number} {number}" for number in (1, 3)] + ["改 4.7 1 2 3"]

    threads = [
        threading.Thread(target=say, args=(house, who, *texts)) for who, texts in ((owner, mine), (other, theirs))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    values = [
        answer(house, owner, slot) for slot in ("companies/2021", "innovative/2023", "cloud_smes", "platform_smes")
    ]
    assert values == [6, 13, 1, 3]
    assert answer(house, other, "software_spending/2022") == 2


def test_both_answer_the_same_question(house: House) -> None:
    """The second sees both answers and chooses; the first hears of the choice and can have it back."""
    owner = contact(house, "张三")
    say(house, owner, "开始", "改 1.8")
    other = colleague(house, owner, "请园区一起填")
    say(house, owner, "改 1.8")
    say(house, other, "改 1.8")
    say(house, owner, "36.5")
    say(house, other, "40")
    assert "张三" in spoken(house, other)
    assert "用哪个" in spoken(house, other)
    assert answer(house, owner, "area") == Decimal("36.5")
    say(house, other, "2")
    assert answer(house, owner, "area") == Decimal(40)
    assert "园区 4月11日 09:30 改了您填的 1.8" in spoken(house, owner)
    say(house, owner, "改 1.8")
    keyboard = house.history.messages(owner)[-1].buttons
    number = next(place for place, button in enumerate(keyboard, 1) if "我原来填的" in button.label)
    say(house, owner, str(number), "1")  # the button, and not one square kilometre
    assert answer(house, other, "area") == Decimal("36.5")


def test_open_pages_hear_of_edits_at_once(house: House) -> None:
    """What a colleague answers is told to the contact's open page, and not to the colleague's own."""
    owner = contact(house, "张三")
    say(house, owner, "开始")
    other = colleague(house, owner, "请园区填第四部分")
    heard: list[tuple[int, str, Mapping[str, str]]] = []
    stop = house.news.listen(lambda address, kind, figures: heard.append((address, kind, figures)))
    say(house, other, "改 4.1 96")
    stop()
    edits = [
        (address, figures["by"], figures["id"], figures["value"])
        for address, kind, figures in heard
        if kind == "edited"
    ]
    assert edits == [(owner, "园区", "4.1", "96 家")]


def test_somebody_known_is_not_made_twice(house: House) -> None:
    """A contact who is asked to help another stays one person, is told, and can go back to the own application."""
    owner, helper = contact(house, "张三"), contact(house, "李四")
    say(house, owner, "开始")
    say(house, helper, "开始")
    own = open_application(house, helper)
    with house.database.read() as session:
        person = people.speaking(session, helper).person_id
    colleague(house, owner, "请李四填第四部分", known=person)
    assert open_application(house, helper) == open_application(house, owner)
    assert "4.1" in spoken(house, helper)
    with house.database.read() as session:
        listed = {each.id for each in applications.of_person(session, person)}
    assert listed == {own, open_application(house, owner)}


def test_trying_ones_own_link_does_not_use_it_up(house: House) -> None:
    """The contact who taps the link before forwarding it leaves it good for the colleague."""
    owner = contact(house, "张三")
    say(house, owner, "开始", "请园区填第四部分")
    token = _LINK.findall(spoken(house, owner))[-1]
    with house.database.write() as session:
        person = people.speaking(session, owner).person_id
        assert invitations.redeem(session, token, house.settings.clock(), person).id == person
        assert invitations.redeem(session, token, house.settings.clock(), None).name == "园区"


def test_a_part_can_grow(house: House) -> None:
    """A second request to the same colleague adds to the first; the conversation knows at the next message."""
    owner = contact(house, "张三")
    say(house, owner, "开始")
    other = colleague(house, owner, "请园区填第四部分")
    with house.database.read() as session:
        person = people.speaking(session, other).person_id
    colleague(house, owner, "请园区填第五部分", known=person)
    say(house, other, "改 5.7 88.5")
    assert answer(house, owner, "water_reuse_rate") == Decimal("88.5")


def test_word_of_a_replaced_answer_survives_a_crash(house: House) -> None:
    """The event lies in the first person's inbox from the moment at which the second's answer is stored."""
    owner = contact(house, "张三")
    say(house, owner, "开始", "改 1.8 36.5")
    other = colleague(house, owner, "请园区一起填")
    conversations_of = house.conversations
    with house.database.write() as session:
        inbox.accept(session, other, "m1", codec.dumps(Said("改 1.8 40")), house.settings.clock())
        waiting = inbox.todo(session, other)[0]
        conversations_of._turn(session, standing.at(session, other, waiting.id), waiting.id, Said("改 1.8 40"))
    conversations_of.resume()
    assert "改了您填的 1.8" in spoken(house, owner)


def test_a_copy_of_the_database_lets_nobody_in(house: House) -> None:
    """The link that stands in the conversation is nowhere in the database, and is the same after a restart."""
    owner = contact(house, "张三")
    say(house, owner, "开始", "请园区填第四部分")
    token = _LINK.findall(spoken(house, owner))[-1]
    copy = house.database.engine.connect()
    with copy, copy.begin():
        rows = [row for table in METADATA.sorted_tables for row in copy.execute(table.select())]
    assert len(rows) > 4
    assert token not in str(rows)
    assert _LINK.findall(spoken(build(house.settings), owner))[-1] == token
