"""How everything looks: colours, sizes and the one style sheet. Widgets ask; nobody writes a colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from allydesk.settings import Settings
from allydesk.ui.kit.sheet import sheet

BASE: Final = 14  # height of body text in pixels at 100 %
RADIUS: Final = 7
LOW: Final = 440  # height of a page in pixels at 100 %: below, what stands over a list is one line


@dataclass(frozen=True, slots=True)
class Colours:
    """What each colour is for. A pair "x" and "x_soft" is text and the ground it stands on."""

    bg: str
    surface: str
    sidebar: str
    raised: str
    border: str
    border_strong: str
    text: str
    muted: str
    disabled: str
    primary: str
    primary_hover: str
    primary_pressed: str
    on_primary: str
    selection: str
    on_selection: str
    focus: str
    good: str
    good_soft: str
    attention: str
    attention_soft: str
    problem: str
    problem_soft: str
    info: str
    info_soft: str
    award: str
    award_soft: str


LIGHT: Final = Colours(
    bg="#F6F5F2", surface="#FFFFFF", sidebar="#ECEAE5", raised="#FFFFFF",
    border="#D8D4CC", border_strong="#7A756C", text="#1E2226", muted="#545A61",
    disabled="#8A8F94", primary="#0B5A62", primary_hover="#084A51", primary_pressed="#063B41",
    on_primary="#FFFFFF", selection="#D3EAEA", on_selection="#0A3D43", focus="#1B4FD1",
    good="#1A6536", good_soft="#DDF0E3", attention="#7A4A00", attention_soft="#FAEBCB",
    problem="#A0241D", problem_soft="#FBE4E1", info="#234C97", info_soft="#E2EAFA",
    award="#7D5200", award_soft="#FBEFCF",
)  # fmt: skip
DARK: Final = Colours(
    bg="#17191C", surface="#202327", sidebar="#121416", raised="#2A2E33",
    border="#3A3F45", border_strong="#868E96", text="#ECEEF0", muted="#B3B9BF",
    disabled="#7B8289", primary="#6FCBD1", primary_hover="#8AD6DB", primary_pressed="#A5E1E5",
    on_primary="#05282B", selection="#1C4146", on_selection="#D6F3F5", focus="#9DB9FF",
    good="#7FD49B", good_soft="#163422", attention="#F0C46B", attention_soft="#3B2C0C",
    problem="#FF9D93", problem_soft="#451A1B", info="#AAC4FF", info_soft="#1B2B4B",
    award="#F3CF7A", award_soft="#3A2F10",
)  # fmt: skip

# Group colours: (ground, text). Always beside the group's name or letters, never alone.
GROUPS_LIGHT: Final[Mapping[str, tuple[str, str]]] = {
    "teal": ("#CCF0F2", "#005356"), "blue": ("#D9EAFF", "#254974"),
    "violet": ("#EBE3FE", "#4F3C6E"), "magenta": ("#FCDEEE", "#673352"),
    "coral": ("#FEE0DB", "#6E342B"), "amber": ("#F7E5CD", "#624000"),
    "olive": ("#E7EBCF", "#474D0A"), "green": ("#D5F0DD", "#175533"),
}  # fmt: skip
GROUPS_DARK: Final[Mapping[str, tuple[str, str]]] = {
    "teal": ("#05383A", "#A5E5E8"), "blue": ("#1E3149", "#BFDAFD"),
    "violet": ("#342A46", "#DECEFD"), "magenta": ("#422636", "#F8C7E1"),
    "coral": ("#462621", "#FDC9C0"), "amber": ("#3F2C10", "#F1D2A8"),
    "olive": ("#2F3314", "#D6DDAC"), "green": ("#193825", "#B6E5C5"),
}  # fmt: skip

# Height of text by role, as a multiple of body text, and its weight.
ROLES: Final[Mapping[str, tuple[float, int]]] = {
    "h1": (1.75, 700),
    "h2": (1.2, 600),
    "body": (1.0, 400),
    "strong": (1.0, 600),
    "muted": (0.92, 400),
    "problem": (0.92, 400),
}


_EFFECTS: Final = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


def app() -> QApplication:
    """Give the one application; there must be one."""
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


@cache
def _system_font() -> QFont:
    """Give the font the system chose, as it was before we changed its size."""
    return QFont(app().font())


def apply(to: QApplication, settings: Settings) -> None:
    """Give the whole application its colours and text size; call again when either changes."""
    font = QFont(_system_font())
    # Who asked the system for larger text gets it here too, before our own text size.
    usual = max(BASE, QFontInfo(font).pixelSize())
    font.setPixelSize(round(usual * settings.text_size / 100))
    if to.style().name() != "fusion":  # each of these goes through every widget there is
        to.setStyle(QStyleFactory.create("Fusion"))
    to.setFont(font)
    chosen = DARK if is_dark(to, settings.theme) else LIGHT
    if _high_contrast(to):
        chosen = _from_palette(QPalette())  # the system knows best what this person can see
    to.setPalette(_palette(chosen))
    to.setProperty("colours", asdict(chosen))
    to.setStyleSheet(_sheet(chosen))
    _calm(to, still=settings.reduce_motion)


@cache
def _system_blink() -> int:
    return app().cursorFlashTime()


def _calm(to: QApplication, *, still: bool) -> None:
    """Let nothing glide, fade or blink for those who cannot have it."""
    for effect in _EFFECTS:
        to.setEffectEnabled(effect, not still)
    to.setCursorFlashTime(0 if still else _system_blink())


def is_dark(to: QApplication, theme: str) -> bool:
    """Say whether to be dark: as chosen, else as the system says."""
    if theme != "system":
        return theme == "dark"
    return to.styleHints().colorScheme() == Qt.ColorScheme.Dark


def colours() -> Colours:
    """Give the colours in use."""
    held = app().property("colours")
    return Colours(**held) if held else LIGHT


def group_colour(name: str) -> tuple[str, str]:
    """Give (ground, text) for the colour of a group."""
    return (GROUPS_DARK if _shows_dark() else GROUPS_LIGHT)[name]


def px(n: float) -> int:
    """Give a length at 100 % text size in pixels of now."""
    return round(n * text_px() / BASE)


def text_px() -> int:
    """Give the height of body text in pixels of now."""
    return app().font().pixelSize() if app().font().pixelSize() > 0 else BASE


def font(role: str) -> QFont:
    """Give the font of a role, for what is painted by hand."""
    size, weight = ROLES[role]
    made = QFont(app().font())
    made.setPixelSize(_role_px(size))
    made.setWeight(QFont.Weight(weight))
    return made


def _role_px(size: float) -> int:
    return max(12, round(size * text_px()))  # 12 px are 9 pt: nothing is smaller


def _shows_dark() -> bool:
    return QColor(colours().bg).lightness() < 128


def _high_contrast(to: QApplication) -> bool:
    hints = getattr(to.styleHints(), "accessibility", None)  # Qt 6.10 and newer
    return hints is not None and hints().contrastPreference() == Qt.ContrastPreference.HighContrast


def _from_palette(p: QPalette) -> Colours:
    def hex_of(role: QPalette.ColorRole) -> str:
        return p.color(role).name()

    role = QPalette.ColorRole
    text, base, mark = hex_of(role.WindowText), hex_of(role.Window), hex_of(role.Highlight)
    on_mark = hex_of(role.HighlightedText)
    plain = dict.fromkeys(asdict(LIGHT), text)
    grounds = ("bg", "surface", "sidebar", "raised", *(n for n in plain if n.endswith("_soft")))
    plain |= dict.fromkeys(grounds, base)
    plain |= {"primary": mark, "primary_hover": mark, "primary_pressed": mark}
    plain |= {"on_primary": on_mark, "selection": mark, "on_selection": on_mark, "focus": text}
    return replace(LIGHT, **plain)


def _palette(c: Colours) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for name, colour in (
        (role.Window, c.bg), (role.WindowText, c.text), (role.Base, c.surface),
        (role.AlternateBase, c.bg), (role.Text, c.text), (role.Button, c.raised),
        (role.ButtonText, c.text), (role.BrightText, c.problem), (role.Highlight, c.selection),
        (role.HighlightedText, c.on_selection), (role.Link, c.primary),
        (role.LinkVisited, c.primary), (role.PlaceholderText, c.muted), (role.Mid, c.border),
        (role.Midlight, c.border), (role.Dark, c.border_strong), (role.Light, c.raised),
        (role.ToolTipBase, c.raised), (role.ToolTipText, c.text), (role.Accent, c.primary),
    ):  # fmt: skip
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(group.Disabled, name, QColor(c.disabled))
    return made


def _sheet(c: Colours) -> str:
    """Give the style sheet. Widgets are chosen by type and by the properties role, kind and tone."""
    sizes = {f"size_{n}": f"{_role_px(s)}px; font-weight: {w}" for n, (s, w) in ROLES.items()}
    dark = QColor(c.bg).lightness() < 128
    groups = GROUPS_DARK if dark else GROUPS_LIGHT
    return sheet(asdict(c) | sizes, px, groups, "dark" if dark else "light")
