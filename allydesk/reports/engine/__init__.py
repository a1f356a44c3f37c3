"""The typesetter: fonts, pages and building blocks on top of ReportLab.

A document is a story, a list of blocks that say what there is to read; `render` sets it on the
paper and in the type size that a `Theme` names. Nothing in here reads a clock, a setting or a file
other than its own fonts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reportlab import rl_config

# Before any chart is imported: its labels would otherwise be in a font that is not embedded.
rl_config.defaultGraphicsFontName = "Ally"
rl_config.canvas_basefontname = "Ally"
rl_config.useA85 = 0

from allydesk.reports.engine.stack import BOLD, REGULAR, stack  # noqa: E402

stack(REGULAR)
stack(BOLD)

if TYPE_CHECKING:
    from allydesk.reports.engine.document import Rendered, render
    from allydesk.reports.engine.figure import Figure, Masthead, Picture, Writing
    from allydesk.reports.engine.table import Column, Divider, Row, Table
    from allydesk.reports.engine.text import (
        Callout,
        Facts,
        Heading,
        Items,
        NewPage,
        Paragraph,
        Space,
        Span,
        Words,
    )
    from allydesk.reports.engine.theme import Theme

_ROOMS = {
    "document": ("Rendered", "render"),
    "figure": ("Figure", "Masthead", "Picture", "Writing"),
    "table": ("Column", "Divider", "Row", "Table"),
    "text": (
        "Callout", "Facts", "Heading", "Items", "NewPage", "Paragraph", "Space", "Span", "Words",
    ),
    "theme": ("Theme",),
}  # fmt: skip
_WHERE = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "Callout",
    "Column",
    "Divider",
    "Facts",
    "Figure",
    "Heading",
    "Items",
    "Masthead",
    "NewPage",
    "Paragraph",
    "Picture",
    "Rendered",
    "Row",
    "Space",
    "Span",
    "Table",
    "Theme",
    "Words",
    "Writing",
    "render",
]


def __getattr__(name: str) -> Any:
    """Give a block from the module it is in.

    Asked for, not imported above: modules in here import from this package, and two threads that
    load it at once, a preview and the quiet moment after the start, would each find it half made.
    """
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
