"""The editor of a field that refers to another record: chosen by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from allydesk.ui.records.editors import ChoiceEditor


class RecordEditor(ChoiceEditor):
    """Another record, chosen by its name. Which there are is asked anew each time it is shown."""

    def __init__(self, offered: Callable[[object], Mapping[int, str]]) -> None:
        super().__init__({}, optional=True)
        self._offered = offered

    def put(self, value: object) -> None:
        self.box.clear()
        self.box.addItem("–", None)
        for id, words in self._offered(value).items():
            self.box.addItem(words, id)
        super().put(value)
