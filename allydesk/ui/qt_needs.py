"""What the window needs from the system before Qt can be loaded, and how to get it.

Qt ends the whole program when a library or the screen is missing; this looks first, without Qt.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from allydesk.errors import Problem
from allydesk.language import _

# Library -> Debian package. Every Qt window needs these …
_ALWAYS: Final[Mapping[str, str]] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
# … and these, one on an X11 screen.
_ON_X11: Final[Mapping[str, str]] = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

Loads = Callable[[str], bool]
Runs = Callable[[Sequence[str]], bool]


def loads(library: str) -> bool:
    """Say whether a shared library can be loaded."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def runs(words: Sequence[str]) -> bool:
    """Run a system command and say whether it worked."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(words, env=environment, capture_output=True, check=False)
    return done.returncode == 0


def missing(on_screen: str, can_load: Loads = loads) -> list[str]:
    """Give the Debian packages that are missing; on_screen is "x11", "wayland" or "offscreen"."""
    wanted = {**_ALWAYS, **(_ON_X11 if on_screen == "x11" else {})}
    return [package for library, package in wanted.items() if not can_load(library)]


def provide(on_screen: str, can_load: Loads = loads, run: Runs = runs) -> None:
    """Make sure that Qt can be loaded; raise Problem with the one command that would help."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing(on_screen, can_load)
    if packages and _install(packages, run):
        packages = missing(on_screen, can_load)
    if packages:
        raise Problem(_sentence(packages))


def _install(packages: Sequence[str], run: Runs) -> bool:
    """Install packages if that is possible without asking anybody."""
    if shutil.which("apt-get") is None:
        return False
    become: list[str] = []
    if os.geteuid() != 0:
        if shutil.which("sudo") is None or not run(["sudo", "-n", "true"]):
            return False
        become = ["sudo", "-n"]
    says = _("Installing what the window needs: {packages}.").format(packages=" ".join(packages))
    print(says, file=sys.stderr)  # noqa: T201
    run([*become, "apt-get", "update", "-qq"])
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    return run([*become, *install])


def _sentence(packages: Sequence[str]) -> str:
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        return _(
            "The window cannot open: system libraries are missing. Install what Debian calls {names}."
        ).format(names=names)
    return _(
        "The window cannot open: system libraries are missing. Install them with: "
        "sudo apt-get install -y --no-install-recommends {names}"
    ).format(names=names)


def screen(environment: Mapping[str, str] = os.environ) -> str | None:
    """Give what kind of screen there is to open a window on, or None."""
    if forced := environment.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]:
        return {"xcb": "x11"}.get(forced, forced)
    if not sys.platform.startswith("linux"):
        return sys.platform
    if _wayland(environment):
        return "wayland"
    return "x11" if _answers(environment.get("DISPLAY", "")) else None


def _wayland(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY")
    folder = environment.get("XDG_RUNTIME_DIR", "")
    return bool(name) and (Path(folder) / str(name)).exists()


def _answers(display: str) -> bool:
    """Say whether an X server answers at a DISPLAY such as ":0" or "host:10.0"."""
    host, colon, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not colon or not number.isdecimal():
        return False
    if host in ("", "unix"):
        name = f"/tmp/.X11-unix/X{number}"
        return _connects(socket.AF_UNIX, name) or _connects(socket.AF_UNIX, "\0" + name)
    return _connects(socket.AF_INET, (host, 6000 + int(number)))


def _connects(family: int, address: object) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as s:
        s.settimeout(2)
        try:
            s.connect(address)  # type: ignore[arg-type]
        except OSError:
            return False
    return True
