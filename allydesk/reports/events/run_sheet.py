"""The run sheet: all that whoever leads an event has to know, and nobody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import wrap_up
from allydesk.language import _
from allydesk.models import agenda, attendance, base, event, needs
from allydesk.models.needs import Need
from allydesk.models.privacy import Audience
from allydesk.reports import happening, report
from allydesk.reports.happening import Item
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.models.schedule import Row
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_NAMES = Option(
    "say_names", _("Names and how to say them"), Kind.FLAG, default=False, remembered=False,
    hint=_("Of those who are coming."),
)  # fmt: skip
_NEEDS = Option(
    "needs", _("Access and food needs by name"), Kind.FLAG, default=False, remembered=False,
    hint=_("Then the paper is for you alone. Without it there are only numbers."),
)  # fmt: skip
_COMING = ("registered", "maybe", *attendance.CAME)


@dataclass(frozen=True, slots=True)
class RunSheet:
    """What the run sheet says."""

    title: str
    head: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    notes: str
    items: tuple[Item, ...]
    arranged: tuple[str, ...]
    food: tuple[tuple[str, int], ...]
    access: tuple[tuple[str, int], ...]
    people: tuple[tuple[str, str, str], ...]
    needs: tuple[Need, ...]
    after: tuple[str, ...]
    foot: str


def collect(s: Session, options: Given) -> RunSheet:
    """Gather everything about an event; needs are numbers unless they are asked for by name."""
    row, language = happening.the(s, options), str(options["language"])
    details = happening.details(s, row)
    named = bool(options["needs"])
    reader = Audience.COORDINATOR if named else Audience.LEADS
    return RunSheet(
        title=row.title,
        head=tuple(happening.head(row, language)),
        facts=tuple(_facts(row, details)),
        notes=str(details.get("run_notes") or ""),
        items=happening.items(agenda.of_event(s, row.id), happening.begins(row)),
        arranged=tuple(_arranged(details)),
        food=() if named else tuple(needs.food(s, row.id)),
        access=() if named else tuple(needs.access(s, row.id)),
        people=tuple(_people(s, row)) if options["say_names"] else (),
        needs=tuple(needs.of_event(s, row.id)) if named else (),
        after=tuple(step.label for step in wrap_up.checklist(s, row.id) if not step.done),
        foot=report.privacy_line(reader.value, private=True),
    )


def _facts(row: Row, details: Mapping[str, object]) -> list[tuple[str, str]]:
    counts = row.counts
    numbers = [
        (_("Coming"), counts.signed_up), (_("Maybe"), counts.maybe), (_("Places"), row.capacity or 0),
        (_("Waiting list"), counts.waiting),
    ]  # fmt: skip
    found = [(label, str(n)) for label, n in numbers if n]
    if row.at_the_door != row.title:
        found.insert(0, (_("Title for the door"), row.at_the_door))
    found += [
        (_("Joining online"), str(details.get("joining") or "")),
        (_("Food and drink"), str(details.get("catering") or "")),
        (_("Photos"), event.PHOTOS[str(details["photos"])]),
    ]
    return [(label, words) for label, words in found if words]


def _arranged(details: Mapping[str, object]) -> list[str]:
    """Give what to look after before it starts, and what is to be found out; what there is not is left out."""
    known = base.fields(event.Event)
    found: dict[str, list[str]] = {"yes": [], "no": [], "unknown": []}
    for name in event.ACCESS_ITEMS:
        found[str(details[name])].append(known[name].field.label)
    unsure = _("Find out: {things}").format(things=", ".join(found["unknown"]))
    return [*found["yes"], *([unsure] if found["unknown"] else [])]


def _people(s: Session, row: Row) -> list[tuple[str, str, str]]:
    rows = attendance.of_event(s, row.id, Audience.LEADS, *_COMING)
    return [(r.name, r.pronunciation or "", r.pronouns or "") for r in rows]


def story(data: RunSheet, _theme: Theme) -> list[Block]:
    """Lay the sheet out in the order in which it is needed: before, during, after.

    What is to be ticked stands beside each other where nothing comes between.
    """
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.flow import Columns
    from allydesk.reports.engine.text import Callout, Facts, Heading, Items
    from allydesk.reports.engine.whole import Whole

    blocks: list[Block] = [Masthead(_("Run sheet: {title}").format(title=data.title), data.head)]
    blocks.append(Facts(data.facts))
    if data.notes:
        blocks.append(Callout(data.notes))
    if data.items:
        blocks += [Heading(_("Agenda")), happening.agenda_table(data.items), *_item_notes(data)]
    before = [Heading(_("Before it starts")), Items(data.arranged, "checks")]
    after = [Heading(_("Afterwards")), Items(data.after, "checks")]
    between = (data.food, data.access, data.needs, data.people)
    if data.arranged and data.after and not any(between):
        return [*blocks, Columns([Whole(before), Whole(after)])]
    blocks += before if data.arranged else []
    if data.food or data.access or data.needs:
        blocks.append(Heading(_("Food and access")))
    blocks += _wishes(_("Food needs"), data.food) + _wishes(_("Access needs"), data.access)
    blocks += _needs(data.needs) + _people_table(data.people)
    return [*blocks, Whole(after)] if data.after else blocks


def _item_notes(data: RunSheet) -> list[Block]:
    """Give the notes on single items, for the one who leads them."""
    from allydesk.reports.engine.text import Paragraph, Span

    noted = (item for item in data.items if item.notes)
    return [Paragraph([Span(f"{item.title}: ", bold=True), Span(item.notes)]) for item in noted]


def _wishes(head: str, counts: Sequence[tuple[str, int]]) -> list[Block]:
    from allydesk.reports.engine.table import Column, Table

    if not counts:
        return []
    columns = [Column(head, names_row=True), Column(_("People"), align="end")]
    return [Table(columns, [[wish, str(n)] for wish, n in counts])]


def _needs(found: Sequence[Need]) -> list[Block]:
    from allydesk.reports.engine.table import Column, Table

    if not found:
        return []
    columns = [
        Column(_("Name"), bold=True, names_row=True), Column(_("Access")), Column(_("Food")),
    ]  # fmt: skip
    return [Table(columns, [[n.name, n.access or "", n.food or ""] for n in found])]


def _people_table(people: Sequence[tuple[str, str, str]]) -> list[Block]:
    from allydesk.reports.engine.table import Column, Table
    from allydesk.reports.engine.text import Heading

    if not people:
        return []
    columns = [
        Column(_("Name"), bold=True, names_row=True), Column(_("Said as")), Column(_("Pronouns")),
    ]  # fmt: skip
    return [Heading(_("Who is coming")), Table(columns, people)]


def page(data: RunSheet) -> Page:
    return Page(_("Run sheet – {title}").format(title=data.title), data.title, data.foot)


REPORT = Report(
    "run-sheet",
    _("Run sheet"),
    _("For whoever leads it: times, notes, what is arranged, food and access as numbers."),
    (report.EVENT, _NAMES, _NEEDS),
    collect,
    story,
    page,
    _("Meetings"),
)
