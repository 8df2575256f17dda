"""Rows of a measurement: printed as a table, written as JSON for other programs."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One measured value. ``bar`` is the most it may be, ``least`` the least (neither: only stated).

    ``peer`` stands beside it.
    """

    group: str
    name: str
    value: float
    unit: str
    bar: float | None = None
    peer: str | None = None
    least: float | None = None

    @property
    def ok(self) -> bool | None:
        """Whether the bars are kept; None where there are none."""
        if self.bar is None and self.least is None:
            return None
        return (self.bar is None or self.value <= self.bar) and (self.least is None or self.value >= self.least)

    @property
    def bars(self) -> str:
        """The bars as they are printed."""
        parts = (("≤", self.bar), ("≥", self.least))
        return " ".join(f"{sign} {value:g}" for sign, value in parts if value is not None)


def median_ms(work: Callable[[], object], rounds: int, warmup: int = 3) -> float:
    """The median of so many rounds, in milliseconds, after a warm-up."""
    times: list[float] = []
    for number in range(rounds + warmup):
        start = time.perf_counter()
        work()
        if number >= warmup:
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def interleaved_ms(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Medians of peers measured in turns, so that a busy moment of the machine meets them alike."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 2):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            if number >= 2:
                times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(each) for name, each in times.items()}


def report(rows: Iterable[Row], target: Path) -> bool:
    """Print the table, write the JSON; whether every bar is kept."""
    rows = list(rows)
    print(f"{'group':<12}{'name':<58}{'value':>10} {'unit':<6}{'bar':>8}  ok   peer")
    for row in rows:
        verdict = {True: "yes", False: "NO", None: ""}[row.ok]
        print(
            f"{row.group:<12}{row.name:<58}{row.value:>10.3f} {row.unit:<6}{row.bars:>8}  {verdict:<4} {row.peer or ''}"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        json.dumps([{**asdict(row), "ok": row.ok} for row in rows], ensure_ascii=False, indent=1), "utf-8"
    )
    return all(row.ok is not False for row in rows)
