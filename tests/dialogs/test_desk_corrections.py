"""What was just said is put right in a word: the day that is weighed, a word of the note that was kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.definition.form import Form
from dialogs.record import codec
from dialogs.record.region import Remark
from dialogs.saying.briefs import DateMove
from dialogs.state.errands import Annotate, SetDate
from dialogs.turn.messages import Happened
from tests.dialogs.desk import QINGHE, Desk
from tests.dialogs.desk_situations import SITUATIONS


@pytest.mark.parametrize("words", ["嗯算了 还是22号吧", "改成22号", "不对，是22号", "22号吧"])
def test_another_day_is_weighed_in_place_of_the_one_on_the_screen(form: Form, words: str) -> None:
    """Whichever county or city it is about."""
    region, conversation = SITUATIONS["city"](form)
    desk = Desk(form, region, conversation)
    move = DateMove("130528", "宁晋县", "2024-04-20", (("2024-04-22", False, ()),), (), 0, known=True)
    desk.happen(Happened("date weighed", {"move": codec.dumps(move)}))
    desk.say(words)
    assert desk.asked == [SetDate("130528", "2024-04-22", deadline="to_city")]


@pytest.mark.parametrize("words", ["就他一家啊 别的不动", "对，就这个县", "只改它一家，其他的都不动"])
def test_a_day_that_is_only_for_one_county_is_shown_again(form: Form, words: str) -> None:
    """It was only for that one; its button stays."""
    region, conversation = SITUATIONS["city"](form)
    desk = Desk(form, region, conversation)
    move = DateMove("130528", "宁晋县", "2024-04-22", (("2024-04-22", False, ()),), (), 0, known=True)
    desk.happen(Happened("date weighed", {"move": codec.dumps(move)}))
    desk.say(words)
    assert desk.asked == [SetDate("130528", "2024-04-22", deadline="to_city")]


@pytest.mark.parametrize("words", ["写错了 是月初不是月底", "不是月底，是月初", "备注写错了，应该是月初不是月底"])
def test_a_word_of_the_note_that_was_kept_is_put_right(form: Form, words: str) -> None:
    """The rest of the note stays; there is one note."""
    region, conversation = SITUATIONS["city"](form)
    noted = replace(region, remarks={QINGHE: Remark(note="他们月底才能定下来报不报")})
    desk = Desk(form, noted, conversation)
    desk.happen(Happened("annotated", {"county": QINGHE, "note": "他们月底才能定下来报不报"}))
    desk.say(words)
    assert desk.asked == [Annotate(QINGHE, note="他们月初才能定下来报不报")]
