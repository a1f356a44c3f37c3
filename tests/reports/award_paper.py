"""What tests of paper about awards share: names, a sentence, how it is printed and read."""

from allydesk.reports import report
from allydesk.store import Store
from tests.factories import TODAY
from tests.reports.engine import pdf
from tests.reports.engine.names import NAMES, NOT_FOUND

ODD = [name for case, name in NAMES.items() if case not in NOT_FOUND | {"pictures"}]
ODD.append("Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstone")
SCRIPTS = [NAMES[c] for c in ("Arabic", "Hebrew", "simplified Chinese", "Hindi", "Thai", "Amharic")]
LAYOUTS = ("frame", "arcs", "corners", "band", "plain")
SENTENCE = "Asked the quietest person in the room what they thought, and waited for the answer. "


def said(printed: report.Printed) -> str:
    return " ".join(pdf.text(printed.pdf).split())


def make(store: Store, name: str, **given: object) -> report.Printed:
    return report.make(store, name, given, TODAY)
