"""Python's rubbish is looked for in the window's thread alone: what belongs to Qt dies in no other.

By itself Python looks for it in whatever thread asks for memory. A window, or whoever listens to a
signal, that goes in a thread of slow work takes Qt's tables apart under the window's hands: the
program ends at some later moment, anywhere.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QTimer

EVERY = 1_000  # milliseconds between two looks


def only_here(app: QCoreApplication) -> None:
    """Let Python look for rubbish no longer by itself. Called in the window's thread."""
    gc.disable()
    timer = QTimer(app, interval=EVERY)
    timer.setObjectName(__name__)
    timer.timeout.connect(look)


def begin() -> None:
    """Look from now on, but not among what was loaded until now and stays.

    To look among all of it takes 60 ms, at any moment.
    """
    gc.freeze()
    app = QCoreApplication.instance()
    timer = app and app.findChild(QTimer, __name__)
    if timer and not timer.isActive():
        timer.start()


def look() -> None:
    """Look as far back as Python itself would by now."""
    for age in reversed(range(3)):
        if gc.get_count()[age] > gc.get_threshold()[age]:
            gc.collect(age)
            return
