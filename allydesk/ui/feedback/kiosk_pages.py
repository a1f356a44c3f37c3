"""The page of the kiosk that is its own: the words to take away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from allydesk.language import _
from allydesk.ui.desk import Action
from allydesk.ui.door.asking import big, body, head
from allydesk.ui.door.cards import size
from allydesk.ui.door.middle import Middle
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import flow, label

_WORDS = 2.6


class ReceiptPage(Middle):
    """Shows the three words to take away: a first time to note them, a second to compare."""

    def __init__(self, code: str, *, again: bool, go_on: Callable[[], object]) -> None:
        super().__init__()
        title = _("Compare once more") if again else _("Write these three words down")
        self.code = label(code, "")
        self.code.setFont(size(_WORDS))
        self.code.setMargin(look.px(8))
        self.go = big(
            Action(_("They are the same") if again else _("I have written them down"), go_on),
            "primary",
        )
        more = (
            _("They are not shown again, and nobody can look them up for you.")
            if again
            else _("With them you find the answer on the board “You said, we did”.")
        )
        # The words come first to the keyboard, so that Enter struck twice does not leave them.
        self.code.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.code.setAccessibleName(f"{title}: {code}")
        self.add(head(title), self.code, body(more), flow(self.go))

    def first(self) -> QWidget:
        return self.code
