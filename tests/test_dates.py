"""Days in words, and words as days."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk import dates

NOW = dt.date(2026, 11, 19)  # a Thursday
LANGUAGES = (
    "en-GB",
    "en-US",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "pl",
    "sv",
    "da",
    "fi",
    "tr",
    "cs",
)
DAYS = st.dates(dt.date(1951, 1, 1), dt.date(2049, 12, 31))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("2026-11-19", "2026-11-19"),
        ("2026-11-19 00:00:00", "2026-11-19"),
        ("2026-11-19T00:00:00.000Z", "2026-11-19"),
        ("19/11/2026", "2026-11-19"),
        ("19/11", "2026-11-19"),
        ("19.11.26", "2026-11-19"),
        ("3/4/2020", "2020-04-03"),
        ("1.2.99", "1999-02-01"),
        ("31-12-2026", "2026-12-31"),
        (" 19 / 11 / 2026 ", "2026-11-19"),
        ("12/31/2026", "2026-12-31"),  # a 31st month there is not
        ("19 Nov", "2026-11-19"),
        ("19 November 2024", "2024-11-19"),
        ("19th of November 2024", "2024-11-19"),
        ("1st Feb", "2026-02-01"),
        ("Nov 19, 2024", "2024-11-19"),
        ("november 3rd", "2026-11-03"),
        ("3-Apr-20", "2020-04-03"),
        ("Sept 5", "2026-09-05"),
        ("Thu 19 Nov", "2026-11-19"),
        ("Thursday, 19 November 2026", "2026-11-19"),
        ("today", "2026-11-19"),
        ("Tomorrow", "2026-11-20"),
        ("YESTERDAY", "2026-11-18"),
        ("in 3 days", "2026-11-22"),
        ("in 2 weeks", "2026-12-03"),
        ("fri", "2026-11-20"),
        ("next thu", "2026-11-26"),
        ("thursday", "2026-11-26"),
        ("29/2/2024", "2024-02-29"),
    ],
)
def test_a_day_is_understood_as_it_is_written(typed: str, understood: str) -> None:
    assert dates.parse(typed, "en-GB", NOW) == day(understood)


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "31/2/2026", "29/2/2026", "0/1/2026", "45/45/2026", "soon", "19", "2026", "Zoë",
     "13:00", "19/11/20266", "2026-13-01", "Nov", "32 Nov", "next year", "Fri 10-12", "١٩ ١١ x"],
)  # fmt: skip
def test_what_cannot_be_a_day_is_none(typed: str) -> None:
    assert dates.parse(typed, "en-GB", NOW) is None


@pytest.mark.parametrize(
    ("typed", "language", "understood"),
    [
        ("3/4/2020", "en-US", "2020-03-04"),
        ("3/4/2020", "en-GB", "2020-04-03"),
        ("3.4.2020", "de-DE", "2020-04-03"),
        ("19. November 2026", "de", "2026-11-19"),
        ("3. März", "de", "2026-03-03"),
        ("3. Maerz", "de", None),
        ("Do", "de", "2026-11-26"),
        ("19 novembre 2026", "fr", "2026-11-19"),
        ("1er mars 2026", "fr", "2026-03-01"),
        ("19 de noviembre de 2026", "es", "2026-11-19"),
        ("19 listopada 2026", "pl", "2026-11-19"),
        ("19. listopadu 2026", "cs", "2026-11-19"),
        ("19 Kasım 2026", "tr", "2026-11-19"),
        ("19 nov", "de", "2026-11-19"),  # English is read everywhere
        ("19 ноября 2026", "ru", "2026-11-19"),
    ],
)
def test_each_language_reads_its_own_months(
    typed: str, language: str, understood: str | None
) -> None:
    assert dates.parse(typed, language, NOW) == (day(understood) if understood else None)


@pytest.mark.parametrize("language", LANGUAGES)
@given(when=DAYS)
def test_what_is_shown_can_be_typed_back(language: str, when: dt.date) -> None:
    for shown in (dates.long(when, language), dates.medium(when, language), when.isoformat()):
        assert dates.parse(shown, language, NOW) == when, shown
    if when.year != NOW.year:
        shown = dates.short(when, language, NOW)
        assert dates.parse(shown, language, NOW) == when, shown


@pytest.mark.parametrize("language", LANGUAGES)
@given(when=st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)))
def test_a_day_of_this_year_needs_no_year(language: str, when: dt.date) -> None:
    shown = dates.short(when, language, NOW)
    assert str(NOW.year) not in shown
    assert dates.parse(shown, language, NOW) == when, shown


@given(st.text(max_size=30), st.sampled_from(LANGUAGES))
def test_nothing_typed_is_ever_a_fault(typed: str, language: str) -> None:
    found = dates.parse(typed, language, NOW)
    assert found is None or isinstance(found, dt.date)


@given(DAYS)
def test_only_a_day_that_could_be_a_month_reads_two_ways(when: dt.date) -> None:
    unclear = when.day <= 12 and when.day != when.month
    for written in (f"{when.day}/{when.month}/{when.year}", f"{when.month}/{when.day}/{when.year}"):
        ways = {dates.parse(written, "en-GB", NOW, first=first) for first in (True, False)}
        assert len(ways) == (2 if unclear else 1)


def test_the_day_comes_first_almost_everywhere() -> None:
    assert dates.day_first("en-GB")
    assert dates.day_first("es-MX")
    assert not dates.day_first("en-US")
    assert not dates.day_first("en_US")


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-11-19", "Today"),
        ("2026-11-20", "Tomorrow"),
        ("2026-11-18", "Yesterday"),
        ("2026-11-26", "Thu 26 Nov"),
        ("2025-03-04", "Tue 4 Mar 2025"),
    ],
)
def test_near_days_have_names(when: str, said: str) -> None:
    assert dates.near(day(when), "en-GB", NOW) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "just now"), (59, "just now"), (60, "1 minute ago"), (3599, "59 minutes ago"),
        (3600, "1 hour ago"), (86_399, "23 hours ago"), (86_400, "1 day ago"), (9e5, "10 days ago"),
    ],
)  # fmt: skip
def test_how_long_ago(seconds: float, said: str) -> None:
    now = dt.datetime(2026, 11, 19, 12)
    assert dates.ago(now - dt.timedelta(seconds=seconds), now) == said


def test_words_for_paper_and_tables() -> None:
    assert dates.long(NOW, "en-GB") == "Thursday, 19 November 2026"
    assert dates.medium(NOW, "en-GB") == "19 Nov 2026"
    assert dates.medium(NOW, "en-US") == "Nov 19, 2026"
    assert dates.long(NOW, "de") == "Donnerstag, 19. November 2026"
    assert dates.medium(NOW, "xx-YY") == "19 Nov 2026"
    assert dates.clock(dt.time(9, 5)) == "09:05"
