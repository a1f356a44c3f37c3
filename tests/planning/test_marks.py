"""What the calendar marks, day by day; and the clashes of the example desk."""

import datetime as dt
from pathlib import Path

import pytest

from allydesk import sample
from allydesk.models import schedule
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.models.observance import ClosedDays
from allydesk.models.organisation import Organisation
from allydesk.planning import clashes, marks
from allydesk.planning.clashes import STRONG
from allydesk.store import Store


def on(store: Store, day: str, days: int = 1) -> list[str]:
    """Give the names of the marks of the last of some days, what matters most first."""
    first = dt.date.fromisoformat(day)
    last = first + dt.timedelta(days=days - 1)
    found = store.read(marks.between, first, last)
    return [m.name for m in marks.by_day(found, first, days).get(last, [])]


def test_days_off_come_first_and_months_last(store: Store) -> None:
    store.write("x", put, Organisation, 1, {"country": "US"})
    store.write("x", put, ClosedDays, None,
                {"name": "Autumn break", "kind": "school", "first": dt.date(2026, 11, 25)})  # fmt: skip
    assert on(store, "2026-11-26")[0] == "Thanksgiving Day"
    school = on(store, "2026-11-25")
    assert school.index("Autumn break") < school.index("Native American Heritage Month")


def test_what_is_a_day_off_by_law_stands_once_with_all_that_is_known_of_it(store: Store) -> None:
    store.write("x", put, Organisation, 1, {"country": "GB"})
    day = dt.date(2026, 12, 25)
    [mark] = store.read(marks.between, day, day)
    assert (mark.kind, mark.name, mark.off) == ("holiday", "Christmas Day", True)
    assert mark.observance is not None
    assert mark.observance.greeting == "Merry Christmas"
    # Elsewhere nobody is off; and another name for the same day stands beside it.
    store.write("x", put, Organisation, 1, {"country": "IL"})
    assert on(store, "2026-12-25") == ["Christmas"]
    assert on(store, "2026-09-20") == ["Yom Kippur"]  # its eve, on which people work
    [first, *_rest] = marks.by_day(store.read(marks.between, day, day), day, 1)[day]
    assert not first.off


@pytest.mark.parametrize(
    ("day", "there"), [("2026-09-19", False), ("2026-09-20", True), ("2026-09-21", True),
                       ("2026-09-22", False)],
)  # fmt: skip
def test_an_eve_counts_where_people_plan_around_the_day(
    store: Store, day: str, *, there: bool
) -> None:
    assert ("Yom Kippur" in on(store, day)) == there


def test_long_spans_are_brief_unless_they_clash(store: Store) -> None:
    first, days = dt.date(2026, 3, 1), 31
    found = store.read(marks.between, first, first + dt.timedelta(days=days - 1))
    each = marks.by_day(found, first, days)

    def shown(day: int) -> list[str]:
        on_day = first.replace(day=day)
        return [m.name for m in marks.brief(each.get(on_day, []), on_day, first)]

    assert "Ramadan" in shown(5)  # to plan around on each of its days
    assert "Women’s History Month" not in shown(5)
    assert marks.brief(each[first], first, first) == each[first]  # all that is on already


@pytest.mark.parametrize("today", [dt.date(2026, 11, 19), dt.date(2024, 2, 29)])
def test_the_example_desk_has_clashes_and_a_reason(path: Path, today: dt.date) -> None:
    sample.write(path, today)
    with Store.open(path) as desk:
        year = today + dt.timedelta(days=365)
        coming = desk.read(schedule.between, today, year)
        found = {e.title: desk.read(clashes.of_event, e.id) for e in coming}
        lunch = found["Managers’ lunch: plans for the quarter"]
        assert (lunch[0].kind, lunch[0].weight) == ("observance", STRONG)
        screens = found["New meeting room screens: how they work"]
        assert (screens[0].kind, screens[0].weight) == ("room", STRONG)
        talks = next(e.id for e in coming if e.title == "Evening of short talks")
        assert "recorded" in str(desk.read(lambda s: s.get(Event, talks).clash_note))
        kinds = {m.kind for m in desk.read(marks.between, today, year)}
        assert kinds == {"observance", "holiday", "closed", "school"}
