"""Lists of groups: who, which group, which role, and what people agreed to."""

import datetime as dt
from pathlib import Path

import pytest

from allydesk.models import group, membership, person
from allydesk.models.base import values
from allydesk.models.membership import Stored
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.store import Store
from allydesk.transfer import Answers
from allydesk.transfer.roles import roles_of
from tests import factories
from tests.factories import TODAY
from tests.transfer.helpers import SAMPLES, bring_in, lines, planned


def _stored(store: Store) -> list[Stored]:
    return store.read(membership.stored, TODAY)


def test_the_committees(store: Store) -> None:
    bring_in(store, SAMPLES / "legislators.xlsx")
    found = bring_in(store, SAMPLES / "committees.csv", agreed="anyone")
    counts = found.counts()
    assert (counts["groups"], counts["memberships"]) == (49, 1329)
    assert (counts["new"], counts["changed"], counts["doubtful"], counts["left_out"]) == (
        0,
        0,
        0,
        0,
    )
    assert {g.listing for g in store.read(group.listing)} == {"private"}
    assert planned(store, SAMPLES / "committees.csv", agreed="anyone").empty
    assert planned(store, SAMPLES / "committees.csv").empty  # no answer narrows nothing

    farm = next(g for g in store.read(group.listing) if "Agriculture, Nutrition" in g.name)
    rows = store.read(membership.of_group, farm.id, Audience.ANYONE, TODAY)
    assert {r.name: r.roles for r in rows if r.roles} == {
        "John Boozman": ("Chairman",),
        "Amy Klobuchar": ("Ranking Member",),
    }
    assert {(m.scope, m.agreed_on, m.agreed_how) for m in _stored(store)} == {
        ("anyone", TODAY, "list")
    }


def test_undo_takes_a_group_list_back_whole_and_redo_brings_it_again(
    store: Store, path: Path
) -> None:
    bring_in(store, SAMPLES / "legislators.csv")
    bring_in(store, SAMPLES / "committees.csv")
    before = _stored(store)
    assert store.undo() == "Bring in the groups of 528 people"
    assert (_stored(store), store.read(group.listing)) == ([], [])
    assert store.read(person.count) == 537
    store.close()
    with Store.open(path) as later:
        later.redo()
        assert _stored(later) == before
        assert len(later.read(group.listing)) == 49


def test_people_and_their_groups_in_one_list(store: Store, tmp_path: Path) -> None:
    path = lines(
        tmp_path / "a.csv",
        "Name,E-mail,Team,Group,Role,Member since\n"
        "Zoë Berg,z@example.org,Sales,Pride; Parents,Co-chair,2020-01-02\n"
        "Bo Ek,b@example.org,IT,Pride,Member,\n"
        "Zoë Berg,z@example.org,Sales,Runners,,\n",
    )
    found = bring_in(store, path)
    assert [n.name for n in found.new] == ["Zoë Berg", "Bo Ek"]
    assert found.groups == ("Pride", "Parents", "Runners")
    assert len(found.memberships) == 4
    zoe = next(m for m in _stored(store) if m.joined)
    assert (zoe.joined, zoe.roles) == (dt.date(2020, 1, 2), (("co_lead", "Co-chair"),))
    assert (zoe.scope, zoe.agreed_on, zoe.agreed_how) == ("coordinator", None, None)
    assert bring_in(store, path).empty


def test_a_list_that_belongs_to_one_group(store: Store, tmp_path: Path) -> None:
    ids = factories.people(store, "Zoë Berg", "Bo Ek")
    pride = factories.group(store, "Pride")
    found = bring_in(
        store,
        lines(tmp_path / "a.csv", "Name,Role\nZoë Berg,Chair\nBo Ek,\n"),
        group="PRIDE",
        agreed="group",
    )
    assert found.groups == ()
    assert [(m.person_id, m.group_id, m.scope) for m in _stored(store)] == [
        (ids[0], pride, "group"),
        (ids[1], pride, "group"),
    ]


def test_a_group_list_changes_nobodys_name(store: Store, tmp_path: Path) -> None:
    id = factories.person(store, "Zoë Berg-Łukaszewicz", staff_number="7")
    bring_in(store, lines(tmp_path / "a.csv", "Group,No,Name\nPride,7,Zoe Berg\n"))
    assert (store.read(values, Person, id) or {})["full_name"] == "Zoë Berg-Łukaszewicz"


def test_people_by_number_alone(store: Store, tmp_path: Path) -> None:
    factories.person(store, "Zoë Berg", staff_number="7")
    found = bring_in(store, lines(tmp_path / "a.csv", "Group,Staff no\nPride,7\nPride,8\n"))
    assert len(found.memberships) == 1
    assert [(t.row, t.way) for t in found.needs_you] == [(3, "name")]
    assert "Nobody on the desk has this number" in found.needs_you[0].reason


def test_a_doubtful_person_gets_no_place_either(store: Store, tmp_path: Path) -> None:
    id = factories.person(store, "Anna Kowalska")
    path = lines(tmp_path / "a.csv", "Group,Name\nPride,Anna Kowalski\n")
    assert bring_in(store, path).empty
    assert _stored(store) == []
    bring_in(store, path, answers=Answers(same={2: id}))
    assert [m.person_id for m in _stored(store)] == [id]


def test_a_list_adds_roles_and_dates_to_a_place(store: Store, tmp_path: Path) -> None:
    id = factories.membership(
        store, factories.person(store, "Zoë Berg"), factories.group(store, "Pride"), joined=None
    )
    factories.role(store, id, "secretary")
    path = lines(
        tmp_path / "a.csv",
        "Group,Name,Role,Joined,Takes part as\nPride,Zoë Berg,Treasurer,2021-05-06,Ally\n",
    )
    found = bring_in(store, path)
    assert [f.name for f in found.memberships_changed[0].fields] == ["takes_part_as", "joined"]
    (place,) = _stored(store)
    assert (place.takes_part_as, place.joined) == ("ally", dt.date(2021, 5, 6))
    assert place.roles == (("secretary", None), ("treasurer", None))
    assert (place.scope, place.agreed_how) == ("anyone", None)
    assert bring_in(store, path).empty


@pytest.mark.parametrize(
    ("before", "agreed", "column", "after"),
    [
        ({"scope": "coordinator"}, "group", "", "group"),
        ({"scope": "anyone", "agreed_how": "paper"}, "leads", "", "anyone"),
        ({"scope": "leads", "agreed_on": TODAY, "agreed_how": "list"}, "group", "", "group"),
        ({"scope": "leads", "agreed_on": TODAY, "agreed_how": "email"}, "group", "", "leads"),
        ({"scope": "group", "withdrawn_on": TODAY}, "anyone", "Anyone here", "group"),
        ({"scope": "anyone", "agreed_on": TODAY, "agreed_how": "paper"}, "", "Coordinator only", "coordinator"),
        ({"scope": "coordinator", "agreed_on": TODAY, "agreed_how": "spoken"}, "anyone", "", "coordinator"),
    ],
)  # fmt: skip
def test_one_answer_for_all_never_overrules_what_somebody_said(
    store: Store, tmp_path: Path, before: dict[str, object], agreed: str, column: str, after: str
) -> None:
    factories.membership(
        store, factories.person(store, "Zoë Berg"), factories.group(store, "Pride"), **before
    )
    path = lines(tmp_path / "a.csv", f"Group,Name,May be seen by\nPride,Zoë Berg,{column}\n")
    bring_in(store, path, agreed=agreed)
    assert _stored(store)[0].scope == after
    assert bring_in(store, path, agreed=agreed).empty


def test_somebody_who_left_a_group_does_not_come_back_unasked(store: Store, tmp_path: Path) -> None:
    factories.membership(
        store,
        factories.person(store, "Zoë Berg"),
        factories.group(store, "Pride"),
        left=dt.date(2025, 3, 4),
    )
    path = lines(tmp_path / "a.csv", "Group,Name\nPride,Zoë Berg\n")
    found = bring_in(store, path)
    assert found.empty
    assert found.needs_you[0].reason == (
        "Zoë Berg left “Pride” on 4 Mar 2025. Say whether they take part again."
    )
    bring_in(store, path, answers=Answers(anyway=frozenset({2})))
    assert [(m.joined, m.left) for m in _stored(store)][-1] == (TODAY, None)
    assert bring_in(store, path).empty


@pytest.mark.parametrize(
    ("text", "roles", "takes_part_as"),
    [
        ("", (), None),
        ("Member", (), None),
        ("Ally", (), "ally"),
        ("Chairman", (("lead", "Chairman"),), None),
        ("Lead", (("lead", None),), None),
        ("Co-Lead", (("co_lead", None),), None),
        ("Vice Chair", (("co_lead", "Vice Chair"),), None),
        ("Ranking Member", (("other", "Ranking Member"),), None),
        ("Chair of the programme, Lisbon", (("lead", "Chair of the programme, Lisbon"),), None),
        ("Secretary, Treasurer", (("secretary", None), ("treasurer", None)), None),
        ("Chair & Treasurer", (("lead", "Chair"), ("treasurer", None)), None),
        ("Lead; Keeper of the flag", (("lead", None), ("other", "Keeper of the flag")), None),
        ("Stellvertretende Leitung", (("co_lead", "Stellvertretende Leitung"),), None),
        ("Mitglied", (), None),
        ("Présidente", (("lead", "Présidente"),), None),
        ("Skarbniczka", (("treasurer", "Skarbniczka"),), None),
        ("Executive sponsor", (("sponsor", None),), None),
    ],
)
def test_words_for_roles(
    text: str, roles: tuple[tuple[str, str | None], ...], takes_part_as: str | None
) -> None:
    assert roles_of(text) == (roles, takes_part_as)
