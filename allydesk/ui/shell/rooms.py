"""The places of a desk, and the screens of those that were opened."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from allydesk.ui.desk import Desk
from allydesk.ui.place import Place, places


class Rooms:
    """Builds a screen when it is first needed, and keeps it until the look or the desk changes."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self._built: dict[str, QWidget] = {}

    def find(self) -> None:
        """Learn which places there are."""
        self.places = places()

    def place(self, name: str) -> Place | None:
        return next((p for p in self.places if p.place == name), None)

    def built(self, name: str) -> QWidget | None:
        """Give the screen of a place that was opened before."""
        return self._built.get(name)

    def build(self, name: str, desk: Desk) -> QWidget:
        """Make the screen of a place."""
        place = self.place(name)
        assert place is not None
        self._built[name] = made = place(desk)
        return made

    def missing(self) -> list[str]:
        """Give the places without a screen, in the order of the sidebar."""
        return [p.place for p in self.places if p.place not in self._built]

    def drop(self, name: str = "") -> None:
        """Let a screen go, or all of them."""
        for one in [name] if name else list(self._built):
            if (screen := self._built.pop(one, None)) is not None:
                screen.deleteLater()
