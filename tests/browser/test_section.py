"""A section as a card: its fields, what they send, and what a reload leaves."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from bot.views.card import card_of
from dialogs.form import Form
from dialogs.messages import Said
from dialogs.replies import Sheet, SheetRow
from tests.browser.conftest import Opener
from tests.browser.serving import Serving, events

pytestmark = pytest.mark.browser


def test_a_card_sends_what_is_filled_as_lines_and_keeps_it_over_a_reload(
    serving: Serving, opened: Opener, form: Form
) -> None:
    """Each line goes with its number and label; fields left empty say nothing."""
    sheet = Sheet("industry", (SheetRow("output", ""), SheetRow("companies", ""), SheetRow("chain_text", "")))
    serving.house.conversations.add("address-7", "整节 二、主导产业情况（…）", card=card_of(form, sheet))
    watched = opened(serving.url, person=7)
    fields = watched.page.locator(".sheet textarea")
    expect(fields).to_have_count(3)
    fields.nth(0).fill("118 131 147")
    watched.page.reload()
    expect(fields.nth(0)).to_have_value("118 131 147")
    fields.nth(2).fill("第一段。")
    watched.page.locator(".sheet .primary").click()
    expect(watched.page.locator("#log .mine").last).to_contain_text("第一段")
    assert events(serving) == [
        Said(
            "整节 二、主导产业情况\n2.1 集群总产值（亿元） 2021、2022、2023＝118 131 147\n"
            "2.21 集群产业链强链补链情况 ≤200字＝第一段。"
        )
    ]
