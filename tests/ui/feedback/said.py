"""What people said, for tests of the place where it is worked on."""

import datetime as dt

from allydesk import dates
from allydesk.listening import notes
from allydesk.listening.notes import Kept
from allydesk.models.feedback import note
from allydesk.store import Store

FIVE = (
    "The prayer room is used for storage on Fridays.",
    "The lift is too small for a wheelchair.",
    "Meetings start before the school bus comes.",
    "Nobody reads the chat out loud.",
    "The forms ask for a title.",
)


def say(store: Store, text: str, day: dt.date | None = None, **given: object) -> Kept:
    """Write a note down; keeping, name and receipt as notes.keep takes them, the rest as fields."""
    how = {n: given.pop(n) for n in ("keeping", "name", "person", "with_receipt") if n in given}
    values = {"text": text, **given}
    return store.quietly(
        ["feedback_note"], notes.keep, values, day or dates.today(), **how
    )  # fmt: skip


def filed(store: Store, *texts: str, **given: object) -> list[note.Row]:
    """Write five notes down without a name, which files them, and give them."""
    for text in texts or FIVE:
        say(store, text, **given)
    store.quietly(["feedback_note"], notes.settle, dates.today())
    return rows(store)


def rows(store: Store) -> list[note.Row]:
    """Give all notes that are filed."""
    return store.read(note.rows, store.read(note.ids))
