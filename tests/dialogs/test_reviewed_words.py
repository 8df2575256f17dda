"""What counties type around a review: answers to comments, objections, questions about seal, receipt and result."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.dialogs.reviewed import outcome

_CASES = Path(__file__).parent / "reviewed_words.yaml"


def _cases() -> Iterator[Any]:
    for case in yaml.safe_load(_CASES.read_text(encoding="utf-8")):
        yield pytest.param(case, id=f"{case['place']} {' + '.join(case['said'])}"[:60])


@pytest.mark.parametrize("case", list(_cases()))
def test_words_around_a_review_are_heard(case: dict[str, Any]) -> None:
    """They go to the reviewers, change what is meant, or show what was asked for; nothing else is changed."""
    expected = {key: value for key, value in case.items() if key not in ("place", "said")}
    assert outcome(case["place"], case["said"]) == expected
