"""期限: the words for a county in 石家庄, elsewhere, and for those that report by themselves."""

from __future__ import annotations

import pytest

from dialogs.definition.form import Form
from tests.talk import Talk


def asked(form: Form, city: str, county: str) -> str:
    """What 期限 answers in a county."""
    talk = Talk(form)
    talk.say("开始", "否", "否", "否", city, county)
    return "\n".join(talk.say("截止日期"))


@pytest.mark.parametrize(
    ("city", "county", "there", "missing"),
    [
        (
            "石家庄市",
            "正定县",
            ("2024年4月25日前（含当天，宜早一个工作日；还有 10 个工作日、14 天）", "zxqyc882"),
            "参考",
        ),
        (
            "邢台市",
            "临西县",
            ("石家庄市定的是 2024年4月25日（还有 10 个工作日、14 天），可作参考", "2024年5月8日"),
            "zxqyc882",
        ),
        (
            "保定市",
            "定州市",
            ("直接报省里", "2024年5月8日前（含当天，宜早一个工作日；还有 17 个工作日、27 天）"),
            "4月25日",
        ),
    ],
)
def test_a_county_hears_its_own_dates_and_what_is_left(
    form: Form, city: str, county: str, there: tuple[str, ...], missing: str
) -> None:
    """Date, working days and days stand together; another city's date is named as such or not at all."""
    said = asked(form, city, county)
    assert all(part in said for part in there), said
    assert missing not in said
