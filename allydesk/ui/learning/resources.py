"""What there is to read, watch and hear: a list, and one of them beside it."""

from __future__ import annotations

from collections.abc import Sequence

from allydesk.language import _, ngettext
from allydesk.models.base import drop
from allydesk.models.learning import resource
from allydesk.models.learning.resource import Resource
from allydesk.ui.desk import Action
from allydesk.ui.kit.lines import TwoLines
from allydesk.ui.kit.table import Column
from allydesk.ui.learning.resource import ResourcePage
from allydesk.ui.records.browse import Source
from allydesk.ui.records.screen import Detail, ListScreen

_CHIPS = ("", "book", "article", "video", "guide", "lent")  # others are found by their words


class Resources(ListScreen):
    """The list of resources and one of them."""

    place = "learning-resources"
    title = _("Resources")
    icon = "notebook-pen"
    order = 0
    help = "learning"
    depends = frozenset(["resource", "loan", "organisation"])

    def source(self) -> Source:
        store = self.desk.store
        return Source(
            name=self.title,
            chips={name: resource.CHIPS[name] for name in _CHIPS},
            columns=[Column(_("Title"), lambda row: row.title)],
            find=lambda text, chip: [r.id for r in store.read(resource.listing, text, chip)],
            fetch=lambda ids: store.read(resource.rows, ids),
            total=lambda: len(store.read(resource.listing)),
            line=_line,
            filter_words=_filter_words,
            none_words=_none_words,
        )

    def make_detail(self) -> Detail:
        self.one = ResourcePage(self.desk, self._with_one)
        self.one.form.created.connect(self.added)
        return self.one

    def empty_words(self) -> str:
        return _("Nothing to read or watch yet. Add the book that everybody borrows.")

    def empty_doings(self) -> Sequence[Action]:
        return [Action(_("Add resource"), self.new, "plus")]

    def more(self) -> Sequence[Action]:
        return [
            Action(_("Open a reading list…"), self.reading_lists, "list", "", _("arrange order")),
            Action(_("Save learning as spreadsheet…"), self.save, "file-spreadsheet", "",
                   _("export csv excel")),
            Action(_("Print reading list…"), self.print_what, "printer", "", _("books to read")),
        ]  # fmt: skip

    def several_words(self, count: int) -> str:
        return ngettext("{n} resource chosen", "{n} resources chosen", count).format(n=count)

    def several_doings(self) -> Sequence[Action]:
        return [
            Action(_("Put on a reading list…"), self._put_on_list, "list"),
            Action(_("Print reading list…"), self.print_what, "printer"),
            Action(_("Delete"), self.delete_chosen, "trash-2"),
        ]

    def _with_one(self) -> Sequence[Action]:
        return [
            Action(_("Print reading list…"), self.print_what, "printer"),
            Action(_("Delete"), self.delete_chosen, "trash-2", "Del"),
        ]

    # What is done

    def print_what(self) -> None:
        from allydesk.ui.learning import prints

        prints.show(self.desk, self, prints.READING, resources=tuple(self.browser.chosen))

    def reading_lists(self) -> None:
        from allydesk.ui.learning import reading_lists

        reading_lists.choose(self.desk, self.browser.list)

    def _put_on_list(self) -> None:
        from allydesk.ui.learning import reading_lists

        reading_lists.offer(self.desk, self.count, self.browser.chosen)

    def save(self) -> None:
        from allydesk.ui.learning import saving

        saving.learning(self.desk, self)

    def delete(self, ids: Sequence[int]) -> None:
        rows = self.desk.store.read(resource.rows, ids)
        n = len(rows)
        label = ngettext("Delete {n} resource", "Delete {n} resources", n).format(n=n)
        said = ngettext("{n} resource is deleted.", "{n} resources are deleted.", n).format(n=n)
        if n == 1:
            label = _("Delete “{title}”").format(title=rows[0].title)
            said = _("“{title}” is deleted, with its loans.").format(title=rows[0].title)
        self.desk.do(said, label, drop, Resource, list(ids))


def _line(row: resource.Row) -> TwoLines:
    parts = [resource.KINDS[row.kind], row.author, row.topic]
    end = ""
    if row.copies:
        end = _("{free} of {copies}").format(free=row.free, copies=row.copies)
    return TwoLines(row.title, below=" · ".join(filter(None, parts)), end=end)


def _filter_words(count: int) -> str:
    return ngettext("Filter {n} resource", "Filter {n} resources", count).format(n=f"{count:,}")


def _none_words(chip: str) -> str:
    if chip == "lent":
        return _("Nothing is lent out.")
    return _("Nothing of this kind yet. Press New to add one.")
