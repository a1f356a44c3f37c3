"""Time a start of the window, from inside: run as a program with a desk file; prints two times.

The first is when the window was painted, the second when the desk was open and painted, in
seconds of the clock that `time.time` reads, which the caller shares.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from allydesk.ui import start


class Watch(QObject):
    """Notes when the window is painted first, and when it can be used."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0.0
        self.timer = QTimer(self, interval=2)
        self.timer.timeout.connect(self.look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted = time.time()
            self.timer.start()
        return False

    def look(self) -> None:
        from allydesk.ui import app

        program = QApplication.instance().findChild(app.Program)
        if program.desk is None or QThreadPool.globalInstance().activeThreadCount():
            return
        self.timer.stop()
        QApplication.processEvents()  # the paint that shows it
        print(self.painted, time.time(), flush=True)
        program.window.close()
        QApplication.quit()


def main() -> None:
    execute = QApplication.exec

    def watched(*_: object) -> int:
        watch = Watch()
        QApplication.instance().installEventFilter(watch)
        return execute()

    QApplication.exec = watched
    start.window(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
