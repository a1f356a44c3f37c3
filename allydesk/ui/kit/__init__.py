"""The parts every page is made of: look, widgets, lists, pickers, fields for days."""
