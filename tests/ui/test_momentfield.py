"""A day and a time in one line, as people write them."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QLineEdit

from allydesk.errors import Invalid
from allydesk.ui.kit.momentfield import MomentField
from tests.factories import TODAY
from tests.ui.hands import type_into

STORED = dt.datetime(2026, 11, 24, 14)


@pytest.fixture
def field(qtbot) -> MomentField:
    made = MomentField(lambda: "en-GB", lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def typed(field: MomentField, text: str) -> dt.datetime | None:
    assert isinstance(field.line, QLineEdit)
    type_into(field.line, text)
    return field.take()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("24 Nov 14:00", dt.datetime(2026, 11, 24, 14)),
        ("3/12/2026 9:30", dt.datetime(2026, 12, 3, 9, 30)),
        ("tomorrow 2 pm", dt.datetime(2026, 11, 20, 14)),
        ("2026-12-03, 18:00", dt.datetime(2026, 12, 3, 18)),
        ("29 Feb 2028 10:00", dt.datetime(2028, 2, 29, 10)),
    ],
)
def test_a_moment_as_people_write_it(field: MomentField, text: str, moment: dt.datetime) -> None:
    assert typed(field, text) == moment
    assert field.understood.text() != ""


def test_what_is_left_out_stays(field: MomentField) -> None:
    field.show_moment(STORED)
    assert typed(field, "15:30") == dt.datetime(2026, 11, 24, 15, 30)
    assert typed(field, "26 Nov") == dt.datetime(2026, 11, 26, 14)
    assert typed(field, "") is None


def test_only_the_day_counts_for_whole_days(field: MomentField) -> None:
    field.whole = True
    assert typed(field, "26 Nov 14:00") == dt.datetime(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("soon", "Write day and time like 24 Nov 14:00."),
        ("30 Feb 10:00", "Write day and time like 24 Nov 14:00."),
        ("24 Nov", "Write the time too, as in 24 Nov 14:00."),
    ],
)
def test_what_is_no_moment_is_one_sentence(field: MomentField, text: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        typed(field, text)
