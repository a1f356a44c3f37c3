"""What Find or do… finds of awards: by whom they are for, which award and its number, and no more."""

import pytest

from allydesk import awarding, dates
from allydesk.models.awards import finding
from allydesk.models.awards import round as rounds
from allydesk.models.awards import score as scores
from allydesk.models.awards.award_type import AwardType
from allydesk.models.base import put
from allydesk.models.person import Person
from allydesk.store import Store
from tests import factories

TODAY = dates.today()


def waiting(store: Store, text: str) -> list[int]:
    return [r.id for r in store.read(finding.waiting, text, 8)]


def given(store: Store, text: str) -> list[int]:
    return [r.id for r in store.read(finding.given, text, 8)]


@pytest.fixture
def everyday(store: Store) -> int:
    return store.write("x", put, AwardType, None, {"name": "Everyday ally"})


def test_by_name_award_and_number_but_not_by_what_was_written(store: Store, everyday: int) -> None:
    zoe, ana = factories.people(store, "Zoë Łukaszewicz", "Ana Pérez")
    store.write("x", put, Person, zoe, {"team": "Finance", "email": "post@box.org"})
    values = {"citation": "Kept the minutes", "award_type_id": everyday, "nominator_id": ana}
    one = awarding.add(store, values, [zoe], ["Queenie"])
    team = awarding.add(store, {"citation": "Late hours", "team_name": "Night shift"}, [])
    for text in ("lukasz", "zoe luk", "everyday", "ZOË every", "queenie"):
        assert waiting(store, text) == [one], text
    assert waiting(store, "night sh") == [team]
    for text in ("minutes", "ana", "perez", "finance", "post@box", "night zoe"):
        assert waiting(store, text) == [], text
    award = awarding.give(store, store.read(awarding.draft, one, TODAY))
    assert waiting(store, "lukasz") == []  # the award stands for it now
    number = f"{TODAY.year}-001"
    for text in ("lukasz", "everyday ally", number, number[2:], "queenie 001"):
        assert given(store, text) == [award], text
    for text in ("minutes", "ana", "finance"):
        assert given(store, text) == [], text
    thanks = awarding.quick_thanks(store, [ana], "Thank you for it", on=TODAY)
    assert given(store, "perez") == [thanks]
    short = awarding.quick_thanks(store, [factories.person(store, "张伟")], "For all", on=TODAY)
    shown = {text: store.read(finding.find, text, 4)[1] for text in ("pe", "per", "张伟")}
    assert {text: [r.id for r in rows] for text, rows in shown.items()} == {
        "pe": [], "per": [thanks], "张伟": [short],
    }  # fmt: skip


def test_what_was_turned_down_is_not_found(store: Store) -> None:
    [ana] = factories.people(store, "Ana Pérez")
    one, two = (awarding.add(store, {"citation": "x"}, [ana]) for _n in range(2))
    awarding.decline(store, [one], "Too little")
    awarding.withdraw(store, [two], "Asked to")
    assert waiting(store, "ana") == []
    awarding.reopen(store, [one])
    assert waiting(store, "ana") == [one]


def test_names_hidden_from_the_committee_are_found_once_all_have_scored(
    store: Store, everyday: int
) -> None:
    zoe, ana, tom = factories.people(store, "Zoë Łukaszewicz", "Ana Pérez", "Tom Bright")
    values = {"name": "Spring", "opens": TODAY, "closes": TODAY, "blind": True}
    of = store.write("x", rounds.start, values, [everyday], [ana, tom])
    about = {"citation": "x", "award_type_id": everyday, "nominator_id": tom}
    one = awarding.add(store, about, [zoe])
    for text in ("zoe", "everyday", "tom"):
        assert waiting(store, text) == [], text
    assert store.read(finding.shown, [one]) == []
    points = {c.id: 4 for c in store.read(rounds.criteria, of)}
    some = dict(list(points.items())[:-1])
    store.write("x", scores.give, one, ana, some)
    assert waiting(store, "zoe") == []  # a criterion is missing
    store.write("x", scores.give, one, ana, points)  # Tom wrote it and may not score
    assert waiting(store, "zoe") == [one]
    store.write("x", put, rounds.Round, of, {"blind": False})
    another = awarding.add(store, about, [zoe])
    assert waiting(store, "zoe") == [one, another]
