"""What the documents of an event say, to whom, and what they keep to themselves."""

import datetime as dt

import pytest

from allydesk import wrap_up
from allydesk.errors import Problem
from allydesk.models.action import ActionItem
from allydesk.models.agenda import AgendaItem
from allydesk.models.base import put
from allydesk.reports import report
from allydesk.reports.report import Printed
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.reports.engine import pdf


def said(printed: Printed) -> str:
    return " ".join(pdf.text(printed.pdf).split())


def make(store: Store, name: str, **given: object) -> Printed:
    return report.make(store, name, given, TODAY, now=dt.time(12))


def item(store: Store, event: int, title: str, **values: object) -> int:
    given = {"event_id": event, "title": title, **values}
    return store.write("Add item", put, AgendaItem, None, given)


def action(store: Store, event: int, text: str, **values: object) -> int:
    given = {"text": text, "source": "event", "source_id": event, **values}
    return store.write("Add action", put, ActionItem, None, given)


@pytest.fixture
def open_event(store: Store) -> int:
    """Give tonight's meeting of an open group, with an agenda, promises and two people."""
    group = factories.group(store, "Women’s Network")
    before = factories.event(store, "Planning", starts=dt.datetime(2026, 11, 5, 18))
    event = factories.event(
        store, "Planning", starts=dt.datetime(2026, 11, 19, 18), ends=dt.datetime(2026, 11, 19, 19, 30),
        room="Room 3", purpose="Plan the spring.",
    )  # fmt: skip
    later = factories.event(store, "Planning", starts=dt.datetime(2026, 12, 3, 18))
    for one in (before, event, later):
        factories.hosted(store, one, group)
    ada, bo = factories.people(store, "Ada Byron", "Bo Dean")
    factories.attend(store, event, ada)
    factories.attend(store, event, bo, state="maybe")
    item(store, event, "Welcome", minutes=10, owner_words="Everyone")
    item(store, event, "A complaint", minutes=20, confidential=True, owner_id=bo)
    item(store, event, "Programme", minutes=15, owner_id=ada)
    action(store, before, "Book the room", owner_id=ada, due=dt.date(2026, 11, 12))
    return event


@pytest.fixture
def private_event(store: Store) -> int:
    """Give a meeting of a group whose list is private."""
    group = factories.group(store, "Quiet Circle", listing="private")
    event = factories.event(
        store, "Quiet Circle evening", door_title="Evening meeting", purpose="For the Quiet Circle.",
        starts=dt.datetime(2026, 11, 20, 18),
    )  # fmt: skip
    factories.hosted(store, event, group)
    ada = factories.person(store, "Ada Byron", team="Finance")
    factories.attend(store, event, ada)
    item(store, event, "Welcome", owner_id=ada)
    action(store, event, "Buy tea", owner_id=ada)
    return event


def test_the_next_event_is_meant_if_none_is_named(store: Store, open_event: int):
    for given in ({}, {"event": "next"}, {"event": "19 Nov"}, {"event": "planning"}):
        assert "19 November 2026, 18:00–19:30" in said(make(store, "handout", **given))
    assert "5 November" in said(make(store, "handout", event="5 Nov"))
    assert "5 November" in said(make(store, "handout", event="last"))
    assert "19 November" in said(make(store, "sign-in"))
    assert open_event


def test_an_event_that_is_not_there_is_told_with_those_that_are(store: Store, open_event: int):
    with pytest.raises(
        Problem, match=r"There is no event “Gala”. Possible: Planning, 5 Nov 2026; "
    ):
        make(store, "handout", event="Gala")
    with pytest.raises(Problem, match="no event on 20 Nov 2026"):
        make(store, "handout", event="20 Nov")
    with pytest.raises(Problem, match="This event is no longer here"):
        make(store, "handout", event=open_event + 99)


def test_two_events_on_one_day_are_both_told(store: Store, open_event: int):
    factories.event(store, "Workshop", starts=dt.datetime(2026, 11, 19, 9))
    with pytest.raises(Problem, match=r"Say which event. Possible: Workshop, .*; Planning, "):
        make(store, "handout", event="19 Nov")
    assert "Planning" in make(store, "handout").title  # the workshop was this morning
    assert open_event


def test_a_desk_without_events_says_so(store: Store):
    with pytest.raises(Problem, match=r"There are no events in these weeks. Add one"):
        make(store, "handout")


def test_a_handout_says_what_everybody_needs(store: Store, open_event: int):
    words = said(make(store, "handout", event=open_event))
    for part in (
        "Hosted by Women’s Network", "18:00 Welcome 10 Everyone", "18:10 Programme 15 Ada Byron",
        "Book the room Ada Byron 12 Nov 2026, late", "Next time Thu 3 Dec 2026", "Plan the spring.",
    ):  # fmt: skip
        assert part in words
    assert "complaint" not in words
    assert "Bo Dean" not in words


def test_names_and_confidential_items_are_there_only_when_ticked(store: Store, open_event: int):
    words = said(make(store, "handout", event=open_event, coming=True))
    assert "Who is coming" in words
    assert "For people in the group. Personal data: shred after use." in words
    words = said(make(store, "handout", event=open_event, confidential=True))
    assert "18:10 A complaint (confidential) 20 Bo Dean" in words
    assert "For the group’s leads. Private: shred after use." in words


def test_the_handout_of_a_private_group_is_neutral(store: Store, private_event: int):
    printed = make(store, "handout", event=private_event)
    assert "Quiet" not in said(printed) + printed.title + printed.file_name
    assert "Ada" not in said(printed)
    assert "Evening meeting" in printed.file_name
    assert "For those who take part. Private: shred after use." in said(printed)


def test_a_sign_in_sheet_keeps_its_numbers(store: Store, open_event: int):
    assert "1 Ada Byron 2 Bo Dean 3" in said(make(store, "sign-in", event=open_event))
    early = factories.person(store, "Aaron Aal")
    factories.attend(store, open_event, early)
    assert "1 Ada Byron 2 Bo Dean 3 Aaron Aal 4" in said(make(store, "sign-in", event=open_event))
    rows = store.read(wrap_up.sheet_rows, open_event)
    assert [(r.number, r.name, r.stored) for r in rows] == [
        (1, "Ada Byron", True), (2, "Bo Dean", True), (3, "Aaron Aal", True),
    ]  # fmt: skip


def test_printing_a_sheet_again_is_no_new_step(store: Store, open_event: int):
    first = make(store, "sign-in", event=open_event)
    steps = len(store.steps())
    assert make(store, "sign-in", event=open_event).pdf == first.pdf
    assert len(store.steps()) == steps


def test_the_sheet_of_a_private_group_is_neutral(store: Store, private_event: int):
    printed = make(store, "sign-in", event=private_event)
    assert "Quiet" not in said(printed) + printed.title + printed.file_name
    assert "Ada Byron" in said(printed)
    assert "Finance" not in said(printed)
    hidden = said(make(store, "sign-in", event=private_event, audience="anyone"))
    assert "Ada Byron" not in hidden
    assert "+ 1 not listed" in hidden


def test_where_only_a_number_is_kept_the_sheet_has_boxes(store: Store):
    event = factories.event(store, "Circle", kind="listening")
    assert "Mark one box for each person." in said(make(store, "sign-in", event=event))
