"""What somebody took away from the kiosk leads to the answer on the board."""

import re

from allydesk.listening import kiosk, notes
from allydesk.listening.kiosk import Submission
from allydesk.models.feedback import note, receipt
from allydesk.reports import report
from allydesk.store import Store
from tests.factories import TODAY
from tests.reports.engine import pdf

KINDS = ("idea", "thanks", "concern", "question", "idea")


def board(store: Store) -> str:
    return " ".join(pdf.text(report.make(store, "you-said-we-did", {}, TODAY).pdf).split())


def test_the_receipt_of_the_kiosk_stands_beside_its_answer(store: Store) -> None:
    codes: dict[str, str] = {}
    for n, kind in enumerate(KINDS):
        given = Submission({"text": f"Heard {n}", "kind": kind})
        code = store.quietly((), kiosk.hand_in, given, TODAY)
        assert code is not None
        codes[f"Heard {n}"] = code
    store.quietly((), notes.settle, TODAY)
    assert len(store.read(note.ids)) == len(set(codes.values())) == len(KINDS)
    for row in store.read(note.rows, store.read(note.ids)):
        told = {"said": f"You {row.text}.", "done": f"Done for {row.text}.", "state": "done"}
        store.quietly((), note.amend, row.id, told)
    printed = board(store)
    for text, code in codes.items():
        first, second, third = code.split()
        row_of_it = rf"You {text}\. Receipt: {first} {second} … Done for {text}\."
        assert re.search(row_of_it, printed), printed
        assert f"{second} {third}" not in printed
        found = store.read(receipt.look_up, code)
        assert found is not None
        assert found[2] == f"Done for {text}."
