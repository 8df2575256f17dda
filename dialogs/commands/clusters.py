"""集群: one person's applications, one of them open at a time. The outside knows them."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Run, Switch
from dialogs.state.conversation import Resting
from dialogs.turn.messages import List, Open
from dialogs.turn.step import Step


def show_all(step: Step) -> None:
    """集群: this person's applications, and a new one. The outside knows them."""
    step.request(List())


def choose(step: Step, names: Mapping[str, str]) -> None:
    """The applications to choose from, by id and cluster name."""
    options = [Option("cluster" if name else "unnamed cluster", {"name": name}) for name in names.values()]
    actions = [Switch(application) for application in names]
    reply = Told("clusters", {"count": str(len(names))}, (*options, Option("new cluster")))
    step.offer(reply, [*actions, Run("new_cluster")], Resting())


def open_new(step: Step) -> None:
    """新建集群: another application of the same person, who may not be here to help with somebody else's."""
    if step.conversation.owner:
        step.say(Told("only owner opens", {"owner": step.conversation.owner}))
    else:
        step.request(Open(None))
