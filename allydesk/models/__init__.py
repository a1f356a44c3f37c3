"""The records AllyDesk keeps: one file per record type."""
