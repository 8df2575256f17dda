"""The command line.

``shenbao serve | worker | chat | invite | links | revoke | shut-out | audit | reminders | deadline | doctor | outline``
``| export | erase | backup | restore``.

Every command imports what it needs when it runs, so that a start stays short.
"""

from __future__ import annotations

import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.mistakes import Plainly, writable
from bot.settings import Settings

main = typer.Typer(
    name="shenbao",
    help="河北省中小企业特色产业集群申报助手 / guided application by chat",
    no_args_is_help=True,
    add_completion=False,
    cls=Plainly,
    pretty_exceptions_enable=False,
)


class Role(StrEnum):
    """Who is invited."""

    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    ADMINISTRATOR = "administrator"


@main.command()
def serve() -> None:
    """Serve the web chat (and further channels that are switched on)."""
    from bot.serving import run

    run(Settings())


@main.command()
def worker() -> None:
    """Make documents, send broadcasts and reminders and export, beside services on the same database; serve nobody."""
    from bot.worker import run

    run(Settings())


@main.command()
def chat(
    contact: Annotated[str, typer.Option(help="name of the contact who speaks")] = "local",
    role: Annotated[Role, typer.Option(help="the role, the first time")] = Role.COUNTY,
    region: Annotated[str, typer.Option(help="the region, the first time; a city's coordinator needs one")] = "",
) -> None:
    """Hold the conversation in this terminal: one message per line from standard input."""
    from bot.channels.console import chat as hold
    from bot.house import build

    house = build(Settings())
    try:
        hold(house, contact, sys.stdin, sys.stdout, role.value, region)
    finally:
        house.stop()


@main.command()
def invite(
    name: Annotated[str, typer.Option(help="who is invited, as colleagues will read it")] = "县级联系人",
    role: Annotated[Role, typer.Option(help="the role")] = Role.COUNTY,
    region: Annotated[str, typer.Option(help="county code, reporting group, or nothing for the province")] = "",
    days: Annotated[int, typer.Option(min=1, max=365, help="days until the link expires")] = 30,
    again: Annotated[int | None, typer.Option(help="the number of somebody known who lost the link")] = None,
) -> None:
    """Print a personal link that lets one person in, on the web or, where it is switched on, on Telegram."""
    from bot.channels.switching import also_on_telegram
    from bot.entering.inviting import invite_again, invite_person
    from bot.house import build

    house = build(Settings())
    if again is not None:
        made = invite_again(house, again, days=days)
    else:
        made = invite_person(house, name=name, role=role.value, region=region, days=days)
    print(made)
    print(*also_on_telegram(house.settings, made), sep="\n", end="")


@main.command()
def links() -> None:
    """List every link that was given out: short id, how it stands, until when, for what and whom."""
    from bot.entering.access import links as listed
    from bot.entering.access import note_look
    from bot.house import build

    house = build(Settings())
    note_look(house, "links listed")
    for line in listed(house):
        print(line)


@main.command()
def revoke(
    link: Annotated[str, typer.Argument(help="the id that `shenbao links` shows, or the beginning of it")],
) -> None:
    """Withdraw a link, and end what came of it; says what still works."""
    from bot.entering.access import revoke as withdraw
    from bot.house import build

    print(*withdraw(build(Settings()), link), sep="\n")


@main.command("shut-out")
def shut_out(
    person: Annotated[int, typer.Argument(help="the number after the name in `shenbao links` and `shenbao audit`")],
) -> None:
    """Shut a person out: sessions, links and Telegram end at once; answers stay. Says what still works."""
    from bot.entering.access import shut_out as end
    from bot.house import build

    print(*end(build(Settings()), person), sep="\n")


@main.command()
def audit(days: Annotated[int, typer.Option(min=1, help="how many days back")] = 30) -> None:
    """Print who came in, was refused or signed out, and who took and sent which file."""
    from bot.entering.access import audit as lines
    from bot.entering.access import note_look
    from bot.house import build

    house = build(Settings())
    note_look(house, "audit read")
    for line in lines(house, days):
        print(line)


@main.command()
def reminders(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="who would get what, and why others would not")] = False,
    at: Annotated[datetime | None, typer.Option(help="the moment to look at, in China's time; now otherwise")] = None,
    texts: Annotated[bool, typer.Option("--texts", help="for who was not reached, texts with links to paste")] = False,
) -> None:
    """Print how the reminders stand; with --dry-run what would be sent, with --texts what to send by other ways."""
    from bot.entering.access import note_look
    from bot.house import build
    from bot.reminding.looking import dry_run as planned
    from bot.reminding.looking import standing
    from bot.reminding.looking import texts as to_paste
    from bot.settings import ZONE

    house = build(Settings())
    now = at.replace(tzinfo=ZONE) if at is not None else house.settings.clock()
    note_look(house, "reminders read")
    look = planned if dry_run else to_paste if texts else standing
    for line in look(house, now):
        print(line)


@main.command("deadline")
def set_deadline(
    place: Annotated[str, typer.Argument(help="a city (邢台市), or a county by its code for an extension")],
    on: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="the day, until the end of which it holds")],
    deadline: Annotated[str, typer.Option(help="which date: to_city or to_province")] = "to_city",
    yes: Annotated[bool, typer.Option("--yes", help="do it; without, it is only shown")] = False,
) -> None:
    """Set a city's own date, or extend it for a county: shows old, new and who will be told; does it with --yes."""
    from bot.house import build
    from bot.reminding.moving import move_by_hand

    print(*move_by_hand(build(Settings()), place, on.date(), deadline, really=yes), sep="\n")


@main.command()
def doctor() -> None:
    """Look whether everything is there that the service needs, and say how to mend what is not. Changes nothing."""
    from bot.channels.switching import bot_name, mail_trouble
    from bot.keeping.doctor import examine

    bad = False
    for finding in examine(Settings(), bot_name, mail_trouble):
        print(finding, flush=True)
        bad = bad or finding.health == "bad"
    raise typer.Exit(1 if bad else 0)


@main.command()
def outline(
    target: Annotated[Path | None, typer.Argument(help="a .docx or .txt file; text to the screen otherwise")] = None,
) -> None:
    """Print the form on paper: every question, unit, rule in words and evidence, for sign-off."""
    from dialogs.definition.loader import load
    from renderers.outline import as_docx, as_text

    form = load(Settings().edition)
    if target is None:
        print(as_text(form))
    elif writable(target, ".docx", ".txt").suffix.casefold() == ".docx":
        target.write_bytes(as_docx(form))
    else:
        target.write_text(as_text(form), "utf-8")


@main.command()
def export(
    target: Annotated[Path, typer.Argument(help="the file to write: .docx, or .pdf where LibreOffice is installed")],
    contact: Annotated[str, typer.Option(help="whose latest application")] = "local",
    summary: Annotated[bool, typer.Option("--summary", help="附件4 instead of 附件1")] = False,
) -> None:
    """Write a contact's application as a Word or PDF file."""
    from bot.house import build
    from bot.printing.exporting import export as write

    writable(target, ".docx", ".pdf")
    write(build(Settings()), contact, target, summary=summary)


@main.command("erase")
def erase(
    whom: Annotated[str, typer.Argument(help="a person's number (`shenbao audit`), or `campaign` for everything")],
    yes: Annotated[bool, typer.Option("--yes", help="do it; without, it is only shown")] = False,
) -> None:
    """Forget a person or the whole campaign after its last date: shows what goes and what stays; does it with --yes."""
    from bot.house import build
    from bot.keeping.erasing import erase as forget

    print(*forget(build(Settings()), whom, really=yes), sep="\n")


@main.command()
def backup(folder: Annotated[Path, typer.Argument(help="a folder that is not there yet")]) -> None:
    """Take everything that cannot be made again into a folder, while the service runs: database, files, key."""
    from bot.keeping.backing import back_up

    print(*back_up(Settings(), folder), sep="\n")


@main.command()
def restore(
    folder: Annotated[Path, typer.Argument(help="a folder that `shenbao backup` made")],
    incomplete: Annotated[bool, typer.Option("--incomplete", help="also where files are missing in it")] = False,
) -> None:
    """Check a backup and put it into an empty data folder; the service must not run."""
    from bot.keeping.restoring import restore as put_back

    print(*put_back(Settings(), folder, incomplete=incomplete), sep="\n")


if __name__ == "__main__":
    main()
