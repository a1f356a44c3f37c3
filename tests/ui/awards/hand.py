"""What there is of awards, and what the place shows, for tests that act as a person."""

import datetime as dt
from collections.abc import Callable

from allydesk import awarding, dates
from allydesk.models.awards import award, nomination
from allydesk.models.awards.award_type import AwardType
from allydesk.models.awards.signatory import Signatory
from allydesk.models.base import put
from allydesk.store import Store
from allydesk.ui.screens.awards import Screen

SENTENCE = "Tom made sure the minutes were in large print, every week."
Open = Callable[[], Screen]


def days_ago(days: int) -> dt.date:
    return dates.today() - dt.timedelta(days=days)


def kind(store: Store, name: str = "Everyday ally", **values: object) -> int:
    return store.write("Add a type", put, AwardType, None, {"name": name, **values})


def signatory(store: Store, name: str = "Nguyễn Thị Minh Khai") -> int:
    return store.write("Add who signs", put, Signatory, None, {"name": name})


def nominate(store: Store, *people: int, **values: object) -> int:
    given = {"citation": SENTENCE, "received_on": days_ago(3), **values}
    return awarding.add(store, given, people)


def waiting(store: Store) -> list[nomination.Row]:
    return store.read(nomination.rows, store.read(nomination.ids))


def given(store: Store) -> list[award.Row]:
    return store.read(award.rows, store.read(award.ids))


def listed(screen: Screen) -> list[str]:
    source, ids = screen.browser.source, screen.browser.model.ids()
    return [source.line(one).title for one in source.fetch(ids)]
