"""What was said beside an answer is told to be kept as it was said."""

from __future__ import annotations

import pytest

from tests.heard.test_heard import asked

_KEPT = "附带的话作为原话保留"


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("1.10", "不属于，属于鼓励类"),
        ("2.15", "0 0 1（河北鑫泰管件）"),
        ("3.9", "序号\t名称\t级别\n1\t平乡县自行车检测中心\t市级\n2\t童车设计创新中心\t市级"),
        ("7.6", "市级的2家，永年标准件创业辅导基地、邯郸中小企业服务中心"),
    ],
)
def test_more_than_the_answer_is_kept_and_said_so(field: str, words: str) -> None:
    """The echo says it, and the words stand with the answer."""
    talk = asked(field)
    assert _KEPT in "\n".join(talk.say(words))
    paths = talk.form.by_id[field].paths
    assert all(answer.words == words for path in paths if (answer := talk.application.answer(path)) is not None)


@pytest.mark.parametrize(
    ("field", "words"), [("1.10", "否"), ("2.15", "0 0 1（预计）"), ("3.9", "甲检测中心、乙检测中心，共2个")]
)
def test_an_answer_alone_is_echoed_alone(field: str, words: str) -> None:
    """Nothing was said beside it."""
    assert _KEPT not in "\n".join(asked(field).say(words))
