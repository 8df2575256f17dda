"""A region made by hand, and a coordinator who talks with the machine about it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dialogs.definition.form import Form
from dialogs.derived.journey import printed_sections
from dialogs.desk.machine import take_turn
from dialogs.record import codec
from dialogs.record.region import Contact, Entrant, Link, Region, Remark, Stage
from dialogs.state.conversation import Conversation
from dialogs.turn.messages import Event, Request, Said
from renderers.chat import Phrased, phrase
from renderers.chat.own_words import labelled
from renderers.i18n import language

NOW = "2024-04-11T09:30:00+08:00"
QINGHE, WEI, LINXI = "130534", "130533", "130535"


def region_of(form: Form) -> Region:
    """邢台市: 清河 is filled, 临西 stands still for a week with two errors, 威县 declined, nobody for the others."""
    counties = tuple(county for county in form.counties if county.group == "邢台市")
    known = {
        QINGHE: Entrant(
            QINGHE, Stage.FILLED, "a1", "清河羊绒", sections="f" * 11, lacking=3, updated="2024-04-11T08:00:00+08:00"
        ),
        LINXI: Entrant(
            LINXI,
            Stage.FILLING,
            "a2",
            "临西轴承",
            sections="fft" + "u" * 8,
            open=60,
            errors=2,
            updated="2024-04-04T09:00:00+08:00",
        ),
        WEI: Entrant(WEI, Stage.DECLINED, "a3", reason="没有合适的产业", updated="2024-04-10T09:00:00+08:00"),
    }
    return Region(
        scope="邢台市",
        name="邢台市",
        counties=counties,
        groups=tuple(group for group in form.groups if group.name == "邢台市"),
        section_titles=tuple(section.title for section in printed_sections(form)),
        entrants=tuple(known.get(county.code, Entrant(county.code, Stage.UNCONTACTED)) for county in counties),
        contacts=(
            Contact(11, "王五", QINGHE, "open", phone="13800001111"),
            Contact(12, "赵六", LINXI, "open"),
            Contact(13, "孙七", WEI, "blocked"),
        ),
        links=(Link("k" * 64, "周八", "130522", "", "2024-05-11T09:30:00+08:00"),),
        remarks={LINXI: Remark(True, "周三再问")},
        dates=(("to_city", "2024-04-22"), ("to_province", "2024-05-08")),
        filters={"重点": "填报中 已填完"},
    )


def sent(region: Region) -> Region:
    """The same with 清河 sent for review: its content is seen from then on."""
    changed = (
        replace(each, stage=Stage.ACTED, act="sent") if each.county == QINGHE else each for each in region.entrants
    )
    return replace(region, entrants=tuple(changed))


@dataclass
class Desk:
    """A coordinator who talks with the machine; everything goes through JSON between two turns."""

    form: Form
    region: Region
    conversation: Conversation = field(default_factory=lambda: Conversation("王科长", "web"))
    phrased: list[Phrased] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)

    def happen(self, event: Event) -> str:
        """Let something happen; returns what was said."""
        conversation = codec.loads(codec.dumps(self.conversation))
        heard = labelled(codec.loads(codec.dumps(event)), conversation, language(conversation.locale))
        turn = take_turn(self.form, self.region, conversation, heard, NOW)
        self.conversation = turn.conversation
        self.asked = [codec.loads(codec.dumps(request)) for request in turn.requests]
        replies = [codec.loads(codec.dumps(reply)) for reply in turn.replies]
        self.phrased = [phrase(self.form, reply, language(self.conversation.locale)) for reply in replies]
        return "\n".join(each.text for each in self.phrased)

    def say(self, *texts: str) -> str:
        """Type these; returns what was said to the last one."""
        return [self.happen(Said(text)) for text in texts][-1]

    @property
    def buttons(self) -> tuple[str, ...]:
        """The buttons of the last message that has some."""
        return next((each.buttons for each in reversed(self.phrased) if each.buttons), ())
