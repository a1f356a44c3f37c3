"""The fairness mirror shows what a count by hand shows, and never a number below five."""

import datetime as dt
from collections.abc import Iterator

import pytest

from allydesk import awarding, fairness, sample
from allydesk.fairness import Line, Mirror
from allydesk.models.base import put
from allydesk.models.group import Group
from allydesk.models.suppression import Count, Hidden, Shown
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.models.awards import factories as given

A_YEAR = fairness.a_year_before(TODAY)
# Counted by hand in resources/sample: 60 people work here; in twelve months six awards and eight
# shout-outs went to 24 of them, one of whom has left. By location, as people / thanked:
#   Quayside House 20 / 11: 1011, 1012, 1019, 1021, 1025, 1030, 1036, 1047, 1052, 1055, 1058
#   Vale Road      18 /  5: 1013, 1027, 1035, 1049, 1057
#   Depot          16 /  7: 1003, 1014, 1024, 1041, 1048, 1050, 1054
#   Home            6 /  0, which is small and hidden, and Depot with it: else 23 − 11 − 5 − 7 tells it
LOCATIONS = [
    ("Quayside House", 20, 11, 9), ("Vale Road", 18, 5, 13), ("Depot", 16, None, None),
    ("Home", 6, None, None),
]  # fmt: skip
# Maintenance is the Depot's crew with 1042, who works at Vale Road. Community: 1013, 1027, 1035,
# 1049 and 1057 of ten. No other team has five on both sides; teams below five are not shown at all.
TEAMS = [
    ("Maintenance", 17, 7, 10), ("Community", 10, 5, 5), ("Customer care", 8, None, None),
    ("Housing", 6, None, None),
]  # fmt: skip
# Access Matters: 1003, 1011, 1021, 1024, 1041, 1048. Women’s Network: 1014, 1025, 1030, 1035, 1041,
# 1049, 1052, 1058. Many Voices: 1003, 1012, 1014, 1027, 1030, 1036, 1047, 1050, 1052, 1054.
# Private lists together: 1013, 1019, 1021, 1027, 1035, 1048, 1050, 1055, 1057, 1058.
GROUPS = [
    ("Access Matters", 15, 6, 9), ("Inclusion Council", 13, None, None), ("Many Voices", 18, 10, 8),
    ("Parents and Carers", 15, None, None), ("Women’s Network", 16, 8, 8),
    ("Groups with a private list, together", 26, 10, 16),
]  # fmt: skip


def number(count: Count) -> int | None:
    return count.n if isinstance(count, Shown) else None


def plain(lines: tuple[Line, ...]) -> list[tuple[str, int | None, int | None, int | None]]:
    return [
        (line.name, number(line.people), number(line.thanked), number(line.not_thanked))
        for line in lines
    ]


@pytest.fixture(scope="module")
def mirror(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mirror]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("fair")
        patch.setenv("ALLYDESK_HOME", str(folder))
        sample.write(folder / "a.allydesk", TODAY)
        with Store.open(folder / "a.allydesk") as desk:
            yield desk.read(fairness.mirror, A_YEAR, TODAY)


def test_the_example_desk_is_as_counted_by_hand(mirror: Mirror) -> None:
    assert (number(mirror.people), number(mirror.thanked)) == (60, 23)
    assert plain(mirror.locations) == LOCATIONS
    assert [t for t in plain(mirror.teams) if t[1]] == TEAMS
    assert plain(mirror.groups) == GROUPS
    assert mirror.rule.startswith("Numbers below 5 are hidden")


def test_who_got_more_than_their_share_is_said(mirror: Mirror) -> None:
    assert mirror.remarks == (
        "Quayside House: 11 of the 23 who were thanked, and 20 of the 60 who work here.",
    )


def test_how_long_ago_counts_everybody_once(mirror: Mirror) -> None:
    # Three months and less: all but 1041 and 1036, and the team, thanked three months ago to the day.
    shown = {w.words: number(w.people) for w in mirror.waiting}
    assert shown == {
        "In the last 3 months": 16, "3 to 6 months ago": None, "6 to 12 months ago": None,
        "12 to 24 months ago": None, "Longer ago": None, "Not yet": 37,
    }  # fmt: skip


def test_no_number_below_five_and_no_name_of_a_private_group(mirror: Mirror) -> None:
    lines = (*mirror.teams, *mirror.locations, *mirror.groups)
    counts = [c for line in lines for c in line[1:]] + [w.people for w in mirror.waiting]
    assert all(c.n >= 5 for c in counts if isinstance(c, Shown))
    assert any(isinstance(c, Hidden) for c in counts)
    assert not {line.name for line in lines} & {"Pride & Allies", "Wellbeing Circle"}


def test_what_is_known_while_deciding(store: Store) -> None:
    people = [factories.person(store, f"N{n}", team=("Night", "Day")[n % 2]) for n in range(24)]
    for one in people[:14]:
        awarding.quick_thanks(store, [one], "Thank you", on=TODAY - dt.timedelta(days=40))
    id = given.nominate(store, people[0], people[16])
    given.nominate(store, people[16])
    facts = store.read(fairness.facts, id, TODAY)
    assert [(f.name, f.months) for f in facts.last] == [("N0", 1), ("N16", None)]
    assert facts.teams == (("Night", Shown(7), Shown(12)),)
    assert facts.waiting == 1


def test_one_private_group_alone_is_not_counted_on_its_own(store: Store) -> None:
    people = [factories.person(store, f"N{n}") for n in range(20)]
    quiet = factories.group(store, "Quiet", listing="private")
    for one in people[:10]:
        factories.membership(store, one, quiet, scope="coordinator")
        awarding.quick_thanks(store, [one], "Thank you", on=TODAY)
    assert store.read(fairness.mirror, A_YEAR, TODAY).groups == ()
    store.write("Open", put, Group, quiet, {"listing": "open"})
    assert plain(store.read(fairness.mirror, A_YEAR, TODAY).groups) == [("Quiet", 10, None, None)]


def test_an_award_given_back_and_an_empty_desk_count_nothing(store: Store) -> None:
    empty = store.read(fairness.mirror, A_YEAR, TODAY)
    assert (empty.teams, empty.groups, empty.remarks) == ((), (), ())
    people = [factories.person(store, f"N{n}", team="A") for n in range(12)]
    draft = awarding.Draft(
        {"kind": "award", "title": "A", "given_on": TODAY, "citation": "A"},
        tuple(people[:6]),
        (),
        (),
        (),
    )
    id = awarding.give(store, draft)
    assert plain(store.read(fairness.mirror, A_YEAR, TODAY).teams) == [("A", 12, 6, 6)]
    awarding.give_back(store, id, TODAY)
    assert plain(store.read(fairness.mirror, A_YEAR, TODAY).teams) == [("A", 12, None, None)]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("2026-11-19", "2025-11-20"), ("2026-12-31", "2026-01-01"), ("2027-02-28", "2026-03-01"),
        ("2028-02-28", "2027-03-01"), ("2028-02-29", "2027-03-01"), ("2029-02-28", "2028-03-01"),
    ],
)  # fmt: skip
def test_twelve_months_have_no_day_twice(last: str, first: str) -> None:
    assert fairness.a_year_before(dt.date.fromisoformat(last)).isoformat() == first


@pytest.mark.parametrize(
    ("thanked", "shown"), [(4, (None, None)), (5, (5, 6)), (6, (6, 5)), (7, (None, None))]
)
def test_five_are_told_and_four_are_not(
    store: Store, thanked: int, shown: tuple[int | None, int | None]
) -> None:
    people = [factories.person(store, f"N{n}", team="A", location="B") for n in range(11)]
    for one in people[:thanked]:
        awarding.quick_thanks(store, [one], "Thank you", on=TODAY)
    found = store.read(fairness.mirror, A_YEAR, TODAY)
    assert plain(found.teams) == [("A", 11, *shown)]
    assert plain(found.locations) == [("B", 11, *shown)]
    assert number(found.thanked) == shown[0]


@pytest.mark.parametrize(
    ("since", "on", "months"),
    [
        (dt.date(2026, 10, 19), TODAY, 1),
        (dt.date(2026, 10, 20), TODAY, 0),
        (dt.date(2024, 2, 29), dt.date(2025, 2, 28), 11),
    ],
)
def test_months_are_whole_ones(since: dt.date, on: dt.date, months: int) -> None:
    assert fairness.months(since, on) == months
