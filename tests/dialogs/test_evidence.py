"""The evidence list: what the answers call for, what is there, what is missing, and what a changed answer does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from dialogs.definition.form import Form
from dialogs.derived.evidence import ProofState
from dialogs.derived.journey import Journey
from dialogs.record.application import Answer, Application, Blank, Value
from dialogs.record.proofs import Proof
from tests.county import fill
from tests.talk import Talk


def answered(form: Form, **values: Value | Blank) -> Application:
    """An application with these answers; a field of several slots gets the value in each."""
    made = []
    for name, value in values.items():
        for path in form.by_name[name].paths:
            blank = value if isinstance(value, Blank) else None
            made.append(Answer(path, None if blank else value, blank))
    return Application("a1", form.edition).with_answers(made)


def states(form: Form, application: Application) -> dict[str, ProofState]:
    """Each item of the list with its state."""
    return {each.requirement.id: each.state for each in Journey(form, application).proofs}


def test_what_is_always_asked_for_is_missing_from_the_start(form: Form) -> None:
    """附件3 asks for its list whatever is answered; a box that nobody ticked yet calls for nothing."""
    found = states(form, Application("a1", form.edition))
    assert [item for item, state in found.items() if state is ProofState.MISSING] == [
        *("E-1", "E-2", "E-3", "E-4", "E-5", "E-6", "E-7", "E-8", "E-9", "E-10"),
        *("E-11", "E-12", "E-13", "E-68", "E-69"),
    ]
    assert found["E-14"] is ProofState.UNDECIDED


@pytest.mark.parametrize("nothing", [Decimal(0), Blank.NONE])
def test_nothing_to_list_needs_no_list(form: Form, nothing: Decimal | Blank) -> None:
    """A number of 0 and 无, for every year, call for no list; a list over two questions waits for both."""
    found = states(form, answered(form, listed=nothing, national_champions=nothing))
    assert found["E-8"] is ProofState.UNNEEDED
    assert found["E-6"] is ProofState.MISSING
    both = answered(form, national_champions=nothing, provincial_champions=nothing)
    assert states(form, both)["E-6"] is ProofState.UNNEEDED


def test_a_tick_calls_for_a_proof(form: Form) -> None:
    """Each ticked box has a proof of its own, and a changed mind takes it back."""
    ticked = answered(form, chain_work=("chain_map", "supply_risk"))
    wanted = {item for item, state in states(form, ticked).items() if state is ProofState.MISSING}
    assert {"E-14", "E-21"} <= wanted
    assert "E-15" not in wanted
    assert states(form, answered(form, chain_work=Blank.NONE))["E-14"] is ProofState.UNNEEDED


def test_a_file_is_never_lost_by_a_changed_answer(form: Form) -> None:
    """A box that is unticked keeps the files that were sent for it, and has them again when it is ticked."""
    proof = Proof("f1", "E-14", "图谱.pdf")
    ticked = answered(form, chain_work=("chain_map",)).with_proofs([proof])
    assert states(form, ticked)["E-14"] is ProofState.GIVEN
    unticked = ticked.with_answers(answered(form, chain_work=("supply_risk",)).answers.values())
    item = next(each for each in Journey(form, unticked).proofs if each.requirement.id == "E-14")
    assert (item.state, item.files) == (ProofState.UNNEEDED, (proof,))


def test_a_proof_in_doubt_counts_as_missing(form: Form) -> None:
    """A photo that cannot be read is there, and is no proof yet."""
    area = answered(form, area=Decimal(36)).with_proofs([Proof("f1", "E-1", "图.jpg", trouble="unclear")])
    assert states(form, area)["E-1"] is ProofState.TROUBLED
    assert "E-1" in {each.id for each in Journey(form, area).missing_evidence}


def test_the_literal_reading_can_be_switched_off(form: Form) -> None:
    """Without it, 是/否 answers call for no evidence."""
    application = answered(form, accidents="no", area=Decimal(36))
    assert "E-80" in states(form, application)
    assert "E-80" not in states(replace(form, literal_evidence=False), application)


def test_the_list_is_in_the_order_of_the_form(form: Form) -> None:
    """By section and printed number, as the binder will be; the proof without a question heads its section."""
    order = [each.requirement.id for each in Journey(form, Application("a1", form.edition)).proofs]
    assert order[:3] == ["E-1", "E-78", "E-79"]
    assert order[8:11] == ["E-2", "E-3", "E-4"]
    assert order[-1] == "E-61"
    assert len(order) == 87


def test_a_colleague_sees_the_proofs_of_the_own_part(form: Form) -> None:
    """Whoever fills 四 is asked for the proofs of 四."""
    journey = Journey(form, Application("a1", form.edition), ("digital",))
    assert {each.section for each in journey.proofs} == {"digital"}
    assert [each.id for each in journey.missing_evidence] == ["E-11", "E-12", "E-13"]


def test_the_list_is_tapped_through(form: Form) -> None:
    """佐证 shows the sections, a tap the proofs of one; 还缺哪些佐证 answers, and the open question is next."""
    talk = Talk(form)
    talk.say("开始")
    fill(talk, until="sharing_work")
    assert "还缺 24 类" in talk.say("佐证")[-1]
    assert "二、主导产业情况（缺 11）" in talk.phrased[-1].buttons
    assert talk.numbered("□ E-14 绘制产业链图谱，开展产业链培育（{#chain_work}）　缺") in talk.say("2")[-1]
    assert "E-1 集群占地面积" in talk.say("还缺哪些佐证？")[-1]
    assert talk.say("继续")[-1].startswith(talk.numbered("{#sharing_work}"))


def test_progress_counts_what_is_missing(form: Form) -> None:
    """进度 and 检查 say how many proofs are missing; a file in its place makes it one less."""
    talk = Talk(form)
    assert "佐证还缺 15 类" in talk.say("进度")[-1]
    talk.applications["a1"] = talk.application.with_proofs([Proof("f1", "E-3", "清单.xlsx")])
    assert "佐证还缺 14 类" in talk.say("进度")[-1]
    assert "佐证 15 类，还缺 14 类" in talk.say("检查")[-1]
