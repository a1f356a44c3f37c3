"""Who a row is about, what is new in it, and what somebody has to look at first."""

import datetime as dt
import random
from pathlib import Path

import pytest
from sqlalchemy import select

from allydesk import transfer
from allydesk.errors import Cancelled, Problem
from allydesk.models import person
from allydesk.models.base import values
from allydesk.models.person import Person
from allydesk.store import Store
from allydesk.transfer import Answers
from tests import factories
from tests.transfer.helpers import SAMPLES, bring_in, lines, planned, sheet_of, xlsx


def _all(store: Store) -> list[dict[str, object]]:
    found = store.read(person.ids)
    return [store.read(values, Person, id) or {} for id in found]


def test_the_directory_twice_and_once_more_as_csv(store: Store) -> None:
    first = bring_in(store, SAMPLES / "legislators.xlsx")
    assert first.counts()["new"] == 537
    assert first.label == "Bring in 537 people"
    kept = _all(store)
    for ending in ("xlsx", "csv"):
        again = planned(store, SAMPLES / f"legislators.{ending}")
        assert len(again.unchanged) == 537
        assert again.empty
    justice = next(p for p in kept if p["staff_number"] == "J000312")
    assert justice["full_name"] == "James C. Justice"
    assert justice["known_as"] == "Jim"
    assert justice["phone"]
    assert justice["started"] == dt.date(2025, 1, 14)
    assert any(p["full_name"] == "Analilia Mejia" for p in kept)  # has no full name in the list
    assert "1958-10-13" not in str(kept)


def test_undo_and_redo_also_after_a_restart(store: Store, path: Path) -> None:
    bring_in(store, SAMPLES / "legislators.csv")
    before = _all(store)
    store.close()
    with Store.open(path) as later:
        assert later.undo() == "Bring in 537 people"
        assert later.read(person.count) == 0
    with Store.open(path) as later:
        assert later.redo() == "Bring in 537 people"
        assert _all(later) == before


def test_changes_are_shown_old_and_new_and_empty_cells_keep_what_is_there(
    store: Store, tmp_path: Path
) -> None:
    id = factories.person(store, "Zoë Berg", staff_number="7", team="Sales", phone="123")
    path = xlsx(
        tmp_path / "a.xlsx", [["No", "Name", "Team", "Phone"], [7, "Zoë Berg", "Finance", None]]
    )
    found = bring_in(store, path)
    (changed,) = found.changed
    assert [(f.label, f.old, f.new) for f in changed.fields] == [("Team", "Sales", "Finance")]
    stored = store.read(values, Person, id) or {}
    assert (stored["team"], stored["phone"]) == ("Finance", "123")
    assert bring_in(store, path).empty


def test_a_new_name_under_the_same_number(store: Store, tmp_path: Path) -> None:
    id = factories.person(store, "Anna De Vries", staff_number="7", sort_name="De Vries, Anna")
    bring_in(store, lines(tmp_path / "a.csv", "No,First name,Last name\n7,Anna,Bakker\n"))
    stored = store.read(values, Person, id) or {}
    assert (stored["full_name"], stored["sort_name"]) == ("Anna Bakker", None)


def test_a_name_without_its_accents_is_no_change(store: Store, tmp_path: Path) -> None:
    factories.person(store, "Siobhán O’Neill", email="s@example.org")
    assert planned(
        store, lines(tmp_path / "a.csv", "Name,E-mail\nSiobhan O'Neill,S@example.org\n")
    ).empty
    factories.person(store, "Lukasz Wojcik", email="l@example.org")
    found = planned(store, lines(tmp_path / "b.csv", "Name,E-mail\nŁukasz Wójcik,l@example.org\n"))
    assert [f.new for f in found.changed[0].fields] == ["Łukasz Wójcik"]


def test_a_number_without_its_zeros_is_the_same(store: Store, tmp_path: Path) -> None:
    factories.person(store, "Zoë Berg", staff_number="00123")
    assert planned(
        store, xlsx(tmp_path / "a.xlsx", [["Staff no", "Name"], [123, "Zoë Berg"]])
    ).empty


def test_a_number_with_quite_another_name_is_asked_about(store: Store, tmp_path: Path) -> None:
    id = factories.person(store, "Zoë Berg", staff_number="7")
    path = lines(tmp_path / "a.csv", "No,Name\n7,Marcus Oyelaran\n")
    found = bring_in(store, path)
    (doubt,) = found.doubtful
    assert doubt.candidates[0].id == id
    assert doubt.candidates[0].reason == "has this staff number, but another name"
    assert found.empty
    bring_in(store, path, answers=Answers(same={2: id}))
    assert (store.read(values, Person, id) or {})["full_name"] == "Marcus Oyelaran"


def test_a_shared_address_is_a_hint_and_no_key(store: Store, tmp_path: Path) -> None:
    id = factories.person(store, "Zoë Berg", email="shop@example.org")
    path = lines(tmp_path / "a.csv", "Name,E-mail,Team\nMarcus Oyelaran,shop@example.org,Shop\n")
    found = planned(store, path)
    assert [d.candidates[0].id for d in found.doubtful] == [id]
    assert len(bring_in(store, path, answers=Answers(different=frozenset({2}))).new) == 1
    # Now two share it, so it says nothing about a third.
    third = lines(tmp_path / "b.csv", "Name,E-mail\nPrince,shop@example.org\n")
    assert [n.name for n in planned(store, third).new] == ["Prince"]
    assert bring_in(store, path).empty


def test_two_numbers_are_two_people_whatever_else_is_the_same(store: Store, tmp_path: Path) -> None:
    factories.person(store, "John Smith", staff_number="1", email="js@example.org")
    path = lines(tmp_path / "a.csv", "No,Name,E-mail\n2,John Smith,js@example.org\n")
    assert len(bring_in(store, path).new) == 1
    assert bring_in(store, path).empty


def test_name_and_team_tell_people_apart(store: Store, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.csv", "Name,Team,Job\nAnna Nowak,Sales,A\nAnna Nowak,Finance,B\n")
    assert len(bring_in(store, path).new) == 2
    assert bring_in(store, path).empty
    moved = lines(tmp_path / "b.csv", "Name,Team,Job\nAnna Nowak,Finance,C\n")
    (changed,) = planned(store, moved).changed
    assert (changed.fields[0].old, changed.fields[0].new) == ("B", "C")


@pytest.mark.parametrize("fact", ["E-mail,other@example.org", "Team,Finance", "Started,2001-02-03"])
def test_a_name_alone_never_merges_against_other_facts(
    store: Store, tmp_path: Path, fact: str
) -> None:
    factories.person(
        store, "Anna Nowak", email="anna@example.org", team="Sales", started=dt.date(2020, 1, 1)
    )
    heading, value = fact.split(",")
    found = planned(store, lines(tmp_path / "a.csv", f"Name,{heading}\nAnna Nowak,{value}\n"))
    assert found.empty
    assert len(found.doubtful) == 1


def test_a_name_alone_is_enough_when_nothing_speaks_against_it(
    store: Store, tmp_path: Path
) -> None:
    factories.person(store, "Anna Nowak", team="Sales")
    found = planned(store, lines(tmp_path / "a.csv", 'Name,Phone\n"Nowak, Anna",55\n'))
    assert [f.new for f in found.changed[0].fields] == ["55"]


def test_two_of_one_name_are_asked_about(store: Store, tmp_path: Path) -> None:
    factories.person(store, "Anna Nowak")
    factories.person(store, "Anna Nowak")
    found = planned(store, lines(tmp_path / "a.csv", "Name\nAnna Nowak\n"))
    assert len(found.doubtful[0].candidates) == 2


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Anna Kowalska", "Anna Kowalski"),
        ("Jon Smith", "John Smith"),
        ("Maria Garcia", "Mario Garcia"),
    ],
)
def test_nearly_the_same_name_is_possibly_the_same(
    store: Store, tmp_path: Path, here: str, there: str
) -> None:
    id = factories.person(store, here)
    path = lines(tmp_path / "a.csv", f"Name,Team\n{there},A\nQuite Different,B\n")
    found = planned(store, path)
    assert [d.candidates[0].id for d in found.doubtful] == [id]
    assert [n.name for n in found.new] == ["Quite Different"]
    other = planned(store, path, answers=Answers(different=frozenset({2})))
    assert [n.name for n in other.new] == [there, "Quite Different"]
    same = planned(store, path, answers=Answers(same={2: id}))
    assert [c.id for c in same.changed] == [id]
    assert len(planned(store, path, answers=Answers(skip=frozenset({2}))).doubtful) == 0


def test_what_colleagues_call_somebody_is_possibly_them(store: Store, tmp_path: Path) -> None:
    id = factories.person(store, "Robert Menendez", known_as="Bob")
    found = planned(store, lines(tmp_path / "a.csv", "Name\nBob Menendez\n"))
    assert found.doubtful[0].candidates[0].id == id


def test_rows_that_stay_outside_say_why(store: Store, tmp_path: Path) -> None:
    path = lines(
        tmp_path / "a.csv",
        "No,Name,E-mail,Started\n"
        "1,Zoë,zoe@example.org,2020-02-03\n"
        "2,,nobody@example.org,\n"
        "1,Zoë,zoe@example.org,2020-02-03\n"
        "3,Bo,bo at example.org,2020-02-30\n"
        "1,Marcus,,\n"
        "1,Zoë,other@example.org,\n",
    )
    found = bring_in(store, path)
    assert [n.name for n in found.new] == ["Zoë"]
    assert [(t.row, t.reason, t.way) for t in found.left_out] == [
        (3, "There is no name.", "name"),
        (4, "The same as row 2.", ""),
    ]
    assert [t.row for t in found.needs_you] == [5, 6, 7]
    assert "“bo at example.org”" in found.needs_you[0].reason
    assert "“2020-02-30” is not a day" in found.needs_you[0].reason
    assert "same staff number, but another name" in found.needs_you[1].reason
    assert found.counts()["doubtful"] == 3
    answered = planned(
        store, path, answers=Answers(anyway=frozenset({5}), names={3: "Nobody Else"})
    )
    assert [(n.name, dict(n.values).get("email")) for n in answered.new] == [
        ("Nobody Else", "nobody@example.org"),
        ("Bo", None),
    ]
    table = transfer.rejected_sheet(sheet_of(path), found)
    assert [h.label for h in table.headings] == ["Why not", "No", "Name", "E-mail", "Started"]
    assert table.rows[0] == ("There is no name.", "2", "", "nobody@example.org", "")
    assert len(table.rows) == 5


def test_no_names_at_all_is_said_in_a_sentence(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="No names found on sheet “a”"):
        planned(store, lines(tmp_path / "a.csv", "Team,Phone\nA,1\n"))
    with pytest.raises(Problem, match="No names found on sheet “b”"):
        planned(store, lines(tmp_path / "b.csv", "Name,Phone\n,1\n,2\n"))


@pytest.mark.parametrize(
    ("written", "day_first", "unclear", "day"),
    [
        (["04/03/2019", "25/12/2019"], None, 0, dt.date(2019, 3, 4)),
        (["04/03/2019", "12/25/2019"], None, 0, dt.date(2019, 4, 3)),
        (["04/03/2019", "05/06/2019"], None, 1, dt.date(2019, 3, 4)),  # the desk is British
        (["04/03/2019", "05/06/2019"], False, 1, dt.date(2019, 4, 3)),
        (["4 Mar 2019", "1 Dec 2020"], None, 0, dt.date(2019, 3, 4)),
        (["43528", "44166"], None, 0, dt.date(2019, 3, 4)),
        (["20190304", "20201201"], None, 0, dt.date(2019, 3, 4)),
        (["2019-03-04T00:00:00", "2020-12-01 09:30"], None, 0, dt.date(2019, 3, 4)),
        (["04.03.19", "25.12.20"], None, 0, dt.date(2019, 3, 4)),
        (["04/03/2019 00:00:00", "25/12/2019 00:00:00"], None, 0, dt.date(2019, 3, 4)),
    ],
)
def test_days_are_read_by_their_column(
    store: Store,
    tmp_path: Path,
    written: list[str],
    day_first: bool | None,
    unclear: int,
    day: dt.date,
) -> None:
    rows = [["Name", "Started"], ["Zoë", written[0]], ["Bo", written[1]]]
    found = planned(store, xlsx(tmp_path / "a.xlsx", rows), day_first=day_first)
    assert dict(found.new[0].values)["started"] == day
    assert len(found.dates_unclear) == unclear


def test_one_clear_column_of_days_speaks_for_the_other(store: Store, tmp_path: Path) -> None:
    rows = [["Name", "Started", "Left"], ["Zoë", "04/03/2019", "12/25/2020"]]
    found = planned(store, xlsx(tmp_path / "a.xlsx", rows))
    assert dict(found.new[0].values)["started"] == dt.date(2019, 4, 3)
    assert not found.dates_unclear


def test_placeholders_are_empty(store: Store, tmp_path: Path) -> None:
    rows = [
        ["Name", "E-mail", "Team", "Phone"],
        ["Zoë", "n/a", "-", "#N/A"],
        ["Bo", "b@example.org", "X", "1"],
    ]
    assert dict(planned(store, xlsx(tmp_path / "a.xlsx", rows)).new[0].values) == {
        "full_name": "Zoë"
    }


def test_a_desk_that_changed_meanwhile_is_checked_again(store: Store, tmp_path: Path) -> None:
    found = planned(store, lines(tmp_path / "a.csv", "Name\nZoë\n"))
    factories.person(store, "Somebody Else")
    with pytest.raises(Problem, match="has changed since this list was checked"):
        store.write(found.label, transfer.apply, found)
    assert store.read(person.count) == 1


def test_stopping_half_way_leaves_nothing(store: Store) -> None:
    found = planned(store, SAMPLES / "legislators.csv")

    def stop(done: int, total: int) -> None:
        assert total == 537
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        store.write(found.label, transfer.apply, found, stop)
    assert store.read(person.count) == 0
    assert not store.steps()


def test_search_and_order_work_for_those_brought_in(store: Store, tmp_path: Path) -> None:
    rows = ["Last name,First name", "Łukaszewicz,Zoë", "van Dyk,Bo", "Ångström,Åsa"]
    bring_in(store, lines(tmp_path / "a.csv", "\n".join(rows)))
    found = store.read(person.rows, store.read(person.ids))
    assert [r.name for r in found] == ["Åsa Ångström", "Zoë Łukaszewicz", "Bo van Dyk"]
    assert len(store.read(person.ids, "lukasz")) == 1


def test_similar_names_are_found_among_many_and_compared_within_bounds(
    store: Store, tmp_path: Path
) -> None:
    draw = random.Random(7)
    parts = ["an", "ber", "do", "el", "fi", "gor", "ha", "is", "ju", "ka", "li", "mo"]
    many = {
        " ".join("".join(draw.choices(parts, k=4)).title() for _w in (1, 2)) for _n in range(1500)
    }
    content = "Name,No\n" + "\n".join(f"{name},{n}" for n, name in enumerate(sorted(many), 1))
    bring_in(store, lines(tmp_path / "a.csv", content))
    chosen = sorted(many)[::50]
    changed = [name[:-1] + ("z" if name[-1] != "z" else "y") for name in chosen]
    found = planned(store, lines(tmp_path / "b.csv", "Name\n" + "\n".join(changed)))
    suggested = {d.name: [c.name for c in d.candidates] for d in found.doubtful}
    for name, was in zip(changed, chosen, strict=True):
        if len(was) > 16:
            assert was in suggested[name]


def test_every_field_of_a_person_can_be_brought_in(store: Store, tmp_path: Path) -> None:
    rows = [
        ["Full name", "Known as", "Sort name", "Name on badge", "Pronunciation", "Pronouns", "Photos",
         "Access needs", "Food needs", "Location", "Left"],
        ["Zoë Berg", "Zo", "Berg Zoe", "ZO", "zo-ee", "she/her", "no", "Ramp", "vegan, no nuts", "B 3",
         dt.date(2030, 1, 2)],
    ]  # fmt: skip
    bring_in(store, xlsx(tmp_path / "a.xlsx", rows))
    (stored,) = _all(store)
    assert stored["photo_consent"] == "no"
    assert stored["dietary_needs"] == "vegan, no nuts"
    assert stored["left"] == dt.date(2030, 1, 2)
    assert stored["sort_name"] == "Berg Zoe"
    with store._engine.connect() as c:
        kept = c.execute(select(Person.sort_key, Person.search_key)).one()
    assert all(kept)
