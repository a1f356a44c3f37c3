"""Calendar files (.ics): events out to other calendar programs, and theirs in.

Out: store.read(entries, ids) -> write(entries, zone, stamp) -> bytes, or save(path, …).
In: plan = store.read(plan_of, read(path, zone, now)) -> store.write(plan.label, apply, plan).
"""

from __future__ import annotations

from allydesk.calendars.entry import Entry
from allydesk.calendars.plan import Changed, Plan, Same, apply, plan_of
from allydesk.calendars.raw import LeftOut
from allydesk.calendars.reading import Found, read, understand
from allydesk.calendars.writing import Entries, entries, file_name, save, write

__all__ = [
    "Changed", "Entries", "Entry", "Found", "LeftOut", "Plan", "Same", "apply", "entries", "file_name",
    "plan_of", "read", "save", "understand", "write",
]  # fmt: skip
