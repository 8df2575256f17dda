"""What is let go of by itself, and what never is."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

from bot.house import House
from bot.keeping.backing import back_up
from bot.keeping.tidying import STALE_SECONDS, Housekeeping, Tidied, tidy
from dialogs.record import codec
from storage import attachments, conversations, documents, outbox, people
from storage.attachments import Arriving
from tests.bot.conftest import NOON
from tests.bot.patience import until
from tests.bot.printing import HeldJobs, Press
from tests.bot.test_rendering import ask, contact, files, held, jobs, press, say
from tests.bot.web.client import Browser, browse
from tests.bot.web.real import SILENT, Furnished, later, sign_in

__all__ = ["held", "jobs", "press"]

KINDS = ("application", "review", "pages")


def tidied(house: House) -> Tidied:
    """Tidy as the service does, with all files old enough."""
    for path in house.documents.folder.iterdir():
        os.utime(path, (time.time() - 8 * 86_400,) * 2)
    return tidy(house.settings, house.database, house.documents.folder)


def drafts(house: House, jobs: HeldJobs, address: int, number: int, kind: str = "application") -> list[str]:
    """So many drafts, each of another version; returns all that were ever handed over, as attachments."""
    for version in range(number):
        later(house, minutes=1)
        say(house, address, f"改 1.8 {10 + version}")
        ask(house, address, kind)
        jobs.do_all()
    return files(house, address)


def there(house: House, wanted: list[str]) -> list[bool]:
    """Whether each attachment can still be had."""
    with house.database.read() as session:
        found = [attachments.find(session, each, 1) for each in wanted]
    return [each.state != "pruned" for each in found]


def test_of_many_drafts_the_latest_are_kept(held: House, jobs: HeldJobs) -> None:
    """Five of each kind; the others go with their bytes, and the data folder stays bounded."""
    address = contact(held)
    made = drafts(held, jobs, address, 6)
    later(held, hours=2)
    done = tidied(held)
    assert there(held, made) == [False] + [True] * 5
    assert done.documents == 1
    for kind in KINDS[1:]:
        drafts(held, jobs, address, 6, kind)
    later(held, hours=2)
    tidied(held)
    with held.database.read() as session:
        kept = [each.kind for each in documents_of(session)]
    assert {kind: kept.count(kind) for kind in KINDS} == dict.fromkeys(KINDS, 5)
    assert tidied(held).documents == 0


def documents_of(session: object) -> list[documents.Document]:
    """All documents that are made."""
    from storage import pruning

    return list(pruning.ready(session))  # type: ignore[arg-type]


def test_old_drafts_go_and_the_latest_stays(held: House, jobs: HeldJobs) -> None:
    """After thirty days only the last one of each kind is left, however old; what was made today stays for an hour."""
    address = contact(held)
    made = drafts(held, jobs, address, 3)
    later(held, days=31)
    tidied(held)
    assert there(held, made) == [False, False, True]
    held.settings.drafts = 1
    made = drafts(held, jobs, address, 2)
    tidied(held)
    assert there(held, made) == [False, False, False, True, True]
    later(held, hours=2)
    tidied(held)
    assert there(held, made) == [False, False, False, False, True]


def test_what_went_is_made_again(held: House, jobs: HeldJobs, press: Press) -> None:
    """Asked for once more, a draft that was let go of comes as it was."""
    address = contact(held)
    held.settings.drafts = 1
    ask(held, address, "application")
    jobs.do_all()
    with held.database.write() as session:
        (document,) = documents_of(session)
        row = documents.DOCUMENT.update().where(documents.DOCUMENT.c.key == document.key)
        session.connection().execute(row.values(at=NOON - timedelta(days=40)))
    ask(held, address, "application")
    jobs.do_all()
    assert len(press.printed) == 1
    drafts(held, jobs, address, 1)
    later(held, hours=2)
    tidied(held)
    with held.database.read() as session:
        found = documents.find(session, document.key)
    assert found is not None
    assert (found.state, found.attachments) == ("failed", "[]")
    held.settings.drafts = 5
    with held.database.write() as session:
        assert documents.order(session, document.key, document.application_id, document.kind, NOON).state == "todo"


def test_final_forms_and_files_of_people_stay(held: House, jobs: HeldJobs) -> None:
    """However old: a form that was handed in perhaps cannot be made again, a proof never."""
    address = contact(held)
    stored = attachments.store(b"%PDF-1.7 proof", held.documents.folder)
    with held.database.write() as session:
        application = codec.loads(conversations.load(session, address).state or "").application
        for kind, name, state in (("upload", "proof.pdf", "unsorted"), ("document", "final.docx", "ready")):
            attachments.add(
                session,
                stored,
                NOON,
                person_id=1,
                application_id=application,
                name=name,
                media_type="application/pdf",
                kind=kind,  # type: ignore[arg-type]
                state=state,
            )
    final = made_final(held, address)
    drafts(held, jobs, address, 2)
    later(held, days=400)
    tidied(held)
    assert there(held, [final]) == [True]
    assert (held.documents.folder / stored.sha256).read_bytes() == b"%PDF-1.7 proof"


def made_final(house: House, address: int) -> str:
    """A form that was handed over as complete; returns its attachment."""
    from bot.printing.rendering import Filed

    stored = attachments.store(b"PK final", house.documents.folder)
    with house.database.write() as session:
        application = codec.loads(conversations.load(session, address).state or "").application
        row = attachments.add(
            session,
            stored,
            NOON,
            person_id=1,
            application_id=application,
            name="申报表.docx",
            media_type="application/pdf",
            kind="document",
            state="ready",
        )
        documents.order(session, "final", application, "application", NOON)
        filed = (Filed(row.id, row.name, row.size, draft=False),)
        documents.settle(session, "final", None, "ready", codec.dumps(filed), NOON)
    return row.id


def test_what_is_on_its_way_stays(held: House, jobs: HeldJobs) -> None:
    """A draft that Telegram was not reached for is sent before it is let go of."""
    with held.database.write() as session:
        person = people.register(session, "张三", "county", "", NOON)
        address = people.ensure(session, person.id, "telegram", "4711").id
    for text in ("开始", "否"):
        say(held, address, text)
    made = drafts(held, jobs, address, 3)
    later(held, days=40)
    assert tidied(held).documents == 0
    with held.database.write() as session:
        waiting = [each.id for each in outbox.waiting(session, address, 1000)]
        outbox.settle(session, waiting, state="sent", now=NOON)
    assert tidied(held).documents == 2
    assert there(held, made) == [False, False, True]


def test_bytes_that_others_need_stay(held: House) -> None:
    """A file that no row speaks of goes after a week; one that is young may be on its way to a row."""
    folder = held.documents.folder
    young, old = (attachments.store(words, folder) for words in (b"young", b"old"))
    tidy(held.settings, held.database, folder)
    assert {path.name for path in folder.iterdir()} == {young.sha256, old.sha256}
    os.utime(folder / old.sha256, (time.time() - 8 * 86_400,) * 2)
    assert tidy(held.settings, held.database, folder).files == 1
    assert {path.name for path in folder.iterdir()} == {young.sha256}


def test_a_kill_in_the_middle_loses_nothing(held: House, jobs: HeldJobs) -> None:
    """Bytes that were moved aside come back where a row needs them, and go where none does."""
    address = contact(held)
    made = drafts(held, jobs, address, 1)
    with held.database.read() as session:
        found = attachments.find(session, made[0], 1)
    path = attachments.path_of(found, held.documents.folder)
    path.rename(path.with_suffix(".going"))
    (held.documents.folder / ("0" * 64 + ".going")).touch()
    tidied(held)
    assert path.is_file()
    assert not list(held.documents.folder.glob("*.going"))


def test_leftovers_of_killed_uploads_go(held: House) -> None:
    """Unfinished files that nothing came to for ten minutes; those under way stay."""
    folder = held.documents.folder
    left, coming = Arriving(folder, 1000), Arriving(folder, 1000)
    left.write(b"x")
    left._unfinished.flush()
    old = Path(left._unfinished.name)
    os.utime(old, (time.time() - STALE_SECONDS - 1,) * 2)
    assert tidy(held.settings, held.database, folder).unfinished == 1
    assert not old.exists()
    coming.write(b"whole")
    assert (folder / coming.finish().sha256).read_bytes() == b"whole"


def test_the_audit_is_kept_for_a_set_time(held: House) -> None:
    """Lines older than the setting says are removed."""
    with held.database.write() as session:
        for days in (0, 729, 731, 3000):
            people.audit(session, NOON - timedelta(days=days), "signed in", str(days), detail={})
    assert tidied(held).audit == 2
    with held.database.read() as session:
        assert [each.subject for each in people.audited(session, NOON - timedelta(days=5000))] == ["0", "729"]


def test_a_backup_does_not_miss_what_was_let_go_of(held: House, jobs: HeldJobs, tmp_path: Path) -> None:
    """It names no file as missing."""
    address = contact(held)
    drafts(held, jobs, address, 7)
    later(held, hours=2)
    assert tidied(held).documents == 2
    if held.database.embedded:
        assert "missing" not in "\n".join(back_up(held.settings, tmp_path / "backup"))


def test_a_file_that_went_has_a_page(house: House) -> None:
    """410, and how to have it made anew; others still find nothing there."""
    stored = attachments.store(b"PK", house.documents.folder)

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        with house.database.write() as session:
            row = attachments.add(
                session,
                stored,
                NOON,
                person_id=1,
                application_id=None,
                name="申报表.docx",
                media_type="application/pdf",
                kind="document",
                state="pruned",
            )
        answer = await browser.get(f"/files/{row.id}")
        assert answer.status == 410
        assert "这份文件已清理" in await answer.text()
        await sign_in(browser.another(), house)
        assert (await browser.get(f"/files/{row.id}")).status == 404

    browse(Furnished(house), _visit, pace=SILENT)


def test_it_goes_on_until_it_is_stopped() -> None:
    """Again and again, also after a fault."""
    times: list[int] = []

    def work() -> Tidied:
        times.append(1)
        if len(times) == 2:
            raise OSError("the disk is away")
        return Tidied(0, 0, 0, 0)

    keeping = Housekeeping(work, every=0.01)
    keeping.start()
    until(lambda: len(times) > 3)
    keeping.stop()
    so_far = len(times)
    time.sleep(0.05)
    assert len(times) == so_far
