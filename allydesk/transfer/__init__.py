"""Lists in and out: spreadsheets read, matched, compared, written, and saved again."""
