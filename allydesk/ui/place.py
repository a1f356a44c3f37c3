"""What the window knows about a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol, cast

from PySide6.QtWidgets import QWidget

from allydesk import discover
from allydesk.ui.desk import Action, Desk

BOTTOM = "bottom"  # the section of the places that stay at the foot of the sidebar


class Place(Protocol):
    """The class of a screen; see allydesk/ui/screens."""

    place: str
    title: str
    icon: str
    section: str
    order: int
    key: str
    help: str

    def __call__(self, desk: Desk) -> QWidget: ...


def places() -> list[Place]:
    """Give the classes of all screens in the order of the sidebar."""
    from allydesk.ui import screens

    found = [cast(Place, module.Screen) for module in discover.modules(screens)]
    return sorted(found, key=lambda p: p.order)


def offers(screen: QWidget | None, name: str) -> Callable[..., Any] | None:
    """Give what a screen can do under a name ("new", "filter", …), or None."""
    found = getattr(screen, name, None)
    return cast("Callable[..., Any]", found) if callable(found) else None


def called(place: Place, desk: Desk) -> str:
    """Give what a place is called on this desk; groups can be called ERGs, for instance."""
    own = getattr(place, "called", None)
    return str(own(desk)) if own else place.title


def doings(screen: QWidget | None) -> list[Action]:
    """Give what a screen offers, nothing if it offers nothing."""
    offer = offers(screen, "doings")
    return list(cast("Iterable[Action]", offer())) if offer else []
