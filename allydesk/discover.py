"""Import every module of a package, so that adding a file is adding a feature."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """Give every module that lies directly in a package, in the order of their names."""
    for found in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if not found.ispkg:
            yield importlib.import_module(found.name)
