"""What is said above everything until somebody answers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from allydesk.ui.desk import Action
from allydesk.ui.kit import widgets
from allydesk.ui.shell.frame import Frame


class Notices:
    """The notices of one desk; they outlast a change of colours, for which all is built anew."""

    def __init__(self) -> None:
        self._makes: list[Callable[[], QWidget]] = []

    def add(self, frame: Frame, text: str, tone: str, doing: Sequence[Action]) -> None:
        """Show a notice with its buttons; each of them answers it."""

        def answered(action: Action) -> None:
            self._makes.remove(make)
            self.show_in(self._frame)
            action.run()

        def make() -> QWidget:
            actions = [replace(a, run=partial(answered, a)) for a in doing]
            return widgets.notice(text, tone, actions)

        self._makes.append(make)
        self.show_in(frame)

    def show_in(self, frame: Frame) -> None:
        """Show all of them in a frame, and no others."""
        self._frame = frame
        frame.clear_notices()
        for make in self._makes:
            frame.notify(make())
