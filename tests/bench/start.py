"""Time a start of the window, from inside: run as a program with a desk file; prints four numbers.

The first is when the window was painted, the second when the desk was open and painted, in
seconds of the clock that `time.time` reads, which the caller shares. The others are how many
seconds the processor had been busy by then.
"""

import sys
import time
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from allydesk.ui import start


class Watch(QObject):
    """Notes when the window is painted first, and when it can be used."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = self.busy = 0.0
        self.timer = QTimer(self, interval=2)
        self.timer.timeout.connect(self.look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted, self.busy = time.time(), time.process_time()
            self.timer.start()
        return False

    def look(self) -> None:
        from allydesk.ui import app

        program = _running().findChild(app.Program)
        if (
            program is None
            or program.desk is None
            or QThreadPool.globalInstance().activeThreadCount()
        ):
            return
        self.timer.stop()
        QApplication.processEvents()  # the paint that shows it
        print(self.painted, time.time(), self.busy, time.process_time(), flush=True)
        program.window.close()
        QApplication.quit()


def _running() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app is not None
    return app


def main() -> None:
    execute = QApplication.exec

    def watched(*_: object) -> int:
        watch = Watch()
        _running().installEventFilter(watch)
        return execute()

    with patch.object(QApplication, "exec", watched):  # the program calls it itself
        start.window(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
