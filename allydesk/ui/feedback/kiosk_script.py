"""What one person is asked at the screen, page by page, and what they said so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from allydesk.language import _
from allydesk.listening.kiosk import Submission
from allydesk.models.feedback.note import KINDS
from allydesk.models.feedback.pulse import STEPS, Row
from allydesk.ui.door.asking import Question

_NOTE = ("text", "wish", "kind")


class Asked(NamedTuple):
    """What the coordinator chose: a round of questions, a note in own words, or both."""

    round: Row | None
    note: bool


@dataclass(slots=True)
class Said:
    """The answers of one person, by the name of the question; a new one for each person."""

    answers: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, answer: str) -> None:
        """Note an answer; an empty one is a question left out."""
        self.answers[name] = answer
        if not answer.strip():
            del self.answers[name]


def questions(asked: Asked, said: Said) -> list[Question]:
    """Give the pages in order; what asks about a note comes once there is one."""
    found: list[Question] = []
    if asked.round is not None:
        steps = tuple((str(n), words) for n, words in enumerate(STEPS, 1))
        found += [
            Question(f"step {n}", "choice", words, choices=steps, number=n)
            for n, words in enumerate(asked.round.questions, 1)
        ]
        found.append(Question("comment", "lines", asked.round.line, _away_with_names()))
    if asked.note:
        found.append(
            Question("text", "lines", _("What would you like to tell us?"), _away_with_names())
        )
        if "text" in said.answers:
            found.append(Question("wish", "lines", _("What would help?"), _away_with_names()))
            found.append(Question("kind", "choice", _("What is it?"), choices=tuple(KINDS.items())))
    return found


def _away_with_names() -> str:
    return _("Leave out names and details that point to one person.")


def submission(asked: Asked, said: Said) -> Submission | None:
    """Give what is handed in; None where nothing was said."""
    given, round_ = said.answers, asked.round
    note: dict[str, object] = {n: given[n] for n in _NOTE if n in given}
    steps: list[int | None] = []
    if round_ is not None:
        found = (given.get(f"step {n}") for n in range(1, len(round_.questions) + 1))
        steps = [int(step) if step else None for step in found]
    answered = any(steps) or "comment" in given
    if not (answered or "text" in given):
        return None
    return Submission(
        note=note if "text" in given else None,
        wave=round_.id if round_ is not None and answered else None,
        answers=steps if answered else (),
        comment=given.get("comment", "") if answered else "",
    )


def page_of(problem: str) -> str:
    """Give the page on which a field is put right that is complained about."""
    return "step 1" if problem == "steps" else problem
