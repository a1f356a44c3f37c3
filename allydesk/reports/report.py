"""What a document is: a title, its options, how to gather its facts, how to lay them out.

A file in this folder with a REPORT is a document, offered alike by the window and `allydesk print`.
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from sqlalchemy.orm import Session

from allydesk import collation, dates, discover, text
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import organisation, privacy
from allydesk.reports import asked

if TYPE_CHECKING:
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme
    from allydesk.store import Store

D = TypeVar("D")
Given = Mapping[str, object]
_EARLY = dt.time()


class Kind(StrEnum):
    """How an option is asked for."""

    CHOICE = "choice"
    FLAG = "flag"
    NUMBER = "number"
    MEASURE = "measure"  # a number with a decimal, as in millimetres
    PLACE = "place"  # the number of a label on the sheet that the option "sheet" names
    TEXT = "text"
    DATE = "date"
    GROUP = "group"
    PEOPLE = "people"
    EVENT = "event"
    RECORD = "record"  # one of those that the option itself looks up
    RECORDS = "records"  # several of them
    PICTURES = "pictures"  # files, PNG or JPEG


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to decide before printing. Its default is the natural one, or None: see `settle`."""

    name: str
    label: str
    kind: Kind
    default: object = None
    choices: Mapping[str, str] | None = None  # value -> words, for Kind.CHOICE
    least: int = 0  # for Kind.NUMBER, PLACE and MEASURE
    most: int = 60
    hint: str = ""
    typed: str = ""  # what else the command line should say, where there is nothing to click
    remembered: bool = True  # what shows more than usual is ticked anew each time
    needed: bool = False  # for Kind.GROUP and EVENT: there is no document without one, or people
    of_printer: bool = False  # remembered for each printer, not for each document
    by_paper: Mapping[str, str] | None = None  # the default, where it follows from the paper
    when: str = ""  # the option that has to be ticked before this one is asked
    having: tuple[str, ...] = ()  # … or, where it is no tick, one of which it has to be
    document: str = ""  # asked only where there is a document of this name
    # For Kind.RECORD and RECORDS: id -> words of what can be chosen, and what is meant if nothing is.
    # RECORDS that nobody can choose among are handed over by a screen.
    among: Callable[[Session], Mapping[int, str]] | None = None
    usual: Callable[[Session, dt.date], object] | None = None


def audience(default: privacy.Audience) -> Option:
    """Make the question that every paper with names from a group asks."""
    return Option(
        "audience", _("Who will see this paper?"), Kind.CHOICE, default.value, privacy.READERS,
        hint=_("People who agreed to less are counted, not named."), remembered=False,
    )  # fmt: skip


_BY_NAME = _("Its name, or “all” for every group in turn.")
GROUP = Option("group", _("Group"), Kind.GROUP, needed=True, typed=_BY_NAME)
ANY_GROUP = Option("group", _("Group"), Kind.GROUP, hint=_("May stay empty."), typed=_BY_NAME)
PEOPLE = Option(
    "people",
    _("People"),
    Kind.PEOPLE,
    hint=_("Whoever is chosen here is printed instead of a group."),
    typed=_("“all”, or words to find them by, as in the list of people."),
)
EVENT = Option(
    "event", _("Event"), Kind.EVENT, remembered=False, needed=True,
    typed=_("Its title, its day, “next” or “last”. The running or next one, if left empty."),
)  # fmt: skip
LAST_EVENT = Option(
    "event", _("Event"), Kind.EVENT, "last", remembered=False, needed=True,
    typed=_("Its title, its day, “next” or “last”. The running or last one, if left empty."),
)  # fmt: skip
ANY_EVENT = Option(
    "event", _("Event"), Kind.EVENT, remembered=False,
    typed=_("Its title, its day, “next” or “last”. May stay empty."),
)  # fmt: skip
NAMES = Option(
    "names", _("Names"), Kind.CHOICE, "whole",
    {"whole": _("As people write them"), "sorted": _("As they are sorted, with letters between")},
)  # fmt: skip
PAPER = Option("paper", _("Paper"), Kind.CHOICE, None, organisation.PAPERS)
EDITION = Option(
    "edition",
    _("Text"),
    Kind.CHOICE,
    "clear",
    {"clear": _("Clear print"), "large": _("Large print")},
)


@dataclass(frozen=True, slots=True)
class Part:
    """A document inside another: its name, what is chosen for it, how often it is printed."""

    name: str
    given: Given
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Report(Generic[D]):
    """A document. collect runs in a session and gives frozen facts; story runs in none."""

    name: str  # on the command line
    title: str
    hint: str
    options: Sequence[Option]  # without paper and edition, which every document has
    collect: Callable[[Session, Given], D]
    story: Callable[[D, Theme], Sequence[Block] | Pages]
    page: Callable[[D], Page]
    section: str = _("People")  # where it stands among all documents
    before: Callable[[Store, Given], None] | None = None  # what is stored because it is printed
    after: Callable[[Store, Given], None] | None = None  # what is noted once it is printed or saved
    parts: Callable[[Given], Sequence[Part]] | None = None  # other documents that follow this one
    by_kind: bool = False  # what was chosen is remembered for each kind of event

    def all_options(self) -> list[Option]:
        known = available() if any(o.document for o in self.options) else {}
        asked = [o for o in self.options if not o.document or o.document in known]
        own = {o.name for o in asked}  # one may have another default
        return [*asked, *(o for o in (PAPER, EDITION) if o.name not in own)]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands round a document: its title, running head and foot, and which way it lies."""

    title: str
    head: str
    foot: str
    wide: bool = False
    double: bool = False  # on paper of twice the size: A3 or Tabloid


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished document."""

    title: str
    file_name: str  # without an ending
    pdf: bytes
    pages: int
    warnings: tuple[str, ...]
    after: tuple[Callable[[Store], None], ...] = ()  # see note


def available(subject: str = "") -> dict[str, Report[Any]]:
    """Give every document by name; of one folder of this package only, if told which.

    Documents are loaded by that: where one subject is enough, nobody waits for the others.
    """
    folder = importlib.import_module(f"{__package__}.{subject}".rstrip("."))
    found = (getattr(module, "REPORT", None) for module in discover.modules(folder, but="engine"))
    return {r.name: r for r in found if r is not None}


def named(name: str) -> Report[Any]:
    """Give a document; raise Problem with the names there are."""
    found = available()
    if name not in found:
        raise Problem(
            _("There is no document “{name}”. Choose one of: {names}.").format(
                name=name, names=", ".join(found)
            )
        )
    return found[name]


def settle(
    s: Session, report: Report[Any], given: Given, day: dt.date, now: dt.time = _EARLY
) -> dict[str, object]:
    """Give a value to every option: what was given, else its natural default.

    "day" (the day of printing) is always there; now says which event of the day is the next one.
    Raises Problem with the values that are possible when one is needed or unknown.
    """
    org = organisation.the(s)
    moment = dt.datetime.combine(day, now)
    settled: dict[str, object] = {"day": day, "language": org.language}
    paper = str(given.get("paper") or org.paper)
    for option in report.all_options():
        value = given.get(option.name)
        if value is None:
            value = (option.by_paper or {}).get(paper, option.default)
        if value is None and option.usual:
            value = option.usual(s, day)
        if option is PAPER:
            value = paper
        settled[option.name] = _settled(s, option, value, moment, org.language)
    _choose(s, report, settled, moment)
    return settled


def _choose(s: Session, report: Report[Any], settled: dict[str, object], now: dt.datetime) -> None:
    """Give a document the event or the group that it cannot be without."""
    if settled.get("event") is not None:
        return
    needed = {option.kind for option in report.options if option.needed}
    if Kind.EVENT in needed:
        settled["event"] = asked.event(s, "next", now, str(settled["language"]))
    elif Kind.GROUP in needed and not settled.get("group") and settled.get("people") is None:
        if "event" in settled:
            settled["event"] = asked.next_event(s, now)
        if settled.get("event") is None:
            settled["group"] = asked.only_group(s)


def _settled(s: Session, option: Option, value: object, now: dt.datetime, language: str) -> object:
    if option.kind is Kind.DATE:
        return asked.day(value, language, now.date())
    return None if value is None else asked.possible(s, option, value, now, language)


def make(
    store: Store,
    name: str,
    given: Given,
    day: dt.date,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    now: dt.time = _EARLY,
) -> Printed:
    """Gather a document's facts, then typeset them. Slow for long ones: call it off the window's thread.

    progress(done, total) counts parts of the work. Raises Problem where an option cannot be settled and
    Cancelled when cancelled() says so.
    """
    report = named(name)

    def gather(s: Session) -> tuple[Any, str | None, bytes | None]:
        org = organisation.the(s)
        return report.collect(s, options), org.name, org.logo

    options = store.read(settle, report, given, day, now)
    if report.before:
        report.before(store, options)
    data, organisation_name, logo = store.read(gather)
    if report.parts is None:
        made = typeset(report, options, data, organisation_name, logo, progress, cancelled)
        noted = (_later(report.after, options),) if report.after else ()
        return replace(made, after=noted)
    first = typeset(report, options, data, organisation_name, logo)
    parts = report.parts(options)
    found = [first]
    for done, part in enumerate(parts):
        if progress:
            progress(done, len(parts))
        made = make(store, part.name, part.given, day, cancelled=cancelled, now=now)
        found += [made] * part.copies
    return _joined(found)


def _later(after: Callable[[Store, Given], None], options: Given) -> Callable[[Store], None]:
    return lambda store: after(store, options)


def _joined(found: Sequence[Printed]) -> Printed:
    """Give one document of several, under the title of the first."""
    from allydesk.reports.engine.document import Rendered
    from allydesk.reports.engine.pack import join

    first = found[0]
    rendered = [Rendered(p.pdf, p.pages, p.warnings) for p in found]
    done = join(rendered, [p.title for p in found], first.title, duplex=True)
    after = tuple(note for p in found for note in p.after)
    return Printed(first.title, first.file_name, done.pdf, done.pages, done.warnings, after)


def note(store: Store, printed: Printed) -> None:
    """Store what follows from a document having been printed or saved, as that a certificate was.

    Once for each Printed: who prints what is saved already prints the same paper.
    """
    for one in printed.after:
        one(store)


def typeset(
    report: Report[Any],
    options: Given,
    data: Any,
    organisation_name: str | None,
    logo: bytes | None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Printed:
    """Make the PDF of gathered facts. Needs no session, no clock and no setting."""
    from allydesk.reports.engine.document import render
    from allydesk.reports.engine.fixed import Pages, render_pages
    from allydesk.reports.engine.theme import Theme

    page = report.page(data)
    title = text.clean(page.title)  # words that somebody typed may be in it
    theme = Theme(
        paper=_paper(str(options["paper"]), double=page.double),
        edition="large" if options["edition"] == "large" else "clear",
        language=str(options["language"]),
        organisation=organisation_name or "",
        logo=logo,
    )
    story = report.story(data, theme)
    if isinstance(story, Pages):
        done = render_pages(story, theme, title, progress, cancelled)
    else:
        done = render(
            story, theme, title=title, head=page.head, foot=page.foot, landscape=page.wide,
            progress=progress, cancelled=cancelled,
        )  # fmt: skip
    day = options["day"]
    stamp = day.isoformat() if isinstance(day, dt.date) else ""
    return Printed(
        title, f"{file_words(title)} {stamp}".strip(), done.pdf, done.pages, done.warnings
    )


def _paper(chosen: str, *, double: bool) -> Literal["a4", "letter", "a3", "tabloid"]:
    if chosen == "letter":
        return "tabloid" if double else "letter"
    return "a3" if double else "a4"


def file_words(title: str) -> str:
    """Give a title as every file system takes it."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
    return " ".join(kept.split())[:80] or "AllyDesk"


def privacy_line(reader: str, *, private: bool) -> str:
    """Give the line at the foot of a page with names on it."""
    line = _("For {reader}.").format(
        reader=privacy.READERS[reader][:1].lower() + privacy.READERS[reader][1:]
    )
    return f"{line} " + (
        _("Private: shred after use.") if private else _("Personal data: shred after use.")
    )


def name_shown(full_name: str, sort_name: str | None, options: Given) -> str:
    """Give a name as the paper shows it: whole, or by the name it is sorted under."""
    if options.get("names") != "sorted":
        return full_name
    return sort_name or text.sort_name(full_name)


def letter(full_name: str, sort_name: str | None, options: Given) -> str:
    """Give the letter under which a paper has a name, if names stand as they are sorted."""
    if options.get("names") != "sorted":
        return ""
    return collation.letter(name_shown(full_name, sort_name, options), str(options["language"]))


def nobody(title: str, notes: Sequence[str] = ()) -> list[Block]:
    """Give the page that says that there is nobody to print for, and why."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Paragraph

    said = [_("Nobody is listed here."), *notes]
    return [Masthead(title), *(Paragraph(sentence) for sentence in said)]


def not_listed(count: int) -> str:
    """Give the line that says how many take part without being named, or nothing."""
    return _("+ {n} not listed").format(n=count) if count else ""


def printed_on(day: dt.date, language: str) -> str:
    return _("Printed {day}").format(day=dates.medium(day, language))
