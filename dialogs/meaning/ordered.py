"""Whether words are a command, with or without what is said around it out of politeness."""

from __future__ import annotations

import re
import unicodedata

from dialogs.commands import commanding
from dialogs.definition.form import Form
from dialogs.state.conversation import Asking, Composing, Deciding
from dialogs.turn.step import Step

_POLITE = re.compile(
    "^(?:请|麻烦(?:您|你)?|帮我|帮忙|给我|我要|我想要?|想|看一下|看看|查看|查一下|把|去|那就?|(?:谢谢|好的|辛苦了|嗯)[,，]?|"
    "(?:我们|咱们)(?:县|区|市)?(?=今年|不|放弃|又|还是)|我县|我区)+|"
    "(?:发?给我|发我|发来|一下|吧|呢|啊|哈|哦|谢谢)+$"
)
"""What stands around a command: 麻烦帮我检查一下."""


_OF_LAST = "(?:(?:刚才|刚刚|上面|上一?|前面|最后)(?:我?(?:填|发|写|说)的?)?(?:那|这|的|一)*)"
_TAKEN_BACK = re.compile(
    rf"(?:请|麻烦|帮我|给我|先|把)*(?:{_OF_LAST}(?:(?P<piece>段话?|条消息)|[个条题句]|数|答案)?(?:的|给|都|我)*)?"
    r"(?:撤销|撤回|撤掉|撤了|收回|撤)(?:一下|掉|了|吧|回来?)*"
    rf"(?:{_OF_LAST}(?:(?P<piece_behind>段话?|条消息)|[个条题句]|数|答案)?(?:的|数|内容)*)?[吧了]?"
    r"(?:[,，。;； ]+(?P<why>[^0-9\n?]{0,12}(?:[填发写弄点选看搞报抄打]|是)"
    r"(?:错|成|串|重|岔|的?(?:是|不是)|[^,，。;；\n?]{1,8}的)"
    r"[^0-9\n?]{0,12}))?"
)
"""The wish to take back, with what was meant by it or why."""
_LONGEST = 30
_OF_ONE_QUESTION = frozenset({"next", "later", "back", "done", "undo", "rewrite", "drop"})


def was_a_command(step: Step, words: str) -> bool:
    """A command in full works in every state, with what is said around it out of politeness."""
    command = command_in(step.form, words)
    if command is not None:
        commanding.run(step, command)
    return command is not None


def command_in(form: Form, words: str) -> str | None:
    """The command that words are, with or without what is said around it out of politeness."""
    said = unicodedata.normalize("NFKC", words).strip(" 。.!！~～").casefold() or words
    return form.lexicon.get(said) or form.lexicon.get(_POLITE.sub("", said))


def commands_inside(form: Form, words: str) -> tuple[str, ...]:
    """The command whose words stand inside a short message that means nothing as a whole: 不送审了, the longest one."""
    said = unicodedata.normalize("NFKC", words).casefold()
    inside = [each for each in form.lexicon if 1 < len(each) < len(said) and not each.isascii() and each in said]
    return (form.lexicon[max(inside, key=len)],) if inside and len(said) <= _LONGEST else ()


def took_back(step: Step, words: str) -> bool:
    """撤销，我填成规上企业的了: the last answer is taken back; of a text that has begun, what was said last."""
    said = _TAKEN_BACK.fullmatch(unicodedata.normalize("NFKC", words).strip(" 。.!！~～"))
    if said is None or not (said["why"] or said["piece"] or said["piece_behind"]):
        return False
    if not isinstance(step.state, Asking | Composing | Deciding) or step.application.submitted is not None:
        return False
    begun = isinstance(step.state, Composing) and step.state.text
    commanding.run(step, "drop" if begun else "undo")
    return True


def was_a_command_of_any_place(step: Step, words: str) -> bool:
    """A command that does the same whatever is asked; 下一题 and 稍后 speak of the question that was seen."""
    return command_in(step.form, words) not in _OF_ONE_QUESTION and was_a_command(step, words)
