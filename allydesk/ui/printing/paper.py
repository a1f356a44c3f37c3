"""Send a finished document to a printer, away from the window's thread.

Where CUPS is (Linux, macOS) the printer gets the PDF itself, sharp at any size; else a picture of
each page.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrintEngine, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from allydesk import output
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
# Where Qt keeps what its dialog only asks because there is CUPS: name, value, name, value …
_CUPS_OPTIONS = QPrintEngine.PrintEnginePropertyKey(0xFE00)


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
        if printer.printerName():  # none, where the pages go to a file
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
    said = _("Sent to the printer: {title}, {pages}.").format(title=printed.title, pages=count)
    if _to_file(printer):
        said = saved(Path(printer.outputFileName()))

    def sent(_none: object) -> None:
        if done:
            done(printed)
        desk.say(said)

    return desk.run(
        desk,
        _("Printing “{title}”").format(title=printed.title),
        lambda task: _print(printed, printer, task),
        sent,
    )


def saved(target: Path) -> str:
    """Give the sentence that tells of a document in a file."""
    return _("Saved “{name}”. It holds names: keep it safe.").format(name=target.name)


def _to_file(printer: QPrinter) -> bool:
    return printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat


def _print(printed: Printed, printer: QPrinter, task: Task) -> None:
    """Give the pages to whatever the dialog was answered with; raise Problem if it fails."""
    lp = shutil.which("lp")
    if _to_file(printer):
        if printer.fromPage() > 1 or printer.toPage() not in (0, printed.pages):
            draw(printed, printer, task)
        else:
            output.write_whole(Path(printer.outputFileName()), printed.pdf)
    elif lp is not None:
        hand_over(printed, printer, lp)
    elif printer.printerName() in printers():  # Qt does not say when a printer is gone
        draw(printed, printer, task)
    else:
        raise _refused()


def _refused() -> Problem:
    return Problem(
        _("The printer did not take the pages. Check that it is on and connected, then try again.")
    )


def hand_over(printed: Printed, printer: QPrinter, lp: str) -> None:
    """Give the PDF itself to the spooler, as the dialog was answered; raise Problem if it refuses.

    Pictures of the pages would then be refused too, or come out a second time.
    """
    try:
        done = subprocess.run(
            [lp, *_asked(printed, printer), "--", "-"],
            input=printed.pdf, capture_output=True, timeout=_TIME, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        raise _refused() from None
    if done.returncode:
        raise _refused()


def _asked(printed: Printed, printer: QPrinter) -> list[str]:
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
    options = _of_cups(printer) | {
        "sides": sides, "print-scaling": "none", "media": media,
        "Collate": str(printer.collateCopies()),
    }  # fmt: skip
    if printer.colorMode() is QPrinter.ColorMode.GrayScale:
        options["print-color-mode"] = "monochrome"
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        options["outputorder"] = "reverse"
    first, last = max(1, printer.fromPage()), printer.toPage() or printed.pages
    if (first, last) != (1, printed.pages):
        options["page-ranges"] = f"{first}-{last}"
    words = ["-d", printer.printerName(), "-n", str(printer.copyCount()), "-t", _JOB]
    return words + [part for name, value in options.items() for part in ("-o", f"{name}={value}")]


def _of_cups(printer: QPrinter) -> dict[str, str]:
    """Give what the dialog keeps for CUPS alone: single pages, odd ones, several on a sheet."""
    kept = printer.printEngine().property(_CUPS_OPTIONS)
    words = [str(word) for word in kept] if isinstance(kept, list) else []
    found = zip(words[::2], words[1::2], strict=False)
    return {name: value for name, value in found if value}


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
    grey = printer.colorMode() is QPrinter.ColorMode.GrayScale
    scale = printer.resolution() / 72
    with Pdf(printed.pdf) as pdf, QPainter() as painter:
        first = max(1, printer.fromPage()) - 1
        wanted = list(range(first, min(len(pdf), printer.toPage() or len(pdf))))
        if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
            wanted.reverse()
        if not painter.begin(printer):
            raise _refused()
        for done, number in enumerate(wanted):
            task.progress(done, len(wanted))
            if done:
                printer.newPage()
            width, height = pdf.sizes[number]
            image = pdf.image(number, round(width * scale), grey=grey)
            painter.drawImage(QRect(0, 0, round(width * scale), round(height * scale)), image)
