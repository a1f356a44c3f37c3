"""From who came to who has done the course: completions in one click, certificates in one more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt

from allydesk import completing, dates
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.event import LEARNING
from allydesk.models.learning import completion, course
from allydesk.models.schedule import Row as Event
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.form import now
from allydesk.ui.kit.widgets import Card, button, flow, label
from allydesk.ui.learning import prints

_NAMED = 6  # names of those left out that are shown


class Learned(Card):
    """What a session of a course does for those who came. choose_course() leads to the field."""

    def __init__(self, desk: Desk, choose_course: Callable[[], object]) -> None:
        super().__init__()
        self.desk = desk
        self._event: Event | None = None
        self.title = label("", "h2")
        self.about = label("", "muted")
        self.left_out = label("", "muted")
        self.note_button = button(
            Action(_("Note completions"), self.note, "graduation-cap"), "primary"
        )
        self.print_button = button(
            Action(_("Print certificates"), self.print_certificates, "printer")
        )
        self.see_button = button(Action(_("Open the course"), self._see, "list"), "quiet")
        self.choose_button = button(Action(_("Choose its course"), choose_course), "quiet")
        self.add(
            self.title, self.about, self.left_out,
            flow(self.note_button, self.print_button, self.see_button, self.choose_button),
        )  # fmt: skip

    def show_event(self, of: Event) -> None:
        """Show what there is to note for an event, once it has begun."""
        self._event = of
        what = self.desk.store.read(course.of_event, of.id)
        self.setVisible(
            of.who_came == "names"
            and of.starts <= now(self.desk)
            and (what is not None or of.kind in LEARNING)
        )
        if self.isHidden():
            return
        self.choose_button.setVisible(what is None)
        self.see_button.setVisible(what is not None)
        if what is None:
            self._without()
        else:
            self._with(of, what)

    def _without(self) -> None:
        self.title.setText(_("Completions"))
        said = _(
            "Choose the course this was a session of. Then completions and certificates follow."
        )
        self.about.setText(said)
        for part in (self.left_out, self.note_button, self.print_button):
            part.hide()

    def _with(self, of: Event, what: course.Row) -> None:
        self.title.setText(_("Completions of “{course}”").format(course=what.title))
        try:
            found = self.desk.store.read(completing.preview, of.id, now(self.desk))
        except Problem as problem:
            found = None
            self.about.setText(str(problem))
        rows = self.desk.store.read(completion.of_event, of.id)
        to_do = len(found.people) if found else 0
        words = ngettext("Note {n} completion", "Note {n} completions", to_do)
        self.note_button.setText(words.format(n=to_do))
        self.note_button.setVisible(to_do > 0)
        numbered = sum(r.number is not None and r.counts for r in rows)
        words = ngettext("Print {n} certificate", "Print {n} certificates", numbered)
        self.print_button.setText(words.format(n=numbered))
        self.print_button.setVisible(numbered > 0 and prints.there(prints.CERTIFICATE))
        self._show_left_out(found.left_out if found else ())
        if found is not None:
            self.about.setText(self._said(found, rows))

    def _said(self, found: completing.Preview, rows: Sequence[completion.Row]) -> str:
        language = self.desk.store.read(organisation.language)
        parts = []
        done = sum(r.counts for r in rows)
        if done:
            parts.append(ngettext("{n} has done it here", "{n} have done it here", done))
        if found.people:
            n = len(found.people)
            parts.append(
                ngettext("{m} gets a certificate number", "{m} get a certificate number", n)
            )
            parts.append(_("on {day}").format(day=dates.medium(found.on, language)))
            if found.minutes is not None:
                parts.append(
                    ngettext("{k} minute", "{k} minutes", found.minutes).format(k=found.minutes)
                )
        if not parts:
            return _("Nobody is noted as having come. Note who came first.")
        return " · ".join(parts).format(n=done, m=len(found.people))

    def _show_left_out(self, rows: Sequence[completing.LeftOut]) -> None:
        lines = [f"{one.name}: {one.why}" for one in rows[:_NAMED]]
        if len(rows) > _NAMED:
            lines.append(_("and {n} more").format(n=len(rows) - _NAMED))
        head = ngettext("{n} left out:", "{n} left out:", len(rows)).format(n=len(rows))
        self.left_out.setText("\n".join([head, *lines]))
        self.left_out.setVisible(bool(rows))

    def note(self) -> None:
        """Note a completion with a certificate number for everybody who came."""
        if self._event is None:
            return
        work = partial(completing.complete, self.desk.store, self._event.id, now=now(self.desk))
        self.note_button.setEnabled(False)

        def stop() -> None:
            self.note_button.setEnabled(True)

        def done(made: completing.Done) -> None:
            stop()
            n = len(made.completions)
            said = ngettext("{n} completion is noted.", "{n} completions are noted.", n)
            self.desk.say(said.format(n=n), undo=True)
            if self.print_button.isVisible():
                self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

        def failed(error: Exception) -> None:
            stop()
            self.desk.excuse(error)

        self.desk.run(self, _("Noting completions…"), lambda _task: work(), done, failed)

    def print_certificates(self) -> None:
        """Show the certificates of all who were there, in one file."""
        if self._event is None:
            return
        prints.show(self.desk, self, prints.CERTIFICATE, event=self._event.id)

    def _see(self) -> None:
        what = self.desk.store.read(course.of_event, self._event.id) if self._event else None
        if what is not None:
            from allydesk.ui.learning.keys import Part, key

            self.desk.go("learning", key(Part.COURSES, what.id))
