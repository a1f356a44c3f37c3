"""Add people to a group, from their page or from the group's; what is said never betrays a private one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from allydesk.language import _, ngettext
from allydesk.models import group, membership, person
from allydesk.models.privacy import Audience
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit.widgets import menu


def step(desk: Desk, one: group.Row, people: Sequence[int], named: str, unnamed: str) -> str:
    """Give the label of a step about people in a group: a private group's are counted, not named.

    named holds {name} and {group}, unnamed {n} and {group}.
    """
    if one.listing == "open" and len(people) == 1:
        found = desk.store.read(person.rows, people)
        if found:
            return named.format(name=found[0].known_as or found[0].name, group=one.name)
    return unnamed.format(n=len(people), group=one.name)


def add(desk: Desk, one: group.Row, people: Sequence[int]) -> None:
    """Let people take part in a group from today. Until they agree, the coordinator alone sees it."""
    many = ngettext("Add {n} person to {group}", "Add {n} people to {group}", len(people))
    label = step(desk, one, people, _("Add {name} to {group}"), many)
    inside = {
        r.person_id for r in desk.store.read(membership.of_group, one.id, Audience.COORDINATOR)
    }
    new = [p for p in people if p not in inside]
    if not new:
        desk.say(_("Already in {group}.").format(group=one.name))
        return
    said = ngettext("{n} person added to {group}.", "{n} people added to {group}.", len(new))
    desk.do(said.format(n=len(new), group=one.name), label, membership.join, one.id, new)


def offer(desk: Desk, beside: QWidget, people: Sequence[int]) -> None:
    """Show a menu of the groups that people can be added to."""
    rows = desk.store.read(group.listing)
    actions = [Action(row.name, partial(add, desk, row, people)) for row in rows]
    new = Action(_("New group"), partial(desk.go, "groups", new=True), "plus")
    made = menu([*actions, new], beside)
    made.aboutToHide.connect(made.deleteLater)
    made.popup(beside.mapToGlobal(QPoint(0, beside.height())))
