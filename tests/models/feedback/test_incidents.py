"""Incidents: behind a step of their own, complete, and with a time of their own."""

import datetime as dt

import pytest
from sqlalchemy import text

from allydesk import pin
from allydesk.errors import Invalid, Problem
from allydesk.listening import retention
from allydesk.models.feedback import incident
from allydesk.models.feedback.incident import Access
from allydesk.models.suppression import Hidden, Shown
from allydesk.store import Store

DAY = dt.date(2026, 11, 19)
WHAT = "A remark at the lift about her scarf"


@pytest.fixture
def access() -> Access:
    given = incident.enter("", "")
    assert given
    return given


def save(store: Store, access: Access, **values: object) -> int:
    given = {"what": WHAT, **values}
    return store.quietly({"incident"}, incident.save, access, None, given, DAY)[0]


def test_incidents_open_by_the_pin_and_close_again(store: Store, access: Access) -> None:
    kept = pin.keep("2468")
    assert incident.enter("1357", kept) is None
    given = incident.enter("2468", kept)
    assert given
    id = save(store, given)
    assert [r.id for r in store.read(incident.listing, given)] == [id]
    given.leave()
    with pytest.raises(RuntimeError, match="after their own step"):
        store.read(incident.listing, given)
    with pytest.raises(RuntimeError, match="after their own step"):
        store.read(incident.card, given, id)
    with pytest.raises(RuntimeError, match="enter"):
        Access(object())
    with pytest.raises(RuntimeError, match="went round"):
        store.read(lambda s: s.execute(text("SELECT what FROM incident")).all())


def test_the_register_tells_no_text_and_no_name(store: Store, access: Access) -> None:
    day = dt.date(2026, 11, 2)
    save(
        store, access, keeping="confidential", told_by="Amina Q.", category="remark", precision="month",
        happened=dt.date(2026, 10, 17), witnesses="yes", referred_to="Ombudsperson", check_back=day,
    )  # fmt: skip
    [row] = store.read(incident.listing, access)
    assert WHAT not in str(row)
    assert "Amina" not in str(row)
    assert row.happened == dt.date(2026, 10, 1)  # that month and no day
    assert row.due(day)
    assert store.read(incident.waiting, day) == 1
    assert store.read(incident.waiting, day - dt.timedelta(days=1)) == 0


def test_a_change_gives_back_what_stood_there(store: Store, access: Access) -> None:
    id = save(store, access)
    changed = {"state": "closed", "done": "Talked with the team."}
    _id, old = store.quietly((), incident.save, access, id, changed, DAY)
    assert old == {"state": "new", "done": None}
    card = store.read(incident.card, access, id)
    assert card
    assert card["closed_on"] is not None
    store.quietly((), incident.save, access, id, old, DAY)
    card = store.read(incident.card, access, id)
    assert card
    assert (card["state"], card["closed_on"]) == ("new", None)
    assert store.undo_label is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"what": ""}, "what"),
        ({"precision": "day"}, "happened"),
        ({"precision": "day", "happened": dt.date(2999, 1, 1)}, "happened"),
        ({"keeping": "named"}, "told_by"),
    ],
)
def test_what_is_missing_is_told(
    store: Store, access: Access, values: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as told:
        save(store, access, **values)
    assert list(told.value.fields) == [field]
    assert store.read(incident.listing, access) == []
    with pytest.raises(Problem, match="no longer here"):
        store.quietly((), incident.save, access, 99, {"what": "x"}, DAY)


def test_a_name_goes_when_it_may_no_longer_be_kept(store: Store, access: Access) -> None:
    id = save(store, access, keeping="named", told_by="Amina Q.")
    store.quietly((), incident.save, access, id, {"keeping": "none"}, DAY)
    card = store.read(incident.card, access, id)
    assert card
    assert card["told_by"] is None


def test_counts_of_a_year_are_safe(store: Store, access: Access) -> None:
    for n in range(9):
        category = "remark" if n < 6 else "access"
        save(store, access, category=category, precision="day", happened=dt.date(2025, 3, n + 1))
    assert store.read(incident.by_category, 2025, dt.date(2025, 12, 31)).total == Hidden(5)
    found = store.read(incident.by_category, 2025, DAY)
    assert found.total == Shown(9)
    assert set(found.cells.values()) == {Hidden(5)}  # six beside three would give the three away


def test_only_incidents_closed_long_ago_are_due(store: Store, access: Access) -> None:
    save(store, access)
    closed = {"state": "closed"}
    save(store, access, **closed, closed_on=dt.date(2023, 1, 31))
    save(store, access, **closed, closed_on=dt.date(2023, 2, 1))
    today = dt.date(2026, 2, 20)
    assert [d.n for d in store.read(retention.due, today)] == [1]
    assert store.quietly((), retention.delete_incidents, access, today) == 1
    assert len(store.read(incident.listing, access)) == 2
