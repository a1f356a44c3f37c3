"""A flyer for an event: on a page to hang up, or two on a page to hand out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models import event
from allydesk.reports import happening, planned
from allydesk.reports.report import EVENT, Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.galley import Press
    from allydesk.reports.engine.tags import Element
    from allydesk.reports.engine.theme import Theme

_FORMAT = Option(
    "flyers", _("Format"), Kind.CHOICE, "page",
    {"page": _("One on a page"), "two": _("Two on a page, to cut")},
)  # fmt: skip
_ASK = Option(
    "ask", _("Whom to ask"), Kind.TEXT, hint=_("A name or an address that anybody may know.")
)
_ADDRESS = Option(
    "address", _("Address for a QR code"), Kind.TEXT, remembered=False,
    hint=_("As in https://example.org/evening. May stay empty."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Data:
    """What the flyer says."""

    title: str
    when: str
    where: str
    purpose: str
    facts: tuple[str, ...]
    address: str
    colour: str
    two: bool


def collect(s: Session, options: Given) -> Data:
    """Gather what anybody may know about an event."""
    row, language = happening.the(s, options), str(options["language"])
    details = happening.details(s, row)
    given = planned.groups(row)
    audience = "" if row.reveals else str(details.get("audience") or "")
    arranged, asked = happening.access(details), str(options["ask"] or "")
    facts = [
        happening.hosts(row),
        _("For: {people}").format(people=audience) if audience else "",
        _("Arranged: {things}").format(things=arranged) if arranged else "",
        _("Ask: {whom}").format(whom=asked) if asked else "",
    ]
    when = happening.when(row, language)
    if row.status in ("cancelled", "postponed"):
        when = f"{event.STATUSES[row.status]} – {when}"
    return Data(
        title=happening.title(row),
        when=when,
        where=happening.where(row),
        purpose="" if row.reveals else str(details.get("purpose") or ""),
        facts=tuple(words for words in facts if words),
        address=str(options["address"] or "").strip(),
        colour=planned.COLOURS.get(given[0].colour, "") if given else "",
        two=options["flyers"] == "two",
    )


def story(data: Data, theme: Theme) -> Pages:
    """Lay the flyer out: upright on a page, or twice side by side with a line to cut along."""
    from allydesk.reports.engine.fixed import Box, FixedPage, Pages, for_the_eye
    from allydesk.reports.engine.flyer import Flyer, draw_flyer
    from allydesk.reports.engine.tent import dashed
    from allydesk.reports.engine.theme import MM, PAPERS

    flyer = Flyer(
        theme.organisation, data.title, data.when, data.where, data.purpose, data.facts,
        data.address, _("Find out more"), data.colour,
    )  # fmt: skip
    short, long = PAPERS[theme.paper]
    if not data.two:
        whole = Box(0, 0, short, long).inset(15 * MM)
        return Pages([FixedPage(short, long, lambda p, e: draw_flyer(p, e, whole, flyer))])

    def both(press: Press, parent: Element) -> None:
        half = Box(0, 0, long / 2, short).inset(11 * MM)
        draw_flyer(press, parent, half, flyer)
        with for_the_eye(press.canvas):  # to be read once only
            draw_flyer(press, type(parent)("P"), half._replace(left=half.left + long / 2), flyer)
            dashed(press.canvas, long / 2, 8 * MM, long / 2, short - 8 * MM)

    return Pages([FixedPage(long, short, both)])


def page(data: Data) -> Page:
    return Page(_("Flyer – {title}").format(title=data.title), "", "")


REPORT = Report(
    "flyer",
    _("Flyer"),
    _("What, when and where in large letters, to hang up or hand out."),
    (EVENT, _FORMAT, _ASK, _ADDRESS),
    collect,
    story,
    page,
    _("Meetings"),
)
