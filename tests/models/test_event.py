"""Events: their rules, their days, what is on, and who counts."""

import datetime as dt

import pytest

from allydesk.errors import Invalid
from allydesk.models import action, agenda, attendance, event, needs, schedule
from allydesk.models.action import ActionItem
from allydesk.models.agenda import AgendaItem
from allydesk.models.base import drop, fields, fresh, put, values
from allydesk.models.event import Event
from allydesk.models.group import Group
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY

NOW = dt.datetime.combine(TODAY, dt.time(16))


def at(hour: int, minute: int = 0, day: dt.date = TODAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute))


def test_a_first_event_needs_only_a_title_and_a_day(store: Store) -> None:
    id = factories.event(store, "Meeting", starts=at(18))
    row = store.read(schedule.row, id)
    assert row is not None
    assert (row.starts, row.ends) == (at(18), at(19))
    assert (row.kind, row.status, row.mode, row.who_came) == (
        "meeting",
        "planned",
        "in_person",
        "names",
    )


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"ends": at(13)}, "ends", "The end (13:00) is before the start (14:00)."),
        (
            {"ends": at(14, day=TODAY - dt.timedelta(days=1))}, "ends",
            "The end (18 Nov 2026 14:00) is before the start (19 Nov 2026 14:00).",
        ),
        (
            {"ends": at(0, day=TODAY - dt.timedelta(days=1)), "whole_day": True}, "ends",
            "The end (18 Nov 2026) is before the start (19 Nov 2026).",
        ),
        ({"ends": at(14, day=dt.date(2028, 1, 1))}, "ends", "longer than a year"),
        ({"starts": dt.datetime(26, 1, 1)}, "starts", "Check the year"),
        ({"starts": None}, "starts", "Enter starts."),
        ({"title": " "}, "title", "Enter title."),
        ({"capacity": 0}, "capacity", "from 1 upwards"),
        ({"kind": "rave"}, "kind", "Choose kind from the list."),
    ],
)  # fmt: skip
def test_a_broken_rule_is_one_sentence_and_nothing_is_stored(
    store: Store, given: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(Invalid) as caught:
        factories.event(store, **({"title": "Talk", "starts": at(14)} | given))
    assert sentence in caught.value.fields[field]
    assert store.read(schedule.ids, "", "") == []


def test_fewer_places_than_people_is_refused(store: Store) -> None:
    id = factories.event(store, capacity=3)
    for person in factories.people(store, "A", "B"):
        factories.attend(store, id, person)
    with pytest.raises(Invalid, match="2 people have a place"):
        store.write("Fewer", put, Event, id, {"capacity": 1})
    store.write("Just enough", put, Event, id, {"capacity": 2})


def test_whole_days_begin_and_end_at_midnight(store: Store) -> None:
    id = factories.event(
        store, starts=at(9), ends=at(17, day=dt.date(2026, 11, 20)), whole_day=True
    )
    row = store.read(schedule.row, id)
    assert row is not None
    assert row.days == (dt.date(2026, 11, 19), dt.date(2026, 11, 20))
    assert row.ends == at(0, day=dt.date(2026, 11, 20))


def test_what_ends_at_midnight_is_not_on_the_next_day(store: Store) -> None:
    next_day = dt.date(2026, 11, 20)
    id = factories.event(store, "Party", starts=at(20), ends=at(0, day=next_day))
    row = store.read(schedule.row, id)
    assert row is not None
    assert row.days == (TODAY, TODAY)
    assert [r.id for r in store.read(schedule.between, TODAY, TODAY)] == [id]
    assert store.read(schedule.between, next_day, next_day) == []


def test_an_event_without_length_is_on_its_day(store: Store) -> None:
    id = factories.event(store, starts=at(0), ends=at(0))
    assert [r.id for r in store.read(schedule.between, TODAY, TODAY)] == [id]


def test_moving_keeps_the_length(store: Store) -> None:
    id = factories.event(store, starts=at(14), ends=at(15, 30))
    store.write("Move", event.move, id, at(9, day=dt.date(2028, 2, 29)))
    row = store.read(schedule.row, id)
    assert row is not None
    assert row.ends == dt.datetime(2028, 2, 29, 10, 30)


def test_the_sequence_counts_what_calendars_show(store: Store) -> None:
    id = factories.event(store)

    def sequence() -> int:
        return store.read(lambda s: s.get(Event, id).sequence)

    assert sequence() == 0
    store.write("Notes", put, Event, id, {"run_notes": "Key at the desk"})
    store.write("Same room", put, Event, id, {"room": None})
    assert sequence() == 0
    store.write("Room", put, Event, id, {"room": "Room 5"})
    assert sequence() == 1


def test_a_listening_circle_keeps_a_number_alone(store: Store) -> None:
    id = factories.event(store, "Circle", kind="listening")
    with pytest.raises(Invalid, match="Only a number is kept"):
        factories.attend(store, id, factories.person(store))
    store.write("Count", attendance.count_unnamed, id, 7)
    row = store.read(schedule.row, id)
    assert row is not None
    assert row.counts.came == 7


def test_names_can_be_given_up_for_their_number_and_undo_brings_them_back(store: Store) -> None:
    id = factories.event(store)
    for n, person in enumerate(factories.people(store, "A", "B", "C")):
        factories.attend(store, id, person, state="present" if n else "registered")
    with pytest.raises(Invalid, match="There are names on the list"):
        store.write("Number", put, Event, id, {"who_came": "number"})
    assert store.write("Keep only the number", attendance.keep_number_alone, id) == 2
    assert store.read(attendance.of_event, id) == []
    store.undo()
    assert len(store.read(attendance.of_event, id)) == 3


def test_deleting_an_event_takes_its_list_along_and_undo_brings_all_back(store: Store) -> None:
    id = factories.hosted(store, factories.event(store), factories.group(store))
    factories.attend(store, id, factories.person(store))
    store.write("Item", put, AgendaItem, None, {"event_id": id, "title": "Welcome"})
    store.write("Delete event", drop, Event, [id])
    assert store.read(schedule.row, id) is None
    store.undo()
    row = store.read(schedule.row, id)
    assert row is not None
    assert row.counts.coming == 1
    assert [h.name for h in row.hosts] == ["Pride & Allies"]
    assert [i.title for i in store.read(agenda.of_event, id)] == ["Welcome"]


def test_every_field_is_described_in_words(store: Store) -> None:
    for kind in (Event, event.EventGroup, attendance.Attendance, AgendaItem, ActionItem):
        for name, described in fields(kind).items():
            assert described.field.label.strip(), name
            if described.type is str and described.field.choices is None:
                assert described.field.longest, name
    assert store.read(fresh, Event)["status"] == "planned"


# What is on -------------------------------------------------------------------------------------


def test_at_hand_is_what_runs_else_what_comes_next(store: Store) -> None:
    early = factories.event(store, "Running", starts=at(15, 30), ends=at(16, 30))
    late = factories.event(store, "Tonight", starts=at(18))
    factories.event(store, "Over", starts=at(10))
    factories.event(store, "Called off", starts=at(17), status="cancelled")
    factories.event(store, "Week", starts=at(0), ends=at(0), whole_day=True)
    factories.event(store, "Tomorrow", starts=at(9, day=dt.date(2026, 11, 20)))
    assert [r.id for r in store.read(schedule.at_hand, NOW)] == [early, late]
    assert [r.title for r in store.read(schedule.at_hand, at(17))] == ["Tonight", "Week"]


def test_nothing_is_at_hand_beyond_two_weeks(store: Store) -> None:
    factories.event(store, starts=NOW + dt.timedelta(days=14, minutes=1))
    assert store.read(schedule.at_hand, NOW) == []


def test_chips_and_words_narrow_the_list(store: Store) -> None:
    voices = factories.group(store, "Many Voices")
    old = factories.event(store, "Łódź evening", starts=at(9), kind="story")
    new = factories.hosted(store, factories.event(store, "Workshop", kind="workshop"), voices)
    assert store.read(schedule.ids, "", "coming", NOW) == [new]
    assert store.read(schedule.ids, "", "past", NOW) == [old]
    assert store.read(schedule.ids, "", "training", NOW) == [new]
    assert store.read(schedule.ids, "", "meetings", NOW) == [old]
    assert store.read(schedule.ids, "lodz", "", NOW) == [old]
    assert store.read(schedule.ids, "voic", "", NOW) == [new]
    assert store.read(schedule.ids, "", "", NOW, group=voices) == [new]
    assert [r.id for r in store.read(schedule.find, "work", NOW)] == [new]


def test_the_order_of_coming_and_past(store: Store) -> None:
    days = [dt.date(2026, 11, d) for d in (5, 12, 26, 27)]
    ids = [factories.event(store, f"E{d.day}", starts=at(9, day=d)) for d in days]
    assert store.read(schedule.ids, "", "coming", NOW) == ids[2:]
    assert store.read(schedule.ids, "", "past", NOW) == ids[1::-1]


def test_unfinished_events_wait_until_somebody_says_who_came(store: Store) -> None:
    id = factories.event(store, starts=at(9))
    line = factories.attend(store, id, factories.person(store))
    count = factories.event(store, "Circle", kind="listening", starts=at(10))
    tonight = factories.event(store, "Tonight", starts=at(18))
    factories.attend(store, tonight, factories.person(store, "Expected"))
    assert [r.id for r in store.read(schedule.unfinished, NOW)] == [id, count]
    store.write("Came", put, attendance.Attendance, line, {"state": "present"})
    store.write("Count", attendance.count_unnamed, count, 0)
    assert store.read(schedule.unfinished, NOW) == []


def test_counts_and_places(store: Store) -> None:
    id = factories.event(store, capacity=3)
    states = ("invited", "registered", "present", "late", "absent", "wait_listed", "maybe")
    for state in states:
        factories.attend(store, id, factories.person(store, state), state=state)
    factories.attend(store, id, factories.person(store, "Speaker"), role="speaker")
    store.write("Count", attendance.count_unnamed, id, 4)
    row = store.read(schedule.row, id)
    assert row is not None
    assert row.counts._asdict() == {
        "invited": 1, "coming": 2, "maybe": 1, "waiting": 1, "came": 6, "excused": 0, "absent": 1,
        "cancelled": 0, "taken": 3,
    }  # fmt: skip
    assert row.full


def test_a_title_for_the_door(store: Store) -> None:
    private = factories.group(store, "Pride", listing="private")
    id = factories.hosted(store, factories.event(store, "Pride evening"), private)
    row = store.read(schedule.row, id)
    assert row is not None
    assert row.at_the_door == "Meeting"
    store.write("Open", put, Group, private, {"listing": "open"})
    row = store.read(schedule.row, id)
    assert row is not None
    assert row.at_the_door == "Pride evening"


def test_needs_by_name_for_the_organiser_and_by_number_for_the_caterer(store: Store) -> None:
    id = factories.event(store)
    wishes = ("Vegan.", "vegan", "No nuts.", None)
    for n, food in enumerate(wishes):
        factories.attend(store, id, factories.person(store, f"P{n}", dietary_needs=food))
    off = factories.person(store, "Off", dietary_needs="Kosher", access_needs="Ramp")
    factories.attend(store, id, off, state="cancelled")
    assert store.read(needs.food, id) == [("Vegan", 2), ("No nuts", 1)]
    assert [n.name for n in store.read(needs.of_event, id)] == ["P0", "P1", "P2"]
    assert store.read(needs.access, id) == []


# Agenda and actions -----------------------------------------------------------------------------


def test_the_agenda_keeps_its_order_and_hides_what_is_confidential(store: Store) -> None:
    id = factories.event(store)
    zoe = factories.person(store, "Zoë")
    items = [
        store.write("Item", put, AgendaItem, None, {"event_id": id, **given})
        for given in (
            {"title": "Welcome", "minutes": 10, "owner_id": zoe},
            {"title": "A case", "minutes": 20, "confidential": True},
            {"title": "Plans", "owner_words": "Everyone"},
        )
    ]
    store.write("Order", agenda.arrange, id, [items[2]])
    rows = store.read(agenda.of_event, id)
    assert [r.title for r in rows] == ["Plans", "Welcome", "A case"]
    assert [r.owner for r in rows] == ["Everyone", "Zoë", None]
    assert agenda.minutes(rows) == 30
    for audience in ("group", "anyone"):
        shown = store.read(agenda.of_event, id, event_audience(audience))
        assert [r.title for r in shown] == ["Plans", "Welcome"]
    assert len(store.read(agenda.of_event, id, confidential=False)) == 2


def event_audience(name: str) -> attendance.Audience:
    return attendance.Audience(name)


def promise(store: Store, source: int, text: str, **values: object) -> int:
    given = {"text": text, "source": "event", "source_id": source, **values}
    return store.write("Promise", put, ActionItem, None, given)


def test_open_actions_are_carried_to_the_next_event_of_the_same_host(store: Store) -> None:
    voices, women = factories.group(store, "Voices"), factories.group(store, "Women")
    before = factories.hosted(store, factories.event(store, starts=at(9)), voices)
    other = factories.hosted(store, factories.event(store, starts=at(9)), women)
    this = factories.hosted(store, factories.event(store, starts=at(18)), voices)
    kept = promise(store, before, "Book the room")
    done = promise(store, before, "Done", state="done")
    promise(store, other, "Elsewhere")
    promise(store, this, "From today")
    later = factories.hosted(
        store, factories.event(store, starts=at(9, day=dt.date(2026, 12, 3))), voices
    )
    promise(store, later, "Of a later one")
    assert [a.id for a in store.read(action.carried, this)] == [kept]
    card = store.read(action.card, done)
    assert card is not None
    assert card["done_on"] is not None


def test_what_a_private_group_promised_is_carried_only_to_itself(store: Store) -> None:
    private = factories.group(store, "Pride", listing="private")
    women = factories.group(store, "Women")
    joint = factories.hosted(store, factories.event(store, starts=at(9)), private, women)
    promise(store, joint, "Zoë books the room")
    alone = factories.hosted(store, factories.event(store, starts=at(17)), women)
    again = factories.hosted(store, factories.event(store, starts=at(18)), private, women)
    assert store.read(action.carried, alone) == []
    assert [a.text for a in store.read(action.carried, again)] == ["Zoë books the room"]


def test_an_action_outlives_its_event_as_hidden_as_it_was(store: Store) -> None:
    zoe = factories.person(store)
    id = factories.event(store)
    promise(store, id, "Call", owner_id=zoe)
    store.write("Loose", put, ActionItem, None, {"text": "Loose", "owner_id": zoe})
    assert len(store.read(action.still_open)) == 2
    store.write("Delete event", drop, Event, [id])
    assert [a.text for a in store.read(action.still_open)] == ["Loose"]
    coordinator = event_audience("coordinator")
    found = store.read(action.of_person, zoe, coordinator)
    assert [a.text for a in found] == ["Loose"]


def test_values_of_an_event_are_plain(store: Store) -> None:
    id = factories.event(store, capacity=9)
    given = store.read(values, Event, id)
    assert given is not None
    assert given["capacity"] == 9
    assert given["starts"] == dt.datetime(2026, 11, 24, 14)
