"""One verdict: 目录, 进度, 检查, 完成 and the paper say of any application the same, question by question."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.views.overview import Overview, overview_of
from dialogs.definition.form import Form
from dialogs.derived.journey import Journey
from dialogs.record.application import Answer, Application, Blank, Kept
from dialogs.record.standing import Standing
from dialogs.saying.replies import Reply
from dialogs.saying.summaries import Completed, Progress, Report
from dialogs.state.actions import Change, Review, Visit
from dialogs.turn.messages import Commanded
from renderers.chat.standing import phrase_counts, phrase_tally
from renderers.i18n import language
from renderers.review.remarks import Remarks
from renderers.review.standing import concerns_of
from tests.county import fill
from tests.talk import NOW, Talk

_SPOKEN = language("zh")
_TO_DO = tuple(each for each in Standing if each is not Standing.FILLED)
_ROUNDS = 25


@pytest.fixture(scope="module")
def county(form: Form) -> Application:
    """A county that has answered everything."""
    talk = Talk(form)
    talk.say("开始")
    fill(talk)
    return talk.application


def shaken(county: Application, seed: int) -> Application:
    """Some answers are gone, put off, awaited, doubtful, none or other figures; some warnings are kept."""
    chance = random.Random(seed)
    share = chance.choice((0.0, 0.02, 0.1, 0.5))
    answers = [_other(answer, chance) if chance.random() < share else answer for answer in county.answers.values()]
    gone = [answer.slot for answer in answers if chance.random() < share / 2]
    return county.with_answers(answers, without=gone)


def _other(answer: Answer, chance: random.Random) -> Answer:
    others = [
        replace(answer, value=None, blank=chance.choice(list(Blank)), department=chance.choice(("统计局", None))),
        replace(answer, doubtful=True),
    ]
    if isinstance(answer.value, Decimal):
        others.append(replace(answer, value=Decimal(round(answer.value * chance.choice((3, 10)) + 1))))
    return chance.choice(others)


def explained(form: Form, application: Application, seed: int) -> Application:
    """The same with a reason for some of the warnings."""
    for finding in Journey(form, application).warnings:
        if random.Random(f"{seed}{finding.key}").random() < 0.5:
            application = application.with_kept(Kept(finding.key, "口径不同", finding.stands_on, "local", NOW))
    return application


def said(talk: Talk, command: str) -> Reply:
    """The summary that a command brings."""
    talk.happen(Commanded(command))
    return next(reply for reply in talk.replies if isinstance(reply, Progress | Report | Completed))


def standing(overview: Overview, *wanted: Standing) -> set[str]:
    """The questions that stand so in the contents."""
    return {each.name for part in overview.sections for each in part.questions if each.standing in wanted}


def led_to(form: Form, talk: Talk) -> set[str]:
    """The questions to which the rows of 检查 lead."""
    found: set[str] = set()
    kept = [option.group == "kept" for option in talk.conversation.options]
    for action in (each for each, settled in zip(talk.conversation.actions, kept, strict=True) if not settled):
        match action:
            case Visit(fields):
                found.update(fields)
            case Change(field):
                found.add(field)
            case Review(keys):
                found.update(form.last_fields[key] for key in keys)
    return found


def counted(form: Form, overview: Overview) -> set[str]:
    """The questions of the paper, and of the others those with something to say about them."""
    missing = (Standing.OPEN, Standing.LATER, Standing.WAITING)
    every = [each for part in overview.sections for each in part.questions]
    return {each.name for each in every if form.by_name[each.name].required or each.standing not in missing}


@pytest.mark.parametrize("part", [(), ("industry", "plan")], ids=["contact", "colleague"])
def test_contents_progress_check_completion_and_paper_agree(
    form: Form, county: Application, part: tuple[str, ...]
) -> None:
    """The same counts, the same questions behind them, and the same answer to whether it is complete."""
    for seed in range(_ROUNDS):
        application = explained(form, shaken(county, seed), seed)
        talk = Talk(form, applications={"a1": application})
        owner = "张三" if part else ""
        talk.conversation = replace(talk.conversation, sections=part, owner=owner, welcomed=True)
        journey = Journey(form, application, part)
        overview = overview_of(journey, _SPOKEN)
        progress, report = said(talk, "progress"), said(talk, "check")
        assert isinstance(progress, Progress)
        assert isinstance(report, Report)
        lines = {line.section: phrase_tally(line.tally, _SPOKEN) for line in progress.sections}
        assert lines == {each.name: each.tally for each in overview.sections if each.tally}, seed
        assert progress.tally == report.tally == journey.tally, seed
        assert led_to(form, talk) == standing(overview, *_TO_DO) & counted(form, overview), seed
        assert journey.complete == journey.tally.complete, seed
        if part:
            continue
        paper = Remarks(journey, concerns_of(journey)).counts
        assert (" · ".join(text.removesuffix(" 题") for text, _ in paper) or "已填") == phrase_counts(
            journey.tally, _SPOKEN
        ), seed
        done = said(talk, "done")
        assert isinstance(done, Completed if journey.complete else Report), seed
        assert isinstance(done, Completed | Report)
        assert done.tally == journey.tally, seed
