"""The law of the conversation: what is said is kept, done, or asked about. It is never dropped.

Random messages of the kinds that people type, paste and speak, at every question, after whatever was said before.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.definition.form import Form
from dialogs.definition.jumping import jumps, misses, search
from dialogs.definition.loader import load
from dialogs.meaning.ordered import command_in
from dialogs.meaning.pointing import pointed
from dialogs.meaning.sections import part_named
from dialogs.record.application import Application
from dialogs.saying.replies import Confirm, Contested, Explain, Heard, Misread, Object
from dialogs.state.actions import Store
from dialogs.state.conversation import Composing, Reasoning
from dialogs.turn.messages import Happened, Said
from dialogs.turn.naming import named_button
from dialogs.turn.sharing import handing
from dialogs.turn.step import Step
from dialogs.words.likely import nearest
from dialogs.words.spelling import in_characters
from dialogs.words.wishes import wished
from tests.county import ANSWERS, asked
from tests.talk import NOW, Talk

_LETTERS = "0123456789.,、；。%年万亿元家是否无等局不对改第（）()＝ \n张甲厂会"
_ANYTHING = st.text(alphabet=_LETTERS, min_size=1, max_size=25)
_HEARD = Path(__file__).parent.parent / "heard"
_MORE = [
    "整节\n我们没有统计\n2.1＝118 131 147\n2.6＝很多",
    "2.1 118 131 147\n2.6 141 150 很多",
    "产值 118 131 147\n企业数量 141 150 160",
    "把产值2023年改成200",
    "24",
    "5.6",
    "1",
    "2.7",
    "2.7 2.8 2.9",
    "三年合计40亿",
    "初步测算 118 131 147",
    "还有丙厂",
    "乙厂不算",
    "乙厂改成丁厂",
    "是按可比价算的",
    "对",
    "不对",
    "请统计局填",
    "请园区填第四部分",
    "整节 三",
    "麻烦帮我检查一下",
    "改 2.99 5",
    "改 1.1 威县汽配产业",
    "🙏",
    "、、、",
    "（）",
    "1、是",
    "3. 推进品牌建设。",
    "长文字写了很多句话。" * 30,
    "甲、" * 40,
]


@lru_cache(maxsize=1)
def _form() -> Form:
    return load()


@lru_cache(maxsize=1)
def _corpus() -> tuple[str, ...]:
    cases = (case for path in sorted(_HEARD.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8")))
    said = {message for case in cases for message in case["said"]}
    return tuple(sorted({*said, *_MORE, *(each for answers in ANSWERS.values() for each in answers)}))


@lru_cache(maxsize=1)
def _places() -> tuple[Talk, ...]:
    """A county at every question, in the order in which they are asked."""
    talk, found = Talk(_form()), []
    talk.happen(Happened("arrived"))
    talk.say("开始")
    while (name := asked(talk)) is not None:
        found.append(_copy(talk))
        talk.say(*ANSWERS[name])
    return (*found, _copy(talk))


def _copy(talk: Talk) -> Talk:
    return Talk(talk.form, conversation=talk.conversation, applications=dict(talk.applications))


def _was_heard(talk: Talk, place: Talk, text: str) -> bool:
    """Whether a message became a value, was done as what it names, or is quoted or asked about."""
    return (
        _kept(talk, place.application, text) or _agreed(talk, place) or _done(place, text) or _asked_about(talk, text)
    )


def _agreed(talk: Talk, place: Talk) -> bool:
    """对 to the one reading that was offered, beside what else the words were like: it is kept, with its own words."""
    before, now = place.application.answers, talk.application.answers
    words = {each.words for slot, each in now.items() if before.get(slot) != each}
    stores = {each.words for each in place.conversation.actions if isinstance(each, Store)}
    units = any(said.startswith(each) for said in words for each in stores if each)  # 4200 and 公顷, its unit
    return bool(stores & words) or units


def _kept(talk: Talk, before: Application, text: str) -> bool:
    """In an answer that keeps the words, in a text, as a reason."""
    state, now = talk.conversation.state, talk.application
    if isinstance(state, Composing) and _plain(text)[-20:] in _plain(state.text):
        return True
    changed = [each for slot, each in now.answers.items() if before.answers.get(slot) != each]
    said = any(each.words and _plain(each.words) in _plain(text) for each in changed)
    same = not changed and any(isinstance(reply, Heard) for reply in talk.replies)  # what stood there already
    return said or same or (now.kept, now.acts) != (before.kept, before.acts)


def _done(place: Talk, text: str) -> bool:
    """As the command, the button or the question that it names."""
    step = Step(place.form, place.application, place.conversation, NOW)
    speech = place.form.speech
    text = in_characters(text.removeprefix("/"), speech.sounds, speech.words)  # mulu is 目录
    named = jumps(place.form, text) or misses(place.form, text) or search(place.form, text)
    part = part_named(step, text)
    wish = wished(speech, text) or pointed(step, text) or nearest(speech, text)
    command = command_in(place.form, text) or handing(place.form, text)
    return bool(part or command or named or named_button(step, text) or wish)


def _asked_about(talk: Talk, text: str) -> bool:
    """Refused with the question standing, offered in other ways, or quoted."""
    if any(isinstance(reply, Misread | Confirm | Contested | Explain) for reply in talk.replies):
        return True
    if any(isinstance(reply, Object) and reply.refused for reply in talk.replies):
        return True
    if any(isinstance(action, Store) and action.words == text for action in talk.conversation.actions):
        return True
    if isinstance(talk.conversation.state, Reasoning):  # 对: then why
        return True
    said = "\n".join(talk.words)
    return text.strip() in said or any(_plain(part)[:6] in _plain(said) for part in text.split() if _plain(part))


def _plain(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_said_is_kept_done_or_asked_about_everywhere(data: st.DataObject) -> None:
    """At every question, after up to two other messages."""
    talk = _copy(data.draw(st.sampled_from(_places()), label="place"))
    for text in data.draw(st.lists(st.sampled_from(_corpus()), max_size=2), label="before"):
        talk.say(text)
    text = data.draw(st.sampled_from(_corpus()) | _ANYTHING, label="said")
    place = _copy(talk)
    talk.happen(Said(text))
    assert talk.words, "something is always said"
    assert _was_heard(talk, place, text), (place.conversation.state, text, talk.words)
