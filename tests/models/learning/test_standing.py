"""Who has learned what: statuses, rules, due lists and figures on a day."""

import datetime as dt

import pytest

from allydesk.errors import Invalid
from allydesk.models.base import put
from allydesk.models.learning import requirement, standing
from allydesk.models.learning.course import Course
from allydesk.models.privacy import Audience
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.models.learning.conftest import Make

DAY = dt.timedelta(days=1)


def statuses(store: Store, **given: object) -> dict[str, list[str]]:
    found = store.read(standing.matrix, **given)
    return {
        p.name: [c.status for c in cells]
        for p, cells in zip(found.people, found.cells, strict=True)
    }


@pytest.mark.parametrize(
    ("until", "status"),
    [
        (TODAY + 61 * DAY, "current"),
        (TODAY + 60 * DAY, "expiring"),
        (TODAY, "expiring"),  # the last day it counts
        (TODAY - DAY, "expired"),
        (None, "current"),
    ],
)
def test_sixty_days_before_it_runs_out(
    store: Store, course: Make, done: Make, until: dt.date | None, status: str
) -> None:
    zoe, bias = factories.person(store, "Zoë"), course()
    one = done(zoe, bias)
    store.write("Change", put, standing.Completion, one, {"expires": until})
    [[cell]] = store.read(standing.matrix).cells
    assert (cell.status, cell.expires, cell.required) == (status, until, False)
    assert cell.due == (None if status == "current" else until)


def test_what_was_done_later_did_not_count_before(store: Store, course: Make, done: Make) -> None:
    on = dt.date(2026, 9, 1)
    done(factories.person(store, "Zoë"), course(), on)
    assert statuses(store, on=on - DAY) == {"Zoë": ["none"]}
    assert statuses(store, on=on) == {"Zoë": ["current"]}


def test_what_is_no_longer_offered_is_required_of_nobody(
    store: Store, course: Make, required: Make
) -> None:
    zoe, bias = factories.person(store, "Zoë"), course()
    required(bias)
    assert statuses(store, courses=[bias]) == {"Zoë": ["missing"]}
    store.write("Retire", put, Course, bias, {"status": "retired"})
    assert statuses(store, courses=[bias]) == {"Zoë": ["none"]}
    assert store.read(standing.of_person, zoe) == []


def test_what_counts_longest_decides(store: Store, course: Make, done: Make) -> None:
    zoe, bias = factories.person(store, "Zoë"), course(refresh_months=12)
    done(zoe, bias, dt.date(2025, 1, 1), expires=dt.date(2028, 1, 1))
    done(zoe, bias, dt.date(2026, 9, 1))
    [[cell]] = store.read(standing.matrix).cells
    assert (cell.completed_on, cell.expires) == (dt.date(2025, 1, 1), dt.date(2028, 1, 1))


def test_what_never_runs_out_counts_longest(store: Store, course: Make, done: Make) -> None:
    zoe, bias = factories.person(store, "Zoë"), course()
    done(zoe, bias, dt.date(2025, 1, 1), expires=dt.date(2029, 1, 1), result="passed")
    done(zoe, bias, dt.date(2025, 2, 1))
    done(zoe, bias, dt.date(2025, 3, 1), expires=dt.date(2030, 1, 1))
    [[cell]] = store.read(standing.matrix).cells
    assert (cell.completed_on, cell.expires) == (dt.date(2025, 2, 1), None)


def test_required_today_shows_today_who_lacks_it(
    store: Store, course: Make, done: Make, required: Make
) -> None:
    bias = course("Bias")
    zoe, _amir = factories.people(store, "Zoë", "Amir")
    factories.person(store, "New", started=TODAY + DAY)
    factories.person(store, "Recent", started=dt.date(2026, 11, 9))
    factories.person(store, "Gone", left=TODAY)
    done(zoe, bias)
    assert store.read(standing.due_list) == []
    required(bias, grace=30)
    assert statuses(store) == {
        "Amir": ["missing"],
        "New": ["none"],
        "Recent": ["missing"],
        "Zoë": ["current"],
    }
    rows = store.read(standing.due_list)
    assert [(r.name, r.due) for r in rows] == [
        ("Amir", TODAY + 30 * DAY),
        ("Recent", TODAY + 30 * DAY),
    ]
    assert store.read(standing.due_list, on=TODAY - DAY) == []
    later = store.read(standing.due_list, on=TODAY + DAY)
    assert ("New", TODAY + 31 * DAY) in [(r.name, r.due) for r in later]
    store.write("Retire", put, Course, bias, {"status": "retired"})
    assert store.read(standing.due_list) == []


@pytest.mark.parametrize(
    ("who", "which", "meant"),
    [
        ("everyone", None, {"Zoë", "Amir", "Bo", "Ida"}),
        ("team", "finance", {"Zoë"}),
        ("location", "Depot", {"Amir", "Bo"}),
        ("manager", None, {"Bo"}),
        ("lead", None, {"Zoë", "Amir"}),
        ("role", "treasurer", {"Bo"}),
        ("ally", None, {"Ida"}),
    ],
)
def test_whom_a_rule_means(
    store: Store, course: Make, required: Make, who: str, which: str | None, meant: set[str]
) -> None:
    people = {
        "Zoë": factories.person(store, "Zoë", team="Finance"),
        "Amir": factories.person(store, "Amir", location="Depot"),
        "Bo": factories.person(store, "Bo", location="depot", manages="yes"),
        "Ida": factories.person(store, "Ida"),
    }
    pride, quiet = factories.group(store), factories.group(store, "Quiet", listing="private")
    for name, role in (("Zoë", "lead"), ("Amir", "co_lead"), ("Bo", "treasurer")):
        factories.role(store, factories.membership(store, people[name], pride), role)
    factories.membership(store, people["Ida"], pride, takes_part_as="ally")
    # What a private group is to them is nobody’s business, not even by what they have to learn.
    factories.role(store, factories.membership(store, people["Ida"], quiet), "lead")
    factories.membership(store, people["Zoë"], quiet, takes_part_as="ally")
    required(course(), who, which=which)
    assert {r.name for r in store.read(standing.due_list)} == meant
    told = {r.name for r in store.read(standing.due_list, audience=Audience.ANYONE)}
    assert told == (set() if who == "ally" else meant)


def test_a_role_is_told_as_far_as_its_person_agreed(
    store: Store, course: Make, required: Make
) -> None:
    zoe, pride = factories.person(store), factories.group(store)
    factories.role(store, factories.membership(store, zoe, pride, scope="group"))
    required(course(), "lead")
    assert len(store.read(standing.due_list, audience=Audience.GROUP)) == 1
    assert store.read(standing.due_list, audience=Audience.ANYONE) == []


def test_of_several_rules_the_earliest_day_decides(
    store: Store, course: Make, required: Make
) -> None:
    factories.person(store, "Zoë", team="Finance", started=TODAY)
    bias = course()
    required(bias, grace=90)
    required(bias, "team", which="Finance", grace=14)
    assert [r.due for r in store.read(standing.due_list)] == [TODAY + 14 * DAY]
    assert [r.words for r in store.read(requirement.of_course, bias)] == [
        "Everyone",
        "Team: Finance",
    ]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"who": "team"}, "Say which team."),
        ({"who": "role", "which": "chief"}, "Choose which role."),
        ({"who": "everyone"}, "This course is already required for them."),
        ({"who": "manager", "grace": -1}, "Choose a number of days from 0 to 3660."),
    ],
)
def test_a_rule_that_is_not_sound(
    course: Make, required: Make, values: dict[str, object], sentence: str
) -> None:
    bias = course()
    required(bias)
    with pytest.raises(Invalid, match=sentence.replace(".", r"\.")):
        required(bias, **values)


def test_filters_and_the_most_urgent_first(
    store: Store, course: Make, done: Make, required: Make
) -> None:
    zoe = factories.person(store, "Zoë Berg", team="Finance", location="Depot")
    amir = factories.person(store, "Amir Aziz", team="Digital", location="Depot")
    bias, listening = course("Bias"), course("Active listening")
    required(bias)
    done(zoe, bias, expires=TODAY + 10 * DAY)
    done(amir, listening, expires=TODAY - 10 * DAY)
    rows = store.read(standing.due_list)
    assert [(r.name, r.course, r.status, r.required) for r in rows] == [
        ("Amir Aziz", "Active listening", "expired", False),
        ("Amir Aziz", "Bias", "missing", True),
        ("Zoë Berg", "Bias", "expiring", True),
    ]
    later = TODAY + 11 * DAY
    assert [r.late(TODAY) for r in rows] == [False, False, False]  # nobody has to do the first
    assert [r.late(later) for r in rows] == [False, True, True]
    assert statuses(store, team="finance") == {"Zoë Berg": ["none", "expiring"]}
    assert list(statuses(store, location="Depot", text="ami")) == ["Amir Aziz"]
    assert statuses(store, courses=[bias], people=[amir]) == {"Amir Aziz": ["missing"]}
    assert len(store.read(standing.due_list, required_only=True)) == 2


def test_an_empty_desk_has_an_empty_matrix(store: Store, course: Make) -> None:
    assert store.read(standing.matrix).cells == ()
    factories.person(store)
    assert store.read(standing.matrix).cells == ((),)
    course()
    assert store.read(standing.matrix).cells == ((standing.NONE,),)
    assert store.read(standing.of_person, 99) == []


def test_the_page_of_a_course_in_numbers(
    store: Store, course: Make, done: Make, required: Make
) -> None:
    bias = course("Bias", minutes=90)
    people = factories.people(store, "Ann", "Bo", "Cy", "Di")
    required(bias, from_day=TODAY - 40 * DAY, grace=30)
    done(people[0], bias)
    done(people[1], bias, expires=TODAY + DAY)
    done(people[2], bias, expires=TODAY - DAY)
    factories.event(store, "Was", starts=dt.datetime(2026, 9, 1, 9), course_id=bias)
    coming = factories.event(store, "Will be", course_id=bias)
    found = store.read(standing.figures, bias, dt.datetime.combine(TODAY, dt.time(12)))
    assert found == standing.Figures(
        required=4, current=1, expiring=1, expired=1, missing=1, late=2, people=3, minutes=270,
        sessions=1, next_session=coming,
    )  # fmt: skip
