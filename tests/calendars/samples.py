"""The sample files as they come into a desk in London, on 19 November 2026 at four."""

import datetime as dt
from pathlib import Path

from allydesk import calendars
from allydesk.calendars import Found, Plan
from allydesk.store import Store

DATA = Path(__file__).parent.parent / "data" / "calendars"
STAMP = dt.datetime(2026, 11, 19, 12, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 11, 19, 16)


def found(name: str) -> Found:
    return calendars.read(DATA / name, "Europe/London", NOW)


def planned(store: Store, what: Found) -> Plan:
    return store.read(calendars.plan_of, what)


def one(*more: str, start: str = "DTSTART:20261124T140000") -> bytes:
    """Give a calendar of one event with some lines of its own."""
    inside = "\r\n".join(["BEGIN:VEVENT", "UID:1", "SUMMARY:Talk", start, *more, "END:VEVENT"])
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}\r\nEND:VCALENDAR\r\n".encode()
