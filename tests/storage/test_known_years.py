"""The newest notice of a year counts, for its edition alone."""

from __future__ import annotations

from datetime import date

from storage import known_years
from storage.database import Database
from storage.known_years import Known
from tests.storage.conftest import NOW


def test_a_notice_takes_the_place_of_the_one_before(database: Database, person: int) -> None:
    """Days that the newer one does not name are working days again; other years and editions stay."""
    first = Known(2026, frozenset({date(2026, 1, 1), date(2026, 1, 2)}), frozenset({date(2026, 1, 4)}))
    newer, next_year = Known(2026, frozenset({date(2026, 1, 1)}), frozenset()), Known(2027, frozenset(), frozenset())
    with database.write() as session:
        for edition, known in (("a/2024", first), ("b/2024", first), ("a/2024", next_year), ("a/2024", newer)):
            known_years.keep(session, edition, known, "放假通知", person, NOW)
        assert known_years.of_edition(session, "a/2024") == (newer, next_year)
        assert known_years.of_edition(session, "b/2024") == (first,)
        assert known_years.of_edition(session, "c/2024") == ()
