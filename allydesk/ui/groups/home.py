"""What Home says about groups: the paper of the one that meets next, then the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.language import _, ngettext
from allydesk.text import first_letters
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look, widgets

if TYPE_CHECKING:
    from allydesk.models.group import Row

MOST = 6


def chosen(groups: Sequence[Row], last: int | None) -> Row:
    """Give the group that was printed for last, else one that says when it meets."""
    found = next((g for g in groups if g.id == last), None)
    return found or next((g for g in groups if g.meeting_pattern), groups[0])


def none(add: Callable[[], object], *, first: bool) -> QWidget:
    """Make the card of a desk without groups; first puts the keyboard on its button."""
    text = _("No groups yet. A group gives you a roster and a sign-in sheet for its meetings.")
    button = widgets.button(
        Action(_("Add a group"), add, "users-round"), "primary" if first else "plain"
    )
    if first:
        button.setObjectName("first")
    return widgets.card(widgets.label(text), widgets.flow(button))


def card(desk: Desk, page: QWidget, group: Row) -> QWidget:
    """Make the card of the group whose paper is printed next."""
    head = widgets.row(_letters(group), widgets.label(group.name, "h2"), stretch=1)
    people = ngettext("{n} person", "{n} people", group.people).format(n=group.people)
    facts = " · ".join(filter(None, [group.meeting_pattern, people]))
    printing = partial(_print, desk, page, group.id)
    sign_in = widgets.button(
        Action(_("Print sign-in sheet"), partial(printing, "sign-in"), "printer", "Ctrl+P"),
        "primary",
    )
    sign_in.setObjectName("first")
    roster = widgets.button(
        Action(_("Print roster"), partial(printing, "roster"), "clipboard-list")
    )
    see = widgets.button(Action(_("Open group"), partial(desk.go, "groups", group.id)), "quiet")
    return widgets.card(head, widgets.label(facts, "muted"), widgets.flow(sign_in, roster, see))


def others(desk: Desk, page: QWidget, called: str, groups: Sequence[Row]) -> QWidget:
    """Make the card of the other groups; called is the word for groups here."""
    made = widgets.Card(called)
    for n, group in enumerate(groups[:MOST]):
        printing = partial(_print, desk, page, group.id)
        sign_in = widgets.quiet(
            _("Sign-in sheet"), partial(printing, "sign-in"),
            _("Print sign-in sheet – {group}").format(group=group.name),
        )  # fmt: skip
        roster = widgets.quiet(
            _("Roster"), partial(printing, "roster"),
            _("Print roster – {group}").format(group=group.name),
        )  # fmt: skip
        if n:
            made.add(widgets.line())
        words = _two_lines(group.name, group.meeting_pattern or "")
        made.add(widgets.row(_letters(group), words, sign_in, roster, stretch=1))
    if len(groups) > MOST:
        every = _("Show all {n}").format(n=len(groups) + 1)
        made.add(widgets.flow(widgets.quiet(every, partial(desk.go, "groups"))))
    return made


def _print(desk: Desk, page: QWidget, group: int, report: str) -> None:
    from allydesk.ui.shell.hits import paper

    paper(desk, page.window(), report, group)


def _letters(group: Row) -> QWidget:
    made = widgets.tag(first_letters(group.name), group.colour)
    made.setMinimumWidth(look.px(44))
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def _two_lines(text: str, below: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.px(2))
    column.addWidget(widgets.label(text, "strong"))
    if below:
        column.addWidget(widgets.label(below, "muted"))
    return made
