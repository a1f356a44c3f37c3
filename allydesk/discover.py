"""Import every module of a package, so that adding a file is adding a feature."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType


def modules(package: ModuleType, *, but: str = "") -> Iterator[ModuleType]:
    """Give every module in a package and in its packages but one, in the order of their names."""
    for found in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if found.name.endswith(f".{but}"):
            continue
        module = importlib.import_module(found.name)
        if found.ispkg:
            yield from modules(module)
        else:
            yield module
