"""A place over one kind of record: the list, the form, and saving it as a spreadsheet."""
