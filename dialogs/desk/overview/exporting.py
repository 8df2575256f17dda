"""导出: finished drafts and data, of whom and in which version one says; how far a large export is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialogs.desk.ground.choosing import choose
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview.looking import open_county, readable, with_county
from dialogs.record.options import Option
from dialogs.record.region import Entrant
from dialogs.saying.briefs import Handed, Note
from dialogs.state.desk_states import Do
from dialogs.state.errands import Export
from dialogs.state.handing_errands import CountExports

_SENT = re.compile(
    r"[，,\s]{0,3}(?:报送|上报|盖章|提交|送审)(?:时|后)?的?(?:那一?)?版本?[，,\s]{0,3}|[,\s]{0,3}as sent[,\s]{0,3}",
    re.IGNORECASE,
)
_FEW = 6
_ONLY = re.compile(
    r"[，,、和与\s]{0,3}(?:只要|只|仅|的)?(?P<kind>word|docx|pdf)(?![A-Za-z])(?:版本?|格式|文件|文档)?(?:的)?",
    re.IGNORECASE,
)
_PROOFS = re.compile("佐证|证明材料|附件材料|附带?的?材料")
"""清河的word和佐证打个包: both stand in the whole export."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which version is meant, and which files of it: ``Export.version`` and ``only``."""

    version: str = ""
    only: str = ""


_AS_IT_IS = Wanted()


def export(step: DeskStep, county: str, version: str = "", only: str = "") -> None:
    """导出 清河县: the drafts of this county that are finished."""
    entrants = [each for each in step.region.entrants_of(county) if each.application]
    if not entrants:
        step.say(Note("nothing to export", {"name": step.region.called(county)}))
    elif not any(readable(each) for each in entrants):
        step.say(Note("not finished yet", {"name": step.region.called(county)}))
        open_county(step, county)
    else:
        step.request(Export("drafts", (county,), (), version, only))


def export_some(step: DeskStep, words: str) -> bool:
    """导出 清河县 报送版, 导出 清河县 PDF, 导出 已填完: False where the words choose nothing that is known."""
    wanted, words = _wanted(words)
    if not words:
        export_all(step, wanted=wanted)
        return True
    choice = choose(step.form, step.region, words, step.moment)
    counties = tuple(dict.fromkeys(each.county for each in choice.entrants))
    if choice.unknown or not counties:
        return with_county(step, words, export, "export", wanted.version, wanted.only)
    if len(counties) == 1:
        export(step, counties[0], wanted.version, wanted.only)
    else:
        export_all(step, choice.entrants, wanted)
    return True


def _wanted(words: str) -> tuple[Wanted, str]:
    """What is meant, and the words without that; both Word and PDF is everything."""
    plain, sent = _SENT.subn(" ", words)
    kinds = {each["kind"].lower() for each in _ONLY.finditer(plain)}
    only = {"word": "word", "docx": "word", "pdf": "pdf"}[kinds.pop()] if len(kinds) == 1 else ""
    return Wanted("sent" if sent else "", only), " ".join(_ONLY.sub(" ", plain).split())


def kinds_in(words: str) -> str:
    """The words for a version and for kinds of files in a sentence, one beside the other; with proofs it is all."""
    kinds = [] if _PROOFS.search(words) else [each["kind"] for each in _ONLY.finditer(words)]
    return " ".join([*(each[0].strip() for each in _SENT.finditer(words)), *kinds])


def export_all(step: DeskStep, entrants: Sequence[Entrant] = (), wanted: Wanted = _AS_IT_IS) -> None:
    """导出全市: every finished draft, as one archive; of these entrants, where some are chosen."""
    ready = [each for each in entrants or step.region.entrants if each.application and readable(each)]
    if ready:
        step.request(Export("drafts", *_those(ready if entrants else ()), wanted.version, wanted.only))
        step.say(Note("exporting", {"count": str(len(ready)), "region": step.region.name}))
        _say_unfinished(step, entrants)
    else:
        step.say(Note("nothing finished", {"region": step.region.name}))


def _say_unfinished(step: DeskStep, entrants: Sequence[Entrant]) -> None:
    """Of a few that were named: which of them have not sent anything yet."""
    rest = [step.region.called(each.county) for each in entrants if not (each.application and readable(each))]
    if rest and len(entrants) <= _FEW:
        step.say(Note("not among the exported", {"names": "、".join(dict.fromkeys(rest))}))


def _those(entrants: Sequence[Entrant]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The counties, and the applications in them; none of either for all."""
    return tuple(dict.fromkeys(each.county for each in entrants)), tuple(each.application for each in entrants)


def take(step: DeskStep, kind: str) -> None:
    """Data, a table, a picture."""
    step.request(Export(kind))


def not_of_the_notice(step: DeskStep) -> None:
    """导出汇总表 is the table of progress here; the 汇总表 of the notice goes with what a city recommends."""
    city = step.region.recommending is not None
    ways = ((Option("desk do package"), Do("package")),) if city else ()
    note = Note("summary of city" if city else "summary of cities", {}, tuple(option for option, _ in ways))
    step.offer(note, [action for _, action in ways]) if ways else step.say(note)


def take_data(step: DeskStep, words: str) -> bool:
    """导出数据 已填完的, 导出数据 报送版: False where the words choose nothing that is known."""
    wanted, words = _wanted(words)
    choice = choose(step.form, step.region, words, step.moment)
    if words and (choice.unknown or not choice.entrants):
        return False
    chosen = [each for each in choice.entrants if each.application]
    step.request(Export("data", *_those(chosen), wanted.version))
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
