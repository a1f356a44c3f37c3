"""The calendar on paper, from where it is seen."""

from PySide6.QtWidgets import QApplication

from allydesk.ui.calendar import prints
from allydesk.ui.calendar.page import Calendar
from allydesk.ui.printing.preview import Preview


def test_what_is_shown_is_printed(qtbot, page: Calendar) -> None:
    offered = [a.text for a in prints.actions(page.desk, page, page.around)]
    assert offered == [
        "Calendar of a month", "Calendar as a list", "Calendar of a year", "Cultural calendar",
    ]  # fmt: skip
    assert page.print_button.isVisible()
    page.print_what()
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, Preview)
    qtbot.waitUntil(lambda: preview.printed is not None, timeout=20_000)
    assert preview.printed is not None
    assert preview.printed.title == "Calendar – November 2026"
    preview.reject()


def test_the_year_of_observances_prints_as_the_poster(qtbot, page: Calendar) -> None:
    page.show_view("year")
    page.print_what()
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, Preview)
    qtbot.waitUntil(lambda: preview.printed is not None, timeout=20_000)
    assert preview.printed is not None
    assert preview.printed.title.startswith("Cultural calendar")
    preview.reject()
