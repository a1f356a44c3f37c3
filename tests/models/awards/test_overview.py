"""The list of all that was decided."""

import datetime as dt

from allydesk import awarding
from allydesk.models.awards import nomination, overview
from allydesk.models.awards.overview import Decided
from allydesk.store import Store
from tests import factories

DAY = dt.date(2026, 11, 3)


def test_what_was_decided_stands_once_the_newest_first(store: Store) -> None:
    assert not store.read(overview.anything)
    tom, ana = factories.people(store, "Tom Bright", "Ana Pérez")
    values = {"citation": "Large print", "received_on": dt.date(2026, 10, 1)}
    given, declined, waiting = (awarding.add(store, values, [who]) for who in (tom, ana, ana))
    assert store.read(overview.anything)
    assert store.read(overview.decided) == []
    award = awarding.give(store, store.read(awarding.draft, given, DAY))
    awarding.decline(store, [declined], "Too little")
    thanks = awarding.quick_thanks(store, [ana], "For the tea", on=DAY - dt.timedelta(days=1))
    assert store.read(nomination.ids) == [waiting]
    assert store.read(overview.decided) == [
        Decided("nomination", declined), Decided("award", award), Decided("award", thanks),
    ]  # fmt: skip
    assert store.read(overview.decided, "tom") == [Decided("award", award)]
    assert store.read(overview.decided, "perez tea") == [Decided("award", thanks)]


def test_several_are_removed_in_one_step(store: Store) -> None:
    tom, ana = factories.people(store, "Tom Bright", "Ana Pérez")
    first, other = (
        awarding.add(store, {"citation": "Large print", "received_on": DAY}, [who])
        for who in (tom, ana)
    )
    award = awarding.give(store, store.read(awarding.draft, first, DAY))
    awarding.remove(store, "Delete 2", awards=[award], nominations=[other])
    assert store.read(overview.decided) == []
    assert [r.id for r in store.read(nomination.rows, store.read(nomination.ids))] == [first]
    store.undo()
    assert store.read(overview.decided) == [Decided("award", award)]
    assert store.read(nomination.ids) == [other]


def test_a_certificate_is_worded_as_its_type_says(store: Store) -> None:
    from allydesk.models.awards.award_type import AwardType
    from allydesk.models.base import put

    kind = store.write("Type", put, AwardType, None, {
        "name": "Everyday ally", "wording": "{name}, {award} of {organisation}: {citation}",
    })  # fmt: skip
    tom = factories.person(store, "Tom Bright")
    id = awarding.add(
        store,
        {"citation": "large print", "award_type_id": kind, "received_on": DAY},
        [tom],
    )
    what = store.read(awarding.draft, id, DAY)
    said = store.read(awarding.worded, what)
    assert said == "Tom Bright, Everyday ally of Harbour & Vale: large print"
