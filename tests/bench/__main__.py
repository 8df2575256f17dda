"""`make bench`: prints a table and writes build/bench.json. Peers are measured in the same run; values are medians."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

from tests.bench import broadcasts, campaign, desk, doors, evidence, form, house, load, numbers, sections, telegram
from tests.bench.rows import report


def main() -> int:
    """Measure everything; 1 if a bar is not kept."""
    groups = doors.rows(), form.rows(), sections.rows(), load.rows(), telegram.rows(), house.rows(), campaign.rows()
    return (
        0
        if report(
            chain(*groups, broadcasts.rows(), evidence.rows(), numbers.rows(), desk.rows()), Path("build/bench.json")
        )
        else 1
    )


if __name__ == "__main__":
    sys.exit(main())
