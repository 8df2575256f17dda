"""What the notice says to a question about the procedure: its words with their source, or that it says nothing."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.definition.notice import Deadline
from dialogs.derived.regions import group_of
from dialogs.record.application import Application
from dialogs.saying.replies import Told
from dialogs.turn.step import Step


def tell(step: Step, name: str) -> None:
    """Answer with an article of the edition; where it has none of that name, say whom to ask."""
    article = step.form.articles.get(name)
    group = group_of(step.form, step.application)
    receiver = group.receiver if group is not None else ""
    if article is None:
        step.say(Told("about"))
    elif article.silent:
        step.say(Told("notice is silent", {"about": article.silent, "city": receiver}))
    else:
        step.say(Told("notice says", {"says": article.says, "source": article.source}))


def contacts(step: Step) -> None:
    """Whom the notice names to be called: of the own city, where it names any, and of the province."""
    binding = _binding(step.form, step.application)
    named = "；".join(f"{each.recipient}：{'、'.join(each.contacts)}" for each in binding if each.contacts)
    own = any(each.groups for each in binding)
    group = group_of(step.form, step.application)
    city = group.receiver if group is not None and not own else ""
    step.say(Told("contacts of province" if not own else "contacts", {"named": named, "city": city}))


def _binding(form: Form, application: Application) -> list[Deadline]:
    group = group_of(form, application)
    name = group.name if group is not None else ""
    return [each for each in form.deadlines if not each.groups or name in each.groups]
