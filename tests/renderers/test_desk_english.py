"""The desk in English: whatever a coordinator does there, Chinese stands only where a name or the form is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from dialogs.definition.form import Form
from dialogs.desk.hearing.commanding import COMMANDS
from dialogs.record.region import Region
from dialogs.state.conversation import Conversation
from dialogs.turn.messages import Chose, Commanded, Event, Said
from renderers.desk.picture import progress_svg
from renderers.desk.sheet import progress_sheet
from renderers.i18n import language
from tests.dialogs.desk import NOW, Desk
from tests.dialogs.desk_situations import SITUATIONS
from tests.renderers.test_i18n import CHINESE, KEPT

_WORDS = """
open 清河县
open 临西县
open 正定县
review 清河县
export 清河县
export 临西县
note 清河县
flag 清河县
invite 威县 13900002222
invite 威县 Li 1390
hand over 清河县 Li
stand in for 清河县
stand in for 宁晋县
remind me call 清河
remind me friday call
called 清河县 says later
save filter x filling
drop filter 重点
deadline 清河县 2024-04-26
deadline 清河县 x
deadline 清河县
filter filling
filter idle 5 days
overdue
recommend 清河县、威县
reserve 威县
don't recommend 清河县
recommendation order 2 1
recommend 清河县 临西县
recommendation contact Wang 0319-1234567
received electronic 邢台市
accept 邢台市
refuse 清河县
ask for correction of 清河县 9.99 x
ask for correction of 清河县
refuse 清河县 late
received 临西县
comment on 2.1 wrong
comment 2.7
internal comment on 2.1 x
opinion
broadcast: hello
broadcast to 清河县
unfinished
how many counties
evidence missing
blah blah
9
holidays 2027
""".strip().splitlines()
_TYPED = "中文 重点"
_OFFICIAL = "真实性审核 实地核查 工业和信息化厅民营经济发展处 联系人"
_SAID = "王科长 王五 赵六 孙七 周八 清河羊绒 临西轴承 没有合适的产业 周三再问 请抓紧 家数与名单不符 与名单不符"
_BROADCAST = "请各县于4月20日前把没填完的部分填完。"


def _names(form: Form) -> list[str]:
    """Places, people, clusters, what people wrote, labels of the form; the longest first."""
    places = {name for each in form.counties for name in (each.name, each.name[:-1], each.city, each.group)}
    labels = {each.label for each in form.fields} | {each.title for each in form.sections}
    words = " ".join((*KEPT.values(), _TYPED, _OFFICIAL, _SAID, _BROADCAST, "河北省 邢台市")).split()
    return sorted({*places, *labels, *words}, key=len, reverse=True)


def _stray(texts: list[str], names: list[str]) -> set[str]:
    known = re.compile("|".join(re.escape(each) for each in names if each))
    found = (CHINESE.findall(known.sub("", text).replace("\u3000", " ")) for text in texts)
    return {each for every in found for each in every}


def _texts(desk: Desk) -> list[str]:
    return [text for each in desk.phrased for text in (each.text, *each.buttons, *each.commands)]


def _walk(form: Form, region: Region, conversation: Conversation) -> Iterator[tuple[str, list[str]]]:
    """Every command and these words, and every button of what they show."""
    spoken = replace(conversation, locale="en")
    events: list[Event] = [Commanded(each) for each in COMMANDS if each != "language_zh"]
    for event in (*events, *(Said(each) for each in _WORDS)):
        desk = Desk(form, region, spoken)
        desk.happen(event)
        yield str(event), _texts(desk)
        shown = desk.conversation
        for number in range(1, len(shown.actions) + 1):
            pressed = Desk(form, region, shown)
            pressed.happen(Chose(shown.revision, (number,)))
            yield f"{event}, button {number}", _texts(pressed)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_whatever_is_done_at_the_desk_is_said_in_english(form: Form, situation: str) -> None:
    """Replies and buttons hold no Chinese but names, what people typed, and official terms."""
    region, conversation = SITUATIONS[situation](form)
    names = _names(form)
    found = {did: stray for did, texts in _walk(form, region, conversation) if (stray := _stray(texts, names))}
    assert found == {}


def test_the_picture_and_the_sheet_are_in_english(form: Form) -> None:
    """Their titles, heads and states follow the language; section titles are the form's."""
    region, _ = SITUATIONS["city"](form)
    names = [*region.section_titles, *(title.partition("、")[0] for title in region.section_titles), *_names(form)]
    assert _stray([progress_svg(region, NOW, language("en"))], names) == set()
    book = CalamineWorkbook.from_filelike(BytesIO(progress_sheet(region, language("en"))))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    cells = [str(cell) for row in rows for cell in row]
    assert _stray([*cells, *book.sheet_names], names) == set()
