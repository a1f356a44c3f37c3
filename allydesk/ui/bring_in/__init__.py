"""Bring in a list: a guide of three pages, from a spreadsheet to the desk."""

from allydesk.ui.bring_in.guide import Guide, open

__all__ = ["Guide", "open"]
