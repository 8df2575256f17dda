"""The edition against the acceptance table: every row, slot and box of the official form, and the notice's lists."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.definition.form import Field, Form, Hand, Kind

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "acceptance.yaml").read_text("utf-8"))
PRINTED = [each["section"] for each in TABLE["sections"]]


def _boxes(field: Field) -> int:
    return len(field.choices) if field.kind in (Kind.CHOICE, Kind.MULTI) else 0


def _slots(field: Field) -> int:
    return 0 if field.kind is Kind.ROWS else len(field.slots)


def _totals(rows: Collection[tuple[str, int, int]]) -> dict[str, int]:
    return {"rows": len(rows), "slots": sum(row[1] for row in rows), "boxes": sum(row[2] for row in rows)}


def test_every_row_of_the_official_form_is_there_with_its_slots_and_boxes(form: Form) -> None:
    """Row by row and in all its totals: nothing missing, nothing invented."""
    rows = {row[0]: (row[1], row[2], row[3]) for section in TABLE["sections"] for row in section["rows"]}
    ours = {field.id: (field.name, _slots(field), _boxes(field)) for field in form.printed}
    assert ours == rows
    sections = {section: [ours[each.id] for each in form.printed if each.section == section] for section in PRINTED}
    counted = {section: _totals(found) for section, found in sections.items()}
    counted |= {"all": _totals(ours.values())}
    counted |= {"form": {what: counted["all"][what] - counted["summary"][what] for what in counted["all"]}}
    assert counted == {
        section: {what: every[what] for what in ("rows", "slots", "boxes")}
        for section, every in TABLE["totals"].items()
    }


def test_the_notice_s_lists_are_whole(form: Form) -> None:
    """23 filling rules, 87 proofs, 45 inconsistencies, 14 reporting groups, 167 counties."""
    assert list(form.guidance) == [str(number) for number in range(1, 24)]
    assert [each.id for each in form.evidence] == [f"E-{number}" for number in range(1, 88)]
    assert [remark.id for remark in form.remarks] == [f"I-{number}" for number in range(1, 46)]
    assert len(form.groups) == 14
    assert len(form.counties) == 167


def test_every_filling_rule_is_explained_at_a_question(form: Form) -> None:
    """附件2: each of the 23 items stands in the help of at least one question."""
    assert {number for field in form.fields for number in field.help} == set(form.guidance)


def test_quotas_are_those_of_the_notice(form: Form) -> None:
    """定州, 辛集 and 雄安 recommend at most two each, the eleven cities four each."""
    quotas = {group.name: group.quota for group in form.groups}
    assert {name for name, quota in quotas.items() if quota == 2} == {"定州市", "辛集市", "雄安新区"}
    assert sum(quotas.values()) == 50


def test_both_deadlines_stand_with_recipient_copies_and_address(form: Form) -> None:
    """25 April to the city in 4 copies, 8 May to the province in 3, with mail address and subject."""
    city, province = form.deadlines
    assert (city.on.isoformat(), city.copies, city.email) == ("2024-04-25", 4, "zxqyc882@126.com")
    assert (province.on.isoformat(), province.copies, province.email) == ("2024-05-08", 3, "hbsmyb@163.com")
    assert province.subject == "所在地区+中小企业特色产业集群申报"


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("county", "cluster_name"),
        ("rd_spending", "rd_intensity"),
        ("patents", "patent_growth"),
        ("patents", "patents_per_10k"),
        ("violations", "city"),
    ],
)
def test_questions_come_in_the_order_in_which_they_can_be_answered(form: Form, earlier: str, later: str) -> None:
    """Region before name, spending before intensity, stock before its rates, eligibility first of all."""
    assert form.positions[earlier] < form.positions[later]


def test_what_the_county_cannot_fill_is_not_asked(form: Form) -> None:
    """Copies from the cover, seals, signatures and the city's part are shown on paper only."""
    hands = {field.id: field.by for field in form.printed}
    assert {each for each, hand in hands.items() if hand in (Hand.PAPER, Hand.CITY)} == {
        "9.1",
        "9.2",
        "9.4",
        "9.5",
        "9.6",
    }
    assert {each for each, hand in hands.items() if hand is Hand.COPY} >= {"1.1", "1.2", "1.5", "S5", "S6", "S7"}
