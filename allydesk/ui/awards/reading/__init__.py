"""Nominations: typed in, read, known about, scored, decided."""
