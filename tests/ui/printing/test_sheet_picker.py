"""The first free label: clicked in the picture, moved to by keys, typed as a number."""

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from allydesk.reports.sheets import SHEETS
from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look
from allydesk.ui.printing import preview
from allydesk.ui.printing.preview import Preview
from allydesk.ui.printing.sheet_picker import SheetPicker
from tests import factories
from tests.reports.engine import pdf
from tests.ui.hands import type_into


@pytest.fixture
def picker(qtbot) -> SheetPicker:
    made = SheetPicker(SHEETS["L7160"])
    qtbot.addWidget(made)
    made.resize(300, 320)
    with qtbot.waitExposed(made):
        made.show()
    return made


def click(qtbot, picker: SheetPicker, label: int) -> None:
    spot: QPointF = picker.picture.label(label).center()
    qtbot.mouseClick(picker.picture, Qt.MouseButton.LeftButton, pos=spot.toPoint())


def test_a_click_chooses_a_label(qtbot, picker: SheetPicker):
    told: list[int] = []
    picker.chosen.connect(told.append)
    for label in (8, 21, 1):
        click(qtbot, picker, label)
        assert picker.first == picker.number.value() == label
    assert told == [8, 21, 1]
    qtbot.mouseClick(picker.picture, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert told == [8, 21, 1]  # beside the labels nothing happens


def test_arrows_move_over_the_sheet_and_not_off_it(qtbot, picker: SheetPicker):
    picker.picture.setFocus()
    keys = Qt.Key
    for key, label in (
        (keys.Key_Right, 2), (keys.Key_Down, 5), (keys.Key_Right, 6), (keys.Key_Right, 6),
        (keys.Key_Up, 3), (keys.Key_Up, 3), (keys.Key_End, 21), (keys.Key_Down, 21),
        (keys.Key_Left, 20), (keys.Key_Home, 1), (keys.Key_Left, 1),
    ):  # fmt: skip
        qtbot.keyClick(picker.picture, key)
        assert picker.first == picker.number.value() == label
    assert "Label 1 of 21: row 1, column 1" in picker.picture.accessibleDescription()


def test_the_number_can_be_typed(qtbot, picker: SheetPicker):
    picker.number.selectAll()
    qtbot.keyClicks(picker.number, "14")
    assert picker.first == 14
    assert "row 5, column 2" in picker.picture.accessibleDescription()


def test_all_sheets_fit_their_picture(qtbot, picker: SheetPicker):
    for sheet in SHEETS.values():
        picker.show_sheet(sheet, 1)
        for number in range(1, sheet.count + 1):
            box = picker.picture.label(number)
            assert picker.picture.rect().adjusted(-1, -1, 1, 1).contains(box.toRect())
        click(qtbot, picker, sheet.count)
        assert picker.first == sheet.count


@pytest.fixture
def labels(qtbot, qapp: QApplication, store: Store) -> Preview:
    look.apply(qapp, Settings())
    people = [factories.person(store, name) for name in ("Ada Byron", "Bo Dean")]
    parent = QWidget()
    qtbot.addWidget(parent)
    opened = preview.open(Desk(store, Settings()), parent, "labels", people=people)
    assert opened is not None
    qtbot.waitUntil(lambda: opened.printed is not None)
    opened.kept = parent  # type: ignore[attr-defined]
    return opened


def where_printing_starts(shown: Preview) -> tuple[float, float]:
    """Give left and top of the first ink on the page, in millimetres."""
    assert shown.printed is not None
    with pdf.one_at_a_time, pypdfium2.PdfDocument(shown.printed.pdf) as document:
        things = [t.get_bounds() for t in document[0].get_objects()]
        high = document.get_page_size(0)[1]
    first = max((t for t in things if t[2] > t[0]), key=lambda t: (t[3], -t[0]))
    return first[0] / 72 * 25.4, (high - first[3]) / 72 * 25.4


def test_the_preview_prints_from_the_label_that_was_clicked(qtbot, labels: Preview):
    picker = labels.options.editors["start"]
    assert isinstance(picker, SheetPicker)
    before = labels.printed
    click(qtbot, picker, 8)
    qtbot.waitUntil(lambda: labels.printed not in (None, before))
    x, y, _wide, high = SHEETS["L7160"].edges(7)
    left, top = where_printing_starts(labels)
    assert x < left < x + 8
    assert 297 - y - high < top < 297 - y


def test_the_picture_follows_the_sheet(qtbot, labels: Preview):
    picker, sheets = labels.options.editors["start"], labels.options.editors["sheet"]
    assert isinstance(picker, SheetPicker)
    assert isinstance(sheets, QComboBox)
    click(qtbot, picker, 20)
    while sheets.currentData() != "L7165":
        qtbot.keyClick(sheets, Qt.Key.Key_Down)
    assert picker.picture.sheet == SHEETS["L7165"]
    assert picker.first == labels.options.values()["start"] == 1


def test_the_size_of_a_sheet_is_asked_where_it_is_no_bought_one(qtbot, labels: Preview):
    sheets, own = labels.options.editors["sheet"], labels.options.editors["own_sheet"]
    kind, said = labels.options.editors["kind"], labels.options.editors["words"]
    assert isinstance(sheets, QComboBox)
    assert isinstance(own, QLineEdit)
    assert isinstance(kind, QComboBox)
    assert not own.isVisible()
    assert not said.isVisible()
    qtbot.keyClick(kind, Qt.Key.Key_Down)
    assert said.isVisible()
    qtbot.keyClick(sheets, Qt.Key.Key_End)
    assert own.isVisible()
    before = labels.printed
    type_into(own, "2 x 5, 90 x 50, 15, 20")
    qtbot.waitUntil(lambda: labels.printed not in (None, before))
    picker = labels.options.editors["start"]
    assert isinstance(picker, SheetPicker)
    assert picker.picture.sheet.count == 10
    qtbot.keyClick(sheets, Qt.Key.Key_Home)
    assert not own.isVisible()


def test_how_far_a_printer_is_out_is_kept_for_all_documents(qtbot, labels: Preview):
    box, before = labels.options.editors["right"], labels.printed
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: labels.printed not in (None, before))
    assert labels.desk.settings.printers[""]["right"] == pytest.approx(0.2)
    people = labels.options.values()["people"]
    other = preview.open(labels.desk, labels.parentWidget(), "badges", people=people)
    assert other is not None
    assert other.options.values()["right"] == pytest.approx(0.2)
    qtbot.waitUntil(lambda: other.printed is not None)
    other.close()
