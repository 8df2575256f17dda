"""Long texts: they come in parts, are counted, interrupted, gone on with."""

from __future__ import annotations

from dialogs.turn.messages import Happened
from tests.county import fill
from tests.talk import Talk, value


def test_a_text_that_is_only_looked_at_stays_whose_it_is(talk: Talk) -> None:
    """改 2.21, its text gone on with and left as it is, another command: nothing is stored anew."""
    talk.say("整节\n{#chain_text} 情况＝第一段。\n第二段。\n{#output}＝118 131 147")
    before = talk.application.answers["chain_text"]
    talk.now = "2024-04-12T09:30:00+08:00"
    talk.say("改 {#chain_text}", "1", "进度")
    assert talk.application.answers["chain_text"] == before


def test_long_texts_arrive_in_parts_and_are_counted(talk: Talk) -> None:
    """Two messages make one text; the count stands against 200; 完成 ends it."""
    fill(talk, until="chain_text")
    assert "还可写" in talk.say("集群产业链完整。")[-1]
    talk.say("链主带动作用明显。", "完成")
    assert value(talk, "chain_text") == "集群产业链完整。\n链主带动作用明显。"


def test_a_text_over_its_length_is_kept_and_marked(talk: Talk) -> None:
    """201 字 are an error; the text stays, so that nobody has to type it twice."""
    fill(talk, until="chain_text")
    talk.say("字" * 201, "完成")
    assert value(talk, "chain_text") == "字" * 201
    assert "✗" in "\n".join(talk.words)


def test_leaving_a_text_half_written_keeps_it(talk: Talk) -> None:
    """A command in the middle of a long text takes what was written as the answer."""
    fill(talk, until="chain_text")
    talk.say("写了一半的情况说明。", "进度")
    assert value(talk, "chain_text") == "写了一半的情况说明。"


def test_a_text_that_was_interrupted_goes_on_where_it_was(talk: Talk) -> None:
    """Whoever comes back in the middle of a long text finds it as it was, and may go on writing."""
    fill(talk, until="chain_text")
    talk.say("集群产业链完整。")
    talk.happen(Happened("arrived"))
    assert "已收 8 字" in talk.words[-1]
    talk.say("链主带动作用明显。", "完成")
    assert value(talk, "chain_text") == "集群产业链完整。\n链主带动作用明显。"


def test_a_standing_text_may_be_continued(talk: Talk) -> None:
    """Changing a long text offers to write on; new words replace it, and it says so."""
    fill(talk, until="sharing_text")
    words = talk.say("改 {#chain_text}")[-1]
    assert "会替换" in words
    talk.say("1", "再补一句。", "完成")
    assert str(value(talk, "chain_text")).endswith("逐年提高。\n再补一句。")
