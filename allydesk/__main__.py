"""Start AllyDesk: a command, or the window. Imports nothing heavy before it must."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from allydesk import __version__
from allydesk.errors import Cancelled, Problem
from allydesk.language import _

COMMANDS = ("sample", "demo", "import", "export", "reports", "print", "check", "backup", "restore")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 a problem told in a sentence, 2 wrong usage."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except (Cancelled, KeyboardInterrupt):
        print(_("Stopped. Nothing was changed."), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read what is printed has seen enough, as `head` does. What is still to be written
        # goes nowhere, else Python complains about it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _run(words: Sequence[str]) -> int:
    code = _command(words) if words and words[0] in COMMANDS else _window(words)
    sys.stdout.flush()  # here, where it can be told that nobody reads it any more
    return code


def _command(words: Sequence[str]) -> int:
    from allydesk import commands, discover

    parser = argparse.ArgumentParser(prog="allydesk")
    known = parser.add_subparsers(metavar=_("COMMAND"))
    for module in discover.modules(commands):
        one = known.add_parser(module.NAME, help=module.HELP, description=module.HELP)
        module.add(one)
        one.set_defaults(run=module.run, then_open=getattr(module, "then_open", None))
    chosen = parser.parse_args(words)
    code = int(chosen.run(chosen))
    return _show(chosen.then_open(chosen)) if chosen.then_open else code


def _show(file: Path) -> int:
    """Open the window on a file if there is a screen somebody looks at."""
    from allydesk.ui import qt_needs

    if qt_needs.screen() in (None, "offscreen", "minimal"):
        return 0
    from allydesk.ui import start

    return start.window(file)


def _window(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="allydesk",
        description=_("Open the window, on a desk file or on the last one; or run a command."),
        epilog=_described() if {"-h", "--help"} & set(words) else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", nargs="?", type=Path, metavar=_("FILE"), help=_("a desk file"))
    parser.add_argument("--version", action="version", version=f"AllyDesk {__version__}")
    chosen = parser.parse_args(words)
    if chosen.file is not None and not chosen.file.suffix and not chosen.file.exists():
        sentence = _("There is no command and no file “{name}”. The commands are: {commands}.")
        parser.error(sentence.format(name=chosen.file, commands=", ".join(COMMANDS)))

    from allydesk.ui import start

    return start.window(chosen.file)


def _described() -> str:
    """Give what each command does, one a line."""
    from allydesk import commands, discover

    says = {module.NAME: module.HELP for module in discover.modules(commands)}
    lines = [f"  {name:10}{says[name]}" for name in COMMANDS]
    more = _("“allydesk COMMAND --help” says more about one of them.")
    return "\n".join([_("commands:"), *lines, "", more])


if __name__ == "__main__":
    sys.exit(main())
