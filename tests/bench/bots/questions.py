"""What all bots of the measurement share: the questions, the token, the secret of the webhook."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SECRET = "the-secret-of-the-measurement"
NAMES = ("bureau", "operator", "contact")
QUESTIONS = ("主管部门全称？", "运营管理机构？", "联系人？")
DONE = "完成"

Take = Callable[[Any], Awaitable[object]]
"""Handles one update, from beginning to end."""
