"""Let a screen reader hear what happened, without taking the focus anywhere."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str, *, now: bool = False) -> None:
    """Have a text read out; now interrupts what is being read."""
    event = QAccessibleAnnouncementEvent(widget, text)
    if now:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
