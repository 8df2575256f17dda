"""Documents beside the conversation: made once, handed to everybody who asked, owed until they were handed over."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.house import House, build
from bot.settings import Settings
from dialogs.record import codec
from dialogs.record.application import Application
from dialogs.saying.replies import Deliver, Reply, Show, Told
from dialogs.turn.messages import Happened, Render, Said
from storage import attachments, conversations, documents, inbox, outbox, participants, people, processes, requests
from storage.errors import NotYours
from tests.bot.conftest import NOON
from tests.bot.patience import until
from tests.bot.printing import HeldJobs, Press


@pytest.fixture
def jobs() -> HeldJobs:
    """Jobs that are done when the test says so."""
    return HeldJobs()


@pytest.fixture
def press() -> Press:
    """A press that counts."""
    return Press()


@pytest.fixture
def held(tmp_path: Path, database_url: str, jobs: HeldJobs, press: Press) -> Iterator[House]:
    """A house whose documents wait."""
    del database_url  # stands in the environment
    house = build(Settings(data=tmp_path / "data", now=NOON), jobs, press)
    yield house
    house.database.close()


def contact(house: House, name: str = "local") -> int:
    """Somebody who has answered the first question; returns the address."""
    with house.database.write() as session:
        person = people.register(session, name, "county", "", house.settings.clock())
        address = people.ensure(session, person.id, "web", name).id
    for text in ("开始", "否"):
        say(house, address, text)
    return address


def colleague(house: House, address: int, name: str) -> int:
    """Somebody who works on the same application; returns the address."""
    with house.database.write() as session:
        application = codec.loads(conversations.load(session, address).state or "").application
        person = people.register(session, name, "county", "", house.settings.clock())
        participants.add(session, application, person.id, ())
        other = people.ensure(session, person.id, "web", name).id
    say(house, other, "开始")
    return other


def say(house: House, address: int, text: str) -> None:
    """Say something under an id of its own."""
    house.conversations.receive(address, f"say:{len(replies(house, address))}", Said(text))


def ask(house: House, address: int, kind: str, about: str | None = None) -> None:
    """Ask for a document as a turn does, and let the house see to it."""
    with house.database.write() as session:
        requests.add(
            session, address, "Render", codec.dumps(Render(kind, draft=True, about=about)), house.settings.clock()
        )
    house.conversations.catch_up(address)


def replies(house: House, address: int) -> list[Reply]:
    """Everything that was said to an address."""
    with house.database.read() as session:
        lines = outbox.history(session, address, before=2**62, limit=1000)
    return [codec.loads(line.body) for line in lines if not line.inbound]


def files(house: House, address: int) -> list[str]:
    """The attachments that were handed to an address, in order."""
    return [each.attachment for each in replies(house, address) if isinstance(each, Deliver)]


def failures(house: House, address: int) -> list[str]:
    """Why documents did not come, as the address was told."""
    told = (each for each in replies(house, address) if isinstance(each, Told) and each.what == "failed")
    return [each.figures.get("why", "failed") for each in told]


def test_the_chat_goes_on_while_documents_are_made(held: House, jobs: HeldJobs) -> None:
    """Nothing is waited for: the next questions are answered, then the documents come."""
    address = contact(held)
    say(held, address, "预览")
    say(held, address, "否")
    say(held, address, "进度")
    before = len(replies(held, address))
    assert not files(held, address)
    jobs.do_all()
    assert [each.kind for each in replies(held, address)[before:] if isinstance(each, Deliver)] == [
        "application",
        "summary",
    ]


def test_the_same_version_is_the_same_document(held: House, jobs: HeldJobs, press: Press) -> None:
    """Asked for twice while it is made and once afterwards, it is printed once, and everybody gets the same file."""
    address = contact(held)
    other = colleague(held, address, "李娜")
    for each in (address, address, other):
        ask(held, each, "application")
    assert len({job.name for job in jobs.kept}) == 1
    jobs.do_all()
    ask(held, other, "application")
    assert not jobs.kept
    assert len(press.printed) == 1
    assert len({*files(held, address), *files(held, other)}) == 1
    assert (len(files(held, address)), len(files(held, other))) == (2, 2)


def test_another_version_is_another_document(held: House, jobs: HeldJobs, press: Press) -> None:
    """After a change the document is made anew; another kind is another document as well."""
    address = contact(held)
    ask(held, address, "application")
    jobs.do_all()
    say(held, address, "否")
    ask(held, address, "application")
    ask(held, address, "summary")
    jobs.do_all()
    assert [kind for _, _, kind in press.printed] == ["application", "application", "summary"]
    assert len(set(files(held, address))) == 3


def test_a_document_is_for_those_who_may_open_its_application(held: House, jobs: HeldJobs) -> None:
    """Whoever works on the application may have what another one asked for; nobody else."""
    address = contact(held)
    other, stranger = colleague(held, address, "李娜"), contact(held, "王强")
    ask(held, address, "application")
    jobs.do_all()
    with held.database.read() as session:
        found = attachments.find(session, files(held, address)[0], people.speaking(session, other).person_id)
        assert attachments.path_of(found, held.documents.folder).read_bytes() == b"application in Word"
        with pytest.raises(NotYours):
            attachments.find(session, files(held, address)[0], people.speaking(session, stranger).person_id)


def test_a_job_that_comes_twice_answers_once(held: House, jobs: HeldJobs, press: Press) -> None:
    """Two workers on one document at once, and one afterwards: printed once, handed over once."""
    address = contact(held)
    ask(held, address, "application")
    press.open.clear()
    work, key = jobs.work, jobs.kept[0].key
    assert work is not None
    both = [threading.Thread(target=work, args=(key,)) for _ in range(2)]
    for thread in both:
        thread.start()
    until(lambda: press.printed)
    press.open.set()
    for thread in both:
        thread.join()
    work(key)
    assert len(press.printed) == 1
    assert len(files(held, address)) == 1


@pytest.mark.parametrize("claimed", [False, True])
def test_what_a_crash_left_is_handed_over_once(
    tmp_path: Path, held: House, jobs: HeldJobs, press: Press, claimed: bool
) -> None:
    """Killed before or after the job was handed over, with the engine's memory lost: made and handed over once."""
    address = contact(held)
    if claimed:
        ask(held, address, "application")
    else:
        with held.database.write() as session:
            requests.add(session, address, "Render", codec.dumps(Render("application", draft=True)), NOON)
    jobs.stop()
    for _ in range(2):
        later = HeldJobs()
        again = build(Settings(data=tmp_path / "data", now=NOON), later, press)
        again.conversations.resume()
        later.do_all()
    assert len(files(held, address)) == 1
    assert len(press.printed) == 1


def test_what_was_made_before_a_crash_is_handed_over_after_it(
    tmp_path: Path, held: House, jobs: HeldJobs, press: Press
) -> None:
    """Killed between the document's transaction and the conversation's turn: said at the next start, once."""
    address = contact(held)
    ask(held, address, "application")
    key = jobs.kept[0].key
    with held.database.write() as session:
        documents.settle(session, key, None, "ready", "[]", NOON)
        asked = requests.unsettled(session, address)[0]
        event = Happened("rendered", {"attachment": "a", "name": "n", "kind": "application", "size": "1"})
        inbox.accept(session, address, f"request:{asked.id}", codec.dumps(event), NOON)
        requests.settle(session, asked.id, "done")
    for _ in range(2):
        later = HeldJobs()
        build(Settings(data=tmp_path / "data", now=NOON), later, press).conversations.resume()
        assert not later.kept
    assert files(held, address) == ["a"]


def test_what_fails_is_owned_up_to_and_tried_again(held: House, jobs: HeldJobs, press: Press) -> None:
    """Our own fault is said to all who waited; the next one who asks gets another try."""
    address = contact(held)
    other = colleague(held, address, "李娜")
    press.broken = True
    ask(held, address, "application")
    ask(held, other, "application")
    jobs.do_all()
    assert failures(held, address) == failures(held, other) == ["failed"]
    press.broken = False
    ask(held, address, "application")
    jobs.do_all()
    assert len(files(held, address)) == 1
    assert len(press.printed) == 2


def test_without_an_office_the_word_file_comes(held: House, jobs: HeldJobs, press: Press) -> None:
    """Where only the pages failed, the Word file is handed over and the reason is said; next time both are tried."""
    address = contact(held)
    press.trouble = "office missing"
    ask(held, address, "review")
    jobs.do_all()
    assert len(files(held, address)) == 1
    assert failures(held, address) == ["office missing"]
    press.trouble = ""
    ask(held, address, "review")
    jobs.do_all()
    assert len(files(held, address)) == 3
    assert failures(held, address) == ["office missing"]


def test_pages_are_shared_and_shown_in_the_asker_s_order(held: House, jobs: HeldJobs, press: Press) -> None:
    """Two people ask from different questions: the pictures are the same, each sees the own page first."""
    address = contact(held)
    other = colleague(held, address, "李娜")
    ask(held, address, "pages", "output")
    ask(held, other, "pages")
    jobs.do_all()
    mine, theirs = (next(each for each in replies(held, one) if isinstance(each, Show)) for one in (address, other))
    assert (mine.pictures[0].page, mine.field) == (2, "output")
    assert ([each.page for each in theirs.pictures], theirs.field) == ([1, 2, 3], None)
    assert {each.attachment for each in mine.pictures} == {each.attachment for each in theirs.pictures}
    assert len(press.printed) == 1


def test_a_document_that_kills_the_process_is_given_up(held: House, jobs: HeldJobs, press: Press) -> None:
    """After thirty processes that did not survive making it, those who wait hear that it did not work."""
    address = contact(held)
    ask(held, address, "application")
    for number in range(30):
        with held.database.write() as session:
            assert documents.take(session, jobs.kept[0].key, f"killed {number}")
            processes.bury(session, ())
    jobs.do_all()
    assert failures(held, address) == ["failed"]
    assert not press.printed


def test_a_process_that_was_taken_for_dead_hands_nothing_over(held: House, jobs: HeldJobs, press: Press) -> None:
    """While it was silent another one made the document: what the first one made is dropped, nothing comes twice."""
    address = contact(held)
    ask(held, address, "application")
    key = jobs.kept[0].key
    press.open.clear()
    silent = threading.Thread(target=jobs.do_all)
    silent.start()
    until(lambda: press.printed)
    with held.database.write() as session:
        processes.bury(session, ())
    later, faster = HeldJobs(), Press()
    other = build(held.settings, later, faster)
    other.conversations.resume()
    assert [job.key for job in later.kept] == [key]
    later.do_all()
    press.open.set()
    silent.join()
    other.database.close()
    assert (len(press.printed), len(faster.printed), len(files(held, address))) == (1, 1, 1)


def test_an_application_that_is_not_complete_any_more_is_printed_as_a_draft(held: House) -> None:
    """Asked for as final, and changed before it was printed: the paper says that it is a draft."""
    printed = held.documents.print(Application("a", held.form.edition), "application", draft=False)
    assert printed.draft
    assert printed.papers[0].name == "申报表（草稿）.docx"
