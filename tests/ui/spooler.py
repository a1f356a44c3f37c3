"""A print spooler for tests: it speaks IPP as CUPS does, lists printers and keeps what they are sent.

It runs as a program of its own: Qt holds Python's lock while it asks which printers there are.
"""

from __future__ import annotations

import ctypes
import json
import shutil
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final, NamedTuple

# Numbers of RFC 8010 and 8011, and of CUPS for its own operations.
_OK, _NOT_FOUND, _NOT_SUPPORTED, _NOT_ACCEPTING = 0x0000, 0x0406, 0x0501, 0x0506
_OPERATION, _JOB, _END, _PRINTER = 0x01, 0x02, 0x03, 0x04
_INTEGER, _BOOLEAN, _ENUM, _RANGE = 0x21, 0x22, 0x23, 0x33
_TEXT, _NAME, _KEYWORD, _URI, _CHARSET, _LANGUAGE, _MIME = (
    0x41, 0x42, 0x44, 0x45, 0x47, 0x48, 0x49,
)  # fmt: skip
_IDLE, _COMPLETED = 3, 9  # of a printer, of a job
_KINDS: Final = 0x0004 | 0x0008 | 0x0010 | 0x8000  # prints colour, both sides; takes PDF, any size


class Op(IntEnum):
    """What can be asked of a spooler, as far as it is asked here."""

    PRINT_JOB = 0x0002
    VALIDATE_JOB = 0x0004
    CREATE_JOB = 0x0005
    SEND_DOCUMENT = 0x0006
    JOB_ATTRIBUTES = 0x0009
    PRINTER_ATTRIBUTES = 0x000B
    GET_DEFAULT = 0x4001
    GET_PRINTERS = 0x4002


# Where CUPS is told to look. Nobody answers at this port, which is kept free, until there is a
# Spooler; it stays the same, as CUPS takes note of it once for each thread.
_HELD = socket.socket()
_HELD.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
_HELD.bind(("127.0.0.1", 0))
SPOOLER = f"127.0.0.1:{_HELD.getsockname()[1]}"

Value = int | bool | str
Attribute = tuple[int, str, Sequence[Value]]
Groups = Sequence[tuple[int, Sequence[Attribute]]]


class Sent(NamedTuple):
    """A job that arrived whole: on which printer, what it is called, how and what to print."""

    printer: str
    title: str
    options: Mapping[str, Sequence[Value]]
    pages: bytes


class Spooler:
    """The spooler of a computer, as a test sees it: what it has, whether it takes work, what it got."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.has("Office")
        words = [sys.executable, "-S", __file__, str(folder), SPOOLER.rpartition(":")[2]]
        self._program = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._program.stdout is not None
        assert self._program.stdout.readline(), "the spooler did not start"

    def has(self, *printers: str) -> None:
        """Let there be these printers from now on."""
        _write(self.folder / "printers", "\n".join(printers).encode())

    def refuse(self, *, jobs: bool = True) -> None:
        """Take no job from now on, as a queue that was switched off; or take them again."""
        (self.folder / "refuses").touch() if jobs else (self.folder / "refuses").unlink()

    def stop(self) -> None:
        """Answer nobody from now on."""
        self._program.communicate()  # closes its input

    def sent(self) -> list[Sent]:
        """Give what arrived until now."""
        return [
            Sent(**json.loads(file.read_text("utf-8")), pages=file.with_suffix(".pdf").read_bytes())
            for file in sorted(self.folder.glob("*.json"))
        ]


def has_cups() -> bool:
    """Say whether this computer has what prints by CUPS: its library, which Qt loads, and `lp`."""
    try:
        ctypes.CDLL("libcups.so.2")
    except OSError:
        return False
    return shutil.which("lp") is not None


def _write(path: Path, data: bytes) -> None:
    """Write a file that another program reads: it sees the old one or the new one."""
    new = path.with_name(path.name + ".new")
    new.write_bytes(data)
    new.replace(path)


class _Queues:
    """What the spooler's own program knows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.begun: dict[int, Asked] = {}

    def printers(self) -> list[str]:
        return (self.folder / "printers").read_text("utf-8").split("\n")

    def answer(self, asked: Asked, port: int) -> tuple[int, Groups]:
        """Give the status and the groups of attributes to answer with."""
        printers = [name for name in self.printers() if name]
        match asked.operation:
            case Op.GET_PRINTERS:
                found = [(_PRINTER, _described(name, port)) for name in printers]
                return (_OK if found else _NOT_FOUND), found
            case Op.GET_DEFAULT | Op.PRINTER_ATTRIBUTES:
                name = asked.printer or next(iter(printers), "")
                known = name in printers
                return (_OK, [(_PRINTER, _described(name, port))]) if known else (_NOT_FOUND, [])
            case Op.PRINT_JOB | Op.VALIDATE_JOB | Op.CREATE_JOB:
                if asked.printer not in printers:
                    return _NOT_FOUND, []
                return self._begin(asked, port)
            case Op.SEND_DOCUMENT | Op.JOB_ATTRIBUTES:
                return self._go_on(asked, port)
            case _:
                return _NOT_SUPPORTED, []

    def _begin(self, asked: Asked, port: int) -> tuple[int, Groups]:
        if (self.folder / "refuses").exists():
            return _NOT_ACCEPTING, []
        if asked.operation == Op.VALIDATE_JOB:
            return _OK, []
        number = len(self.begun) + 1
        self.begun[number] = asked
        if asked.operation == Op.PRINT_JOB:
            self._keep(number, asked)
        return _OK, [(_JOB, _of_job(number, port))]

    def _go_on(self, asked: Asked, port: int) -> tuple[int, Groups]:
        if asked.job not in self.begun:
            return _NOT_FOUND, []
        if asked.operation == Op.SEND_DOCUMENT:
            self._keep(asked.job, asked)
        return _OK, [(_JOB, _of_job(asked.job, port))]

    def _keep(self, number: int, document: Asked) -> None:
        begun = self.begun[number]
        told = {
            "printer": begun.printer,
            "title": begun.attributes.get("job-name", [""])[0],
            "options": {**document.attributes, **begun.attributes},
        }
        _write(self.folder / f"{number:03}.pdf", document.data)
        _write(self.folder / f"{number:03}.json", json.dumps(told).encode())


def _described(name: str, port: int) -> list[Attribute]:
    return [
        (_NAME, "printer-name", [name]),
        (_URI, "printer-uri-supported", [f"ipp://127.0.0.1:{port}/printers/{name}"]),
        (_URI, "device-uri", ["file:///dev/null"]),
        (_KEYWORD, "uri-authentication-supported", ["none"]),
        (_TEXT, "printer-info", [name]),
        (_TEXT, "printer-location", ["Next to the kettle"]),
        (_TEXT, "printer-make-and-model", ["Plain paper printer"]),
        (_ENUM, "printer-type", [_KINDS]),
        (_ENUM, "printer-state", [_IDLE]),
        (_KEYWORD, "printer-state-reasons", ["none"]),
        (_BOOLEAN, "printer-is-accepting-jobs", [True]),
        (_BOOLEAN, "printer-is-shared", [False]),
        (_MIME, "document-format-supported", ["application/pdf"]),
        (_KEYWORD, "media-supported", ["iso_a4_210x297mm", "na_letter_8.5x11in"]),
        (_KEYWORD, "media-default", ["iso_a4_210x297mm"]),
        (_KEYWORD, "sides-supported", ["one-sided", "two-sided-long-edge"]),
        (_KEYWORD, "sides-default", ["one-sided"]),
    ]


def _of_job(number: int, port: int) -> list[Attribute]:
    return [
        (_INTEGER, "job-id", [number]),
        (_URI, "job-uri", [f"ipp://127.0.0.1:{port}/jobs/{number}"]),
        (_ENUM, "job-state", [_COMPLETED]),
        (_KEYWORD, "job-state-reasons", ["job-completed-successfully"]),
    ]


class Asked(NamedTuple):
    """A request: what is to be done, with which attributes, and the document behind them."""

    operation: int
    request: int
    attributes: Mapping[str, Sequence[Value]]
    data: bytes

    @property
    def printer(self) -> str:
        return str(self.attributes.get("printer-uri", [""])[0]).rpartition("/printers/")[2]

    @property
    def job(self) -> int:
        number = self.attributes.get("job-id", [0])[0]
        return int(number)


def read(body: bytes) -> Asked:
    """Take a request of RFC 8010 apart."""
    _version, operation, request = struct.unpack_from(">HHI", body)
    found: dict[str, list[Value]] = {}
    at, name = 8, ""
    while (tag := body[at]) != _END:
        at += 1
        if tag <= 0x0F:  # a group begins
            continue
        named, at = _piece(body, at)
        value, at = _piece(body, at)
        name = named.decode() or name  # one more value of the same
        found.setdefault(name, []).append(_understood(tag, value))
    return Asked(operation, request, found, body[at + 1 :])


def _piece(body: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", body, at)
    return body[at + 2 : at + 2 + length], at + 2 + length


def _understood(tag: int, value: bytes) -> Value:
    if tag in (_INTEGER, _ENUM):
        return int.from_bytes(value, signed=True)
    if tag == _BOOLEAN:
        return value != b"\0"
    if tag == _RANGE:
        return "{}-{}".format(*struct.unpack(">ii", value))
    return value.decode(errors="replace")


def write(status: int, request: int, groups: Sequence[tuple[int, Sequence[Attribute]]]) -> bytes:
    """Put an answer of RFC 8010 together."""
    words: list[Attribute] = [
        (_CHARSET, "attributes-charset", ["utf-8"]),
        (_LANGUAGE, "attributes-natural-language", ["en"]),
    ]
    out = struct.pack(">HHI", 0x0200, status, request)
    for group, attributes in [(_OPERATION, words), *groups]:
        out += bytes([group]) + b"".join(_encoded(attributes))
    return out + bytes([_END])


def _encoded(attributes: Sequence[Attribute]) -> Iterator[bytes]:
    for tag, name, values in attributes:
        for n, value in enumerate(values):
            named, data = b"" if n else name.encode(), _bytes(tag, value)
            yield struct.pack(">BH", tag, len(named)) + named + struct.pack(">H", len(data)) + data


def _bytes(tag: int, value: Value) -> bytes:
    if tag in (_INTEGER, _ENUM):
        return struct.pack(">i", value)
    return (b"\1" if value else b"\0") if tag == _BOOLEAN else str(value).encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Say that there is no PPD file, as a printer without a driver does."""
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        asked = read(self._body())
        status, groups = self.server.queues.answer(asked, self.server.server_port)
        body = write(status, asked.request, groups)
        self.send_response(200)
        self.send_header("Content-Type", "application/ipp")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def log_message(self, format: str, *words: object) -> None:
        """Say nothing: a test looks at what was sent."""


class Server(ThreadingHTTPServer):
    """The spooler at its address."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int) -> None:
        self.queues = _Queues(folder)
        super().__init__(("127.0.0.1", port), _Handler)


def main() -> None:
    """Serve until the input is closed, as it is when the tests end; one line says that it began."""
    folder, port = sys.argv[1:]
    server = Server(Path(folder), int(port))
    Thread(target=server.serve_forever, daemon=True).start()
    print("ready", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
