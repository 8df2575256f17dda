"""Words that are awaited as a reason and may be something else: a new answer (改成否), talk (好的), nothing at all.

What reads like a reason is one; what does not is asked about, since the city would read it as the county's word.
"""

from __future__ import annotations

import re

from dialogs.answers.objecting import CAUSES
from dialogs.definition.form import FREE, Field
from dialogs.derived.findings import finding_of
from dialogs.meaning.either import answers_in
from dialogs.reading.cleaning import excerpt, letters
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Action, Decline, Justify, Keep, Run, Way
from dialogs.state.conversation import Justifying, Reasoning
from dialogs.turn.step import Step
from dialogs.words.likely import is_talk

SHORTEST = 2
"""Letters that a reason has at least."""
_LONG, _LONGEST = 40, 200
"""Characters from which on words are hardly talk, and no new answer with a word in front of it."""
_BECAUSE = re.compile(
    r"因为?|由于|原因|主要[是因]|按照?.{2,20}(?:算|统计|核算|口径|填)|根据|依据|受.{2,20}影响|"
    rf"{CAUSES}|整改|清单|投产|汇率|年报|普查|报表|上级|规定|文件|就是这|(?:算|统计|认定|批准|公布|核实)的[。.]?$"
)
"""What a reason speaks of."""
_DECLINES = re.compile(
    r"不(?:再|准备|打算)?(?:申?报|参加|搞)|研究|决定|领导|名额|条件|规模|不[够符到足]|没有?合适|明年|今年|来不及|"
    r"材料|麻烦|凑不|人手|没(?:时间|精力)"
)
"""What a reason not to apply speaks of."""
_NONE = re.compile(
    r"(?:没有?(?:什么|啥)?(?:特别的?)?(?:原因|说明|理由|可?说的|口径|办法)?|无(?:原因|说明)?|随便.{0,4}|同上|见附件|略|"
    r"不方便[说讲]|[用按](?:系统|你|软件|算出).{0,6}|(?:先|等).{0,12}(?:再|回来|以后).{0,6}|"
    r".{0,8}(?:还没有?|没|未)(?:定|批|同意|想好|研究|商量|开会|表态).{0,3}|"
    r"我?[先再去]*(?:问问|问一下|商量|请示|想想|看看).{0,10})[吧呗啊。.!！ ]*"
)
_ASKS = re.compile("[吗么呢?？]$|谁|怎么|咋|为什么|为啥|什么时候|几号")
"""What is asked is no reason."""
_NEW_ANSWER = re.compile(
    r"(?:不[对是]?[,， ]*)?(?:(?:应该?|就)?[是为填选]|改[成为选填]?|[填选]成|换成)[:： ]*(?P<value>\S.*?)[吧了。.! ]*"
)


def perhaps_no_reason(step: Step, words: str) -> bool:
    """What is typed where a reason is awaited, and does not read like one: what it may be is offered."""
    ways = _answers(step, words)
    if not ways and not _doubtful(step, words):
        return False
    reason = _reason(step, words)
    if reason is None:
        return False
    said = [reason] if letters(words) else []
    every: list[Way] = [*ways, *said, (Option("command", {"command": "continue"}), Run("continue"))]
    what = "reason or answer" if ways else "perhaps no reason"
    options = tuple(option for option, _ in every)
    step.offer(Told(what, {"words": excerpt(words)}, options), [action for _, action in every])
    return True


def _answers(step: Step, words: str) -> list[Way]:
    """The new answers that they may be to the question that a reason is asked for."""
    field = _field(step)
    if field is None or len(words) > _LONGEST:
        return []
    said = _NEW_ANSWER.fullmatch(words)
    if said is not None:
        return answers_in(step, field, field.paths, said["value"])
    number = not letters(words) and (not field.numeric or len(words) == 1)  # of a button: there is none in sight
    sure = () if number or field.kind in FREE or _BECAUSE.search(words) else answers_in(step, field, field.paths, words)
    return [way for way in sure if way[0].verb == "answer"]


def _field(step: Step) -> Field | None:
    match step.state:
        case Reasoning(finding=key) if key is not None:
            check = step.form.checks_by_key[key]
            return step.form.by_name[finding_of(step.form, step.application, step.journey.values, check).field]
        case Justifying(field=name) if name:
            return step.form.by_name[name]
        case _:
            return None


def _doubtful(step: Step, words: str) -> bool:
    """Whether they read like anything but a reason."""
    if len(words) > _LONG or "\n" in words or letters(words) < SHORTEST:
        return False
    if words.startswith("/") or _NONE.fullmatch(words) or _ASKS.search(words):
        return True
    declines = step.state == Reasoning(None) and _DECLINES.search(words)
    return not (_BECAUSE.search(words) or declines) and is_talk(step.form.speech, words)


def _reason(step: Step, words: str) -> Way | None:
    action: Action
    match step.state:
        case Reasoning(finding=None):
            action = Decline(words)
        case Reasoning(finding=str(key)):
            action = Keep(key, words)
        case Justifying(comments=comments):
            action = Justify(comments, words)
        case _:
            return None
    return Option("reason", {"reason": excerpt(words)}), action
