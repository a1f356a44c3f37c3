"""What was typed and not stored yet, kept while the desk is open: windows close, places are rebuilt."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from allydesk.ui.desk import Desk

_KEPT: WeakKeyDictionary[Desk, dict[str, dict[str, Any]]] = WeakKeyDictionary()


def keep(desk: Desk, name: str, values: dict[str, Any]) -> None:
    """Keep what stands in a window; nothing forgets it."""
    _KEPT.setdefault(desk, {})[name] = values


def take(desk: Desk, name: str) -> dict[str, Any]:
    """Give what was kept, and forget it."""
    return _KEPT.get(desk, {}).pop(name, {})
