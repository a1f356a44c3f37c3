"""People: who is who, found in two seconds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from allydesk.language import _, ngettext
from allydesk.ui.desk import Action
from allydesk.ui.records.screen import Detail, ListScreen

# The window reads the name of this place before the file is open: what needs the records is
# imported when the place is built.
if TYPE_CHECKING:
    from allydesk.models import person
    from allydesk.ui.kit.lines import TwoLines
    from allydesk.ui.records.browse import Source


class Screen(ListScreen):
    """The people list and one person beside it."""

    place = "people"
    title = _("People")
    icon = "users"
    section = _("People")
    order = 50
    key = "Ctrl+5"
    help = "people"
    depends = frozenset({"person", "membership", "role_term", "organisation"})

    def source(self) -> Source:
        from allydesk.models import person
        from allydesk.ui.kit.table import Column, day_words
        from allydesk.ui.records.browse import Source

        def words(name: str) -> Column[person.Row]:
            described = getattr(person.Person, name).info["field"]
            return Column(described.label, lambda row: str(getattr(row, name) or ""), name=name)

        store, language = self.desk.store, self._language()
        return Source(
            name=self.title,
            chips=person.CHIPS,
            columns=[
                Column(_("Name"), lambda row: row.name, width=240, name="full_name"),
                *map(words, ("known_as", "team", "job_title", "email")),
                Column(_("Started"), lambda row: day_words(row.started, language), name="started"),
            ],
            find=lambda text, chip: store.read(person.ids, text, chip),
            ordered=lambda text, chip, order: store.read(
                person.ids, text, chip, by=order.by, down=order.down
            ),
            fetch=lambda ids: store.read(person.rows, ids),
            total=partial(store.read, person.count),
            line=self._line,
            filter_words=_filter_words,
            none_words=_none_words,
        )

    def _language(self) -> str:
        from allydesk.models import organisation

        return self.desk.store.read(organisation.language)

    def _line(self, row: person.Row) -> TwoLines:
        from allydesk.ui.kit.lines import TwoLines

        below = " · ".join(filter(None, [row.team, row.job_title]))
        return TwoLines(row.name, row.pronouns or "", below, quiet=row.left is not None)

    def make_detail(self) -> Detail:
        from allydesk.ui.people.detail import PersonDetail

        made = PersonDetail(self.desk, self._prints, self._with_one)
        made.form.created.connect(self.added)
        return made

    def empty_words(self) -> str:
        return _(
            "Your people list is empty. Bring in the spreadsheet you already have – AllyDesk shows"
            " you everything before it changes anything."
        )

    def empty_doings(self) -> Sequence[Action]:
        return [
            Action(_("Bring in a list"), self.bring_in, "upload"),
            Action(_("Add one person"), self.new, "user-plus"),
        ]

    def more(self) -> Sequence[Action]:
        return [
            *self.in_and_out(),
            Action(_("Show as table"), self.toggle_columns, "table-2", "Ctrl+T", "columns sort"),
            Action(_("Print this list…"), self.print_what, "printer", "Ctrl+P", "roster"),
        ]

    def several_words(self, count: int) -> str:
        return ngettext("{n} person chosen", "{n} people chosen", count).format(n=count)

    def several_doings(self) -> Sequence[Action]:
        return [
            Action(_("Add to a group…"), self._join, "users-round"),
            Action(_("Print roster…"), self._print_chosen, "printer"),
            self.save_chosen_action(),
            Action(_("Merge two…"), self._merge, "git-merge"),
            Action(_("Delete"), self.delete_chosen, "trash-2"),
        ]

    def _prints(self) -> Sequence[Action]:
        return [
            Action(_("Roster…"), self._print_chosen, "clipboard-list"),
            Action(_("Sign-in sheet…"), partial(self._print, "sign_in"), "square-check"),
        ]

    def _with_one(self) -> Sequence[Action]:
        return [
            Action(_("Has left"), self.has_left, "log-out", words="leaver gone"),
            Action(_("Works here again"), self.is_back, "rotate-ccw"),
            Action(_("Delete"), self.delete_chosen, "trash-2", "Del"),
        ]

    # What is done.

    def _who(self, ids: Sequence[int], one: str, many: str) -> str:
        """Give a sentence about one person by name ({name}) or about several by number ({n})."""
        from allydesk.models import person

        if len(ids) == 1 and (found := self.desk.store.read(person.rows, ids)):
            return one.format(name=found[0].name)
        return many.format(n=len(ids))

    def delete(self, ids: Sequence[int]) -> None:
        from allydesk.models.base import drop
        from allydesk.models.person import Person

        label = self._who(ids, _("Delete {name}"), _("Delete {n} people"))
        said = self._who(ids, _("{name} is deleted."), _("{n} people are deleted."))
        self.desk.do(said, label, drop, Person, list(ids))

    def has_left(self) -> None:
        """Note that the chosen person left today; the day can be changed in the field."""
        said, label = (
            _("{name} has left. The day is today; change it under Work."),
            _("{name} has left"),
        )
        self._set_left(said, label, self.desk.today())

    def is_back(self) -> None:
        self._set_left(_("{name} works here again."), _("{name} works here again"), None)

    def _set_left(self, said: str, label: str, day: object) -> None:
        from allydesk.models.base import put
        from allydesk.models.person import Person

        ids = self.browser.chosen
        if len(ids) == 1:
            said, label = self._who(ids, said, said), self._who(ids, label, label)
            self.desk.do(said, label, put, Person, ids[0], {"left": day})

    def _join(self) -> None:
        from allydesk.ui.groups import joining

        joining.offer(self.desk, self.count, self.browser.chosen)

    def _merge(self) -> None:
        from allydesk.ui.people import merge

        if len(self.browser.chosen) == 2:
            merge.open(self.desk, self, *self.browser.chosen)
        else:
            self.desk.say(_("Choose exactly two people to make them one."))

    def print_what(self) -> None:
        """Print the people that the list shows."""
        self._print("roster", self.browser.model.ids())

    def _print_chosen(self) -> None:
        self._print("roster")

    def _print(self, report: str, ids: Sequence[int] | None = None) -> None:
        from allydesk.ui.printing import preview

        people = tuple(ids if ids is not None else self.browser.chosen)
        if people:
            preview.open(self.desk, self, report, people=people)
        else:
            self.desk.say(_("There is nobody on this list to print."))

    def save_as_sheet(self, ids: Sequence[int]) -> None:
        from allydesk.ui.records import saving

        saving.people(self.desk, self, ids)


def _filter_words(count: int) -> str:
    return ngettext("Filter {n} person", "Filter {n} people", count).format(n=f"{count:,}")


def _none_words(chip: str) -> str:
    return {
        "leads": _("Nobody leads an open group yet."),
        "new": _("Nobody joined this month."),
        "left": _("Nobody on this list has left."),
    }.get(chip, _("Nobody is on this list."))
