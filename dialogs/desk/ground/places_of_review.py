"""Where one can be in a review, how places are called, and what can be done at each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from dialogs.definition.form import Field, Form
from dialogs.derived.journey import printed_sections
from dialogs.derived.rounds import Comment, CommentState
from dialogs.record.options import Option
from dialogs.saying.examined import Examined
from dialogs.state.actions import Way
from dialogs.state.desk_states import Do

_SUBJECT = re.compile(
    r"(?P<about>(?:[CS]\d{1,2}|\d{1,2}\.\d{1,2}|E-?\d{1,3}|整份|整体|全部|whole))题?(?:[\s:：,，]+(?P<note>\S.*))?",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r"第?(?P<numeral>[一二三四五六七八九])(?:部分|节)?")
_WHOLE = frozenset({"整份", "整体", "全部", "whole"})
_MOST = 8
_MOST_PAIRS = 6
_FEW = 3
"""So many comments have all three verdicts as buttons."""

PLACES = {
    "review_drafts": "drafts",
    "review_sections": "sections",
    "review_steps": "steps",
    "review_new": "new",
    "review_history": "history",
    "review_first": "",
}
"""The commands that show a place of the review that is open."""
IN_A_REVIEW = frozenset(
    {
        *PLACES,
        *("review_compare", "send_back", "send_return", "restore_draft", "pass", "verify", "opinion"),
        *("comment", "comment inside", "compare", "opine"),
    }
)
"""Commands about the review that is open."""


def place_called(form: Form, words: str) -> str | None:
    """The place that words name: 2.1, 二, 第二部分, the title of a section; None for other words."""
    plain = words.strip(" 。.")
    field = form.by_id.get(plain.upper())
    if field is not None:
        return f"field:{field.name}"
    found = _SECTION.fullmatch(plain)
    for section in printed_sections(form):
        number, _, title = section.title.partition("、")
        if plain in (section.title, title or "…") or (found is not None and number == found["numeral"]):
            return f"section:{section.name}"
    return None


def subject_called(form: Form, words: str) -> tuple[str, str] | None:
    """What a comment is about, and its note if there is one: a question, an item of the list, the whole."""
    found = _SUBJECT.fullmatch(words.strip())
    if found is None:
        return None
    called, note = found["about"].upper(), (found["note"] or "").strip()
    if found["about"].casefold() in _WHOLE:
        return "", note
    field = form.by_id.get(called)
    item = called if "-" in called or not called.startswith("E") else f"E-{called[1:]}"
    if field is not None and field.answerable:
        return field.name, note
    return (item, note) if item in form.evidence_by_id else None


def about_called(form: Form, called: str) -> str | None:
    """What a comment is about that is called so: a field's name, an item, empty for the whole; None for none."""
    found = subject_called(form, called)
    return found[0] if found is not None else None


def ways(form: Form, seen: Examined) -> list[Way]:
    """What can be done at the place that is shown."""
    kind, _, name = seen.spot.partition(":")
    found = _AT.get(kind)
    return [*found(form, seen, name), *_back()] if found is not None else list(_first(seen))


def _go(verb: str, place: str, **figures: str) -> Way:
    return Option(verb, figures), Do("review place", (place,))


def _back() -> Iterable[Way]:
    yield _go("review first", "")


def _first(seen: Examined) -> Iterable[Way]:
    if seen.head.passes:
        yield _go("review new", "new", count=str(sum(each.changed for each in seen.sections)))
    yield _go("review sections", "sections")
    if seen.drafts:
        yield _go("review drafts", "drafts", count=str(len(seen.drafts)))
    done = sum(each.done for each in seen.steps)
    yield _go("review steps", "steps", done=str(done), count=str(len(seen.steps)))
    yield from _decisions(seen)
    yield Option("review opinion"), Do("opinion")
    if seen.passages:
        yield _go("review history", "history")


def _decisions(seen: Examined) -> Iterable[Way]:
    if any(not each.internal for each in seen.drafts):
        count = str(sum(not each.internal for each in seen.drafts))
        yield Option("review return", {"count": count}), Do("send back")
    if seen.head.state == "sent":
        yield Option("review pass"), Do("pass")


def _sections(form: Form, seen: Examined) -> Iterable[Way]:
    titles = {section.name: section.title for section in form.sections}
    for each in seen.sections:
        trouble = each.wrong + each.doubted
        verb = "review section" if trouble else "review section fine"
        yield _go(verb, f"section:{each.name}", title=titles[each.name], count=str(trouble))


def _sections_around(form: Form, name: str) -> Iterable[Way]:
    names = [section.name for section in printed_sections(form)]
    titles = {section.name: section.title for section in form.sections}
    place = names.index(name) if name in names else -1
    if 0 <= place < len(names) - 1:
        after = names[place + 1]
        yield _go("review section fine", f"section:{after}", title=titles[after])
    yield _go("review sections", "sections")


def _on_field(form: Form, name: str) -> Iterable[Way]:
    field = form.by_name[name]
    yield Option("review comment", {"id": field.id}), Do("comment", (name,))
    yield Option("review internal", {"id": field.id}), Do("comment", (name, "internal"))
    after = _next_field(form, field)
    if after is not None:
        yield _go("review next", f"field:{after.name}", id=after.id)
    section = next(each for each in form.sections if each.name == field.section)
    yield _go("review section fine", f"section:{section.name}", title=section.title)


def _next_field(form: Form, field: Field) -> Field | None:
    later = form.fields[form.positions[field.name] + 1 :]
    return next((each for each in later if each.answerable and not each.auxiliary), None)


def _verdicts(form: Form, seen: Examined, start: str = "") -> Iterable[Way]:
    """Accepted; accepted, but needs; not accepted: for each comment that came back and has no verdict yet.

    Where there are many, some at a time are accepted by a tap, and for the rest there are words.
    """
    if seen.head.state != "sent":
        return
    left = undecided(seen)
    first = int(start) if start.isdigit() and int(start) < len(left) else 0
    shown = left[first : first + _MOST]
    for each in shown:
        yield Option("review accept", {"id": called(form, each, left)}), Do("accept", (each.id,))
    for each in shown if len(left) <= _FEW else ():
        yield Option("review needs", {"id": called(form, each, left)}), Do("needs", (each.id,))
        yield Option("review again", {"id": called(form, each, left)}), Do("comment", (each.about,))
    answered = sum(each.state is CommentState.ANSWERED for each in left)
    if answered > 1:
        yield Option("review accept all", {"count": str(answered)}), Do("accept all")
    if len(left) > _MOST:
        following = first + _MOST if first + _MOST < len(left) else 0
        yield _go("review more", f"new:{following}", count=str(len(left) - len(shown)))


def undecided(seen: Examined) -> list[Comment]:
    """The comments without a verdict."""
    return [each for each in seen.comments if each.state in (CommentState.ANSWERED, CommentState.OPEN)]


def called(form: Form, comment: Comment, among: Iterable[Comment]) -> str:
    """A comment by the number of what it is about; by its own too where there are others about it; of the whole."""
    field = form.by_name.get(comment.about)
    name = field.id if field is not None else comment.about
    if not name:
        return comment.id
    return name if sum(each.about == comment.about for each in among) == 1 else f"{name}（{comment.id}）"


def _drafts(form: Form, seen: Examined, start: str) -> Iterable[Way]:
    first = int(start) if start.isdigit() and int(start) < len(seen.drafts) else 0
    for each in seen.drafts[first : first + _MOST]:
        about = form.by_name[each.about].id if each.about in form.by_name else each.about
        figures = {"id": str(each.number), "about": about}
        verb = "review drop" if about else "review drop whole"
        yield Option(verb, figures), Do("drop draft", (str(each.id),))
    if len(seen.drafts) > _MOST:
        following = first + _MOST if first + _MOST < len(seen.drafts) else 0
        yield _go("review more drafts", f"drafts:{following}")
    if seen.dropped:
        yield Option("review restore"), Do("restore draft", (str(seen.dropped),))


def _steps(form: Form, seen: Examined) -> Iterable[Way]:
    known = {each.name: each.words for each in form.review.steps}
    for number, each in enumerate(seen.steps, 1):
        verb = "untick" if each.done else "tick"
        yield Option(f"review {verb}", {"number": str(number), "step": known[each.name]}), Do(verb, (each.name,))
    for name, words in form.review.verifications.items():
        yield Option("review verify", {"kind": words}), Do("verify", (name,))


def _confirm(seen: Examined) -> Iterable[Way]:
    count = str(sum(not each.internal for each in seen.drafts))
    yield Option("review send", {"count": count}), Do("send return")
    yield Option("review redate"), Do("send back")


def _pairs(seen: Examined) -> list[Way]:
    """Other pairs: each version with the one before, the first with the last, the last with today's."""
    known = [str(each.number) for each in seen.versions]
    pairs = [*pairwise(known), *([(known[0], known[-1])] if len(known) > 2 else [])]
    pairs += [(known[-1], "now")] if known else []
    shown = seen.spot.partition(":")[2]
    return [_pair(*each) for each in pairs if ":".join(each) != shown][-_MOST_PAIRS:]


def _pair(old: str, new: str) -> Way:
    verb = "review compare now" if new == "now" else "review compare"
    return Option(verb, {"old": old, "new": new}), Do("review place", (f"compare:{old}:{new}",))


_AT: Mapping[str, Callable[[Form, Examined, str], Iterable[Way]]] = {
    "section": lambda form, _, name: _sections_around(form, name),
    "field": lambda form, seen, name: (*_on_field(form, name), *_verdicts(form, seen)),
    "sections": lambda form, seen, _: _sections(form, seen),
    "new": lambda form, seen, start: (*_verdicts(form, seen, start), *_decisions(seen)),
    "drafts": lambda form, seen, start: (*_drafts(form, seen, start), *_decisions(seen)),
    "steps": lambda form, seen, _: _steps(form, seen),
    "preview": lambda _form, seen, _: _confirm(seen),
    "unsure": lambda _form, _seen, _name: ((Option("review pass anyway"), Do("pass", ("sure",))),),
    "history": lambda _form, seen, _name: _pairs(seen),
    "compare": lambda _form, seen, _name: _pairs(seen),
}
"""The ways at each place; elsewhere those of the first screen."""
