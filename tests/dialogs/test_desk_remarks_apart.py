"""Several remarks of one message: those that are not written yet stay on offer below the one that was kept."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.desk.machine import take_turn
from dialogs.record import codec
from dialogs.turn.messages import Happened, Said
from tests.dialogs.desk import NOW
from tests.dialogs.desk_situations import SITUATIONS, examined


def test_what_is_not_written_yet_stays_on_offer(form: Form) -> None:
    """2.7 is written; 2.1 is offered below it."""
    region, conversation = SITUATIONS["review"](form)
    for words in ("2.7家数对不上，2.1没附证明", "1", "7"):
        conversation = take_turn(form, region, codec.loads(codec.dumps(conversation)), Said(words), NOW).conversation
    come = Happened("examined", {"seen": codec.dumps(examined(form)), "note": "comment kept", "about": "smes"})
    turn = take_turn(form, region, conversation, come, NOW)
    assert turn.conversation.options[0].figures["words"] == "2.1：没附证明"


def test_one_that_was_begun_and_left_stays_on_offer(form: Form) -> None:
    """Leaving the reason of the first loses none of them but that one."""
    region, conversation = SITUATIONS["review"](form)
    for words in ("2.7家数对不上，2.1没附证明", "1", "9"):
        conversation = take_turn(form, region, codec.loads(codec.dumps(conversation)), Said(words), NOW).conversation
    assert getattr(conversation.state, "pending", ()) == (("output", "没附证明"),)
