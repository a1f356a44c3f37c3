"""Somebody who signs certificates: name, position, and a picture of the signature."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from allydesk.language import _
from allydesk.models.awards import signatory
from allydesk.models.awards.signatory import Signatory
from allydesk.models.base import put
from allydesk.ui.awards.forms import SignatoryForm
from allydesk.ui.awards.head import Head
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import pictures
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import Card, button, flow, label

_WIDE, _HIGH = 320, 110  # pixels at 100 %


class SignatoryPage(Page):
    """Who signs. form.created tells the id of a new one."""

    def __init__(self, desk: Desk, delete: Callable[[], object]) -> None:
        super().__init__()
        self.desk = desk
        self.head = Head([Action(_("Delete"), delete, "trash-2", "Del")])
        self.form = SignatoryForm(desk)
        self.form.created.connect(lambda _id: self.refresh())
        self.picture = QLabel()
        self.picture.setAccessibleName(_("The signature"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.choose_button = button(Action(_("Choose a picture…"), self._choose, "image"))
        self.remove_button = button(Action(_("Take it away"), self._remove), "quiet")
        self.card = Card(_("Signature"))
        hint = _("Sign on white paper, take a photo or scan it: PNG or JPEG."
                 " Without one there is a line to sign on.")  # fmt: skip
        self.card.add(
            label(hint, "muted"), self.picture, flow(self.choose_button, self.remove_button)
        )
        self.add(self.head, self.form, self.card)
        self.end()

    def load(self, id: int | None) -> None:
        if not self.form.shows(id):
            self.form.load(id)
        self.refresh()

    def flush(self) -> None:
        self.form.flush()

    def first(self) -> QWidget:
        return self.form.lines["name"].editor.field

    def refresh(self) -> None:
        id = self.form.id
        self.head.others.setEnabled(id is not None)
        self.card.setVisible(id is not None)
        if id is None:
            self.head.say(_("Somebody who signs"), _("Stored as soon as there is a name."))
            return
        rows = self.desk.store.read(signatory.listing, in_use=False)
        one = next((r for r in rows if r.id == id), None)
        if one is None:
            return
        self.head.say(one.name, one.position)
        shown = pictures.within(one.picture, _WIDE, _HIGH)
        if not shown.isNull():
            shown = _on_paper(shown)
        self.picture.setPixmap(shown)
        self.picture.setVisible(one.picture is not None)
        self.remove_button.setVisible(one.picture is not None)

    def _choose(self) -> None:
        image = pictures.choose(self.desk, self, _("Choose a picture of the signature"))
        if image is not None:
            self._store(_("The signature is stored."), image)

    def _remove(self) -> None:
        self._store(_("The signature is taken away."), None)

    def _store(self, said: str, image: bytes | None) -> None:
        step = _("Change a signature")
        self.desk.do(said, step, put, Signatory, self.form.id, {"picture": image})


def _on_paper(signature: QPixmap) -> QPixmap:
    """Give a signature on white: ink on a clear ground would not show on a dark one."""
    paper = QPixmap(signature.size())
    paper.fill(Qt.GlobalColor.white)
    with QPainter(paper) as p:
        p.drawPixmap(0, 0, signature)
    return paper
