"""Where a person has been, to go back and forward."""

from __future__ import annotations

from allydesk.ui.desk import Going


class Trail:
    """The places and records seen, in order, and where in that order the window is."""

    def __init__(self) -> None:
        self._been: list[Going] = []
        self._at = -1

    def here(self) -> Going | None:
        return self._been[self._at] if self._been else None

    def note(self, here: Going) -> None:
        """Say more exactly where we are: which record is shown by now."""
        if self._been:
            self._been[self._at] = here

    def go(self, to: Going) -> None:
        """Go somewhere new; what was ahead is forgotten."""
        if self.here() != to:
            self._been = [*self._been[: self._at + 1], to]
            self._at = len(self._been) - 1

    def step(self, by: int) -> Going | None:
        """Go back (-1) or forward (1); None where the trail ends."""
        if not 0 <= self._at + by < len(self._been):
            return None
        self._at += by
        return self._been[self._at]

    def lately(self) -> list[Going]:
        """Give where we were, the latest first, each once."""
        return list(dict.fromkeys(reversed(self._been[: self._at + 1])))
