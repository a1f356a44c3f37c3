"""Rows of two lines: what stands in them where there is little room."""

from typing import Any

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from allydesk.settings import Settings
from allydesk.ui.kit import look
from allydesk.ui.kit.lines import LineList, TwoLines, two_lines
from allydesk.ui.kit.table import Column, Ids

NAME = "House Committee on Agriculture and Rural Development"


def wide(text: str) -> int:
    return QFontMetrics(look.font("strong")).horizontalAdvance(text)


def test_a_long_name_takes_the_second_line() -> None:
    first, second = two_lines(NAME, wide("House Committee on Agri"))
    assert first == "House Committee on"
    assert second == "Agriculture and Rural Development"


def test_a_name_that_fits_stays_on_one_line() -> None:
    assert two_lines(NAME, wide(NAME)) == [NAME]


def test_one_long_word_is_not_broken() -> None:
    assert two_lines("Donaudampfschifffahrt", 20) == ["Donaudampfschifffahrt"]


def test_columns_that_nearly_fit_fill_the_width(qtbot, qapp: QApplication) -> None:
    look.apply(qapp, Settings())
    columns = [Column(title, str, width=wide) for title, wide in (("A", 240), ("B", 160))]
    model: Ids[Any] = Ids(lambda ids: [], columns, str)
    made = LineList("People", lambda _row: TwoLines(""))
    made.setModel(model)
    qtbot.addWidget(made)
    made.resize(330, 300)
    made.show()
    made.show_columns(wanted=True)
    assert made.horizontalScrollBar().maximum() == 0
    assert made.columnWidth(0) == pytest.approx(1.5 * made.columnWidth(1), rel=0.05)
    made.resize(900, 300)
    assert made.columnWidth(0) == pytest.approx(540, rel=0.05)
    made.resize(250, 300)  # too narrow for words: now they scroll
    assert made.columnWidth(0) == 240
    assert made.horizontalScrollBar().maximum() > 0
