"""The typesetter: fonts, pages and building blocks on top of ReportLab.

A document is a story, a list of blocks that say what there is to read; `render` sets it on the
paper and in the type size that a `Theme` names. Nothing in here reads a clock, a setting or a file
other than its own fonts.
"""

from __future__ import annotations

from reportlab import rl_config

# Before any chart is imported: its labels would otherwise be in a font that is not embedded.
rl_config.defaultGraphicsFontName = "Ally"
rl_config.canvas_basefontname = "Ally"
rl_config.useA85 = 0

from allydesk.reports.engine.stack import BOLD, REGULAR, stack  # noqa: E402

stack(REGULAR)
stack(BOLD)

from allydesk.reports.engine.document import Rendered, render  # noqa: E402
from allydesk.reports.engine.figure import Figure, Masthead, Picture, Writing  # noqa: E402
from allydesk.reports.engine.table import Column, Divider, Row, Table  # noqa: E402
from allydesk.reports.engine.text import (  # noqa: E402
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
from allydesk.reports.engine.theme import Theme  # noqa: E402

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
