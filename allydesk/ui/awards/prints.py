"""The paper of awards: certificates, cards, forms, lists; whatever documents there are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from allydesk.ui.desk import Action, Desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from allydesk.ui.printing.preview import Preview

CERTIFICATE = "award-certificate"
CARD = "thank-you-card"
SHORTLIST = "shortlist"
FORM = "nomination-form"
# Documents over everything, as they are wanted through a year.
_OVER_ALL = (FORM, "ceremony", "thanks-wall", "award-year", "recognition", "award-register")
_SEVERAL, _ONE = "records", "record"


def there(name: str) -> bool:
    """Say whether there is a document of this name."""
    from allydesk.reports import report

    return name in report.available("awards")


def certificates(desk: Desk, parent: QWidget, awards: Sequence[int]) -> Preview | None:
    """Show the certificates of some awards, all in one file."""
    return _about(desk, parent, CERTIFICATE, _SEVERAL, tuple(awards))


def cards(desk: Desk, parent: QWidget, awards: Sequence[int]) -> Preview | None:
    """Show the thank-you cards of some awards or thanks."""
    return _about(desk, parent, CARD, _SEVERAL, tuple(awards))


def of_round(desk: Desk, parent: QWidget, round_id: int) -> Preview | None:
    """Show what the committee of a round gets to read."""
    return _about(desk, parent, SHORTLIST, _ONE, round_id)


def show(desk: Desk, parent: QWidget, name: str) -> None:
    """Show a document that is not about one record."""
    from allydesk.ui.printing import preview

    preview.open(desk, parent.window(), name)


def _about(desk: Desk, parent: QWidget, name: str, kind: str, value: object) -> Preview | None:
    """Show a document about some records, which its first option of that kind takes."""
    from allydesk.reports import report
    from allydesk.ui.printing import preview

    option = next(o.name for o in report.available("awards")[name].options if o.kind.value == kind)
    return preview.open(desk, parent.window(), name, **{option: value})


def over_all(desk: Desk, parent: QWidget) -> list[Action]:
    """Give how to print what is not about one record."""
    from allydesk.reports import report

    known = report.available("awards")
    return [
        Action(known[n].title + "…", partial(show, desk, parent, n), "printer")
        for n in _OVER_ALL
        if n in known
    ]
