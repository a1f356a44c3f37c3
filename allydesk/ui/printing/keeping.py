"""Where pages go besides the printer: into a file, or to the program this computer has for them."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from allydesk import output, paths
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.ui.desk import Desk

if TYPE_CHECKING:
    from allydesk.reports.report import Printed


def ask_where(desk: Desk, parent: QWidget, printed: Printed) -> Path | None:
    """Ask for the file to save a document in; None where somebody thought better of it."""
    proposal = paths.documents() / f"{printed.file_name}.pdf"
    chosen = desk.ask.save_file(parent, _("Save PDF"), _("PDF file") + " (*.pdf)", proposal)
    return chosen and (chosen if chosen.suffix else chosen.with_suffix(".pdf"))


def show(printed: Printed) -> None:
    """Open a document in the program for PDF files, which can print it too. Raises Problem."""
    folder = paths.printouts()
    folder.mkdir(parents=True, exist_ok=True)
    # A viewer may hold the last one: a name of its own each time.
    target = folder / f"{printed.file_name} {secrets.token_hex(3)}.pdf"
    output.write_whole(target, printed.pdf)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
        raise Problem(_("No program for PDF files was found. Save the PDF instead."))
