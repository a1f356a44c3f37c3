"""Send a finished document to a printer, away from the window's thread.

Where CUPS is (Linux, macOS) the printer gets the PDF itself, sharp at any size; else a picture of
each page.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.ui.desk import Desk
from allydesk.ui.printing.pdf import Pdf
from allydesk.ui.tasks import Task

if TYPE_CHECKING:
    from allydesk.reports.report import Printed

_DPI = 300
_JOB = "AllyDesk"  # a queue is seen by others: no group and no person is named in it
_MEDIA = {(595, 842): "A4", (612, 792): "Letter", (842, 1191): "A3", (792, 1224): "Tabloid"}
_TIME = 60  # seconds for the spooler to take the pages


def printers() -> list[str]:
    """Give the names of the printers this computer knows."""
    return [str(name) for name in QPrinterInfo.availablePrinterNames()]


def send(
    desk: Desk, parent: QWidget, printed: Printed, done: Callable[[Printed], None] | None = None
) -> None:
    """Ask the system which printer, then print. Without any printer, say what to do instead.

    done(printed) is called once the pages have gone to the printer.
    """
    if not printers():
        desk.say(_("No printer found. Save a PDF and print it elsewhere."), problem=True)
        return
    printer = _printer(printed, desk.settings.printer)
    dialog = QPrintDialog(printer, parent)

    def go() -> None:
        desk.prefer(printer=printer.printerName())
        start(desk, printed, printer, done)

    dialog.accepted.connect(go)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # QPrintDialog hides it behind one that wants a slot by name


def start(
    desk: Desk,
    printed: Printed,
    printer: QPrinter,
    done: Callable[[Printed], None] | None = None,
) -> Task:
    """Print with a printer that was chosen; see send. The preview may be closed before the end."""
    count = ngettext("{n} page", "{n} pages", printed.pages).format(n=printed.pages)

    def sent(_none: object) -> None:
        if done:
            done(printed)
        desk.say(
            _("Sent to the printer: {title}, {pages}.").format(title=printed.title, pages=count)
        )

    return desk.run(
        desk,
        _("Printing “{title}”").format(title=printed.title),
        lambda task: _print(printed, printer, task),
        sent,
    )


def _print(printed: Printed, printer: QPrinter, task: Task) -> None:
    to_file = printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat
    lp = None if to_file else shutil.which("lp")
    if lp is None or not hand_over(printed, printer, printer.printerName(), lp):
        draw(printed, printer, task)


def hand_over(printed: Printed, printer: QPrinter, name: str, lp: str) -> bool:
    """Give the PDF itself to the spooler, as the dialog was answered; False if it does not take it."""
    try:
        done = subprocess.run(
            [lp, *_asked(printed, printer, name), "--", "-"],
            input=printed.pdf, capture_output=True, timeout=_TIME, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _asked(printed: Printed, printer: QPrinter, name: str) -> list[str]:
    """Give what was chosen in the dialog, in the words of the spooler."""
    with Pdf(printed.pdf) as pdf:
        width, height = pdf.sizes[0]
    edge = "short" if width > height else "long"
    sides = {
        QPrinter.DuplexMode.DuplexNone: "one-sided",
        QPrinter.DuplexMode.DuplexAuto: f"two-sided-{edge}-edge",
        QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
        QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
    }[printer.duplex()]
    small, large = sorted((round(width), round(height)))
    media = _MEDIA.get((small, large), f"Custom.{small}x{large}")
    options = [
        f"sides={sides}", "print-scaling=none", f"media={media}",
        f"Collate={printer.collateCopies()}",
    ]  # fmt: skip
    if printer.colorMode() is QPrinter.ColorMode.GrayScale:
        options.append("print-color-mode=monochrome")
    first, last = max(1, printer.fromPage()), printer.toPage() or printed.pages
    if (first, last) != (1, printed.pages):
        options.append(f"page-ranges={first}-{last}")
    words = ["-d", name, "-n", str(printer.copyCount()), "-t", _JOB]
    return words + [part for option in options for part in ("-o", option)]


def _printer(printed: Printed, name: str) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name in printers():
        printer.setPrinterName(name)
    printer.setResolution(_DPI)
    printer.setFullPage(True)
    printer.setDocName(_JOB)
    printer.setFromTo(1, printed.pages)
    with Pdf(printed.pdf) as pdf:
        lay(printer, *pdf.sizes[0])
    return printer


def lay(printer: QPrinter, width: float, height: float) -> None:
    """Set the paper: points wide and high as the page stands."""
    wide = width > height
    size = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))


def draw(printed: Printed, printer: QPrinter, task: Task) -> None:
    """Draw the wanted pages onto a printer, each at its true size."""
    with Pdf(printed.pdf) as pdf, QPainter() as painter:
        first = max(1, printer.fromPage()) - 1
        last = min(len(pdf), printer.toPage() or len(pdf))
        if not painter.begin(printer):
            raise Problem(_("The printer did not answer. Check that it is on, then try again."))
        for number in range(first, last):
            task.progress(number - first, last - first)
            if number > first:
                printer.newPage()
            width, height = pdf.sizes[number]
            scale = printer.resolution() / 72
            grey = printer.colorMode() is QPrinter.ColorMode.GrayScale
            image = pdf.image(number, round(width * scale), grey=grey)
            painter.drawImage(QRect(0, 0, round(width * scale), round(height * scale)), image)
