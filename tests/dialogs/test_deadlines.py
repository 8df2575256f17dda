"""Working days and deadlines: the State Council's notice, a city's own date, an extension, dates of nobody's county."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import pytest

import dialogs
from dialogs.definition.form import Form
from dialogs.definition.loader import EDITION, BadForm, load
from dialogs.definition.notice import County
from dialogs.definition.workdays import WorkCalendar
from dialogs.derived.deadlines import Moved, beyond_calendar, counties_of, dues, told

CITY, PROVINCE = date(2024, 4, 25), date(2024, 5, 8)
AT = datetime(2024, 4, 12, 1, tzinfo=UTC)


def county(form: Form, name: str) -> County:
    """The county of this name."""
    return next(each for each in form.counties if each.name == name)


def test_every_day_of_the_year_is_as_others_read_the_notice(form: Form) -> None:
    """All 366 days of 2024 agree with the package that keeps China's holidays."""
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(366)]
    assert [form.calendar.works(day) for day in days] == [chinese_calendar.is_workday(day) for day in days]


def test_days_of_the_notice(form: Form) -> None:
    """11 working days from the city's letter to 25 April, only 7 more to 8 May across the holiday."""
    assert form.calendar.between(date(2024, 4, 10), CITY) == 11
    assert form.calendar.between(CITY, PROVINCE) == 7
    assert form.calendar.between(PROVINCE, CITY) == -7
    assert form.calendar.between(CITY, CITY) == 0


@pytest.mark.parametrize(
    ("days", "on"),
    [
        (-1, "05-07"),
        (-3, "04-30"),
        (-5, "04-28"),
        (-7, "04-25"),
        (-10, "04-22"),
        (0, "05-08"),
        (1, "05-09"),
        (3, "05-11"),
    ],
)
def test_working_days_before_and_after_8_may(form: Form, days: int, on: str) -> None:
    """The holiday is stepped over, the worked Sunday 28 April and Saturday 11 May count."""
    assert form.calendar.shift(PROVINCE, days) == date.fromisoformat(f"2024-{on}")


def test_a_year_without_notice_is_counted_by_the_week_and_known_as_such(form: Form) -> None:
    """In 2027 Monday to Friday count; the calendar says that it does not know, and which dates that concerns."""
    assert not form.calendar.knows(date(2027, 3, 1))
    assert form.calendar.between(date(2027, 2, 26), date(2027, 3, 5)) == 5
    late = Moved(1, "to_province", "邢台市", date(2027, 3, 5), AT)
    found = dues(form, county(form, "临西县"), [late])
    assert [due.on.year for due in beyond_calendar(form, found)] == [2027]
    assert [line.known for line in told(form, found, date(2024, 4, 11))] == [True, False]
    assert not WorkCalendar().knows(CITY)


def test_the_citys_date_is_a_reference_elsewhere_until_the_city_sets_its_own(form: Form) -> None:
    """25 April binds 石家庄's counties; for 临西县 it is a reference, until 邢台 says otherwise."""
    assert [(due.name, due.on, due.fixed) for due in dues(form, county(form, "正定县"))] == [
        ("to_city", CITY, True),
        ("to_province", PROVINCE, True),
    ]
    assert [due.fixed for due in dues(form, county(form, "临西县"))] == [False, True]
    own = Moved(1, "to_city", "邢台市", date(2024, 4, 23), AT)
    there, elsewhere = (dues(form, county(form, name), [own])[0] for name in ("临西县", "迁安市"))
    assert (there.on, there.fixed, there.moved) == (date(2024, 4, 23), True, own)
    assert (elsewhere.on, elsewhere.fixed, elsewhere.moved) == (CITY, False, None)


@pytest.mark.parametrize("name", ["定州市", "辛集市", "容城县"])
def test_who_reports_by_itself_has_the_provinces_date_only(form: Form, name: str) -> None:
    """定州, 辛集 and 雄安's counties hear of 8 May and of no other day."""
    assert [due.on for due in dues(form, county(form, name))] == [PROVINCE]


def test_an_extension_of_one_county_goes_before_its_citys_date_and_the_newest_counts(form: Form) -> None:
    """The extended county has its own date even after the city moved once more; its neighbour has the city's newest."""
    one, other = county(form, "临西县"), county(form, "威县")
    changes = [
        Moved(3, "to_city", "邢台市", date(2024, 4, 24), AT + timedelta(days=2)),
        Moved(1, "to_city", "邢台市", date(2024, 4, 22), AT),
        Moved(2, "to_city", one.code, date(2024, 4, 29), AT + timedelta(days=1)),
    ]
    assert dues(form, one, changes)[0].on == date(2024, 4, 29)
    assert dues(form, other, changes)[0].on == date(2024, 4, 24)
    assert {each.name for each in counties_of(form, one.code)} == {"临西县"}
    assert len(counties_of(form, "邢台市")) == 18


def test_of_nobodys_county_both_dates_stand_the_citys_as_a_reference(form: Form) -> None:
    """Before a county is named, both dates are told, and the first as another city's."""
    assert [(due.on, due.fixed) for due in dues(form, None)] == [(CITY, False), (PROVINCE, True)]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('last: "2024-05-05"', 'last: "2024-04-05"', "it ends before it begins"),
        ('- "2024-05-11"', '- "2024-05-32"', "is not a quoted ISO date"),
        ("year: 2024", "year: soon", "a whole number"),
    ],
)
def test_a_mistake_in_the_calendar_stops_the_start(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    """A holiday that ends before it begins, a day that is none, a year that is no number: each is named."""
    source = Path(dialogs.__file__).parent / "forms" / EDITION
    folder = Path(shutil.copytree(source, tmp_path / "edition"))
    file = folder / "calendar-2024.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BadForm, match=complaint):
        load(folder=folder)
