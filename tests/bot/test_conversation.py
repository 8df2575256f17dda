"""The path of a message: kept once, turned once, taken up again after a crash, shared by two people at once."""

from __future__ import annotations

import threading
from decimal import Decimal

from bot.house import House, build
from dialogs.record import codec
from dialogs.turn.messages import UNSAID, Event, Happened, Render, Said
from storage import applications, attachments, conversations, inbox, people, requests
from tests.bot.patience import until
from tests.county import ANSWERS


def contact(house: House, name: str = "local") -> int:
    """Somebody at a terminal; returns the address."""
    with house.database.write() as session:
        person = people.register(session, name, "county", "", house.settings.clock())
        return people.ensure(session, person.id, "console", name).id


def say(house: House, address: int, *texts: str) -> None:
    """Say these things, each under an id of its own."""
    for number, text in enumerate(texts):
        house.conversations.receive(address, f"{len(house.history.messages(address))}.{number}", Said(text))


def answer(house: House, address: int, slot: str) -> object:
    """What stands in a slot of the address's application."""
    with house.database.read() as session:
        state = conversations.load(session, address).state or ""
        stored = applications.load(session, codec.loads(state).application).answer(slot)
    return None if stored is None else stored.value


def test_the_same_message_twice_is_taken_once(house: House) -> None:
    """A message that is sent again under its id changes nothing and says nothing again."""
    address = contact(house)
    say(house, address, "开始")
    assert house.conversations.receive(address, "m1", Said("否"))
    seen = len(house.history.messages(address))
    assert not house.conversations.receive(address, "m1", Said("否"))
    assert len(house.history.messages(address)) == seen


def test_one_text_sent_twice_at_once_answers_one_question(house: House) -> None:
    """Where a page does not say what was in sight, the second of two equal texts is offered, not taken."""
    address = contact(house)
    say(house, address, "开始")
    assert house.conversations.receive(address, "m1", Said("否", UNSAID))
    assert house.conversations.receive(address, "m2", Said("否", UNSAID))
    assert answer(house, address, "banned_industry") == "no"
    assert answer(house, address, "accidents") is None


def test_what_was_accepted_before_a_crash_is_answered_after_it(house: House) -> None:
    """A message that was kept and not handled is handled at the next start."""
    address = contact(house)
    say(house, address, "开始")
    with house.database.write() as session:
        inbox.accept(session, address, "m1", codec.dumps(Said("否")), house.settings.clock())
    again = build(house.settings)
    again.conversations.resume()
    assert answer(again, address, "banned_industry") == "no"


def test_a_document_asked_for_before_a_crash_comes_after_it(house: House) -> None:
    """A request that was stored and not done is done at the next start, once."""
    address = contact(house)
    say(house, address, "开始", "否")
    with house.database.write() as session:
        requests.add(session, address, "Render", codec.dumps(Render("application", draft=True)), house.settings.clock())
    build(house.settings).conversations.resume()
    files = until(lambda: [message.file for message in house.history.messages(address) if message.file])
    build(house.settings).conversations.resume()
    assert len([message for message in house.history.messages(address) if message.file]) == 1
    with house.database.read() as session:
        state = people.address(session, address)
        assert state is not None
        found = attachments.find(session, files[0].attachment, state.person_id)
    assert attachments.path_of(found, house.documents.folder).read_bytes()[:2] == b"PK"


def test_an_event_that_we_cannot_handle_steps_aside_and_is_owned_up_to(house: House) -> None:
    """Our own fault never blocks the conversation: after a few tries the event is set aside, with an apology."""
    address = contact(house)
    say(house, address, "开始")
    with house.database.write() as session:
        inbox.accept(session, address, "poison", codec.dumps(Happened("rendered", {})), house.settings.clock())
    house.conversations.catch_up(address)
    say(house, address, "否")
    assert answer(house, address, "banned_industry") == "no"
    assert any("抱歉" in message.text for message in house.history.messages(address))


def test_many_at_once_lose_nothing(house: House) -> None:
    """Ten people answering at the same time: every answer of each is there."""
    addresses = [contact(house, f"p{number}") for number in range(10)]

    def talk(address: int) -> None:
        say(house, address, "开始", "否", "否", "否", "邢台市", "临西县")

    threads = [threading.Thread(target=talk, args=(address,)) for address in addresses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer(house, address, "county") for address in addresses] == ["临西县"] * 10


def test_the_history_shows_buttons_by_their_labels(house: House) -> None:
    """What was pressed stands in the chat as its words; what the outside did is not shown as said."""
    address = contact(house)
    house.conversations.receive(address, "a", Happened("arrived"))
    keyboard = house.history.messages(address)[-1].buttons[0].press.split(":")
    event: Event = codec.loads(codec.dumps(Said("1")))
    house.conversations.receive(address, "b", event)
    from dialogs.turn.messages import Chose

    latest = house.history.messages(address)[-1].buttons[0].press.split(":")
    house.conversations.receive(address, "c", Chose(int(latest[0]), (2,), latest[2]))
    mine = [message.text for message in house.history.messages(address) if message.mine]
    assert keyboard[0] != latest[0]
    assert mine == ["1", "否"]


def test_figures_are_stored_in_full(house: House) -> None:
    """118.405 prints 118.41 and is kept as it was said."""
    address = contact(house)
    say(house, address, "开始", *(text for name in list(ANSWERS)[:20] for text in ANSWERS[name]))
    say(house, address, "改 2.1 118.405 131.62 146.9")
    assert answer(house, address, "output/2021") == Decimal("118.405")
