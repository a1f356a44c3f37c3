"""PDF pages as pictures: one lock round PDFium, which does not like two threads."""

from __future__ import annotations

from threading import Lock
from types import TracebackType
from typing import Any, Self

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

_one_at_a_time = Lock()
_WHITE = QColor(255, 255, 255)


class Pdf:
    """An open PDF. Sizes are in points (1/72 inch)."""

    def __init__(self, content: bytes) -> None:
        import pypdfium2

        with _one_at_a_time:
            self._closed = False
            self._document = pypdfium2.PdfDocument(content)
            self.sizes: list[tuple[float, float]] = [
                self._document.get_page_size(n) for n in range(len(self._document))
            ]

    def __len__(self) -> int:
        return len(self.sizes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the document; whoever still asks for a page gets ValueError."""
        with _one_at_a_time:
            self._closed = True
            self._document.close()

    def _page(self, number: int) -> Any:
        if self._closed:
            raise ValueError("closed")
        return self._document[number]

    def image(
        self, number: int, width: int, *, grey: bool = False, ground: QColor = _WHITE
    ) -> QImage:
        """Draw a page on a ground, so many pixels wide."""
        with _one_at_a_time:
            page = self._page(number)
            bitmap = page.render(
                scale=width / page.get_width(), prefer_bgrx=True, fill_color=ground.getRgb()
            )
            drawn = QImage(
                bitmap.buffer,
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGB32,
            )
            # The copy owns its pixels; PDFium's own are gone with the bitmap.
            result = (
                drawn.convertToFormat(QImage.Format.Format_Grayscale8) if grey else drawn.copy()
            )
            bitmap.close()
            page.close()
        return result

    def find(self, words: str) -> list[tuple[int, list[QRectF]]]:
        """Give the places where words stand: page, and boxes as shares of its width and height."""
        return [
            (number, boxes) for number in range(len(self)) for boxes in self._found(number, words)
        ]

    def _found(self, number: int, words: str) -> list[list[QRectF]]:
        width, height = self.sizes[number]
        places: list[list[QRectF]] = []
        with _one_at_a_time:
            page = self._page(number)
            text = page.get_textpage()
            search = text.search(words)
            while (hit := search.get_next()) is not None:
                at, count = hit
                boxes = (text.get_rect(n) for n in range(text.count_rects(at, count)))
                places.append(
                    [
                        QRectF(x1 / width, 1 - y2 / height, (x2 - x1) / width, (y2 - y1) / height)
                        for x1, y1, x2, y2 in boxes
                    ]
                )
            search.close()
            text.close()
            page.close()
        return places

    def text(self, number: int) -> str:
        """Give the words of a page in reading order, for those who hear it."""
        with _one_at_a_time:
            page = self._page(number)
            words = page.get_textpage()
            text = str(words.get_text_range())
            words.close()
            page.close()
        return text
