"""The documents AllyDesk prints: one file each."""
