"""What the notice says to questions about the procedure: every article is asked for by some words, and is there."""

from __future__ import annotations

from dialogs.definition.form import Form


def test_every_article_is_asked_for_and_is_there(form: Form) -> None:
    """What the words of a wish lead to stands in the edition, and nothing stands there that no words lead to."""
    asked = {" ".join(wish.do[1:]) for wish in form.speech.wishes if wish.do[0] == "article"}
    assert asked == set(form.articles)


def test_an_article_says_where_it_stands_or_that_there_is_nothing(form: Form) -> None:
    """No article is said without its source; of what the notice leaves open nothing is said."""
    for article in form.articles.values():
        assert bool(article.silent) != bool(article.says and article.source), article.name
