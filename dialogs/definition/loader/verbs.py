"""The verbs in which coordinators say what is to be done."""

from __future__ import annotations

from pathlib import Path

from dialogs.definition.loader.records import Mistakes, read_file
from dialogs.words.verbs import Verb, Verbs
from dialogs.words.wishes import Speech


def read_verbs(path: Path, speech: Speech, mistakes: Mistakes) -> Verbs:
    """The verbs of a file, with their words laid over those that are spoken at the place anyway."""
    data = read_file(path.parent, path.name, mistakes)
    verbs: dict[str, Verb] = {}
    words: dict[str, str] = {}
    for name, verb in (data if isinstance(data, dict) else {}).items():
        typed = tuple(map(str, verb["typed"]))
        beside, without = str(verb.get("with") or ""), str(verb.get("without") or "")
        takes, safe, first = verb.get("takes") == "text", bool(verb.get("safe")), bool(verb.get("first"))
        verbs[name] = Verb(name, typed, str(verb.get("in") or ""), takes, beside, without, safe, first)
        for word in map(str, verb["said"]):
            if words.setdefault(word.casefold(), name) != name:
                mistakes.add(path.name, f"“{word}” is said for both {words[word.casefold()]} and {name}")
    return Verbs(verbs, speech.beside({word: f"do {name}" for word, name in words.items()}))
