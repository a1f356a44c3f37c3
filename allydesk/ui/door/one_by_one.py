"""Questions on a screen that is handed over: one page after the other, back, and the end after the last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypedDict

from PySide6.QtWidgets import QWidget

from allydesk.errors import Invalid
from allydesk.ui.desk import Desk
from allydesk.ui.door.asking import ClearPage, EndPage, Step
from allydesk.ui.door.handed_over import HandedOver


class Ways(TypedDict):
    """Where a page leads to: the next one, and the one before unless it is the first."""

    go_on: Callable[[], object]
    back: Callable[[], object] | None


class OneByOne(HandedOver):
    """A subclass gives names() of its pages, which may change with what was said, page() and end()."""

    def __init__(self, desk: Desk, over: QWidget, title: str) -> None:
        super().__init__(desk, over, title)
        self._at = 0

    def names(self) -> Sequence[str]:
        """Give the names of the pages that are asked, by what was said so far."""
        raise NotImplementedError

    def made(self, name: str, ways: Ways) -> Step:
        """Make the page of a name, with what was said there."""
        raise NotImplementedError

    def end(self) -> EndPage:
        """Make the page after the last one, from which it is sent."""
        raise NotImplementedError

    def forget(self) -> None:
        super().forget()
        self._at = 0

    def ask(self, at: int) -> None:
        """Show a page, or the end after the last one."""
        names = self.names()
        self._at = min(at, len(names))
        ways = Ways(
            go_on=partial(self.ask, at + 1), back=partial(self._back, at - 1) if at else None
        )
        page = self.end() if at >= len(names) else self.made(names[at], ways)
        self.show_page(page, partial(self.ask, self._at))

    def again(self) -> None:
        """Show the page where they are."""
        self.ask(self._at)

    def before(self) -> None:
        """Show the page before the one where they are."""
        self.ask(self._at - 1)

    def _back(self, at: int) -> None:
        self.note()
        self.ask(at)

    def ask_clear(self) -> None:
        """Ask whether all that was said shall go."""
        self.show_page(ClearPage(self.welcome, self.again))

    def put_right(self, wrong: Invalid, page_of: Callable[[str], str]) -> None:
        """Go to the page that something is amiss with, everything kept, and say what.

        page_of gives the name of the page on which a field is filled in.
        """
        field, words = next(iter(wrong.fields.items()))
        names = self.names()
        if (page := page_of(field)) in names:
            self.ask(names.index(page))
        self.say_wrong(words)
