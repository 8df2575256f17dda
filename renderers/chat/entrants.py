"""One entrant of a region in a line: the county, its cluster, how far it is, and what is the matter with it."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.record.region import Entrant, Stage
from dialogs.saying.briefs import EntrantRow
from renderers.chat.stages import STAGES, beside
from renderers.chat.submission import STEPS
from renderers.i18n import Language, mark

_ACTS = {**STEPS, "sent": mark("已送审"), "passed": mark("审核通过")}


def line(row: EntrantRow, sections: int, language: Language) -> str:
    """One entrant: the county, its cluster, how far it is, and what is the matter with it."""
    name = f"{'★ ' if row.flagged else ''}{row.called}"
    name = beside(name, row.entrant.cluster, language)
    parts = [f"{name} {state(row.entrant, language)}", *matters(row, sections, language)]
    return language.say("，").join(parts) + (f"　✎ {row.note}" if row.note else "")


def state(entrant: Entrant, language: Language) -> str:
    """How far it is, in a word or two."""
    if entrant.act in _ACTS:
        return language.say(_ACTS[entrant.act])
    word = language.say(STAGES[entrant.stage])
    return beside(word, entrant.reason, language)


def matters(row: EntrantRow, sections: int, language: Language) -> Iterable[str]:
    """What there is to say of a entrant beside its state, each in a few words."""
    entrant = row.entrant
    if entrant.stage is Stage.UNCONTACTED and row.invited:
        yield language.say("链接已发，未进入")
    if entrant.stage in (Stage.FILLING, Stage.FILLED):
        yield language.say("{done}/{sections} 节", {"done": str(entrant.done), "sections": str(sections)})
    if entrant.stage in (Stage.DECLINED, Stage.CONSIDERING, Stage.UNCONTACTED):
        if entrant.stage is Stage.CONSIDERING and row.days > 0:
            yield language.say("{days} 天没动", {"days": str(row.days)})
        return
    if entrant.errors:
        yield language.say("{count} 处不对", {"count": str(entrant.errors)})
    if entrant.lacking:
        yield language.say("缺佐证 {count}", {"count": str(entrant.lacking)})
    if entrant.stage is Stage.FILLING and row.days > 0:
        yield language.say("{days} 天没动", {"days": str(row.days)})
