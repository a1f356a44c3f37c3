"""The text of a calendar file taken apart into events, however its writer damaged what is around them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from allydesk import zones
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.text import clean

if TYPE_CHECKING:
    from icalendar import Event

Progress = Callable[[int, int], object]  # so many done, of so many; raises Cancelled to stop
MOST_EVENTS = 10_000
_MOST_ZONES = 200
_AT_ONCE = 250
_HEAD = 2000  # characters in which a calendar file says what it is
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = ("VEVENT", "VTIMEZONE")
_FOLD = re.compile(rb"\r?\n[ \t]")
_SUMMARY = re.compile(r"^SUMMARY[^:\n]*:(.*)$", re.IGNORECASE | re.MULTILINE)
# /mozilla.org/20070129_1/Europe/Berlin: a well-known zone behind the name of who wrote the file.
_OWN_ZONE = re.compile(r'(TZID[^:;\n]*?[=:]"?)(/[^":;\s]+)', re.IGNORECASE)
# Each step of a path is looked for inside the one before: thousands would end the program.
_LONG_ZONE = re.compile(r'(TZID[=:]"?[^":;\n]{60})[^":;\n]{40,}', re.IGNORECASE)


class LeftOut(NamedTuple):
    """An event that cannot be brought in, and why."""

    title: str
    reason: str


class Parsed(NamedTuple):
    """The events of a file, as the calendar library has them. cut: it ends in the middle of one."""

    events: list[Event]
    left_out: list[LeftOut]
    cut: bool


def too_much() -> str:
    return _(
        "This file has more events than AllyDesk can bring in. Save a shorter time from the calendar."
    )


def parse(data: bytes, progress: Progress) -> Parsed:
    """Take a file apart. Raises Problem in one sentence when there is no event in it."""
    if data.startswith(b"PK\x03\x04"):
        raise Problem(
            _("This file is packed (zip). Unpack it, then choose one of the calendar files in it.")
        )
    text = _decoded(data)
    head = text[:_HEAD].upper()
    if "BEGIN:VCALENDAR" not in head and "BEGIN:VEVENT" not in head:
        if not text.strip():
            raise Problem(_("No events found in this file."))
        raise Problem(_("This is not a calendar file. Choose a file that ends in .ics."))
    if text.upper().count("BEGIN:VEVENT") > MOST_EVENTS:
        raise Problem(too_much())
    blocks = _Blocks()
    for line in _lines(text):
        blocks.take(line)
    if not blocks.events:
        raise Problem(_("No events found in this file."))
    return _parsed(blocks, progress)


def _decoded(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    for encoding in ("utf-16-le", "utf-16-be"):  # without the mark that says so
        if data.startswith("BEGIN:".encode(encoding)):
            return data.decode(encoding, "replace")
    data = _FOLD.sub(b"", data)  # before letters are read: some writers fold inside of one
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _lines(text: str) -> Iterator[str]:
    """Give the lines; those that old telephones broke with "=" are whole again."""
    text = _OWN_ZONE.sub(_known_zone, _LONG_ZONE.sub(r"\1", text))
    broken: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n"):
        if line.endswith("=") and (broken or "QUOTED-PRINTABLE" in line.upper()):
            broken.append(line[:-1])
        elif line.strip() or broken:
            yield "".join((*broken, line))
            broken = []


def _known_zone(found: re.Match[str]) -> str:
    parts = found[2].strip("/").split("/")
    for n in range(1, len(parts)):
        if zones.named(name := "/".join(parts[n:])):
            return found[1] + name
    return found[0]


@dataclass(slots=True)
class _Blocks:
    """The events and zones of a file as text. Whatever else is in it falls by the way.

    So do reminders and other parts inside an event: one that is wrong would take the event along.
    """

    events: list[str] = field(default_factory=list)
    zones: list[str] = field(default_factory=list)
    cut: bool = False
    _kind: str = ""
    _block: list[str] = field(default_factory=list)
    _inside: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        begin, colon, name = line.rstrip().upper().partition(":")
        mark = begin if colon and begin in ("BEGIN", "END") else ""
        if mark == "BEGIN" and name in _KINDS:
            self._begin(name)
        elif mark == "END" and name == self._kind:
            self._end()
        elif self._kind == "VTIMEZONE":
            self._block.append(line)
        elif mark == "BEGIN":
            self._inside.append(name)
        elif mark == "END":
            self._leave(name)
        elif self._kind and not self._inside:
            self._block.append(line)

    def _begin(self, kind: str) -> None:
        self.cut = self.cut or self._kind == "VEVENT"
        self._kind, self._block, self._inside = kind, [], []

    def _end(self) -> None:
        lines = [f"BEGIN:{self._kind}", *self._block, f"END:{self._kind}", ""]
        (self.events if self._kind == "VEVENT" else self.zones).append("\r\n".join(lines))
        self._kind, self._block = "", []

    def _leave(self, name: str) -> None:
        if name in self._inside:
            del self._inside[self._inside.index(name) :]

    @property
    def open(self) -> bool:
        return self._kind == "VEVENT"


def _parsed(blocks: _Blocks, progress: Progress) -> Parsed:
    from icalendar.timezone import tzp

    tzp.use_default()  # forgets the zones of other files: “Customized Time Zone” is another in each
    sound = [z for z in dict.fromkeys(blocks.zones[:_MOST_ZONES]) if _events([z], []) is not None]
    found: list[Event] = []
    left_out: list[LeftOut] = []
    total = len(blocks.events)
    for at in range(0, total, _AT_ONCE):
        progress(at, total)
        for one in _halved(blocks.events[at : at + _AT_ONCE], sound):
            if isinstance(one, LeftOut):
                left_out.append(one)
            else:
                found.append(one)
    if not found:
        raise Problem(
            _("This calendar file is damaged. Save it anew from the calendar it comes from.")
        )
    return Parsed(found, left_out, blocks.cut or blocks.open)


def _halved(events: Sequence[str], sound: Sequence[str]) -> Iterator[Event | LeftOut]:
    """Give the events; of a part with a broken one look at each half, so that only that is lost."""
    made = _events(sound, events)
    if made is not None:
        yield from made
    elif len(events) == 1:
        title = found[1] if (found := _SUMMARY.search(events[0])) else ""
        yield LeftOut(clean(title)[:200] or _("Event"), _("It cannot be read."))
    else:
        half = len(events) // 2
        yield from _halved(events[:half], sound)
        yield from _halved(events[half:], sound)


def _events(sound: Sequence[str], events: Sequence[str]) -> list[Event] | None:
    """Give what the calendar library makes of some events, None when it refuses them."""
    import icalendar

    inside = "".join((*sound, *events))
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n"
    try:
        made = icalendar.Calendar.from_ical(text)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, OverflowError):
        return None
    return [c for c in made.walk("VEVENT") if isinstance(c, icalendar.Event)]
