"""Certificates: a page to hang up, and the pages behind it where one does not hold everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allydesk.reports.engine.certificate import overleaf
from allydesk.reports.engine.certificate.face import Face
from allydesk.reports.engine.certificate.sheet import Sheet
from allydesk.reports.engine.fixed import Box, FixedPage
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.ornaments import LAYOUTS
from allydesk.reports.engine.tags import Element

if TYPE_CHECKING:
    from allydesk.reports.certificates import Certificate, Covered


def draw_certificate(
    press: Press, parent: Element, page: Box, *, facts: Certificate, layout: str, preprinted: bool
) -> list[FixedPage]:
    """Draw one certificate on a page and give the pages on which it goes on.

    With `preprinted`, only what differs from paper to paper is drawn.
    """
    sheet = Sheet(press, page, LAYOUTS[layout], preprinted)
    face = Face(sheet, facts)
    face.draw(parent)
    return overleaf.pages(
        sheet, parent, facts, overleaf.of_certificate(sheet, parent, facts, face.rest)
    )


def draw_covered(
    press: Press, parent: Element, page: Box, *, covered: Covered, layout: str, preprinted: bool
) -> list[FixedPage]:
    """Draw the page behind a certificate, what was covered; give the pages on which it goes on."""
    sheet = Sheet(press, page, LAYOUTS[layout], preprinted)
    first, *more = overleaf.pages(sheet, parent, None, overleaf.of_covered(sheet, parent, covered))
    first.draw(press, parent)
    return more
