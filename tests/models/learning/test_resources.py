"""Resources, loans and reading lists."""

import datetime as dt

import pytest

from allydesk.errors import Invalid
from allydesk.models import merge
from allydesk.models.base import drop, put
from allydesk.models.event import Event
from allydesk.models.learning import loan, reading, resource
from allydesk.models.learning.loan import Loan
from allydesk.models.learning.reading import Reading
from allydesk.models.learning.resource import Resource
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY


def shelf(store: Store, title: str = "Quiet", copies: int = 1, **values: object) -> int:
    given = {"title": title, "copies": copies, **values}
    return store.write(f"Add {title}", put, Resource, None, given)


def test_no_more_loans_than_copies(store: Store) -> None:
    quiet = shelf(store)
    zoe, amir = factories.people(store, "Zoë", "Amir")
    one = store.write("Lend", loan.lend, quiet, zoe)
    [row] = store.read(resource.rows, [quiet])
    assert (row.lent, row.free) == (1, 0)
    with pytest.raises(Invalid, match="Every copy of “Quiet” is lent out"):
        store.write("Lend", loan.lend, quiet, amir)
    with pytest.raises(Invalid, match="1 copy is lent out"):
        store.write("Change", put, Resource, quiet, {"copies": 0})
    store.write("Back", loan.take_back, [one])
    store.write("Lend", loan.lend, quiet, amir)
    assert [(r.name, r.returned) for r in store.read(loan.of_resource, quiet)] == [
        ("Amir", None),
        ("Zoë", TODAY),
    ]
    with pytest.raises(Invalid, match="Every copy"):  # nor by undoing that the first came back
        store.write("Change", put, Loan, one, {"returned": None})


def test_nothing_to_lend_says_so(store: Store) -> None:
    online = shelf(store, "A talk", 0)
    with pytest.raises(Invalid, match="There is no copy of “A talk” to lend"):
        store.write("Lend", loan.lend, online, factories.person(store))


def test_four_weeks_unless_another_day_is_said(store: Store) -> None:
    quiet, zoe = shelf(store, copies=2), factories.person(store)
    lent = dt.date(2026, 10, 1)
    store.write("Lend", loan.lend, quiet, zoe, lent_on=lent)
    store.write("Lend", loan.lend, quiet, zoe, lent_on=lent, due=dt.date(2026, 10, 8))
    rows = store.read(loan.of_resource, quiet)
    assert [r.due for r in rows] == [dt.date(2026, 10, 8), dt.date(2026, 10, 29)]
    assert all(r.late(TODAY) for r in rows)
    with pytest.raises(Invalid, match="came back before it was lent"):
        store.write("Back", loan.take_back, [rows[0].id], dt.date(2026, 9, 1))
    assert len(store.read(loan.of_person, zoe)) == 2


def test_found_by_words_kind_and_what_is_out(store: Store) -> None:
    quiet = shelf(store, author="Susan Cain")
    shelf(store, "Éloge de l’écoute", 0, kind="podcast", topic="Active listening")
    store.write("Lend", loan.lend, quiet, factories.person(store))
    found = [
        [r.title for r in store.read(resource.listing, *given)]
        for given in ((), ("cain",), ("eloge",), ("listening",), ("", "podcast"), ("", "lent"))
    ]
    talk = "Éloge de l’écoute"
    assert found == [[talk, "Quiet"], ["Quiet"], [talk], [talk], [talk], ["Quiet"]]


def test_a_reading_list_keeps_its_order(store: Store) -> None:
    a, b, c = (shelf(store, t) for t in ("A", "B", "C"))
    event, group = factories.event(store, "Circle"), factories.group(store, "Readers")
    ids = store.write("Add", reading.add, [b, a, b], event=event)
    assert store.write("Add", reading.add, [a, c], event=event) != ids
    titles = lambda: [r.resource.title for r in store.read(reading.of_event, event)]  # noqa: E731
    assert titles() == ["B", "A", "C"]
    rows = store.read(reading.of_event, event)
    store.write("Arrange", reading.arrange, [rows[2].id, rows[0].id, rows[1].id])
    assert titles() == ["C", "B", "A"]
    store.undo()
    assert titles() == ["B", "A", "C"]
    store.write("Add", reading.add, [a], group=group)
    assert [(x.title, x.lines) for x in store.read(reading.lists)] == [
        ("Circle", 3),
        ("Readers", 1),
    ]
    assert len(store.read(reading.of_resource, a)) == 2
    assert [x.title for x in store.read(reading.of_resource, c)] == ["Circle"]
    with pytest.raises(Invalid, match="on the list already"):
        store.write("Add", put, Reading, None, {"resource_id": a, "group_id": group})
    with pytest.raises(Invalid, match="Choose an event or a group"):
        store.write("Add", put, Reading, None, {"resource_id": a})
    store.write("Delete", drop, Event, [event])
    assert [x.title for x in store.read(reading.lists)] == ["Readers"]
    store.undo()
    assert titles() == ["B", "A", "C"]


def test_two_people_who_are_one_have_borrowed_both(store: Store) -> None:
    quiet = shelf(store, copies=2)
    keep, gone = factories.people(store, "Zoë Berg", "Zoe Berg")
    for person in (keep, gone):
        store.write("Lend", loan.lend, quiet, person)
    values = {"full_name": "Zoë Berg"}
    store.write("Merge", merge.people, keep=keep, gone=gone, values=values)
    assert len(store.read(loan.of_person, keep)) == 2
