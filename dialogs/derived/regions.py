"""Cities and counties as a person chooses them: the county list depends on the city already named."""

from __future__ import annotations

from dialogs.definition.form import Choice, Field, Form
from dialogs.definition.notice import County, ReportingGroup
from dialogs.record.application import Application

CITY, COUNTY = "city", "county"


def choices_of(form: Form, field: Field, application: Application) -> tuple[Choice, ...]:
    """The numbered choices of a field: its own, or the cities and counties of the edition."""
    match field.name:
        case "city":
            return tuple(Choice(name, name) for name in cities(form))
        case "county":
            named = application.answer(CITY)
            listed = counties(form, application) if named is not None and named.value is not None else ()
            return tuple(Choice(county.name, county.name) for county in listed)
        case _:
            return field.choices


def cities(form: Form) -> tuple[str, ...]:
    """The cities of the edition, in code order."""
    return tuple(dict.fromkeys(county.city for county in form.counties))


def counties(form: Form, application: Application) -> tuple[County, ...]:
    """The counties of the application's city; all of them while no city is named."""
    answer = application.answer(CITY)
    city = answer.value if answer is not None else None
    return tuple(county for county in form.counties if city is None or city in (county.city, county.group))


def county_of(form: Form, application: Application) -> County | None:
    """The county that the application is filed for, once it is named."""
    answer = application.answer(COUNTY)
    named = answer.value if answer is not None else None
    return next((county for county in counties(form, application) if county.name == named), None)


def group_of(form: Form, application: Application) -> ReportingGroup | None:
    """The reporting group that recommends the application, once the county is named (定州, 辛集, 雄安 apart)."""
    county = county_of(form, application)
    return next((group for group in form.groups if county is not None and group.name == county.group), None)
