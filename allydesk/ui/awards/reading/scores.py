"""How a nomination was scored, once all who may have: averages, the gap, who keeps out."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from allydesk.language import _, ngettext
from allydesk.models.awards import nomination, reading
from allydesk.models.awards import round as rounds
from allydesk.ui.awards.reading import scoring
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, flow, label, tag


class Scores(Card):
    """What the committee gave, beside the decision."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("What the committee says"))
        self.desk = desk
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.px(4))
        self._round, self._id = 0, 0
        self.score_button = button(Action(_("Score…"), self._score, "star"))
        self.add(self._lines, flow(self.score_button))

    def show_nomination(self, row: nomination.Row) -> None:
        """Show the points of a nomination, nothing where no committee reads it."""
        readers = self.desk.store.read(rounds.committee, row.round_id) if row.round_id else []
        self.setVisible(bool(readers))
        if not readers or row.round_id is None:
            return
        self._round, self._id = row.round_id, row.id
        turned_down = row.state in nomination.TURNED_DOWN
        found = self.desk.store.read(
            reading.of_round, row.round_id, turned_down=turned_down, only=row.id
        )
        clear(self._lines)
        if not found:
            return
        [one] = found
        for sentence in sentences(one):
            self._lines.addWidget(label(sentence))
        if one.wide:
            self._lines.addWidget(tag(_("Far apart: worth a talk"), tone="attention"))
        if one.tied:
            self._lines.addWidget(tag(_("Tied for the last place"), tone="attention"))
        self.score_button.setVisible(row.state in nomination.WAITING)

    def _score(self) -> None:
        scoring.open(self.desk, self, self._round, self._id)


def sentences(one: reading.Reading) -> list[str]:
    """Give what can be said of the scores of a nomination, in lines."""
    said = [
        ngettext("{n} of {all} has scored.", "{n} of {all} have scored.", one.raters).format(
            n=one.scored, all=one.raters
        )
    ]
    if one.average is None:
        if one.raters:
            said.append(_("Points show when everybody who may has scored."))
    else:
        said = [_("Average {n} of 5").format(n=f"{one.average:.2f}")]
        if one.gap is not None:
            said[0] += " · " + _("{n} points between the highest and the lowest").format(
                n=f"{one.gap:.1f}"
            )
        if one.enough is not None:
            enough = _("enough for the shortlist") if one.enough else _("below the shortlist")
            said[0] += f" · {enough}"
    for rating in one.ratings:
        words = "; ".join(rating.comments)
        line = f"{rating.rater}: {rating.average:.2f}"
        said.append(f"{line} – {words}" if words else line)
    keeps_out = partial(_("{name} keeps out: {why}").format)
    for name, why in one.out:
        small = why[:1].lower() + why[1:]
        who = name or _("Somebody on the committee")
        said.append(
            keeps_out(name=who, why=small) if name else _("{name} keeps out.").format(name=who)
        )
    return said
