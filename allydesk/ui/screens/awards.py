"""Awards: nominations to read, what was decided, award types, rounds, and who signs."""

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
    from allydesk.ui.awards.detail import AwardsDetail
    from allydesk.ui.awards.keys import Kind
    from allydesk.ui.records.browse import Source


class Screen(ListScreen):
    """The list of nominations, awards, types or rounds, and one of them beside it."""

    place = "awards"
    title = _("Awards")
    icon = "award"
    section = _("Listening and thanks")
    order = 110
    key = "Ctrl+8"
    help = "awards"
    depends = frozenset(
        ["nomination", "nominee", "award", "award_recipient", "award_type", "award_round",
         "signatory", "person", "organisation"]
    )  # fmt: skip

    _new_in_chip = ""  # where a new record was begun

    def source(self) -> Source:
        from allydesk.models import organisation
        from allydesk.models.awards import overview
        from allydesk.ui.awards import lines
        from allydesk.ui.kit.table import Column
        from allydesk.ui.records.browse import Source

        store, desk = self.desk.store, self.desk
        language = store.read(organisation.language)
        return Source(
            name=self.title,
            chips=lines.CHIPS,
            columns=[Column(_("Name"), lambda one: lines.line(desk, language, one).title)],
            find=lambda text, chip: lines.find(desk, text, chip),
            fetch=lambda keys: lines.fetch(desk, keys, self._kinds()),
            total=lambda: int(store.read(overview.anything)),
            line=lambda one: lines.line(desk, language, one),
            filter_words=lambda count: lines.filter_words(count, self._kinds()),
            none_words=lines.none_words,
        )

    def _kinds(self) -> tuple[Kind, ...]:
        """Give the kinds of record that are listed now."""
        from allydesk.ui.awards import lines

        return lines.KINDS[self.browser.chip]

    def make_detail(self) -> Detail:
        from allydesk.ui.awards.detail import AwardsDetail
        from allydesk.ui.awards.reading.nomination import Around

        around = Around(self.go_on, self.delete_chosen)
        self.one: AwardsDetail = AwardsDetail(self.desk, around, lambda: self._kinds()[-1])
        self.one.added.connect(self.added)
        return self.one

    def empty_words(self) -> str:
        return _(
            "No nominations yet. Print nomination slips for the notice board, or add the first"
            " thank-you yourself."
        )

    def empty_doings(self) -> Sequence[Action]:
        from allydesk.ui.awards import prints

        found = [Action(_("Add nomination"), self.new, "plus")]
        if prints.there(prints.FORM):
            found.append(Action(_("Print slips"), self.print_forms, "printer"))
        return found

    def more(self) -> Sequence[Action]:
        from allydesk.ui.awards import prints

        return [
            Action(
                _("Thank somebody…"), self.thank, "heart", "Ctrl+Shift+T",
                _("quick thanks shout-out praise"),
            ),
            Action(
                _("Take nominations here…"), self.take_here, "users", "",
                _("kiosk tablet self guests nominate"),
            ),
            Action(
                _("Bring in nominations…"), self.bring_in, "upload", "",
                _("import spreadsheet form excel csv"),
            ),
            Action(
                _("Save as spreadsheet…"), self.save, "file-spreadsheet", "", _("export csv excel")
            ),
            Action(
                _("Print certificates not printed yet…"), self.print_new, "printer", "",
                _("batch certificate"),
            ),
            *prints.over_all(self.desk, self),
            Action(_("Who was thanked, and who was not"), self.mirror, "users", "", _("fair bias")),
            Action(_("Add an award type"), partial(self._new_in, "types"), "plus"),
            Action(_("Add a round"), partial(self._new_in, "rounds"), "plus"),
            Action(_("Add who signs"), partial(self._new_in, "signatories"), "plus"),
        ]  # fmt: skip

    def several_words(self, count: int) -> str:
        return ngettext("{n} chosen", "{n} chosen", count).format(n=count)

    def several_doings(self) -> Sequence[Action]:
        return [
            Action(_("Shortlist"), self._shortlist, "star"),
            Action(_("Thank without award"), self._thank_chosen, "heart"),
            Action(_("Decline…"), self._decline_chosen, "x"),
            Action(_("Print certificates…"), self._print_chosen, "printer"),
            Action(_("Delete"), self.delete_chosen, "trash-2"),
        ]

    # What the window and the pages ask for

    def waiting(self) -> str:
        """Give how many nominations wait to be read, for the sidebar."""
        from allydesk.models.awards import nomination

        n = self.desk.store.read(nomination.counts).to_read
        return str(n) if n else ""

    def record(self) -> int | None:
        return self.browser.chosen[0] if len(self.browser.chosen) == 1 else None

    def show_record(self, id: int) -> None:
        """Open a record by its key, behind the chip it belongs to."""
        chip = self._chip_of(id)
        if chip != self.browser.chip:
            self.browser.filter.clear()
            self.browser.narrow(chip)
        super().show_record(id)

    def _chip_of(self, id: int) -> str:
        from allydesk.models.awards import nomination
        from allydesk.ui.awards import lines
        from allydesk.ui.awards.keys import Kind, split

        kind, bare = split(id)
        if kind is not Kind.NOMINATION:
            return lines.OF_KIND[kind]
        rows = self.desk.store.read(nomination.rows, [bare])
        state = rows[0].state if rows else "received"
        return {"received": "to_read", "shortlisted": "shortlisted"}.get(state, "decided")

    def go_on(self) -> None:
        """Open the nomination below the chosen one, or the first."""
        ids = list(self.browser.model.ids())
        chosen = self.browser.chosen[0] if self.browser.chosen else None
        at = ids.index(chosen) + 1 if chosen in ids else 0
        others = [id for id in (*ids[at:], *ids[:at]) if id != chosen]
        if not others:
            self.desk.say(_("There is no other here. Everything else is read."))
            return
        self.browser.choose([others[0]])
        self.open()

    # What is done

    def new(self) -> None:
        """Begin a record of the kind in the list: a nomination, a type, a round, who signs."""
        self._new_in_chip = self.browser.chip
        super().new()

    def _show(self) -> None:
        if (
            self._adding
            and self.browser.chip != self._new_in_chip
            and len(self.browser.model.ids())
        ):
            # Somebody went on to look at other records: the new one is not begun among them.
            self._adding = False
            self.browser.choose([self.browser.model.ids()[0]])
            return
        super()._show()

    def _new_in(self, chip: str) -> None:
        self.browser.narrow(chip)
        self.new()

    def delete(self, ids: Sequence[int]) -> None:
        from allydesk.ui.awards import removing

        removing.delete(self.desk, ids)

    def _chosen(self, kind: str) -> list[int]:
        """Give the ids of what is chosen of one kind, "NOMINATION" or "AWARD"."""
        from allydesk.ui.awards.keys import Kind, split

        return [id for k, id in map(split, self.browser.chosen) if k is Kind[kind]]

    def _shortlist(self) -> None:
        from allydesk.ui.awards.reading import several

        several.shortlist(self.desk, self._chosen("NOMINATION"))

    def _thank_chosen(self) -> None:
        from allydesk.ui.awards.reading import several

        several.thank(self.desk, self._chosen("NOMINATION"))

    def _decline_chosen(self) -> None:
        from allydesk.ui.awards.reading import several

        several.decline(self.desk, self, self._chosen("NOMINATION"))

    def thank(self) -> None:
        from allydesk.ui.awards import thanks

        thanks.open(self.desk, self)

    def take_here(self) -> None:
        from allydesk.ui.awards.kiosk import window

        window.open(self.desk, self)

    def mirror(self) -> None:
        from allydesk.ui.awards.reading import fair

        fair.open(self.desk, self)

    def bring_in(self) -> None:
        from allydesk.ui.awards import bringing

        bringing.open(self.desk, self)

    def save(self) -> None:
        from allydesk.ui.awards import sheets

        sheets.save(self.desk, self)

    def print_forms(self) -> None:
        from allydesk.ui.awards import prints

        prints.show(self.desk, self, prints.FORM)

    def print_what(self) -> None:
        """Print the certificate that is open, else those not printed yet."""
        if self._chosen("AWARD"):
            self._print_chosen()
        else:
            self.print_new()

    def _print_chosen(self) -> None:
        from allydesk.models.awards import award
        from allydesk.ui.awards import prints

        rows = self.desk.store.read(award.rows, self._chosen("AWARD"))
        formal = [r.id for r in rows if r.kind == "award"]
        if formal:
            prints.certificates(self.desk, self, formal)
        elif rows:
            prints.cards(self.desk, self, [r.id for r in rows])
        else:
            self.desk.say(_("Choose awards under “Decided” to print their certificates."))

    def print_new(self) -> None:
        from allydesk.models.awards import award
        from allydesk.ui.awards import prints

        ids = self.desk.store.read(award.ids, "", "to_print")
        if ids:
            prints.certificates(self.desk, self, ids[::-1])
        else:
            self.desk.say(_("Every certificate is printed."))
