"""What the notice says beside the questions: evidence, dates, regions, numbers, guidance, inconsistencies."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path

from dialogs.definition.loader.records import Mistakes, Record, read_file, read_record, read_records
from dialogs.definition.loader.scopes import Names, expression
from dialogs.definition.notice import (
    Article,
    County,
    Deadline,
    EvidenceRequirement,
    KnownPaper,
    Parameter,
    QuotaRule,
    Remark,
    ReportingGroup,
)
from dialogs.definition.workdays import WorkCalendar


def read_parameters(folder: Path, mistakes: Mistakes) -> dict[str, Parameter]:
    """The numbers of the law and of experience, by name."""
    found = [_parameter(record) for record in read_records(folder, "parameters.yaml", mistakes)]
    return {parameter.name: parameter for parameter in found}


def _parameter(record: Record) -> Parameter:
    parameter = Parameter(
        record.text("name"), record.decimal("value"), record.maybe_text("unit"), record.text("source")
    )
    record.finish()
    return parameter


def read_evidence(
    folder: Path, names: Names, sections: Collection[str], mistakes: Mistakes
) -> tuple[EvidenceRequirement, ...]:
    """The proofs that the notice asks for."""
    return tuple(_evidence(record, names, sections) for record in read_records(folder, "evidence.yaml", mistakes))


def _evidence(record: Record, names: Names, sections: Collection[str]) -> EvidenceRequirement:
    condition = record.maybe_text("when")
    requirement = EvidenceRequirement(
        id=record.text("id"),
        what=record.text("what"),
        fields=record.texts("fields"),
        source=record.text("source"),
        when=expression(record, condition, names.scope()) if condition else None,
        literal=record.flag("literal"),
        section=record.maybe_text("section"),
        counts=tuple((str(name), str(word)) for name, word in record.mapping("counts").items()),
        within=record.maybe_text("within"),
    )
    if (requirement.section is None) == (not requirement.fields) or requirement.section not in (None, *sections):
        record.wrong("names questions, or a section that there is")
    within = (requirement.within,) if requirement.within is not None else ()
    for each in (*requirement.fields, *(name for name, _ in requirement.counts), *within):
        if each not in names.fields:
            record.wrong(f"nothing is called “{each}”")
    record.finish()
    return requirement


def read_papers(folder: Path, evidence: Collection[EvidenceRequirement], mistakes: Mistakes) -> tuple[KnownPaper, ...]:
    """The papers by whose headings a photo is told, where the edition knows some."""
    if not (folder / "papers.yaml").exists():
        return ()
    known = {each.id for each in evidence}
    return tuple(_paper(record, known) for record in read_records(folder, "papers.yaml", mistakes))


def _paper(record: Record, known: Collection[str]) -> KnownPaper:
    paper = KnownPaper(record.text("paper"), record.texts("words"), record.texts("evidence"))
    for each in paper.items:
        if each not in known:
            record.wrong(f"there is no evidence “{each}”")
    record.finish()
    return paper


def read_deadlines(folder: Path, mistakes: Mistakes) -> tuple[Deadline, ...]:
    """The dates of the notice."""
    return tuple(_deadline(record) for record in read_records(folder, "deadlines.yaml", mistakes))


def _day(record: Record, key: str, day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        record.wrong(f"“{key}: {day}” is not a quoted ISO date")
        return date.min


def read_calendar(folder: Path, mistakes: Mistakes) -> WorkCalendar:
    """The working days of every year that the edition has a calendar of."""
    years, holidays, shifted = set[int](), set[date](), set[date]()
    for file in sorted(folder.glob("calendar-*.yaml")):
        for record in read_records(folder, file.name, mistakes):
            years.add(record.integer("year") or 0)
            record.text("source")
            holidays.update(day for each in record.records("holidays") for day in _holiday(each))
            shifted.update(_day(record, "shifted", day) for day in record.texts("shifted"))
            record.finish()
    return WorkCalendar(frozenset(years), frozenset(holidays), frozenset(shifted))


def _holiday(record: Record) -> tuple[date, ...]:
    record.text("name")
    first, last = (_day(record, key, record.text(key)) for key in ("first", "last"))
    if last < first:
        record.wrong("it ends before it begins")
    record.finish()
    return tuple(first + timedelta(days=number) for number in range(min((last - first).days, 30) + 1))


def _deadline(record: Record) -> Deadline:
    deadline = Deadline(
        name=record.text("name"),
        on=_day(record, "on", record.text("on")),
        recipient=record.text("recipient"),
        address=record.maybe_text("address"),
        email=record.maybe_text("email"),
        subject=record.maybe_text("subject"),
        copies=record.integer("copies") or 0,
        papers=record.texts("papers"),
        contacts=record.texts("contacts"),
        source=record.text("source"),
        groups=record.texts("groups"),
        note=record.maybe_text("note"),
    )
    record.finish()
    return deadline


def read_regions(folder: Path, mistakes: Mistakes) -> tuple[QuotaRule, tuple[ReportingGroup, ...], tuple[County, ...]]:
    """What the notice says of the quotas, the reporting groups with theirs, and the county-level units."""
    record = read_record(folder, "regions.yaml", mistakes)
    rule = QuotaRule(record.text("quota_sentence"), record.text("quota_source"))
    groups = tuple(_group(each) for each in record.records("groups"))
    counties = tuple(_county(each, {group.name for group in groups}) for each in record.records("counties"))
    record.finish()
    return rule, groups, counties


def _group(record: Record) -> ReportingGroup:
    group = ReportingGroup(record.text("name"), record.integer("quota") or 0, record.text("receiver"))
    record.finish()
    return group


def _county(record: Record, groups: set[str]) -> County:
    county = County(
        record.text("code"), record.text("name"), record.text("city"), record.text("group"), record.texts("former")
    )
    if county.group not in groups:
        record.wrong(f"“{county.group}” is not a reporting group")
    record.finish()
    return county


def read_guidance(folder: Path, mistakes: Mistakes) -> dict[str, str]:
    """The items of 附件2, verbatim, by number."""
    data = read_file(folder, "guidance.yaml", mistakes)
    items = data if isinstance(data, dict) else {}
    for number, text in items.items():
        if not isinstance(number, str) or not isinstance(text, str):
            mistakes.add("guidance.yaml", f"item {number!r}: quote the number and give a text")
    return {str(number): str(text).strip() for number, text in items.items()}


def read_remarks(folder: Path, mistakes: Mistakes) -> tuple[Remark, ...]:
    """The inconsistencies of the notice and how they are handled."""
    return tuple(_remark(record) for record in read_records(folder, "remarks.yaml", mistakes))


def _remark(record: Record) -> Remark:
    remark = Remark(record.text("id"), record.prose("what"), record.prose("handling"), record.texts("fields"))
    record.finish()
    return remark


def read_articles(folder: Path, mistakes: Mistakes) -> dict[str, Article]:
    """What the notice says to questions about the procedure, by name, where the edition has such answers."""
    if not (folder / "articles.yaml").exists():
        return {}
    found = [_article(record) for record in read_records(folder, "articles.yaml", mistakes)]
    return {article.name: article for article in found}


def _article(record: Record) -> Article:
    name, silent = record.text("name"), record.maybe_text("silent") or ""
    says, source = ("", "") if silent else (record.text("says"), record.text("source"))
    record.finish()
    return Article(name, says, source, silent)
