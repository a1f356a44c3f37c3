"""The typesetter is loaded by several threads at once: a preview, and the quiet moment after the start."""

import subprocess
import sys

LOAD = """
import importlib, sys, threading
sys.setswitchinterval(1e-5)
failed = []

def load(name):
    try:
        importlib.import_module("allydesk.reports.engine." + name)
    except Exception as error:
        failed.append(repr(error))

names = ("charts", "document", "certificate", "fixed", "table")
threads = [threading.Thread(target=load, args=(name,)) for name in names]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
sys.exit("; ".join(failed) or 0)
"""


def test_threads_that_load_it_at_once_each_find_it_whole() -> None:
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


def test_blocks_are_had_from_the_package_itself() -> None:
    from allydesk.reports import engine

    assert all(getattr(engine, name) is not None for name in engine.__all__)
