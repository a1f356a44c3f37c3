"""The command line: one file per command. It runs the same core as the window, without Qt.

A module here has NAME, HELP, add(parser) for its arguments and run(args) -> exit code.
"""
