"""导出: finished drafts and data, of whom and in which version one says; how far a large export is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dialogs.briefs import Handed, Note
from dialogs.desk.choosing import choose
from dialogs.desk.looking import open_county, readable, with_county
from dialogs.desk.step import DeskStep
from dialogs.errands import Export
from dialogs.handing_errands import CountExports
from dialogs.region import Entrant

_SENT = re.compile(
    r"[，,\s]*(?:报送|上报|盖章|提交|送审)(?:时|后)?的?(?:那一?)?版本?[，,\s]*|[,\s]*as sent[,\s]*", re.IGNORECASE
)


def export(step: DeskStep, county: str, version: str = "") -> None:
    """导出 清河县: the drafts of this county that are finished."""
    entrants = [each for each in step.region.entrants_of(county) if each.application]
    if not entrants:
        step.say(Note("nothing to export", {"name": step.region.called(county)}))
    elif not any(readable(each) for each in entrants):
        step.say(Note("not finished yet", {"name": step.region.called(county)}))
        open_county(step, county)
    else:
        step.request(Export("drafts", (county,), version=version))


def export_some(step: DeskStep, words: str) -> bool:
    """导出 清河县 报送版, 导出 已填完, 导出 邢台市: False where the words choose nothing that is known."""
    version, words = _version(words)
    if not words:
        export_all(step, version=version)
        return True
    choice = choose(step.form, step.region, words, step.moment)
    counties = tuple(dict.fromkeys(each.county for each in choice.entrants))
    if choice.unknown or not counties:
        return bool(with_county(step, words, lambda step, county: export(step, county, version), "export"))
    if len(counties) == 1:
        export(step, counties[0], version)
    else:
        export_all(step, choice.entrants, version)
    return True


def _version(words: str) -> tuple[str, str]:
    """Which version is meant, and the words without that."""
    plain, found = _SENT.subn(" ", words)
    return ("sent" if found else ""), plain.strip()


def export_all(step: DeskStep, entrants: Sequence[Entrant] = (), version: str = "") -> None:
    """导出全市: every finished draft, as one archive; of these entrants, where some are chosen."""
    ready = [each for each in entrants or step.region.entrants if each.application and readable(each)]
    if ready:
        step.request(Export("drafts", *_those(ready if entrants else ()), version))
        step.say(Note("exporting", {"count": str(len(ready)), "region": step.region.name}))
    else:
        step.say(Note("nothing finished", {"region": step.region.name}))


def _those(entrants: Sequence[Entrant]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The counties, and the applications in them; none of either for all."""
    return tuple(dict.fromkeys(each.county for each in entrants)), tuple(each.application for each in entrants)


def take(step: DeskStep, kind: str) -> None:
    """Data, a table, a picture."""
    step.request(Export(kind))


def take_data(step: DeskStep, words: str) -> bool:
    """导出数据 已填完的, 导出数据 报送版: False where the words choose nothing that is known."""
    version, words = _version(words)
    choice = choose(step.form, step.region, words, step.moment)
    if words and (choice.unknown or not choice.entrants):
        return False
    chosen = [each for each in choice.entrants if each.application]
    step.request(Export("data", *_those(chosen), version))
    return True


def progress(step: DeskStep) -> None:
    """导出到哪了: how far what is being made is."""
    step.request(CountExports())


def counted(step: DeskStep, payload: Mapping[str, str]) -> None:
    """How far each is."""
    step.say(Note("exports under way" if payload["lines"] else "no exports", dict(payload)))


def exported(step: DeskStep, payload: Mapping[str, str]) -> None:
    """A file is there."""
    rest = {name: value for name, value in payload.items() if name not in ("what", "attachment", "name", "size")}
    step.say(Handed(payload["what"], payload["attachment"], payload["name"], int(payload["size"]), rest))
