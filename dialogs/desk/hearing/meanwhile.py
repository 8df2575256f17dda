"""What is typed while something is awaited: a wish, a change of what is written, other people for a broadcast."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from dialogs.desk.broadcasts import addressing, announcing, sending_later, wording_wished
from dialogs.desk.ground.step import DeskStep, Mark
from dialogs.desk.hearing import amending, awaited, comment_reworded, ordering, rewording, wishing, writing_on
from dialogs.saying.briefs import Note
from dialogs.state.desk_states import Drafting

_CLAUSES = re.compile(r"(?:[,，。;；]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff0-9]))(?![^“]*”)")
_NO_CHANGE = re.compile(
    "(?:别的|其[他它余]的?|剩下的?|正文|内容|文字)(?:都|就|也)*(?:(?:不|别|甭)(?:用)?(?:动|改|变)了?|照旧|照原样|一样|如旧)|(?:口气|语气|措辞)(?:再)?(?:重|硬|软|客气|缓和?|严)(?:一?[点些])?"
    "|(?:改好|弄好|加好|然后|就|再|可以|行)*(?:发|发送|发出去|群发)(?:吧|了|出去)*"
)
"""别的不动, 发吧: a text that was changed is shown before it goes."""
_TELLS = re.compile(
    r"\S{0,6}?(?:昨[天儿晚个]*|今[天儿早个]*|刚刚?|刚才|已经|早就?|都|上午|下午)(?:就|也)?[^别不加改发]{0,6}(?:完|交|报|送|过)(?:上来)?了"
)
"""沙河昨儿填完了, beside 沙河别发: why."""
_SEVERAL = (2, 4)


def wished(step: DeskStep, words: str, hear: Callable[[DeskStep, str], None]) -> bool:
    """A wish, or other people for a broadcast, where something is awaited; a review knows its own words."""
    return not step.awaits_no_words and (
        writing_on.asked_beside(step, words, hear)
        or amending.amended(step, words)
        or comment_reworded.put_right(step, words)
        or wording_wished.wished(step, words)
        or sending_later.put_off(step, words)
        or _each_clause(step, words)
        or rewording.reworded(step, words)
        or sending_later.retimed(step, words)
        or ordering.completed(step, words)
        or awaited.left_off(step, words, hear)
        or addressing.whether(step, words)
        or addressing.of_cities(step, words)
        or wishing.wished(step, words)
        or addressing.addressed(step, words)
    )


def _each_clause(step: DeskStep, words: str) -> bool:
    """20号改成19号，临西就不用发了: every part changes the broadcast that is ready, which is shown once."""
    said = [each.strip() for each in _CLAUSES.split(words) if each.strip()]
    clauses = [each for each in said if not (_NO_CHANGE.fullmatch(each) or _TELLS.fullmatch(each))]
    if not isinstance(step.state, Drafting) or step.state.stage != "confirm":
        return False
    if not (len(clauses) == 1 < len(said) or _SEVERAL[0] <= len(clauses) <= _SEVERAL[1]):
        return False
    before = step.mark()
    if not all(amending.amended(step, each) or rewording.reworded(step, each) for each in clauses):
        step.rewind(before)
        return False
    changed = step.state
    if isinstance(changed, Drafting):
        _show_once(step, before, changed)
    return True


def _show_once(step: DeskStep, before: Mark, changed: Drafting) -> None:
    """What came of all parts, with what was said of any but how it looked in between."""
    said = [each for each in step.mark().replies[len(before.replies) :] if isinstance(each, Note) and not each.options]
    step.rewind(replace(before, conversation=step.conversation))
    for each in said:
        if each.what != "nobody left" or not changed.people:
            step.say(each)
    announcing.go_on(step, changed)
