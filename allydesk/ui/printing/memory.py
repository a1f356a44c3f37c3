"""What was chosen for a document the last time, and how far the printer at hand is out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from allydesk.ui.desk import Desk

if TYPE_CHECKING:
    from allydesk.reports.report import Report


def _kept(report: Report[Any]) -> set[str]:
    """Give the options that are remembered: none that says who, and none of the paper at hand."""
    who = ("group", "people", "event", "record", "records", "pictures", "date")
    return {
        o.name for o in report.all_options()
        if o.remembered and o.kind.value not in who and o.name != "paper" and not o.of_printer
    }  # fmt: skip


def key(desk: Desk, report: Report[Any], values: Mapping[str, object]) -> str:
    """Give the name under which choices are remembered: "roster", or "pack/meeting" by kind of event."""
    from allydesk.models import schedule

    event = values.get("event")
    row = (
        desk.store.read(schedule.row, event) if report.by_kind and isinstance(event, int) else None
    )
    return f"{report.name}/{row.kind}" if row is not None else report.name


def last_time(desk: Desk, report: Report[Any], key: str) -> dict[str, object]:
    remembered, kept = desk.settings.handouts.get(key, {}), _kept(report)
    return {n: v for n, v in remembered.items() if n in kept}


def usual(desk: Desk, report: Report[Any], key: str) -> dict[str, object]:
    """Give the choices of last time, and the defaults of what was never chosen."""
    kept = _kept(report)
    found = {o.name: o.default for o in report.all_options() if o.name in kept}
    found |= last_time(desk, report, key)
    return {n: v for n, v in found.items() if v is not None}


def correction(desk: Desk, report: Report[Any]) -> dict[str, object]:
    """Give how far the printer is out, as far as this document wants to know."""
    stored = desk.settings.printers.get(desk.settings.printer, {})
    return {
        o.name: stored[o.name] for o in report.all_options() if o.of_printer and o.name in stored
    }


def keep(desk: Desk, report: Report[Any], key: str, values: Mapping[str, object]) -> None:
    """Remember what was chosen for a document, and for the printer whatever the document."""
    settings = desk.settings
    kept = {
        name: v for name in sorted(_kept(report))
        if isinstance(v := values.get(name), (str, bool, int))
    }  # fmt: skip
    if settings.handouts.get(key) != kept:
        desk.prefer(handouts=settings.handouts | {key: kept})
    asked = [o for o in report.all_options() if o.of_printer]
    stored = settings.printers.get(settings.printer, {})
    now = {o.name: v for o in asked if isinstance(v := values.get(o.name), float)}
    if {o.name: stored.get(o.name, o.default) for o in asked} != now:
        desk.prefer(printers=settings.printers | {settings.printer: stored | now})
