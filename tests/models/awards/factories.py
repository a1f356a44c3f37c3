"""Awards, rounds and nominations with sensible contents, for tests that care about something else."""

import datetime as dt

from allydesk import awarding
from allydesk.models.awards import nomination
from allydesk.models.awards import round as rounds
from allydesk.models.awards.award_type import AwardType
from allydesk.models.awards.signatory import Signatory
from allydesk.models.base import put
from allydesk.store import Store
from tests.factories import TODAY

CITATION = "Tom made sure the minutes were in large print for a colleague, every week."


def kind(store: Store, name: str = "Everyday ally", **values: object) -> int:
    """Store a kind of award and give the id."""
    return store.write(f"Add {name}", put, AwardType, None, {"name": name, **values})


def signatory(store: Store, name: str = "Minh Khai", **values: object) -> int:
    """Store somebody who signs and give the id."""
    return store.write(f"Add {name}", put, Signatory, None, {"name": name, **values})


def round_of(store: Store, readers: list[int], *types: int, **values: object) -> int:
    """Store a round that is open today, read by some people, and give the id."""
    given = {
        "name": "Allies 2026",
        "opens": TODAY - dt.timedelta(days=20),
        "closes": TODAY + dt.timedelta(days=5),
        **values,
    }
    return store.write("Add round", rounds.start, given, types, readers)


def nominate(store: Store, *people: int, **values: object) -> int:
    """Store a nomination of some people and give the id."""
    given = {"citation": CITATION, "received_on": TODAY, "round_id": None, **values}
    return store.write("Add nomination", nomination.add, given, people)


def give(store: Store, id: int, *, kind: str = "award", agreed: awarding.Agreed | str = "") -> int:
    """Give an award (or thanks) for a nomination as it is drafted, and give its id."""
    draft = store.read(awarding.draft, id, TODAY, kind=kind)
    return awarding.give(store, draft, agreed=agreed)
