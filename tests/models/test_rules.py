"""Every rule of people, groups, memberships and the organisation, and the sentence it says."""

import datetime as dt
from typing import Any

import pytest

from allydesk.errors import Invalid
from allydesk.models import base, membership, organisation
from allydesk.models.base import Record, put
from allydesk.models.group import Group
from allydesk.models.membership import Membership, RoleTerm
from allydesk.models.organisation import Organisation
from allydesk.models.person import Person
from allydesk.store import Store
from tests import factories
from tests.faults.reading import everything

DAY = dt.date(2026, 11, 19)
BEFORE = DAY - dt.timedelta(days=1)
LEFT_JOB = "The day they left is before the day they started."
MAIL = "Write the e-mail address with one @, like zoe@example.org."


@pytest.fixture
def peopled(store: Store) -> Store:
    """Give a desk with two people, two groups, and the first of each belonging together."""
    factories.person(store, "Zoë Łukaszewicz", staff_number="1001")
    factories.person(store, "Amir")
    for name in ("Pride & Allies", "Access Matters"):
        factories.group(store, name)
    factories.membership(store, 1, 1)
    return store


WRONG: list[tuple[type[Record], dict[str, Any], str, str]] = [
    (Person, {"full_name": ""}, "full_name", "Enter full name."),
    (Person, {"full_name": " \t\n "}, "full_name", "Enter full name."),
    (Person, {}, "full_name", "Enter full name."),
    (Person, {"full_name": "x" * 201}, "full_name", "Full name has room for 200 characters."),
    (Person, {"full_name": "A", "email": "a b@example.org"}, "email", MAIL),
    (Person, {"full_name": "A", "email": "example.org"}, "email", MAIL),
    (Person, {"full_name": "A", "email": "@example.org"}, "email", MAIL),
    (Person, {"full_name": "A", "email": "zoe@"}, "email", MAIL),
    (Person, {"full_name": "A", "started": DAY, "left": BEFORE}, "left", LEFT_JOB),
    (
        Person, {"full_name": "A", "staff_number": "1001"}, "staff_number",
        "Zoë Łukaszewicz already has the staff number 1001.",
    ),
    (Person, {"full_name": "A", "photo_consent": "maybe"}, "photo_consent", "Choose photos from the list."),
    (Person, {"full_name": "A", "badge_name": "x" * 61}, "badge_name", "Name on badge has room for 60 characters."),
    (Group, {"name": ""}, "name", "Enter name."),
    (Group, {"name": "pride & ALLIES"}, "name", "There is already a group called “Pride & Allies”."),
    (Group, {"name": "A", "kind": "party"}, "kind", "Choose kind from the list."),
    (Group, {"name": "A", "listing": "half"}, "listing", "Choose list of people from the list."),
    (Group, {"name": "A", "colour": "beige"}, "colour", "Choose colour from the list."),
    (Group, {"name": "A", "purpose": "x" * 2001}, "purpose", "Purpose has room for 2000 characters."),
    (Membership, {"person_id": 1, "group_id": 1}, "person_id", "They already take part in this group."),
    (Membership, {"person_id": 2}, "group_id", "Enter group."),
    (Membership, {"group_id": 2}, "person_id", "Enter person."),
    (
        Membership, {"person_id": 2, "group_id": 1, "joined": DAY, "left": BEFORE}, "left",
        "The day they left is before the day they joined.",
    ),
    (
        Membership, {"person_id": 2, "group_id": 1, "scope": "everyone"}, "scope",
        "Choose may be seen by from the list.",
    ),
    (RoleTerm, {"membership_id": 1, "role": "other"}, "own_words", "Say what the role is called."),
    (
        RoleTerm, {"membership_id": 1, "role": "lead", "from_day": DAY, "to_day": BEFORE}, "to_day",
        "The role ends before it begins.",
    ),
    (RoleTerm, {"role": "lead"}, "membership_id", "Enter person in the group."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "values", "name", "sentence"), WRONG)
def test_what_breaks_a_rule_is_said_at_its_field_and_not_stored(
    peopled: Store, kind: type[Record], values: dict[str, Any], name: str, sentence: str
) -> None:
    before = everything(peopled.path)
    with pytest.raises(Invalid) as wrong:
        peopled.write("Add", put, kind, None, values)
    assert wrong.value.fields == {name: sentence}
    assert everything(peopled.path) == before


@pytest.mark.parametrize(
    ("values", "name", "sentence"),
    [
        ({"logo": b"GIF89a"}, "logo", "Choose a picture in PNG or JPEG format."),
        (
            {"logo": b"\x89PNG\r\n\x1a\n" + bytes(2_000_000)}, "logo",
            "The logo is larger than 2 MB. Choose a smaller picture.",
        ),
        ({"k": 4}, "k", "Choose a number from 5 to 20."),
        ({"k": 21}, "k", "Choose a number from 5 to 20."),
        ({"country": "Britain"}, "country", "Choose a country from the list."),
        ({"country": "gb"}, "country", "Choose a country from the list."),
        ({"paper": "a5"}, "paper", "Choose paper from the list."),
        ({"zone": "Nowhere/At_All"}, "zone", "Choose a time zone from the list."),
    ],
)  # fmt: skip
def test_the_organisation_has_rules_too(
    store: Store, values: dict[str, Any], name: str, sentence: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        store.write("Change", put, Organisation, 1, values)
    assert wrong.value.fields == {name: sentence}


def test_several_wrong_fields_are_said_at_once(store: Store) -> None:
    with pytest.raises(Invalid) as wrong:
        store.write("Add", put, Person, None, {"email": "x", "badge_name": "x" * 70})
    assert list(wrong.value.fields) == ["full_name", "badge_name", "email"]
    assert str(wrong.value).count("\n") == 2


RIGHT: list[tuple[type[Record], dict[str, Any]]] = [
    *((Person, {"full_name": name}) for name in factories.NAMES),
    (Person, {"full_name": "x" * 200}),
    (Person, {"full_name": "A", "email": "zoë+desk@bücher.example"}),
    (Person, {"full_name": "A", "started": DAY, "left": DAY}),
    (Person, {"full_name": "Zoë Łukaszewicz"}),  # two people may have one name
    (Person, {"full_name": "A", "staff_number": ""}),
    (Group, {"name": "Access Matters too"}),
    (Membership, {"person_id": 1, "group_id": 2}),
    (Membership, {"person_id": 2, "group_id": 1}),
    (RoleTerm, {"membership_id": 1, "role": "other", "own_words": "Chair of the programme"}),
    (RoleTerm, {"membership_id": 1, "from_day": DAY, "to_day": DAY, "own_words": "One day"}),
]


@pytest.mark.parametrize(("kind", "values"), RIGHT)
def test_what_is_right_is_stored_as_it_was_given(
    peopled: Store, kind: type[Record], values: dict[str, Any]
) -> None:
    id = peopled.write("Add", put, kind, None, values)
    if kind in (Person, Group):
        stored = peopled.read(base.values, kind, id)
        assert stored is not None
        assert {name: stored[name] for name in values} == {n: v or None for n, v in values.items()}


def test_two_people_may_share_an_address(store: Store) -> None:
    for name in ("Zoë", "Amir"):
        factories.person(store, name, email="depot@example.org")


def test_somebody_keeps_their_own_staff_number(peopled: Store) -> None:
    peopled.write("Change team", put, Person, 1, {"team": "Finance", "staff_number": "1001"})


def test_a_group_keeps_its_own_name(peopled: Store) -> None:
    peopled.write("Change name", put, Group, 1, {"name": "PRIDE & Allies"})


def test_what_nobody_says_is_the_careful_answer(store: Store) -> None:
    group = store.write("Add", put, Group, None, {"name": "New"})
    stored = store.read(base.values, Group, group)
    assert stored is not None
    assert (stored["listing"], stored["status"], stored["kind"]) == ("private", "active", "erg")
    person = factories.person(store, "Zoë")
    stored = store.read(base.values, Person, person)
    assert stored is not None
    assert stored["photo_consent"] == "ask"
    place = store.write("Add", put, Membership, None, {"person_id": person, "group_id": group})
    card = store.read(membership.card, place)
    assert card is not None
    assert (card["scope"], card["takes_part_as"], card["agreed_on"]) == (
        "coordinator", "not_stated", None,
    )  # fmt: skip


def test_somebody_who_agrees_does_so_on_a_day(peopled: Store, monkeypatch: Any) -> None:
    monkeypatch.setattr("allydesk.dates.today", lambda: DAY)
    values = {"person_id": 2, "group_id": 1, "scope": "group"}
    place = peopled.write("Add", put, Membership, None, values)
    card = peopled.read(membership.card, place)
    assert card is not None
    assert card["agreed_on"] == DAY
    peopled.write("Change", put, Membership, place, {"agreed_on": BEFORE})
    card = peopled.read(membership.card, place)
    assert card is not None
    assert card["agreed_on"] == BEFORE


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [
        ((None, None), (None, None), False),
        ((None, DAY), (DAY, None), True),
        ((DAY, None), (None, DAY), True),
        ((None, DAY), (BEFORE, None), False),
        ((BEFORE, DAY), (DAY, None), True),
        ((BEFORE, None), (DAY, None), False),
    ],
)
def test_somebody_may_come_back_to_a_group_but_not_be_in_it_twice(
    peopled: Store, first: Any, second: Any, fits: bool
) -> None:
    def stay(days: Any) -> None:
        values = {"person_id": 2, "group_id": 2, "joined": days[0], "left": days[1]}
        peopled.write("Add", put, Membership, None, values)

    stay(first)
    if fits:
        stay(second)
    else:
        with pytest.raises(Invalid, match="They already take part in this group"):
            stay(second)


def test_joining_twice_counts_once(peopled: Store) -> None:
    assert peopled.write("Add 3 people", membership.join, 2, [1, 2, 1]) == 2
    assert peopled.write("Add 3 people", membership.join, 2, [1, 2]) == 0
    assert len(peopled.steps()) == 6


def test_groups_share_out_the_colours(store: Store) -> None:
    colours = []
    for n in range(10):
        id = store.write("Add", put, Group, None, {"name": f"Group {n}"})
        stored = store.read(base.values, Group, id)
        assert stored is not None
        colours.append(stored["colour"])
    assert len(set(colours[:8])) == 8


@pytest.mark.parametrize(
    ("language", "paper"), [("en-GB", "a4"), ("en-US", "letter"), ("fr-CA", "letter"), ("de", "a4")]
)
def test_paper_follows_the_country(tmp_path: Any, language: str, paper: str) -> None:
    with Store.create(tmp_path / "desk.allydesk", language=language) as store:
        assert store.read(organisation.the).paper == paper


def test_every_field_says_what_it_is() -> None:
    for kind in (Person, Group, Membership, RoleTerm, Organisation):
        for name, described in base.fields(kind).items():
            assert described.field.label, f"{kind.__name__}.{name}"
            assert described.field.label[0].isupper()
            assert not described.field.label.endswith((".", ":"))
            assert not described.field.hint or described.field.hint.endswith((".", "?", "”"))
