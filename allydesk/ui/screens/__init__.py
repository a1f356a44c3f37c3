"""The places in the sidebar: one module each, with a class Screen(QWidget).

Class attributes: place ("people"), title, icon (a Lucide name), section (heading of its group in
the sidebar, "" for the first), order, key ("Ctrl+5" or ""), help (name of its text).
__init__(self, desk). Optional: doings() -> list[Action], show_record(id), record() -> id shown or
None, print_what(), new(), filter(), waiting() -> a short text beside the place where something
waits. The screen draws its own title row. When colours or text size change it is built anew.
"""
