"""One character of a name, said to be another: 最后一个字是梅, 建是健康的健."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from dialogs.answers.slips_said import MANY, OF_YEAR, WRONGLY
from dialogs.definition.form import Field, Kind, Slot
from dialogs.reading.chinese import counted
from dialogs.turn.step import Step

CHARACTER = re.compile(
    rf"{OF_YEAR}(?:名字|姓名)?的?(?:(?P<ordinal>倒数第|第)(?P<nth>{MANY})|(?P<tail>最?后|末尾?)(?:面|那)?一?|(?P<middle>中间)(?:那|的|一)*)个?字"
    rf"(?:{WRONGLY}|应该)*[ ,，:：]*(?:应该?|改)?(?:是|为|成)[ ]?[“\"]?(?P<new>[\u4e00-\u9fff])[”\"]?[。.]?"
)
"""最后一个字错了，是梅: one character of a name."""
BY_WORD = re.compile(
    rf"{OF_YEAR}(?:[^,，。]{{0,12}}[,，。 ])?(?P<old>[\u4e00-\u9fff])字?(?:应该?)?(?:是|用)"
    r"(?P<word>[\u4e00-\u9fff]{2,4})的那?个?(?P<new>[\u4e00-\u9fff])字?[。.]?"
)
"""建是健康的健: one character of a name, by a word in which the right one stands."""

Change = Callable[[Field, Slot, Decimal | str], tuple[Decimal | str, str] | None]
"""What a value becomes, and how that is worked out; None where it becomes nothing else."""


def spelled(_: Step, said: re.Match[str]) -> Change:
    """最后一个字是梅: a name with that character instead."""

    def change(field: Field, _: Slot, standing: Decimal | str) -> tuple[Decimal | str, str] | None:
        if field.kind is not Kind.TEXT or not isinstance(standing, str):
            return None
        place = len(standing) - 1 if said["tail"] else len(standing) // 2
        if said["nth"]:
            nth = counted(said["nth"])
            place = len(standing) - nth if said["ordinal"].startswith("倒") else nth - 1
        known = 0 <= place < len(standing) and not (said["middle"] and len(standing) % 2 == 0)
        return (f"{standing[:place]}{said['new']}{standing[place + 1 :]}", "") if known else None

    return change


def by_word(_: Step, said: re.Match[str]) -> Change:
    """建是健康的健: a name with that character."""

    def change(field: Field, _: Slot, standing: Decimal | str) -> tuple[Decimal | str, str] | None:
        name = field.kind is Kind.TEXT and isinstance(standing, str) and standing.count(said["old"]) == 1
        known = name and said["new"] in said["word"]
        return (str(standing).replace(said["old"], said["new"]), "") if known else None

    return change
