"""Rows of two lines: what stands in them where there is little room."""

from PySide6.QtGui import QFontMetrics

from allydesk.ui.kit import look
from allydesk.ui.kit.lines import two_lines

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
