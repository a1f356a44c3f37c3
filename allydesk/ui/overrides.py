"""An error in a method that Qt calls is reported like any other, also on Python 3.11.

There an error that Python itself raises is no exception yet when it leaves a method, only its words.
PySide (seen in 6.9 to 6.12) writes "Error calling Python override of …" in front and takes the words
for the exception: the program ends instead of saying what happened. To catch it and let it go on
makes an exception of it.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject

_HOOK = "__init_subclass__"


def _reported(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def reported(*args: Any, **named: Any) -> Any:
        try:
            return method(*args, **named)
        except BaseException:  # noqa: TRY203 - to catch it is what makes an exception of it
            raise

    return reported


def _wrap(cls: type[Any], /, **named: Any) -> None:
    super(QObject, cls).__init_subclass__(**named)
    qt = [base for base in cls.__mro__ if base.__module__.startswith("PySide6.")]
    for name, value in list(vars(cls).items()):
        mine = isinstance(value, FunctionType) and not name.startswith("__")
        if mine and any(name in vars(base) for base in qt):
            setattr(cls, name, _reported(value))


def begin() -> None:
    """Do that for every class that is made from now on; so before the window's are loaded."""
    if sys.version_info < (3, 12):
        setattr(QObject, _HOOK, classmethod(_wrap))
