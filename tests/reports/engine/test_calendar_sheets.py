"""Months and years on paper: weeks as they are counted, entries in their days, none lost."""

from __future__ import annotations

import datetime as dt

import pytest

from allydesk.reports.engine import Masthead, Theme, render, weeks
from allydesk.reports.engine.canvas import colour
from allydesk.reports.engine.month import Month
from allydesk.reports.engine.weeks import Entry, is_weekend, of_month, stretches
from allydesk.reports.engine.year import Year
from tests.reports.engine import pdf
from tests.reports.engine.story import LONG


def day(number: int, month: int = 3) -> dt.date:
    return dt.date(2027, month, number)


ENTRIES = [
    Entry("Mentoring 101", day(1), time="09:00", colour="#12355B"),
    Entry("Neurodiversity Celebration Week", day(15), day(21), colour="#A635AA"),
    Entry("Ramadan", day(8, 2), day(9), "observance"),
    Entry("Women’s Day", day(8), kind="observance"),
    Entry("Good Friday", day(26), kind="holiday"),
    Entry("Eid al-Fitr", day(10), kind="observance", sure=False),
    Entry("ورشة الاستماع", day(24), time="10:00"),
    Entry(LONG, day(25)),
    Entry("Retreat", day(26), day(2, 4), colour="#5D5635"),
    *(Entry(f"Talk number {n}", day(8), time=f"{8 + n:02}:00") for n in range(9)),
]
THEMES = {
    f"{paper}-{edition}-{language}": Theme(paper=paper, edition=edition, language=language)  # type: ignore[arg-type]
    for paper in ("a4", "letter", "a3", "tabloid")
    for edition in ("clear", "large")
    for language in ("en-GB", "ar")
}


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("landscape", [False, True], ids=["upright", "landscape"])
def test_sheets_can_be_read_by_everybody(theme: Theme, *, landscape: bool) -> None:
    for block in (Month(2027, 3, ENTRIES, week_numbers=True), Year(2027, ENTRIES)):
        done = render([Masthead("2027"), block], theme, title="2027", landscape=landscape)
        assert not done.warnings
        assert not pdf.accessible(done.pdf)
        assert not pdf.disagreements(done.pdf)
        assert not pdf.outside(done.pdf)
        assert min(pdf.sizes(done.pdf)) >= (18 if theme.large else 10)
        found = pdf.text(done.pdf).replace("\r\n", " ")
        for entry in ENTRIES[:6]:
            assert entry.name.split()[0] in found
        for part in LONG.replace("-", "- ").split():
            assert part[:8] in found
        assert all(f"Talk number {n}" in found for n in range(9))


def test_a_month_is_one_page_and_a_table() -> None:
    done = render([Masthead("March"), Month(2027, 3)], Theme(), title="March", landscape=True)
    assert done.pages == 1
    roles = pdf.roles(done.pdf)
    assert roles.count("TH") == 7
    assert roles.count("TR") == 1 + 5
    assert roles.count("TD") == 35


def test_weeks_start_as_the_language_says() -> None:
    assert of_month(2027, 3, "en-GB")[0][0].strftime("%a") == "Mon"
    assert of_month(2027, 3, "en-US")[0][0].strftime("%a") == "Sun"
    assert of_month(2027, 3, "ar-EG")[0][0].strftime("%a") == "Sat"
    assert is_weekend(day(5), "ar-EG")  # a Friday
    assert not is_weekend(day(5), "en-GB")
    data = render([Month(2027, 3)], Theme(language="en-US", paper="letter"), title="x").pdf
    assert pdf.boxes(data, "Sunday")[0][1] < pdf.boxes(data, "Monday")[0][1]


def test_a_span_is_one_bar_in_each_of_its_weeks() -> None:
    first, second = of_month(2027, 2, "en-GB")[1:3]
    ramadan = [ENTRIES[2]]
    (one,) = stretches(ramadan, first, 2)
    assert (one.first, one.last, one.starts, one.ends) == (0, 6, True, False)
    (two,) = stretches(ramadan, second, 2)
    assert (two.first, two.last, two.starts, two.ends) == (0, 6, False, False)
    (last,) = stretches(ramadan, of_month(2027, 3, "en-GB")[1], 3)
    assert (last.first, last.last, last.ends) == (0, 1, True)
    assert not stretches(ramadan, of_month(2027, 3, "en-GB")[2], 3)


def test_a_bar_says_until_when_it_lasts() -> None:
    data = render([Month(2027, 3, ENTRIES[1:2])], Theme(), title="x", landscape=True).pdf
    heard = [str(element.get("/ActualText", "")) for element in pdf.elements(data)]
    assert "Neurodiversity Celebration Week, until Sun 21 Mar" in heard


def test_an_entry_stands_in_its_day() -> None:
    data = render([Month(2027, 3, ENTRIES[:1])], Theme(), title="x", landscape=True).pdf
    _page, left, low, _right, _high = pdf.boxes(data, "Mentoring")[0]
    monday, tuesday = (pdf.boxes(data, name)[0] for name in ("Monday", "Tuesday"))
    assert monday[1] <= left < tuesday[1]
    assert low < monday[2]


def test_what_has_no_room_is_counted_in_its_day_and_told_in_full() -> None:
    theme = Theme(edition="large")
    done = render([Masthead("x"), Month(2027, 3, ENTRIES)], theme, title="x", landscape=True)
    assert "+ " in pdf.page_texts(done.pdf)[0]
    assert "more" in pdf.page_texts(done.pdf)[0]
    rest = " ".join(pdf.page_texts(done.pdf)[1:])
    assert "In full" in rest
    assert "08:00 Talk number 0" in rest.replace("\r\n", " ")
    calm = render([Month(2027, 3, ENTRIES[:3])], Theme(), title="x", landscape=True)
    assert "In full" not in pdf.text(calm.pdf)


@pytest.mark.parametrize("language", ["en-GB", "ar"])
def test_observances_and_days_off_are_told_apart_without_colour(language: str) -> None:
    off = Entry("Good Friday", day(26), kind="holiday")
    moves = Entry("Eid al-Fitr", day(10), kind="observance", sure=False)
    theme = Theme(language=language)
    for block in (lambda *e: Month(2027, 3, e), lambda *e: Year(2027, e)):
        data = {
            name: render([Masthead("x"), block(*entries)], theme, title="x", landscape=True).pdf
            for name, entries in {"none": (), "off": (off,), "moves": (moves,)}.items()
        }
        shaded, raw = (
            [pdf.opened(data[name]).pages[0].Contents.read_bytes() for name in (there, "none")]
            for there in ("off", "moves")
        )
        assert colour(weeks.SHADED).encode() in shaded[0]
        assert colour(weeks.SHADED).encode() not in shaded[1]
        assert b"[3 2] 0 d" in raw[0]
        assert b"[3 2] 0 d" not in raw[1]
        heard = {str(e.get("/ActualText", "")) for name in data for e in pdf.elements(data[name])}
        assert "Good Friday, public holiday" in heard
        assert "Eid al-Fitr, around this day" in heard


def test_the_legend_explains_what_is_there() -> None:
    assert weeks.legend(ENTRIES[:2]) == ""
    assert weeks.legend([ENTRIES[3]]) == "◇ observance"
    assert weeks.legend(ENTRIES) == (
        "◇ observance · dashed: around this day · shaded: public holiday"
    )


def test_a_day_off_stands_above_what_is_on() -> None:
    on = Entry("Talk", day(26), time="09:00")
    off = Entry("Good Friday", day(26), kind="holiday")
    data = render([Month(2027, 3, [on, off])], Theme(), title="x", landscape=True).pdf
    assert pdf.boxes(data, "Good Friday")[0][2] > pdf.boxes(data, "09:00 Talk")[0][4] - 1


def test_entries_do_not_lie_on_each_other() -> None:
    entries = [Entry(f"Span {n}", day(1 + n), day(9 + n)) for n in range(5)]
    data = render([Month(2027, 3, entries)], Theme(), title="x", landscape=True).pdf
    spots = [box for n in range(5) for box in pdf.boxes(data, f"Span {n}")]
    assert len(spots) == 5 + 5  # each goes on into the next week
    for at, (_p, left, low, right, high) in enumerate(spots):
        for _q, other_left, other_low, other_right, other_high in spots[at + 1 :]:
            apart = right < other_left or other_right < left
            assert apart or high <= other_low + 1 or other_high <= low + 1


def test_a_year_may_start_in_any_month() -> None:
    done = render([Masthead("x"), Year(2026, ENTRIES, month=9)], Theme(), title="x")
    pages = pdf.text(done.pdf)
    assert pages.index("September 2026") < pages.index("March 2027") < pages.index("August 2027")
    assert "January 2026" not in pages
    assert pdf.roles(done.pdf).count("Table") == 12


def test_a_wrong_last_day_is_the_first() -> None:
    assert Entry("x", day(5), day(2)).last == day(5)
