"""Groups: each employee group, who leads it, and who takes part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from allydesk.language import _, ngettext
from allydesk.ui.desk import Action, Desk
from allydesk.ui.records.screen import Detail, ListScreen

# The window reads the name of this place before the file is open: what needs the records is
# imported when the place is built.
if TYPE_CHECKING:
    from allydesk.models import group
    from allydesk.ui.groups.detail import GroupDetail
    from allydesk.ui.kit.lines import TwoLines
    from allydesk.ui.records.browse import Source


class Screen(ListScreen):
    """The list of groups and one of them beside it."""

    place = "groups"
    title = _("Groups")
    icon = "users-round"
    section = _("People")
    order = 60
    key = "Ctrl+6"
    help = "groups"
    depends = frozenset({"employee_group", "membership", "person", "organisation"})

    @staticmethod
    def called(desk: Desk) -> str:
        """Give what groups are called on this desk: Groups, ERGs, Networks."""
        from allydesk.models.organisation import the

        return desk.store.read(lambda s: the(s).groups_called)

    def heading(self) -> str:
        return self.called(self.desk)

    def source(self) -> Source:
        from allydesk.models import group
        from allydesk.ui.kit.table import Column
        from allydesk.ui.records.browse import Source

        return Source(
            name=self.heading(),
            chips=group.CHIPS,
            columns=[Column(_("Name"), lambda row: row.name)],
            find=self._find,
            fetch=self._fetch,
            total=lambda: len(self._rows("", "all")),
            line=_line,
            filter_words=self._filter_words,
            none_words=lambda chip: _("No closed groups.") if chip == "closed" else _("No groups."),
        )

    def _filter_words(self, count: int) -> str:
        called = _in_a_sentence(self.heading())
        words = ngettext("Filter {groups}", "Filter {n} {groups}", count)
        return words.format(n=count, groups=called)

    def _rows(self, text: str, chip: str) -> list[group.Row]:
        from allydesk.models import group

        return self.desk.store.read(group.listing, text, chip, self.desk.today())

    def _find(self, text: str, chip: str) -> Sequence[int]:
        return [row.id for row in self._rows(text, chip)]

    def _fetch(self, ids: Sequence[int]) -> Sequence[group.Row]:
        rows = {row.id: row for row in self._rows("", "all")}
        return [rows[id] for id in ids if id in rows]

    def make_detail(self) -> Detail:
        from allydesk.ui.groups.detail import GroupDetail

        self.one: GroupDetail = GroupDetail(self.desk, self._prints, self._with_one)
        self.one.form.created.connect(self.added)
        return self.one

    def empty_words(self) -> str:
        return _(
            "No groups yet. Start with the one that already meets: a women’s network, Pride, a"
            " disability network, parents and carers, faith and culture."
        )

    def empty_doings(self) -> Sequence[Action]:
        return [
            Action(_("Add group"), self.new, "plus"),
            Action(_("Bring in a list"), self.bring_in, "upload"),
        ]

    def more(self) -> Sequence[Action]:
        return [
            *self.in_and_out(),
            Action(_("Print roster…"), self.print_what, "printer", "Ctrl+P", "list members"),
            Action(
                _("Print sign-in sheet…"), self.print_sign_in, "printer", "", "attendance register"
            ),
        ]

    def several_words(self, count: int) -> str:
        return ngettext("{n} group chosen", "{n} groups chosen", count).format(n=count)

    def several_doings(self) -> Sequence[Action]:
        return [
            self.save_chosen_action(),
            Action(_("Delete"), self.delete_chosen, "trash-2"),
        ]

    def _prints(self) -> Sequence[Action]:
        return [
            Action(_("Roster…"), self.print_what, "clipboard-list"),
            Action(_("Sign-in sheet…"), self.print_sign_in, "square-check"),
        ]

    def _with_one(self) -> Sequence[Action]:
        return [
            Action(_("Copy e-mail addresses"), self.copy_addresses, "mail", words="bcc mail"),
            Action(_("Reading list…"), self._reading, "list", "", _("books to read")),
            self.save_chosen_action(),
            Action(_("Delete"), self.delete_chosen, "trash-2", "Del"),
        ]

    # What is done.

    def delete(self, ids: Sequence[int]) -> None:
        from allydesk.models.base import drop
        from allydesk.models.group import Group

        label, said = _("Delete {n} groups"), _("{n} groups are deleted.")
        if len(ids) == 1 and (found := self._fetch(ids)):
            label, said = _("Delete {group}"), _("{group} is deleted, with its list of people.")
            label, said = label.format(group=found[0].name), said.format(group=found[0].name)
        else:
            label, said = label.format(n=len(ids)), said.format(n=len(ids))
        self.desk.do(said, label, drop, Group, list(ids))

    def _reading(self) -> None:
        self.one.reading.open()

    def copy_addresses(self) -> None:
        """Put the addresses of a group on the clipboard, of those who agreed that the group sees them."""
        from PySide6.QtGui import QGuiApplication

        from allydesk.models import membership
        from allydesk.models.privacy import Audience

        if (id := self.record()) is None:
            return
        store = self.desk.store
        rows = store.read(membership.of_group, id, Audience.GROUP, self.desk.today())
        found = list(dict.fromkeys(row.email for row in rows if row.email))
        hidden = store.read(membership.not_listed, id, Audience.GROUP, self.desk.today())
        missing = hidden + sum(not row.email for row in rows)
        if found:
            QGuiApplication.clipboard().setText("; ".join(found))
            said = ngettext(
                "{n} address copied. Paste it into BCC.",
                "{n} addresses copied. Paste them into BCC.",
                len(found),
            )
        else:
            said = _("No address to copy.")
        if missing:
            said += " " + ngettext(
                "{m} person is left out: no address, or not agreed that the group sees them.",
                "{m} people are left out: no address, or not agreed that the group sees them.",
                missing,
            )
        self.desk.say(said.format(n=len(found), m=missing))

    def print_what(self) -> None:
        self._print("roster")

    def print_sign_in(self) -> None:
        self._print("sign_in")

    def _print(self, report: str) -> None:
        from allydesk.ui.printing import preview

        if (id := self.record()) is not None:
            preview.open(self.desk, self, report, group=id)
        else:
            self.desk.say(_("Choose one group to print."))

    def save_as_sheet(self, ids: Sequence[int]) -> None:
        from allydesk.ui.records import saving

        saving.groups(self.desk, self, ids)


def _line(row: group.Row) -> TwoLines:
    from allydesk.models.group import STATUSES
    from allydesk.text import first_letters
    from allydesk.ui.kit.lines import TwoLines

    state = STATUSES[row.status] if row.status != "active" else ""
    return TwoLines(
        row.name,
        below=" · ".join(filter(None, [state, row.meeting_pattern or row.purpose])),
        end=str(row.people),
        locked=row.listing == "private",
        letters=first_letters(row.name),
        colour=row.colour,
        quiet=row.status == "closed",
    )


def _in_a_sentence(word: str) -> str:
    """Give a name of groups as it stands inside a sentence: “networks”, but “ERGs”."""
    return word[:1].lower() + word[1:] if word[1:].islower() else word
