"""Free slots: near the wish, on days that suit, with nothing weighty against them."""

import datetime as dt

from allydesk.models import organisation
from allydesk.models.base import put
from allydesk.models.observance import ClosedDays
from allydesk.models.organisation import Organisation
from allydesk.planning import clashes, slots
from allydesk.planning.clashes import LIGHT, SOME
from allydesk.planning.plan import Plan
from allydesk.planning.slots import Slot
from allydesk.store import Store
from tests import factories

TODAY = dt.date(2026, 9, 1)
HOUR = dt.timedelta(hours=1)


def wish(starts: str, **given: object) -> Plan:
    moment = dt.datetime.fromisoformat(starts)
    return Plan(moment, moment + HOUR, **given)  # type: ignore[arg-type]


def starts(found: list[Slot]) -> list[str]:
    return [f"{slot.starts:%Y-%m-%d %H:%M}" for slot in found]


def close(store: Store, first: dt.date, last: dt.date) -> None:
    given = {"name": "Closed", "kind": "closed", "first": first, "last": last}
    store.write("Close", put, ClosedDays, None, given)


def test_the_same_weekday_and_time_go_first(store: Store) -> None:
    found = store.read(slots.free, wish("2026-11-04 10:00"), TODAY)
    assert starts(found) == ["2026-11-11 10:00", "2026-10-28 10:00", "2026-11-04 11:00"]


def test_nothing_weighty_speaks_against_them(store: Store) -> None:
    plan = wish("2026-09-21 14:00")  # Yom Kippur; the Monday after is in Sukkot, between its days
    found = store.read(slots.free, plan, TODAY, 10)
    assert len(found) == 10
    for slot in found:
        moved = plan.at(slot.starts)
        assert list(slot.clashes) == store.read(clashes.of, moved)
        assert clashes.heaviest(slot.clashes) <= LIGHT
        assert slot.starts != plan.starts
        assert slot.starts.weekday() < 5
        assert slot.ends - slot.starts == HOUR
    assert not [s for s in starts(found) if s.startswith("2026-09-21")]


def test_room_and_people_are_free(store: Store) -> None:
    zoe = factories.person(store)
    taken = factories.event(store, "Theirs", starts=dt.datetime(2026, 11, 11, 10), room="Room 3")
    busy = factories.event(store, "Also theirs", starts=dt.datetime(2026, 10, 28, 10))
    factories.attend(store, busy, zoe)
    plan = wish("2026-11-04 10:00", room="room 3", runners=(zoe,))
    found = store.read(slots.free, plan, TODAY)
    assert starts(found)[0] == "2026-11-04 11:00"
    assert not {"2026-11-11 10:00", "2026-10-28 10:00"} & set(starts(found))
    own = store.read(slots.free, Plan(plan.starts, plan.ends, room="Room 3", event=taken), TODAY)
    assert starts(own)[0] == "2026-11-11 10:00"  # an event is not in its own way


def test_only_days_to_come_and_never_today(store: Store) -> None:
    found = store.read(slots.free, wish("2026-11-04 10:00"), dt.date(2026, 11, 4), 40)
    assert min(s.starts for s in found).date() > dt.date(2026, 11, 4)
    assert store.read(slots.free, wish("2020-01-08 10:00"), TODAY) == []


def test_evenings_stay_evenings_and_weekends_weekends(store: Store) -> None:
    evening = store.read(slots.free, wish("2026-11-04 19:00"), TODAY, 8)
    assert {slot.starts.time() for slot in evening} == {dt.time(19)}
    weekend = store.read(slots.free, wish("2026-10-17 10:00"), TODAY, 8)
    assert {slot.starts.weekday() for slot in weekend} <= {5, 6}


def test_the_weekend_is_that_of_the_country(store: Store) -> None:
    row = store.read(organisation.the).id
    store.write("Move to Cairo", put, Organisation, row, {"language": "ar-EG"})
    sunday = store.read(slots.free, wish("2026-11-01 10:00"), TODAY, 8)
    assert {slot.starts.weekday() for slot in sunday} <= {6, 0, 1, 2, 3}
    assert 6 in {slot.starts.weekday() for slot in sunday}


def test_a_whole_day_is_moved_by_days(store: Store) -> None:
    day = dt.datetime(2026, 11, 4)
    found = store.read(slots.free, Plan(day, day + 24 * HOUR, whole_day=True), TODAY)
    assert {slot.starts.time() for slot in found} == {dt.time()}
    assert starts(found)[0] == "2026-11-11 00:00"


def test_a_second_best_is_offered_when_asked_for_and_none_is_made_up(store: Store) -> None:
    close(store, dt.date(2026, 8, 1), dt.date(2027, 2, 28))
    plan = wish("2026-11-04 10:00")
    assert store.read(slots.free, plan, TODAY) == []
    assert store.read(slots.free, plan, TODAY, most=SOME) == []
    assert len(store.read(slots.free, plan, TODAY, most=clashes.STRONG)) == 3
