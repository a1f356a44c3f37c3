"""The paper of a round of questions: its form, its tally sheet; whatever documents there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from allydesk.ui.desk import Action, Desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_ABOUT = ("question-form", "tally-sheet")
_OPTION = "round"  # by which they are asked for one


def of_round(desk: Desk, parent: QWidget, wave: int) -> list[Action]:
    """Give how to print each document that is about a round."""
    from allydesk.reports import report

    known = report.available("feedback")
    return [
        Action(f"{known[name].title}…", partial(_show, desk, parent, name, wave), "printer")
        for name in _ABOUT
        if name in known
    ]


def _show(desk: Desk, parent: QWidget, name: str, wave: int) -> None:
    from allydesk.ui.printing import preview

    preview.open(desk, parent.window(), name, **{_OPTION: wave})
