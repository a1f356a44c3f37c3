"""Lines that are emptied by a click, and lines to search in, with icons as large as the text."""

from __future__ import annotations

from functools import cache

from PySide6.QtWidgets import QLineEdit, QProxyStyle, QStyle, QStyleOption, QWidget

from allydesk.ui.kit import icons, look

_SIZE = 16  # pixels at 100 %: what Qt draws at any size of text


class _Icons(QProxyStyle):
    """The usual style, but the icons in a line grow with its text; style sheets cannot say so."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric == QStyle.PixelMetric.PM_LineEditIconSize:
            return look.px(_SIZE)
        return super().pixelMetric(metric, option, widget)


@cache
def _icons() -> _Icons:
    made = _Icons("Fusion")
    made.setParent(look.app())  # a widget does not keep its style alive
    return made


def clearable(line: QLineEdit) -> None:
    """Let a click empty a line."""
    if look.px(_SIZE) != _SIZE:
        line.setStyle(_icons())
    line.setClearButtonEnabled(True)


def searching(line: QLineEdit) -> None:
    """Let a line be one to search in: a glass at its beginning, and a click empties it."""
    clearable(line)
    line.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
