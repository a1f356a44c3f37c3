"""The paper of feedback: slips, forms, the board, summaries; whatever documents there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from allydesk.language import _
from allydesk.ui.desk import Action, Desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SLIPS = "feedback-slips"
BOARD = "you-said-we-did"
CASE = "case-sheet"
_SUBJECT = "feedback"


def there(name: str) -> bool:
    """Say whether there is a document of feedback of this name."""
    from allydesk.reports import report

    return name in report.available(_SUBJECT)


def board(desk: Desk, parent: QWidget) -> Action | None:
    """Give how to print what was said and what was done."""
    if not there(BOARD):
        return None
    return Action(_("Print “You said, we did”"), partial(show, desk, parent, BOARD), "printer")


def show(desk: Desk, parent: QWidget, name: str, **given: object) -> None:
    """Show a document."""
    from allydesk.ui.printing import preview

    preview.open(desk, parent.window(), name, **given)


def over_all(desk: Desk, parent: QWidget) -> list[Action]:
    """Give how to print each document of feedback that is not about one case."""
    from allydesk.reports import report

    return [
        Action(known.title + "…", partial(show, desk, parent, name), "printer")
        for name, known in report.available(_SUBJECT).items()
        if name != CASE
    ]
