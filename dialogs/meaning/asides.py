"""Words of a conversation where a name or a text is awaited: nothing is kept until the person says what they are."""

from __future__ import annotations

import re

from dialogs.answers.answering import understand
from dialogs.definition.form import FREE
from dialogs.meaning.deeds import to_run
from dialogs.meaning.resembling import like, resembled, sounds_like_a_wish, ways_like
from dialogs.meaning.wishing import commands_meant
from dialogs.reading.cleaning import excerpt
from dialogs.reading.results import Read, Reading, Unreadable
from dialogs.reading.revising import names_a_change
from dialogs.reading.wrapping import goes_on, spoken_text
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Action, Compose, Store
from dialogs.state.conversation import Asking, Composing
from dialogs.turn.step import Step
from dialogs.words.likely import is_talk
from dialogs.words.wishes import wished

_LONGEST = 30
_ALWAYS = ("help", "later")


def said_aside(step: Step, words: str) -> bool:
    """要附证书不, 等下我先发个文件: the answer to the question, or something else; both are offered."""
    match step.state:
        case Asking(name, slots):
            field = step.form.by_name[name]
            reading = understand(step, field, slots, words)
            kept: Action = Store(name, reading.entries if isinstance(reading, Read) else (), words)
            verb = "words of"
        case Composing(name, slot, text):
            if (text and goes_on(words)) or spoken_text(words)[1]:
                return False
            field = step.form.by_name[name]
            reading = understand(step, field, [slot], words)
            kept = Compose(name, slot, "\n".join(part for part in (text, words) if part))
            verb = "text of"
        case _:
            return False
    if isinstance(step.state, Composing) and isinstance(reading, Unreadable):
        return resembled(step, words, reading)
    wished = _would_be_kept(words, reading) and sounds_like_a_wish(step, field, words)
    if field.kind not in FREE or not (wished or names_a_change(words) or _may_be_talk(step, words, reading)):
        return False
    ways = {kept: (Option(verb, {"id": field.id}), kept)}
    for option, action in (*ways_like(like(step, words)), *map(to_run, (*commands_meant(step, words), *_ALWAYS))):
        ways.setdefault(action, (option, action))
    options = tuple(option for option, _ in ways.values())
    step.offer(Told("text or aside", {"words": excerpt(words), "id": field.id}, options), list(ways))
    return True


def _may_be_talk(step: Step, words: str, reading: Reading) -> bool:
    """Whether the whole of what was said would be kept, and it sounds like something said aside."""
    first = re.split("[ ,，。;；]", words, maxsplit=1)[0]
    if len(words) > _LONGEST or not isinstance(reading, Read):
        return False
    if words.endswith("。") and not (len(first) < len(words) - 1 and wished(step.form.speech, first)):
        return False
    return _would_be_kept(words, reading) and is_talk(step.form.speech, words)


def _would_be_kept(words: str, reading: Reading) -> bool:
    """Whether a reading holds the whole of what was said."""
    plain = "".join(words.split())
    entries = reading.entries if isinstance(reading, Read) else ()
    return any(plain in "".join(str(entry.value).split()) for entry in entries)
