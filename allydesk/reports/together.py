"""Several documents in one file, one document for every group, and a password on the result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from allydesk.errors import Cancelled, Problem
from allydesk.language import _
from allydesk.models import group
from allydesk.reports import report
from allydesk.reports.report import Given, Kind, Printed
from allydesk.store import Store

EVERY_GROUP = "all"
_Progress = Callable[[int, int], None]
_Stopped = Callable[[], bool]


def make(
    store: Store,
    names: Sequence[str],
    given: Given,
    day: dt.date,
    progress: _Progress | None = None,
    cancelled: _Stopped | None = None,
    now: dt.time = dt.time(),
) -> Printed:
    """Make one document, or one file of several: of more than one name, or for every group.

    Each takes of the options what it has. Raises Problem as each document does, and Cancelled.
    """
    wanted = list(_wanted(store, names, given))
    if len(wanted) == 1:
        return report.make(store, *wanted[0], day, progress, cancelled, now)
    found = []
    for done, (name, options) in enumerate(wanted):
        if cancelled and cancelled():
            raise Cancelled
        if progress:
            progress(done, len(wanted))
        found.append(report.make(store, name, options, day, cancelled=cancelled, now=now))
    return _joined(found, _title(names), day)


def get_ready() -> bytes:
    """Load all documents, the typesetter and its letters, and give the page that shows it.

    For a quiet moment after the start: else the first document somebody opens waits for it.
    """
    from allydesk.reports.engine.document import render
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.theme import Theme

    report.available()
    return render([Masthead("A", ["a"])], Theme(), title="A").pdf


def locked(printed: Printed, password: str) -> Printed:
    """Give the document with a password on it (AES-256). Raises Problem for an unfit password."""
    from allydesk.reports.engine.document import Rendered
    from allydesk.reports.engine.seal import seal

    done = seal(Rendered(printed.pdf, printed.pages, printed.warnings), password)
    return replace(printed, pdf=done.pdf)


def _wanted(store: Store, names: Sequence[str], given: Given) -> Iterator[tuple[str, Given]]:
    """Give each document with its options: one for each group, where every group is asked for."""
    for name in names:
        options = report.named(name).all_options()
        fitting = {o.name: given[o.name] for o in options if o.name in given}
        of_groups = any(o.kind is Kind.GROUP for o in options)
        every = fitting.get("group") == EVERY_GROUP and of_groups
        if not every or fitting.get("people") or fitting.get("event"):
            yield name, fitting
            continue
        for id in store.read(_groups):
            yield name, {**fitting, "group": id}


def _groups(s: Session) -> list[int]:
    found = [row.id for row in group.listing(s)]
    if not found:
        raise Problem(_("There are no groups yet. Add one, or bring in a list of groups."))
    return found


def _title(names: Sequence[str]) -> str:
    """Give a title that names no group and no person, for it becomes the name of the file."""
    titles = list(dict.fromkeys(report.named(name).title for name in names))
    return titles[0] if len(titles) == 1 else _("Printouts")


def _joined(found: Sequence[Printed], title: str, day: dt.date) -> Printed:
    """Give one file in which each document starts on a sheet of its own."""
    from allydesk.reports.engine.document import Rendered
    from allydesk.reports.engine.pack import join

    parts = [Rendered(p.pdf, p.pages, p.warnings) for p in found]
    done = join(parts, [p.title for p in found], title, duplex=True)
    name = f"{report.file_words(title)} {day.isoformat()}"
    after = tuple(note for p in found for note in p.after)
    return Printed(title, name, done.pdf, done.pages, done.warnings, after)
