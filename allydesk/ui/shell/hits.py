"""What Find or do… finds: actions, groups and people, the best first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from allydesk.language import _
from allydesk.text import fold
from allydesk.ui.desk import Action, Desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from allydesk.models import group, person, schedule

MOST = 8
NEAR = 75  # of 100: how alike words must be that are not the same
# Lines each kind is sure of.
SHARE = {"do": 3, "people": 2, "groups": 1, "events": 1, "awards": 1}
KINDS = {
    "do": _("Do"), "people": _("People"), "groups": _("Groups"), "events": _("Events"),
    "awards": _("Awards"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """One line: what it is, what Enter does and, where there is paper of it, what Ctrl+P does."""

    kind: str
    icon: str
    text: str
    more: str
    run: Callable[[], object]
    key: str = ""
    words: str = ""  # other words it is found by
    print_it: Callable[[], object] | None = None
    id: int | None = None  # of a record

    def spoken(self) -> str:
        """Give how the line sounds."""
        return ", ".join(filter(None, [self.text, self.more, KINDS[self.kind], self.key]))


def of_action(action: Action) -> Hit:
    return Hit("do", action.icon, action.text, "", action.run, action.key, action.words)


def rank(query: str, hit: Hit) -> tuple[int, int] | None:
    """Give how well a line answers folded words, the smaller the better; None is not at all."""
    wanted = query.split()
    text, words = _bare(hit.text), _bare(hit.words)
    often = -sum(text.count(f" {w}") for w in wanted)
    if text.startswith(f" {query}"):
        return 0, often
    if all(f" {w}" in text for w in wanted):
        return 1, often
    if all(f" {w}" in text + words for w in wanted):
        return 2, often
    return (3, 0) if all(w in text for w in wanted) else None


def _bare(text: str) -> str:
    """Give folded words, each with a space before it."""
    return " " + " ".join(re.findall(r"\w+", fold(text)))


def best(
    query: str, known: Sequence[Hit], found: Sequence[Hit], near: Sequence[Hit] = ()
) -> list[Hit]:
    """Give the best lines: known ones that match, found ones, and near ones if room is left.

    Every kind has its share of the lines first, so that many actions never hide a person.
    """
    ranked = [(r, h) for h in known if (r := rank(query, h)) is not None]
    ranked += [(rank(query, h) or (3, 0), h) for h in found]
    seen = {(h.kind, h.id) for _r, h in ranked if h.id is not None}
    ranked += [((4, 0), h) for h in near if (h.kind, h.id) not in seen]
    hits = [h for _r, h in sorted(ranked, key=lambda pair: pair[0])]
    shared = [h for kind in KINDS for h in [h for h in hits if h.kind == kind][: SHARE[kind]]]
    rest = [h for h in hits if h not in shared]
    chosen = (shared + rest)[:MOST]
    return [h for kind in KINDS for h in hits if h.kind == kind and h in chosen]


def nearest(query: str, names: dict[int, str], limit: int = MOST) -> list[int]:
    """Give the ids of names that are written nearly like the query."""
    from rapidfuzz import fuzz, process

    found = process.extract(query, names, scorer=fuzz.WRatio, score_cutoff=NEAR, limit=limit)
    return [id for _name, _score, id in found]


@dataclass(frozen=True, slots=True)
class Doors:
    """What lines open: a record in its place, and paper over the window."""

    desk: Desk
    window: QWidget
    show: Callable[[str, int], object]

    def paper(self, report: str, group: int) -> Callable[[], object]:
        """Give what opens the preview of a document for one group."""
        return partial(paper, self.desk, self.window, report, group)

    def person(self, row: person.Row) -> Hit:
        return Hit(
            "people", "user", row.name, " · ".join(filter(None, [row.known_as, row.team])),
            partial(self.show, "people", row.id),
            print_it=partial(_one_person, self.desk, self.window, row.id), id=row.id,
        )  # fmt: skip

    def event(self, row: schedule.Row, when: str) -> Hit:
        """Give an event with when it is; Ctrl+P prints its first document."""
        return Hit(
            "events", "clipboard-list", row.title, when, partial(self.show, "events", row.id),
            print_it=partial(_one_event, self.desk, self.window, row), id=row.id,
        )  # fmt: skip

    def group(self, row: group.Row) -> list[Hit]:
        """Give a group, and its paper as things to do."""
        sign_in, roster = self.paper("sign-in", row.id), self.paper("roster", row.id)
        short = row.short_name or ""
        return [
            Hit(
                "groups", "users-round", row.name, row.meeting_pattern or "",
                partial(self.show, "groups", row.id), words=short, print_it=sign_in, id=row.id,
            ),
            Hit(
                "do", "square-check", _("Print sign-in sheet – {group}").format(group=row.name),
                "", sign_in, words=f"{_('attendance register')} {short}", print_it=sign_in,
            ),
            Hit(
                "do", "clipboard-list", _("Print roster – {group}").format(group=row.name),
                "", roster, words=f"{_('list members')} {short}", print_it=roster,
            ),
        ]  # fmt: skip


def paper(desk: Desk, window: QWidget, report: str, group: int) -> None:
    """Open the preview of a document for one group, and remember which group it was."""
    from allydesk.ui.printing import preview

    desk.prefer(home_group=group)
    preview.open(desk, window, report, group=group)


def _one_event(desk: Desk, window: QWidget, row: schedule.Row) -> None:
    from allydesk.ui.events import home

    home.print_first(desk, window, row, "handout", "sign-in")


def _one_person(desk: Desk, window: QWidget, id: int) -> None:
    from allydesk.ui.printing import preview

    preview.open(desk, window, "roster", people=(id,))
