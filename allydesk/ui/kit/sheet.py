"""The style sheet: geometry and states of every kind of widget, filled in with colours and sizes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from allydesk import paths

# $name is a colour or the size of a role; 12px is a length at 100 % text size. Borders keep theirs:
# 1bx and 2bx stay one and two pixels at any size.
_SHEET: Final = """
* { outline: none; }
QToolTip { background: $raised; color: $text; border: 1bx solid $border_strong; padding: 4px 8px; }

QLabel { background: transparent; }
QLabel[role="h1"] { font-size: $size_h1; }
QLabel[role="h2"] { font-size: $size_h2; }
QLabel[role="strong"] { font-size: $size_strong; }
QLabel[role="muted"] { font-size: $size_muted; color: $muted; }
QLabel[role="problem"] { font-size: $size_problem; color: $problem; }
QLabel[role="onsidebar"] { font-size: $size_muted; color: $muted; padding: 12px 12px 4px 12px; }

QPushButton, QToolButton[kind="plain"] {
  background: $raised; color: $text; border: 2bx solid $border_strong; border-radius: 7px;
  padding: 5px 12px; min-height: 20px; font-weight: 600;
}
QPushButton:hover, QToolButton[kind="plain"]:hover { background: $selection; color: $on_selection; }
QPushButton:pressed { background: $selection; border-color: $primary; }
QPushButton:disabled { color: $disabled; border-color: $border; }
QPushButton[kind="primary"] { background: $primary; color: $on_primary; border-color: $primary; }
QPushButton[kind="primary"]:hover { background: $primary_hover; border-color: $primary_hover; }
QPushButton[kind="primary"]:pressed { background: $primary_pressed; border-color: $primary_pressed; }
QPushButton[kind="primary"]:disabled { background: $border; color: $muted; border-color: $border; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $primary; }
QPushButton[kind="quiet"]:hover { background: $selection; color: $on_selection; }
QPushButton[kind="quiet"]:disabled { color: $disabled; }
QPushButton[kind="chip"] {
  background: transparent; border: 1bx solid $border_strong; border-radius: 13px;
  padding: 3px 12px; min-height: 22px; font-weight: 400;
}
QPushButton[kind="chip"]:hover { background: $selection; }
QPushButton[kind="chip"]:checked {
  background: $selection; color: $on_selection; border-color: $on_selection;
}
QPushButton[kind="door"] { padding: 0px; min-height: 0px; border-radius: 10px; background: $surface; }
QPushButton[kind="door"]:hover { border-color: $primary; }
QPushButton[tall="true"] { min-height: 50px; }
QPushButton[kind="door"][tall="true"] { min-height: 68px; }
QPushButton[kind="door"][chosen="true"] { background: $selection; border-color: $primary; }
QPushButton[kind="door"][chosen="true"] QLabel { color: $on_selection; }
QToolButton { background: transparent; color: $text; border: 2bx solid transparent; border-radius: 7px;
  padding: 5px; min-width: 20px; min-height: 20px; }
QToolButton:hover, QToolButton:pressed, QToolButton:open { background: $selection; }
QToolButton::menu-indicator { image: none; width: 0px; }

QPushButton[kind="place"] {
  background: transparent; border: 2bx solid transparent; border-radius: 7px; text-align: left;
  padding: 6px 10px; min-height: 20px; font-weight: 400;
}
QPushButton[kind="place"]:hover { background: $border; }
QPushButton[kind="place"]:checked { background: $selection; color: $on_selection; font-weight: 600; }
QPushButton[kind="place"] QLabel[here="true"] { color: $on_selection; }
QPushButton[kind="find"] {
  background: $surface; border: 1bx solid $border_strong; border-radius: 7px; text-align: left;
  padding: 6px 10px; min-height: 20px; font-weight: 400; color: $muted;
}
QPushButton[kind="find"]:hover { border-color: $primary; color: $text; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  background: $surface; color: $text; border: 1bx solid $border_strong; border-radius: 7px;
  padding: 5px 8px; min-height: 20px;
  selection-background-color: $primary; selection-color: $on_primary;
}
QLineEdit, QPlainTextEdit { placeholder-text-color: $muted; }
QLineEdit > QToolButton { padding: 0px; border: none; min-width: 0px; min-height: 0px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $disabled; border-color: $border; }
QLineEdit:read-only { background: $bg; border-color: $border; }
QLineEdit[tone="problem"], QPlainTextEdit[tone="problem"], QComboBox[tone="problem"] {
  border: 2bx solid $problem; padding: 4px 7px;
}
QComboBox { padding-right: 28px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(@down); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
  background: $raised; color: $text; border: 1bx solid $border_strong; padding: 4px;
  selection-background-color: $selection; selection-color: $on_selection;
}
QAbstractSpinBox { padding: 5px 28px 5px 8px; }
QAbstractSpinBox QLineEdit { border: none; background: transparent; padding: 0px; min-height: 0px; }
QAbstractSpinBox:disabled { color: $disabled; border-color: $border; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 24px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url(@up); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url(@down); width: 12px; height: 12px; }
QAbstractSpinBox::up-arrow:disabled, QAbstractSpinBox::down-arrow:disabled,
QAbstractSpinBox::up-arrow:off, QAbstractSpinBox::down-arrow:off { image: none; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 28px; padding: 2px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QTableView::indicator {
  width: 16px; height: 16px; background: $surface;
  border: 2bx solid $border_strong; border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $primary; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked {
  background: $primary; border-color: $primary; image: url(@check); }
QRadioButton::indicator:checked { background: $primary; border-color: $primary; image: url(@dot); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $border; }

QFrame[kind="card"] { background: $surface; border: 1bx solid $border; border-radius: 10px; }
QFrame[kind="line"] { background: $border; max-height: 1bx; min-height: 1bx; border: none; }
QFrame[kind="sidebar"] { background: $sidebar; border: none; }
QFrame[kind="status"] { background: $bg; border: none; border-top: 1bx solid $border; }
QFrame[kind="popup"] { background: $raised; border: 1bx solid $border_strong; border-radius: 12px; }
QFrame[kind="notice"] { border: none; border-radius: 7px; background: $info_soft; }
QFrame[kind="notice"] QLabel { color: $info; }
QFrame[kind="notice"][tone="attention"] { background: $attention_soft; }
QFrame[kind="notice"][tone="attention"] QLabel { color: $attention; }
QFrame[kind="notice"][tone="problem"] { background: $problem_soft; }
QFrame[kind="notice"][tone="problem"] QLabel { color: $problem; }
QFrame[kind="notice"][tone="good"] { background: $good_soft; }
QFrame[kind="notice"][tone="good"] QLabel { color: $good; }

QFrame[kind="notice"][wide="true"] { border-radius: 0px; }
QFrame[kind="notice"][thin="true"] QPushButton { padding: 0px 10px; }

QLabel[kind="tag"] { border-radius: 7px; padding: 3px 9px; font-size: $size_muted; font-weight: 600;
  background: $selection; color: $on_selection; }
QLabel[kind="tag"][tone="good"] { background: $good_soft; color: $good; }
QLabel[kind="tag"][tone="attention"] { background: $attention_soft; color: $attention; }
QLabel[kind="tag"][tone="problem"] { background: $problem_soft; color: $problem; }
QLabel[kind="tag"][tone="info"] { background: $info_soft; color: $info; }
QLabel[kind="tag"][tone="award"] { background: $award_soft; color: $award; }
@groups

QAbstractItemView {
  background: $surface; color: $text; border: 1bx solid $border; border-radius: 10px;
  selection-background-color: $selection; selection-color: $on_selection;
  alternate-background-color: $bg; gridline-color: $border;
}
QListView[kind="plain"], QTableView[kind="plain"], QTreeView[kind="plain"] { border: none; border-radius: 0px; }
QTableView[kind="lines"] { selection-background-color: transparent; }
QTableView::item { padding: 0px 5px; }
QListWidget[kind="topics"] { background: transparent; border: none; }
QListWidget[kind="topics"]::item { padding: 7px 10px; border-radius: 7px; }
QListWidget[kind="topics"]::item:hover { background: $border; }
QListWidget[kind="topics"]::item:selected { background: $selection; color: $on_selection; }
QTextBrowser { background: $surface; border: 1bx solid $border; border-radius: 10px; padding: 0px; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
  background: $surface; color: $muted; border: none; border-bottom: 1bx solid $border_strong;
  padding: 6px 8px; font-weight: 600; text-align: left;
}
QTableCornerButton::section { background: $surface; border: none; }
QScrollArea, QStackedWidget, QSplitter { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[kind="page"] { background: transparent; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1bx; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0px; }
QScrollBar::handle { background: $border_strong; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenuBar { background: $sidebar; color: $text; padding: 2px 6px; }
QMenuBar::item { background: transparent; padding: 5px 10px; border-radius: 6px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $selection; color: $on_selection; }
QMenu { background: $raised; color: $text; border: 1bx solid $border_strong; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 6px; min-height: 20px; }
QMenu::item:selected { background: $selection; color: $on_selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1bx; background: $border; margin: 6px 8px; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 14px; border: none;
  border-bottom: 3bx solid transparent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 3bx solid $primary; }
QTabWidget::pane { border: none; border-top: 1bx solid $border; }
QProgressBar { background: $border; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $primary; border-radius: 4px; }
QDialog, QMessageBox { background: $bg; }
QMessageBox QLabel { min-width: 260px; }
"""


def sheet(
    values: Mapping[str, str],
    px: Callable[[float], int],
    groups: Mapping[str, tuple[str, str]],
    theme: str,
) -> str:
    """Give the style sheet with every colour and length filled in; theme chooses its pictures."""
    tags = "\n".join(
        f'QLabel[kind="tag"][colour="{name}"] {{ background: {ground}; color: {text}; }}'
        for name, (ground, text) in groups.items()
    )
    pictures = paths.resources() / "icons" / "sheet"
    filled = _SHEET.replace("@groups", tags)
    filled = re.sub(r"(?<![\w#.])(\d+)px", lambda m: f"{px(int(m[1]))}px", filled)
    filled = re.sub(r"(\d+)bx", r"\1px", filled)
    filled = re.sub(
        r"url\(@(\w+)\)", lambda m: f'url("{(pictures / m[1]).as_posix()}-{theme}.svg")', filled
    )
    return re.sub(r"\$(\w+)", lambda m: values[m[1]], filled)
