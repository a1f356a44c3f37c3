"""The window and what is around every place: sidebar, menus, status line, find-or-do, trouble."""
