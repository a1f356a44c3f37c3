"""One window per desk file: a second start brings the first window to the front."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from allydesk import paths

PATIENCE = 500  # milliseconds until a window that does not answer counts as none
_HERE = b"show"


def _name(path: Path) -> str:
    return f"allydesk-{paths.digest(path)}"


def show_other(path: Path) -> bool:
    """Ask the window that has a file open to come to the front; say whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(_name(path))
    if not socket.waitForConnected(PATIENCE):
        return False
    socket.write(_HERE)
    socket.waitForBytesWritten(PATIENCE)
    # Its answer says that the window is alive, not just the socket of one that was killed.
    answered = socket.waitForReadyRead(PATIENCE)
    socket.disconnectFromServer()
    return answered


class Doorbell(QObject):
    """Listens for second starts as long as a file is open."""

    def __init__(self, owner: QObject, path: Path, ring: Callable[[], object]) -> None:
        super().__init__(owner)
        self._ring = ring
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._somebody)
        if not self._server.listen(_name(path)):
            QLocalServer.removeServer(_name(path))  # left behind by a window that was killed
            self._server.listen(_name(path))

    def _somebody(self) -> None:
        caller = self._server.nextPendingConnection()
        caller.readyRead.connect(lambda: self._answer(caller))
        caller.disconnected.connect(caller.deleteLater)
        if caller.bytesAvailable():
            self._answer(caller)

    def _answer(self, caller: QLocalSocket) -> None:
        if caller.readAll().data() == _HERE:
            caller.write(b"here")
            caller.flush()
            self._ring()

    def close(self) -> None:
        self._server.close()
        self.deleteLater()
