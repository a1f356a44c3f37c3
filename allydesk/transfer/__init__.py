"""Lists in and out: spreadsheets read, matched, compared, brought in, and saved again.

In, page by page of the guide (all values are plain and frozen; no session is kept):

    book = open_list(path)                       # Problem when it is no list; Book otherwise
    sheet = best_sheet(book)                     # or any of book.sheets
    columns = guess(sheet, settings.columns)     # tuple[Column]: target, sure, samples, reason
    columns = choose(columns, 3, "team")         # the person sends a column somewhere else
    found = store.read(plan, sheet, columns, day_first=…, group=…, agreed=…, answers=Answers(…))
    store.write(found.label, apply, found)       # one step that can be undone
    remember(sheet, columns)                     # for the next list with these headings

Where a column can go stands in targets(). A Plan tells what is new, changed (old → new), unchanged,
possibly the same, what needs the person, what is left out and why. rejected_sheet() makes a table
of the rows that stay outside.

Completions come in their own way (completions.py).

Out: people_sheet, groups_sheet, memberships_sheet and learning_sheets are asked through store.read and
give Tables;
save(path, tables, language) writes them as .xlsx or .csv.
"""

from __future__ import annotations

from collections.abc import Sequence

from allydesk import settings
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.text import fold
from allydesk.transfer.apply import apply
from allydesk.transfer.book import Book, Sheet
from allydesk.transfer.columns import Column, choose, guess, layout, memory_of
from allydesk.transfer.compare import Progress, plan
from allydesk.transfer.delimited import ENCODINGS, SEPARATORS
from allydesk.transfer.export import groups_sheet, memberships_sheet, people_sheet, rejected_sheet
from allydesk.transfer.learning import learning_sheets
from allydesk.transfer.plan import Answers, Plan
from allydesk.transfer.read import open_list
from allydesk.transfer.recognition import awards_sheet, nominations_sheet
from allydesk.transfer.targets import WHO, Target, targets
from allydesk.transfer.write import Heading, Table, save

__all__ = [
    "ENCODINGS",
    "SEPARATORS",
    "WHO",
    "Answers",
    "Book",
    "Column",
    "Heading",
    "Plan",
    "Progress",
    "Sheet",
    "Table",
    "Target",
    "apply",
    "awards_sheet",
    "best_sheet",
    "choose",
    "groups_sheet",
    "guess",
    "learning_sheets",
    "memberships_sheet",
    "nominations_sheet",
    "open_list",
    "people_sheet",
    "plan",
    "rejected_sheet",
    "remember",
    "save",
    "targets",
]


def best_sheet(book: Book, name: str = "") -> Sheet:
    """Give the sheet of a name, or else the one that most looks like a list of people.

    Raises Problem when there is no sheet of that name.
    """
    if name:
        for sheet in book.sheets:
            if fold(sheet.name) == fold(name):
                return sheet
        raise Problem(
            _("“{file}” has no sheet “{name}”. It has: {sheets}.").format(
                file=book.name, name=name, sheets=", ".join(s.name for s in book.sheets)
            )
        )
    return max(book.sheets, key=_likely)  # the first of those that are equally likely


def _likely(sheet: Sheet) -> tuple[bool, int]:
    columns = guess(sheet)
    named = any(c.target in WHO for c in columns)
    return named, sum(1 for c in columns if c.target and c.sure)


def remember(sheet: Sheet, columns: Sequence[Column]) -> None:
    """Keep the matches for the next list with the same headings, on this computer."""
    kept = settings.load().columns | {layout(sheet): memory_of(columns)}
    settings.change(columns=kept)
