"""An error where Qt calls us."""

import os
import subprocess
import sys

import pytest

_SHOWN = """
from allydesk.ui import overrides
overrides.begin()
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget
app = QApplication([])
class Broken(QLabel):
    def showEvent(self, event):
        {wrong}
stack = QStackedWidget()
stack.show()
try:
    one = Broken("x")
    stack.addWidget(one)
    stack.setCurrentWidget(one)
except Exception as error:
    print(type(error).__name__)
"""


@pytest.mark.parametrize(
    ("wrong", "error"), [("len(3)", "TypeError"), ("[][1]", "IndexError"), ("{}['x']", "KeyError")]
)
def test_an_error_in_what_qt_calls_is_an_error_and_not_the_end(wrong: str, error: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SHOWN.format(wrong=wrong)],
        capture_output=True, text=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, error), done.stderr
