"""Slips on which anybody can say something, with a receipt to tear off by which its answer is found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.listening import slips
from allydesk.models.feedback import receipt
from allydesk.models.feedback.note import KINDS
from allydesk.reports import happening, listened, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.hand.slips import Slip
    from allydesk.reports.engine.theme import Theme
    from allydesk.store import Store

_EVENT = replace(report.ANY_EVENT, hint=_("Stands on the slip. May stay empty."))
_COPIES = Option(
    "copies", _("How many slips"), Kind.NUMBER, 4, least=1, most=100, remembered=False,
    hint=_("The last page is filled up."),
)  # fmt: skip
_FORMAT = Option(
    "format", _("Format"), Kind.CHOICE, "two",
    {"two": _("Two on a page, to cut"), "four": _("Four on a page, to cut")},
)  # fmt: skip
_RECEIPTS = Option(
    "receipts", _("Receipts to tear off"), Kind.FLAG, default=True,
    hint=_("Three words on each. Printed twice, a slip would be two people’s: print new ones."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slips:
    """What every slip says, and the receipt of each; an empty one is a slip without."""

    about: str
    hand_in: str
    receipts: tuple[str, ...]
    each: Literal[1, 2, 4]  # on a page


def _each(options: Given) -> Literal[1, 2, 4]:
    """Give how many stand on a page; large print needs twice the room."""
    large = options["edition"] == "large"
    if options["format"] == "four":
        return 2 if large else 4
    return 1 if large else 2


def _count(options: Given) -> int:
    """Give how many slips fill the pages that hold as many as are wanted."""
    each = _each(options)
    return -(-int(str(options["copies"])) // each) * each


def collect(s: Session, options: Given) -> Slips:
    """Take the receipts that were made ready; a slip names nobody."""
    n, about = _count(options), ""
    if options["event"] is not None:
        row = happening.the(s, options)
        day = dates.medium(row.starts.date(), str(options["language"]))
        about = f"{happening.title(row)}, {day}"
    codes = slips.ready(s, n) if options["receipts"] else []
    return Slips(
        about, listened.hand_in(options), (*codes, *[""] * (n - len(codes))), _each(options)
    )


def story(data: Slips, theme: Theme) -> Pages:
    """Lay the slips out, each with its own receipt below a line to cut along."""
    from allydesk.reports.engine.hand.slips import slip_pages

    small = data.each == (2 if theme.large else 4)
    # slip_pages halves the number for large print itself.
    count: Literal[2, 4] = 4 if small else 2
    return slip_pages([_slip(data, code, small=small) for code in data.receipts], theme, count)


def _slip(data: Slips, code: str, *, small: bool) -> Slip:
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.hand.slips import Slip, WritingRoom
    from allydesk.reports.engine.hand.ticks import Ticks
    from allydesk.reports.engine.text import Paragraph

    nameless, careful = _("No name is asked for."), _("Leave out what points to one person.")
    title = _("Tell us") if small else _("What would you like to tell us?")
    wish: list[Block] = []
    if not small:
        wish = [Paragraph(_("What would help?"), bold=True), WritingRoom()]
    blocks: list[Block] = [
        Masthead(title, [data.about] if data.about else []),
        WritingRoom(),
        *wish,
        Ticks(list(KINDS.values()), "" if small else _("What is it?")),
        Paragraph(f"{nameless} {careful}", small=True, muted=True),
    ]
    return Slip(blocks, _foot(data, code))


def _foot(data: Slips, code: str) -> list[Block]:
    from allydesk.reports.engine.hand.slips import Stub
    from allydesk.reports.engine.text import Paragraph

    if not code:
        return [Paragraph(data.hand_in, small=True, muted=True)]
    label = " ".join(code.split()[:2])
    words = _("{where} Slip: {label}").format(where=data.hand_in, label=label)
    said = _("Tear off and keep. Look for “{label}” on the board.")
    told = receipt.told(label)
    return [Paragraph(words, small=True, muted=True), Stub(code, said.format(label=told))]


def page(_data: Slips) -> Page:
    return Page(REPORT.title, REPORT.title, "")


def before(store: Store, options: Given) -> None:
    """Make receipts ready. Looking at the page again shows the same ones until it is printed."""
    if options["receipts"]:
        slips.make_ready(store, _count(options))


def after(store: Store, options: Given) -> None:
    """Note that these receipts are on paper now: the next slips have others."""
    if options["receipts"]:
        store.quietly((), slips.printed, _count(options))


REPORT = Report(
    "feedback-slips",
    _("Feedback slips"),
    _("To say something without a name, with a receipt to tear off."),
    (_EVENT, _COPIES, _FORMAT, _RECEIPTS, listened.RETURN),
    collect,
    story,
    page,
    _("Feedback"),
    before=before,
    after=after,
)
