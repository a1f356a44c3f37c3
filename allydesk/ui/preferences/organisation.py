"""What Settings says about the organisation: its name, words, paper, language, logo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from allydesk import collation, dates
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.base import put
from allydesk.models.organisation import Organisation
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look, pictures, widgets
from allydesk.ui.records.form import REST, Form, Section

ONLY = 1  # the id of the one row
LOGO_SIDE = 72  # pixels at 100 %


class OrganisationForm(Form):
    """Fields of the organisation that are typed or chosen."""

    kind = Organisation

    def words(self, name: str, value: object) -> tuple[str, str]:
        label = self._fields[name].field.label
        step = _("Change “{field}” in Settings").format(field=label)
        return step, _("{field} is stored.").format(field=label)

    def words_new(self, values: Mapping[str, object]) -> tuple[str, str]:
        raise AssertionError("The organisation is there from the start.")


class WordsForm(OrganisationForm):
    sections = (Section("", ("groups_called",)),)


class PaperForm(OrganisationForm):
    sections = (Section("", ("name", "paper")),)


class PrivacyForm(OrganisationForm):
    sections = (Section("", ("k",)),)


def form(desk: Desk, kind: type[OrganisationForm]) -> OrganisationForm:
    """Make a form over the organisation, filled."""
    made = kind(desk)
    made.load(ONLY)
    return made


class Choice(QWidget):
    """A field of the organisation that is chosen from a long list of codes with names."""

    def __init__(
        self, desk: Desk, name: str, label: str, hint: str, listed: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__()
        self.desk, self.name, self.label = desk, name, label
        self.box = QComboBox()
        self.box.setObjectName(name)
        self.box.setAccessibleName(label)
        for code, words in listed:
            self.box.addItem(words, code)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(16)
        self.box.activated.connect(self._soon)
        self.box.installEventFilter(self)
        # Arrow keys pass over many on the way, and to store a language puts all names in order.
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.store)
        rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.setHorizontalSpacing(look.px(16))
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        column.addWidget(widgets.label(hint, "muted"))
        head = QLabel(widgets.plain(label))
        head.setBuddy(self.box)
        rows.addRow(head, block)
        desk.changed.connect(self._changed)
        self.refresh()

    def _stored(self) -> str | None:
        found: str | None = self.desk.store.read(lambda s: getattr(organisation.the(s), self.name))
        return found

    def refresh(self) -> None:
        if self._rest.isActive():
            return  # somebody is choosing
        stored = self._stored()
        at = self.box.findData(stored or "")
        if at < 0:  # a code that no list has is shown as it is
            self.box.addItem(str(stored), stored)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)

    def _changed(self, kinds: frozenset[str]) -> None:
        if "organisation" in kinds:
            self.refresh()

    def _soon(self, _index: int) -> None:
        self._rest.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide) and self._rest.isActive():
            self.store()
        return super().eventFilter(watched, event)

    def store(self) -> None:
        """Store what is chosen."""
        self._rest.stop()
        value = self.box.currentData() or None
        if value == self._stored():
            return
        step = _("Change “{field}” in Settings").format(field=self.label)
        said = _("{field}: {value}.").format(field=self.label, value=self.box.currentText())
        self.desk.do(said, step, put, Organisation, ONLY, self.values(value))

    def values(self, value: object) -> dict[str, object]:
        """Give the fields that are stored for a choice."""
        return {self.name: value}


def language(desk: Desk) -> Choice:
    return Choice(
        desk, "language", _("Language"),
        _("Names are put in the order of this language, dates in its words."),
        languages(desk.store.read(organisation.language)),
    )  # fmt: skip


# Languages whose order of names and wording of dates are known well, with the usual country.
_LANGUAGES = (
    "ca-ES", "cs-CZ", "cy-GB", "da-DK", "de-AT", "de-CH", "de-DE", "el-GR", "en-AU", "en-CA", "en-GB",
    "en-IE", "en-IN", "en-NZ", "en-US", "en-ZA", "es-ES", "es-MX", "et-EE", "eu-ES", "fi-FI", "fr-BE",
    "fr-CA", "fr-CH", "fr-FR", "ga-IE", "gl-ES", "hr-HR", "hu-HU", "is-IS", "it-IT", "lt-LT", "lv-LV",
    "mt-MT", "nb-NO", "nl-BE", "nl-NL", "nn-NO", "pl-PL", "pt-BR", "pt-PT", "ro-RO", "sk-SK", "sl-SI",
    "sv-FI", "sv-SE", "tr-TR", "uk-UA",
)  # fmt: skip


def languages(now: str) -> list[tuple[str, str]]:
    """Give (tag, its own name with the country), in name order, the one in use included."""
    found = []
    for tag in {*_LANGUAGES, now}:
        locale = dates.locale(tag)
        name = locale.get_display_name() or tag
        found.append((tag, name[:1].upper() + name[1:]))
    return sorted(found, key=lambda pair: collation.sort_key(pair[1], now))


class Logo(QWidget):
    """The picture at the head of pages: shown, chosen, taken away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.picture = QLabel()
        self.picture.setFixedSize(look.px(LOGO_SIDE), look.px(LOGO_SIDE))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint = widgets.label(_("No logo. PNG or JPEG, up to 2 MB."), "muted")
        self.choose = widgets.button(Action(_("Choose a logo…"), self._choose, "image"))
        self.choose.setObjectName("logo")
        self.remove = widgets.button(Action(_("Take it away"), self._remove), "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widgets.row(self.picture, self.hint, stretch=1))
        column.addWidget(widgets.flow(self.choose, self.remove))
        desk.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        image = self.desk.store.read(lambda s: organisation.the(s).logo)
        self.picture.setPixmap(pictures.within(image, LOGO_SIDE, LOGO_SIDE))
        self.picture.setVisible(image is not None)
        self.picture.setAccessibleName(_("The logo"))
        self.hint.setVisible(image is None)
        self.remove.setVisible(image is not None)

    def _changed(self, kinds: frozenset[str]) -> None:
        if "organisation" in kinds:
            self.refresh()

    def _choose(self) -> None:
        image = pictures.choose(self.desk, self, _("Choose a logo"))
        if image is not None:
            self._store(_("The logo is stored."), image)

    def _remove(self) -> None:
        self._store(_("The logo is taken away."), None)

    def _store(self, said: str, image: bytes | None) -> None:
        self.desk.do(said, _("Change the logo"), put, Organisation, ONLY, {"logo": image})
