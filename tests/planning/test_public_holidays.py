"""Public holidays: of country and region, in the desk's language, and places nobody knows."""

import datetime as dt
import subprocess
import sys

import pytest

from allydesk.models import organisation
from allydesk.models.base import put
from allydesk.models.organisation import Organisation
from allydesk.planning import public_holidays
from allydesk.store import Store


def live(store: Store, **values: object) -> None:
    store.write("Change", put, Organisation, store.read(organisation.the).id, values)


def names(store: Store, *days: str) -> list[list[str]]:
    """Give the names of the holidays on each day."""
    found = []
    for text in days:
        day = dt.date.fromisoformat(text)
        found.append([h.name for h in store.read(public_holidays.between, day, day)])
    return found


def test_the_region_counts(store: Store) -> None:
    live(store, country="GB")
    assert names(store, "2026-08-31") == [[]]  # Scotland has it on another day
    assert "depend on the region" in (store.read(public_holidays.hint) or "")
    live(store, region="ENG")
    assert store.read(public_holidays.hint) is None
    assert names(store, "2026-08-31", "2026-11-30", "2026-06-15") == [
        ["Late Summer Bank Holiday"], [], [],
    ]  # fmt: skip
    live(store, region="SCT")
    assert names(store, "2026-08-31", "2026-11-30")[0] == []
    assert names(store, "2026-11-30") == [["Saint Andrew’s Day"]]
    assert names(store, "2026-06-15") != [[]]  # a day off for one year alone
    assert store.read(public_holidays.problem) is None


def test_names_are_in_the_language_of_the_desk(store: Store) -> None:
    live(store, country="DE", region="BY")
    assert names(store, "2026-01-06") == [["Epiphany"]]
    live(store, language="de-DE")
    assert names(store, "2026-01-06") == [["Heilige Drei Könige"]]
    live(store, language="mt")  # which nobody translated into
    assert names(store, "2026-01-06") == [["Epiphany"]]


def test_a_span_over_new_year_has_both_years(store: Store) -> None:
    live(store, country="GB")
    found = store.read(public_holidays.between, dt.date(2026, 12, 25), dt.date(2027, 1, 1))
    assert [h.day.isoformat() for h in found] == [
        "2026-12-25", "2026-12-26", "2026-12-28", "2027-01-01",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "sentence", "christmas"),
    [
        ({"country": "XK", "region": None}, None, 1),
        (
            {"country": "ZZ"},
            "AllyDesk knows no public holidays for Unknown Region. Add them as closed days.",
            0,
        ),
        (
            {"country": "GB", "region": "Narnia"},
            "AllyDesk does not know the region “Narnia” (United Kingdom). Choose it again.",
            1,
        ),
    ],
)
def test_a_place_nobody_knows_is_told_and_breaks_nothing(
    store: Store, given: dict[str, object], sentence: str | None, christmas: int
) -> None:
    live(store, **given)
    assert store.read(public_holidays.problem) == sentence
    day = dt.date(2026, 12, 25)
    assert len(store.read(public_holidays.between, day, day)) == christmas


def test_without_a_country_the_one_in_the_language_counts(store: Store) -> None:
    assert store.read(public_holidays.problem) is None  # en-GB
    live(store, language="en")
    assert store.read(public_holidays.problem) == "Choose a country to see public holidays."
    assert names(store, "2026-12-25") == [[]]


def test_countries_and_regions_are_offered_by_name() -> None:
    countries = dict(public_holidays.countries("en-GB"))
    assert countries["GB"] == "United Kingdom"
    assert list(countries.values()) == sorted(countries.values())
    assert dict(public_holidays.countries("de"))["DE"] == "Deutschland"
    assert public_holidays.regions("GB") == [
        ("ENG", "England"), ("NIR", "Northern Ireland"), ("SCT", "Scotland"), ("WLS", "Wales"),
    ]  # fmt: skip
    assert public_holidays.regions("ZZ") == []


def test_the_library_is_loaded_when_it_is_first_asked() -> None:
    code = "import sys, allydesk.planning.slots; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
