"""How figures, rows of them and short official words stand on a button in English."""

from __future__ import annotations

import pytest

from renderers.i18n import western


@pytest.mark.parametrize(
    ("figure", "english"),
    [
        ("每年都是 0.20 吨标准煤/万元", "every year 0.20 吨标准煤/万元"),
        ("全部 0", "all 0"),
        ("46、75 家", "46, 75 家"),
        ("无、无、1 家", "None, None, 1 家"),
        ("无", "None"),
        ("2022年 41、2023年 55 家", "2022 41, 2023 55 家"),
        ("2022 国家 参与数量 1；其余 0", "2022 国家 参与数量 1; all others 0"),
        ("同C7", "same as C7"),
        ("稍后补", "Later"),
        ("2024年4月11日", "11 April 2024"),
        ("甲协会、乙商会", "甲协会、乙商会"),
        ("引进配套企业1、2期", "引进配套企业1、2期"),
    ],
)
def test_what_a_button_shows_in_english(figure: str, english: str) -> None:
    """Words of our own are English; names and official words stay as they are."""
    assert western(figure) == english
