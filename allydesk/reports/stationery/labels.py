"""Labels: for the internal post, for folders, and any words at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models.person import Card
from allydesk.models.privacy import Audience
from allydesk.reports import on_sheets, report, sheets
from allydesk.reports.chosen import chosen
from allydesk.reports.on_sheets import Put
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.labels import Label
    from allydesk.reports.engine.theme import Theme

_KIND = Option(
    "kind", _("What for"), Kind.CHOICE, "post",
    {
        "post": _("Post: name, job title, team, place"),
        "folder": _("Folders: the name, large"),
        "award": _("Awards: your words, and the name"),
        "words": _("Your words only"),
    },
)  # fmt: skip
_WORDS = Option(
    "words", _("Your words"), Kind.TEXT, remembered=False, when="kind", having=("folder", "award", "words"),
    hint=_("A sign | starts a new line, as in “Ally of the year|2026”."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """What one label says: large words and a line below, or lines of an address."""

    lines: tuple[str, ...]
    large: bool


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels, and how they are put on paper."""

    texts: tuple[Text, ...]
    put: Put
    notes: tuple[str, ...]


def collect(s: Session, options: Given) -> Labels:
    """Gather what the labels say about a group, as far as its reader may know, or about people."""
    put, kind = on_sheets.put(options), str(options["kind"])
    words = "\n".join(line.strip() for line in str(options["words"] or "").split("|")).strip()
    if kind == "words":
        if not words:
            raise Problem(_("Write the words for the labels."))
        return Labels((Text((words,), large=True),), put, ())
    if not options.get("group") and not isinstance(options.get("people"), tuple):
        raise Problem(_("Say whom the labels are for: a group, or people."))
    found = chosen(s, options)
    return Labels(tuple(_text(card, kind, words) for card in found.cards), put, found.notes)


def _text(card: Card, kind: str, words: str) -> Text:
    if kind == "folder":
        return Text((card.full_name, words.replace("\n", " · ")), large=True)
    if kind == "award":
        return Text((words or card.full_name, card.full_name if words else ""), large=True)
    lines = (card.full_name, card.job_title, card.team, card.location)
    return Text(tuple(line for line in lines if line), large=False)


def story(data: Labels, _theme: Theme) -> Pages | Sequence[Block]:
    """Lay the labels out."""
    if not data.texts:
        return report.nobody(_("Labels"), data.notes)
    return on_sheets.pages(data.put, [_label(text) for text in data.texts], data.notes)


def _label(text: Text) -> Label:
    from allydesk.reports.engine.label_text import draw_address, draw_large

    if not text.large:
        return partial(draw_address, lines=text.lines)
    return partial(draw_large, words=text.lines[0], below="".join(text.lines[1:]))


def page(_data: Labels) -> Page:
    return Page(_("Labels"), "", "")


REPORT = Report(
    "labels",
    _("Labels"),
    _("For the internal post, for folders, for awards, or any words."),
    (
        report.ANY_GROUP, report.PEOPLE, report.audience(Audience.COORDINATOR), _KIND, _WORDS,
        on_sheets.sheet_option(sheets.LABELS, "L7160", "5160"), on_sheets.OWN_SHEET,
        on_sheets.COPIES, on_sheets.START, on_sheets.OUTLINES, *on_sheets.PRINTER,
    ),
    collect,
    story,
    page,
    _("Badges and labels"),
)  # fmt: skip
