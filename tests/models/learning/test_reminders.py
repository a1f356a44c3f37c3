"""What Home is told of learning: numbers of those who are late, and of those whose course runs out."""

import datetime as dt

from allydesk.models.learning import reminders
from allydesk.models.learning.reminders import Reminder, Waiting
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.models.learning.conftest import Make

DAY = dt.timedelta(days=1)


def test_late_and_running_out_are_counted_by_people(
    store: Store, course: Make, done: Make, required: Make
) -> None:
    ana, ben, cem, dee = factories.people(store, "Ana", "Ben", "Cem", "Dee")
    factories.person(store, "Gone", left=TODAY - DAY)
    bias, fire, signs = course("Bias"), course("Fire safety"), course("Sign language")
    required(bias, from_day=TODAY - 9 * DAY)
    required(fire, from_day=TODAY - 9 * DAY, grace=9)  # today is still in time
    for one in (ana, ben, cem, dee):
        done(one, fire, expires=TODAY + 60 * DAY if one == ana else None)
    done(ana, bias, expires=TODAY + 3 * DAY)
    done(dee, bias, expires=TODAY - DAY)
    done(ben, signs, expires=TODAY - DAY)  # which nobody has to do
    done(cem, signs, expires=TODAY + 61 * DAY)
    assert store.read(reminders.of, TODAY) == Waiting(
        TODAY,
        late=Reminder(3, ("Bias",), TODAY - 9 * DAY),
        expiring=Reminder(1, ("Bias", "Fire safety"), TODAY + 3 * DAY),
    )
    assert store.read(reminders.of, TODAY + DAY).late == Reminder(3, ("Bias",), TODAY - 9 * DAY)


def test_an_empty_desk_waits_for_nobody(store: Store) -> None:
    assert store.read(reminders.of, TODAY) == Waiting(TODAY)
