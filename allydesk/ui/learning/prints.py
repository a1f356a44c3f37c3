"""The paper of learning: certificates, records, lists; whatever documents there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allydesk.language import _
from allydesk.ui.desk import Desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from allydesk.ui.printing.preview import Preview

CERTIFICATE = "certificate-of-attendance"
RECORD = "training-record"
MATRIX = "training-matrix"
REFRESHER = "refresher-list"
READING = "reading-list"
SUMMARY = "learning-summary"


def there(name: str) -> bool:
    """Say whether there is a document of this name."""
    from allydesk.reports import report

    return name in report.available("learning")


def show(desk: Desk, parent: QWidget, name: str, **given: object) -> Preview | None:
    """Open the preview of a document with as much of what is given as it asks for."""
    from allydesk.reports import report
    from allydesk.ui.printing import preview

    known = report.available("learning")
    if name not in known:
        desk.say(_("There is nothing to print here yet."))
        return None
    asked = {o.name for o in known[name].options}
    said = {n: v for n, v in given.items() if n in asked and v not in (None, "", ())}
    return preview.open(desk, parent.window(), name, **said)
