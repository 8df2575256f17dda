"""What a message becomes on Telegram: pieces within its limits, buttons that fit, what they send read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram import keyboards
from bot.channels.telegram.incoming import Key, Tap
from bot.channels.telegram.keyboards import Pressed, columns, keys, length, listed, pieces, pressed, split, with_ticks
from bot.channels.telegram.pacing import Priority
from bot.channels.telegram.packing import Album, Document, Item, Words, gathered, pack
from bot.channels.telegram.tapping import ticks_after
from bot.views.message import Button, File, Message
from dialogs.definition.form import Form
from dialogs.saying.replies import Ask, Deliver, Heard, Told
from storage.outbox import Owed


@given(st.text(alphabet="一二。，\n ab😀", max_size=600), st.integers(20, 80))
def test_pieces_hold_everything_and_fit(text: str, longest: int) -> None:
    """No piece is longer than allowed, counted as Telegram counts; nothing but white space at a cut is lost."""
    parts = split(text, longest)
    assert all(length(part) <= longest for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_texts_are_cut_where_a_reader_would() -> None:
    """Between paragraphs rather than lines, lines rather than sentences, sentences rather than words."""
    paragraph = "甲乙丙丁。" * 6
    assert split(f"{paragraph}\n\n{paragraph}\n尾", 40) == [paragraph, f"{paragraph}\n尾"]
    assert split(f"{paragraph}\n{paragraph}", 40) == [paragraph, paragraph]
    assert split("甲乙丙丁。" * 12, 42) == ["甲乙丙丁。" * 8, "甲乙丙丁。" * 4]


def test_the_buttons_stand_under_the_last_piece() -> None:
    """A long text has its buttons at its end."""
    row = ((Key("是", "1:1:"),),)
    found = pieces("甲" * 5000, row)
    assert [piece.keys for piece in found] == [(), row]


def test_every_button_of_the_form_fits(form: Form) -> None:
    """What a button sends is at most 64 bytes for every question, and is read back as what it was."""
    for field in form.fields:
        buttons = tuple(Button(str(n), f"123456:{n}:{field.name}") for n in range(1, 20))
        for multiple in (False, True):
            words = ("稍后", "返回", "?", "进度", "Progress")
            message = Message(1, "?", False, buttons, multiple, words, field=field.name, revision=123456)
            for row in keys(message, "zh"):
                for key in row:
                    assert len(key.data.encode()) <= 64
                    meant = pressed(key.data)
                    assert meant is not None
                    assert (meant.revision, meant.field) == (123456, field.name)


def test_long_choices_are_listed_in_the_text() -> None:
    """Labels that no phone shows whole stand in the text with numbers, and the buttons carry the numbers."""
    long = "形成产业链技术难点清单或创新项目库，建立“揭榜挂帅”、“赛马”机制"
    message = Message(1, "问", buttons=(Button("短的", "1:1:x"), Button(long, "1:2:x")), multiple=True, revision=1)
    assert listed(message) == f"问\n1. 短的\n2. {long}"
    rows = keys(message, "zh")
    assert [key.label for key in rows[0]] == ["☐ 1", "☐ 2"]
    assert [key.label for key in rows[1]] == ["确定"]


def test_short_choices_stand_side_by_side() -> None:
    """Two short labels share a row, longer ones have a row each."""
    short = tuple(Button(label, f"1:{n}:x") for n, label in enumerate(("是", "否"), 1))
    assert [len(row) for row in keys(Message(1, "?", buttons=short), "zh")] == [2]
    longer = tuple(Button("第一产业和第二产业", f"1:{n}:x") for n in (1, 2))
    assert [len(row) for row in keys(Message(1, "?", buttons=longer), "zh")] == [1, 1]
    assert columns("一a") == 3


@pytest.mark.parametrize(
    "data", ["", "x", "1:2", "a:b:c", "1:x:y", "t:1:x:y", "w:1::f", "9999999999:1:f", "-1:1:f", "１:1:f"]
)
def test_what_was_never_ours_means_nothing(data: str) -> None:
    """Malformed data of a button is recognised."""
    assert pressed(data) is None


def test_what_buttons_mean() -> None:
    """Each of the four kinds is read back."""
    assert pressed("7:2:output") == Pressed("press", 7, "output", number=2)
    assert pressed("t:7:2:output") == Pressed("tick", 7, "output", number=2)
    assert pressed("d:7::output") == Pressed("done", 7, "output")
    assert pressed("w:0:继续:") == Pressed("word", 0, None, word="继续")


def test_ticks_follow_from_the_taps() -> None:
    """Each tap turns a box over, whatever the message showed when it came; what was ticked before the first counts."""
    boxes = ((Key("☑ 1", "t:1:1:x"), Key("☐ 2", "t:1:2:x"), Key("☐ 3", "t:1:3:x")),)
    taps = [Tap("", f"t:1:{number}:x", boxes) for number in (2, 3, 2, 1)]
    assert ticks_after(taps) == {3}
    assert [key.label for key in with_ticks(boxes, {3})[0]] == ["☐ 1", "☐ 2", "☑ 3"]
    assert keyboards.ticked(with_ticks(boxes, {2, 3})) == {2, 3}
    assert ticks_after([]) == frozenset()


def item(number: int, reply: object, text: str = "", tries: int = 0, **more: object) -> Item:
    """One owed message."""
    owed = Owed(number, 7, number, str(more.pop("kind", "reply")), "", tries)
    return Item((owed,), reply, Message(number, text or f"第{number}条", **more))  # type: ignore[arg-type]


def test_an_echo_and_the_next_question_go_out_as_one() -> None:
    """Texts of one turn are one message; buttons end it, a file stands by itself, kinds do not mix."""
    button = (Button("是", "1:1:x"),)
    heard, ask = item(1, Heard("x", ())), item(2, Ask("y", ()), buttons=button, revision=1)
    parcel = pack([heard, ask, item(3, Told("kept"))], "zh")
    assert parcel.ids == (1, 2)
    assert isinstance(parcel.sends[0], Words)
    assert parcel.sends[0].text == "第1条\n\n第2条"
    assert pack([heard, item(2, Told("kept"), kind="bulk")], "zh").ids == (1,)
    file = File("表.docx", "id", 10)
    assert pack([heard, item(2, Deliver("id", "表.docx", "application", False), file=file)], "zh").ids == (1,)


def test_files_and_pages_go_out_with_their_words() -> None:
    """A caption fits under a file or stands before it; pages go out ten at a time."""
    file = File("表.docx", "id", 10)
    (document,) = pack([item(1, Told("kept"), file=file)], "zh").sends
    assert document == Document(file, "第1条")
    words, document = pack([item(1, Told("kept"), "字" * 1100, file=file)], "zh").sends
    assert (words, document) == (Words("字" * 1100), Document(file, ""))
    pages = tuple(File(f"{n}.png", str(n), 1, "image/png") for n in range(12))
    first, second = pack([item(1, Told("kept"), pictures=pages)], "zh").sends
    assert isinstance(first, Album)
    assert isinstance(second, Album)
    assert (len(first.files), first.caption, len(second.files), second.caption) == (10, "第1条", 2, "")


def test_what_is_sent_again_says_so_where_it_could_confuse() -> None:
    """An echo, a notice, a document are marked 补发; a question is not; what is in doubt is not mixed with the rest."""
    echo = pack([item(1, Heard("x", ()), tries=1), item(2, Ask("y", ()))], "zh")
    assert echo.ids == (1,)
    assert echo.sends == (Words("（补发）第1条"),)
    assert pack([item(1, Ask("y", ()), tries=1)], "zh").sends == (Words("第1条"),)


def test_a_chat_with_a_reply_behind_a_bulk_notice_is_served_as_a_reply() -> None:
    """What waits for an answer does not wait behind a notice to everybody."""
    assert pack([item(1, Told("time"), kind="bulk"), item(2, Heard("x", ()))], "zh").priority is Priority.REPLY
    assert pack([item(1, Told("time"), kind="bulk")], "zh").priority is Priority.BULK


def test_files_that_came_together_are_acknowledged_together() -> None:
    """Several files in a row are one line with their number; anything in between parts them."""
    kept, asked = Told("file kept", {"name": "a"}), Ask("y", ())
    owed = [Owed(number, 7, number, "reply", "", 0) for number in range(5)]
    found = gathered(zip(owed, [kept, kept, kept, asked, kept], strict=True))
    assert [len(each) for each, _ in found] == [3, 1, 1]
    assert found[0][1] == Told("files kept", {"count": "3"})
    assert found[2][1] == kept
