"""That several texts wait at once: 规划找咨询公司写的，后面这几段都先跳过吧; offered, for it may be part of one."""

from __future__ import annotations

import re

from dialogs.definition.form import Field, Kind
from dialogs.meaning.deeds import to_run
from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.results import Entry
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Compose, PutOff, Store, Way
from dialogs.state.conversation import Asking, Composing
from dialogs.turn.step import Step

_LONGEST, _FEWEST = 60, 2
_TEXTS = (
    r"(?:后[面边头续]|下[面边]|接下来|往后|剩下?|余下|其[余他它]|这|那|所有|全部|整个?)[^,，。;；]{0,6}?"
    r"(?:[几些][个道]?[段题项篇块条]|段落?|文字|正文|描述|文稿|都|全)"
    r"|文字(?:题|部分|内容|段落|描述|类|性)?[^。;；]{0,10}?(?:都|全|一律|统一)|几[段篇](?:文字|话)?[^,，。;；]{0,4}?(?:都|全|先)"
)
"""后面这几段, 文字题都: more than the question that is open."""
_WAITS = (
    r"(?:跳过|略过|空着|放一?放|搁一?[搁着]|留着|缓一?缓|放着|不[填写]|别[填写问]|[稍晚迟]后|回头再?|以后再|"
    r"(?:过|等)[几两][天日]再?|晚点|往后放|下周再?)"
)
_SAID = re.compile(rf"(?:{_TEXTS})[^。;；:：\n]{{0,14}}{_WAITS}|先?{_WAITS}[^,，。;；:：\n]{{0,4}}(?:{_TEXTS})")


def texts_put_off(step: Step, words: str) -> bool:
    """Offer to let all texts of this section wait that follow, or only the question that is open."""
    here, plain = step.here, narrow(words).strip()
    if here is None or len(plain) > _LONGEST or "\n" in plain or _SAID.search(plain) is None:
        return False
    fields = _texts_from(step, here)
    if len(fields) < _FEWEST or not isinstance(step.state, Asking | Composing):
        return False
    every = Option("put off", {"id": fields[0].id, "last": fields[-1].id, "count": str(len(fields))})
    ways: list[Way] = [(every, PutOff(tuple(field.name for field in fields))), to_run("later")]
    if isinstance(step.state, Composing):
        text = "\n".join(part for part in (step.state.text, words) if part)
        ways.append((Option("text of", {"id": here.id}), Compose(here.name, step.state.slot, text)))
    elif here.kind is Kind.TEXT:
        ways.append((Option("words of", {"id": here.id}), Store(here.name, (Entry(here.paths[0], words),), words)))
    options = tuple(option for option, _ in ways)
    step.offer(Told("text or aside", {"words": excerpt(plain), "id": here.id}, options), [each for _, each in ways])
    return True


def _texts_from(step: Step, here: Field) -> list[Field]:
    """The texts of the section from the open question on of which nothing was said yet."""
    place, section = step.form.fields.index(here), step.form.homes[here.name]
    following = (field for field in step.form.fields[place:] if step.form.homes[field.name] == section)
    texts = (each for each in following if each.kind is Kind.PARAGRAPH or (each is here and each.kind is Kind.TEXT))
    return [each for each in texts if step.journey.relevant(each) and step.journey.untouched_slots(each)]
