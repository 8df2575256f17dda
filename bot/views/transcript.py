"""What was said, as messages: the stored events and replies of one address, phrased in the conversation's language."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from bot.turns.arrivals import Spoken
from bot.turns.links import Links
from bot.views.card import card_of, line_of, ticked_of
from bot.views.cells import cells_of
from bot.views.message import Button, File, Message
from dialogs.definition.form import Form
from dialogs.record import codec
from dialogs.saying.briefs import Handed
from dialogs.saying.broadcast_briefs import Announced
from dialogs.saying.proof_replies import Picture, ProofCard, Sorting
from dialogs.saying.replies import Ask, Deliver, Filled, Heard, Reply, Sheet, Show
from dialogs.state.conversation import locale_in
from dialogs.turn.messages import Chose, Commanded, Corrected, Event, Said, Sent
from renderers.chat import Phrased, phrase
from renderers.i18n import Language, language
from storage import conversations, outbox, people
from storage.database import Database, Session

_PNG = "image/png"
_LOOK_BACK, _STEPS = 20, 25
"""Lines before the first one shown, in which the keyboard of a pressed button is looked for, so often."""


@dataclass(frozen=True)
class History:
    """The conversations of one database, read back."""

    form: Form
    database: Database
    links: Links

    def locale(self, address: int) -> str:
        """The language that a conversation is in."""
        with self.database.read() as session:
            return locale_of(session, address)

    def messages(
        self, address: int, after: int = 0, limit: int = 200, before: int | None = None
    ) -> tuple[Message, ...]:
        """What was said, in order: the first lines after a number, or after none of them the latest.

        With ``before`` the last lines before that number.
        """
        if before is None and not after:
            before = outbox.NEWEST
        with self.database.read() as session:
            spoken = language(locale_of(session, address))
            lines = outbox.history(session, address, after=after, before=before, limit=limit)
            earlier = _keyboards_before(session, address, lines)
        keyboards: dict[int, Phrased] = {}
        said = [self._message(line, spoken, keyboards) for line in (*earlier, *lines)]
        return tuple(said[len(earlier) :])

    def spoken(self, spoken: Spoken) -> tuple[Message, ...] | None:
        """The lines of a turn that was just stored; None where others are needed: for what a button was called."""
        if isinstance(spoken.event, Chose):
            return None
        tongue = language(spoken.locale)
        said = () if spoken.event is None else (_words(spoken.first, spoken.event, {}, tongue),)
        keyboards: dict[int, Phrased] = {}
        replies = enumerate(spoken.replies, spoken.first + len(said))
        return (*said, *(self.reply(number, reply, tongue, keyboards) for number, reply in replies))

    def _message(self, line: outbox.Line, spoken: Language, keyboards: dict[int, Phrased]) -> Message:
        if line.inbound:
            return _words(line.sequence, codec.loads(line.body), keyboards, spoken)
        return self.reply(line.sequence, codec.loads(line.body), spoken, keyboards)

    def reply(self, sequence: int, stored: Reply, spoken: Language, keyboards: dict[int, Phrased]) -> Message:
        """What the machine says, as a message; its keyboard is noted among those at hand."""
        reply: Reply = self.links.shown(stored)
        phrased = phrase(self.form, reply, spoken)
        if phrased.revision:
            keyboards[phrased.revision] = phrased
        buttons = tuple(
            Button(label, f"{phrased.revision}:{number}:{phrased.field or ''}", group)
            for number, (label, group) in enumerate(zip_longest(phrased.buttons, phrased.groups, fillvalue=""), 1)
        )
        shown = _pictures(reply)
        return Message(
            sequence,
            phrased.text,
            buttons=buttons,
            multiple=phrased.multiple,
            commands=phrased.commands,
            file=_file_of(reply),
            field=reply.field if isinstance(reply, Ask) else None,
            card=card_of(self.form, reply, spoken) if isinstance(reply, Sheet) else (),
            section=reply.section if isinstance(reply, Sheet) else "",
            cells=cells_of(self.form, reply) if isinstance(reply, Ask) else (),
            pictures=tuple(File(each.name, each.attachment, each.size, _PNG) for each in shown),
            revision=phrased.revision,
            took=isinstance(reply, Heard | Filled),
            ticked=ticked_of(self.form, reply) if isinstance(reply, Ask) else (),
            line=line_of(self.form, reply, spoken) if isinstance(reply, Ask) else None,
            place=phrased.place,
            ways=phrased.ways,
            locale=spoken.locale,
        )


def _pictures(reply: Reply) -> tuple[Picture, ...]:
    """The pictures that a reply shows: pages of the form, or the small one of a file that came."""
    if isinstance(reply, Show):
        return reply.pictures
    seen = reply.seen if isinstance(reply, ProofCard | Sorting) else None
    return (seen.picture,) if seen is not None and seen.picture is not None else ()


def _file_of(reply: Reply) -> File | None:
    """The file that comes with a reply, if one does."""
    if isinstance(reply, Deliver | Announced | Handed) and reply.attachment:
        return File(reply.name, reply.attachment, reply.size)
    return None


def locale_of(session: Session, address: int) -> str:
    """The language that a conversation is in; before it began, its person's."""
    state = conversations.load(session, address).state
    if state is not None:
        return locale_in(state)
    found = people.address(session, address)
    return people.person(session, found.person_id).locale if found is not None else people.DEFAULT_LOCALE


def _keyboards_before(session: Session, address: int, lines: tuple[outbox.Line, ...]) -> tuple[outbox.Line, ...]:
    """The lines in which the keyboards of pressed buttons may be; none where nothing was pressed."""
    wanted = {revision for line in lines if (revision := _pressed(line)) is not None} - _keyboards_in(lines)
    found: tuple[outbox.Line, ...] = ()
    while wanted and len(found) < _LOOK_BACK * _STEPS:
        first = (*found, *lines)[0].sequence
        earlier = outbox.history(session, address, before=first, limit=_LOOK_BACK)
        if not earlier:
            break
        found = (*earlier, *found)
        wanted -= _keyboards_in(earlier)
    return found


def _keyboards_in(lines: tuple[outbox.Line, ...]) -> set[int]:
    return {getattr(codec.loads(line.body), "revision", 0) for line in lines if not line.inbound}


def _pressed(line: outbox.Line) -> int | None:
    event: Event | None = codec.loads(line.body) if line.inbound else None
    return event.revision if isinstance(event, Chose) else None


def _words(sequence: int, event: Event, keyboards: dict[int, Phrased], spoken: Language) -> Message:
    return Message(sequence, words_of(event, keyboards, spoken), mine=True, file=_sent(event))


def _sent(event: Event) -> File | None:
    """The file that a person sent, where it was kept."""
    if not isinstance(event, Sent) or event.attachment is None:
        return None
    return File(event.name, event.attachment, event.size)


def words_of(event: Event, keyboards: dict[int, Phrased], spoken: Language) -> str:
    """What a person said or pressed, as it is shown back: a button by its label where the keyboard is at hand."""
    match event:
        case Said(text) | Corrected(text):
            return text
        case Chose(revision, numbers):
            keyboard = keyboards.get(revision)
            if keyboard is None or any(not 1 <= number <= len(keyboard.buttons) for number in numbers):
                return spoken.say("（选了第 {numbers} 项）", {"numbers": "、".join(map(str, numbers))})
            return "；".join(keyboard.buttons[number - 1] for number in numbers) or "无"
        case Commanded(command):
            return f"/{command}"
        case Sent(name):
            return name
        case _:
            return ""
